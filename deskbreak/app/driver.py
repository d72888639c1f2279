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

from deskbreak.app.last_input import IdleSource, LastInput
from deskbreak.desktop.clock import Clock
from deskbreak.engine.actions import Action, Record
from deskbreak.engine.engine import next_wake, step
from deskbreak.engine.events import Event, Idle, Input, Launch, Resume, Suspend, Wake
from deskbreak.engine.instant import Instant, local_time
from deskbreak.engine.outlook import Outlook, outlook
from deskbreak.engine.saved import to_dict
from deskbreak.engine.state import Gone, State
from deskbreak.i18n import _
from deskbreak.settings import MINUTE, SECOND, Settings
from deskbreak.store.history import History, Row
from deskbreak.store.state import Saved, StateStore

log = logging.getLogger(__name__)

LOOK_AGAIN_MS = 5_000
"""How often it is asked, while nobody is there, whether somebody is back."""
SAME_INPUT_MS = 500
"""Two answers about the same last input differ by a little: two clocks are read one after the other."""

EventAt = Callable[[Instant], Event]
"""Makes the event for the instant at which it is told."""


class WakeAt(Protocol):
    """Wakes the driver."""

    def set(self, mono_ms: int | None) -> None:
        """Wake at that instant of the engine's clock, in the place of any before."""
        ...


class Driver(QObject):
    """Drives the engine, from ``begin`` to ``close``; what is told before or after is not heard.

    ``perform`` carries out the visible actions, after they are kept; it may tell something itself. Whatever it raises
    goes to ``trouble``, and the rest goes on. ``notice`` is a sentence for the user while the state cannot be saved.
    """

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
        trouble: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._clock = clock
        self._store = store
        self._history = history
        self._perform = perform
        self._trouble = trouble
        self._input: LastInput | None = None
        self._wake: WakeAt | None = None
        self._told: deque[Event] = deque()
        self._busy = False
        self.state = state
        self.settings = settings
        self.notice = ""
        self._return = QTimer(self)
        self._return.setInterval(max(50, round(LOOK_AGAIN_MS / clock.speed)))
        self._return.timeout.connect(self._look_for_return)

    def begin(self, idle: IdleSource, wake: WakeAt, *, saved: bool) -> None:
        """Wake the engine up; ``saved``: on a state that an earlier run has left (S1)."""
        self._input, self._wake = LastInput(self._clock, idle), wake
        since, now = self._input.mono(), self._clock.now()
        fresh = Wake(now) if since is None else Idle(now, since)
        self._told.append(Launch(now, since) if saved else fresh)
        self._run()

    def tell(self, event: EventAt) -> None:
        """Tell the engine something, with what the machine shows at this instant."""
        if self._input is not None:
            self._told.extend(self._seen(self._input))
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
        now = self._clock.now()
        return outlook(self.state, self.settings, now if now.mono >= self.state.last.mono else self.state.last)

    def close(self) -> None:
        """Stop looking; the state is kept already."""
        self._return.stop()
        self._told.clear()
        if self._wake is not None:
            self._wake.set(None)
        self._input = self._wake = None

    def _seen(self, last_input: LastInput) -> list[Event]:
        """What the machine shows: a suspend that nobody announced, and the last input."""
        slept = self._clock.slept_ms()
        if slept:
            log.info("the machine slept for %d s", slept // SECOND)
            last_input.slept(slept)
        asleep, since, now = self._clock.ago(slept), last_input.mono(), self._clock.now()
        seen: list[Event] = []
        if slept:
            if since is not None and since < asleep.mono:
                seen.append(Idle(asleep, since))
            seen.append(Suspend(asleep))
        if since is not None:  # before the Resume, so that a machine that woke by itself brings nobody back
            seen.append(Idle(now, since))
        elif self.state.machine.idle_since is not None:  # what is not known any more is no absence, nor was it one
            seen += [Idle(now, now.mono), Input(now)]
        if slept:
            seen.append(Resume(now))
        return seen

    def _run(self) -> None:
        """Take what was told, in order; what is told meanwhile waits for its turn."""
        if self._busy:
            return
        self._busy, sound = True, True
        try:
            while self._told:
                sound = self._take(self._told.popleft()) and sound
        finally:
            self._busy = False
        if self._wake is None:
            return
        coming = next_wake(self.state, self.settings)
        mono = None if coming is None else coming.at.mono
        if mono is not None and not sound:  # what went wrong at once would go wrong at once again, and again
            mono = max(mono, self._clock.now().mono + MINUTE)
        self._wake.set(mono)
        self._watch_for_return()
        self.stepped.emit()

    def _take(self, event: Event) -> bool:
        """Whether the engine came to a decision."""
        try:
            self.state, actions = step(self.state, event, self.settings)
        except Exception as bug:
            self._trouble(bug)
            return False
        # Kept before it is shown: what was shown is never shown again after a crash (S2).
        for action in actions:
            if isinstance(action, Record):
                self._record(action)
        self._save()
        for action in actions:
            try:
                self._perform(action)
            except Exception as bug:
                self._trouble(bug)
        return True

    def _record(self, record: Record) -> None:
        offset = local_time(record.at, self.state.last.zone).utcoffset()
        seconds = 0 if offset is None else round(offset.total_seconds())
        done = round(record.done / SECOND)
        self._history.add(Row(record.deed, record.at, seconds, record.exercises, done, record.detail))

    def _save(self) -> None:
        notice = ""
        try:
            self._store.save(Saved(epoch=asdict(self._clock.epoch), state=to_dict(self.state)))
        except OSError as error:
            sentence = _("What deskbreak has to remember cannot be saved: {reason}")
            notice = sentence.format(reason=error.strerror or error)
        if notice and notice != self.notice:
            log.error("%s", notice)
        self.notice = notice

    def _watch_for_return(self) -> None:
        gone = isinstance(self.state.whereabouts, Gone)
        if gone and not self._return.isActive():
            self._return.start()
        elif not gone:
            self._return.stop()

    def _look_for_return(self) -> None:
        """Tell the engine only if there was input: each telling is written to the disk."""
        whereabouts, told = self.state.whereabouts, self.state.machine.idle_since
        if self._input is None or not isinstance(whereabouts, Gone):
            return
        since = self._input.mono()
        known = whereabouts.since if told is None else told
        if since is None or since > known + SAME_INPUT_MS * self._clock.speed:
            self.look()
