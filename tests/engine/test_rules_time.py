"""T1 to T3: two clocks, zones, daylight saving, and hands on the wall clock."""

from datetime import date, datetime

import pytest

from deskbreak.engine.actions import Nudge, Withdraw
from deskbreak.engine.calendar.instant import Instant, local_time, zone_info
from deskbreak.engine.calendar.office import next_office_day, office_at, office_day, wall_instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import (
    Answer,
    ForSpan,
    Input,
    Pause,
    Reply,
    Start,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
    Wake,
)
from deskbreak.engine.reasons import Hold
from deskbreak.engine.wake import next_wake
from deskbreak.settings import HOUR, MINUTE, Settings

from .desk import Desk, instant, settings

BERLIN = "Europe/Berlin"


def hours(day: str, zone: str = BERLIN, **office: object) -> tuple[str, str]:
    """When the office day of ``day`` begins and ends, local time with offset."""
    found = office_day(settings(office=office).office, 0, zone, date.fromisoformat(day))
    assert found is not None
    return tuple(local_time(utc, zone).isoformat(timespec="minutes")[11:] for utc in (found.start, found.end))  # type: ignore[return-value]


def test_t1_a_span_clock_that_seems_to_go_back_stands_still() -> None:
    state = first_state(instant("09:00", mono=5 * HOUR))
    back = instant("09:10", mono=HOUR)
    state, actions = step(state, Wake(back), Settings())
    assert state.last.mono == 5 * HOUR
    assert state.last.utc == back.utc
    assert actions == ()


def test_t1_the_wall_clock_decides_no_span() -> None:
    desk = Desk()
    desk.until("09:59").set_clock("09:30")
    assert desk.wait(MINUTE).happened("nudge") == ["09:31 nudge"]


def test_t2_office_hours_are_those_of_the_zone_in_force() -> None:
    desk = Desk("08:00", office={"lunch": ""})
    desk.set_zone("Europe/Helsinki")  # 09:00 there
    assert desk.wait(HOUR).happened("free", "nudge") == ["09:00 free", "10:00 nudge"]


def test_t2_a_shift_over_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    assert hours("2026-11-23", hours="22:00-06:00") == ("22:00+01:00", "06:00+01:00")
    night = settings(office={"hours": "22:00-06:00", "days": ["mon"]})
    tuesday = office_at(night, instant("2026-11-24T03:00").utc, BERLIN)
    assert tuesday is not None
    assert tuesday.date == date(2026, 11, 23)
    assert office_at(night, instant("2026-11-24T23:00").utc, BERLIN) is None


def test_t2_a_night_is_one_office_day() -> None:
    desk = Desk("22:00", office={"hours": "22:00-06:00", "lunch": "02:00-02:30"}, routine={"after_lunch": "0s"})
    desk.until("2026-11-24T06:30")
    assert desk.happened("nudge", "invite", "hold", since="22:00")[:2] == ["23:00 nudge", "00:00 invite 1 nudge-due"]
    assert "02:00 hold lunch" in desk.happened("hold")
    assert "05:50 hold wind-down" in desk.happened("hold")
    assert desk.happened("hold")[-1] == "06:00 hold off"


def test_t2_lunch_before_a_night_shift_is_still_digested_in_it() -> None:
    found = office_day(
        settings(office={"hours": "22:00-06:00", "lunch": "21:00-22:30"}).office, HOUR, BERLIN, date(2026, 11, 23)
    )
    assert found is not None
    assert found.in_lunch(instant("22:15").utc)
    assert found.in_meal(instant("23:15").utc)


