"""Reasons to keep quiet (H1): what their beginning takes off the screen (H2), what their end is good for (D1)."""

from dataclasses import dataclass
from datetime import timedelta

from deskbreak.engine.actions import CloseNudge, Freed, Hold, HoldBegan, Withdraw
from deskbreak.engine.events import Sign
from deskbreak.engine.instant import Instant
from deskbreak.engine.office import next_office_day, office_at, wall_instant
from deskbreak.engine.state import (
    Here,
    Open,
    Paused,
    PausedFor,
    PausedOpen,
    PausedToDay,
    PausedToTime,
    Waiting,
)
from deskbreak.engine.turn import QUIET, Turn
from deskbreak.settings import Settings

RETURNING = frozenset({Hold.AWAY, Hold.SETTLE})
CALMING = QUIET | {Hold.GRACE}
SIGNS = {Sign.CALL: Hold.CALL, Sign.DND: Hold.DND, Sign.FULLSCREEN: Hold.FULLSCREEN}


@dataclass(frozen=True, slots=True)
class Moments:
    """What ended just now: ``settled``, the settling in after a return; ``hold_over``, the grace."""

    settled: bool
    hold_over: bool
    was_silent: bool


def pause_end(paused: Paused, at: Instant, settings: Settings) -> int | None:
    """When the pause ends, in UTC ms as the wall clock goes now; ``None`` for one that is open-ended."""
    match paused:
        case PausedFor(until):
            return at.utc + until - at.mono
        case PausedToTime(until):
            return wall_instant(until, at.zone)
        case PausedToDay(after):
            inside = office_at(settings, at.utc, at.zone)
            if inside is not None and inside.date > after:
                return at.utc
            coming = next_office_day(settings, at.utc, at.zone, after)
            return None if coming is None else coming.start
        case PausedOpen():
            return None


def next_time(at: Instant, minute: int) -> PausedToTime:
    """A pause to the next time the wall clock shows ``minute`` minutes after midnight."""
    now = at.local.replace(tzinfo=None)
    until = now.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
    return PausedToTime(until if until > now else until + timedelta(days=1))


def standing(turn: Turn) -> list[Hold]:
    """The holds that stand now, in the order of H1."""
    state, now, settings, office = turn.state, turn.now, turn.settings, turn.office
    if office is None:
        found = {Hold.OFF}
    else:
        spans = {
            Hold.LUNCH: office.in_lunch(turn.at.utc),
            Hold.MEAL: office.in_meal(turn.at.utc),
            Hold.WIND_DOWN: office.in_wind_down(turn.at.utc),
        }
        found = {hold for hold, stands in spans.items() if stands}
    if state.paused is not None:
        found.add(Hold.PAUSED)
    match state.whereabouts:
        case Here(back_at):
            if back_at is not None and now - back_at < settings.away.settle:
                found.add(Hold.SETTLE)
        case _:
            found.add(Hold.AWAY)
    found.update(SIGNS[sign] for sign in state.machine.signs)
    if state.routine is not None:
        found.add(Hold.ROUTINE)
    if state.grace_at is not None and now - state.grace_at < settings.hold.grace:
        found.add(Hold.GRACE)
    return [hold for hold in Hold if hold in found]


def look(turn: Turn) -> Moments:
    """Bring the holds up to date; tell what began, take off the screen what may not stay, tell what ended."""
    if turn.state.paused is not None:
        end = pause_end(turn.state.paused, turn.at, turn.settings)
        if end is not None and end <= turn.at.utc:
            turn.set(paused=None)
    earlier = dict(turn.state.holds)
    before = set(earlier)
    now = standing(turn)
    if not QUIET.isdisjoint(now):
        turn.set(grace_at=None)
    elif not QUIET.isdisjoint(before):
        turn.set(grace_at=turn.now)
        now = standing(turn)
    for hold in now:
        if hold not in before:
            turn.do(HoldBegan(hold))
    invitation = turn.invitation
    if now and isinstance(invitation, Open):  # H2, I5
        cause = next((hold for hold in now if hold not in before), now[0])
        turn.set_day(invitation=Waiting(invitation.n, invitation.laters))
        turn.do(Withdraw(cause.value))
    turn.set(holds=tuple((hold, earlier.get(hold, turn.at.utc)) for hold in now))
    if turn.silent:
        close_nudge(turn)
    was_silent = bool(before - {Hold.MEAL})
    if was_silent and not turn.silent:
        turn.do(Freed())
    return Moments(
        settled=not before.isdisjoint(RETURNING) and RETURNING.isdisjoint(now),
        hold_over=not before.isdisjoint(CALMING) and CALMING.isdisjoint(now),
        was_silent=was_silent,
    )


def close_nudge(turn: Turn) -> None:
    """Take the tip off the screen, if one is there."""
    until = turn.state.tips.until
    if until is not None and until > turn.now:
        turn.do(CloseNudge())
    forget_nudge(turn, at_once=True)


def forget_nudge(turn: Turn, *, at_once: bool = False) -> None:
    """Forget a tip that has gone by itself."""
    tips = turn.state.tips
    if tips.until is not None and (at_once or tips.until <= turn.now):
        turn.set(tips=type(tips)(tips.shown))
