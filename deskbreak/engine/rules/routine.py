"""Offering, opening and ending a routine (D1 to D7), and the invitation's own course (I1 to I5)."""

from dataclasses import replace
from typing import assert_never

from deskbreak.engine.actions import (
    Closed,
    CloseRoutine,
    Invite,
    OpenRoutine,
    Outcome,
    PainTakenBack,
    Record,
    Version,
    Why,
    Withdraw,
)
from deskbreak.engine.exercising import TAKEN_BACK_WITHIN, Exercising, Pains, ToldPain
from deskbreak.engine.rules import nudges
from deskbreak.engine.rules.holds import Moments
from deskbreak.engine.state import Open, Snoozed, Waiting
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings


def update(turn: Turn, moments: Moments) -> None:
    """Repeat, let go, or offer the invitation, whichever is due now."""
    if turn.day is None or turn.clocks is None:
        return
    match turn.invitation:
        case Open(n, laters, shown_at) if turn.now - shown_at >= turn.settings.reminder.again:  # I1
            if n >= turn.settings.reminder.times:
                turn.do(Withdraw(Closed.MISSED))
                miss(turn, turn.at.utc)
            elif not turn.in_blip:
                _invite(turn, n + 1, laters, Why.AGAIN)
        case Snoozed(until, laters) if until <= turn.now:  # I2
            held_then = turn.was_held and until < turn.now
            if turn.held or held_then or not turn.may_offer(turn.now):
                turn.invitation = Waiting(1, laters)
                _offer(turn, moments)
            elif not turn.in_blip:
                _invite(turn, 1, laters, Why.LATER)
        case None | Waiting():
            _offer(turn, moments)
        case Open() | Snoozed():  # its time has not come
            pass
        case _:
            assert_never(turn.invitation)


def _offer(turn: Turn, moments: Moments) -> None:
    """D1: the first of the good moments."""
    if not turn.would_offer or turn.silent:
        return
    why = _moment(turn, moments)
    if why is None:
        return
    waiting = turn.invitation
    if isinstance(waiting, Waiting):
        _invite(turn, waiting.n, waiting.laters, why)  # I5
    else:
        _invite(turn, 1, 0, why)


def _moment(turn: Turn, moments: Moments) -> Why | None:
    idle, nudge, due = turn.machine.idle_since, nudges.due_at(turn), turn.due_at
    if idle is not None and turn.now - idle >= turn.settings.routine.pause:
        return Why.PAUSE
    if moments.settled or turn.owed is Why.SETTLED:
        return Why.SETTLED
    if moments.hold_over or turn.owed is Why.HOLD_OVER:
        return Why.HOLD_OVER
    if nudge is not None and turn.now >= nudge:
        return Why.NUDGE_DUE
    if due is not None and turn.now >= due:
        return Why.DUE
    return None


def _invite(turn: Turn, n: int, laters: int, why: Why) -> None:
    nudges.close(turn)
    turn.invitation = Open(n, laters, turn.now)
    turn.zero(nudge=True)  # C2
    turn.do(Invite(n, offers_short(laters, turn.settings), why))
    turn.record(Outcome.INVITE, detail=str(n))


def offers_short(laters: int, settings: Settings) -> bool:
    """I2: whether an invitation that was put off so often offers the one-minute version in the place of Start."""
    return laters >= settings.reminder.max_later


def miss(turn: Turn, at: int) -> None:
    """The invitation is let go (I1, I5); recorded for ``at`` (UTC ms)."""
    turn.invitation = None
    turn.zero(routine=True)  # C3
    turn.do(Record(Outcome.MISSED, at))


def answered(turn: Turn) -> None:
    """Take the invitation away, off the screen too if it is open: it has been answered."""
    if isinstance(turn.invitation, Open):
        turn.do(Withdraw(Closed.ANSWERED))
    turn.invitation = None


def start(turn: Turn, version: Version) -> None:
    """D2: open the routine, whatever holds; but never a second one beside an open one."""
    if turn.routine is not None:
        return
    answered(turn)
    turn.routine, turn.told_pain = Exercising(version), None
    turn.do(OpenRoutine(version))


