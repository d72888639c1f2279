"""A desk, an action runner and a session, wired as the app wires them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from deskbreak.app import notifications
from deskbreak.app.action_runner import ActionRunner
from deskbreak.app.routine.routine_history import RoutineHistory
from deskbreak.app.routine.session import RoutineSession
from deskbreak.coach.plan import Plan
from deskbreak.engine.actions import Version
from deskbreak.engine.exercising import Pains
from deskbreak.settings import SECOND
from deskbreak.settings.reading import read_settings
from deskbreak.store.content.library import open_library
from deskbreak.store.memory import Memory, MemoryFile
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.routine.pages.end_page import EndPage
from deskbreak.ui.routine.window import RoutineWindow
from tests.app.desk import Desk, HandNotifier

_W = TypeVar("_W", bound=QWidget)


class Theatre:
    """Its windows, and the hands that use them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.notifier = HandNotifier()
        self.library = open_library(desk.paths)
        self.changed: list[Mapping[str, object]] = []
        """Settings that were to be written."""
        self.kept = MemoryFile(desk.paths.memory_file)
        self.memory = Memory(safety_seen=True, hurts_told=True)
        self.session = RoutineSession(
            lambda: self.library,
            tell=desk.driver.tell,
            clock=lambda: desk.now / 1000,
            now=desk.in_force,
            moved=lambda: sum(row.seconds for row in desk.rows()) * 1000,
            next_text=lambda: "Next at noon",
            memory=self.kept,
            routine_history=RoutineHistory(desk.history, desk.in_force, self.kept),
            change=self.changed.append,
        )
        action_runner = ActionRunner(
            self.notifier,
            lambda: self.library.tips,
            self.kept,
            lambda: 20 * SECOND,
            lambda: self.session,
            desk.driver.why,
            desk.driver.outlook,
        )
        desk.on_action = action_runner.perform
        self.configure()

    @property
    def memory(self) -> Memory:
        """What is remembered; it may be put there."""
        return self.kept.value

    @memory.setter
    def memory(self, memory: Memory) -> None:
        self.kept.value = memory

    def leave_out(self, *exercises: str) -> None:
        self.desk.driver.state = replace(self.desk.driver.state, pains=Pains((), exercises))

    @property
    def open_keys(self) -> list[str]:
        """What notes are up; a posture tip has long gone by itself."""
        return [note.key for note in self.notifier.open_notes if note.key != notifications.NUDGE]

    @property
    def windows(self) -> list[RoutineWindow]:
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        return [window for window in shown if isinstance(window, RoutineWindow)]

    @property
    def window(self) -> RoutineWindow:
        (window,) = self.windows
        return window

    def plan(self, version: Version) -> Plan:
        """The routine as it would be done now."""
        todays_routine = self.session.todays_routine(version)
        assert todays_routine is not None
        return todays_routine.plan

    def ending(self) -> str:
        """The words of the last page."""
        (page,) = self.window.findChildren(EndPage)
        return "\n".join(label.text() for label in page.findChildren(QLabel))

    def configure(self, **coach: object) -> None:
        """Other settings of the coach. Nothing comes before or after a routine, unless a test is about that."""
        self.set_up(coach=coach)

    def set_up(self, *, coach: Mapping[str, object] | None = None, **groups: Mapping[str, object]) -> None:
        """Other settings, as in ``configure``."""
        around = {"opener": False, "day_end": False}
        self.desk.driver.configure(read_settings({"coach": around | dict(coach or {}), **groups}).settings)

    def play(self, seconds: float) -> None:
        """Let the routine play: the window is looked at once a second."""
        playback = self.window._playback
        whole, rest = divmod(round(seconds * 1000), SECOND)
        for ms in [SECOND] * whole + [rest]:
            self.desk.ticks.run(ms)
            if playback.timer.isActive():
                playback.timer.timeout.emit()

    def press(self, text: str) -> None:
        """Press the button with that text."""
        (found,) = [button for button in self._seen(Button) if button.text() == text]
        found.click()

    def texts(self) -> list[str]:
        """All words in the window."""
        return [label.text() for label in self._seen(QLabel)] + [button.text() for button in self._seen(Button)]

    def _seen(self, kind: type[_W]) -> list[_W]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]
