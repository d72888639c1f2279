"""Which days a period has, what is summed of a day, and the sentences about them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from deskbreak.engine.actions import Outcome
from deskbreak.ui.history.period import ONE_DAY, Period, Scope
from deskbreak.ui.history.sentences import counted, days_table, exercises_table, long_date, sentence, title
from deskbreak.ui.history.values import HOW, DayDone, HistoryShown, HowItWent
from tests.ui.past import EXERCISES, TODAY, bare, day, past

DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(scope=st.sampled_from(Scope), on=DATES, first=st.integers(1, 7))
def test_periods_follow_each_other_without_a_gap(scope: Scope, on: date, first: int) -> None:
    period = Period.around(scope, on, first)
    assert on in period.dates
    assert (period.dates[0], period.dates[-1]) == (period.first, period.last)
    assert period.later(first).first == period.last + ONE_DAY
    assert period.earlier(first).last == period.first - ONE_DAY
    assert period.later(first).earlier(first) == period
    if scope is Scope.WEEK:
        assert (period.first.isoweekday(), len(period.dates)) == (first, 7)


@pytest.mark.parametrize(
    ("scope", "first", "last"),
    [
        (Scope.DAY, date(2026, 2, 11), date(2026, 2, 11)),
        (Scope.WEEK, date(2026, 2, 9), date(2026, 2, 15)),
        (Scope.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Scope.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_with_a_day_in_it(scope: Scope, first: date, last: date) -> None:
    assert Period.around(scope, date(2026, 2, 11), 1) == Period(scope, first, last)


def test_every_outcome_but_what_only_invites_is_told() -> None:
    assert set(HOW) == set(Outcome) - {Outcome.NUDGE, Outcome.INVITE}


@given(times=st.dictionaries(st.sampled_from(Outcome), st.integers(0, 9)))
def test_nothing_of_a_day_is_lost_or_counted_twice(times: dict[Outcome, int]) -> None:
    seconds = {outcome: 60 * count for outcome, count in times.items()}
    made = DayDone.of(TODAY, times, seconds)
    assert sum(made.times.values()) == sum(count for outcome, count in times.items() if outcome in HOW)
    assert made.moved == sum(seconds[outcome] for outcome in times if outcome in HOW)
    assert made.nudges == times.get(Outcome.NUDGE, 0)
    assert made.empty == (not sum(made.times.values()) and not made.nudges)


def _of(*seconds: int, scope: Scope = Scope.WEEK) -> HistoryShown:
    period = Period.around(scope, TODAY, 1)
    days = [
        DayDone(on, {HowItWent.DONE: 1}, {HowItWent.DONE: moved})
        for on, moved in zip(period.dates, seconds, strict=False)
    ]
    return HistoryShown(period, TODAY, tuple(days))


def test_one_friendly_sentence_a_week() -> None:
    assert sentence(_of(0, 0)) == "Quiet so far. The next routine is a good place to begin."
    assert sentence(_of(2, 0)) == "You moved on 1 day, less than a minute in all: every bit counts."
    assert sentence(_of(2, 0, 20)) == "You moved on 2 days, less than a minute in all: every bit counts."
    assert sentence(_of(400)) == "You moved on 1 day, 7 min in all: every bit counts."
    assert sentence(_of(400, 0, 200)) == "You moved on 2 days, 10 min in all: every bit counts."
    asked = "10 to 15"
    assert sentence(_of(600, 900)) == f"You moved on 2 days, about 13 min a day; {asked} are enough."
    assert sentence(_of(720)) == f"You moved on 1 day, about 12 min; {asked} a day are enough."
    assert sentence(_of(900, 1500, 1200)) == f"You moved on 3 days, about 20 min a day; {asked} are enough."
    before = HistoryShown(Period.around(Scope.WEEK, TODAY - timedelta(days=7), 1), TODAY)
    assert sentence(before) == "No exercise is recorded here. Such times are, and others come."


def test_other_periods_have_their_sums() -> None:
    assert sentence(_of(600, 900, scope=Scope.MONTH)) == "You moved on 2 days, 25 min in all."
    assert sentence(_of(720, scope=Scope.DAY)) == "12 min of movement today: just right."
    assert sentence(past(Scope.DAY, date(2026, 11, 25))).endswith("min of movement on this day.")
    assert sentence(bare()) == "Nothing is recorded yet. After your first routine this is where you see it."


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("ago", [0, 400], ids=["now", "before"])
@pytest.mark.parametrize("seconds", [0, 1, 29, 30])
def test_nobody_is_told_of_0_minutes(scope: Scope, ago: int, seconds: int) -> None:
    period = Period.around(scope, TODAY - timedelta(days=ago), 1)
    one = DayDone(period.first, {HowItWent.STOPPED: 1}, {HowItWent.STOPPED: seconds})
    shown = HistoryShown(period, TODAY, (one, *map(DayDone, period.dates[1:])))
    told = sentence(shown)
    (_heads, (row, *_more)) = days_table(shown.days)
    if not seconds:
        assert told in (
            "Quiet so far. The next routine is a good place to begin.",
            "No exercise is recorded here. Such times are, and others come.",
        )
        assert counted(one) == "stopped: 1"
        assert row[1] == "0"
    elif seconds < 30:
        assert "ess than a minute" in told
        assert counted(one) == "less than a minute of movement · stopped: 1"
        assert row[1] == "<1"
    else:
        assert "1 min" in told
        assert counted(one) == "1 min of movement · stopped: 1"
        assert row[1] == "1"
    assert not [text for text in (told, counted(one)) if re.search(r"\b0 min", text)]


def test_no_sentence_blames_or_counts_streaks() -> None:
    told = [sentence(_of(*[600] * days)) for days in range(8)] + [sentence(bare(scope)) for scope in Scope]
    assert not [one for one in told for word in ("streak", "score", "only", "fail", "!") if word in one.lower()]


def test_the_tables_have_a_row_for_what_there_is() -> None:
    heads, rows = days_table(past().days)
    assert heads == (*("Day", "minutes", "done", "in part", "stopped", "skipped", "missed", "it hurt", "nudges"),)
    assert [row[0] for row in rows] == ["Mon 23/11/2026", "Tue 24/11/2026", "Wed 25/11/2026", "Thu 26/11/2026"]
    for row, one in zip(rows, past().days, strict=False):
        assert row[1:] == (
            one.minutes_text,
            *(str(one.times.get(how, 0)) for how in HowItWent),
            str(one.pains),
            str(one.nudges),
        )
    assert exercises_table(EXERCISES) == (
        ("Exercise", "how often", "both sides", "step", "it hurt"),
        [("Seated twist", "12", "9", "3", "1"), ("Shoulder circles", "12", "–", "–", "0")],
    )


def test_a_day_in_words() -> None:
    assert counted(DayDone(TODAY)) == "nothing recorded"
    times = {Outcome.COMPLETED: 1, Outcome.SHORT: 1, Outcome.PAIN: 1, Outcome.MISSED: 2, Outcome.NUDGE: 4}
    made = DayDone.of(TODAY, times, {Outcome.COMPLETED: 240, Outcome.SHORT: 60, Outcome.PAIN: 31})
    assert counted(made) == "6 min of movement · done: 2 · stopped: 1 · missed: 2 · it hurt: 1 · nudges: 4"
    assert day(date(2026, 11, 28)).empty


@pytest.fixture
def locale(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("locale")
@pytest.mark.parametrize(
    ("name", "week", "month"),
    [
        ("C", "2026-11-23 to 2026-11-29", "November 2026"),
        ("en_GB", "23/11/2026 to 29/11/2026", "November 2026"),
        ("de_DE", "23.11.26 to 29.11.26", "November 2026"),
    ],
)
def test_dates_are_those_of_the_locale(name: str, week: str, month: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert title(Period.around(Scope.WEEK, TODAY, 1)) == week
    assert title(Period.around(Scope.MONTH, TODAY, 1)) == month
    assert title(Period.around(Scope.YEAR, TODAY, 1)) == "2026"
    assert "26" in title(Period.around(Scope.DAY, TODAY, 1))
    assert "2026" in long_date(TODAY)
