"""The welcome on pictures to be looked at: ``make demo`` makes them.

    python -m tests.demo.welcome_pictures build/demo

``welcome-SCHEME-PERCENT.png``: its two pages, by the size of type, on screens of 1366 × 768 and of 1024 × 600.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from deskbreak.app.day_preview import day_preview
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.engine.calendar.instant import Instant
from deskbreak.settings import MINUTE, Settings
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import find_paths
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.dress import dress
from deskbreak.ui.kit.screens import enlargement
from deskbreak.ui.status.view import without_tray
from deskbreak.ui.welcome.window import SIZE, WelcomeWindow
from tests.demo.history_pictures import GAP, SCHEMES
from tests.ui.samples import full_welcome

SCREENS = (QSize(1366 - 16, 768 - 48), QSize(1024 - 16, 600 - 48))
"""What a frame leaves of each."""
PERCENT = (100, 200)
MONDAY = Instant(0, 1_796_022_000_000, "Europe/Berlin")
WIDEST = 42.0
"""Seconds after which the figure is turned."""


def main(folder: Path) -> None:
    """Write all of them into ``folder``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"  # that this screen is none
    qt = QApplication(["welcome pictures"])
    QLocale.setDefault(QLocale("en_GB"))
    library = open_library(find_paths(folder / "nowhere"))
    player = Player(plan(alone(library.exercises["seated-twist"]), library.exercises))
    usual = qt.font().pointSizeF()
    for scheme in ("light", "dark"):
        dark, contrast = SCHEMES[scheme]
        for percent in PERCENT:
            font = QFont(qt.font())
            font.setPointSizeF(usual * percent / 100)
            dress(qt, dark=dark, contrast=contrast, font=font)
            sheet(qt, player).save(str(folder / f"welcome-{scheme}-{percent}.png"))


def sheet(qt: QApplication, player: Player) -> QImage:
    """Both pages on each screen, in one picture."""
    pictures = []
    for room in SCREENS:
        now = [0.0]
        window = WelcomeWindow(full_welcome(), player, lambda now=now: now[0], Appearance())  # type: ignore[misc]
        window.show_day(day_preview(Settings(), 5 * MINUTE, MONDAY))
        window.show_findings(("Speech: no program for it. A voice takes speech-dispatcher (spd-say) or espeak-ng.",))
        window.open()
        window.resize((QSize(*SIZE) * enlargement(window)).boundedTo(room))  # this screen is smaller than those
        now[0] = WIDEST
        for _turn in range(3):
            qt.processEvents()
        window._timer.timeout.emit()
        pictures.append(window.grab())
        window.show_ready((without_tray(), "It starts by itself when you log in."))
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
