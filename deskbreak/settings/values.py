"""The values that settings are made of, each immutable and hashable."""

from dataclasses import dataclass
from datetime import date

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as they are written in the settings; the index is ``date.weekday()``."""

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A span of local wall-clock time, both ends in minutes after midnight.

    ``end`` at or before ``start`` means the next day (a shift over midnight); 1440 is midnight at the day's end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < DAY_MINUTES or not 0 <= self.end <= DAY_MINUTES:
            raise ValueError(f"a time of day lies between 00:00 and 24:00: {self.start}, {self.end}")
        if self.start == self.end:
            raise ValueError("a range has two different ends")

    @property
    def over_midnight(self) -> bool:
        """Whether it ends on the day after it starts."""
        return self.end < self.start

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start + (DAY_MINUTES if self.over_midnight else 0)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Whole days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span of dates ends no earlier than it starts: {self.first}..{self.last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last
