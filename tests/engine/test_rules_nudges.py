"""N1 to N4: nudges; U1 to U3: the user's hand; S1 and S2: restarts."""

from datetime import date

import pytest

from deskbreak.engine.actions import (
    CameBack,
    Closed,
    CloseNudge,
    CloseRoutine,
    HoldBegan,
    Invite,
    Nudge,
    Outcome,
    Record,
    Rest,
    Withdraw,
)
from deskbreak.engine.calendar.instant import local_time
from deskbreak.engine.events import (
    Answer,
    Finish,
    ForSpan,
    Idle,
    Input,
    Lock,
    Pause,
    Postpone,
    Progress,
    Reply,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    Stop,
    Unlock,
    Unpause,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
)
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.rules.holds import pause_end
from deskbreak.engine.state import PausedToDay, Waiting
from deskbreak.settings import HOUR, MINUTE, SECOND
from deskbreak.settings.declared import TIP_KINDS

from .desk import Desk
from .test_rules_clocks import away, clocks
from .test_rules_routine import exercising, outcomes, pain

# N1 to N4


def test_n1_held_meanwhile_it_is_shown_once() -> None:
    desk = Desk(nudge={"every": "30m"}).until("09:20")
    desk.tell(SignBegan, Sign.CALL)
    desk.until("10:40").tell(SignEnded, Sign.CALL)
    assert desk.until("11:00").happened("nudge") == ["10:41 nudge"]


def test_n1_switched_off_there_is_none() -> None:
    assert Desk(nudge={"enabled": False}).until("18:00").happened("nudge") == []


def test_n2_with_an_open_invitation_it_waits() -> None:
    desk = Desk(nudge={"every": "10m"}, reminder={"again": "1h", "times": 1}).until("11:30")
    assert desk.happened("nudge", since="10:55") == []
    desk.until("12:00")
    assert desk.happened("nudge", "missed", since="11:01") == ["12:00 missed", "12:00 nudge"]


def test_n2_with_a_later_that_comes_back_soon_it_waits() -> None:
    desk = Desk(nudge={"every": "10m"}).until("11:00")
    desk.tell(Answer, Reply.LATER)
    assert desk.until("11:10").happened("nudge", "invite", since="11:00") == [
        "11:00 invite 1 nudge-due",
        "11:10 invite 1 later",
    ]


def test_n2_with_a_later_that_comes_back_late_it_does_not_wait() -> None:
    desk = Desk().until("11:00")
    desk.tell(Postpone, 71 * MINUTE)
    assert desk.until("12:11").happened("nudge", "invite", since="11:01") == ["12:00 nudge", "12:11 invite 1 later"]


def test_n2_a_later_put_off_again_keeps_it_back_while_it_is_near() -> None:
    desk = Desk().until("11:00")
    desk.tell(Postpone, 65 * MINUTE)
    for time in ("12:04", "12:08"):
        desk.until(time).tell(Postpone, 5 * MINUTE)
    desk.until("12:12").tell(Postpone, 11 * MINUTE)
    assert desk.happened("nudge", "invite", since="11:01") == ["12:12 nudge"]


def test_n2_the_ten_minutes_begin_when_nothing_holds() -> None:
    desk = Desk().until("11:00")
    desk.tell(Postpone, 120 * MINUTE)
    desk.until("11:50").tell(SignBegan, Sign.CALL)
    desk.until("12:54").tell(SignEnded, Sign.CALL)
    assert desk.until("13:00").happened("nudge", "invite", since="11:01") == ["13:00 invite 1 later"]


def test_n2_postponed_it_is_a_nudge() -> None:
    desk = Desk().until("10:50")
    desk.tell(Postpone, 90 * MINUTE)
    assert desk.until("12:20").happened("nudge", "invite", since="10:01") == [
        "11:00 nudge",
        "12:00 nudge",
        "12:20 invite 1 due",
    ]


def test_n2_stopped_early_and_not_yet_to_be_offered_again_it_is_a_nudge() -> None:
    desk = exercising(Desk(nudge={"every": "20m"}).until("11:00"))
    desk.until("11:01").tell(Stop)
    assert desk.until("11:41").happened("nudge", "invite", since="11:01") == ["11:21 nudge", "11:41 invite 1 nudge-due"]


