"""Colours derived from the desktop's own palette, and the style sheet made of them.

The desktop chooses the ground and the ink; deskbreak adds one accent, a calm teal, moved along its own hue until it
stands out from that ground. So light, dark and unusual palettes all work without a table of themes.
"""

import math
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QCheckBox, QComboBox, QLineEdit, QListWidget, QWidget

READABLE = 4.5
"""Least contrast of text to its ground (WCAG 2.2, 1.4.3)."""
SEEN = 2.0
"""Least contrast of a button's edge to what is around it and in it: its words say what it is, too."""

_TEAL = 173 / 360
_CLAY = 14 / 360


def luminance(color: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else math.pow((channel + 0.055) / 1.055, 2.4)

    red, green, blue = (linear(c) for c in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """``one`` with ``share`` (0 to 1) of ``other`` in it."""
    keep = 1 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
    )


@dataclass(frozen=True)
class Theme:
    """``ground`` is the window's own colour, ``raised`` lies on it; ``muted`` is the quieter text, ``line`` a frame.

    ``edge`` is around what can be pressed, ``faint`` the text of what cannot be just now.
    ``accent_soft`` is a ground with a breath of the accent, ``on_accent`` the text on the accent itself, ``alert`` the
    text of what stops because it hurts.
    """

    dark: bool
    ground: QColor
    raised: QColor
    ink: QColor
    muted: QColor
    line: QColor
    edge: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    alert: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "Theme":
        """The theme for a palette; of a disabled or inactive one as well, the active colours are taken."""
        group = QPalette.ColorGroup.Active
        ground = _opaque(palette.color(group, QPalette.ColorRole.Window))
        dark = luminance(ground) < 0.18
        ink = _opaque(palette.color(group, QPalette.ColorRole.WindowText))
        if contrast(ink, ground) < 7:
            ink = QColor("#f4f6f8") if dark else QColor("#14181c")
        raised = mix(ground, QColor("white"), 0.07 if dark else 0.7)
        accent = standing_out(_TEAL, 0.55 if dark else 0.75, (ground, raised), dark)
        soft = mix(ground, accent, 0.16 if dark else 0.12)
        muted = _quieter(ink, (ground, raised, soft))
        return cls(
            dark=dark,
            ground=ground,
            raised=raised,
            ink=ink,
            muted=muted,
            line=mix(ground, ink, 0.16),
            edge=_edge(ink, (ground, raised, soft)),
            faint=mix(muted, ground, 0.4),
            accent=accent,
            on_accent=max((QColor("#ffffff"), QColor("#06201d")), key=lambda text: contrast(text, accent)),
            accent_soft=soft,
            alert=standing_out(_CLAY, 0.75 if dark else 0.7, (ground, raised), dark),
        )


def style_sheet(theme: Theme, points: float) -> str:
    """The style of deskbreak's windows. ``points`` is the size of the desktop's text; all others follow from it."""
    name = {key: value.name() for key, value in vars(theme).items() if isinstance(value, QColor)}
    hover = mix(theme.raised, theme.accent, 0.12).name()
    pressed = mix(theme.raised, theme.accent, 0.24).name()
    lit = mix(theme.accent, theme.ink, 0.12).name()
    edge = "right" if QApplication.isRightToLeft() else "left"  # where a line begins; a style sheet knows no such side
    filled = "add-page" if QApplication.isRightToLeft() else "sub-page"  # Qt's sheets have no word for it
    arrow, mark, ring = round(points * 1.2), round(points * 1.1) + 4, round(points * 0.4)
    return f"""
    QLabel {{ color: {name["ink"]}; background: transparent; }}
    QLabel[role="over"] {{ color: {name["muted"]}; font-size: {points * 0.95:.1f}pt; }}
    QLabel[role="title"] {{ font-size: {points * 1.9:.1f}pt; font-weight: 600; }}
    QLabel[role="heading"] {{ font-size: {points * 1.35:.1f}pt; font-weight: 600; }}
    QLabel[role="caption"] {{ font-size: {points * 1.25:.1f}pt; }}
    QLabel[role="count"] {{ font-size: {points * 1.35:.1f}pt; font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="muted"] {{ color: {name["muted"]}; }}
    QLabel[role="accent"] {{ color: {name["accent"]}; font-weight: 600; }}
    QLabel[role="number"] {{ font-size: {points * 1.7:.1f}pt; font-weight: 600; }}
    QFrame[role="panel"] {{
        background: {name["raised"]}; border: 1px solid {name["line"]}; border-radius: 10px; }}
    QFrame[role="row"] {{ background: transparent; border: none; border-top: 1px solid {name["line"]}; }}
    QFrame[role="hairline"] {{ background: {name["line"]}; border: none; }}
    QFrame[standing="out"] {{ background: {name["accent_soft"]}; border-top: 1px solid {name["accent"]}; }}
    QListWidget[role="pages"] {{
        color: {name["ink"]}; background: transparent; border: 2px solid transparent; outline: none;
        padding: 8px 6px; }}
    QListWidget[role="pages"]::item {{
        color: {name["ink"]}; padding: {points * 0.6:.0f}px {points * 0.9:.0f}px; border-radius: 6px;
        border: 2px solid transparent; border-{edge}: 4px solid transparent; }}
    QListWidget[role="pages"]::item:selected {{
        background: {name["accent_soft"]}; border-{edge}: 4px solid {name["accent"]}; font-weight: 600; }}
    QListWidget[role="pages"]:focus {{ border: 2px solid {name["accent"]}; border-radius: 6px; }}
    QRadioButton::indicator {{
        width: {mark - 4}px; height: {mark - 4}px; border: 2px solid {name["muted"]}; border-radius: {mark // 2}px;
        background: transparent; }}
    QRadioButton::indicator:checked {{
        width: {mark - 2 * ring}px; height: {mark - 2 * ring}px; border: {ring}px solid {name["accent"]};
        background: {name["ground"]}; }}
    QRadioButton::indicator:focus {{ border-color: {name["accent"]}; }}
    QFrame[role="notice"] {{ background: {name["accent_soft"]}; border: none; border-radius: 10px; }}
    QPushButton {{
        color: {name["ink"]}; background: {name["raised"]}; border: 1px solid {name["edge"]}; border-radius: 8px;
        padding: 7px 14px; min-height: {points * 1.9:.0f}px; outline: none; }}
    QPushButton:hover {{ background: {hover}; border-color: {name["accent"]}; }}
    QPushButton:pressed {{ background: {pressed}; }}
    QPushButton:focus {{ border: 2px solid {name["accent"]}; padding: 6px 13px; }}
    QPushButton:checked {{
        background: {name["accent_soft"]}; border: 2px solid {name["accent"]}; padding: 6px 13px; }}
    QPushButton[checkable="true"]:focus {{ border: 2px solid {name["ink"]}; padding: 6px 13px; }}
    QPushButton:disabled {{ color: {name["muted"]}; background: transparent; border-color: {name["line"]}; }}
    QPushButton::menu-indicator {{
        width: {arrow}px; height: {arrow}px; subcontrol-position: center right; right: {arrow // 2}px; }}
    QPushButton[kind="primary"] {{
        color: {name["on_accent"]}; background: {name["accent"]}; border-color: {name["accent"]}; font-weight: 600; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {lit}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {name["ink"]}; }}
    QPushButton[kind="primary"]:disabled {{
        color: {name["muted"]}; background: transparent; border-color: {name["line"]}; }}
    QPushButton[kind="quiet"], QPushButton[kind="alert"] {{
        color: {name["muted"]}; background: transparent; border: 2px solid transparent; padding: 4px 8px; }}
    QPushButton[kind="alert"] {{ color: {name["alert"]}; }}
    QPushButton[kind="quiet"]:hover, QPushButton[kind="alert"]:hover {{ background: {hover}; }}
    QPushButton[kind="quiet"]:focus, QPushButton[kind="alert"]:focus {{ border-color: {name["accent"]}; }}
    QPushButton[kind="aside"] {{
        color: {name["accent"]}; background: transparent; border: 2px solid transparent; padding: 0 6px; }}
    QPushButton[kind="aside"]:hover {{ background: {hover}; }}
    QPushButton[kind="aside"]:focus {{ border-color: {name["accent"]}; }}
    QPushButton[kind="quiet"]:disabled, QPushButton[kind="alert"]:disabled, QPushButton[kind="aside"]:disabled {{
        color: {name["faint"]}; border-color: transparent; }}
    QToolButton {{
        color: {name["ink"]}; background: {name["raised"]}; border: 2px solid {name["edge"]}; border-radius: 8px;
        padding: 4px 6px; }}
    QToolButton:hover {{ background: {hover}; }}
    QToolButton:focus {{ border-color: {name["ink"]}; }}
    QSlider:horizontal {{ min-height: 24px; background: transparent; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {name["muted"]}; margin: 0 2px; }}
    QSlider::{filled}:horizontal {{ height: 4px; border-radius: 2px; background: {name["accent"]}; margin: 0 2px; }}
    QSlider::handle:horizontal {{
        width: 14px; margin: -7px -2px; border: 2px solid {name["accent"]}; border-radius: 9px;
        background: {name["accent"]}; }}
    QSlider::handle:horizontal:hover {{ background: {lit}; }}
    QSlider::handle:horizontal:focus {{ border-color: {name["ink"]}; }}
    QSlider::handle:horizontal:disabled, QSlider::{filled}:horizontal:disabled {{
        background: {name["muted"]}; border-color: {name["muted"]}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 10px; background: transparent; margin: 2px; }}
    QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 2px; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::handle {{ background: {name["muted"]}; border-radius: 3px; min-height: 30px; min-width: 30px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        width: 0; height: 0; background: transparent; }}
    QScrollArea:focus {{ border: 2px solid {name["accent"]}; border-radius: 6px; }}
    QPlainTextEdit {{
        color: {name["ink"]}; background: {name["raised"]}; border: 1px solid {name["line"]}; border-radius: 8px;
        padding: 6px; selection-background-color: {name["accent"]}; selection-color: {name["on_accent"]}; }}
    QPlainTextEdit:focus {{ border: 2px solid {name["accent"]}; padding: 5px; }}
    """


_FIELDS = (QAbstractSpinBox, QComboBox, QLineEdit, QCheckBox, QListWidget)
_WRITTEN = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.PlaceholderText,
)
_DARKER = 140
"""Qt's own style, Fusion, paints the edge of these so much (per cent) darker than a window's ground."""


