"""Several routines, one after the other by day (D8)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.engine.calendar.in_turn import days_of_work_before, routine_at, routine_on
from deskbreak.engine.calendar.office import office_day, wall_instant
from deskbreak.settings import DAYS, DateSpan, OfficeSettings, RoutineSettings, Settings, TimeRange

MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"
NIGHT = TimeRange(22 * 60, 6 * 60)

NEAR = st.dates(MONDAY - timedelta(days=80), MONDAY + timedelta(days=80))
OFFICES = st.builds(
    OfficeSettings,
    days=st.sets(st.sampled_from(DAYS)).map(lambda some: tuple(day for day in DAYS if day in some)),
    other_hours=st.sets(st.sampled_from(DAYS), max_size=3).map(lambda some: tuple((day, NIGHT) for day in some)),
    days_off=st.lists(
        st.lists(NEAR, min_size=2, max_size=2).map(lambda ends: DateSpan(min(ends), max(ends))), max_size=5
    ).map(tuple),
)


def of(*names: str, office: OfficeSettings | None = None) -> Settings:
    return Settings(office=office or OfficeSettings(), routine=RoutineSettings(name=names))


def on(settings: Settings, first: date, count: int) -> list[str]:
    return [routine_on(settings, first + number * ONE_DAY) for number in range(count)]


def test_d8_each_day_of_work_has_the_next_one_weekend_or_not() -> None:
    week = on(of("desk", "neck"), MONDAY, 14)
    worked = [*week[:5], *week[7:12]]
    assert set(worked) == {"desk", "neck"}
    assert all(one != other for one, other in pairwise(worked)), "Friday and Monday, too"
    assert week[5] == week[6] == week[7], "on a day off it is that of the next day of work"


def test_d8_of_one_it_is_that_one() -> None:
    assert set(on(of("desk"), MONDAY, 14)) == {"desk"}


def test_d8_three_come_in_their_order_and_one_named_twice_has_two_turns() -> None:
    days = [routine_on(of("a", "b", "c"), MONDAY + number * ONE_DAY) for number in (0, 1, 2, 3, 4, 7, 8, 9)]
    start = "abc".index(days[0])
    assert days == ["abc"[(start + number) % 3] for number in range(8)]
    assert sorted(on(of("a", "a", "b"), MONDAY, 3)) == ["a", "a", "b"]


def test_d8_a_holiday_between_takes_no_turn() -> None:
    office = OfficeSettings(days_off=(DateSpan(MONDAY + ONE_DAY, MONDAY + ONE_DAY),))
    monday, tuesday, wednesday = on(of("desk", "neck", office=office), MONDAY, 3)
    assert monday != wednesday
    assert tuesday == wednesday


def test_d8_where_nobody_works_it_is_the_same_one() -> None:
    assert len(set(on(of("desk", "neck", office=OfficeSettings(days=())), MONDAY, 14))) == 1


@pytest.mark.parametrize(
    ("hour", "day"),
    [(0, -1), (3, -1), (5, -1), (6, 0), (12, 0), (22, 0), (23, 0)],
)
def test_d8_a_night_shift_is_one_day(hour: int, day: int) -> None:
    """T2"""
    settings = of("desk", "neck", office=OfficeSettings(hours=NIGHT))
    tuesday = MONDAY + ONE_DAY
    at = wall_instant(datetime.combine(tuesday, time(hour)), BERLIN)
    assert routine_at(settings, at, BERLIN) == routine_on(settings, tuesday + day * ONE_DAY)


def test_d8_it_is_that_of_the_local_date() -> None:
    settings = of("desk", "neck")
    late = wall_instant(datetime.combine(MONDAY, time(23, 59)), BERLIN)
    assert routine_at(settings, late, BERLIN) == routine_on(settings, MONDAY)
    assert routine_at(settings, late, "Asia/Tokyo") == routine_on(settings, MONDAY + ONE_DAY)


@given(OFFICES, NEAR, st.integers(0, 60))
def test_d8_days_of_work_are_counted_one_by_one(office: OfficeSettings, first: date, more: int) -> None:
    worked = [office_day(office, 0, "UTC", first + number * ONE_DAY) is not None for number in range(more)]
    assert days_of_work_before(office, first + more * ONE_DAY) - days_of_work_before(office, first) == sum(worked)


@given(OFFICES, NEAR, st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5, unique=True))
def test_d8_none_is_passed_over(office: OfficeSettings, first: date, names: list[str]) -> None:
    settings = of(*names, office=office)
    days = [first + number * ONE_DAY for number in range(60)]
    came = [routine_on(settings, day) for day in days if office_day(office, 0, "UTC", day) is not None]
    for one, other in pairwise(came):
        assert names.index(other) == (names.index(one) + 1) % len(names)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_d8_the_calendar_has_ends(day: date) -> None:
    office = replace(OfficeSettings(), days_off=(DateSpan(date.min, date.max),))
    assert days_of_work_before(office, day) == 0
    assert routine_on(of("desk", "neck"), day) in ("desk", "neck")
