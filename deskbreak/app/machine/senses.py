"""All that deskbreak notices of the machine: every question with whoever answers it, and what is known just now."""

import logging
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack

from PySide6.QtCore import QObject, Signal

from deskbreak.app.machine.sense_report import BY_PROGRAMS, SenseReport
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.call.choice import open_camera, open_microphone
from deskbreak.desktop.dnd.choice import open_dnd
from deskbreak.desktop.fullscreen.choice import open_fullscreen
from deskbreak.desktop.inhibit.choice import open_inhibit
from deskbreak.desktop.lock.choice import open_lock
from deskbreak.desktop.presence.choice import open_input_watch
from deskbreak.desktop.presence.source import InputWatch
from deskbreak.desktop.program import Ignored, names_in
from deskbreak.desktop.sense import Sense
from deskbreak.desktop.sleep.choice import open_sleep
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.desktop.time.clock_watch import ClockWatch, open_sign, open_source
from deskbreak.engine.reasons import QUESTIONS, Sign, questions_of

log = logging.getLogger(__name__)

MOST_PROGRAMS = 12
"""So many programs that were seen are remembered."""


class Senses(QObject):
    """What the machine shows (``app.machine.machine_events.MachineSenses``), from ``begin`` to ``close``.

    GUI thread only; nothing blocks.
    ``platform_name``: ``QGuiApplication.platformName()``, or ``""`` where there is no display. ``idle``: see
    ``[desktop] idle``. ``ignored``: see ``[hold] ignore`` (H7).
    """

    changed = Signal()
    """Something is known anew: input has stopped or is back, a lock, a sign, the wall clock or the zone."""
    falling_asleep = Signal()
    """The machine sleeps as soon as the slots of this have returned."""
    awake = Signal()
    """It is awake again."""

    def __init__(
        self,
        clock: Clock,
        platform_name: str,
        idle: str,
        ignored: Collection[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._platform = platform_name
        self._choice = idle
        self._closing = closing = ExitStack()
        self._session, self._system = BusClient(BusKind.SESSION, self), BusClient(BusKind.SYSTEM, self)
        closing.callback(self._session.close)
        closing.callback(self._system.close)
        self._senses: dict[str, Sense] = {
            "lock": open_lock(self._session, self._system, sys.platform),
            "microphone": open_microphone(sys.platform),
            "camera": open_camera(sys.platform),
            "dnd": open_dnd(self._session, sys.platform),
            "fullscreen": open_fullscreen(platform_name, sys.platform),
            "inhibit": open_inhibit(self._session, self._system, sys.platform),
        }
        self._answered_at: dict[Sense, int] = {}
        """When each part has answered last, on the engine's clock."""
        self._programs: deque[str] = deque(maxlen=MOST_PROGRAMS)
        self._pending: set[Sense] = set()
        self._waiting: list[Callable[[], None]] = []
        self._asks = False
        self._told: tuple[bool, frozenset[Sign]] = (False, frozenset())
        for question, sense in self._senses.items():
            sense.setParent(self)
            closing.callback(sense.close)
            for part in sense.parts:
                part.question = question
                part.answered.connect(lambda part=part: self._on_part(part))
            sense.answered.connect(lambda sense=sense: self._on_answered(sense))
        self._ignored = Ignored()
        self._ignore(ignored)
        self._sleep = open_sleep(self._system, sys.platform)
        self._sleep.setParent(self)
        closing.callback(self._sleep.close)
        self._sleep.falling_asleep.connect(self.falling_asleep)
        self._sleep.awake.connect(self.awake)
        self._clock_watch = ClockWatch(clock, self._system, open_source(), open_sign(sys.platform), self)
        closing.callback(self._clock_watch.close)
        self._clock_watch.changed.connect(self.changed)
        self._spans: frozenset[int] = frozenset()
        self._input = self._open_input()

    def begin(self, then: Callable[[], None]) -> None:
        """Listen from now on; ``then`` is called when everybody has answered for the first time, or was given time."""
        self._sleep.begin()
        self._ask(tuple(self._senses.values()), then)

    def configure(self, idle: str, ignored: Collection[str] = ()) -> None:
        """U3: another choice of who tells of input, and of who counts as nothing."""
        self._ignore(ignored)
        if idle != self._choice:
            self._choice = idle
            self._input.close()
            self._input.deleteLater()
            self._input = self._open_input()
            self._input.watch(self._spans)
            self.changed.emit()

    def close(self) -> None:
        """Give everything back, in reverse order."""
        self._waiting.clear()
        self._input.close()
        self._closing.close()

    # What is known

    def idle_ms(self) -> int | None:
        """Real ms since the last input; ``None``: unknown."""
        return self._input.idle_ms()

    def watch(self, spans: frozenset[int]) -> None:
        """Emit ``changed`` when there was no input for one of these spans (real ms), and at the next input."""
        self._spans = spans
        self._input.watch(spans)

    @property
    def locked(self) -> bool:
        """Whether the session is known to be locked."""
        return self._senses["lock"].value is True

    @property
    def signs(self) -> frozenset[Sign]:
        """The reasons to keep quiet that are known to be there."""
        return frozenset(asked.sign for question, asked in QUESTIONS.items() if self._senses[question].value)

    @property
    def pulls(self) -> bool:
        """Whether there are signs that are told only when somebody asks."""
        return any(not part.tells for question in QUESTIONS for part in self._senses[question].parts)

    def ask(self, then: Callable[[], None]) -> None:
        """Bring ``signs`` up to date; ``then`` is called soon, perhaps at once, whether that went well or not."""
        self._ask(tuple(self._senses[question] for question in QUESTIONS), then)

    def why(self, sign: Sign) -> tuple[str, str]:
        """The backend or question that speaks for ``sign`` now, and who it says it is; both ``""`` where none does.

        It holds as long as the sign is there, whether the engine still believes it (H6) or not.
        """
        asked = questions_of(sign)
        for question in asked:
            if self._senses[question].value:
                speaking = [part for part in self._senses[question].parts if part.value]
                part = next((part for part in speaking if part.detail), speaking[0])
                return (part.name if len(asked) == 1 else question), part.detail
        return "", ""

    @property
    def programs(self) -> tuple[str, ...]:
        """Those that speak for a sign now, or have since ``begin``, as people know them; the latest first (H7)."""
        return tuple(self._programs)

    @property
    def notice(self) -> str:
        """Sentences for the user where their choice of who tells of input does not work, or their time zone."""
        return " ".join(filter(None, (self._input.notice, self._clock.zone_notice)))

    def report(self) -> tuple[SenseReport, ...]:
        """Everything, backend by backend, in the order of the questions."""
        return tuple(self._report())

    # How it is kept

    def _ignore(self, names: Collection[str]) -> None:
        ignored = Ignored.of(names)
        if ignored != self._ignored:
            self._ignored = ignored
            for question in BY_PROGRAMS:
                self._senses[question].ignore(ignored)

    def _open_input(self) -> InputWatch:
        watch = open_input_watch(self._platform, self._choice, self._session, self._system, MachineTicks())
        watch.setParent(self)
        watch.stopped.connect(self.changed)
        watch.resumed.connect(self.changed)
        watch.changed.connect(self.changed)
        return watch

    def _ask(self, senses: tuple[Sense, ...], then: Callable[[], None]) -> None:
        self._waiting.append(then)
        asked_before, self._asks = self._asks, True
        self._pending.update(senses)
        for sense in senses:
            sense.ask()  # the answer may come from within
        self._asks = asked_before
        self._settle()

    def _on_part(self, part: Sense) -> None:
        self._answered_at[part] = self._clock.now().mono
        if part.value and part.question in BY_PROGRAMS:
            for name in reversed(names_in(part.detail)):
                if name in self._programs:
                    self._programs.remove(name)
                self._programs.appendleft(name)

    def _on_answered(self, sense: Sense) -> None:
        self._pending.discard(sense)
        shown = (self.locked, self.signs)
        if shown != self._told:
            self._told = shown
            self.changed.emit()
        self._settle()

    def _settle(self) -> None:
        if not self._pending and not self._asks:
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()

    def _report(self) -> Iterator[SenseReport]:
        idle = self._input.idle_ms()
        for watch in self._input.parts:
            in_use = watch.name == self._input.name
            yield SenseReport(
                "idle", watch.name, idle if in_use else None, "", watch.fault, 0 if in_use else None, tells=True
            )
        yield from self._of("lock")
        yield SenseReport("sleep", self._sleep.name, not self._sleep.fault or None, fault=self._sleep.fault, tells=True)
        told, untold = self._clock_watch, "is noticed only when deskbreak wakes up"
        fault = "" if told.clock_by else untold
        yield SenseReport("clock", told.clock_by or "none", bool(told.clock_by) or None, fault=fault, tells=not fault)
        zone = self._clock.now().zone
        yield SenseReport("zone", told.zone_by or "none", zone, self._clock.zone_notice, tells=bool(told.zone_by))
        for question in QUESTIONS:
            yield from self._of(question)

    def _of(self, question: str) -> Iterator[SenseReport]:
        now = self._clock.now().mono
        for part in self._senses[question].parts:
            at = self._answered_at.get(part)
            age = None if at is None else round((now - at) / self._clock.speed)
            yield SenseReport(question, part.name, part.value, part.detail, part.fault, age, part.tells, part.left_out)
