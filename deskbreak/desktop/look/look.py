"""How the desktop looks, as far as deskbreak's windows follow it, out of what two ways of asking tell.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html: color-scheme (1: dark, 2:
light, 0: no preference), contrast (1: higher). https://specifications.freedesktop.org/xsettings-spec/latest/,
https://docs.gtk.org/gtk3/class.Settings.html: the names of theme and font.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from deskbreak.desktop.bus.settings_portal import APPEARANCE, GNOME, SettingKey

SCHEME, CONTRAST = (APPEARANCE, "color-scheme"), (APPEARANCE, "contrast")
THEME, FONT = (GNOME, "gtk-theme"), (GNOME, "font-name")
PLACES = frozenset({SCHEME, CONTRAST, THEME, FONT})
X_THEME, X_FONT = "Net/ThemeName", "Gtk/FontName"
STYLES = frozenset(
    (
        *("thin", "ultra-light", "light", "semi-light", "demi-light", "book", "regular", "normal", "medium"),
        *("semi-bold", "demi-bold", "bold", "ultra-bold", "heavy", "black", "italic", "oblique", "roman", "condensed"),
    )
)
"""Words of a font's name that are not its family's: https://docs.gtk.org/Pango/type_func.FontDescription.from_string.html"""
SMALLEST, LARGEST = 4.0, 96.0
"""Points; whatever is beyond is no size of text."""


@dataclass(frozen=True, slots=True)
class Look:
    """``family``: of the font, ``""``: not known; ``points``: its size, 0: not known."""

    dark: bool = False
    contrast: bool = False
    family: str = ""
    points: float = 0.0


def look_of(portal: Mapping[SettingKey, object], xsettings: Mapping[str, object]) -> Look:
    """What both tell together; the portal goes first, as it tells what people have chosen, and not only a theme."""
    theme = _text(portal.get(THEME)) or _text(xsettings.get(X_THEME))
    scheme = portal.get(SCHEME)
    family, points = font(_text(portal.get(FONT)) or _text(xsettings.get(X_FONT)))
    return Look(
        dark=scheme == 1 if scheme in (1, 2) else is_dark(theme),
        contrast=portal.get(CONTRAST) == 1 or theme.lower().startswith("highcontrast"),
        family=family,
        points=points,
    )


def is_dark(theme: str) -> bool:
    """Whether a theme of that name is dark, as far as names tell: Adwaita-dark, Arc-Dark, HighContrastInverse."""
    name = theme.lower()
    return "dark" in name or name.endswith(("inverse", "-black", ":dark"))


def font(name: str) -> tuple[str, float]:
    """Family and points of ``"DejaVu Sans Bold 10"``, as Pango writes it; ``""`` and 0 for what is not told."""
    words = name.replace(",", " ").split()
    points = 0.0
    if words and (size := _number(words[-1])) is not None:
        words.pop()
        points = size if SMALLEST <= size <= LARGEST else 0.0
    while len(words) > 1 and words[-1].lower() in STYLES:
        words.pop()
    return " ".join(words), points


def _number(text: str) -> float | None:
    try:
        number = float(text.removesuffix("px"))
    except ValueError:
        return None
    return number if math.isfinite(number) else 0.0


def _text(value: object) -> str:
    return value if isinstance(value, str) and value.isprintable() and len(value) <= 200 else ""