@pytest.mark.parametrize(
    ("shift", "lunch", "start", "end"),
    [
        ("22:00-06:00", "21:00-22:30", "2026-11-23T21:00", "2026-11-23T22:30"),
        ("22:00-06:00", "21:00-22:00", "2026-11-23T21:00", "2026-11-23T22:00"),
        ("15:00-00:30", "14:00-15:00", "2026-11-23T14:00", "2026-11-23T15:00"),
        ("22:00-06:00", "12:00-13:00", "2026-11-23T12:00", "2026-11-23T13:00"),
        ("22:00-06:00", "02:00-02:30", "2026-11-24T02:00", "2026-11-24T02:30"),
        ("22:00-06:00", "05:30-06:30", "2026-11-24T05:30", "2026-11-24T06:30"),
        ("22:00-06:00", "23:30-00:30", "2026-11-23T23:30", "2026-11-24T00:30"),
        ("00:00-08:00", "23:30-00:30", "2026-11-22T23:30", "2026-11-23T00:30"),
        ("00:00-08:00", "23:00-24:00", "2026-11-22T23:00", "2026-11-23T00:00"),
        ("00:00-24:00", "23:00-24:00", "2026-11-23T23:00", "2026-11-24T00:00"),
        ("09:00-18:00", "08:00-09:00", "2026-11-23T08:00", "2026-11-23T09:00"),
    ],
)
def test_h1_lunch_is_the_one_in_the_shift_or_else_the_last_before_it(
    shift: str, lunch: str, start: str, end: str
) -> None:
    office = settings(office={"hours": shift, "lunch": lunch}).office
    found = office_day(office, HOUR, BERLIN, date(2026, 11, 23))
    assert found is not None
    assert found.lunch == (instant(start).utc, instant(end).utc)


@pytest.mark.parametrize(
    ("shift", "lunch"),
    [("22:00-06:00", "21:00-22:00"), ("15:00-00:30", "14:00-15:00"), ("00:00-08:00", "23:00-24:00")],
)
def test_h1_what_was_eaten_just_before_a_shift_is_digested_in_it(shift: str, lunch: str) -> None:
    desk = Desk(f"2026-11-24T{shift[:5]}", office={"hours": shift, "lunch": lunch}, routine={"every": ["1h", "90m"]})
    desk.wait(2 * HOUR - MINUTE)
    assert desk.happened("invite") == []
    assert len(desk.wait(MINUTE).happened("invite")) == 1


@pytest.mark.parametrize(
    ("day", "office_hours", "expected"),
    [
        ("2026-03-29", "02:30-10:00", ("03:00+02:00", "10:00+02:00")),  # the hour from 2 to 3 is not there
        ("2026-03-28", "22:00-02:30", ("22:00+01:00", "03:00+02:00")),
        ("2026-10-25", "02:30-10:00", ("02:30+02:00", "10:00+01:00")),  # the hour from 2 to 3 is there twice
        ("2026-10-24", "22:00-02:30", ("22:00+02:00", "02:30+02:00")),
    ],
)
def test_t2_gaps_and_folds(day: str, office_hours: str, expected: tuple[str, str]) -> None:
    assert hours(day, hours=office_hours, days=["sat", "sun"]) == expected


def test_t2_a_shift_that_lies_in_a_gap_is_none() -> None:
    office = settings(office={"hours": "02:10-02:50", "days": ["sun"]}).office
    assert office_day(office, 0, BERLIN, date(2026, 3, 29)) is None
    assert office_day(office, 0, BERLIN, date(2026, 3, 22)) is not None


def test_t2_a_day_that_a_zone_left_out() -> None:
    # Samoa went over the date line: 30 December 2011 was not there.
    office = settings(office={"days": ["fri"]}).office
    assert office_day(office, 0, "Pacific/Apia", date(2011, 12, 30)) is None


def test_t2_a_nudge_counts_an_hour_through_the_change_of_the_hour() -> None:
    desk = Desk("2026-03-29T01:30", office={"hours": "01:30-10:00", "days": ["sun"]})
    desk.wait(HOUR)
    assert [happened.at.local.isoformat() for happened in desk.log if isinstance(happened.action, Nudge)] == [
        "2026-03-29T03:30:00+02:00"
    ]


