"""What the last run left: the engine's state, and the clock that goes on from it (S1)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from deskbreak.desktop.time.clock import Clock, Epoch, MachineTicks
from deskbreak.engine.engine import first_state
from deskbreak.engine.exercising import Pains
from deskbreak.engine.saved import TAG, Damaged, from_dict, value_of
from deskbreak.engine.state import PausedFor, State
from deskbreak.store.state import StateStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ResumedState:
    """``state`` is as it was saved, or a first one (``first``)."""

    clock: Clock
    state: State
    first: bool


def resumed_state(store: StateStore, speed: float) -> ResumedState:
    """Take up where the last run was killed, quit or cut off. Where that cannot be, ``store`` says so."""
    found = _loaded(store)
    if found is not None:
        state, epoch = found
        return ResumedState(Clock(MachineTicks(), speed, epoch, state.last), state, first=False)
    clock = Clock(MachineTicks(), speed)
    return ResumedState(clock, first_state(clock.now()), first=True)


def taken_up(store: StateStore, clock: Clock, meanwhile: State) -> State | None:
    """Look whether a file that was withheld can be read by now: then its state, from which ``clock`` goes on.

    What the user has said in the ``meanwhile`` is in it: a pause, and what has hurt.
    """
    found = _loaded(store)
    if found is None:
        return None
    (state, epoch), before = found, clock.now().mono
    clock.go_on(epoch, state.last)
    log.info("what was remembered before can be read again")
    paused = meanwhile.paused
    if isinstance(paused, PausedFor):
        paused = PausedFor(paused.until + clock.now().mono - before)
    return replace(state, paused=paused or state.paused, pains=_together(state.pains, meanwhile.pains))


def _together(earlier: Pains, later: Pains) -> Pains:
    return Pains(
        days=tuple(dict.fromkeys((*earlier.days, *later.days))),
        left_out=tuple(dict.fromkeys((*earlier.left_out, *later.left_out))),
        latest=later.latest or earlier.latest,
    )


def _loaded(store: StateStore) -> tuple[State, Epoch] | None:
    before, saved = store.notice, store.load().saved
    found = None
    if saved is not None:
        try:
            found = from_dict(saved.state), _epoch(saved.epoch)
        except Damaged as damage:
            store.set_aside(str(damage))
    if store.notice not in ("", before):
        log.warning("%s", store.notice)
    return found


def _epoch(saved: Mapping[str, Any]) -> Epoch:
    epoch: Epoch = value_of(Epoch, {TAG: Epoch.__name__} | dict(saved), "epoch")
    return epoch
