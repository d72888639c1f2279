"""Values that cannot be built wrong."""

from datetime import date

import pytest

from deskbreak.settings import DateSpan, TimeRange


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (1440, 60), (0, -1), (0, 1441)])
def test_a_time_that_no_day_has_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="between 00:00 and 24:00"):
        TimeRange(start, end)


def test_a_range_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="two different ends"):
        TimeRange(60, 60)


def test_over_midnight() -> None:
    assert TimeRange(22 * 60, 6 * 60).over_midnight
    assert not TimeRange(0, 24 * 60).over_midnight


def test_a_span_of_dates_has_both_its_ends() -> None:
    span = DateSpan(date(2026, 12, 24), date(2027, 1, 1))
    assert [day in span for day in (date(2026, 12, 23), span.first, span.last, date(2027, 1, 2))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="no earlier than it starts"):
        DateSpan(date(2027, 1, 1), date(2026, 12, 24))
