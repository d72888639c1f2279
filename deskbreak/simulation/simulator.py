"""The simulator: a written day through the same ``step`` that the tray app runs, with a clock of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from deskbreak.engine.actions import Action, Invite, OpenRoutine, PainTakenBack, Version
from deskbreak.engine.calendar.instant import Instant, local_time
from deskbreak.engine.calendar.office import wall_instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Event,
    Finish,
    Idle,
    Input,
    Launch,
    Lock,
    Pain,
    Pause,
    Postpone,
    Progress,
    Reply,
    Resume,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    Stop,
    Suspend,
    TakeBackPain,
    Unlock,
    Unpause,
    UserStatus,
    Wake,
)
from deskbreak.engine.exercising import TAKEN_BACK_WITHIN
from deskbreak.engine.reasons import Sign
from deskbreak.engine.rules.routine import offers_short
from deskbreak.engine.state import State
from deskbreak.engine.wake import next_wake
from deskbreak.i18n import _
from deskbreak.settings import MINUTE, Settings
from deskbreak.settings.reading import read_settings
from deskbreak.simulation.scenario import CHANGES, SHORT, Do, Happening, Nonsense, Scenario, SignChange, with_date

SHORT_TAKES = MINUTE
"""How long the one-minute version takes, ms."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One action, with the instant at which it was decided."""

    at: Instant
    action: Action


@dataclass(frozen=True, slots=True)
class World:
    """What the machine shows, whether deskbreak runs or not."""

    idle_since: int | None = None
    locked: bool = False
    suspended: bool = False
    signs: frozenset[Sign] = frozenset()


USER_STATUSES: Mapping[Do | SignChange, tuple[UserStatus, bool]] = {
    Do.MEETING: (UserStatus.MEETING, True),
    Do.MEETING_END: (UserStatus.MEETING, False),
    Do.READING: (UserStatus.READING, True),
    Do.READING_END: (UserStatus.READING, False),
}
MOVES_CLOCK = frozenset({Do.SET_CLOCK, Do.SET_ZONE})
OF_THE_MACHINE = frozenset({*CHANGES, Do.IDLE, Do.INPUT, Do.LOCK, Do.UNLOCK, Do.SUSPEND, Do.RESUME, *MOVES_CLOCK})
"""What happens whether deskbreak runs or not."""
NEEDS_A_ROUTINE = frozenset({Do.FINISH, Do.STOP, Do.PAIN})


