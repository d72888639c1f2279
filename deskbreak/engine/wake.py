"""When the engine wants to look again, if nothing happens before."""

from collections.abc import Iterator
from dataclasses import dataclass

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import next_office_day
from deskbreak.engine.rules import holds, nudges, presence, signs
from deskbreak.engine.state import (
    Here,
    Open,
    Snoozed,
    State,
)
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings


@dataclass(frozen=True, slots=True)
class NextWake:
    """When the engine wants to look again, and what for."""

    at: Instant
    why: str


def next_wake(state: State, settings: Settings) -> NextWake | None:
    """When, at the latest, ``step`` is to be called again if nothing else happens; ``None``: never.

    Always later than ``state.last``. Instants of the wall clock are reckoned as it goes now: when it is set, ask
    again (with a ``Wake``).
    """
    turn = Turn(state, state.last, settings)
    later = [(mono, why) for mono, why in _wakes(turn) if mono > turn.now]
    if not later:
        return None
    mono, why = min(later)
    return NextWake(state.last.later(mono - turn.now), why)


def _wakes(turn: Turn) -> Iterator[tuple[int, str]]:
    settings, utc_to_mono = turn.settings, turn.now - turn.at.utc
    if turn.office is not None:
        for edge in turn.office.boundaries:
            yield edge + utc_to_mono, "office hours"
    coming = next_office_day(settings, turn.at.utc, turn.at.zone)
    if coming is not None:
        yield coming.start + utc_to_mono, "office hours"
    if turn.paused is not None:
        end = holds.pause_end(turn.paused, turn.at, settings)
        if end is not None:
            yield end + utc_to_mono, "end of the pause"
    if isinstance(turn.whereabouts, Here):
        notice = presence.notice_at(turn)
        if notice is not None:
            yield notice, "away"
    for status in turn.statuses:
        if status.until is not None:
            yield status.until, "end of what the user said"
    for change in signs.wakes(turn.machine, settings):
        yield change, "what the machine shows"
    if turn.back_at is not None:
        yield turn.back_at + settings.away.settle, "settled"
    if turn.grace_at is not None:
        yield turn.grace_at + settings.hold.grace, "end of the grace"
    if isinstance(turn.invitation, Snoozed):
        yield turn.invitation.until, "later"
    if isinstance(turn.invitation, Open):
        yield turn.invitation.shown_at + settings.reminder.again, "again"
    if not turn.silent:
        yield from _offers(turn)


def _offers(turn: Turn) -> Iterator[tuple[int, str]]:
    """When something may be shown while nothing holds."""
    ripe, due, nudge = turn.ripe_at, turn.due_at, nudges.due_at(turn)
    if turn.day is None or ripe is None or due is None:
        return
    yield ripe, "ripe"
    yield due, "due"
    if nudge is not None:
        yield nudge, "nudge"
    for kept_until in (turn.not_before, turn.retry_at):
        if kept_until is not None:
            yield kept_until, "may be offered"
    idle = turn.machine.idle_since
    if idle is not None and turn.would_offer:
        yield idle + turn.settings.routine.pause, "a pause in the input"