def test_t2_where_two_shifts_overlap_the_one_that_began_first_goes_on() -> None:
    both = settings(office={"hours": "22:00-06:00", "other_hours": {"tue": "05:00-12:00"}})
    early, late = (office_at(both, instant(f"2026-11-24T{time}").utc, BERLIN) for time in ("05:30", "06:00"))
    assert early is not None
    assert late is not None
    assert (early.date.day, late.date.day) == (23, 24)


def test_t2_no_office_day_in_a_year_is_none() -> None:
    never = settings(office={"days": []})
    now = instant("09:00")
    assert next_office_day(never, now.utc, now.zone) is None
    state, _ = step(first_state(now), Wake(now), never)
    assert next_wake(state, never) is None
    assert state.holding(Hold.OFF)


def test_t2_days_off_and_other_hours() -> None:
    office = settings(
        office={"days_off": ["2026-11-23..2026-11-24"], "other_hours": {"wed": "10:00-12:00", "sat": "10:00-12:00"}}
    )
    coming = next_office_day(office, instant("08:00").utc, BERLIN)
    assert coming is not None
    assert (coming.date, coming.end - coming.start) == (date(2026, 11, 25), 2 * HOUR)
    saturday = next_office_day(office, instant("08:00").utc, BERLIN, after=date(2026, 11, 27))
    assert saturday is not None
    assert saturday.date == date(2026, 11, 28)


@pytest.mark.parametrize(
    "to", ["2026-11-24T10:30", "2026-11-20T10:30", "2031-11-24T10:30", "14:00", "2026-11-23T09:05"]
)
def test_t3_set_within_office_hours_nothing_is_early_twice_or_lost(to: str) -> None:
    desk = Desk()
    desk.until("10:30").set_clock(to)
    desk.wait(30 * MINUTE)
    assert [
        type(happened.action).__name__ for happened in desk.log if "Hold" not in type(happened.action).__name__
    ] == [
        "Nudge",
        "Record",
        "Invite",
        "Record",
    ]
    assert desk.state.last.mono == 2 * HOUR


def test_t3_an_open_invitation_survives_a_jump_to_another_office_day() -> None:
    desk = Desk()
    desk.until("11:05").set_clock("2026-11-24T15:00")
    assert desk.state.open is not None
    assert desk.wait(5 * MINUTE).happened("invite")[-1] == "15:05 invite 2 again"


def test_t3_out_of_the_office_and_back_again() -> None:
    desk = Desk()
    desk.until("11:05").set_clock("20:00")
    assert desk.happened("withdraw", "missed") == ["20:00 withdraw off"]
    desk.set_clock("11:05")
    assert desk.until("12:00").happened("invite", "missed", since="11:01") == ["12:00 invite 1 nudge-due"]


def test_t3_the_day_that_was_left_by_the_clock_ends_when_another_begins() -> None:
    desk = Desk()
    desk.until("11:05").set_clock("20:00")
    desk.until("2026-11-24T09:00")
    assert desk.happened("missed") == ["09:00 missed"]
    assert desk.state.day is not None
    assert desk.state.day.invitation is None


def test_t3_a_pause_until_a_time_of_day_lasts_no_day_longer() -> None:
    desk = Desk("2027-11-22T10:00")
    desk.tell(Pause, UntilTime(14 * 60 + 30))
    desk.set_clock("2026-11-23T10:00")
    desk.until("2026-11-23T14:29")
    assert desk.state.holding(Hold.PAUSED)
    desk.until("2026-11-23T14:30")
    assert not desk.state.holding(Hold.PAUSED)


def test_t3_a_pause_until_the_next_office_day_lasts_no_year() -> None:
    desk = Desk("2027-11-22T10:00")
    desk.tell(Pause, UntilTomorrow())
    desk.set_clock("2026-11-23T10:00")
    assert desk.until("2026-11-24T08:59").state.holding(Hold.PAUSED)
    desk.until("2026-11-24T09:00")
    assert not desk.state.holding(Hold.PAUSED)