def test_n2_after_pain_it_is_a_nudge() -> None:
    desk = Desk().until("11:00")
    pain(desk)
    assert desk.until("13:00").happened("nudge", "invite", since="11:01") == ["12:00 nudge", "13:00 nudge"]


@pytest.mark.parametrize(("every", "expected"), [("1h50m", "11:00 invite 1 nudge-due"), ("1h49m", "10:49 nudge")])
def test_n3_it_waits_ten_minutes_for_ripeness_and_no_longer(every: str, expected: str) -> None:
    assert Desk(nudge={"every": every}).until("11:00").happened("nudge", "invite")[:1] == [expected]


def test_n3_it_does_not_wait_for_what_may_not_be_offered() -> None:
    desk = Desk(nudge={"every": "1h50m"}).until("10:45")
    desk.tell(Postpone, 30 * MINUTE)
    assert desk.until("11:00").happened("nudge") == ["10:50 nudge"]


@pytest.mark.parametrize("office", [{"lunch": "11:00-12:00"}, {"hours": "09:00-11:10"}, {"hours": "09:00-10:59"}])
def test_n3_it_does_not_wait_for_a_time_that_is_quiet_by_the_clock(office: dict[str, str]) -> None:
    desk = Desk(nudge={"every": "1h50m"}, office={"wind_down": "5m", **office}).until("10:50")
    expected = [] if office == {"hours": "09:00-11:10"} else ["10:50 nudge"]
    assert desk.happened("nudge") == expected


def test_n4_a_nudge_is_of_the_kinds_chosen_and_folds_nobody_after_a_meal() -> None:
    desk = Desk(office={"lunch": "12:00-13:00"}, nudge={"kinds": ["eyes", "walk"]}).until("17:40")
    shown = [(one.at.local.hour, one.action) for one in desk.log if isinstance(one.action, Nudge)]
    assert {nudge.kinds for _hour, nudge in shown} == {("walk", "eyes")}
    assert {hour for hour, nudge in shown if not nudge.folds} == {13, 14}
    assert {hour for hour, nudge in shown if nudge.folds} >= {10, 16}


def test_n4_what_folds_is_back_the_moment_the_meal_is_over() -> None:
    desk = Desk(office={"lunch": "12:00-12:45"}, nudge={"every": "15m"}, routine={"every": ["12h", "12h"]})
    desk.until("15:05")
    shown = {f"{one.at.local:%H:%M}": one.action.folds for one in desk.log if isinstance(one.action, Nudge)}
    assert {at: folds for at, folds in shown.items() if folds is ("12:45" <= at < "14:45")} == {}
    assert {"11:45", "12:46", "14:31", "14:46"} <= set(shown)


def test_n3_skipping_the_routine_ends_the_wait() -> None:
    desk = Desk(nudge={"every": "1h50m"}).until("10:55")
    assert Nudge(0, 115 * MINUTE, TIP_KINDS, folds=True) in desk.tell(Skip)


def test_n3_holds_for_a_withdrawn_invitation_that_is_no_longer_ripe() -> None:
    desk = Desk(
        nudge={"every": "10m", "merge": "10m"},
        away={"after": "20m", "rest": "20m", "settle": "0s"},
        routine={"every": ["2h", "6h"], "pause": "3m"},
    ).until("10:45")
    desk.tell(Idle, desk.now.mono)  # nobody knows before 11:05 that this is an absence
    desk.until("11:11").tell(Input)
    assert desk.happened("invite", "back", since="10:50") == ["11:00 invite 1 pause", "11:11 back rest"]
    assert clocks(desk)[0] == 105
    assert desk.until("11:26").happened("nudge", "invite", since="11:01") == ["11:26 invite 1 nudge-due"]


def test_n4_tips_go_round_and_go_on_after_a_restart() -> None:
    desk = Desk().until("10:00")
    desk.restart("10:01")
    desk.until("11:30")
    desk.tell(Skip)
    desk.until("13:00")
    numbers = [one.action.number for one in desk.log if isinstance(one.action, Nudge)]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) > 1


def test_a_nudge_tells_how_long_one_has_been_seated() -> None:
    desk = away(Desk(), "09:10", "09:20").until("10:20")
    assert [one.action.seated for one in desk.log if isinstance(one.action, Nudge)] == [HOUR]


# U1: pauses


