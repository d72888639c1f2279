"""What the user says of themselves: "in a meeting", "reading". It ends by itself, and says so."""

from dataclasses import replace

from deskbreak.engine.actions import UserStatusOver
from deskbreak.engine.events import SetUserStatus, UserStatus
from deskbreak.engine.reasons import Hold
from deskbreak.engine.rules import signs
from deskbreak.engine.state import KeptStatus
from deskbreak.engine.turn import Turn
from deskbreak.settings import MINUTE

STALE = MINUTE
"""ms after which nobody is told any more: deskbreak did not run, or the machine slept."""


def update(turn: Turn) -> None:
    """End what has had its time. The end of a user status is a sign of presence, as that of a call is."""
    for status in turn.statuses:
        if status.until is not None and status.until <= turn.now:
            drop(turn, status.what, status.until)
            if turn.now - status.until < STALE and not _held_besides(turn, status.what):
                turn.do(UserStatusOver(status.what))
        elif status.until is None and turn.office is None and not turn.before.holding(Hold.OFF):
            drop(turn, status.what, turn.now)  # nobody has to remember to take it back


def make(turn: Turn, status: SetUserStatus) -> None:
    """The user says so, perhaps anew."""
    others = tuple(one for one in turn.statuses if one.what is not status.what)
    until = None if status.span is None else turn.now + status.span
    statuses = (*others, KeptStatus(status.what, until))
    turn.statuses = tuple(sorted(statuses, key=lambda one: one.what.value))


def drop(turn: Turn, what: UserStatus, ended: int) -> None:
    """It is so no longer, since ``ended``."""
    kept = tuple(one for one in turn.statuses if one.what is not what)
    if kept != turn.statuses:
        last = turn.machine.last_sign
        turn.machine = replace(turn.machine, last_sign=ended if last is None else max(ended, last))
        turn.statuses = kept


def _held_besides(turn: Turn, what: UserStatus) -> bool:
    """Whether anything else keeps deskbreak quiet (H2): then even this is not said."""
    own = {Hold.MEAL}
    if what is UserStatus.MEETING and Hold.CALL not in signs.holds(turn.machine, turn.now, turn.settings):
        own.add(Hold.CALL)
    return any(hold not in own for hold, _ in turn.holds)
