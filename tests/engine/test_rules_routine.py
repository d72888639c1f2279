"""D1 to D7: offering, opening and ending a routine; I1 to I5: the invitation's course."""

from datetime import date
from typing import Any

import pytest

from deskbreak.engine.actions import (
    Closed,
    CloseRoutine,
    Invite,
    LeaveOut,
    OpenRoutine,
    Outcome,
    PainTakenBack,
    Record,
    Version,
    Withdraw,
)
from deskbreak.engine.events import (
    Answer,
    Event,
    Finish,
    Idle,
    Input,
    Launch,
    Lock,
    Manner,
    Pain,
    Pause,
    Postpone,
    Progress,
    PutBack,
    Reply,
    Resume,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    Stop,
    Suspend,
    TakeBackPain,
    Unlock,
    Unpause,
    UntilResumed,
)
from deskbreak.engine.reasons import Sign
from deskbreak.settings import MINUTE, SECOND

from .desk import Desk, instant
from .test_rules_clocks import clocks

LONG = {"every": ["2h", "6h"]}
NO_NUDGES = {"enabled": False}


def outcomes(desk: Desk) -> list[Outcome]:
    """What went into history, nudges and invitations aside."""
    found = [one.action.outcome for one in desk.log if isinstance(one.action, Record)]
    return [outcome for outcome in found if outcome not in {Outcome.NUDGE, Outcome.INVITE}]


def exercising(desk: Desk, done: int = 0, total: int = 4 * MINUTE) -> Desk:
    """A routine is open, ``done`` of ``total`` ms so far, and runs on."""
    desk.tell(Start)
    desk.tell(Progress, done, total, running=True, exercises=("shoulders", "twist"))
    return desk


@pytest.mark.parametrize("told", [(Progress, MINUTE, 4 * MINUTE, True), (Finish,), (Stop,)], ids=str)
def test_what_is_told_of_a_routine_that_is_not_open_changes_nothing(told: tuple[Any, ...]) -> None:
    """From a window whose routine a lock has ended, say."""
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:30")
    before = desk.state
    assert desk.tell(*told) == []
    assert desk.state == before


@pytest.mark.parametrize("end", [Finish, Stop, Lock])
def test_the_record_has_how_it_was_done(end: type[Event]) -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:30")
    desk.tell(Start)
    manner = Manner("neck", 3, "right", "neck-turn")
    desk.tell(Progress, MINUTE, 4 * MINUTE, running=False, exercises=("neck-nod", "neck-turn"), manner=manner)
    (action,) = [action for action in desk.tell(end) if isinstance(action, Record)]
    assert action.manner == manner


# D1: the good moments


def test_d1_a_pause_in_the_input() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:30")
    desk.tell(Idle, desk.now.mono)
    assert desk.until("11:31").happened("invite") == ["11:30:20 invite 1 pause"]


def test_d1_the_end_of_settling_in() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:30")
    desk.tell(Lock)
    desk.until("11:31").tell(Unlock)
    assert desk.until("11:40").happened("invite") == ["11:33 invite 1 settled"]


def test_d1_the_end_of_grace() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.until("11:40").tell(SignEnded, Sign.CALL)
    assert desk.until("11:50").happened("invite") == ["11:41 invite 1 hold-over"]


def test_d1_a_nudge_that_falls_due() -> None:
    desk = Desk(routine=LONG, nudge={"every": "50m"}).until("11:39")
    assert desk.happened("nudge", "invite") == ["09:50 nudge", "10:40 nudge", "11:30 invite 1 nudge-due"]


def test_d1_at_the_latest_when_due() -> None:
    assert Desk(nudge=NO_NUDGES).until("12:00").happened("invite") == ["12:00 invite 1 due"]


def test_d1_the_states_count_when_ripeness_comes() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("10:59")
    desk.tell(Idle, desk.now.mono)
    assert desk.until("11:01").happened("invite") == ["11:00 invite 1 pause"]


def test_d1_the_states_count_when_freedom_comes() -> None:
    desk = Desk(nudge=NO_NUDGES).until("11:30")
    desk.tell(Postpone, 90 * MINUTE)
    assert desk.until("13:00").happened("invite") == ["13:00 invite 1 due"]


def test_d1_the_moments_that_are_no_states_pass() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("10:50")
    desk.tell(SignBegan, Sign.DND)
    desk.until("10:55").tell(SignEnded, Sign.DND)  # over before it is ripe
    assert desk.until("14:00").happened("invite") == []


