"""The history window on a few large pictures to be looked at: ``make demo`` makes them.

    python -m tests.demo.history_pictures build/demo

``history-SCHEME-PERCENT.png``: a day, a week with a question, a month and a year, by the size of type: the usual one on
a screen of 1366 × 768, the large one on 1024 × 600.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from deskbreak.ui.history.period import Scope
from deskbreak.ui.history.window import HistoryWindow
from deskbreak.ui.kit.dress import dress
from tests.ui.past import past

GAP = 8
SCHEMES = {"light": (False, False), "dark": (True, False), "black-on-white": (False, True), "mirrored": (False, False)}
"""Dark, and with more contrast."""
ROOM = {100: QSize(1366 - 16, 768 - 48), 200: QSize(1024 - 16, 600 - 48)}
"""What a frame leaves of the screen."""


def main(folder: Path) -> None:
    """Write all of them into ``folder``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"  # that this screen is none
    qt = QApplication(["history pictures"])
    QLocale.setDefault(QLocale("en_GB"))
    usual = qt.font().pointSizeF()
    for scheme, (dark, contrast) in SCHEMES.items():
        mirrored = scheme == "mirrored"
        qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        for percent, room in ROOM.items():
            font = QFont(qt.font())
            font.setPointSizeF(usual * percent / 100)
            dress(qt, dark=dark, contrast=contrast, font=font)
            sheet(qt, room).save(str(folder / f"history-{scheme}-{percent}.png"))


def sheet(qt: QApplication, room: QSize) -> QImage:
    """Four windows in one picture."""
    pictures = []
    for scope in Scope:
        window = HistoryWindow(past(scope), 1)
        window.open()
        window.resize(QSize(max(window.width(), window.minimumWidth()), window.height()).boundedTo(room))
        if scope is Scope.WEEK:
            question = "Delete 23/11/2026 to 29/11/2026? 34 entries go for good, 12 routines among them."
            window.ask(f"{question} Your step of progress stays: 3 of 6.", everything=False)
        for _turn in range(3):
            qt.processEvents()
        pictures.append(window.grab())
        window.close()
        window.deleteLater()
    wide, tall = max(one.width() for one in pictures) + GAP, max(one.height() for one in pictures) + GAP
    whole = QImage(wide * 2 - GAP, tall * 2 - GAP, QImage.Format.Format_RGB32)
    whole.fill(QColor("#7f7f7f"))
    painter = QPainter(whole)
    for number, picture in enumerate(pictures):
        painter.drawPixmap(QPoint(number % 2 * wide, number // 2 * tall), picture)
    painter.end()
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]))
