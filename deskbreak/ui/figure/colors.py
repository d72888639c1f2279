"""What the figure is painted with, in each of its looks, made to stand out from a light and from a dark ground."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor

from deskbreak.ui.kit.theme import Theme, contrast, mix

_STRONG = 20
"""Contrast of text to its ground from which the desktop asks for high contrast: plain black and white."""


class Hair(Enum):
    """How the hair is worn."""

    SHORT = "short"
    CURLS = "curls"
    BUN = "bun"
    BOB = "bob"


@dataclass(frozen=True)
class Paint:
    """A material in light, as it is, and in shade; ``line`` draws on it, ``edge`` around it, ``dim`` is half in shade.

    All are opaque: what is half transparent takes four times as long to fill.
    """

    light: QColor
    base: QColor
    shade: QColor
    line: QColor
    edge: QColor
    dim: QColor

    @classmethod
    def of(cls, base: str, light: str = "", shade: str = "", line: str = "", strong: QColor | None = None) -> "Paint":
        """From the names of the colours; what is not named is made of ``base``, ``strong`` takes the edge's place."""
        plain = QColor(base)
        ink = QColor(line) if line else _deeper(plain, 0.42)
        deep = QColor(shade) if shade else _deeper(plain, 0.2)
        return cls(
            light=QColor(light) if light else mix(plain, QColor("#eaffc8"), 0.15),
            base=plain,
            shade=deep,
            line=ink,
            edge=QColor(strong) if strong else mix(plain, ink, 0.7),
            dim=mix(plain, deep, 0.5),
        )


@dataclass(frozen=True)
class _Look:
    """A look's own colours; those in pairs are for a light and for a dark ground.

    Hair is the same on both, since another colour makes another person; on a dark ground ``rim`` sets it off.
    """

    skin: tuple[str, str, str, str]
    hair: str
    rim: str
    worn: Hair
    shirt: str
    trousers: tuple[str, str]
    shoe: tuple[str, str]
    lips: str
    blush: str


_LOOKS = {
    "fern": _Look(
        ("#efb98f", "#f7cda9", "#dc9a70", "#a8663f"), "#5a3f33", "#a07c68", Hair.SHORT, "#27a08f",
        ("#3a5070", "#5d79a5"), ("#2b3442", "#8fa0b3"), "#b9573f", "#e27858",
    ),
    "maple": _Look(
        ("#8f5a3c", "#a66d4b", "#74452d", "#4b2a19"), "#2b211f", "#8a6c5f", Hair.CURLS, "#e0913a",
        ("#37474f", "#6f8592"), ("#6b3b2a", "#b98a70"), "#6e2f28", "#a24a34",
    ),
    "heather": _Look(
        ("#f6cdb2", "#fde0cb", "#e5ab8c", "#b4765a"), "#9a4f2c", "#bb6c42", Hair.BUN, "#7d74c2",
        ("#45435c", "#7a789c"), ("#33313f", "#a5a2bd"), "#c05a54", "#ea7f72",
    ),
    "stone": _Look(
        ("#c98d62", "#dba57b", "#ae7249", "#754527"), "#8b9096", "#b4bac1", Hair.BOB, "#5788b8",
        ("#4a4f58", "#7f8794"), ("#3a3f47", "#a3aab5"), "#9c4a3a", "#c8644a",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Colors:
    """All materials of the scene. ``strong`` says that the desktop asks for high contrast, ``rimmed`` that hair is set
    off by its edge."""

    skin: Paint
    neck: Paint
    hair: Paint
    worn: Hair
    shirt: Paint
    trousers: Paint
    shoe: Paint
    seat: Paint
    frame: Paint
    collar: QColor
    sole: QColor
    ink: QColor
    lips: QColor
    blush: QColor
    disc: QColor
    disc_low: QColor
    shadow: QColor
    glow: QColor
    fibre: QColor
    guide: QColor
    arrow: QColor
    arrow_tint: QColor
    arrow_casing: QColor
    ghost: QColor
    plumb: QColor
    pill: QColor
    on_pill: QColor
    strong: bool
    rimmed: bool

    @classmethod
    def of(cls, theme: Theme, look: str = "fern") -> "Colors":
        """The materials of a look (``coach.content.looks.LOOKS``) for a theme."""
        dark, own = theme.dark, _LOOKS[look]
        strong = contrast(theme.ground, theme.ink) > _STRONG
        rim = theme.ink if strong else None
        base, light, shade, line = own.skin
        blush = QColor(own.blush)
        blush.setAlpha(70)
        return cls(
            skin=Paint.of(base, light, shade, line, rim),
            neck=Paint.of(mix(QColor(base), QColor(shade), 0.55).name(), base, shade, line, rim),
            hair=Paint.of(own.hair, strong=rim or (QColor(own.rim) if dark else None)),
            worn=own.worn,
            shirt=Paint.of(own.shirt, strong=rim),
            trousers=Paint.of(own.trousers[dark], strong=rim),
            shoe=Paint.of(own.shoe[dark], strong=rim),
            seat=Paint.of("#5d6978" if dark else "#a9b4c1", "#717d8c" if dark else "#c3ccd6", strong=rim),
            frame=Paint.of("#465160" if dark else "#7f8b98", "#5a6676" if dark else "#9ba6b2", strong=rim),
            collar=_deeper(QColor(own.shirt), 0.16),
            sole=QColor("#e9edf1"),
            ink=QColor("#2a1f1c"),
            lips=QColor(own.lips),
            blush=blush,
            disc=theme.ground if strong else mix(theme.ground, theme.accent, 0.13 if dark else 0.1),
            disc_low=theme.ground if strong else mix(theme.ground, theme.accent, 0.2 if dark else 0.18),
            shadow=QColor(10, 30, 40, 110 if dark else 46),
            glow=QColor("#ff4a34"),
            fibre=QColor(150, 10, 18, 120),
            guide=theme.accent,
            arrow=theme.ink if strong else QColor("#ffaed6" if dark else "#870f4c"),
            arrow_tint=mix(theme.ground, theme.ink, 0.6) if strong else QColor("#c9609b"),
            arrow_casing=theme.ground if strong else QColor("#2a0618" if dark else "#ffffff"),
            ghost=mix(theme.ground, theme.ink, 0.42),
            plumb=mix(theme.ground, theme.ink, 0.55),
            pill=theme.accent,
            on_pill=theme.on_accent,
            strong=strong,
            rimmed=strong or dark,
        )


def _deeper(color: QColor, share: float) -> QColor:
    """Darker by ``share`` and a little more saturated: a shade that stays alive."""
    saturation = min(1.0, color.hsvSaturationF() * (1 + share * 0.5))
    return QColor.fromHsvF(max(0.0, color.hsvHueF()), saturation, color.valueF() * (1 - share))
