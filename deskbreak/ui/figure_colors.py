"""What the figure is painted with, made to stand out from a light and from a dark ground."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from deskbreak.ui.theme import Theme, mix


@dataclass(frozen=True)
class Paint:
    """A material in light, as it is, and in shade; ``line`` draws on it."""

    light: QColor
    base: QColor
    shade: QColor
    line: QColor

    edge: QColor

    @classmethod
    def of(cls, base: str, light: str, shade: str, line: str) -> "Paint":
        """From the names of the colours; ``edge`` is the line, half transparent."""
        edge = QColor(line)
        edge.setAlpha(120)
        return cls(QColor(light), QColor(base), QColor(shade), QColor(line), edge)


@dataclass(frozen=True)
class Colors:
    """All materials of the scene."""

    skin: Paint
    neck: Paint
    hair: Paint
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
    shadow: QColor

    @classmethod
    def of(cls, theme: Theme) -> "Colors":
        """The materials for a theme."""
        dark = theme.dark
        return cls(
            skin=Paint.of("#e6ae85", "#f3c6a2", "#cf9169", "#a86c47"),
            neck=Paint.of("#d3966d", "#dda27b", "#c4855d", "#a86c47"),
            hair=Paint.of("#5b4136", "#765747", "#45302a", "#38261f")
            if not dark
            else Paint.of("#7d5a49", "#9c745f", "#5f4437", "#48332a"),
            shirt=Paint.of("#27a293", "#3fb8a8", "#1a8478", "#12665d"),
            collar=QColor("#1c8579"),
            trousers=Paint.of("#3d5474", "#506a8e", "#2e4160", "#223150")
            if not dark
            else Paint.of("#55709a", "#6d89b3", "#42597f", "#31456a"),
            shoe=Paint.of("#2b3442", "#465266", "#1d2430", "#141a24")
            if not dark
            else Paint.of("#8fa0b3", "#aebccb", "#6f8093", "#566578"),
            seat=Paint.of("#aab4c0", "#c3ccd6", "#8d99a7", "#7b8795")
            if not dark
            else Paint.of("#5d6978", "#73808f", "#4a5563", "#3b4552"),
            frame=Paint.of("#7f8b98", "#97a2ae", "#66717e", "#56616e")
            if not dark
            else Paint.of("#465160", "#576373", "#37414e", "#2b343f"),
            sole=QColor("#dfe4ea"),
            ink=QColor("#2f2320"),
            lips=QColor("#b4553f"),
            blush=QColor(226, 120, 88, 70),
            disc=mix(theme.ground, theme.accent, 0.1 if not dark else 0.13),
            shadow=QColor(10, 30, 40, 52 if not dark else 110),
        )
