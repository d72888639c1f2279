"""An office day at high speed, for real: ``make demo``.

The real app on a desktop of its own: real tray, real notification daemon, somebody typing by real key presses. What
is to be seen goes to build/demo/*.png, what happened to build/demo/timeline.txt. Ends with 1 and a sentence if
anything did not happen that a day brings.
"""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from deskbreak.coach.body.pose import numbers
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import read_routine
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.player import Player
from deskbreak.store.content.shipped import shipped
from tests.e2e.desktop import Desktop, Window, missing_tools
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import ROUTINE, Deskbreak, office_around_now
from tests.e2e.xsettings import SettingsManager

BUILD = Path("build/demo")
HOURS = 9
SETTINGS = """
[nudge]
show_for = "5s"
[coach]
voice = false
sounds = false
setup_step = false
opener = false
day_end = false
step = 6
"""
"""A still machine, and the whole routine from its beginning, so that it is known when it shows what."""
SLOW = 5
"""The speed at which each exercise is shown."""
FIRST = "Sales in the third quarter were a little above those of the second. "
REPORT = (
    "Most of it comes from the three new shops in the north. "
    "The new office opened in August; twelve people have moved in, and the last of the furniture came in September. "
    "Deliveries were late twice, both times because of the weather, and nobody complained. "
    "We answered nine hundred letters, a third more than in spring. Most asked for the new catalogue, which was to be "
    "printed in July and went out in October. The printers have promised to be on time for the next one. "
    "Two colleagues have left us, four have joined. The course for beginners was full within a day, so there will be a "
    "second one in January. The meeting room on the first floor has a door again. "
    "For the fourth quarter we plan two fairs, a visit to each of the shops, and a new price list. "
    "What we still lack is a better way to plan the tours: on Mondays three vans drive north, and one would do. "
    "Figures for each shop are in the table on the next page; those for the north are estimates. "
    "Costs have stayed where they were, if rents are left out; with them they are up by a twentieth. "
    "The warehouse has been counted twice, and both counts agree. What was missing in June has turned up. "
    "Next year we want to open one shop more, in the east, and to keep all the others as they are. "
    "The board meets on the second Thursday of the month; until then I shall have spoken to all of you. "
    "If something in these pages is wrong or unclear, please write a line in the margin. "
)


