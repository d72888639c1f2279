"""C1 to C4: the stopwatches; H1 to H4: reasons to keep quiet."""

import pytest

from deskbreak.engine.actions import CameBack, CloseNudge, HoldBegan, Rest, Withdraw
from deskbreak.engine.events import (
    Answer,
    Finish,
    ForSpan,
    Idle,
    Input,
    Lock,
    Pause,
    Progress,
    Reply,
    Resume,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Start,
    Stop,
    Suspend,
    Unlock,
    UntilResumed,
    UntilTime,
    UserStatus,
)
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.settings import HOUR, MINUTE, SECOND

from .desk import Desk, instant

SIGNS = [(Sign.CALL, Hold.CALL), (Sign.DND, Hold.DND), (Sign.FULLSCREEN, Hold.FULLSCREEN)]


def away(desk: Desk, start: str, end: str) -> Desk:
    """Nobody touches anything from ``start`` to ``end``."""
    desk.until(start).tell(Idle, desk.now.mono)
    desk.until(end).tell(Input)
    return desk


def clocks(desk: Desk) -> tuple[int, int, int]:
    """Routine, nudge and seated time, in minutes."""
    assert desk.state.day is not None
    found = desk.state.day.clocks
    assert found is not None
    now = desk.now.mono
    return (now - found.routine - found.back) // MINUTE, (now - found.nudge) // MINUTE, (now - found.seated) // MINUTE


def test_c1_the_clocks_start_with_office_hours_not_with_the_computer() -> None:
    assert Desk("07:30").until("10:00").happened("nudge") == ["10:00 nudge"]


def test_c1_the_clocks_start_when_somebody_comes() -> None:
    desk = Desk("08:30")
    desk.tell(Lock)
    desk.until("09:40").tell(Unlock)
    assert clocks(desk) == (0, 0, 0)
    assert desk.until("11:40").happened("nudge", "invite") == ["10:40 nudge", "11:40 invite 1 nudge-due"]


def test_c1_each_office_day_begins_anew() -> None:
    desk = Desk("17:00").until("2026-11-24T09:30")
    assert clocks(desk) == (30, 30, 30)


def test_c2_a_nudge_and_an_invitation_set_the_nudge_clock_back() -> None:
    desk = Desk()
    assert clocks(desk.until("10:00"))[1] == 0
    assert clocks(desk.until("11:00"))[1] == 0
    assert clocks(desk.until("11:05"))[1] == 5


@pytest.mark.parametrize("done", [0, MINUTE, 4 * MINUTE])
def test_c2_a_routine_sets_the_nudge_clock_back_however_it_ends(done: int) -> None:
    desk = Desk().until("09:50")
    desk.tell(Start)
    desk.tell(Progress, done, 4 * MINUTE, running=False)
    desk.until("09:55").tell(Stop)
    assert clocks(desk)[1] == 0


def test_c2_an_absence_does_not_count_from_its_real_beginning() -> None:
    desk = away(Desk(), "09:30", "09:34")
    assert desk.happened("away", "back") == ["09:33 away 09:30", "09:34 back none"]
    assert clocks(desk) == (34, 30, 34)


def test_c2_what_lies_before_the_zero_of_a_clock_is_not_cut_out_of_it() -> None:
    desk = Desk("08:55")
    away(desk, "08:58", "09:03:30")
    assert desk.happened("back") == ["09:03:30 back rest"]
    assert clocks(desk) == (0, 0, 0)


def test_c2_of_an_absence_only_what_lies_after_the_zero_is_cut_out() -> None:
    desk = away(Desk(), "09:58", "10:02")
    assert desk.happened("nudge", "back") == ["10:00 nudge", "10:02 back none"]
    assert clocks(desk) == (62, 0, 62)
    assert desk.state.day is not None
    assert desk.state.day.clocks is not None
    assert desk.state.day.clocks.nudge == desk.now.mono