def paused_until(desk: Desk, most: str = "2026-11-30T12:00") -> str:
    """When the pause ends."""
    desk.until(most)
    ends = [one.at for one in desk.log if one.action == HoldBegan(Hold.GRACE)]
    return f"{ends[0].local:%a %H:%M}"


@pytest.mark.parametrize(
    ("at", "length", "end"),
    [
        ("09:30", ForSpan(45 * MINUTE), "Mon 10:15"),
        ("09:30", UntilTime(14 * 60 + 30), "Mon 14:30"),
        ("09:30", UntilTime(9 * 60 + 30), "Tue 09:30"),
        ("09:30", UntilTime(8 * 60), "Tue 08:00"),
        ("09:30", UntilTomorrow(), "Tue 09:00"),
        ("08:30", UntilTomorrow(), "Tue 09:00"),
        ("2026-11-27T20:00", UntilTomorrow(), "Mon 09:00"),
    ],
)
def test_u1_a_pause_ends_by_itself(at: str, length: object, end: str) -> None:
    desk = Desk(at)
    desk.tell(Pause, length)
    assert paused_until(desk) == end


def test_u1_until_resumed_it_does_not() -> None:
    desk = Desk()
    desk.tell(Pause, UntilResumed())
    assert desk.until("2026-12-23T12:00").state.holding(Hold.PAUSED)
    assert HoldBegan(Hold.GRACE) in desk.tell(Unpause)


def test_u1_in_a_night_shift_the_next_office_day_is_the_next_night() -> None:
    desk = Desk("2026-11-24T02:00", office={"hours": "22:00-06:00"})
    desk.tell(Pause, UntilTomorrow())
    assert desk.state.paused == PausedToDay(date(2026, 11, 23))
    assert paused_until(desk) == "Tue 22:00"


def test_u1_where_one_day_follows_the_other_it_ends_at_midnight() -> None:
    desk = Desk(office={"hours": "00:00-24:00"})
    desk.tell(Pause, UntilTomorrow())
    assert paused_until(desk) == "Tue 00:00"


def test_u1_without_another_office_day_it_does_not_end() -> None:
    desk = Desk(office={"days": []})
    desk.tell(Pause, UntilTomorrow())
    assert desk.until("2026-12-01T12:00").state.holding(Hold.PAUSED)


@pytest.mark.parametrize(("hour_of_the_fold", "wait"), [(0, 15 * MINUTE), (1, 15 * MINUTE)])
def test_u1_in_either_hour_of_a_fold_a_quarter_of_an_hour_is_one(hour_of_the_fold: int, wait: int) -> None:
    desk = Desk("2026-10-25T02:30", office={"hours": "00:00-10:00", "days": ["sun"]})
    desk.wait(hour_of_the_fold * HOUR)
    assert desk.now.local.hour == 2
    desk.tell(Pause, UntilTime(2 * 60 + 45))
    assert desk.wait(wait - SECOND).state.holding(Hold.PAUSED)
    assert not desk.wait(SECOND).state.holding(Hold.PAUSED)


@pytest.mark.parametrize("touched", [False, True])
def test_u1_in_a_fold_the_second_time_is_the_next_whatever_else_happens(touched: bool) -> None:
    desk = Desk("2026-10-25T02:50", office={"hours": "00:00-10:00", "days": ["sun"]})
    desk.tell(Pause, UntilTime(2 * 60 + 45))
    if touched:
        desk.wait(30 * MINUTE).tell(Idle, desk.now.mono)  # the clock shows 02:20 again
        desk.wait(MINUTE).tell(Input)
        desk.wait(24 * MINUTE - SECOND)
    else:
        desk.wait(55 * MINUTE - SECOND)
    assert desk.state.holding(Hold.PAUSED)
    assert not desk.wait(SECOND).state.holding(Hold.PAUSED)
    assert desk.now.local.isoformat() == "2026-10-25T02:45:00+01:00"


