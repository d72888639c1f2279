"""The engine in real time: events in with the clock's instant, rows and state kept, actions out, one wake ahead.

GUI thread only. Between two events nothing runs but the wake timer; what the machine shows is told by the machine. What
it does not tell by itself is asked when the answer matters: before something is shown, and again and again only while
the engine's attention says so.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.app.machine.machine_events import MachineEvents, MachineSenses
from deskbreak.app.resumed_state import taken_up
from deskbreak.desktop.time.clock import Clock
from deskbreak.engine.actions import Action, OpenRoutine, Outcome, PainTakenBack, Record
from deskbreak.engine.attention import attention, depends_on_signs
from deskbreak.engine.calendar.instant import Instant, local_time
from deskbreak.engine.engine import step
from deskbreak.engine.events import Event, SetUserStatus, Stop, Suspend, Wake
from deskbreak.engine.outlook import Outlook, outlook
from deskbreak.engine.reasons import SIGNS, Hold, Sign
from deskbreak.engine.saved import to_dict
from deskbreak.engine.state import State
from deskbreak.engine.wake import next_wake
from deskbreak.i18n import _
from deskbreak.settings import MINUTE, SECOND, Settings
from deskbreak.store.aside import reason
from deskbreak.store.history.history import History, Row
from deskbreak.store.state import Saved, StateStore

log = logging.getLogger(__name__)

LOOK_AGAIN_MS = 15_000
"""How often it is asked again what the machine shows, while that matters; ms of the engine's time."""
PATIENCE_MS = 1_000
"""After how many real ms it goes on without the answers it has asked for, though everybody keeps to less."""

EventAt = Callable[[Instant], Event]
"""Makes the event for the instant at which it is told."""


@dataclass(frozen=True, slots=True)
class Queued:
    """An event that waits for its turn. ``informed``: it is told with fresh answers of the machine."""

    event: Event
    informed: bool = False


