"""The engine in real time: events in with the clock's instant, rows and state kept, actions out, one wake ahead.

GUI thread only. Between two events nothing runs but the wake timer; what the machine shows is told by the machine. What
it does not tell by itself is asked when the answer matters: before something is shown, and again and again only while
the engine's attention says so.
"""

import logging
import math
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.app.last_input import IdleSource, LastInput
from deskbreak.desktop.clock import Clock
from deskbreak.engine.actions import Action, Hold, Record
from deskbreak.engine.attention import Attention, attention, depends_on_signs
from deskbreak.engine.engine import next_wake, step
from deskbreak.engine.events import (
    Event,
    Idle,
    Input,
    Launch,
    Lock,
    Looked,
    Resume,
    Sign,
    SignBegan,
    SignEnded,
    Suspend,
    Unlock,
    Wake,
)
from deskbreak.engine.instant import Instant, local_time
from deskbreak.engine.outlook import Outlook, outlook
from deskbreak.engine.saved import to_dict
from deskbreak.engine.state import Gone, State
from deskbreak.i18n import _
from deskbreak.settings import MINUTE, SECOND, Settings
from deskbreak.store.history import History, Row
from deskbreak.store.state import Saved, StateStore

log = logging.getLogger(__name__)

LOOK_AGAIN_MS = 15_000
"""How often it is asked again what the machine shows, while that matters; ms of the engine's time."""
TOUCH_MS = 1_000
"""After how many ms without input the next input is told of, while nobody is there."""

OF_SIGNS = ((Hold.CALL, Sign.CALL), (Hold.DND, Sign.DND), (Hold.FULLSCREEN, Sign.FULLSCREEN))

EventAt = Callable[[Instant], Event]
"""Makes the event for the instant at which it is told."""


class WakeAt(Protocol):
    """Wakes the driver."""

    def set(self, mono_ms: int | None) -> None:
        """Wake at that instant of the engine's clock, in the place of any before."""
        ...


class Machine(IdleSource, Protocol):
    """What the machine shows, as far as is known; it says by itself when that changes (``Driver.look``)."""

    @property
    def locked(self) -> bool:
        """Whether the session is known to be locked."""
        ...

    @property
    def signs(self) -> frozenset[Sign]:
        """The reasons to keep quiet that are known to be there."""
        ...

    @property
    def pulls(self) -> bool:
        """Whether there are signs that it tells only when it is asked."""
        ...

    def why(self, sign: Sign) -> tuple[str, str]:
        """What speaks for ``sign`` now, and who that says it is; ``""`` where that is not known."""
        ...

    def watch(self, spans: frozenset[int]) -> None:
        """Say so when there was no input for one of these spans (real ms), and at the next input after that."""
        ...

    def ask(self, then: Callable[[], None]) -> None:
        """Bring ``signs`` up to date; ``then`` is called soon, perhaps at once, whether that went well or not."""
        ...