def dress_fields(part: QWidget) -> None:
    """Have all that is in ``part`` in the colours of now.

    One by one: what a style sheet is set for inherits no palette (Qt.AA_UseStyleSheetPropagationInWidgetStyles).
    """
    theme, palette = Theme.of(QApplication.palette()), QPalette(QApplication.palette())
    for role, color in (
        (QPalette.ColorRole.Window, theme.ground),
        (QPalette.ColorRole.WindowText, theme.ink),
        (QPalette.ColorRole.Base, theme.raised),
        (QPalette.ColorRole.AlternateBase, theme.ground),
        (QPalette.ColorRole.Text, theme.ink),
        (QPalette.ColorRole.Button, theme.raised),
        (QPalette.ColorRole.ButtonText, theme.ink),
        (QPalette.ColorRole.Highlight, theme.accent),
        (QPalette.ColorRole.HighlightedText, theme.on_accent),
        (QPalette.ColorRole.PlaceholderText, theme.muted),
    ):
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, role, color)
    for role in (*_WRITTEN, QPalette.ColorRole.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.faint)
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, theme.accent_soft)
    edged = QPalette(palette)
    edged.setColor(QPalette.ColorRole.Window, theme.muted.lighter(_DARKER))
    for one in (part, *part.findChildren(QWidget)):
        one.setPalette(edged if isinstance(one, _FIELDS) else palette)


