"""From one office day to the next: what ends with it (I5), and what only gives it another date (T3, U3)."""

from dataclasses import replace
from datetime import date

from deskbreak.engine.actions import Withdraw
from deskbreak.engine.calendar.office import office_at, office_day
from deskbreak.engine.reasons import Hold
from deskbreak.engine.rules import routine
from deskbreak.engine.state import Day, Open, PausedToDay
from deskbreak.engine.turn import Turn


def update(turn: Turn) -> None:
    """Begin the office day that is on, end the one that is over."""
    day, office = turn.day, turn.office
    if day is not None and (office is None or office.date != day.date):
        was_inside = not turn.before.holding(Hold.OFF)
        if was_inside and _goes_on(turn, day):
            if office is not None:
                _redate(turn, day, office.date)
        elif was_inside or office is not None:
            _drop_invitation(turn, day)
    if office is not None:
        day, ends = turn.day, turn.now + office.end - turn.at.utc
        if day is None or day.date != office.date:
            turn.day = Day(office.date, ends=ends)
        elif day.ends != ends:
            turn.day = replace(day, ends=ends)


def _goes_on(turn: Turn, day: Day) -> bool:
    """Whether office hours have not ended since the last step: T3, U3.

    They would go on by the settings of now, had the wall clock run as the span clock did, and by those of then.
    """
    last = turn.before.last
    there = office_at(turn.settings, last.utc + turn.now - last.mono, last.zone)
    return there is not None and day.ends is not None and turn.now < day.ends


def _redate(turn: Turn, day: Day, now: date) -> None:
    """The day gets another date, nothing else; what was said of it stays said of it."""
    turn.day = replace(day, date=now)
    turn.pains = turn.pains.redated(day.date, now)
    if (told := turn.told_pain) is not None:
        turn.told_pain = replace(told, pains=told.pains.redated(day.date, now))
    if turn.paused == PausedToDay(day.date):
        turn.paused = PausedToDay(now)


def _drop_invitation(turn: Turn, day: Day) -> None:
    """I5: at the end of office hours an invitation, which has been shown or it would be none, is missed."""
    if day.invitation is None:
        return
    if isinstance(day.invitation, Open):
        turn.do(Withdraw(Hold.OFF))
    routine.miss(turn, min(_ended(turn, day), turn.at.utc))


def _ended(turn: Turn, day: Day) -> int:
    """When office hours ended that have: UTC ms, perhaps of another clock. Other settings end them now, not earlier."""
    last = turn.before.last
    if day.ends is not None and not turn.before.holding(Hold.OFF):
        return turn.at.utc if turn.now < day.ends else last.utc + day.ends - last.mono
    over = office_day(turn.settings.office, turn.settings.routine.after_lunch, turn.at.zone, day.date)
    return turn.at.utc if over is None else over.end
