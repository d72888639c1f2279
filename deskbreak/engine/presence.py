"""Who is there: absences, from their real beginning, and what they take out of the stopwatches (C1 to C4)."""

from dataclasses import replace

from deskbreak.engine.actions import CameBack, Rest, WentAway
from deskbreak.engine.state import BEING_THERE, Clocks, Gone, Here, Machine
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings


def present(machine: Machine, engaged: bool, now: int, settings: Settings) -> bool:
    """Whether somebody is present: awake, unlocked, and input lately or something that needs none.

    ``engaged``: a routine is open, or the user has said to be in a meeting or reading.
    """
    if machine.locked_at is not None or machine.suspended_at is not None:
        return False
    if engaged or not BEING_THERE.isdisjoint(machine.signs):
        return True
    return machine.idle_since is None or now - machine.idle_since < settings.away.after


def notice_at(machine: Machine, engaged: bool, settings: Settings) -> int | None:
    """When somebody who is present will count as away if nothing else happens; ``None``: not by waiting."""
    if machine.idle_since is None or engaged or not BEING_THERE.isdisjoint(machine.signs):
        return None
    return machine.idle_since + settings.away.after


def _last_sign(machine: Machine, engaged: bool, now: int) -> int:
    """The last sign of presence: input, or the end of a call, presentation or routine; a lock or suspend before it."""
    signs = [
        now
        if machine.idle_since is None or engaged or not BEING_THERE.isdisjoint(machine.signs)
        else machine.idle_since
    ]
    if machine.last_sign is not None:
        signs.append(machine.last_sign)
    ends = [end for end in (machine.locked_at, machine.suspended_at) if end is not None]
    return min([max(signs), *ends])


def look(turn: Turn) -> None:
    """Notice that somebody went away or came back, and start the stopwatches at the day's first presence (C1)."""
    engaged = turn.state.routine is not None or bool(turn.state.claims)
    is_present = present(turn.state.machine, engaged, turn.now, turn.settings)
    match turn.state.whereabouts:
        case Here(back_at) if not is_present:
            since = _last_sign(turn.state.machine, engaged, turn.now)
            # What was cut out of the clocks at the last return is not cut out again.
            since = min(turn.now, since if back_at is None else max(since, back_at))
            turn.set(whereabouts=Gone(since))
            turn.do(WentAway(turn.at.utc - (turn.now - since)))
        case Gone(since) if is_present:
            _come_back(turn, since)
        case _:
            pass
    if turn.here and turn.office is not None and turn.day is not None and turn.clocks is None:  # C1
        turn.set_day(clocks=Clocks(routine=turn.now, nudge=turn.now, seated=turn.now))


def _come_back(turn: Turn, since: int) -> None:
    away, settings = turn.now - since, turn.settings
    rest = Rest.NONE
    if away >= settings.away.long:
        rest = Rest.LONG
    elif away >= settings.away.rest:
        rest = Rest.REST
    clocks = turn.clocks
    if clocks is not None:
        turn.set_day(clocks=_without(clocks, since, turn.now, rest))
    if rest is Rest.LONG:
        _freshen(turn)
    turn.set(whereabouts=Here(turn.now))
    turn.do(CameBack(away, rest))


def _without(clocks: Clocks, since: int, now: int, rest: Rest) -> Clocks:
    """The clocks with the absence cut out, as far as it lies after their zero."""
    nudge = clocks.nudge + now - max(since, clocks.nudge)
    if rest is Rest.NONE:  # C3: a shorter absence counts for the routine, C2: it does not for the nudge
        return replace(clocks, nudge=nudge)
    routine = clocks.routine + now - max(since, clocks.routine)
    return Clocks(routine=routine, nudge=now, seated=now)


def _freshen(turn: Turn) -> None:
    """C4: nobody is invited soon after a long rest, and what was pending is cleared without a record."""
    clocks = turn.clocks
    if clocks is None:
        return
    cap = max(0, turn.settings.routine.every[0] - turn.settings.away.fresh)
    turn.set_day(clocks=replace(clocks, routine=max(clocks.routine, turn.now - cap)), invitation=None)
