"""Fields, lists and boxes in the colours of the window around them: Qt's own style paints them by their palette."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from deskbreak.ui.kit.theme import Theme


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
    for one in (part, *part.findChildren(QWidget)):
        one.setPalette(palette)
