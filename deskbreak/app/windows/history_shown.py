"""From the rows of the history to what is shown of it."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLocale

from deskbreak.app.in_force import InForce
from deskbreak.engine.calendar.office import beginning, date_of
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library
from deskbreak.store.history.history import EXERCISED
from deskbreak.store.history.reading import ExerciseTotals, HistoryReading, Span
from deskbreak.ui.history.period import ONE_DAY, Days, Period, Scope
from deskbreak.ui.history.values import DayDone, ExerciseDone, HistoryShown

_EARLIEST, _LATEST = date(1969, 12, 31), date(3085, 1, 1)
"""Beyond them no row can be (``store.history.row``), and calendars come to their ends."""


def first_weekday() -> int:
    """With which day weeks begin in the user's locale, 1 (Monday) to 7."""
    return int(QLocale().firstDayOfWeek().value)


def present(scope: Scope, now: InForce) -> Period:
    """The period that has today in it, as today's counts have it."""
    last = now.state.last
    return Period.around(scope, date_of(now.settings, last.utc, last.zone), first_weekday())


def span_of(days: Days, settings: Settings, zone: str) -> Span:
    """Their instants: each day begins where the one before ends."""
    first, last = (min(max(day, _EARLIEST), _LATEST) for day in (days.first, days.last))
    return beginning(settings, first, zone), beginning(settings, last + ONE_DAY, zone)


def history_shown(found: HistoryReading, period: Period, now: InForce, library: Callable[[], Library]) -> HistoryShown:
    """What the history has of ``period``. ``library`` is asked only for what is to be named."""
    settings, zone = now.settings, now.state.last.zone
    today = present(Scope.DAY, now).first
    edges = [beginning(settings, day, zone) for day in (*period.dates, period.last + ONE_DAY)]
    spans = list(pairwise(edges))
    extent = found.extent()
    return HistoryShown(
        period,
        today,
        tuple(
            DayDone.of(day, totals.times, totals.seconds)
            for day, totals in zip(period.dates, found.days(spans), strict=True)
        ),
        tuple(_exercise(totals, library()) for totals in found.exercises((edges[0], edges[-1]))),
        earlier=extent is not None and extent[0] < edges[0],
        later=period.last < today or (extent is not None and extent[1] >= edges[-1]),
        recorded=extent is not None,
    )


def entries(found: HistoryReading, span: Span) -> tuple[int, int]:
    """How many rows there are of a span, and how many of them are routines."""
    times = found.days([span])[0].times
    return sum(times.values()), sum(times[outcome] for outcome in EXERCISED)


def _exercise(totals: ExerciseTotals, library: Library) -> ExerciseDone:
    known = library.exercises.get(totals.exercise)
    both = totals.to_the_end if known is not None and known.two_sided else None
    return ExerciseDone(library.exercise_name(totals.exercise), totals.times, both, totals.step, totals.pains)
