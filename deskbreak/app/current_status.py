"""How things stand, told in every way it is asked for: tray, window, command line."""

from collections.abc import Callable
from typing import Any

from deskbreak.app.driver import Driver
from deskbreak.app.remote.status import as_json
from deskbreak.engine.calendar.office import today
from deskbreak.store.history.history import Counts, History
from deskbreak.ui.kit import words
from deskbreak.ui.kit.today import Today
from deskbreak.ui.status.outlook_view import tray_view
from deskbreak.ui.status.tray_view import TrayView
from deskbreak.ui.status.view import StatusView

Sentences = tuple[str, ...]


class CurrentStatus:
    """``config_faults`` are about the settings file, ``notices`` about the files that deskbreak keeps itself.

    ``silent`` is the one of them that says why no voice is heard, if none is. ``name`` gives the name of an exercise by
    its id, and is asked only where one is told of.
    """

    def __init__(
        self,
        driver: Driver,
        history: History,
        speed: float,
        config_faults: Callable[[], Sentences],
        notices: Callable[[], Sentences],
        silent: Callable[[], str],
        name: Callable[[str], str],
    ) -> None:
        self._driver = driver
        self._history = history
        self._speed = speed
        self._config_faults = config_faults
        self._notices = notices
        self._silent = silent
        self._name = name

    def counts(self) -> Counts:
        """What was done today."""
        last = self._driver.state.last
        return self._history.today(*today(self._driver.settings, last.utc, last.zone))

    def tray_view(self) -> TrayView:
        """For the icon and its menu."""
        return tray_view(self._driver.outlook(), self._speed, len(self._config_faults()))

    def status_view(self, *, tray: bool) -> StatusView:
        """For the window; ``tray``: whether there is one to be seen in."""
        counts = self.counts()
        done = Today(
            completed=counts.completed,
            partial=counts.partial,
            skipped=counts.skipped,
            missed=counts.missed,
            nudges=counts.nudges,
            moved=counts.routine_s * 1000,
        )
        outlook = self._driver.outlook()
        silent = self._silent()
        told = tuple(sentence for sentence in self._told() if sentence != silent)
        left_out = self._left_out()
        return StatusView.of(outlook, done, told, left_out, silent=silent, speed=self._speed, tray=tray)

    def json(self) -> dict[str, Any]:
        """For programs."""
        counts = self.counts()  # first: asking may be what finds the history wanting
        return as_json(self._driver.outlook(), counts, self._config_faults(), self._notices(), self._speed)

    def lines(self) -> list[str]:
        """For people at the command line."""
        self.counts()
        left_out = (words.left_out(exercise, name) for exercise, name in self._left_out())
        lines = [*words.lines(self._driver.outlook()), *left_out, *self._told()]
        return lines if self._speed == 1 else [*lines, words.speed_line(self._speed)]

    def _left_out(self) -> tuple[tuple[str, str], ...]:  # D5
        return tuple((exercise, self._name(exercise)) for exercise in self._driver.outlook().left_out)

    def _told(self) -> Sentences:
        return (*self._config_faults(), *self._notices())
