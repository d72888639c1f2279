"""Office hours, lunch and shifts: from settings, a zone and a date to instants (T2). All instants are UTC in ms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from deskbreak.engine.calendar.instant import local_time, utc_of, zone_info
from deskbreak.settings import DAYS, OfficeSettings, Settings, TimeRange

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 400
"""How many days ahead the next office day is looked for; one further away than a year is none."""


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One office day: half-open spans ``start <= t < end``; ``lunch`` and ``meal_end`` may lie outside of it."""

    date: date
    start: int
    end: int
    wind_down: int
    lunch: tuple[int, int] | None
    meal_end: int | None

    def in_lunch(self, utc: int) -> bool:
        """Whether it is lunch."""
        return self.lunch is not None and self.lunch[0] <= utc < self.lunch[1]

    def in_meal(self, utc: int) -> bool:
        """Whether lunch has begun and is not yet digested (H1 ``meal``)."""
        return self.lunch is not None and self.meal_end is not None and self.lunch[0] <= utc < self.meal_end

    def in_wind_down(self, utc: int) -> bool:
        """Whether these are the last minutes of office hours."""
        return self.wind_down <= utc < self.end

    def boundaries(self) -> Iterator[int]:
        """Every instant at which something about this day changes."""
        yield from (self.start, self.wind_down, self.end)
        if self.lunch is not None and self.meal_end is not None:
            yield from (*self.lunch, self.meal_end)


def wall_instant(local: datetime, zone: str) -> int:
    """The UTC instant (ms) at which the wall clock in ``zone`` shows the naive ``local``.

    In a fold the first of the two; in a gap the first valid instant after it (T2).
    """
    first = utc_of(local.replace(tzinfo=zone_info(zone), fold=0))
    if local_time(first, zone).replace(tzinfo=None) == local:
        return first
    # A gap: fold=0 reads `local` with the offset before it, fold=1 with the one after it; the clock was put
    # forward somewhere between the two. Find that instant.
    low, high = utc_of(local.replace(tzinfo=zone_info(zone), fold=1)), first
    before = local_time(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if local_time(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def today(settings: Settings, utc: int, zone: str) -> tuple[int, int]:
    """The span (UTC ms) of the day that ``utc`` belongs to: a night shift counts to the day on which it began."""
    day = date_of(settings, utc, zone)
    return beginning(settings, day, zone), beginning(settings, day + ONE_DAY, zone)


def date_of(settings: Settings, utc: int, zone: str) -> date:
    """The date of the day that ``utc`` belongs to."""
    office = office_at(settings, utc, zone)
    return local_time(utc, zone).date() if office is None else office.date


def beginning(settings: Settings, day: date, zone: str) -> int:
    """Midnight, or the end of the night shift that goes on over it."""
    midnight = wall_instant(datetime.combine(day, time()), zone)
    before = office_day(settings.office, settings.routine.after_lunch, zone, day - ONE_DAY)
    return midnight if before is None else max(midnight, before.end)


def _at(day: date, minute: int, zone: str) -> int:
    return wall_instant(datetime.combine(day, time()) + timedelta(minutes=minute), zone)


def _span(day: date, hours: TimeRange, zone: str) -> tuple[int, int]:
    return _at(day, hours.start, zone), _at(day + ONE_DAY if hours.over_midnight else day, hours.end, zone)


def _hours(office: OfficeSettings, day: date) -> TimeRange | None:
    if any(day in span for span in office.days_off):
        return None
    name = DAYS[day.weekday()]
    for other, hours in office.other_hours:
        if other == name:
            return hours
    return office.hours if name in office.days else None


def _lunch(day: date, lunch: TimeRange, zone: str, start: int, end: int) -> tuple[int, int]:
    """The lunch in the shift of ``day``, before midnight or after it; or else the last before it: that is digested."""
    spans = [_span(day + days * ONE_DAY, lunch, zone) for days in (0, 1, -1)]
    within = [span for span in spans if span[0] < end and start < span[1]]
    return within[0] if within else max(span for span in spans if span[1] <= start)


@lru_cache(maxsize=4096)
def office_day(office: OfficeSettings, after_lunch: int, zone: str, day: date) -> OfficeDay | None:
    """The office day that starts on ``day``, or ``None``. ``after_lunch`` in ms."""
    hours = _hours(office, day)
    if hours is None:
        return None
    start, end = _span(day, hours, zone)
    if end <= start:  # the whole shift lies in a gap
        return None
    lunch = None if office.lunch is None else _lunch(day, office.lunch, zone, start, end)
    return OfficeDay(
        date=day,
        start=start,
        end=end,
        wind_down=max(start, end - office.wind_down),
        lunch=lunch,
        meal_end=None if lunch is None else lunch[1] + after_lunch,
    )


def _day(settings: Settings, zone: str, day: date) -> OfficeDay | None:
    return office_day(settings.office, settings.routine.after_lunch, zone, day)


def office_at(settings: Settings, utc: int, zone: str) -> OfficeDay | None:
    """The office day in whose hours ``utc`` lies; where two shifts overlap, the one that began first."""
    today = local_time(utc, zone).date()
    for day in (today - ONE_DAY, today):
        found = _day(settings, zone, day)
        if found is not None and found.start <= utc < found.end:
            return found
    return None


def lunch_over(settings: Settings, since: int, utc: int, zone: str) -> int | None:
    """When a lunch in office hours ended last, after ``since`` and not after ``utc``."""
    today, ends = local_time(utc, zone).date(), []
    for day in (today - ONE_DAY, today):
        found = _day(settings, zone, day)
        if found is not None and found.lunch is not None:
            end = min(found.lunch[1], found.end)
            if max(since, found.lunch[0], found.start) < end <= utc:
                ends.append(end)
    return max(ends, default=None)


def next_office_day(settings: Settings, utc: int, zone: str, after: date | None = None) -> OfficeDay | None:
    """The first office day that starts later than ``utc`` and, if given, belongs to a date later than ``after``."""
    first = local_time(utc, zone).date()
    if after is not None:
        first = max(first, after + ONE_DAY)
    for ahead in range(LOOK_AHEAD):
        found = _day(settings, zone, first + ahead * ONE_DAY)
        if found is not None and found.start > utc:
            return found
    return None


def next_boundary(settings: Settings, utc: int, zone: str) -> int | None:
    """The first instant after ``utc`` at which office hours, lunch, meal or wind-down begin or end."""
    day = office_at(settings, utc, zone)
    later = [] if day is None else [edge for edge in day.boundaries() if edge > utc and edge <= day.end]
    upcoming = next_office_day(settings, utc, zone)
    if upcoming is not None:
        later.append(upcoming.start)
    return min(later, default=None)