@pytest.mark.parametrize(
    ("at", "wait", "until", "ends"),
    [
        ("2026-10-25T02:50", HOUR, "02:45", "2026-10-26T02:45:00+01:00"),  # from the second hour on
        ("2026-10-25T01:50", 0, "01:50", "2026-10-26T01:50:00+01:00"),
        ("2026-10-24T02:50", 0, "02:45", "2026-10-25T02:45:00+02:00"),
        ("2026-03-29T01:50", 0, "02:30", "2026-03-29T03:00:00+02:00"),  # there is no such time
        ("2026-03-29T03:10", 0, "02:30", "2026-03-30T02:30:00+02:00"),
    ],
)
def test_u1_about_a_change_of_the_hour_the_next_time_that_the_clock_shows_it(
    at: str, wait: int, until: str, ends: str
) -> None:
    desk = Desk(at).wait(wait)
    desk.tell(Pause, UntilTime(int(until[:2]) * 60 + int(until[3:])))
    assert desk.state.paused is not None
    end = pause_end(desk.state.paused, desk.now, desk.settings)
    assert end is not None
    assert local_time(end, desk.now.zone).isoformat() == ends


def test_u1_until_a_time_in_a_gap_is_until_the_end_of_the_gap() -> None:
    desk = Desk("2026-03-29T01:30", office={"hours": "00:00-10:00", "days": ["sun"]})
    desk.tell(Pause, UntilTime(2 * 60 + 15))
    assert desk.wait(30 * MINUTE - SECOND).state.holding(Hold.PAUSED)
    assert not desk.wait(SECOND).state.holding(Hold.PAUSED)


@pytest.mark.parametrize("length", [ForSpan(2 * HOUR), UntilTime(11 * 60), UntilTomorrow(), UntilResumed()])
def test_u1_it_survives_a_restart(length: object) -> None:
    desk = Desk()
    desk.tell(Pause, length)
    before = desk.state.paused
    desk.restart("10:30")
    assert desk.state.paused == before
    assert desk.state.holding(Hold.PAUSED)


def test_u1_it_ends_while_deskbreak_does_not_run() -> None:
    desk = Desk()
    desk.tell(Pause, ForSpan(HOUR))
    desk.restart("10:30")
    assert desk.state.paused is None


def test_u1_the_clocks_run_on() -> None:
    desk = Desk()
    desk.tell(Pause, ForSpan(90 * MINUTE))
    assert clocks(desk.until("10:30"))[:2] == (90, 90)
    assert desk.until("10:31").happened("nudge") == ["10:31 nudge"]


# U2: skip and postpone


def test_u2_skip_without_an_invitation_skips_the_coming_routine() -> None:
    desk = Desk().until("10:30")
    assert desk.tell(Skip) == [Record(Outcome.SKIPPED, desk.now.utc)]
    assert clocks(desk) == (-30, 30, 90)
    assert desk.until("14:00").happened("invite") == [
        "13:00 invite 1 nudge-due",
        "13:10 invite 2 again",
        "13:20 invite 3 again",
    ]


def test_u2_whoever_skips_twice_skips_two() -> None:
    desk = Desk(nudge={"enabled": False}).until("10:30")
    desk.tell(Skip)
    desk.tell(Skip)
    assert clocks(desk)[0] == -150
    assert desk.until("16:00").happened("invite") == ["16:00 invite 1 due"]


def test_u2_a_skip_while_away_skips_the_one_after_the_return() -> None:
    desk = Desk(nudge={"enabled": False}).until("10:00")
    desk.tell(Lock)
    desk.until("10:10").tell(Skip)
    desk.until("10:30").tell(Unlock)
    assert clocks(desk)[0] == -60  # the rest is cut out of it


def test_u2_what_was_skipped_is_forgotten_with_a_routine_that_is_done() -> None:
    desk = Desk().until("10:30")
    desk.tell(Skip)
    desk.tell(Start)
    desk.tell(Progress, 0, MINUTE, running=True)
    desk.wait(MINUTE).tell(Finish)
    assert clocks(desk)[0] == 0


@pytest.mark.parametrize("start", ["08:00"])
def test_u2_before_the_day_begins_there_is_nothing_to_skip(start: str) -> None:
    assert Desk(start).tell(Skip) == []


def test_u2_skip_of_a_later_is_d4() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    assert desk.until("11:05").tell(Skip) == [Record(Outcome.SKIPPED, desk.now.utc)]
    assert clocks(desk)[:2] == (0, 0)


def test_u2_postpone_without_an_invitation_keeps_it_back_for_that_long() -> None:
    desk = Desk(nudge={"enabled": False}, routine={"every": ["2h", "2h"]})
    desk.until("10:55").tell(Postpone, 20 * MINUTE)
    assert desk.until("11:15").happened("invite") == ["11:15 invite 1 due"]


