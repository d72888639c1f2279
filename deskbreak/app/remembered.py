"""What the last run left: the engine's state, and the clock that goes on from it (S1)."""

import logging
from dataclasses import dataclass

from deskbreak.desktop.clock import Clock, Epoch
from deskbreak.engine.engine import first_state
from deskbreak.engine.saved import Damaged, from_dict
from deskbreak.engine.state import State
from deskbreak.store.state import StateStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """``state`` is as it was saved, or a first one (``first``)."""

    clock: Clock
    state: State
    first: bool


def remembered(store: StateStore, speed: float) -> Remembered:
    """Take up where the last run was killed, quit or cut off; a state that is damaged is set aside and said so."""
    found = store.load()
    if found.notice:
        log.warning("%s", found.notice)
    if found.saved is not None:
        try:
            state = from_dict(found.saved.state)
            epoch = Epoch(**found.saved.epoch)
        except (Damaged, TypeError) as damage:
            log.warning("%s", store.set_aside(str(damage)))
        else:
            return Remembered(Clock(speed, epoch, state.last), state, first=False)
    clock = Clock(speed)
    return Remembered(clock, first_state(clock.now()), first=True)
