"""Which days are looked at: one, a week, a month or a year; and which are meant."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from deskbreak.i18n import N_

ONE_DAY = timedelta(days=1)


class Scope(Enum):
    """How much is looked at; the value is the word on its button."""

    DAY = N_("Day")
    WEEK = N_("Week")
    MONTH = N_("Month")
    YEAR = N_("Year")


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both among them."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both among them."""

    scope: Scope
    first: date
    last: date

    @classmethod
    def around(cls, scope: Scope, day: date, first_weekday: int) -> "Period":
        """The one that has ``day`` in it; ``first_weekday``: with which day weeks begin, 1 (Monday) to 7."""
        match scope:
            case Scope.DAY:
                return cls(scope, day, day)
            case Scope.WEEK:
                first = day - (day.isoweekday() - first_weekday) % 7 * ONE_DAY
                return cls(scope, first, first + 6 * ONE_DAY)
            case Scope.MONTH:
                first = day.replace(day=1)
                return cls(scope, first, (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY)
            case Scope.YEAR:
                return cls(scope, day.replace(month=1, day=1), day.replace(month=12, day=31))

    @property
    def days(self) -> Days:
        """Its days, whatever they are called together."""
        return Days(self.first, self.last)

    @property
    def dates(self) -> tuple[date, ...]:
        """Each of its days."""
        return tuple(self.first + number * ONE_DAY for number in range((self.last - self.first).days + 1))

    def earlier(self, first_weekday: int) -> "Period":
        """The one before."""
        return Period.around(self.scope, self.first - ONE_DAY, first_weekday)

    def later(self, first_weekday: int) -> "Period":
        """The one after."""
        return Period.around(self.scope, self.last + ONE_DAY, first_weekday)