def test_u2_postpone_with_an_invitation_is_a_later() -> None:
    desk = Desk().until("11:00")
    assert desk.tell(Postpone, 20 * MINUTE) == [Withdraw(Closed.ANSWERED)]
    assert desk.until("11:20").happened("invite")[-1] == "11:20 invite 1 later"
    assert desk.state.open is not None
    assert desk.state.open.laters == 1


def test_u2_a_later_that_is_over_while_something_holds_is_none_any_more() -> None:
    """It waits for a good moment (I2); postponed, it does so from the end of that time on."""
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.until("11:05").tell(SignBegan, Sign.CALL)
    desk.until("11:15").tell(Postpone, 20 * MINUTE)
    desk.until("11:20").tell(SignEnded, Sign.CALL)
    assert desk.until("11:40").happened("invite")[1:] == []
    desk.tell(Idle, desk.now.mono)
    assert desk.until("11:41").happened("invite")[1:] == ["11:40:20 invite 1 pause"]
    assert desk.state.open is not None
    assert desk.state.open.laters == 1


def test_u2_postponed_once_more_a_later_is_not_counted_anew() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.until("11:05").tell(Postpone, 20 * MINUTE)
    desk.until("11:25")
    assert desk.state.open is not None
    assert (desk.state.open.n, desk.state.open.laters) == (1, 1)


def test_u2_a_withdrawn_invitation_is_postponed_with_its_counts() -> None:
    desk = Desk().until("11:12")
    desk.tell(SignBegan, Sign.CALL)
    desk.wait(10 * SECOND).tell(Postpone, 30 * MINUTE)
    desk.until("11:20").tell(SignEnded, Sign.CALL)
    assert desk.state.day is not None
    assert desk.state.day.invitation == Waiting(2, 0)
    assert desk.until("12:30").happened("invite", since="11:13")[0] == "12:00 invite 2 due"


# U3: settings


def test_u3_a_change_takes_effect_at_once() -> None:
    desk = Desk().until("09:40")
    desk.configure(nudge={"every": "30m"})
    assert desk.happened("nudge") == ["09:40 nudge"]


def test_u3_clocks_and_the_open_invitation_stay() -> None:
    desk = Desk().until("11:03")
    desk.configure(routine={"every": ["4h", "5h"]}, office={"hours": "08:00-20:00"})
    assert desk.state.open is not None
    assert clocks(desk) == (123, 3, 123)


NIGHT = [("00:00-08:00", "22:00-08:00"), ("22:00-08:00", "00:00-08:00")]
"""Hours, and others that give the same night another date."""


@pytest.mark.parametrize(("was", "then"), [*NIGHT, ("22:00-08:00", "02:03-08:00")])
def test_u3_clocks_and_the_open_invitation_stay_though_the_day_has_another_date(was: str, then: str) -> None:
    desk = Desk("2026-11-24T00:00", office={"hours": was})
    desk.until("2026-11-24T02:05").configure(office={"hours": then})
    assert clocks(desk) == (125, 5, 125)
    desk.until("2026-11-24T02:10")
    assert desk.happened("invite", "withdraw", "missed") == ["02:00 invite 1 nudge-due", "02:10 invite 2 again"]


@pytest.mark.parametrize(("was", "then"), NIGHT)
def test_u3_what_hurt_today_is_not_offered_though_the_day_has_another_date(was: str, then: str) -> None:
    """D5."""
    desk = Desk("2026-11-24T00:00", office={"hours": was}).until("2026-11-24T01:00")
    pain(desk)
    desk.until("2026-11-24T02:05").configure(office={"hours": then})
    assert desk.until("2026-11-24T08:00").happened("invite", "missed") == []


@pytest.mark.parametrize(("was", "then"), NIGHT)
def test_u3_a_pause_until_the_next_office_day_is_until_the_next_one_by_the_new_hours(was: str, then: str) -> None:
    """U1."""
    desk = Desk("2026-11-24T01:00", office={"hours": was})
    desk.tell(Pause, UntilTomorrow())
    desk.until("2026-11-24T02:05").configure(office={"hours": then})
    assert paused_until(desk) == ("Tue 22:00" if then.startswith("22") else "Wed 00:00")


