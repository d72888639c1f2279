"""How the application looks, where deskbreak tells Qt how the desktop looks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication


def dress(qt: QApplication, *, dark: bool, contrast: bool, font: QFont) -> None:
    """Have all windows light or ``dark``, black and white where more ``contrast`` is wanted, and in ``font``."""
    qt.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    palette = qt.style().standardPalette()  # in that scheme
    if contrast:
        ground, ink = (QColor("black"), QColor("white")) if dark else (QColor("white"), QColor("black"))
        palette = QPalette(ink, ground, ink, ink, ink, ink, ink, ground, ground)
    if palette != qt.palette():
        qt.setPalette(palette)
    if font != qt.font():
        qt.setFont(font)