class Driver(QObject):
    """Drives the engine, from ``begin`` to ``close``; what is told before or after is not heard.

    ``perform`` carries out the visible actions, after they are kept; it may tell something itself. Whatever it raises
    goes to ``trouble``, and the rest goes on. ``notice`` is a sentence for the user while the state cannot be saved.
    """

    stepped = Signal()
    """The state, or the settings, may have changed: what is shown is to be made anew."""
    heard = Signal(object)
    """An event, as the engine took it (for ``deskbreak watch``)."""
    configured = Signal(object)
    """Other settings are in force, from now on."""

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
        self._machine: Machine | None = None
        self._input: LastInput | None = None
        self._wake: WakeAt | None = None
        self._told: deque[Event] = deque()
        self._informed = 0
        """How many of those told first are told with fresh answers of the machine."""
        self._spans: frozenset[int] = frozenset()
        self._busy = self._asking = False
        self.state = state
        self.settings = settings
        self.notice = ""
        self._again = QTimer(self)
        self._again.setInterval(max(50, round(LOOK_AGAIN_MS / clock.speed)))
        self._again.timeout.connect(self._look_again)

    def begin(self, machine: Machine, wake: WakeAt, *, saved: bool) -> None:
        """Wake the engine up; ``saved``: on a state that an earlier run has left (S1)."""
        self._machine, self._input, self._wake = machine, LastInput(self._clock, machine), wake
        if saved:
            now = self._clock.now()
            self._told.append(Launch(now, self._input.mono(), machine.locked, machine.signs))
            self._told.extend(self._continuous(self._input))
            self._run()
        else:
            self.look()

    @property
    def begun(self) -> bool:
        """Whether it hears what it is told."""
        return self._machine is not None

    def tell(self, event: EventAt) -> None:
        """Tell the engine something, with what the machine shows at this instant."""
        if self._machine is not None and self._input is not None:
            self._told.extend(self._seen(self._machine, self._input))
            self._told.append(event(self._clock.now()))
            self._told.extend(self._continuous(self._input))
            self._run()

    def fall_asleep(self) -> None:
        """The machine is about to sleep: kept before this returns, whatever is being asked meanwhile."""
        if self._machine is None or self._input is None or self._busy:
            return  # one in whose midst this comes is kept when it is done; the clocks tell the rest afterwards
        self._busy = True
        try:
            for event in self._seen(self._machine, self._input):
                self._take(event, keep=False)
            self._take(Suspend(self._clock.now()), keep=True)
        finally:
            self._busy = False
        self.stepped.emit()

    def look(self) -> None:
        """Time has passed, or the wall clock was set: look again."""
        self.tell(Wake)

    def configure(self, settings: Settings) -> None:
        """U3: other settings, at once."""
        self.settings = settings
        self.configured.emit(settings)
        self.look()

    def outlook(self) -> Outlook:
        """How things stand now."""
        now = self._clock.now()
        seen = outlook(self.state, self.settings, now if now.mono >= self.state.last.mono else self.state.last)
        if self._machine is None:
            return seen
        causes = ((hold, *self._machine.why(sign)) for hold, sign in OF_SIGNS if self.state.holding(hold))
        return replace(seen, causes=tuple(causes))

    def close(self) -> None:
        """Stop looking; the state is kept already."""
        self._again.stop()
        self._told.clear()
        if self._wake is not None:
            self._wake.set(None)
        self._machine = self._input = self._wake = None

    # What the machine shows

    def _seen(self, machine: Machine, last_input: LastInput) -> list[Event]:
        """What has not been told yet: a suspend that nobody announced, the last input, a lock, signs."""
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
        if machine.locked != (self.state.machine.locked_at is not None):
            seen.append(Lock(now) if machine.locked else Unlock(now))
        seen += self._signs(machine, now)
        if slept:
            seen.append(Resume(now))
        return seen

    def _signs(self, machine: Machine, at: Instant) -> list[Event]:
        known, shown = set(self.state.machine.signs), machine.signs
        began = [sign for sign in Sign if sign in shown and sign not in known]
        ended = [sign for sign in Sign if sign in known and sign not in shown]
        return [*(SignBegan(at, sign) for sign in began), *(SignEnded(at, sign) for sign in ended)]

    def _continuous(self, last_input: LastInput) -> list[Event]:
        """As long as the machine will say when the input has stopped, nobody need be woken to ask."""
        since, now = last_input.mono(), self._clock.now()
        watched = min(self._spans, default=0) * self._clock.speed
        return [Input(now)] if since is not None and now.mono - since < watched else []

    def _attend(self, machine: Machine, of_interest: Attention) -> None:
        """Have the machine watched for what the engine wants to know, and for nothing else."""
        spans = self._spans_for(of_interest)
        if spans != self._spans:
            self._spans = spans
            machine.watch(spans)
        looks_now = of_interest.signs_from is not None and of_interest.signs_from <= self.state.last.mono
        if not looks_now or not machine.pulls:
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()

    def _spans_for(self, of_interest: Attention) -> frozenset[int]:
        pauses = [self.settings.away.after] + ([] if of_interest.pause is None else [of_interest.pause])
        spans = {math.ceil(pause / self._clock.speed) for pause in pauses}
        if isinstance(self.state.whereabouts, Gone):  # after a suspend there may have been input a moment before it
            spans.add(math.ceil(TOUCH_MS / self._clock.speed))
        return frozenset(spans)

    def _look_again(self) -> None:
        if self._machine is not None:
            self._machine.ask(self.look)

    # One event after the other

    def _run(self) -> None:
        """Take what was told, in order; what is told meanwhile waits for its turn."""
        if self._busy or self._asking:
            return
        self._busy, sound = True, True
        try:
            while self._told and not self._asking:
                if not self._informed and self._hangs_on_signs(self._told[0]):
                    self._asking = True
                    break
                self._informed = max(0, self._informed - 1)
                sound = self._take(self._told.popleft(), keep=not self._told) and sound
        finally:
            self._busy = False
        if self._machine is None or self._wake is None:
            return
        if self._asking:
            self._machine.ask(self._go_on)
            return
        coming, of_interest = next_wake(self.state, self.settings), attention(self.state, self.settings)
        wakes = [] if coming is None else [coming.at.mono]
        if of_interest.signs_from is not None and of_interest.signs_from > self.state.last.mono and self._machine.pulls:
            wakes.append(of_interest.signs_from)
        mono = min(wakes, default=None)
        if mono is not None and not sound:  # what went wrong at once would go wrong at once again, and again
            mono = max(mono, self._clock.now().mono + MINUTE)
        self._wake.set(mono)
        self._attend(self._machine, of_interest)
        self.stepped.emit()

    def _hangs_on_signs(self, event: Event) -> bool:
        """Whether it has to be known what the machine shows before the engine hears this."""
        try:
            _state, actions = step(self.state, event, self.settings)
        except Exception:
            return False  # it goes wrong once more in a moment, and is told then
        return depends_on_signs(actions, self.state.machine)

    def _go_on(self) -> None:
        """The machine was asked: first what it says, as of the waiting event, then that one."""
        self._asking = False
        if self._machine is not None and self._told:
            self._told.appendleft(Looked(self._told[0].at, self._machine.signs))
            self._informed = 2
            self._run()

    def _take(self, event: Event, *, keep: bool) -> bool:
        """Whether the engine came to a decision. ``keep``: on the disk too, even where nothing is to be done."""
        try:
            self.state, actions = step(self.state, event, self.settings)
        except Exception as bug:
            self._trouble(bug)
            return False
        self.heard.emit(event)
        # Kept before it is shown: what was shown is never shown again after a crash (S2).
        for action in actions:
            if isinstance(action, Record):
                self._record(action)
        if keep or actions:
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
