"""Who is there: absences, from their real beginning, and what they take out of the stopwatches (C1 to C4)."""

from dataclasses import replace
from typing import assert_never

from deskbreak.engine.actions import CameBack, Rest, WentAway
from deskbreak.engine.rules import signs
from deskbreak.engine.state import Clocks, Gone, Here
from deskbreak.engine.turn import Turn


def is_present(turn: Turn) -> bool:
    """Whether somebody is present: awake, unlocked, and a sign of presence lately or something that needs none."""
    machine = turn.machine
    if machine.locked_at is not None or machine.suspended_at is not None:
        return False
    return turn.now - _last_sign(turn) < turn.settings.away.after


def notice_at(turn: Turn) -> int | None:
    """When somebody who is present will count as away if nothing else happens; ``None``: not by waiting."""
    return None if _needs_no_input(turn) else _last_sign(turn) + turn.settings.away.after


def _needs_no_input(turn: Turn) -> bool:
    """Whether somebody is there who need not touch anything, or touches things all the time."""
    machine = turn.machine
    return machine.idle_since is None or turn.engaged or signs.somebody(machine, turn.now, turn.settings)


def _last_sign(turn: Turn) -> int:
    """The last sign of presence: input, or the end of a call, presentation or routine (neither a blip, H5)."""
    machine = turn.machine
    if machine.idle_since is None or _needs_no_input(turn):
        return turn.now
    return machine.idle_since if machine.last_sign is None else max(machine.idle_since, machine.last_sign)


def update(turn: Turn) -> None:
    """Notice that somebody went away or came back, and start the stopwatches at the day's first presence (C1)."""
    machine, there = turn.machine, is_present(turn)
    match turn.whereabouts:
        case Here(back_at) if not there:
            # A lock or a suspend before it is where it began.
            ends = [end for end in (machine.locked_at, machine.suspended_at) if end is not None]
            since = min([_last_sign(turn), *ends])
            # What was cut out of the clocks at the last return is not cut out again.
            since = min(turn.now, since if back_at is None else max(since, back_at))
            turn.whereabouts = Gone(since)
            turn.do(WentAway(turn.at.utc - (turn.now - since)))
        case Gone(since) if there:
            _come_back(turn, since)
        case Here() | Gone():
            pass
        case _:
            assert_never(turn.whereabouts)
    if turn.here and turn.office is not None and turn.day is not None and turn.clocks is None:  # C1
        turn.clocks = Clocks(routine=turn.now, nudge=turn.now, seated=turn.now)


def _come_back(turn: Turn, since: int) -> None:
    away, settings = turn.now - since, turn.settings
    rest = Rest.NONE
    if away >= settings.away.long:
        rest = Rest.LONG
    elif away >= settings.away.rest:
        rest = Rest.REST
    clocks = turn.clocks
    if clocks is not None:
        turn.clocks = _without(clocks, since, turn.now, rest)
    if rest is Rest.LONG:
        _freshen(turn)
    turn.whereabouts = Here(turn.now)
    turn.do(CameBack(away, rest))


def _without(clocks: Clocks, since: int, now: int, rest: Rest) -> Clocks:
    """The clocks with the absence cut out, as far as it lies after their zero."""
    nudge = clocks.nudge + now - max(since, clocks.nudge)
    if rest is Rest.NONE:  # C3: a shorter absence counts for the routine, C2: it does not for the nudge
        return replace(clocks, nudge=nudge)
    routine = clocks.routine + now - max(since, clocks.routine)
    return replace(clocks, routine=routine, nudge=now, seated=now)


def _freshen(turn: Turn) -> None:
    """C4: nobody is invited soon after a long rest, and what was pending is cleared without a record."""
    clocks = turn.clocks
    if clocks is None:
        return
    most = turn.settings.routine.every[0] - turn.settings.away.fresh
    over = turn.now - clocks.routine - clocks.back - most
    turn.clocks = replace(clocks, back=clocks.back + max(0, over))
    turn.invitation = None
