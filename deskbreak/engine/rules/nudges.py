"""The posture nudge (N1 to N4): when it is due, whether it waits, and when its tip leaves the screen."""

from typing import assert_never

from deskbreak.engine.actions import CloseNudge, Nudge, Outcome
from deskbreak.engine.reasons import Hold
from deskbreak.engine.state import Open, Snoozed, Tips, Waiting
from deskbreak.engine.turn import Turn


def due_at(turn: Turn) -> int | None:
    """When the nudge clock reaches ``nudge.every``; ``None`` if it does not run or nudges are switched off."""
    if turn.clocks is None or not turn.settings.nudge.enabled:
        return None
    return turn.clocks.nudge + turn.settings.nudge.every


def update(turn: Turn) -> None:
    """Show the next tip if one is due, nothing holds, and the invitation does not take its place."""
    due, clocks = due_at(turn), turn.clocks
    if clocks is None or due is None or turn.now < due or turn.silent or _waits(turn, due):
        return
    shown = turn.tips.shown
    eaten = any(hold is Hold.MEAL for hold, _ in turn.holds)
    turn.do(Nudge(shown, turn.now - clocks.seated, turn.settings.nudge.kinds, folds=not eaten))
    turn.record(Outcome.NUDGE, detail=str(shown))
    turn.zero(nudge=True)  # C2
    turn.tips = Tips(shown + 1, turn.now + turn.settings.nudge.show_for)


def _waits(turn: Turn, due: int) -> bool:
    """Whether the nudge that fell due then waits, because the invitation is next to speak (N2, N3)."""
    merge, ripe = turn.settings.nudge.merge, turn.ripe_at
    match turn.invitation:
        case Open():
            return True
        case Snoozed(until, _):
            return until - turn.now <= merge
        case None | Waiting():
            comes = ripe is not None and turn.now < ripe <= due + merge and turn.may_offer(ripe)
            return comes and ripe is not None and not turn.in_scheduled_silence(ripe)
        case _:
            assert_never(turn.invitation)


def close(turn: Turn) -> None:
    """Take the tip off the screen, if one is there."""
    until = turn.tips.until
    if until is not None and until > turn.now:
        turn.do(CloseNudge())
    forget(turn, at_once=True)


def forget(turn: Turn, *, at_once: bool = False) -> None:
    """Forget a tip that has gone by itself."""
    tips = turn.tips
    if tips.until is not None and (at_once or tips.until <= turn.now):
        turn.tips = Tips(tips.shown)
