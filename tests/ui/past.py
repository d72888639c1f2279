"""Days that somebody has behind them, with everything that can happen."""

from datetime import date, timedelta

from deskbreak.engine.actions import Outcome
from deskbreak.ui.history.period import Period, Scope
from deskbreak.ui.history.values import DayDone, ExerciseDone, HistoryShown

TODAY = date(2026, 11, 26)
"""A Thursday."""
EXERCISES = (
    ExerciseDone("Seated twist", 12, 9, 3, 1),
    ExerciseDone("Shoulder circles", 12, None, 0, 0),
)


def day(on: date) -> DayDone:
    """Its day of the month decides what happened; nothing on weekends."""
    if on.weekday() > 4 or on > TODAY:
        return DayDone(on)
    times = {outcome: (on.day + number) % 4 for number, outcome in enumerate(Outcome)}
    moved = (Outcome.COMPLETED, Outcome.SHORT, Outcome.PARTIAL, Outcome.STOPPED, Outcome.PAIN)
    return DayDone.of(on, times, {outcome: times[outcome] * (40 + 30 * on.day % 170) for outcome in moved})


def past(scope: Scope = Scope.WEEK, on: date = TODAY, **more: object) -> HistoryShown:
    """What is shown of the period with ``on`` in it; weeks begin on Monday."""
    period = Period.around(scope, on, 1)
    values: dict[str, object] = {"exercises": EXERCISES, "earlier": True, "later": False, **more}
    return HistoryShown(period, TODAY, tuple(day(one) for one in period.dates), **values)  # type: ignore[arg-type]


def bare(scope: Scope = Scope.WEEK) -> HistoryShown:
    """Nothing was ever recorded."""
    period = Period.around(scope, TODAY, 1)
    return HistoryShown(period, TODAY, tuple(DayDone(one) for one in period.dates), recorded=False)


def days_before(number: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=number)
