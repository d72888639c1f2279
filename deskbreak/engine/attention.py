"""What the engine would like to be told of just now, so that nobody asks the machine for nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from deskbreak.engine import routine
from deskbreak.engine.actions import Action, Hold, Invite, Nudge, WentAway
from deskbreak.engine.state import BEING_THERE, Machine, Open, Snoozed, State, Waiting
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings

OF_SIGNS = frozenset({Hold.CALL, Hold.DND, Hold.FULLSCREEN, Hold.GRACE, Hold.MEAL})
"""Holds that signs bring about, and what may stand beside them without anything else keeping quiet."""


@dataclass(frozen=True, slots=True)
class Attention:
    """``pause``: tell when there was no input for this long, ms (D1); ``None``: that is of no interest.

    ``signs``: look again and again at what the machine shows of calls and the like, where it does not tell by itself:
    an invitation is open, or they alone keep something back, or they alone speak for somebody being there.
    """

    pause: int | None
    signs: bool


def attention(state: State, settings: Settings) -> Attention:
    """What is of interest after ``state``, until the next event."""
    turn = Turn(state, state.last, settings)
    offers = _may_offer_now(turn)
    pending = isinstance(turn.invitation, Open | Snoozed)
    pause = settings.routine.pause if offers and not turn.silent and not pending else None
    signs = isinstance(turn.invitation, Open) or _kept_back(turn, offers) or _there_by_signs(state.machine, turn)
    return Attention(pause, signs)


def depends_on_signs(actions: Iterable[Action], machine: Machine) -> bool:
    """Whether ``actions`` would be others if the machine showed another sign: something is shown, or, awake and
    unlocked, somebody counts as gone."""
    dark = machine.locked_at is not None or machine.suspended_at is not None
    return any(isinstance(action, Invite | Nudge) or (isinstance(action, WentAway) and not dark) for action in actions)


def _may_offer_now(turn: Turn) -> bool:
    ripe = routine.ripe_at(turn)
    return ripe is not None and ripe <= turn.now and routine.may_offer(turn, turn.now)


def _kept_back(turn: Turn, offers: bool) -> bool:
    """Whether signs, and nothing else, keep something from being shown."""
    if not turn.state.machine.signs or not {hold for hold, _ in turn.state.holds} <= OF_SIGNS:
        return False
    nudge = routine.nudge_due_at(turn)
    waiting = isinstance(turn.invitation, Waiting)
    return turn.silent and (offers or waiting or (nudge is not None and nudge <= turn.now))


def _there_by_signs(machine: Machine, turn: Turn) -> bool:
    """Whether it is only by a call or a presentation that somebody counts as present."""
    idle = machine.idle_since
    is_gone_otherwise = idle is not None and turn.now - idle >= turn.settings.away.after
    return turn.here and is_gone_otherwise and not BEING_THERE.isdisjoint(machine.signs)
