"""Reasons to keep quiet (H1): what their beginning takes off the screen (H2), what their end is good for (D1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import assert_never

from deskbreak.engine.actions import Freed, HoldBegan, Why, Withdraw
from deskbreak.engine.calendar.instant import Instant, local_time, utc_of, zone_info
from deskbreak.engine.calendar.office import ONE_DAY, next_office_day, office_at, wall_instant
from deskbreak.engine.events import UserStatus
from deskbreak.engine.reasons import HOLDS, Hold
from deskbreak.engine.rules import grace, nudges, signs
from deskbreak.engine.state import (
    Gone,
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


@dataclass(frozen=True, slots=True)
class Moments:
    """What ended just now: ``settled``, the settling in after a return; ``hold_over``, the grace."""

    settled: bool = False
    hold_over: bool = False


NOTHING_ENDED = Moments()


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
        case _:
            assert_never(paused)


def pause_until(at: Instant, minute: int) -> Paused:
    """A pause to the next time the wall clock shows ``minute`` minutes after midnight."""
    today = datetime.combine(at.local.date(), time(minute // 60, minute % 60))
    if wall_instant(today, at.zone) > at.utc:
        return PausedToTime(today)
    # A fold: the clock has shown this time once, and does so again. No local time names the second showing.
    again = utc_of(today.replace(tzinfo=zone_info(at.zone), fold=1))
    if again > at.utc:
        return PausedFor(at.mono + again - at.utc)
    return PausedToTime(today + ONE_DAY)


def _no_further_off(paused: Paused, turn: Turn) -> Paused:
    """T3: a wall clock that was set back by days makes a pause end by days earlier, at the same time of day.

    But no earlier than it would have ended if nobody had set the clock: nothing is shown early for that.
    """
    earlier, last, at, settings = turn.before.paused, turn.before.last, turn.at, turn.settings
    moved = at.utc - last.utc - (at.mono - last.mono)
    if moved >= 0 or earlier is None:
        return paused
    foreseen, end = pause_end(earlier, last, settings), pause_end(paused, at, settings)
    if foreseen is None or end is None:
        return paused
    earliest = max(at.utc, foreseen + moved)
    for other in _alike(paused, local_time(earliest, at.zone).date()):
        other_end = pause_end(other, at, settings)
        if other_end is not None and earliest <= other_end < end:
            return other
    return paused


def _alike(paused: Paused, day: date) -> tuple[Paused, ...]:
    """Pauses that end on ``day`` and on the day after it as this one ends on its own."""
    match paused:
        case PausedToTime(until):
            return tuple(PausedToTime(datetime.combine(one, until.time())) for one in (day, day + ONE_DAY))
        case PausedToDay():
            return PausedToDay(day - ONE_DAY), PausedToDay(day)
        case PausedFor() | PausedOpen():
            return ()
        case _:
            assert_never(paused)


def _pause_ended(turn: Turn) -> int | None:
    """When the pause that there was at the last step ends or ended, span ms, if nobody has set the clock since."""
    paused, last = turn.before.paused, turn.before.last
    end = None if paused is None else pause_end(paused, last, turn.settings)
    return None if end is None else last.mono + end - last.utc


def _standing(turn: Turn) -> Iterator[Hold]:
    """The holds that stand now, in the order of H1, but for the grace, which is the last and follows from them."""
    utc, office, back_at = turn.at.utc, turn.office, turn.back_at
    if office is None:
        yield Hold.OFF
    else:
        if office.in_lunch(utc):
            yield Hold.LUNCH
        if office.in_meal(utc):
            yield Hold.MEAL
        if office.in_wind_down(utc):
            yield Hold.WIND_DOWN
    if turn.paused is not None:
        yield Hold.PAUSED
    if isinstance(turn.whereabouts, Gone):
        yield Hold.AWAY
    if back_at is not None and turn.now - back_at < turn.settings.away.settle:
        yield Hold.SETTLE
    shown = signs.holds(turn.machine, turn.now, turn.settings)
    if any(status.what is UserStatus.MEETING for status in turn.statuses):
        shown |= {Hold.CALL}
    if shown:
        yield from (hold for hold in HOLDS if hold in shown)
    if turn.routine is not None:
        yield Hold.ROUTINE


def update(turn: Turn) -> Moments:
    """Bring the holds up to date; tell what began, take off the screen what may not stay, tell what ended."""
    paused = turn.paused
    if paused is not None:
        paused = _no_further_off(paused, turn)
        end = pause_end(paused, turn.at, turn.settings)
        turn.paused = None if end is not None and end <= turn.at.utc else paused
    now = [*_standing(turn)]
    turn.grace_at = grace.began_at(turn, now, _pause_ended(turn))
    if turn.grace_at is not None and turn.now - turn.grace_at < turn.settings.hold.grace:
        now.append(Hold.GRACE)
    if now == [hold for hold, _ in turn.holds]:
        return NOTHING_ENDED
    earlier = dict(turn.holds)
    before = earlier.keys()
    for hold in now:
        if hold not in before:
            turn.do(HoldBegan(hold))
    invitation = turn.invitation
    if now and isinstance(invitation, Open):  # H2, I5
        cause = next((hold for hold in now if hold not in before), now[0])
        turn.invitation = Waiting(invitation.n, invitation.laters)
        turn.do(Withdraw(cause))
    turn.holds = tuple((hold, earlier.get(hold, turn.at.utc)) for hold in now)
    if turn.held:
        nudges.close(turn)
    if turn.was_held and not turn.held:
        turn.do(Freed())
    return Moments(
        settled=not before.isdisjoint(RETURNING) and RETURNING.isdisjoint(now),
        hold_over=not before.isdisjoint(CALMING) and CALMING.isdisjoint(now),
    )


def owe(turn: Turn, moments: Moments) -> None:
    """H5: keep in mind a moment that falls into a blip, until that is over; a hold brings a moment of its own.

    Only one that would have been used but for the blip; else there is nothing to be made good.
    """
    owed = turn.owed
    if not turn.in_blip or turn.held:
        owed = None
    elif turn.would_offer and moments.settled:
        owed = Why.SETTLED
    elif turn.would_offer and moments.hold_over and owed is None:
        owed = Why.HOLD_OVER
    turn.owed = owed