class DidNotHappen(Exception):
    """Something that an office day brings did not come. The message is the sentence for the user."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--speed", type=int, default=100, help="how many times faster than a day (default: 100)")
    options = parser.parse_args()
    if missing := missing_tools():
        print(f"deskbreak demo: not installed: {', '.join(missing)} (make demo installs them)", file=sys.stderr)
        return 1
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    print(f"An office day of {HOURS} hours at {options.speed}× speed: about {HOURS * 60 / options.speed:.0f} minutes.")
    try:
        with Desktop() as desktop:
            OfficeDay(desktop, options.speed).live()
    except (DidNotHappen, AssertionError) as error:
        print(f"deskbreak demo: {error}", file=sys.stderr)
        return 1
    print(f"All of it happened. Pictures and timeline.txt are in {BUILD}/")
    return 0


class Typist:
    """Somebody at work: types into whatever has the keyboard, without end, unless told to rest."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._typing: Program | None = None

    def work(self) -> None:
        if self._typing is None or not self._typing.running:
            command = ["xdotool", "type", "--delay", "90", REPORT * 60]
            self._typing = self._desktop.programs.start("typing", command)

    def rest(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None


class OfficeDay:
    """The day, in the order in which it happens."""

    def __init__(self, desktop: Desktop, speed: int) -> None:
        self.desktop = desktop
        self.speed = speed
        self.app = Deskbreak(desktop, desktop.folder / "day", office_around_now(HOURS) + SETTINGS, speed)
        self.typist = Typist(desktop)
        self.notes: list[tuple[datetime, str]] = []

    def live(self) -> None:
        self.arrive()
        self.see_the_tray()
        self.be_nudged()
        self.be_invited()
        self.do_the_routine()
        self.work_on_until_evening()
        self.leave()
        self.see_each_exercise()
        menu, invitation, routine = (
            QImage(str(BUILD / f"{name}.png")) for name in ("1-tray-menu", "3-invitation", "6-seated-twist")
        )
        self.save("overview", overview(menu, invitation, routine, self.menu.y))
        see_every_window()

    def arrive(self) -> None:
        """A desktop, an editor, and deskbreak in the tray."""
        self.desktop.set_background()
        self.settings = SettingsManager(self.desktop.environment["DISPLAY"])
        self.settings.set(Net_ThemeName="Adwaita", Gtk_FontName="Sans 10")
        self.desktop.start_panel()
        self.desktop.start_notifyd()
        self.editor = self.desktop.start_editor()
        self.began = time.monotonic()
        self.epoch = datetime.now().astimezone()
        self.app.start()
        item = self.app.item()
        self.note(f"in the tray: {item.tooltip}")
        self.desktop.type(FIRST)

    def see_the_tray(self) -> None:
        """The menu, by a right click on the icon."""
        self.menu, _entries = self.desktop.open_menu(self.app.item().labels())
        self.take("1-tray-menu")
        self.desktop.key("Escape")
        self.desktop.move(*self.editor.centre)
        self.typist.work()

    def be_nudged(self) -> None:
        """After an hour, a posture tip."""
        self.expect("nudge", hours=1.3)
        self.desktop.wait_for_notification()
        self.take("2-nudge")

    def be_invited(self) -> None:
        """After two hours, the invitation, and a real click on its first button."""
        self.expect("invite", hours=1.5)
        wait_until(lambda: self.app.status()["routine"]["invited"], "the status did not tell of the invitation")
        notification = self.desktop.wait_for_notification()
        self.take("3-invitation")
        self.typist.rest()
        self.desktop.press(notification, 1, of=3)
        self.note("Start is clicked")

    def do_the_routine(self) -> None:
        """The whole routine, from the safety page to the end page."""
        window = self.app.routine_window()
        wait_until(lambda: self.desktop.painted(window), "the routine window stayed empty")
        self.take("4-safety")
        self.app.confirm_safety()
        self.note(f"the window “{window.title}” is open, the safety page confirmed")
        wait_until(lambda: self.app.history("completed"), "the routine was started but not completed", 60)
        self.wait_for_stillness(window)
        self.take("9-end")
        self.desktop.key("Escape")
        wait_until(lambda: not self.desktop.windows(ROUTINE), "the end page did not close")
        self.desktop.click(*self.editor.centre)
        self.typist.work()

    def work_on_until_evening(self) -> None:
        """The rest of the day, each invitation answered like the first."""
        evening = self.epoch + timedelta(hours=HOURS)
        while self.now() < evening:
            self.typist.work()
            status = self.app.status()
            if status["routine"]["invited"]:
                self.typist.rest()
                self.app.tell("start")
                wait_until(lambda: not self.app.status()["routine"]["invited"], "a later routine did not start", 60)
                wait_until(lambda: self.app.status()["state"] != "routine", "a later routine did not end", 60)
                self.desktop.key("Escape")
                self.desktop.click(*self.editor.centre)
            time.sleep(0.3)
        status = self.app.wait_for_state("off", 20)
        self.typist.rest()
        self.note(f"the day is over: {status['today']}")  # where it went on over midnight, that is of the new one
        for what, least in (("completed", 3), ("nudge", 3)):
            if (count := len(self.app.history(what))) < least:
                raise DidNotHappen(f"in nine hours there were {count} of “{what}”, not {least} or more")

    def leave(self) -> None:
        """Quit, and write down the day."""
        self.app.item().click("Quit")
        if code := self.app.program.wait():
            raise DidNotHappen(f"deskbreak ended with {code}: {self.app.program.said()}")
        if "Traceback" in self.app.program.said():
            raise DidNotHappen(f"deskbreak had trouble: {self.app.program.said()}")
        rows = [(_moment(row), _words(row)) for row in self.app.history()]
        lines = [f"{at:%H:%M}  {text}" for at, text in sorted(rows + self.notes, key=lambda line: line[0])]
        (BUILD / "timeline.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def see_each_exercise(self) -> None:
        """The routine once more, slowly enough to take each exercise where its movement is widest."""
        self.app.speed = SLOW
        self.app.start()
        self.app.tell("start")
        begin = time.monotonic()
        window = self.app.routine_window()
        seen: set[bytes] = set()
        for name, seconds in widest_moments(desk_routine()).items():
            time.sleep(max(0.0, begin + seconds / SLOW - time.monotonic()))
            picture = framed(self.desktop.picture(), window)
            seen.add(_coarse(picture))
            self.save(name, picture)
        if len(seen) < 4:
            raise DidNotHappen("the four exercises do not look different")
        self.app.tell("quit")
        if code := self.app.program.wait():
            raise DidNotHappen(f"deskbreak ended with {code}: {self.app.program.said()}")

    # How it is watched

    def now(self) -> datetime:
        """The day's own time of day."""
        return self.epoch + timedelta(seconds=(time.monotonic() - self.began) * self.speed)

    def wait_for_stillness(self, window: Window) -> None:
        """The end page is up once nothing moves in the window any more."""
        seen: list[QImage] = []

        def still() -> bool:
            seen.append(framed(self.desktop.picture(), window))
            return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

        wait_until(still, "the figure went on moving after the end of the routine")

    def note(self, text: str) -> None:
        self.notes.append((self.now(), f"({text})"))

    def expect(self, what: str, hours: float) -> None:
        """Wait for a row of this kind in the history, ``hours`` of the day's time at most."""
        if not self.app.program.running:
            raise DidNotHappen(f"deskbreak is gone: {self.app.program.said()}")
        wait_until(
            lambda: self.app.history(what), f"no {what} in {hours:g} hours of work", hours * 3600 / self.speed + 5
        )

    def take(self, name: str) -> QImage:
        picture = self.desktop.picture()
        self.save(name, picture)
        return picture

    def save(self, name: str, picture: QImage) -> None:
        picture.save(str(BUILD / f"{name}.png"))


def see_every_window() -> None:
    """Contact sheets of all exercises and windows, each in a process of its own: widgets, and no screen."""
    for sheets in ("contact_sheets", "every_window"):
        made = subprocess.run([sys.executable, "-m", f"tests.demo.{sheets}", BUILD], check=False)
        if made.returncode:
            raise DidNotHappen(f"the pictures of {sheets} were not made")


def widest_moments(routine: Plan) -> dict[str, float]:
    """By the name of its picture: the second at which each exercise is furthest from where it began.

    Within a counted step and past its middle, so that the caption and the figure say the same.
    """
    player, found = Player(routine), {}
    for number, part in enumerate(routine.parts):
        start = numbers(player.frame(part.start + 0.1).pose, player.frame(part.start + 0.1).view)
        steps = [beat for beat in routine.beats if beat.part == number and 2 <= beat.repetition < beat.repetitions]
        moments = [beat.start + (beat.end - beat.start) * share for beat in steps for share in (0.6, 0.75, 0.9)]

        def reach(at: float, start: Sequence[float] = start) -> float:
            frame = player.frame(at)
            return sum(abs(a - b) for a, b in zip(numbers(frame.pose, frame.view), start, strict=True))

        found[f"{number + 5}-{part.id}"] = max(moments, key=reach)
    return found


def overview(menu: QImage, invitation: QImage, routine: QImage, top: int) -> QImage:
    """The pictures in one, for the README: a routine, and the corner of the screen with the menu and an invitation.

    ``top``: where on the screen the menu begins. It has the room that it needs, the invitation what is left.
    """
    gap, wide = 24, 440
    height = routine.height() + 2 * gap
    whole = QImage(routine.width() + wide + 3 * gap, height, QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    painter.drawImage(QRect(0, 0, whole.width(), height), menu, QRect(menu.width() // 2, 0, 8, 8))
    painter.drawImage(gap, gap, routine)
    room = routine.height() - gap
    upper = max(room // 2, menu.height() - top + gap)
    below = gap
    for picture, high in ((menu, upper), (invitation, room - upper)):
        corner = picture.copy(picture.width() - wide, picture.height() - high, wide, high)
        painter.drawImage(routine.width() + 2 * gap, below, corner)
        below += high + gap
    painter.end()
    return whole


def framed(picture: QImage, window: Window) -> QImage:
    """The part of the screen that a window and its title bar take up."""
    title = 26
    return picture.copy(window.x - 1, window.y - title, window.width + 2, window.height + title + 1)


def desk_routine() -> Plan:
    """The routine that the app shows, to know when it shows what."""
    exercises = [
        read_exercise(path.read_text(encoding="utf-8"), path.name) for path in shipped("exercises").glob("*.toml")
    ]
    routine = read_routine(shipped("routines", "desk.toml").read_text(encoding="utf-8"), "desk.toml")
    return plan(routine, {exercise.id: exercise for exercise in exercises})


def _coarse(picture: QImage) -> bytes:
    """A picture in a few grey dots."""
    dots = picture.scaled(48, 36, mode=Qt.TransformationMode.SmoothTransformation)
    return bytes(dots.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def _moment(row: dict[str, Any]) -> datetime:
    """When it happened, in local time as recorded."""
    zone = timezone(timedelta(seconds=row["utc_offset"]))
    return datetime.fromtimestamp(row["at"] / 1000, UTC).astimezone(zone)


def _words(row: dict[str, Any]) -> str:
    extra = [f"{row['seconds'] // 60} min {row['seconds'] % 60} s"] if row["seconds"] else []
    extra += [row["detail"]] if row["detail"] else []
    return " ".join([row["what"], *extra])


if __name__ == "__main__":
    sys.exit(main())