class Simulation:
    """One run of a scenario. ``at_once`` answers every invitation so, the moment it is shown."""

    def __init__(self, scenario: Scenario, at_once: Reply | None = None) -> None:
        self._scenario = scenario
        self._at_once = at_once
        self._settings: Settings = scenario.settings
        start = wall_instant(scenario.start, scenario.zone)
        self._now = Instant(0, start, scenario.zone)
        self._end = wall_instant(scenario.end, scenario.zone) - start
        self._world = World()
        self._running = True
        self._state: State = first_state(self._now)
        self._done_at: int | None = None

    @property
    def state(self) -> State:
        """The engine's, as of what ``run`` has told last."""
        return self._state

    def run(self) -> Iterator[Happened]:
        """Everything that happens, in time order. Raises ``Nonsense`` at an event that makes no sense there."""
        yield from self._feed(Wake(self._now))
        for happening in self._scenario.happenings:
            yield from self._until(self._place(happening))
            yield from self._happen(happening)
        if self._now.mono < self._end:  # what falls due at the end itself is of the time after it
            yield from self._until(self._end - 1)

    def _place(self, happening: Happening) -> int:
        """When it happens, on the span clock."""
        local = with_date(happening.at, self._now)
        mono = self._now.mono + wall_instant(local, self._now.zone) - self._now.utc
        if mono < self._now.mono:  # in a fold the wall clock shows this time once more
            again = local_time(wall_instant(local, self._now.zone), self._now.zone).replace(fold=1)
            mono = self._now.mono + round(again.timestamp() * 1000) - self._now.utc
        if mono < self._now.mono:
            raise _refused(happening, _("the times go back; write a date for another day"))
        if mono > self._end:
            raise _refused(happening, _("this is after the end"))
        return mono

    def _until(self, mono: int) -> Iterator[Happened]:
        """Let the time pass up to ``mono``, with all that falls due on the way."""
        while self._running:
            coming = self._coming()
            if coming is None or coming.at.mono > mono:
                break
            self._now = coming.at
            yield from self._feed(coming)
        self._now = self._now.later(mono - self._now.mono)

    def _coming(self) -> Event | None:
        """What happens next by itself, if anything."""
        wake, done_at = next_wake(self._state, self._settings), self._done_at
        if done_at is not None and (wake is None or done_at <= wake.at.mono):
            return Finish(self._now.later(done_at - self._now.mono))
        return None if wake is None else Wake(wake.at)

    def _feed(self, event: Event) -> Iterator[Happened]:
        self._state, actions = step(self._state, event, self._settings)
        if self._state.routine is None:
            self._done_at = None
        for action in actions:
            yield Happened(self._now, action)
        for action in actions:
            if isinstance(action, OpenRoutine):
                takes = self._takes(action.version)
                self._done_at = self._now.mono + takes
                yield from self._feed(Progress(self._now, done=0, total=takes, running=True))
            elif isinstance(action, PainTakenBack) and (routine := self._state.routine) is not None:
                done, total = routine.done, routine.total
                self._done_at = self._now.mono + total - done
                yield from self._feed(Progress(self._now, done, total, running=True))
            elif isinstance(action, Invite) and self._at_once is not None:
                yield from self._feed(Answer(self._now, self._at_once))

    def _takes(self, version: Version) -> int:
        whole = self._scenario.routine_takes
        return min(whole, SHORT_TAKES) if version is Version.SHORT else whole

    def _happen(self, happening: Happening) -> Iterator[Happened]:
        if happening.do in OF_THE_MACHINE:
            before = self._world
            event = self._machine(happening)
            if self._running and (self._world != before or happening.do in MOVES_CLOCK):
                yield from self._feed(event)
        elif happening.do is Do.LAUNCH:
            yield from self._launch(happening)
        elif not self._running:
            raise _refused(happening, _("deskbreak does not run; a launch comes first"))
        elif happening.do is Do.QUIT:
            yield from self._feed(Stop(self._now))
            self._running = False
        else:
            yield from self._feed(self._wish(happening))

    def _machine(self, happening: Happening) -> Event:
        """Change the world, and say what deskbreak is told of it."""
        now, do = self._now, happening.do
        match do:
            case Do.IDLE:
                if self._world.idle_since is None:
                    self._world = replace(self._world, idle_since=now.mono)
                return Idle(now, since=now.mono)
            case Do.INPUT:
                self._world = replace(self._world, idle_since=None)
                return Input(now)
            case Do.LOCK | Do.UNLOCK:
                self._world = replace(self._world, locked=do is Do.LOCK)
                return Lock(now) if do is Do.LOCK else Unlock(now)
            case Do.SUSPEND | Do.RESUME:
                self._world = replace(self._world, suspended=do is Do.SUSPEND)
                return Suspend(now) if do is Do.SUSPEND else Resume(now)
            case SignChange(sign, begins):
                signs = self._world.signs | {sign} if begins else self._world.signs - {sign}
                self._world = replace(self._world, signs=signs)
                return SignBegan(now, sign) if begins else SignEnded(now, sign)
            case _:  # MOVES_CLOCK
                self._now = self._moved(happening.argument)
                return Wake(self._now)

    def _moved(self, to: Any) -> Instant:
        now = self._now
        if isinstance(to, datetime | time):
            return replace(now, utc=wall_instant(with_date(to, now), now.zone))
        return replace(now, zone=to)

    def _launch(self, happening: Happening) -> Iterator[Happened]:
        if self._running:
            raise _refused(happening, _("deskbreak runs already; a quit comes first"))
        if self._world.suspended:
            raise _refused(happening, _("the machine is asleep"))
        self._running = True
        world = self._world
        yield from self._feed(Launch(self._now, idle_since=world.idle_since, locked=world.locked, signs=world.signs))

    def _wish(self, happening: Happening) -> Event:
        """What the user does with deskbreak."""
        now, argument, state = self._now, happening.argument, self._state
        if happening.do in NEEDS_A_ROUTINE and state.routine is None:
            raise _refused(happening, _("no routine is open"))
        if happening.do in USER_STATUSES:
            return self._set_user_status(happening)
        match happening.do, argument:
            case Do.ANSWER, Reply():
                return self._answer(happening, argument)
            case Do.START, how:
                if state.routine is not None:
                    raise _refused(happening, _("a routine is open already"))
                return Start(now, short=how == SHORT)
            case Do.FINISH, _:
                return Finish(now)
            case Do.STOP, _:
                return Stop(now)
            case Do.PAIN, str():
                return Pain(now, argument)
            case Do.PAIN_BACK, _:
                if state.told_pain is None or now.mono - state.told_pain.at.mono > TAKEN_BACK_WITHIN:
                    raise _refused(happening, _("nothing has hurt within the last minute"))
                return TakeBackPain(now)
            case Do.UNPAUSE, _:
                if state.paused is None:
                    raise _refused(happening, _("nothing is paused"))
                return Unpause(now)
            case Do.SKIP, _:
                return Skip(now)
            case Do.POSTPONE, int():
                return Postpone(now, argument)
            case Do.CONFIG, Mapping():
                return self._configure(happening, argument)
            case _:
                return Pause(now, argument)  # type: ignore[arg-type] # the reader let nothing else through

    def _set_user_status(self, happening: Happening) -> SetUserStatus | ClearUserStatus:
        what, begins = USER_STATUSES[happening.do]
        if begins:
            return SetUserStatus(self._now, what, happening.argument)  # type: ignore[arg-type] # a span, or none
        if not self._state.has_status(what):
            raise _refused(happening, _("that is not going on"))
        return ClearUserStatus(self._now, what)

    def _answer(self, happening: Happening, reply: Reply) -> Answer:
        invitation = self._state.open
        if invitation is None:
            raise _refused(happening, _("no invitation is open to be answered"))
        if reply is Reply.SHORT and not offers_short(invitation.laters, self._settings):
            raise _refused(happening, _('it offers "start", not yet the one-minute version'))
        return Answer(self._now, reply)

    def _configure(self, happening: Happening, table: Mapping[str, Any]) -> Wake:
        reading = read_settings(table, self._settings)
        if reading.faults:
            raise Nonsense(*(f"{happening.place}: config: {fault}" for fault in reading.faults))
        self._settings = reading.settings
        return Wake(self._now)


def _refused(happening: Happening, why: str) -> Nonsense:
    return Nonsense(f"{happening.place}: {why}")
