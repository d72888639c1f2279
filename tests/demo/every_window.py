"""Every window there is on a few large pictures to be looked at: ``make demo`` makes them.

    python -m tests.demo.every_window build/demo

``windows-of-SCREEN-SCHEME-PERCENT.png``: all of them, with all that they may have to say, as large as they open on that
screen with type of that size.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from deskbreak.coach.player import Player
from deskbreak.ui.history.period import Scope
from deskbreak.ui.history.window import HistoryWindow
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.kit.dress import dress
from deskbreak.ui.routines.page import RoutinesPage
from deskbreak.ui.welcome.window import WelcomeWindow
from tests.coach.samples import player as desk_player
from tests.ui.past import past
from tests.ui.routines_window import RoutinesWindow
from tests.ui.test_every_window import WINDOWS
from tests.ui.test_routines_page import view

GAP = 8
SCREENS = {"1366x768": (1366, 768), "1024x600": (1024, 600)}
SCHEMES = {"light": (False, False), "dark": (True, False), "black-on-white": (False, True), "mirrored": (False, False)}
"""Dark, and with more contrast."""
PERCENT = (100, 200)
WIDEST = 8200
"""Pixels of a picture."""


def main(folder: Path) -> None:
    """Write all of them into ``folder``: for each screen in a process of its own, for Qt has one only."""
    for name, (wide, high) in SCREENS.items():
        with tempfile.TemporaryDirectory() as nowhere:
            screen = Path(nowhere, "screen.json")
            screen.write_text(json.dumps({"screens": [{"name": name, "width": wide, "height": high}]}))
            on_it = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
            on_it["QT_LOGGING_RULES"] = "*.warning=false"  # that this screen is none
            subprocess.run([sys.executable, "-m", "tests.demo.every_window", folder, name], env=on_it, check=True)


def pictures(folder: Path, screen: str) -> None:
    """Write those of the ``screen`` on which this process is."""
    qt = QApplication(["every window"])
    QLocale.setDefault(QLocale("en_GB"))
    usual = qt.font().pointSizeF()
    for scheme, (dark, contrast) in SCHEMES.items():
        mirrored = scheme == "mirrored"
        qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        for percent in PERCENT if scheme in ("light", "dark") else PERCENT[:1]:
            font = QFont(qt.font())
            font.setPointSizeF(usual * percent / 100)
            dress(qt, dark=dark, contrast=contrast, font=font)
            sheet(qt).save(str(folder / f"windows-of-{screen}-{scheme}-{percent}.png"))


def sheet(qt: QApplication) -> QImage:
    """The windows in rows."""
    placed: list[tuple[QPoint, QPixmap]] = []
    place, below, wide = QPoint(GAP, GAP), 0, 0
    shown: set[QWidget] = set()
    for window in windows(desk_player()):
        for _turn in range(4):
            qt.processEvents()
        picture = window.grab()
        shown.add(window)
        if place.x() + picture.width() + GAP > WIDEST:
            place = QPoint(GAP, below)
        placed.append((QPoint(place), picture))
        below = max(below, place.y() + picture.height() + GAP)
        place += QPoint(picture.width() + GAP, 0)
        wide = max(wide, place.x())
    whole = QImage(wide, below, QImage.Format.Format_RGB32)
    whole.fill(QColor("#7f7f7f"))
    painter = QPainter(whole)
    for place, picture in placed:
        painter.drawPixmap(place, picture)
    painter.end()
    for window in shown:
        window.hide()
        window.deleteLater()
    return whole


def windows(player: Player) -> Iterator[QWidget]:
    """One after the other, each shown; beside those that the tests go through, some more states of them."""
    for make in WINDOWS:
        window = make(player)
        yield window
        if isinstance(window, WelcomeWindow):
            window.show_ready("This is deskbreak’s icon in the tray.", ("It starts by itself when you log in.",))
            yield window
    month = HistoryWindow(past(Scope.MONTH), 1)
    month.open()
    yield month
    routines = RoutinesWindow(RoutinesPage(view(left_out=("seated-twist",))))
    routines.open()
    yield routines
    copies = (one for one in routines.findChildren(Button) if one.accessibleName().startswith("Make a copy"))
    next(copies).click()
    yield routines


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 2:
        pictures(target, sys.argv[2])
    else:
        main(target)