def _opaque(color: QColor) -> QColor:
    return QColor(color.red(), color.green(), color.blue())


def standing_out(hue: float, saturation: float, grounds: tuple[QColor, ...], dark: bool) -> QColor:
    """The colour of that hue nearest to a middle lightness that is readable on all ``grounds``."""
    lightness, step = (0.40, 0.01) if dark else (0.42, -0.01)
    color = QColor.fromHslF(hue, saturation, lightness)
    while min(contrast(color, ground) for ground in grounds) < READABLE and 0.02 < lightness < 0.98:
        lightness += step
        color = QColor.fromHslF(hue, saturation, lightness)
    return color


def _edge(ink: QColor, grounds: tuple[QColor, ...]) -> QColor:
    """The first ground with as little ``ink`` in it as is seen on all ``grounds``."""
    shares = (share / 50 for share in range(8, 51))
    colors = (mix(grounds[0], ink, share) for share in shares)
    return next((one for one in colors if min(contrast(one, ground) for ground in grounds) >= SEEN), ink)


def _quieter(ink: QColor, grounds: tuple[QColor, ...]) -> QColor:
    """``ink``, as near to the ground as stays readable on all ``grounds``."""
    for share in (0.36, 0.3, 0.24, 0.18, 0.12, 0.06):
        color = mix(ink, grounds[0], share)
        if min(contrast(color, ground) for ground in grounds) >= READABLE:
            return color
    return ink
