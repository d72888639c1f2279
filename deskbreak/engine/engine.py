"""The reminder engine: ``step`` takes an event and decides.

It is pure. Between two events nothing runs: whoever drives the engine sleeps until ``wake.next_wake`` or an event.
"""

from dataclasses import replace
from typing import assert_never

from deskbreak.engine.actions import Action, LeaveOut, Version
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Event,
    Finish,
    ForSpan,
    Idle,
    Input,
    Launch,
    Lock,
    Looked,
    MachineEvent,
    Pain,
    Pause,
    PauseLength,
    Postpone,
    Progress,
    PutBack,
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
    UntilResumed,
    UntilTime,
    UntilTomorrow,
    UserEvent,
    Wake,
)
from deskbreak.engine.exercising import Exercising
from deskbreak.engine.reasons import Sign
from deskbreak.engine.rules import belief as doubts
from deskbreak.engine.rules import days, holds, nudges, presence, routine, signs, user_status
from deskbreak.engine.state import (
    MachineState,
    Open,
    Paused,
    PausedFor,
    PausedOpen,
    PausedToDay,
    State,
)
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings


def first_state(at: Instant) -> State:
    """The state of a deskbreak that has never run: somebody is there, nothing has happened."""
    return State(last=at)


def step(state: State, event: Event, settings: Settings) -> tuple[State, tuple[Action, ...]]:
    """The state after ``event``, and what is to be done now, in order.

    What fell due by itself up to the event's instant comes before the event (behaviour.md §10), but for an event that
    tells of the time before it (``Idle``, ``Looked``). An event that does not fit (an answer with nothing open, or a
    second Start) changes nothing. A span clock that seems to go back is taken to stand still (T1).
    """
    at = event.at
    if at.mono < state.last.mono:
        at = replace(at, mono=state.last.mono)
    turn = Turn(state, at, settings)
    match event:
        case Wake():
            pass
        case Idle(since=since):  # it tells of the time before `at`: nothing may be concluded without it
            _idle(turn, since)
        case Looked(signs=shown):  # and so does this
            _show(turn, shown, found=True)
        case Launch():
            _launch(turn, event)
        case _:
            _pass_time(turn)
            _take(turn, event)
    _pass_time(turn)
    return turn.before, tuple(turn.actions)  # as it is now that time has passed


def _pass_time(turn: Turn) -> None:
    """Everything that follows from the time and the state alone."""
    days.update(turn)
    user_status.update(turn)
    turn.machine = signs.doubted(turn.machine, turn.now, turn.settings)
    presence.update(turn)
    moments = holds.update(turn)
    routine.update(turn, moments)
    nudges.update(turn)
    holds.owe(turn, moments)
    nudges.forget(turn)
    doubts.tell(turn)
    turn.before = turn.state


def _take(turn: Turn, event: UserEvent | MachineEvent) -> None:
    """What the event itself changes."""
    match event:
        case Answer(reply=reply):
            _answer(turn, reply)
        case Start(short=short):
            routine.start(turn, Version.SHORT if short else Version.FULL)
        case Progress():
            _progress(turn, event)
        case Finish():
            routine.finish(turn)
        case Stop():
            routine.stop(turn)
        case Pain(exercise=exercise):
            for name in routine.hurt(turn, exercise):
                turn.do(LeaveOut(name))
        case TakeBackPain():
            routine.take_back_pain(turn)
        case PutBack(exercise=exercise):
            routine.put_back(turn, exercise)
        case Pause(length=length):
            turn.paused = _paused(turn, length)
        case Unpause():
            turn.paused = None
        case SetUserStatus():
            user_status.make(turn, event)
        case ClearUserStatus(what=what):
            user_status.drop(turn, what, turn.now)
        case Skip():
            routine.skip(turn)
        case Postpone(span=span):
            routine.later(turn, span)
        case _:
            _see(turn, event)


