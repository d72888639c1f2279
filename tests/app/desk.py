"""A desk at which a test works: the driver with its real engine, store and history, and hands to turn the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from deskbreak.app.driver import Driver
from deskbreak.app.in_force import InForce
from deskbreak.app.resumed_state import ResumedState, resumed_state
from deskbreak.desktop.notify.notifier import Note, Notifier
from deskbreak.desktop.time.clock import Clock, Epoch, Ticks
from deskbreak.engine.actions import Action
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.reasons import Sign
from deskbreak.settings import MINUTE, Settings
from deskbreak.store.history.history import History, Row
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from tests.desktop.ticks import HandTicks

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
NINE = round((MONDAY + timedelta(hours=9)).timestamp() * 1000)


class HandMachine:
    """What a machine shows, set by hand. Its idle counter, like X11's, stands still while the machine sleeps.

    ``shows`` are signs that it tells only when it is asked; ``signs`` those it has told of. ``slow``: answers wait for
    ``answer``.
    """

    def __init__(self, ticks: HandTicks) -> None:
        self._ticks = ticks
        self._input_at: int | None = ticks.awake_ms()
        self._told: set[int] = set()
        self._waiting: list[Callable[[], None]] = []
        self.spans: frozenset[int] = frozenset()
        self.locked = False
        self.signs: frozenset[Sign] = frozenset()
        self.shows: frozenset[Sign] = frozenset()
        self.slow = False
        self.asked = 0
        self.pulls = True

    def touch(self) -> bool:
        """Input, now. Returns whether that is worth telling: it had been told that the input has stopped."""
        stopped = bool(self._told)
        self._input_at = self._ticks.awake_ms()
        self._told.clear()
        return stopped

    def lose(self) -> None:
        """The X server goes."""
        self._input_at = None

    def shows_at_once(self, *signs: Sign) -> None:
        """It shows these, and has told so by itself."""
        self.signs = self.shows = frozenset(signs)

    def next_alarm(self) -> int | None:
        """In how many ms it will tell that the input has stopped."""
        idle = self.idle_ms()
        coming = [span for span in self.spans if span not in self._told]
        return None if idle is None or not coming else max(0, min(coming) - idle)

    def alarm(self) -> None:
        """It has told."""
        idle = self.idle_ms()
        self._told |= {span for span in self.spans if idle is not None and idle >= span}

    def watch(self, spans: frozenset[int]) -> None:
        self.spans = spans
        self.alarm()

    def idle_ms(self) -> int | None:
        return None if self._input_at is None else self._ticks.awake_ms() - self._input_at

    def why(self, sign: Sign) -> tuple[str, str]:
        return ("microphone", "Firefox") if sign is Sign.CALL and sign in self.signs else ("", "")

    def ask(self, then: Callable[[], None]) -> None:
        self.asked += 1
        self._waiting.append(then)
        if not self.slow:
            self.answer()

    def answer(self) -> None:
        """All that was asked is answered."""
        self.signs = self.shows
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()


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

    def __init__(
        self,
        paths: Paths,
        settings: Settings = Settings(),  # noqa: B008
        speed: float = 1,
        zone: str = "UTC",
    ) -> None:
        self.paths = paths
        self._zone = zone
        self.ticks = HandTicks(utc=NINE)
        self.machine = HandMachine(self.ticks)
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

    def _remembered(self) -> ResumedState:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("deskbreak.app.resumed_state.Clock", self._clock)
            patch.setattr("deskbreak.desktop.time.clock.zone_name", lambda: self._zone)
            return resumed_state(self.store, self.speed)

    def _clock(self, _machine: Ticks, speed: float, saved: Epoch | None = None, last: Instant | None = None) -> Clock:
        return Clock(self.ticks, speed, saved, last)

    def _driver(self) -> Driver:
        state, clock = self.before.state, self.before.clock
        perform, trouble = self.perform, self.troubles.append
        return Driver(clock, state, self.settings, self.store, self.history, perform, trouble)

    def perform(self, action: Action) -> None:
        self.performed.append(action)
        self.on_action(action)

    def begin(self) -> None:
        self.driver.begin(self.machine, self.wake, saved=not self.before.first)

    def restart(self) -> None:
        """Killed and started again; what was performed is forgotten, what was kept is not."""
        self.driver.close()
        self.history.close()
        self.store, self.history = StateStore(self.paths.state_file), History(self.paths.history_file)
        self.before = self._remembered()
        self.driver = self._driver()
        self.performed.clear()
        self.begin()

    def in_force(self) -> InForce:
        """What the engine goes by."""
        return InForce(self.driver.state, self.driver.settings)

    @property
    def now(self) -> int:
        """The engine's clock, ms."""
        return self.before.clock.now().mono

    def type_for(self, minutes: float) -> None:
        """Somebody types; the driver is woken whenever it asked for it."""
        self._pass(round(minutes * MINUTE), typing=True)

    def leave_for(self, minutes: float) -> None:
        """Nobody is there; the driver is woken as often as it asked for it, and told when the input has stopped."""
        self._pass(round(minutes * MINUTE), typing=False)

    def touch(self) -> None:
        """Input, which the machine tells of if it has told that there was none."""
        if self.machine.touch():
            self.driver.look()

    def look_again(self) -> bool:
        """The time has come to ask again what the machine shows. Returns whether the driver wants that now."""
        wanted = self.driver._again.isActive()
        if wanted:
            self.driver._again.timeout.emit()
        return wanted

    def _pass(self, ms: int, *, typing: bool) -> None:
        end = self.now + ms
        while True:
            wake = end if self.wake.mono is None else min(end, self.wake.mono)
            alarm = None if typing else self.machine.next_alarm()
            alarms = alarm is not None and self.now + alarm * self.speed < wake
            self.ticks.run(alarm if alarms and alarm is not None else max(0, round((wake - self.now) / self.speed)))
            if typing:
                self.touch()
            if alarms:
                self.machine.alarm()
            elif wake >= end:
                return
            else:
                self.wake.mono = None  # it rings once
            self.driver.look()

    def did(self, kind: type[Action]) -> list[Action]:
        return [action for action in self.performed if type(action) is kind]

    def rows(self) -> list[Row]:
        return self.history.rows(0, 2**47)

    def close(self) -> None:
        self.driver.close()
        self.history.close()
