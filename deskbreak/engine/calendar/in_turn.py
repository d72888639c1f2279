"""Which of several routines comes on a day of work (D8): by the calendar alone."""

from datetime import date

from deskbreak.engine.calendar.office import date_of
from deskbreak.settings import DAYS, OfficeSettings, Settings

_WEEK = len(DAYS)


def routine_at(settings: Settings, utc: int, zone: str) -> str:
    """The name of the routine of the day that ``utc`` (ms) belongs to; a night shift is one day (T2)."""
    return routine_on(settings, date_of(settings, utc, zone))


def routine_on(settings: Settings, day: date) -> str:
    """The name of the routine of ``day``; on a day off it is that of the next day of work."""
    names = settings.routine.name
    return names[days_of_work_before(settings.office, day) % len(names)]


def days_of_work_before(office: OfficeSettings, day: date) -> int:
    """How many days of work there were before ``day`` by these settings, since the calendar's first day.

    That was a Monday: https://docs.python.org/3/library/datetime.html#datetime.date.toordinal.
    """
    worked = {DAYS.index(name) for name in (*office.days, *(name for name, _hours in office.other_hours))}

    def before(ordinal: int) -> int:
        weeks, rest = divmod(ordinal - 1, _WEEK)
        return weeks * len(worked) + sum(weekday < rest for weekday in worked)

    end = day.toordinal()
    count, counted = before(end), 1  # days off that are counted already, where they are named twice, end there
    for span in sorted(office.days_off, key=lambda span: span.first):
        first, last = max(span.first.toordinal(), counted), min(span.last.toordinal() + 1, end)
        if first < last:
            count -= before(last) - before(first)
            counted = last
    return count