def test_u3_a_night_that_nobody_saw_ends_the_day_all_the_same() -> None:
    """I5."""
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:45")
    desk.now = desk.now.later(15 * HOUR)  # nothing wakes the engine meanwhile
    desk.configure(office={"hours": "00:00-24:00"})
    assert desk.happened("missed") == ["08:45 missed"]
    assert clocks(desk) == (0, 0, 0)


# S1, S2: restarts


def test_s1_the_gap_counts_as_away() -> None:
    desk = Desk().until("09:30")
    assert CameBack(10 * MINUTE, Rest.REST) in desk.restart("09:40")
    assert desk.happened("away", "back") == ["09:40 away 09:30", "09:40 back rest"]
    assert clocks(desk) == (30, 0, 0)


def test_s1_it_began_at_the_last_sign_of_presence() -> None:
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    desk.until("09:31").restart("09:33")
    assert desk.happened("away", "back") == ["09:33 away 09:30", "09:33 back none"]


def test_s1_somebody_in_a_call_was_there_to_the_last() -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    desk.until("09:40").restart("09:42", signs=frozenset({Sign.CALL}))
    assert desk.happened("away", "back") == ["09:42 away 09:40", "09:42 back none"]
    assert desk.happened("hold").count("09:42 hold call") == 0, "it goes on"
    assert desk.happened("hold", since="09:42") == ["09:42 hold away", "09:42 hold settle"]


def test_s1_nobody_there_at_the_launch_stays_away() -> None:
    desk = Desk().until("09:30")
    desk.restart("09:40", locked=True)
    desk.until("09:50").tell(Unlock)
    assert desk.happened("back") == ["09:50 back rest"]
    desk.restart("10:00", idle_since=desk.now.mono)
    assert desk.happened("back", since="10:00") == []


def test_s1_away_before_and_after_is_one_absence() -> None:
    desk = Desk().until("09:30")
    desk.tell(Lock)
    desk.restart("09:40")
    assert desk.happened("away", "back") == ["09:30 away 09:30", "09:40 back rest"]


def test_s1_over_night() -> None:
    desk = Desk("15:45").until("17:48")
    desk.restart("2026-11-24T09:05")
    assert desk.happened("missed") == ["09:05 missed"]
    assert [one.action.at for one in desk.log if isinstance(one.action, Record)][-1] < desk.now.utc - 12 * HOUR
    assert clocks(desk) == (0, 0, 0)


def test_s1_an_invitation_comes_back_with_its_counts() -> None:
    desk = Desk().until("11:12")
    assert Withdraw(Hold.AWAY) in desk.restart("11:13")
    assert desk.until("11:15").happened("invite", since="11:13") == ["11:15 invite 2 settled"]


def test_s1_a_later_goes_on() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.until("11:01").restart("11:02")
    assert desk.until("11:10").happened("invite", since="11:01") == ["11:10 invite 1 later"]


def test_s1_a_routine_ends_with_the_state_that_was_saved() -> None:
    desk = exercising(Desk().until("11:00")).until("11:03")
    desk.tell(Input)
    ended = desk.now.utc
    actions = desk.restart("11:30")
    assert Record(Outcome.PARTIAL, ended, 3 * MINUTE, ("shoulders", "twist")) in actions
    assert CloseRoutine() in actions
    assert desk.happened("away") == ["11:30 away 11:03"]
    assert clocks(desk) == (0, 0, 0)


def test_s1_a_routine_cut_off_early_may_be_offered_half_an_hour_after_that() -> None:
    desk = exercising(Desk().until("11:00"))
    desk.until("11:01").tell(Progress, MINUTE, 4 * MINUTE, running=True)
    desk.restart("11:04")
    assert outcomes(desk) == [Outcome.STOPPED]
    desk.until("11:30").tell(Idle, desk.now.mono)
    assert desk.until("11:31").happened("invite", since="11:01") == ["11:31 invite 1 pause"]


def test_s2_a_nudge_is_not_shown_again() -> None:
    desk = Desk().until("10:00")
    desk.wait(5 * SECOND)
    assert CloseNudge() in desk.restart("10:00:10")
    assert desk.until("10:50").happened("nudge") == ["10:00 nudge"]


def test_s2_an_invitation_that_was_let_go_stays_so() -> None:
    desk = Desk().until("11:30")
    assert not any(isinstance(action, Invite) for action in desk.restart("11:31"))
    assert desk.until("12:00").happened("invite", since="11:21") == []