def test_d1_settled_in_the_middle_of_a_call_is_no_moment() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:30")
    desk.tell(Lock)
    desk.until("11:31").tell(Unlock)
    desk.tell(SignBegan, Sign.CALL)
    desk.until("11:40").tell(SignEnded, Sign.CALL)
    assert desk.until("11:50").happened("invite") == ["11:41 invite 1 hold-over"]


@pytest.mark.parametrize(
    ("nudge", "every", "expected"),
    [
        ({"every": "2h"}, ["2h", "2h"], "11:00 invite 1 nudge-due"),
        (NO_NUDGES, ["2h", "2h"], "11:00 invite 1 due"),
    ],
)
def test_d1_the_first_reason_is_named(nudge: dict[str, object], every: list[str], expected: str) -> None:
    assert Desk(routine={"every": every}, nudge=nudge).until("11:00").happened("invite") == [expected]


def test_d1_a_pause_in_the_input_is_named_before_all() -> None:
    desk = Desk(routine={"every": ["2h", "2h"]}).until("10:58")
    desk.tell(Lock)
    desk.tell(Unlock)  # settled at 11:00
    desk.until("10:59").tell(Idle, desk.now.mono)
    assert desk.until("11:00").happened("invite") == ["11:00 invite 1 pause"]


def test_d1_settled_is_named_before_hold_over() -> None:
    desk = Desk(routine=LONG, nudge={"every": "2h"}, hold={"grace": "2m"}).until("10:58")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Lock)
    desk.tell(Unlock)
    desk.tell(SignEnded, Sign.CALL)
    assert desk.until("11:00").happened("invite") == ["11:00 invite 1 settled"]