def later(turn: Turn, span: int) -> None:
    """I2, U2: the open invitation comes back ``span`` ms from now; without one there is none before that.

    One that comes back anyway does so then, without being counted anew; one that a hold took back waits for D1,
    with its counts as they were (I5).
    """
    match turn.invitation:
        case Open(_, laters, _):
            answered(turn)
            turn.invitation = Snoozed(turn.now + span, laters + 1)
        case Snoozed(_, laters):
            turn.invitation = Snoozed(turn.now + span, laters)
        case None | Waiting():
            turn.not_before = turn.now + span
        case _:
            assert_never(turn.invitation)


def skip(turn: Turn) -> None:
    """D4, and U2 where nothing is pending: then the coming routine is left out, and the one after it comes next."""
    clocks = turn.clocks
    if turn.invitation is not None:
        answered(turn)
        turn.zero(routine=True, nudge=True)
    elif clocks is not None and turn.office is not None:
        turn.clocks = replace(clocks, back=clocks.back + turn.settings.routine.every[0])
    else:
        return
    turn.record(Outcome.SKIPPED)


def finish(turn: Turn) -> None:
    """D3: done to the end."""
    routine = turn.routine
    if routine is not None:
        outcome = Outcome.SHORT if routine.version is Version.SHORT else Outcome.COMPLETED
        _end(turn, routine, outcome, routine.total)


def stop(turn: Turn) -> None:
    """D3: stopped before the end; half of it done counts like the whole."""
    routine = turn.routine
    if routine is not None:
        done = routine.done_by(turn.now)
        enough = routine.total > 0 and 2 * done >= routine.total
        _end(turn, routine, Outcome.PARTIAL if enough else Outcome.STOPPED, done)


def break_off(turn: Turn) -> None:
    """D6: a lock, a suspend or a restart ends the routine, by the time done so far; the window closes."""
    turn.told_pain = None
    if turn.routine is not None:
        stop(turn)
        turn.do(CloseRoutine())


def hurt(turn: Turn, exercise: str) -> tuple[str, ...]:
    """D5: stop at once; not offered again today. Returns the exercises that are to be left out from now on."""
    routine = turn.routine
    if routine is None:
        return ()
    done, pains = routine.done_by(turn.now), turn.pains
    _end(turn, routine, Outcome.PAIN, done, detail=exercise)
    # Before and after office hours it is the date that counts: what hurts at 8:30 is not offered at 11:00.
    today = turn.at.local.date() if turn.office is None else turn.office.date
    turn.told_pain = ToldPain(turn.at, today, exercise, replace(routine, done=done, since=None), pains)
    days = tuple(dict.fromkeys((*pains.days, (exercise, today))))
    often = sum(1 for name, _ in days if name == exercise) >= turn.settings.safety.pain_limit
    if not often or exercise in pains.left_out:
        turn.pains = replace(pains, days=days, latest=today)
        return ()
    days = tuple(day for day in days if day[0] != exercise)
    turn.pains = Pains(days, (*pains.left_out, exercise), today)
    return (exercise,)


def take_back_pain(turn: Turn) -> None:
    """D7: it was said by mistake that it hurts. The routine rests where it was, and nothing of it is remembered."""
    told = turn.told_pain
    if told is None or not 0 <= turn.now - told.at.mono <= TAKEN_BACK_WITHIN:
        return
    answered(turn)
    turn.routine, turn.pains, turn.told_pain = told.routine, told.pains, None
    turn.do(PainTakenBack(told.at.utc, told.exercise))


def put_back(turn: Turn, exercise: str) -> None:
    """D5: the user puts an exercise back; what it did before is forgotten."""
    turn.pains = turn.pains.without(exercise)
    if (told := turn.told_pain) is not None:
        turn.told_pain = replace(told, pains=told.pains.without(exercise))


def _end(turn: Turn, routine: Exercising, outcome: Outcome, done: int, detail: str = "") -> None:
    turn.routine = None
    turn.machine = replace(turn.machine, last_sign=turn.now)
    turn.stopped_at = turn.now if outcome is Outcome.STOPPED else None
    counts = outcome in {Outcome.COMPLETED, Outcome.SHORT, Outcome.PARTIAL}
    turn.zero(nudge=True, routine=counts, seated=counts)  # C2, C3, D3
    turn.do(Record(outcome, turn.at.utc, done, routine.exercises, detail, routine.manner))
