"""How the application looks, where deskbreak tells Qt how the desktop looks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

LIGHT, DARK = "#efefef", "#323232"
"""The grounds of Qt's own style, Fusion."""


def dress(qt: QApplication, *, dark: bool, contrast: bool, font: QFont) -> None:
    """Have all windows light or ``dark``, black and white where more ``contrast`` is wanted, and in ``font``."""
    qt.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    palette = qt.style().standardPalette()  # in that scheme, where the platform theme minds it
    if (palette.window().color().lightnessF() < 0.5) is not dark:
        palette = QPalette(QColor(DARK if dark else LIGHT))
    if contrast:
        ground, ink = map(QBrush, map(QColor, ("black", "white") if dark else ("white", "black")))
        palette = QPalette(ink, ground, ink, ink, ink, ink, ink, ground, ground)
    if palette != qt.palette():
        qt.setPalette(palette)
    if font != qt.font():
        qt.setFont(font)
