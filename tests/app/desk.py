"""A desk at which a test works: the driver with its real engine, store and history, and hands to turn the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from deskbreak.app.driver import Driver
from deskbreak.app.remembered import Remembered, remembered
from deskbreak.desktop.clock import Clock, Epoch
from deskbreak.desktop.notify.notifier import Note, Notifier
from deskbreak.engine.actions import Action
from deskbreak.engine.instant import Instant
from deskbreak.settings import MINUTE, Settings
from deskbreak.store.history import History, Row
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from tests.desktop.ticks import HandTicks

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
NINE = round((MONDAY + timedelta(hours=9)).timestamp() * 1000)


class HandIdle:
    """An idle counter like X11's: it stands still while the machine sleeps. ``None``: nobody can tell."""

    def __init__(self, ticks: HandTicks) -> None:
        self._ticks = ticks
        self._input_at: int | None = ticks.awake_ms()
        self.asked = 0
        self.jitter = 0

    def touch(self) -> None:
        """Input, now."""
        self._input_at = self._ticks.awake_ms()

    def lose(self) -> None:
        """The X server goes."""
        self._input_at = None

    def idle_ms(self) -> int | None:
        self.asked += 1
        return None if self._input_at is None else self._ticks.awake_ms() - self._input_at + self.jitter


class HandWake:
    """Remembers for when the driver was to be woken."""

    def __init__(self) -> None:
        self.mono: int | None = None

    def set(self, mono_ms: int | None) -> None:
        self.mono = mono_ms


class HandNotifier(Notifier):
    """Shows notes nowhere and keeps all that were shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Note] = []

    def _show(self, note: Note) -> None:
        self.shown.append(note)

    def _close(self, key: str) -> None:
        pass

    def press(self, key: str, action: str) -> None:
        """The user presses a button."""
        self._acted(key, action)

    def dismiss(self, key: str) -> None:
        """The user closes the note."""
        self._gone(key, by_user=True)


class Desk:
    """Monday 2026-11-23, 9:00 UTC, somebody typing. ``performed`` are the actions carried out, in order."""

    def __init__(self, paths: Paths, settings: Settings = Settings(), speed: float = 1) -> None:  # noqa: B008
        self.paths = paths
        self.ticks = HandTicks(utc=NINE)
        self.idle = HandIdle(self.ticks)
        self.wake = HandWake()
        self.performed: list[Action] = []
        self.troubles: list[Exception] = []
        self.on_action: Callable[[Action], None] = lambda action: None
        self.speed = speed
        self.settings = settings
        self.store = StateStore(paths.state_file)
        self.history = History(paths.history_file)
        self.before = self._remembered()
        self.driver = self._driver()

    def _remembered(self) -> Remembered:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("deskbreak.app.remembered.Clock", self._clock)
            patch.setattr("deskbreak.desktop.clock.zone_name", lambda: "UTC")
            return remembered(self.store, self.speed)

    def _clock(self, speed: float, saved: Epoch | None = None, last: Instant | None = None) -> Clock:
        return Clock(speed, saved, last, self.ticks)

    def _driver(self) -> Driver:
        state, clock = self.before.state, self.before.clock
        perform, trouble = self.perform, self.troubles.append
        return Driver(clock, state, self.settings, self.store, self.history, perform, trouble)

    def perform(self, action: Action) -> None:
        self.performed.append(action)
        self.on_action(action)

    def begin(self) -> None:
        self.driver.begin(self.idle, self.wake, saved=not self.before.first)

    def restart(self) -> None:
        """Killed and started again; what was performed is forgotten, what was kept is not."""
        self.driver.close()
        self.history.close()
        self.store, self.history = StateStore(self.paths.state_file), History(self.paths.history_file)
        self.before = self._remembered()
        self.driver = self._driver()
        self.performed.clear()
        self.begin()

    @property
    def now(self) -> int:
        """The engine's clock, ms."""
        return self.before.clock.now().mono

    def type_for(self, minutes: float) -> None:
        """Somebody types; the driver is woken whenever it asked for it."""
        self._pass(round(minutes * MINUTE), typing=True)

    def leave_for(self, minutes: float) -> None:
        """Nobody is there; the driver is woken, and looks for a return, as often as it asked for it."""
        self._pass(round(minutes * MINUTE), typing=False)

    def _pass(self, ms: int, *, typing: bool) -> None:
        end = self.now + ms
        while True:
            wake = end if self.wake.mono is None else min(end, self.wake.mono)
            self.ticks.run(max(0, round((wake - self.now) / self.speed)))
            if typing:
                self.idle.touch()
            if wake >= end:
                return
            self.driver.look()

    def did(self, kind: type[Action]) -> list[Action]:
        return [action for action in self.performed if type(action) is kind]

    def rows(self) -> list[Row]:
        return self.history.rows(0, 2**47)

    def close(self) -> None:
        self.driver.close()
        self.history.close()