@dataclass(frozen=True, slots=True)
class AtRest:
    """Nothing is told. ``looked_at``: for when it was told last with fresh answers (``Instant.mono``)."""

    looked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Taking:
    """The engine hears what was told."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The machine is asked what it shows; then ``event`` is told."""

    event: Event


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
        self._machine_events: MachineEvents | None = None
        self._wake: WakeAt | None = None
        self._told: deque[Queued] = deque()
        self._doing: AtRest | Taking | Asking = AtRest()
        self.state = state
        self.settings = settings
        self.notice = ""
        self._again = QTimer(self)
        self._again.setInterval(max(50, round(LOOK_AGAIN_MS / clock.speed)))
        self._again.timeout.connect(self.ask)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._go_on)

    def begin(self, machine: MachineSenses, wake: WakeAt, *, saved: bool) -> None:
        """Wake the engine up; ``saved``: on a state that an earlier run has left (S1)."""
        self._machine_events, self._wake = MachineEvents(machine, self._clock), wake
        self._machine_events.attend(attention(self.state, self.settings), self.state, self.settings)
        if saved:
            self._told.extend(map(Queued, self._machine_events.launch()))
            self._run()
        else:
            self.look()

    @property
    def begun(self) -> bool:
        """Whether it hears what it is told."""
        return self._machine_events is not None

    def tell(self, event: EventAt) -> None:
        """Tell the engine something, with what the machine shows at this instant."""
        if self._machine_events is not None:
            self._told.extend(map(Queued, self._machine_events.around(event, self.state)))
            self._run()

    def fall_asleep(self) -> None:
        """The machine is about to sleep: kept before this returns, whatever is being asked meanwhile."""
        if self._machine_events is None or isinstance(self._doing, Taking):
            return  # one in whose midst this comes is kept when it is done; the clocks tell the rest afterwards
        machine_events, before, self._doing = self._machine_events, self._doing, Taking()
        try:
            for event in machine_events.around(Suspend, self.state):
                self._take(event, keep=isinstance(event, Suspend))
        finally:
            # What waited was told to a state that is none any more, if an earlier one was taken up.
            self._doing = before if self._machine_events is machine_events else AtRest()
        self.stepped.emit()

    def look(self) -> None:
        """Time has passed, or the wall clock was set: look again."""
        self.tell(Wake)

    def ask(self) -> None:
        """Look again, with fresh answers of those who tell only when they are asked: soon, and then ``stepped``."""
        if self._machine_events is not None:
            self._machine_events.machine.ask(self.look)

    def configure(self, settings: Settings) -> None:
        """U3: other settings, at once."""
        self.settings = settings
        self.configured.emit(settings)
        self.look()

    def outlook(self) -> Outlook:
        """How things stand now."""
        now = self._clock.now()
        seen = outlook(self.state, self.settings, now if now.mono >= self.state.last.mono else self.state.last)
        if self._machine_events is None:
            return seen
        causes = ((sign, *self.why(sign)) for sign, declared in SIGNS.items() if self._shows(declared.hold, sign))
        doubted = ((sign, *self.why(sign)) for sign, _by, _who in seen.doubted)
        return replace(seen, causes=tuple(causes), doubted=tuple(doubted))

    def why(self, sign: Sign) -> tuple[str, str]:
        """What speaks for ``sign`` just now, and which program that is; each ``""`` where it is not known."""
        return ("", "") if self._machine_events is None else self._machine_events.machine.why(sign)

    def _shows(self, hold: Hold, sign: Sign) -> bool:
        return self.state.holding(hold) and sign in self.state.machine.showing

    def close(self) -> None:
        """Stop looking; the state is kept already."""
        self._again.stop()
        self._patience.stop()
        self._told.clear()
        self._doing = AtRest()
        if self._wake is not None:
            self._wake.set(None)
        self._machine_events = self._wake = None

    # One event after the other

    def _run(self) -> None:
        """Take what was told, in order; what is told meanwhile waits for its turn."""
        if not isinstance(self._doing, AtRest):
            return
        after: AtRest | Asking = self._doing
        self._doing, sound = Taking(), True
        try:
            while self._told:
                told = self._told.popleft()
                if not told.informed and self._hangs_on_signs(told.event):
                    after = Asking(told.event)
                    break
                if told.informed:
                    after = AtRest(told.event.at.mono)
                sound = self._take(told.event, keep=not self._told) and sound
        finally:
            self._doing = after
        if self._machine_events is None or self._wake is None:
            self._doing = AtRest()
        elif isinstance(after, Asking):
            self._patience.start()
            self._machine_events.machine.ask(self._go_on)
        else:
            self._sleep(self._machine_events, self._wake, after, sound=sound)
            self.stepped.emit()

    def _sleep(self, machine_events: MachineEvents, wake: WakeAt, after: AtRest, *, sound: bool) -> None:
        """Until the engine wants to look again, or the machine tells something. ``sound``: nothing went wrong."""
        coming, of_interest = next_wake(self.state, self.settings), attention(self.state, self.settings)
        looks = of_interest.signs_from if machine_events.machine.pulls else None
        wakes = [] if coming is None else [coming.at.mono]
        if looks is not None and looks > self.state.last.mono:
            wakes.append(looks)
        mono = min(wakes, default=None)
        if mono is not None and not sound:  # what went wrong at once would go wrong at once again, and again
            mono = max(mono, self._clock.now().mono + MINUTE)
        wake.set(mono)
        machine_events.attend(of_interest, self.state, self.settings)
        if looks is None or looks > self.state.last.mono:
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()
            if self.state.machine.signs and after.looked_at != self.state.last.mono:  # perhaps over for long
                self.ask()

    def _hangs_on_signs(self, event: Event) -> bool:
        """Whether it has to be known what the machine shows before the engine hears this.

        What the user says (U4) is so, whatever the machine shows: there it is what falls due meanwhile that counts.
        """
        if isinstance(event, SetUserStatus):
            event = Wake(event.at)
        try:
            _state, actions = step(self.state, event, self.settings)
        except Exception:
            return False  # it goes wrong once more in a moment, and is told then
        return depends_on_signs(actions, self.state.machine)

    def _go_on(self) -> None:
        """The machine was asked: first what it says, as of the waiting event, then that one."""
        if not isinstance(self._doing, Asking) or self._machine_events is None:
            return  # it went on without
        asked, self._doing = self._doing.event, AtRest()
        self._patience.stop()
        overtaken = bool(self._told)
        self._told.extendleft(
            (Queued(asked, informed=True), Queued(self._machine_events.looked(asked.at), informed=True))
        )
        self._run()
        if overtaken:  # what was told meanwhile began from a state that is none any more
            self.look()

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
                if action.outcome is not Outcome.STOPPED or action.done:  # D3: opened and left, nothing was begun
                    self._history.add(kept(action, self.state.last.zone))
            elif isinstance(action, PainTakenBack):
                self._history.take_back(action.at, Outcome.PAIN, action.exercise)
        if keep or actions:
            self._save(quiet=not actions)
        for action in actions:
            try:
                self._perform(action)
            except Exception as bug:
                self._trouble(bug)
                self._take_back(action)
        return True

    def _take_up(self) -> bool:
        """Try whether what was saved can be read by now, and go on from that (S1). Returns whether it may be saved."""
        if self._machine_events is None or self.state.open is not None or self.state.routine is not None:
            return False
        earlier = taken_up(self._store, self._clock, self.state)
        if earlier is not None:
            self.state = earlier
            self._machine_events = MachineEvents(self._machine_events.machine, self._clock)
            self._told.clear()
            self._told.extend(map(Queued, self._machine_events.launch()))
        return not self._store.withheld

    def _save(self, *, quiet: bool) -> None:
        """``quiet``: nothing is to be done just now, so that an earlier state may be taken up."""
        if self._store.withheld and not (quiet and self._take_up()):
            return  # the store says so itself
        notice = ""
        try:
            self._store.save(Saved(epoch=asdict(self._clock.epoch), state=to_dict(self.state)))
        except OSError as error:
            sentence = _("What deskbreak has to remember cannot be saved in {path}: {reason}")
            notice = sentence.format(path=self._store.path, reason=reason(error))
        except ValueError as bug:  # no file can hold it; what is to be done now is done all the same
            self._trouble(bug)
        if notice and notice != self.notice:
            log.error("%s", notice)
        self.notice = notice

    def _take_back(self, action: Action) -> None:
        """Undo what the engine counts on, now that ``action`` was not carried out.

        A routine without a window could be neither done nor stopped, nor could another be started (D2). So it is
        stopped, and recorded as such with nothing done (D3): it is offered again after ``routine.retry``. An
        invitation or a nudge that was not seen needs nothing: they come again by themselves (I1, N1).
        """
        if isinstance(action, OpenRoutine):
            self.tell(Stop)


def kept(record: Record, zone: str) -> Row:
    """What the engine wants to be kept, as the history has it; ``zone`` is in force."""
    offset = local_time(record.at, zone).utcoffset()
    seconds = 0 if offset is None else round(offset.total_seconds())
    done = round(record.done / SECOND)
    return Row(record.outcome, record.at, seconds, record.exercises, done, record.detail, record.manner)
