"""What the user says of themselves: "in a meeting", "reading". It ends by itself, and says so."""

from dataclasses import replace

from deskbreak.engine import signs
from deskbreak.engine.actions import ClaimOver, Hold
from deskbreak.engine.events import Claim, Claimed
from deskbreak.engine.state import Claiming
from deskbreak.engine.turn import Turn
from deskbreak.settings import MINUTE

STALE = MINUTE
"""ms after which nobody is told any more: deskbreak did not run, or the machine slept."""


def look(turn: Turn) -> None:
    """End what has had its time. The end of a claim is a sign of presence, as that of a call is."""
    for claim in turn.state.claims:
        if claim.until is not None and claim.until <= turn.now:
            drop(turn, claim.what, claim.until)
            if turn.now - claim.until < STALE and not _held_besides(turn, claim.what):
                turn.do(ClaimOver(claim.what))
        elif claim.until is None and turn.office is None and not turn.before.holding(Hold.OFF):
            drop(turn, claim.what, turn.now)  # nobody has to remember to take it back


def make(turn: Turn, claim: Claim) -> None:
    """The user says so, perhaps anew."""
    others = tuple(one for one in turn.state.claims if one.what is not claim.what)
    until = None if claim.span is None else turn.now + claim.span
    claims = (*others, Claiming(claim.what, until))
    turn.set(claims=tuple(sorted(claims, key=lambda one: one.what.value)))


def drop(turn: Turn, what: Claimed, ended: int) -> None:
    """It is so no longer, since ``ended``."""
    if turn.state.claiming(what):
        machine = turn.state.machine
        last = ended if machine.last_sign is None else max(ended, machine.last_sign)
        kept = tuple(one for one in turn.state.claims if one.what is not what)
        turn.set(claims=kept, machine=replace(machine, last_sign=last))


def _held_besides(turn: Turn, what: Claimed) -> bool:
    """Whether anything else keeps deskbreak quiet (H2): then even this is not said."""
    own = {Hold.MEAL}
    if what is Claimed.MEETING and Hold.CALL not in signs.holds(turn.state.machine, turn.now, turn.settings):
        own.add(Hold.CALL)
    return any(hold not in own for hold, _ in turn.state.holds)