def test_d1_hold_over_is_named_before_nudge_due() -> None:
    desk = Desk(routine={"every": ["2h", "2h"]}).until("10:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.until("10:59").tell(SignEnded, Sign.CALL)
    assert desk.until("11:00").happened("invite") == ["11:00 invite 1 hold-over"]


# D2: Start


def test_d2_start_withdraws_the_invitation() -> None:
    desk = Desk().until("11:00")
    assert desk.tell(Answer, Reply.START)[:2] == [Withdraw(Closed.ANSWERED), OpenRoutine(Version.FULL)]


@pytest.mark.parametrize("before", ["08:00", "09:30"])
def test_d2_starting_is_always_possible(before: str) -> None:
    desk = Desk(before)
    desk.tell(Pause, UntilResumed())
    desk.tell(SignBegan, Sign.CALL)
    assert OpenRoutine(Version.FULL) in desk.tell(Start)


def test_d2_no_second_routine_opens_beside_the_first() -> None:
    desk = exercising(Desk())
    before = desk.state
    assert desk.tell(Start) == []
    assert desk.state == before


def test_d2_start_clears_a_later() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    exercising(desk).until("11:04").tell(Finish)
    assert desk.until("12:30").happened("invite", since="11:01") == []


def test_d2_before_the_day_begins_it_counts_and_sets_nothing_back() -> None:
    desk = exercising(Desk("08:00")).until("08:04")
    desk.tell(Finish)
    assert outcomes(desk) == [Outcome.COMPLETED]
    assert desk.until("10:00").happened("nudge") == ["10:00 nudge"]


# D3: how it ends


def test_d3_completed_sets_both_clocks_back() -> None:
    desk = exercising(Desk().until("11:00")).until("11:04")
    assert desk.tell(Finish)[0] == Record(Outcome.COMPLETED, desk.now.utc, 4 * MINUTE, ("shoulders", "twist"))
    assert clocks(desk) == (0, 0, 0)


@pytest.mark.parametrize(
    ("seconds", "outcome"), [(119, Outcome.STOPPED), (120, Outcome.PARTIAL), (900, Outcome.PARTIAL)]
)
def test_d3_half_of_it_counts_like_the_whole(seconds: int, outcome: Outcome) -> None:
    desk = exercising(Desk().until("11:00"))
    desk.wait(seconds * SECOND).tell(Stop)
    assert outcomes(desk) == [outcome]
    assert clocks(desk) == ((0, 0, 0) if outcome is Outcome.PARTIAL else (121, 0, 121))


def test_d3_a_routine_that_rests_does_not_get_on() -> None:
    desk = exercising(Desk())
    desk.wait(MINUTE).tell(Progress, MINUTE, 4 * MINUTE, running=False)
    desk.wait(10 * MINUTE).tell(Stop)
    assert Record(Outcome.STOPPED, desk.now.utc, MINUTE) in [one.action for one in desk.log]


def test_d3_a_window_that_never_showed_anything_is_stopped() -> None:
    desk = Desk()
    desk.tell(Start)
    desk.tell(Stop)
    assert outcomes(desk) == [Outcome.STOPPED]


def test_d3_stopped_early_it_may_be_offered_again_after_half_an_hour() -> None:
    desk = exercising(Desk().until("11:00"))
    desk.until("11:01").tell(Stop)
    desk.until("11:29").tell(Idle, desk.now.mono)
    assert desk.until("11:31").happened("invite", since="11:01") == ["11:31 invite 1 pause"]


def test_d3_stopped_early_before_office_hours_it_may_be_offered_half_an_hour_later_all_the_same() -> None:
    desk = stopped_early(Desk("08:30", routine={"every": ["20m", "20m"]}).until("08:58"))
    assert desk.until("10:00").happened("invite")[0] == "09:28:30 invite 1 due"


def test_d3_stopped_early_at_the_end_of_one_day_it_is_no_earlier_in_the_next() -> None:
    desk = Desk("23:30", office={"hours": "00:00-24:00", "wind_down": "0s"}, routine={"every": ["20m", "20m"]})
    stopped_early(desk.until("23:58"))
    desk.until("2026-11-24T00:28")
    assert desk.happened("invite", since="2026-11-23T23:59") == []
    assert desk.until("2026-11-24T00:29").happened("invite", since="2026-11-23T23:59") == ["00:28:30 invite 1 due"]


@pytest.mark.parametrize("event", [Finish, Stop])
def test_d3_without_a_routine_nothing_ends(event: type[Event]) -> None:
    desk = Desk()
    assert desk.tell(event) == []
    assert desk.tell(Pain, "twist") == []
    assert desk.tell(Progress, 0, MINUTE, running=True) == []
    assert desk.state.routine is None


# D4: Skip


def test_d4_skip_sets_both_clocks_back() -> None:
    desk = Desk().until("11:05")
    assert desk.tell(Answer, Reply.SKIP) == [Withdraw(Closed.ANSWERED), Record(Outcome.SKIPPED, desk.now.utc)]
    assert clocks(desk)[:2] == (0, 0)


# D5: It hurts


def pain(desk: Desk, exercise: str = "twist") -> list[object]:
    exercising(desk)
    return list(desk.tell(Pain, exercise))


def test_d5_it_stops_at_once_and_is_not_offered_again_that_day() -> None:
    desk = Desk().until("11:00")
    assert Record(Outcome.PAIN, desk.now.utc, 0, ("shoulders", "twist"), "twist") in pain(desk)
    assert clocks(desk) == (120, 0, 120)
    desk.until("18:00")
    assert desk.happened("invite", "missed", since="11:01") == []
    assert desk.happened("nudge", since="11:01")[0] == "12:00 nudge"
    assert desk.until("2026-11-24T11:00").happened("invite")[-1] == "11:00 invite 1 nudge-due"


def test_d5_it_is_left_out_after_two_different_days() -> None:
    desk = Desk()
    assert LeaveOut("twist") not in pain(desk)
    assert LeaveOut("twist") not in pain(desk), "the same day is one day"
    desk.until("2026-11-24T09:00")
    assert LeaveOut("shoulders") not in pain(desk, "shoulders")
    assert pain(desk)[-1] != LeaveOut("shoulders")
    assert desk.state.pains.left_out == ("twist",)
    assert desk.state.pains.days == (("shoulders", date(2026, 11, 24)),)


def test_d5_what_hurts_before_office_hours_is_not_offered_in_them() -> None:
    desk = Desk("08:30")
    pain(desk)
    assert desk.until("18:00").happened("invite") == []
    assert desk.until("2026-11-24T11:00").happened("invite")[-1] == "11:00 invite 1 nudge-due"


def test_d5_a_night_shift_is_one_day() -> None:
    desk = Desk("22:00", office={"hours": "22:00-06:00"}).until("23:50")
    pain(desk)
    desk.until("2026-11-24T00:10")
    assert LeaveOut("twist") not in pain(desk)
    desk.until("2026-11-24T22:30")
    assert LeaveOut("twist") in pain(desk)


def test_d5_setting_the_clock_does_not_heal() -> None:
    desk = Desk().until("10:00")
    pain(desk)
    desk.set_clock("2026-11-24T10:00")
    assert desk.until("2026-11-24T18:00").happened("invite") == []


def test_d5_what_is_left_out_is_said_once() -> None:
    desk = Desk(safety={"pain_limit": 1})
    assert LeaveOut("twist") in pain(desk)
    assert LeaveOut("twist") not in pain(desk)


def test_d5_put_back_it_starts_anew() -> None:
    desk = Desk()
    pain(desk, "shoulders")
    pain(desk)
    desk.until("2026-11-24T09:00")
    pain(desk)
    desk.tell(Lock)  # what was said is settled by then (D7)
    desk.tell(Unlock)
    desk.tell(PutBack, "twist")
    assert desk.state.pains.left_out == ()
    assert desk.state.pains.days == (("shoulders", date(2026, 11, 23)),)
    assert LeaveOut("twist") not in pain(desk)


# D7: said by mistake


def test_d7_said_by_mistake_the_routine_goes_on_and_nothing_of_it_counts() -> None:
    desk = exercising(Desk().until("11:00")).wait(MINUTE)
    before, hurt_at = desk.state, desk.now.utc
    desk.tell(Pain, "twist")
    desk.wait(59 * SECOND)
    assert desk.tell(TakeBackPain)[0] == PainTakenBack(hurt_at, "twist")
    assert desk.state.pains == before.pains
    assert desk.state.routine is not None
    assert before.routine is not None
    assert (desk.state.routine.done, desk.state.routine.since) == (before.routine.done_by(before.last.mono), None)
    assert desk.state.routine.exercises == before.routine.exercises
    desk.tell(Progress, MINUTE, 4 * MINUTE, True, ("twist",))
    desk.tell(Finish)
    assert outcomes(desk)[-1] is Outcome.COMPLETED
    assert desk.until("16:00").happened("invite", since="11:10") != []


def test_d7_after_a_minute_it_stands() -> None:
    desk = Desk().until("11:00")
    pain(desk)
    desk.wait(MINUTE + 1)
    assert desk.tell(TakeBackPain) == []
    assert desk.state.routine is None
    assert desk.state.pains.latest == date(2026, 11, 23)


@pytest.mark.parametrize("event", [Lock, Suspend, Start, Launch])
def test_d7_what_ends_the_minute(event: type[Event]) -> None:
    desk = Desk().until("11:00")
    pain(desk)
    desk.tell(event)
    assert desk.tell(TakeBackPain) == []
    assert desk.state.pains.latest == date(2026, 11, 23)


def test_d7_with_nothing_said_there_is_nothing_to_take_back() -> None:
    assert exercising(Desk().until("11:00")).tell(TakeBackPain) == []


def test_d7_what_was_left_out_by_mistake_is_not() -> None:
    desk = Desk(safety={"pain_limit": 1})
    assert LeaveOut("twist") in pain(desk)
    desk.tell(TakeBackPain)
    assert desk.state.pains.left_out == ()


def test_d7_on_how_many_days_it_has_hurt() -> None:
    desk = Desk()
    for day, days in (("2026-11-23T09:00", 1), ("2026-11-23T15:00", 1), ("2026-11-24T10:00", 2)):
        desk.until(day)
        pain(desk, "shoulders")
        pain(desk)
        assert desk.state.told_pain is not None
        assert desk.state.told_pain.days == days


def test_d7_what_is_put_back_meanwhile_stays_so() -> None:
    desk = Desk(safety={"pain_limit": 1})
    pain(desk, "shoulders")
    pain(desk)
    desk.tell(PutBack, "shoulders")
    desk.tell(TakeBackPain)
    assert desk.state.pains.left_out == ()


def test_d7_a_clock_that_is_set_meanwhile_heals_nothing_that_hurt_before() -> None:
    desk = Desk().until("10:00")
    pain(desk, "shoulders")
    pain(desk)
    desk.set_clock("2026-11-24T10:00")
    desk.tell(TakeBackPain)
    desk.tell(Stop)
    assert desk.until("2026-11-24T18:00").happened("invite") == []


# D6: what ends it


@pytest.mark.parametrize("event", [Lock, Suspend])
@pytest.mark.parametrize(("minutes", "outcome"), [(1, Outcome.STOPPED), (3, Outcome.PARTIAL)])
def test_d6_a_lock_or_a_suspend_ends_it(event: type[Event], minutes: int, outcome: Outcome) -> None:
    desk = exercising(Desk().until("11:00")).wait(minutes * MINUTE)
    assert CloseRoutine() in desk.tell(event)
    assert outcomes(desk) == [outcome]
    assert desk.happened("away") == [f"11:0{minutes} away 11:0{minutes}"]


def test_d6_the_end_of_office_hours_does_not() -> None:
    desk = exercising(Desk("17:59")).until("18:03")
    assert desk.state.routine is not None
    desk.tell(Finish)
    assert outcomes(desk) == [Outcome.COMPLETED]


# I1: repetitions


def test_i1_three_invitations_and_then_it_is_let_go() -> None:
    desk = Desk().until("11:30")
    assert desk.happened("invite", "withdraw", "missed") == [
        "11:00 invite 1 nudge-due",
        "11:10 invite 2 again",
        "11:20 invite 3 again",
        "11:30 withdraw missed",
        "11:30 missed",
    ]
    assert clocks(desk) == (0, 10, 150)


def test_i1_as_often_as_the_settings_say() -> None:
    desk = Desk(reminder={"times": 1, "again": "5m"}).until("11:05")
    assert desk.happened("invite", "missed") == ["11:00 invite 1 nudge-due", "11:05 missed"]


# I2: Later


def test_i2_later_repeats_it_and_counts_anew() -> None:
    desk = Desk().until("11:15")
    desk.tell(Answer, Reply.LATER)
    assert desk.happened("withdraw") == ["11:15 withdraw answered"]
    assert desk.until("11:45").happened("invite", since="11:14") == [
        "11:25 invite 1 later",
        "11:35 invite 2 again",
        "11:45 invite 3 again",
    ]


def test_i2_held_then_it_waits_for_a_good_moment() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.until("11:05").tell(SignBegan, Sign.CALL)
    desk.until("11:20").tell(SignEnded, Sign.CALL)
    assert desk.until("11:30").happened("invite", since="11:01") == ["11:21 invite 1 hold-over"]


def test_i2_held_and_free_again_before_it_is_over_it_comes_in_time() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.until("11:05").tell(SignBegan, Sign.CALL)
    desk.until("11:08").tell(SignEnded, Sign.CALL)
    assert desk.until("11:30").happened("invite", since="11:01")[0] == "11:10 invite 1 later"


def test_i2_slept_through_it_counts_as_held() -> None:
    desk = Desk(routine=LONG, nudge=NO_NUDGES).until("11:00")
    desk.tell(Idle, desk.now.mono)
    desk.wait(20 * SECOND).tell(Answer, Reply.LATER)
    desk.tell(Input)
    desk.tell(Suspend)
    desk.now = desk.now.later(20 * MINUTE)  # nothing wakes the engine meanwhile
    desk.tell(Resume)
    assert desk.until("11:30").happened("invite", since="11:01") == ["11:22:20 invite 1 settled"]


def test_i2_in_a_meal_it_waits_for_the_end_of_it() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.configure(office={"lunch": "08:30-10:30"}, routine={"after_lunch": "1h"}, nudge=NO_NUDGES)
    assert desk.until("13:00").happened("invite", since="11:01")[0] == "12:00 invite 1 due"


def later(desk: Desk, times: int) -> Desk:
    for _ in range(times):
        desk.tell(Answer, Reply.LATER)
        desk.wait(10 * MINUTE)
    return desk


def test_i2_after_three_laters_it_offers_the_one_minute_version() -> None:
    desk = later(Desk().until("11:00"), 2)
    assert desk.tell(Answer, Reply.SHORT) == []
    later(desk, 1)
    assert desk.state.open is not None
    assert desk.tell(Answer, Reply.SHORT)[:2] == [Withdraw(Closed.ANSWERED), OpenRoutine(Version.SHORT)]
    desk.tell(Progress, 0, MINUTE, running=True)
    desk.wait(MINUTE).tell(Finish)
    assert outcomes(desk) == [Outcome.SHORT]
    assert clocks(desk) == (0, 0, 0)


def test_i2_the_invitation_says_what_it_offers() -> None:
    desk = later(Desk(reminder={"max_later": 1}).until("11:00"), 1)
    assert [one.action.short for one in desk.log if isinstance(one.action, Invite)] == [False, True]


def test_i2_later_and_the_whole_routine_are_always_there() -> None:
    desk = later(Desk(reminder={"max_later": 1}).until("11:00"), 4)
    assert desk.happened("invite")[-1] == "11:40 invite 1 later"
    assert desk.tell(Answer, Reply.START)[:2] == [Withdraw(Closed.ANSWERED), OpenRoutine(Version.FULL)]


def test_i2_without_any_later_the_short_version_is_offered_at_once() -> None:
    desk = Desk(reminder={"max_later": 0}).until("11:00")
    assert OpenRoutine(Version.SHORT) in desk.tell(Answer, Reply.SHORT)


# I3, I4


def test_i3_a_repetition_is_not_withdrawn_first() -> None:
    assert Desk().until("11:25").happened("withdraw") == []


def test_i4_dismissing_is_no_answer() -> None:
    desk = Desk().until("11:05")
    before = desk.state
    assert desk.tell(Answer, Reply.DISMISS) == []
    assert desk.state == before
    assert desk.until("11:10").happened("invite")[-1] == "11:10 invite 2 again"


@pytest.mark.parametrize("reply", Reply)
def test_an_answer_with_nothing_open_is_ignored(reply: Reply) -> None:
    desk = Desk()
    before = desk.state
    assert desk.tell(Answer, reply) == []
    assert desk.state == before


# I5: withdrawn


def test_i5_it_comes_back_with_its_counts() -> None:
    desk = later(Desk().until("11:00"), 1).until("11:25")
    desk.tell(SignBegan, Sign.CALL)
    desk.until("11:40").tell(SignEnded, Sign.CALL)
    assert desk.until("12:00").happened("invite", since="11:21") == [
        "11:41 invite 2 hold-over",
        "11:51 invite 3 again",
    ]
    assert desk.state.open is not None
    assert desk.state.open.laters == 1


def test_i5_a_call_between_two_showings_keeps_n() -> None:
    desk = Desk().until("11:05")
    desk.tell(SignBegan, Sign.CALL)
    desk.until("11:08").tell(SignEnded, Sign.CALL)
    assert desk.until("11:09").happened("invite", since="11:01") == ["11:09 invite 1 hold-over"]


@pytest.mark.parametrize("hold", [None, Sign.DND])
def test_i5_open_or_withdrawn_at_the_end_of_the_day_it_is_missed(hold: Sign | None) -> None:
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:45")
    if hold is not None:
        desk.tell(SignBegan, hold)
    desk.until("18:30")
    ends = ["18:00 withdraw off"] if hold is None else ["17:45:10 withdraw dnd"]
    assert desk.happened("withdraw", "missed") == [*ends, "18:00 missed"]


def test_i5_never_shown_it_is_nothing() -> None:
    desk = Desk("15:45").until("17:00")
    desk.tell(Pause, UntilResumed())
    desk.until("18:00").tell(Unpause)
    assert desk.until("2026-11-24T09:00").happened("missed", "invite") == []


def test_i5_a_later_beyond_the_end_of_the_day_is_missed() -> None:
    desk = Desk("15:45").until("17:45")
    desk.tell(Postpone, 60 * MINUTE)
    assert desk.until("20:00").happened("missed", "invite") == ["17:45 invite 1 nudge-due", "18:00 missed"]


def test_i5_slept_through_the_end_it_is_missed_when_the_day_ended() -> None:
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:45")
    end = desk.now.later(15 * MINUTE)
    desk.now = desk.now.later(16 * 60 * MINUTE)
    assert Record(Outcome.MISSED, end.utc) in desk.tell(Input)


@pytest.mark.parametrize("hours", ["08:00-10:30", "08:00-11:00", "09:00-11:04"])
@pytest.mark.parametrize("hold", [None, Sign.DND])
def test_i5_hours_that_are_cut_short_end_now(hours: str, hold: Sign | None) -> None:
    """U3: they cannot have ended before the invitation was shown."""
    desk = Desk().until("11:02")
    if hold is not None:
        desk.tell(SignBegan, hold)
    desk.until("11:05").configure(office={"hours": hours})
    assert [one.action for one in desk.log][-2:].count(Record(Outcome.MISSED, instant("11:05").utc)) == 1


def test_i5_slept_through_it_is_missed_when_the_hours_of_then_ended() -> None:
    """U3: whatever the hours of now would have been on that day."""
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:45")
    desk.now = desk.now.later(16 * 60 * MINUTE)
    desk.configure(office={"hours": "08:00-17:00"})
    assert Record(Outcome.MISSED, instant("18:00").utc) in [one.action for one in desk.log]


def test_i5_where_one_day_follows_the_other_it_is_missed_at_midnight() -> None:
    desk = Desk("23:30", office={"hours": "00:00-24:00", "wind_down": "0s"}, routine={"every": ["20m", "20m"]})
    desk.until("2026-11-24T00:10")
    assert desk.happened("missed", since="23:00") == ["00:00 missed"]
    assert clocks(desk) == (10, 10, 10)


def test_skip_answers_what_is_open() -> None:
    desk = Desk().until("11:00")
    assert desk.tell(Skip)[0] == Withdraw(Closed.ANSWERED)


def test_i5_it_is_missed_at_the_end_of_the_day_though_the_machine_sleeps() -> None:
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:45")
    desk.tell(Suspend)
    missed = [one for one in desk.until("19:00").log if one.action == Record(Outcome.MISSED, instant("18:00").utc)]
    assert [f"{one.at.local:%H:%M}" for one in missed] == ["18:00"]


def test_i5_slept_through_it_is_recorded_for_the_end_of_the_day() -> None:
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:45")
    desk.tell(Suspend)
    desk.now = desk.now.later(instant("2026-11-24T08:30").utc - desk.now.utc)  # nothing wakes the engine meanwhile
    assert Record(Outcome.MISSED, instant("18:00").utc) in desk.tell(Resume)


def test_d6_the_end_of_office_hours_does_not_end_a_routine() -> None:
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:58")
    desk.tell(Start)
    desk.tell(Progress, 0, 4 * MINUTE, running=True)
    desk.wait(4 * MINUTE).tell(Finish)
    assert desk.happened("completed", "missed", "stopped") == ["18:02 completed"]


def test_d6_what_was_begun_is_not_missed() -> None:
    desk = Desk("15:45", office={"wind_down": "0s"}).until("17:50")
    assert desk.state.open is not None
    desk.tell(Start)
    desk.tell(Progress, 0, 4 * MINUTE, running=True)
    desk.wait(MINUTE).tell(Stop)
    assert desk.until("19:00").happened("stopped", "missed", "invite", since="17:46") == ["17:51 stopped"]


def test_d6_offered_again_and_not_answered_it_is_missed() -> None:
    desk = Desk("14:00", office={"wind_down": "0s"}, routine={"retry": "10m"}, nudge={"enabled": False}).until("17:00")
    desk.tell(Start)
    desk.tell(Progress, 0, 4 * MINUTE, running=True)
    desk.wait(MINUTE).tell(Stop)
    assert desk.until("19:00").happened("stopped", "missed") == ["17:01 stopped", "17:41 missed"]


# What an independent reading of the rules has found


def stopped_early(desk: Desk) -> Desk:
    desk.tell(Start)
    desk.tell(Progress, 0, 4 * MINUTE, running=True)
    desk.wait(30 * SECOND).tell(Stop)
    return desk


def test_d3_a_skip_takes_nothing_from_the_half_hour_after_one_stopped_early() -> None:
    desk = Desk(routine={"every": ["1h", "2h"]}, reminder={"again": "2h"}, nudge=NO_NUDGES)
    stopped_early(desk.until("12:10"))
    desk.until("12:20").tell(Skip)
    assert desk.until("12:50").happened("invite", since="12:00") == ["12:40:30 invite 1 due"]


@pytest.mark.parametrize(("retry", "comes"), [("5m", "10:08"), ("1h", "11:00:30")])
def test_u3_another_length_of_that_half_hour_counts_at_once(retry: str, comes: str) -> None:
    desk = Desk(routine={"every": ["20m", "30m"]}, reminder={"again": "2h"}, nudge=NO_NUDGES)
    stopped_early(desk.until("10:00")).until("10:08").configure(routine={"retry": retry})
    assert desk.until("11:05").happened("invite", since="10:01")[0] == f"{comes} invite 1 due"


def test_u2_after_hours_there_is_nothing_to_skip() -> None:
    assert Desk("17:00").until("18:30").tell(Skip) == []