def test_c3_a_rest_is_cut_out_of_the_routine_clock() -> None:
    desk = away(Desk(), "10:30", "10:36")
    assert desk.happened("back") == ["10:36 back rest"]
    assert clocks(desk) == (90, 0, 0)


@pytest.mark.parametrize(("reply", "expected"), [(Reply.SKIP, 0), (Reply.DISMISS, 120), (Reply.LATER, 120)])
def test_c3_only_what_settles_it_sets_the_routine_clock_back(reply: Reply, expected: int) -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, reply)
    assert clocks(desk)[0] == expected


def test_c2_what_was_cut_out_once_is_not_cut_out_again() -> None:
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    desk.until("09:32").tell(Lock)
    desk.until("09:32:30").tell(Unlock)  # it takes no input to unlock
    desk.until("09:40").tell(Input)
    assert desk.happened("away", "back") == [
        "09:32 away 09:30",
        "09:32:30 back none",
        "09:33 away 09:32",
        "09:40 back rest",
    ]


def test_c4_nobody_is_invited_in_the_first_half_hour_after_an_hour_off() -> None:
    desk = away(Desk(reminder={"times": 10}), "11:35", "12:35")
    assert desk.happened("back") == ["12:35 back long"]
    assert clocks(desk) == (90, 0, 0)
    desk.until("12:50").tell(Idle, desk.now.mono)  # the hands rest from here on
    assert desk.until("12:52").happened("invite", since="12:00") == []
    desk.tell(Input)
    desk.until("13:04:30").tell(Idle, desk.now.mono)
    assert desk.until("13:06").happened("invite", since="12:00") == ["13:05 invite 1 pause"]


def test_c4_a_clock_below_the_cap_stays() -> None:
    assert clocks(away(Desk(), "09:30", "10:30")) == (30, 0, 0)


def test_c4_it_clears_a_withdrawn_invitation_with_its_counts() -> None:
    desk = Desk().until("11:12")
    assert desk.state.open is not None
    assert desk.state.open.n == 2
    away(desk, "11:15", "12:15")
    assert desk.state.day is not None
    assert desk.state.day.invitation is None
    assert desk.until("13:15").happened("invite", "missed", since="11:11") == ["13:15 invite 1 nudge-due"]


def test_c4_it_clears_a_later_too() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    away(desk, "11:01", "12:01")
    assert desk.state.day is not None
    assert desk.state.day.invitation is None


def test_c4_a_night_has_no_clocks_to_set_back() -> None:
    desk = Desk("17:30")
    desk.until("18:00").tell(Lock)
    desk.until("2026-11-24T09:10").tell(Unlock)
    assert clocks(desk) == (0, 0, 0)
    assert desk.happened("back")[-1] == "09:10 back long"


def test_h1_each_reason_by_the_wall_clock() -> None:
    desk = Desk("08:50", office={"lunch": "13:00-14:00"}).until("18:01")
    assert desk.happened("hold", "free") == [
        "08:50 hold off",
        "09:00 free",
        "13:00 hold lunch",
        "14:00 hold grace",
        "14:01 free",
        "17:50 hold wind-down",
        "18:00 hold off",
    ]
    assert HoldBegan(Hold.MEAL) in [one.action for one in desk.log]


@pytest.mark.parametrize(("sign", "hold"), SIGNS)
def test_h1_each_reason_that_the_machine_sees_has_its_grace(sign: Sign, hold: Hold) -> None:
    desk = Desk().until("09:10")
    assert desk.tell(SignBegan, sign) == []
    assert desk.until("09:15").happened("hold", since="09:01") == [f"09:10:10 hold {hold.value}"]
    assert desk.until("09:20").tell(SignEnded, sign) == [HoldBegan(Hold.GRACE)]
    assert desk.until("09:21").happened("free") == ["09:21 free"]


