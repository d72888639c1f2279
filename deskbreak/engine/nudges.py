"""The hourly posture nudge (N1 to N4)."""

from dataclasses import replace

from deskbreak.engine import routine
from deskbreak.engine.actions import Nudge, Outcome
from deskbreak.engine.state import Tips
from deskbreak.engine.turn import Turn


def update(turn: Turn) -> None:
    """Show the next tip if one is due, nothing holds, and the invitation does not take its place."""
    due, clocks = routine.nudge_due_at(turn), turn.clocks
    if clocks is None or due is None or turn.now < due or turn.silent or routine.holding_back(turn, due):
        return
    shown = turn.state.tips.shown
    turn.do(Nudge(number=shown, seated=turn.now - clocks.seated))
    turn.record(Outcome.NUDGE, detail=str(shown))
    turn.zero(nudge=True)  # C2
    turn.state = replace(turn.state, tips=Tips(shown + 1, turn.now + turn.settings.nudge.show_for))