@pytest.mark.parametrize("back_to", ["09:39", "09:10", "07:00", "2026-11-22T23:00"])
def test_t3_a_clock_that_is_set_back_ends_no_pause_early(back_to: str) -> None:
    desk = Desk("09:30")
    desk.tell(Pause, UntilTime(9 * 60 + 15))
    desk.until("09:40").set_clock(back_to)
    assert desk.until("2026-11-24T09:14").state.holding(Hold.PAUSED)
    assert not desk.until("2026-11-24T09:15").state.holding(Hold.PAUSED)


def test_t3_set_back_by_days_a_pause_lasts_a_day_longer_at_most_and_no_shorter() -> None:
    desk = Desk("09:30")
    desk.tell(Pause, UntilTime(9 * 60 + 15))
    desk.until("09:40").set_clock("2026-11-18T09:10")  # 23 h 35 min are left of it
    assert desk.until("2026-11-19T09:14").state.holding(Hold.PAUSED)
    assert not desk.until("2026-11-19T09:15").state.holding(Hold.PAUSED)


@pytest.mark.parametrize(("back_to", "ends"), [("2026-11-22T23:50", "24"), ("2026-11-17T00:40", "18")])
def test_t3_a_clock_that_is_set_back_ends_no_pause_until_the_next_office_day_early(back_to: str, ends: str) -> None:
    desk = Desk("2026-11-23T00:30")
    desk.tell(Pause, UntilTomorrow())
    desk.wait(10 * MINUTE).set_clock(back_to)
    assert desk.until(f"2026-11-{ends}T08:59").state.holding(Hold.PAUSED)
    assert not desk.until(f"2026-11-{ends}T09:00").state.holding(Hold.PAUSED)


def test_t3_a_clock_that_is_set_back_is_nothing_to_other_pauses() -> None:
    for length in (ForSpan(30 * MINUTE), UntilResumed()):
        desk = Desk()
        desk.tell(Pause, length)
        paused = desk.state.paused
        desk.set_clock("2026-11-20T09:00")
        assert desk.state.paused == paused


def test_t3_a_pause_of_some_length_is_none_of_the_wall_clock() -> None:
    desk = Desk()
    desk.tell(Pause, ForSpan(30 * MINUTE))
    desk.set_clock("2026-11-24T10:00")
    assert desk.wait(29 * MINUTE).state.holding(Hold.PAUSED)
    assert not desk.wait(MINUTE).state.holding(Hold.PAUSED)


def test_t3_a_routine_goes_on_through_a_jump() -> None:
    desk = Desk()
    desk.tell(Start)
    desk.set_clock("2026-11-24T20:00")
    assert desk.state.routine is not None
    assert Withdraw(Hold.OFF) not in desk.tell(Input)


def test_an_answer_in_another_zone_is_an_answer() -> None:
    desk = Desk()
    desk.until("11:00").set_zone("Europe/London")
    desk.tell(Answer, Reply.SKIP)
    assert desk.happened("skipped", since="09:00") == ["10:00 skipped"]


def test_a_wall_clock_beyond_all_calendars_is_refused() -> None:
    with pytest.raises(ValueError, match="calendar"):
        Instant(0, 2**60, "UTC")


@pytest.mark.parametrize("zone", ["Europe", "Nowhere/Land", "../etc/passwd", "x" * 300, ""])
def test_a_zone_that_is_none_is_a_value_error(zone: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the standard library has several sentences for it
        zone_info(zone)


def test_wall_times_that_are_there_are_themselves() -> None:
    utc = wall_instant(datetime.fromisoformat("2026-11-23T10:12"), BERLIN)
    assert utc == datetime.fromisoformat("2026-11-23T09:12Z").timestamp() * 1000
    assert local_time(utc, BERLIN).isoformat() == "2026-11-23T10:12:00+01:00"