def test_h1_grace_is_given_after_the_last_of_them() -> None:
    desk = Desk()
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(SignBegan, Sign.DND)
    assert desk.until("09:10").tell(SignEnded, Sign.CALL) == []
    assert desk.until("09:20").tell(SignEnded, Sign.DND) == [HoldBegan(Hold.GRACE)]


def test_h1_a_call_in_the_grace_of_the_last_one_ends_it() -> None:
    desk = Desk()
    desk.tell(SignBegan, Sign.CALL)
    desk.until("09:10").tell(SignEnded, Sign.CALL)
    desk.wait(30 * SECOND).tell(SignBegan, Sign.CALL)
    assert [hold for hold, _ in desk.state.holds] == [Hold.GRACE]
    desk.wait(10 * SECOND)
    assert [hold for hold, _ in desk.state.holds] == [Hold.CALL]


def test_h1_settle_is_given_after_any_absence() -> None:
    desk = Desk().until("09:10")
    desk.tell(Lock)
    assert desk.wait(10 * SECOND).tell(Unlock) == [CameBack(10 * SECOND, Rest.NONE), HoldBegan(Hold.SETTLE)]
    assert desk.wait(2 * MINUTE).happened("free") == ["09:12:10 free"]


def test_h1_somebody_in_a_call_is_present_without_input() -> None:
    desk = Desk()
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    desk.until("09:30")
    assert desk.happened("away") == []
    assert desk.tell(SignEnded, Sign.CALL)[-1] == HoldBegan(Hold.GRACE)
    assert desk.until("09:33").happened("away") == ["09:33 away 09:30"]  # its end was a sign of presence


def test_h1_do_not_disturb_shows_nobody() -> None:
    desk = Desk()
    desk.tell(SignBegan, Sign.DND)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("09:30").happened("away") == ["09:03 away 09:00"]


def test_h1_a_lock_and_a_suspend_are_absences_at_once() -> None:
    desk = Desk().until("09:10")
    desk.tell(Suspend)
    desk.tell(Lock)
    desk.tell(Suspend)
    desk.until("09:20").tell(Resume)
    assert desk.happened("away", "back") == ["09:10 away 09:10"]
    desk.until("09:21").tell(Unlock)
    assert desk.happened("back") == ["09:21 back rest"]


def test_h1_a_lock_long_after_the_last_input_began_with_it() -> None:
    desk = Desk().until("09:10")
    desk.tell(Idle, desk.now.mono)
    desk.until("09:12").tell(Lock)
    assert desk.happened("away") == ["09:12 away 09:10"]


def test_an_idle_told_late_is_taken_from_where_it_began() -> None:
    desk = Desk().until("09:20")
    desk.tell(Idle, desk.now.mono - 5 * MINUTE)
    assert desk.happened("away") == ["09:20 away 09:15"]
    desk.until("09:30").tell(Idle, desk.now.mono - MINUTE)  # somebody was there a minute ago, and nobody said so
    assert desk.happened("back") == ["09:30 back rest"]


def test_a_sign_that_never_began_ends_nothing() -> None:
    desk = Desk()
    before = desk.state
    assert desk.tell(SignEnded, Sign.CALL) == []
    assert desk.state == before


@pytest.mark.parametrize(("sign", "hold"), SIGNS)
def test_h2_an_open_invitation_is_withdrawn(sign: Sign, hold: Hold) -> None:
    desk = Desk().until("11:03")
    assert desk.tell(SignBegan, sign) == []  # H5
    desk.wait(10 * SECOND)
    assert [one.action for one in desk.log[-2:]] == [HoldBegan(hold), Withdraw(hold)]
    assert desk.until("12:30").happened("invite", "nudge", since="11:01") == []


def test_h2_a_nudge_on_the_screen_is_closed() -> None:
    desk = Desk().until("10:00")
    desk.wait(5 * SECOND)
    assert desk.tell(Pause, UntilResumed())[-1] == CloseNudge()


def test_h2_a_nudge_that_has_gone_by_itself_is_not_closed() -> None:
    desk = Desk().until("10:00")
    desk.wait(20 * SECOND)
    assert CloseNudge() not in desk.tell(Pause, UntilResumed())


