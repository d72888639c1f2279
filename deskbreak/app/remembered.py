"""What the last run left: the engine's state, and the clock that goes on from it (S1)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deskbreak.desktop.clock import Clock, Epoch
from deskbreak.engine.engine import first_state
from deskbreak.engine.saved import Damaged, from_dict
from deskbreak.engine.state import State
from deskbreak.store.state import StateStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """``state`` is as it was saved, or a first one (``first``). ``notice`` tells the user of a damaged file."""

    clock: Clock
    state: State
    first: bool
    notice: str = ""


def remembered(store: StateStore, speed: float) -> Remembered:
    """Take up where the last run was killed, quit or cut off; a state that is damaged is set aside and said so."""
    found = store.load()
    notice = found.notice
    if found.saved is not None:
        try:
            state, epoch = from_dict(found.saved.state), _epoch(found.saved.epoch)
        except Damaged as damage:
            notice = store.set_aside(str(damage))
        else:
            return Remembered(Clock(speed, epoch, state.last), state, first=False)
    if notice:
        log.warning("%s", notice)
    clock = Clock(speed)
    return Remembered(clock, first_state(clock.now()), first=True, notice=notice)


def _epoch(saved: Mapping[str, Any]) -> Epoch:
    match dict(saved):
        case {"boot_id": str(boot_id), "offset_ms": int(offset_ms)}:
            return Epoch(boot_id, offset_ms)
        case _:
            raise Damaged(f"epoch: {saved!r}")
