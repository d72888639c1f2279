"""From one office day to the next: what ends with it (I5), and what a hand on the wall clock does not end (T3)."""

from dataclasses import replace

from deskbreak.engine import routine
from deskbreak.engine.actions import Hold, Withdraw
from deskbreak.engine.office import office_at, office_day
from deskbreak.engine.state import Day, Open
from deskbreak.engine.turn import Turn


def look(turn: Turn) -> None:
    """Begin the office day that is on, end the one that is over."""
    day, office = turn.day, turn.office
    if day is not None and (office is None or office.date != day.date):
        was_inside = not turn.before.holding(Hold.OFF)
        if was_inside and _would_still_be(turn, day):
            # T3: only the wall clock was set, or the zone changed. The day gets another date, nothing else.
            if office is not None:
                turn.set_day(date=office.date)
                if turn.state.pains.latest == day.date:
                    turn.set(pains=replace(turn.state.pains, latest=office.date))
        elif was_inside or office is not None:
            _drop_invitation(turn, day)
    day = turn.day
    if office is not None and (day is None or day.date != office.date):
        turn.set(day=Day(office.date))


def _would_still_be(turn: Turn, day: Day) -> bool:
    """Whether ``day`` would still be on if the wall clock had run as the span clock did since the last step."""
    last = turn.before.last
    there = office_at(turn.settings, last.utc + turn.now - last.mono, last.zone)
    return there is not None and there.date == day.date


def _drop_invitation(turn: Turn, day: Day) -> None:
    """I5: at the end of office hours an invitation, which has been shown or it would be none, is missed."""
    if day.invitation is None:
        return
    if isinstance(day.invitation, Open):
        turn.do(Withdraw(Hold.OFF.value))
    over = office_day(turn.settings.office, turn.settings.routine.after_lunch, turn.at.zone, day.date)
    routine.miss(turn, turn.at.utc if over is None else min(over.end, turn.at.utc))
