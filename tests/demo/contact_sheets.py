"""Every exercise as the widgets show it, on a few large pictures to be looked at: ``make demo`` makes them.

    python -m tests.demo.contact_sheets build/demo

``figures-LOOK-SCHEME.png``: at rest, and on the way to and at the end of each movement, to both sides, in every way to
do it.
``windows-SCHEME-PERCENT.png``: the routine window at the widest movement of each exercise, by the size of type.
``settings-SCHEME-PERCENT.png``: every page of the settings, on the smallest of screens.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from deskbreak.app.windows.settings import SettingsDesk
from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Frame
from deskbreak.coach.moments import key_frames, reach
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.paths import find_paths
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.settings.pages import PAGES
from tests.app.programs import Programs
from tests.app.routines_desk import routines_desk

SIDE, GAP, LABEL = 210, 8, 16
SCHEMES = {
    "light": {"Window": "#eff0f1", "WindowText": "#232629", "Base": "#ffffff", "Text": "#232629", "Button": "#eff0f1"},
    "dark": {"Window": "#232629", "WindowText": "#eff0f1", "Base": "#1b1e20", "Text": "#eff0f1", "Button": "#31363b"},
}
PERCENT = (100, 200)
SMALLEST = QSize(1008, 552)
"""A screen of 1024 × 600, without what a window manager puts around a window."""


def main(folder: Path) -> None:
    """Write all of them into ``folder``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"  # that this screen is none
    qt = QApplication(["contact sheets"])
    usual = qt.font().pointSizeF()
    library = open_library(find_paths(folder / "nobody"))
    shown = [*library.exercises.values(), *library.clips.values()]
    for scheme, colors in SCHEMES.items():
        qt.setPalette(palette(colors))
        for look in LOOKS:
            figures(shown, look).save(str(folder / f"figures-{look}-{scheme}.png"))
        for percent in PERCENT:
            font = QFont(qt.font())
            font.setPointSizeF(usual * percent / 100)
            qt.setFont(font)
            windows(list(library.exercises.values()), percent).save(str(folder / f"windows-{scheme}-{percent}.png"))
            settings(folder / "nobody", library).save(str(folder / f"settings-{scheme}-{percent}.png"))
        font = QFont(qt.font())
        font.setPointSizeF(usual)
        qt.setFont(font)


def figures(shown: Sequence[Exercise], look: str) -> QImage:
    """A row for each exercise and each way to do it: at rest, then half-way to and at each of its key poses."""
    ways = [(one, variant) for one in shown for variant in ("", *one.variants)]
    rows = [list(moments(Player(plan(alone(one), {one.id: one}, variant=variant)))) for one, variant in ways]
    columns = max(map(len, rows))
    whole = QImage(columns * (SIDE + GAP) + GAP, len(rows) * (SIDE + LABEL + GAP) + GAP, QImage.Format.Format_RGB32)
    whole.fill(QApplication.palette().color(QPalette.ColorRole.Window))
    painter = QPainter(whole)
    painter.setPen(QApplication.palette().color(QPalette.ColorRole.WindowText))
    for down, ((_one, variant), row) in enumerate(zip(ways, rows, strict=True)):
        for across, (name, frame) in enumerate(row):
            place = QPoint(GAP + across * (SIDE + GAP), GAP + down * (SIDE + LABEL + GAP))
            figure = Figure(look=look)
            figure.resize(SIDE, SIDE)
            figure.set_frame(frame)
            painter.drawPixmap(place, figure.grab())
            text = f"{frame.exercise.name} {variant}" if across == 0 else f"{name} {frame.side_text}"
            below = QRect(place + QPoint(0, SIDE), QSize(SIDE, LABEL))
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)
    painter.end()
    return whole


def moments(player: Player) -> Iterator[tuple[str, Frame]]:
    """The frames of a row with their names."""
    yield "rest", player.frame(0)
    for end in key_frames(player, 0):
        beat = next(beat for beat in player.plan.beats if beat.start <= end.elapsed < beat.end)
        yield "half-way", player.frame((beat.start + beat.end) / 2)
        yield "end", end


def windows(shown: Sequence[Exercise], percent: int) -> QImage:
    """The routine windows beside each other, each where its exercise has moved furthest from rest."""
    pictures = [window_of(one) for one in shown]
    across = 7 if percent == 100 else 5
    wide, high = (max(getattr(one, name)() for one in pictures) + GAP for name in ("width", "height"))
    whole = QImage(across * wide, -(-len(pictures) // across) * high, QImage.Format.Format_RGB32)
    whole.fill(QColor("#808890"))
    painter = QPainter(whole)
    for number, picture in enumerate(pictures):
        painter.drawImage(number % across * wide, number // across * high, picture)
    painter.end()
    return whole


def settings(home: Path, library: Library) -> QImage:
    """Every page of the settings of a ``home``, three beside each other."""
    desk = SettingsDesk(
        find_paths(home),
        lambda: library,
        Clock(MachineTicks()).now,
        partial(routines_desk, find_paths(home)),
        Programs("Firefox", "obs"),
    )
    window = desk.open()
    pictures = []
    for page in PAGES:
        window.turn_to(page.id)
        window.resize(SMALLEST)
        for _turn in range(3):
            QApplication.processEvents()
        pictures.append(window.grab().toImage())
    desk.close()
    wide, high = (max(getattr(one, name)() for one in pictures) + GAP for name in ("width", "height"))
    whole = QImage(3 * wide, -(-len(pictures) // 3) * high, QImage.Format.Format_RGB32)
    whole.fill(QColor("#808890"))
    painter = QPainter(whole)
    for number, picture in enumerate(pictures):
        painter.drawImage(number % 3 * wide, number // 3 * high, picture)
    painter.end()
    return whole


def window_of(exercise: Exercise) -> QImage:
    """The window at the exercise's widest moment."""
    player = Player(plan(alone(exercise), {exercise.id: exercise}))
    rest = player.frame(0).pose
    widest = max(key_frames(player, 0), key=lambda frame: reach(frame.pose, rest))
    now = [0.0]
    window = RoutineWindow(player, lambda: now[0], safety_read=True)
    window.open()
    now[0] = widest.elapsed
    window.pause_or_go_on()
    return picture_of(window)


def picture_of(window: QWidget) -> QImage:
    """What the window shows; it is closed then."""
    QApplication.processEvents()
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    return picture


def palette(colors: dict[str, str]) -> QPalette:
    """A desktop's colours."""
    made = QPalette()
    for role, color in colors.items():
        made.setColor(QPalette.ColorRole[role], QColor(color))
    return made


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target)