def test_h3_a_meal_keeps_back_the_routine_and_its_end_is_no_moment() -> None:
    desk = Desk(office={"lunch": "12:00-12:30"}, routine={"every": ["2h", "6h"]}, nudge={"enabled": False})
    desk.until("14:59")  # ripe since 11:00, digested at 14:30
    assert desk.happened("invite") == []
    assert desk.until("15:00").happened("invite") == ["15:00 invite 1 due"]


def test_h3_a_meal_keeps_back_the_routine_alone() -> None:
    desk = Desk(office={"lunch": "12:00-12:30"}).until("14:00")
    assert desk.happened("nudge", "invite", since="12:00") == ["12:31 nudge", "13:31 nudge"]


def test_h3_an_invitation_that_a_new_lunch_finds_open_is_withdrawn() -> None:
    desk = Desk(routine={"every": ["2h", "5h"]}).until("11:00")
    desk.configure(office={"lunch": "10:00-10:30"})  # digested at 12:30
    assert desk.happened("withdraw") == ["11:00 withdraw meal"]
    assert desk.until("12:59").happened("nudge", "invite", since="11:01") == ["12:00 nudge"]
    assert desk.until("13:00").happened("invite", since="11:01") == ["13:00 invite 1 nudge-due"]


def test_h4_nothing_stacks() -> None:
    desk = Desk()
    desk.tell(Pause, ForSpan(6 * HOUR))
    desk.until("15:10")
    assert desk.happened("invite", "nudge", "free") == ["15:01 free", "15:01 invite 1 hold-over"]


@pytest.mark.parametrize("sign", [Sign.CALL, Sign.FULLSCREEN, Sign.INHIBIT])
def test_the_end_of_a_call_or_a_presentation_is_a_sign_of_presence(sign: Sign) -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, sign)
    desk.tell(Idle, desk.now.mono)
    desk.until("10:00").tell(SignEnded, sign)
    assert desk.until("10:10").happened("away") == ["10:03 away 10:00"]


def test_nobody_is_away_the_second_a_routine_ends() -> None:
    desk = Desk().until("09:30")
    desk.tell(Start)
    desk.tell(Progress, 0, 4 * MINUTE, running=True)
    desk.tell(Idle, desk.now.mono)
    desk.wait(4 * MINUTE).tell(Finish)
    assert desk.until("09:45").happened("away") == ["09:37 away 09:34"]


def test_h1_a_settling_in_of_no_length_is_a_moment_all_the_same() -> None:
    desk = Desk(away={"settle": "0s", "fresh": "0s"}, nudge={"enabled": False}).until("10:50")
    desk.tell(Lock)
    desk.until("11:10").tell(Unlock)  # a rest: ripe at 11:20
    desk.until("11:30").tell(Lock)
    desk.until("11:32").tell(Unlock)
    assert desk.happened("invite") == ["11:32 invite 1 settled"]


@pytest.mark.parametrize("ends", ["call", "pause", "lunch"])
def test_h1_a_grace_of_no_length_is_a_moment_all_the_same(ends: str) -> None:
    lunch = {"lunch": "10:50-11:30"} if ends == "lunch" else {}
    desk = Desk(hold={"grace": "0s"}, nudge={"enabled": False}, office=lunch, routine={"after_lunch": "0s"}).until(
        "10:50"
    )
    if ends == "call":
        desk.tell(SignBegan, Sign.CALL)
        desk.until("11:30").tell(SignEnded, Sign.CALL)
    elif ends == "pause":
        desk.tell(Pause, ForSpan(40 * MINUTE))
    assert desk.until("11:31").happened("invite") == ["11:30 invite 1 hold-over"]


