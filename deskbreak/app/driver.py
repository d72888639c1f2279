"""The engine in real time: events in with the clock's instant, rows and state kept, actions out, one wake ahead.

GUI thread only. Between two events nothing runs but the wake timer, and, while nobody is there, a look every few
seconds for whether somebody is back.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.desktop.clock import Clock
from deskbreak.engine.actions import Action, Record
from deskbreak.engine.engine import next_wake, step
from deskbreak.engine.events import Event, Idle, Resume, Suspend, Wake
from deskbreak.engine.instant import Instant, local_time
from deskbreak.engine.outlook import Outlook, outlook
from deskbreak.engine.saved import to_dict
from deskbreak.engine.state import Gone, State
from deskbreak.settings import Settings
from deskbreak.store.history import History, Row, What
from deskbreak.store.state import Saved, StateStore

log = logging.getLogger(__name__)

LOOK_AGAIN_MS = 5_000
"""How often it is asked, while nobody is there, whether somebody is back."""

EventAt = Callable[[Instant], Event]
"""Makes the event for the instant at which it is told."""


class IdleSource(Protocol):
    """How long there was no input."""

    def idle_ms(self) -> int | None:
        """Real ms since the last input; ``None``: unknown."""
        ...


class WakeAt(Protocol):
    """Wakes the driver."""

    def set(self, mono_ms: int | None) -> None:
        """Wake at that instant of the engine's clock, in the place of any before."""
        ...


class Driver(QObject):
    """Drives the engine. ``perform`` carries out the visible actions, after they are kept."""

    stepped = Signal()
    """The state, or the settings, may have changed: what is shown is to be made anew."""

    def __init__(
        self,
        clock: Clock,
        state: State,
        settings: Settings,
        store: StateStore,
        history: History,
        perform: Callable[[Action], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._store = store
        self._history = history
        self._perform = perform
        self._idle: IdleSource | None = None
        self._wake: WakeAt | None = None
        self._told: deque[Event] = deque()
        self.state = state
        self.settings = settings
        self._return = QTimer(self)
        self._return.setInterval(max(50, round(LOOK_AGAIN_MS / clock.speed)))
        self._return.timeout.connect(self.look)

    def begin(self, first: EventAt, idle: IdleSource, wake: WakeAt) -> None:
        """Start with ``first`` (``Launch`` on a saved state, else ``Wake``); from then on the engine is awake."""
        self._idle = idle
        self._wake = wake
        self._told.append(first(self._clock.now()))
        self._run()

    def tell(self, event: EventAt) -> None:
        """Tell the engine something, with what the machine shows at this instant."""
        self._told.extend(self._seen())
        self._told.append(event(self._clock.now()))
        self._run()

    def look(self) -> None:
        """Time has passed, or the wall clock was set: look again."""
        self.tell(Wake)

    def configure(self, settings: Settings) -> None:
        """U3: other settings, at once."""
        self.settings = settings
        self.look()

    def outlook(self) -> Outlook:
        """How things stand now."""
        return outlook(self.state, self.settings, self._now())

    def idle_since(self, at: Instant) -> int | None:
        """The last input (mono ms) as the machine tells it, ``None`` where it does not."""
        idle = None if self._idle is None else self._idle.idle_ms()
        return None if idle is None else min(at.mono, self._clock.ago(idle).mono)

    def close(self) -> None:
        """Stop looking; the state is kept already."""
        self._return.stop()
        if self._wake is not None:
            self._wake.set(None)
            self._wake = None

    def _now(self) -> Instant:
        now = self._clock.now()
        return now if now.mono >= self.state.last.mono else self.state.last

    def _seen(self) -> list[Event]:
        """What the machine shows: a suspend that nobody announced, and the last input."""
        seen: list[Event] = []
        slept = self._clock.slept_ms()
        if slept:
            log.info("the machine slept for %d s", slept // 1000)
            seen += [Suspend(self._clock.ago(slept)), Resume(self._clock.now())]
        now = self._clock.now()
        since = self.idle_since(now)
        if since is not None:
            seen.append(Idle(now, since))
        return seen

    def _run(self) -> None:
        """Take what was told, in order; what is told meanwhile waits for its turn."""
        if self._wake is None or len(self._told) == 0:
            return
        wake, self._wake = self._wake, None
        try:
            while self._told:
                self._take(self._told.popleft())
        finally:
            self._wake = wake
        coming = next_wake(self.state, self.settings)
        wake.set(None if coming is None else coming.at.mono)
        self._watch_for_return()
        self.stepped.emit()

    def _take(self, event: Event) -> None:
        self.state, actions = step(self.state, event, self.settings)
        # Kept before it is shown: what was shown is never shown again after a crash (S2).
        for action in actions:
            if isinstance(action, Record):
                self._record(action)
        self._save()
        for action in actions:
            log.debug("%s", action)
            self._perform(action)

    def _record(self, record: Record) -> None:
        offset = local_time(record.at, self.state.last.zone).utcoffset()
        seconds = 0 if offset is None else round(offset.total_seconds())
        done = round(record.done / 1000)
        self._history.add(Row(What(record.deed.value), record.at, seconds, record.exercises, done, record.detail))

    def _save(self) -> None:
        try:
            self._store.save(Saved(epoch=asdict(self._clock.epoch), state=to_dict(self.state)))
        except OSError:
            log.exception("the state could not be saved")

    def _watch_for_return(self) -> None:
        gone = isinstance(self.state.whereabouts, Gone) and self._idle is not None
        if gone and not self._return.isActive():
            self._return.start()
        elif not gone:
            self._return.stop()
