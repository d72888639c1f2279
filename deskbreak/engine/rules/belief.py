"""Telling the user, once and quietly, of what is not believed any more (H6)."""

from dataclasses import replace

from deskbreak.engine.actions import Doubted
from deskbreak.engine.rules import signs
from deskbreak.engine.turn import Turn


def tell(turn: Turn) -> None:
    """Tell of each, as soon as nothing keeps quiet; of what would not have held anything back nobody need know."""
    machine = turn.machine
    untold = [
        shown for shown in machine.signs if shown.doubted and not shown.told and signs.counts(shown.sign, turn.settings)
    ]
    if not untold or turn.silent:
        return
    told = tuple(replace(shown, told=True) if shown in untold else shown for shown in machine.signs)
    turn.machine = replace(machine, signs=told)
    for shown in untold:
        turn.do(Doubted(shown.sign))
