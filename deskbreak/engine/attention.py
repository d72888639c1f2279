"""What the engine would like to be told of just now, so that nobody asks the machine for nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from deskbreak.engine.actions import (
    Action,
    CameBack,
    CloseNudge,
    CloseRoutine,
    Doubted,
    Freed,
    HoldBegan,
    Invite,
    LeaveOut,
    Nudge,
    OpenRoutine,
    PainTakenBack,
    Record,
    UserStatusOver,
    WentAway,
    Withdraw,
)
from deskbreak.engine.reasons import HOLDS, Hold
from deskbreak.engine.rules import nudges, signs
from deskbreak.engine.state import MachineState, Open, Snoozed, State, Waiting
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings

OF_SIGNS = frozenset({*HOLDS, Hold.GRACE, Hold.MEAL})
"""Holds that signs bring about, and what may stand beside them without anything else keeping quiet."""


@dataclass(frozen=True, slots=True)
class Attention:
    """``pause``: tell when there was no input for this long, ms (D1); ``None``: that is of no interest.

    ``signs_from``: from when on (``Instant.mono``) to look again and again at what the machine shows of calls and the
    like, where it does not tell by itself: an invitation is open, or they alone keep something back, or they alone
    speak for somebody being there. ``None``: there is no need to.
    """

    pause: int | None
    signs_from: int | None


def attention(state: State, settings: Settings) -> Attention:
    """What is of interest after ``state``, until the next event."""
    turn = Turn(state, state.last, settings)
    pending = isinstance(turn.invitation, Open | Snoozed)
    pause = settings.routine.pause if turn.would_offer and not turn.silent and not pending else None
    return Attention(pause, min(_looks(turn), default=None))


def depends_on_signs(actions: Iterable[Action], machine: MachineState) -> bool:
    """Whether ``actions`` would be others if the machine showed another sign: something is shown, a sign has lasted
    and holds from now on, or, awake and unlocked, somebody counts as gone."""
    dark = machine.locked_at is not None or machine.suspended_at is not None
    return any(_depends(action, dark) for action in actions)


def _depends(action: Action, dark: bool) -> bool:
    match action:
        case Invite() | Nudge() | Doubted():
            return True
        case HoldBegan(hold):
            return hold in HOLDS
        case WentAway():
            return not dark
        case CloseNudge() | Withdraw() | UserStatusOver() | OpenRoutine() | CloseRoutine() | Record():
            return False
        case Freed() | CameBack() | LeaveOut() | PainTakenBack():
            return False
        case _:
            assert_never(action)


def _looks(turn: Turn) -> Iterator[int]:
    """The instants from which on a sign matters."""
    if isinstance(turn.invitation, Open):
        yield turn.now
    if turn.machine.signs and turn.silent and {hold for hold, _ in turn.holds} <= OF_SIGNS:
        yield from _kept_back(turn)
    idle = turn.machine.idle_since
    if turn.here and idle is not None and not signs.THERE.isdisjoint(turn.machine.believed):
        yield max(turn.now, idle + turn.settings.away.after)


def _kept_back(turn: Turn) -> Iterator[int]:
    """When what signs alone keep back would be shown."""
    nudge, ripe = nudges.due_at(turn), turn.ripe_at
    if nudge is not None:
        yield max(turn.now, nudge)
    match turn.invitation:
        case Waiting():
            yield turn.now
        case Snoozed(until, _):
            yield max(turn.now, until)
        case None | Open():
            if ripe is not None and turn.day is not None:
                offer = max(turn.now, ripe, turn.not_before or 0, turn.retry_at or 0)
                if turn.may_offer(offer):
                    yield offer
        case _:
            assert_never(turn.invitation)
