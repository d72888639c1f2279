"""How Qt fills what is painted: by the thread that paints, and no other."""

import os
from functools import cache

from PySide6.QtGui import QImage, QLinearGradient, QPainter

VARIABLE = "QT_NO_GUI_THREADPOOL"
_ROWS = 256
"""So many at once are surely enough to be shared out."""


@cache
def fill_alone() -> None:
    """Let Qt fill gradients by the thread that paints, where it can be told so (6.11 can, 6.8 cannot).

    By itself it hands out each fill of a hundred rows to as many threads as there are processors, and waits for them:
    for a figure of some hundred pixels that costs more than the fill, a fifth of each frame, and the threads stay.
    It looks for the variable but once, when it first has so much to fill. So that is done here, before the first
    figure, and other programs that are started later do not find it. It takes 15 ms, once.
    """
    if VARIABLE in os.environ:
        return
    os.environ[VARIABLE] = "1"
    image = QImage(1, _ROWS, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.fillRect(image.rect(), QLinearGradient(0, 0, 1, _ROWS))
    painter.end()
    del os.environ[VARIABLE]
