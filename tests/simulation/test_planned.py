"""The day that ``plan`` prints, in short: nudges, and from when until when each routine may be offered."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from deskbreak.engine.actions import Invite, Nudge
from deskbreak.settings import HOUR, MINUTE, Settings
from deskbreak.settings.reading import read_settings
from deskbreak.simulation.planned import PlannedDay, planned_day, planned_run

BERLIN, WINTER = "Europe/Berlin", timezone(timedelta(hours=1))
MONDAY, SUNDAY = date(2026, 11, 30), date(2026, 11, 29)
FIVE = 5 * MINUTE


def at(clock: str) -> int:
    """UTC ms of a time of that Monday."""
    return round(datetime.fromisoformat(f"{MONDAY}T{clock}").replace(tzinfo=WINTER).timestamp() * 1000)


def planned(settings: Settings) -> PlannedDay:
    found = planned_day(settings, FIVE, BERLIN, MONDAY)
    assert found is not None
    return found


def test_a_day_as_it_comes() -> None:
    day = planned(Settings())
    assert (day.office.start, day.office.end) == (at("09:00"), at("18:00"))
    assert day.nudges == (at("10:00"), at("12:05"), at("14:10"), at("16:15"))
    assert day.routines[:2] == ((at("11:00"), at("12:00")), (at("13:05"), at("14:05")))


def test_after_lunch_a_routine_waits_for_the_end_of_the_meal() -> None:
    settings = read_settings({"office": {"lunch": "12:30-13:15"}}).settings
    assert planned(settings).routines[1] == (at("15:15"), at("15:15"))


def test_no_routine_is_planned_into_lunch() -> None:
    hours = {"hours": "09:50-18:00", "lunch": "12:15-12:45"}
    assert planned(read_settings({"office": hours}).settings).routines[0] == (at("11:50"), at("12:15"))


def test_one_that_finds_no_moment_before_lunch_comes_after_the_meal() -> None:
    table = {"office": {"lunch": "11:30-12:15"}, "nudge": {"enabled": False}}
    assert planned(read_settings(table).settings).routines[0] == (at("14:15"), at("14:15"))


def test_without_nudges_the_first_thing_of_a_day_is_a_routine() -> None:
    day = planned(read_settings({"nudge": {"enabled": False}}).settings)
    assert day.nudges == ()
    assert day.routines[0] == (at("11:00"), at("12:00"))


def test_a_day_off_has_no_plan() -> None:
    assert planned_day(Settings(), FIVE, BERLIN, SUNDAY) is None
    assert planned_run(Settings(), FIVE, BERLIN, SUNDAY) is None


@given(
    lunch=st.integers(0, 23 * 60),
    lasts=st.integers(10, 120),
)
def test_none_lies_in_lunch_whenever_that_is(lunch: int, lasts: int) -> None:
    office = replace(Settings().office, lunch=replace(Settings().office.hours, start=lunch, end=(lunch + lasts) % 1440))
    day = planned(replace(Settings(), office=office))
    assert day.office.lunch is not None
    start, end = day.office.lunch
    assert all(last <= start or end <= first for first, last in day.routines)


@given(
    start=st.integers(0, 23 * 60),
    length=st.integers(10, 16 * 60),
    least=st.integers(20, 300),
    more=st.integers(0, 300),
    nudge=st.integers(10, 480),
)
def test_it_is_the_day_that_the_engine_makes(start: int, length: int, least: int, more: int, nudge: int) -> None:
    settings = Settings()
    hours = replace(settings.office.hours, start=start, end=(start + length) % (24 * 60))
    settings = replace(
        settings,
        office=replace(settings.office, hours=hours),
        routine=replace(settings.routine, every=(least * MINUTE, (least + more) * MINUTE)),
        nudge=replace(settings.nudge, every=nudge * MINUTE),
    )
    day, run = planned(settings), planned_run(settings, FIVE, BERLIN, MONDAY)
    assert run is not None
    actions = list(run.run())
    invited = [one.at.utc for one in actions if isinstance(one.action, Invite)]
    assert list(day.nudges) == [one.at.utc for one in actions if isinstance(one.action, Nudge)]
    assert len(day.routines) == len(invited)
    for (first, last), at_once in zip(day.routines, invited, strict=True):
        assert day.office.start <= first <= at_once <= last
        assert last - first <= max(more * MINUTE, at_once - first)
        assert last - first < 24 * HOUR