def test_h1_neither_a_settling_in_nor_a_grace_of_no_length_hides_the_other() -> None:
    desk = Desk(hold={"grace": "0s"}, away={"settle": "0s"}, nudge={"enabled": False}).until("11:00")
    desk.tell(Pause, ForSpan(40 * MINUTE))
    desk.tell(Lock)
    desk.until("11:04").tell(Unlock)
    assert desk.until("11:49").happened("invite") == ["11:40 invite 1 hold-over"]


def quiet_until_half_past_twelve(quiet: str) -> Desk:
    """At 12:10, in what ends at 12:30 by itself; a grace of ten minutes follows."""
    lunch = {"lunch": "12:00-12:30"} if quiet == "lunch" else {}
    hold = {"grace": "10m", "believe": "1h"}
    desk = Desk(hold=hold, office=lunch, routine={"after_lunch": "0s"}, nudge={"enabled": False}).until("11:30")
    match quiet:
        case "call":
            desk.tell(SignBegan, Sign.CALL)
            desk.tell(Idle, desk.now.mono)
        case "meeting":
            desk.tell(SetUserStatus, UserStatus.MEETING, HOUR)
        case "pause":
            desk.tell(Pause, ForSpan(HOUR))
        case "pause until":
            desk.tell(Pause, UntilTime(12 * 60 + 30))
    return desk.until("12:10")


def gap(desk: Desk, kind: str, end: str) -> Desk:
    """Nothing wakes the engine until ``end``: the machine sleeps, or deskbreak does not run."""
    idle, signs = desk.state.machine.idle_since, desk.state.machine.showing
    if kind == "quit":
        desk.restart(end, idle_since=idle, signs=signs)
        return desk
    desk.tell(Suspend)
    desk.now = desk.now.later(instant(end).utc - desk.now.utc)
    desk.tell(Resume)
    return desk


@pytest.mark.parametrize("kind", ["sleep", "quit"])
@pytest.mark.parametrize("quiet", ["lunch", "call", "meeting", "pause", "pause until"])
def test_h1_grace_counts_from_the_end_not_from_when_it_was_noticed(quiet: str, kind: str) -> None:
    assert not gap(quiet_until_half_past_twelve(quiet), kind, "12:50").state.holding(Hold.GRACE)
    desk = gap(quiet_until_half_past_twelve(quiet), kind, "12:35")
    assert desk.until("12:39:59").state.holding(Hold.GRACE)
    assert not desk.until("12:40").state.holding(Hold.GRACE)


@pytest.mark.parametrize("kind", ["sleep", "quit"])
def test_h1_grace_follows_a_lunch_that_nobody_saw_begin(kind: str) -> None:
    lunch = {"lunch": "12:00-12:30"}
    desk = gap(Desk(hold={"grace": "10m"}, office=lunch).until("11:50"), kind, "12:35")
    assert desk.until("12:39:59").state.holding(Hold.GRACE)
    assert not desk.until("12:40").state.holding(Hold.GRACE)


@pytest.mark.parametrize("kind", ["sleep", "quit"])
def test_h1_grace_follows_the_last_of_several_that_ended_in_a_sleep(kind: str) -> None:
    desk = quiet_until_half_past_twelve("lunch")
    desk.tell(Pause, ForSpan(15 * MINUTE))
    assert gap(desk, kind, "12:35").until("12:39:59").state.holding(Hold.GRACE)
    assert not desk.until("12:40").state.holding(Hold.GRACE)


def test_h1_grace_after_a_pause_that_a_clock_ended_counts_from_then() -> None:
    """T3."""
    desk = quiet_until_half_past_twelve("pause until")
    desk.set_clock("13:00")
    assert desk.until("13:09:59").state.holding(Hold.GRACE)
    assert not desk.until("13:10").state.holding(Hold.GRACE)


def test_h1_what_loses_belief_before_it_has_held_leaves_no_grace() -> None:
    """H5, H6."""
    desk = Desk(hold={"believe": "1m", "blip": "1m"}).until("09:10")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("09:11:30").happened("hold", since="09:01") == []