def _see(turn: Turn, event: MachineEvent) -> None:
    """What the machine shows."""
    machine = turn.machine
    match event:
        case Input():
            turn.machine = replace(machine, idle_since=None)
        case Lock() if machine.locked_at is None:
            routine.break_off(turn)  # D6
            turn.machine = replace(turn.machine, locked_at=turn.now)
        case Unlock():
            turn.machine = replace(machine, locked_at=None)
        case Suspend() if machine.suspended_at is None:
            routine.break_off(turn)  # D6
            turn.machine = replace(turn.machine, suspended_at=turn.now)
        case Resume():
            turn.machine = replace(machine, suspended_at=None)
        case SignBegan(sign=sign):
            _show(turn, machine.showing | {sign})
        case SignEnded(sign=sign):
            _show(turn, machine.showing - {sign})
        case Lock() | Suspend():  # it is so already
            pass
        case _:
            assert_never(event)


def _show(turn: Turn, shown: frozenset[Sign], *, found: bool = False) -> None:
    turn.machine = signs.seen(turn.machine, shown, turn.now, turn.settings, found=found)


def _idle(turn: Turn, since: int) -> None:
    machine = turn.machine
    since = min(since, turn.now)
    if machine.idle_since is not None:
        since = max(since, machine.idle_since)
    turn.machine = replace(machine, idle_since=since)


def _launch(turn: Turn, launch: Launch) -> None:
    """S1: the gap since the state was saved counts as away, from the last sign of presence that was saved.

    A routine that was open ended with the saved state, by D6.
    """
    down = Turn(turn.before, turn.before.last, turn.settings)
    routine.break_off(down)
    down.machine = replace(down.machine, suspended_at=down.now)
    presence.update(down)  # as of then: what was believed may not be any more by now (H6)
    turn.actions += down.actions
    # There may have been input in the gap: it brought nobody back, but what was believed then went on being so (H6).
    idle_since = None if launch.idle_since is None else min(launch.idle_since, turn.now)
    turn.take_over(down.state)
    turn.machine = replace(down.machine, idle_since=idle_since)
    _pass_time(turn)
    locked_at = turn.now if launch.locked else None
    # A sign that was there before goes on: what was not believed then is not believed now (H6). When one that is not
    # there any more has ended, nobody knows: that is no sign of presence.
    before = turn.machine
    machine = signs.seen(before, launch.signs, turn.now, turn.settings)
    turn.machine = MachineState(idle_since, locked_at, signs=machine.signs, last_sign=before.last_sign)


def _progress(turn: Turn, told: Progress) -> None:
    """How far the open routine is; of one that is not open any more it is not told."""
    routine_open = turn.routine
    if routine_open is None:
        return
    since = turn.now if told.running else None
    exercising = Exercising(routine_open.version, told.done, told.total, since, told.exercises, told.manner)
    turn.routine = exercising


def _answer(turn: Turn, reply: Reply) -> None:
    invitation = turn.invitation
    if not isinstance(invitation, Open):
        return
    match reply:
        case Reply.START:  # offered by an older note, too, and by the tray (I2, I4)
            routine.start(turn, Version.FULL)
        case Reply.SHORT if routine.offers_short(invitation.laters, turn.settings):
            routine.start(turn, Version.SHORT)
        case Reply.LATER:
            routine.later(turn, turn.settings.reminder.later)
        case Reply.SKIP:
            routine.skip(turn)
        case Reply.DISMISS | Reply.SHORT:  # I4: dismissing is no answer; nor is what was not offered
            pass
        case _:
            assert_never(reply)


def _paused(turn: Turn, length: PauseLength) -> Paused:
    match length:
        case ForSpan(span):
            return PausedFor(turn.now + span)
        case UntilTime(minute):
            return holds.pause_until(turn.at, minute)
        case UntilTomorrow():
            return PausedToDay(turn.at.local.date() if turn.office is None else turn.office.date)
        case UntilResumed():
            return PausedOpen()
        case _:
            assert_never(length)
