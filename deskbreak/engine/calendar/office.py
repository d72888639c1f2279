"""Office hours, lunch and shifts: from settings, a zone and a date to instants (T2). All instants are UTC in ms."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from deskbreak.engine.calendar.instant import EPOCH, local_time, utc_of, zone_info
from deskbreak.settings import DAYS, HOUR, OfficeSettings, Settings, TimeRange

ONE_DAY = timedelta(days=1)
DAY = 24 * HOUR
LOOK_AHEAD = 400
"""How many days ahead the next office day is looked for; one further away than a year is none."""


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One office day: half-open spans ``start <= t < end``; ``lunch`` and ``meal_end`` may lie outside of it.

    ``lunch_over``: when it is over within it, if it is. ``boundaries``: every instant at which something about this day
    changes, up to its end, in order.
    """

    date: date
    start: int
    end: int
    wind_down: int
    lunch: tuple[int, int] | None
    meal_end: int | None
    lunch_over: int | None
    boundaries: tuple[int, ...]

    def in_lunch(self, utc: int) -> bool:
        """Whether it is lunch."""
        return self.lunch is not None and self.lunch[0] <= utc < self.lunch[1]

    def in_meal(self, utc: int) -> bool:
        """Whether lunch has begun and is not yet digested (H1 ``meal``)."""
        return self.lunch is not None and self.meal_end is not None and self.lunch[0] <= utc < self.meal_end

    def in_wind_down(self, utc: int) -> bool:
        """Whether these are the last minutes of office hours."""
        return self.wind_down <= utc < self.end

    def offer_spans(self, first: int, last: int, grace: int) -> tuple[tuple[int, int], ...]:
        """The spans in which a routine may be offered that its clock would have offered from ``first`` to ``last``.

        None in lunch, until lunch is digested (H1 ``meal``, and ``grace``, ms), and in the wind-down: so there may be
        two, one before lunch and one after it, or none. What lunch has put off is offered as soon as it may be.
        """
        spans = [(first, last)]
        if self.lunch is not None and self.meal_end is not None:
            begin, over = self.lunch[0], max(self.meal_end, self.lunch[1] + grace)
            before = [(first, min(last, begin))] if first < begin else []
            after = [(max(first, over), max(last, over))] if last >= begin else []
            spans = [*before, *after]
        return tuple((begin, min(end, self.wind_down)) for begin, end in spans if begin < self.wind_down)

    def nudge_comes(self, due: int, grace: int) -> int | None:
        """When the nudge is shown that falls ``due`` on this day; ``None``: not any more on it (N1)."""
        comes = self.lunch[1] + grace if self.lunch is not None and self.in_lunch(due) else due
        return comes if comes < self.wind_down else None


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
    wind_down = max(start, end - office.wind_down)
    lunch = None if office.lunch is None else _lunch(day, office.lunch, zone, start, end)
    meal_end = None if lunch is None else lunch[1] + after_lunch
    lunch_over = None if lunch is None or lunch[1] <= start else min(lunch[1], end)
    edges = (start, wind_down, end) if lunch is None or meal_end is None else (start, wind_down, end, *lunch, meal_end)
    boundaries = tuple(sorted(edge for edge in edges if edge <= end))
    return OfficeDay(day, start, end, wind_down, lunch, meal_end, lunch_over, boundaries)


@lru_cache(maxsize=1024)
def _around(office: OfficeSettings, after_lunch: int, zone: str, utc_day: int) -> tuple[OfficeDay, ...]:
    """The office days of the dates about a day of UTC (counted from 1970): two before it to four after it.

    No zone's clock shows another date than that of UTC, the one before or the one after.
    """
    dates = (EPOCH.date() + (utc_day + ahead) * ONE_DAY for ahead in range(-2, 5))
    days = (office_day(office, after_lunch, zone, day) for day in dates)
    return tuple(day for day in days if day is not None)


def _days_around(settings: Settings, utc: int, zone: str) -> tuple[OfficeDay, ...]:
    return _around(settings.office, settings.routine.after_lunch, zone, utc // DAY)


def office_at(settings: Settings, utc: int, zone: str) -> OfficeDay | None:
    """The office day in whose hours ``utc`` lies; where two shifts overlap, the one that began first."""
    for day in _days_around(settings, utc, zone):
        if day.start <= utc < day.end:
            return day
    return None


def lunch_over(settings: Settings, since: int, utc: int, zone: str) -> int | None:
    """When a lunch in office hours, of today or yesterday, ended last, after ``since`` and not after ``utc``."""
    over = [
        (day.date, day.lunch_over)
        for day in _days_around(settings, utc, zone)
        if day.lunch_over is not None and since < day.lunch_over <= utc
    ]
    if not over:
        return None
    yesterday = local_time(utc, zone).date() - ONE_DAY
    return max((end for day, end in over if day >= yesterday), default=None)


def next_office_day(settings: Settings, utc: int, zone: str, after: date | None = None) -> OfficeDay | None:
    """The first office day that starts later than ``utc`` and, if given, belongs to a date later than ``after``."""
    for day in _days_around(settings, utc, zone):
        if day.start > utc and (after is None or day.date > after):
            return day
    first = local_time(utc, zone).date()
    if after is not None:
        first = max(first, after + ONE_DAY)
    for ahead in range(LOOK_AHEAD):
        found = office_day(settings.office, settings.routine.after_lunch, zone, first + ahead * ONE_DAY)
        if found is not None and found.start > utc:
            return found
    return None
