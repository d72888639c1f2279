"""What the machine shows, and what of it counts: blips (H5), and for how long it is believed (H6)."""

import pytest

from deskbreak.engine.actions import Doubted
from deskbreak.engine.events import (
    Answer,
    Finish,
    Idle,
    Input,
    Lock,
    Looked,
    Postpone,
    Progress,
    Reply,
    SignBegan,
    SignEnded,
    Start,
    Stop,
    Unlock,
)
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.wake import next_wake
from deskbreak.settings import MINUTE, SECOND

from .desk import Desk, settings

SIGNS = [
    (Sign.CALL, Hold.CALL),
    (Sign.DND, Hold.DND),
    (Sign.FULLSCREEN, Hold.FULLSCREEN),
    (Sign.INHIBIT, Hold.FULLSCREEN),
]
NO_NUDGES = {"enabled": False}


def blip(desk: Desk, sign: Sign = Sign.CALL, span: int = 5 * SECOND) -> Desk:
    desk.tell(SignBegan, sign)
    desk.wait(span).tell(SignEnded, sign)
    return desk


def doubted(desk: Desk) -> list[str]:
    """When it was told, and of what."""
    return [f"{one.at.local:%H:%M:%S} {one.action.sign.value}" for one in desk.log if isinstance(one.action, Doubted)]


# H5: blips


@pytest.mark.parametrize(("sign", "hold"), SIGNS)
def test_h5_a_blip_starts_no_hold_and_no_grace(sign: Sign, hold: Hold) -> None:
    desk = blip(Desk().until("09:30"), sign, 10 * SECOND - 1)
    assert desk.until("09:40").happened(since="09:01") == []
    blip(desk, sign, 10 * SECOND)
    assert desk.happened(since="09:01") == [f"09:40:10 hold {hold.value}", "09:40:10 hold grace"]


@pytest.mark.parametrize(("sign", "hold"), SIGNS)
def test_h5_an_open_invitation_is_withdrawn_when_it_has_lasted(sign: Sign, hold: Hold) -> None:
    desk = blip(Desk().until("11:03"), sign)
    desk.until("11:05").tell(SignBegan, sign)
    assert desk.until("11:06").happened("withdraw") == [f"11:05:10 withdraw {hold.value}"]


def test_h5_nothing_new_is_shown_while_it_lasts_and_at_its_end_it_is() -> None:
    desk = blip(Desk().until("09:59:55"), span=8 * SECOND)
    assert desk.happened("nudge") == ["10:00:03 nudge"]
    assert blip(desk.until("11:00:01")).happened("invite") == ["11:00:06 invite 1 nudge-due"]
    assert blip(desk.until("11:10:05")).happened("invite")[-1] == "11:10:10 invite 2 again"


def test_h5_a_later_that_is_over_in_a_blip_comes_at_its_end() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    assert blip(desk.until("11:09:58")).happened("invite")[-1] == "11:10:03 invite 1 later"


def test_h5_an_invitation_is_let_go_in_time() -> None:
    desk = blip(Desk().until("11:29:55"), span=8 * SECOND)
    assert desk.happened("missed") == ["11:30 missed"]


@pytest.mark.parametrize(("back", "why"), [("settled", "settled"), ("hold-over", "hold-over")])
def test_h5_a_moment_that_falls_into_a_blip_is_made_good(back: str, why: str) -> None:
    """D1: a settling in, or a grace, that ends just then; the next moment would be up to an hour away."""
    desk = Desk(nudge=NO_NUDGES).until("10:40")
    if back == "settled":
        desk.tell(Idle, desk.now.mono)
        desk.until("10:50").tell(Input)  # a rest: ripe at 11:10
        desk.until("11:20").tell(Idle, desk.now.mono)
        desk.settings = settings(nudge=NO_NUDGES, routine={"pause": "3m"})
        desk.until("11:23:30").tell(Input)
        desk.until("11:25:27")
    else:
        desk.tell(SignBegan, Sign.DND)
        desk.until("11:24:30").tell(SignEnded, Sign.DND)
        desk.until("11:25:27")
    assert blip(desk).until("11:27").happened("invite") == [f"11:25:32 invite 1 {why}"]


def test_h5_a_moment_that_fell_into_what_became_a_call_is_not_owed() -> None:
    desk = Desk(nudge=NO_NUDGES).until("10:40")
    desk.tell(SignBegan, Sign.DND)
    desk.until("11:24:30").tell(SignEnded, Sign.DND)
    desk.until("11:25:27").tell(SignBegan, Sign.CALL)
    desk.until("11:25:50").tell(SignEnded, Sign.CALL)
    assert desk.until("11:30").happened("invite") == ["11:26:50 invite 1 hold-over"]


@pytest.mark.parametrize("back", ["settled", "hold-over"])
@pytest.mark.parametrize("kept_back", ["ripe", "retry", "meal", "postponed"])
def test_h5_a_moment_at_which_nothing_would_have_been_offered_is_not_owed(back: str, kept_back: str) -> None:
    """D1: a blip delays what would have come; it makes no moment of one that came too early, by seconds or not."""
    every = ["2h30m", "6h"] if kept_back == "ripe" else ["1h", "6h"]
    lunch = {"lunch": "09:00-09:30"} if kept_back == "meal" else {}
    desk = Desk(nudge=NO_NUDGES, routine={"every": every, "retry": "29m"}, office=lunch, reminder={"again": "2h"})
    if kept_back == "retry":
        desk.until("11:01").tell(Start)
        desk.tell(Stop)
    elif kept_back == "postponed":
        desk.tell(Postpone, 150 * MINUTE)
    if back == "settled":
        desk.until("11:27:58").tell(Lock)
        desk.tell(Unlock)
    else:
        desk.until("11:20").tell(SignBegan, Sign.DND)
        desk.until("11:28:58").tell(SignEnded, Sign.DND)
    blip(desk.until("11:29:57"), span=8 * SECOND)  # over, and free to be offered, at 11:30:05
    assert desk.until("12:30").happened("invite", since="11:02") == []


def test_h5_a_blip_is_neither_presence_nor_a_sign_of_it() -> None:
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    blip(desk.until("09:32:58"))
    assert desk.until("09:40").happened("away") == ["09:33 away 09:30"]
    assert blip(desk).until("09:50").happened("back") == []


def test_h5_what_was_found_by_looking_speaks_for_somebody_until_it_turns_out_a_blip() -> None:
    """Nobody knows for how long it has been there, and nobody is sent away in the midst of a film."""
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    desk.until("09:32:59").tell(Looked, frozenset({Sign.FULLSCREEN}))
    assert desk.until("09:40").happened("away") == []
    desk.until("10:20").tell(Looked, frozenset({Sign.DND}))
    desk.until("10:22:59").tell(Looked, frozenset({Sign.FULLSCREEN, Sign.DND}))
    desk.until("10:23:05").tell(Looked, frozenset({Sign.DND}))
    assert desk.happened("away") == ["10:23:05 away 10:20"]


def test_h5_a_call_that_has_lasted_brings_somebody_back() -> None:
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    desk.until("09:40").tell(SignBegan, Sign.CALL)
    assert desk.until("09:41").happened("back") == ["09:40:10 back rest"]


def test_h5_what_is_switched_off_is_no_blip_either() -> None:
    desk = Desk(hold={"calls": False}).until("09:59:58")
    assert blip(desk).happened("nudge") == ["10:00 nudge"]


def test_h5_of_no_length_everything_holds_at_once() -> None:
    desk = Desk(hold={"blip": "0s"}).until("11:00")
    desk.tell(SignBegan, Sign.CALL)
    assert desk.happened("hold", "withdraw") == ["11:00 hold call", "11:00 withdraw call"]


def test_h5_a_window_and_the_inhibitor_after_it_are_one_presentation() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.FULLSCREEN)
    desk.wait(8 * SECOND).tell(SignBegan, Sign.INHIBIT)
    desk.wait(SECOND).tell(SignEnded, Sign.FULLSCREEN)
    assert desk.until("09:40").happened("hold", "free", since="09:01") == ["09:30:10 hold fullscreen"]


# H6: belief


def test_h6_an_inhibitor_alone_is_believed_for_an_hour_whoever_types() -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    assert desk.until("10:30").happened("hold", "free", "nudge", since="09:01") == [
        "09:10:10 hold fullscreen",
        "10:10 hold grace",
        "10:11 free",
        "10:11 nudge",
    ]
    assert doubted(desk) == ["10:11:00 inhibit"]


@pytest.mark.parametrize("sign", [Sign.CALL, Sign.FULLSCREEN])
def test_h6_a_call_or_a_window_is_believed_for_three_hours_without_input(sign: Sign) -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, sign)
    desk.until("12:30").tell(Idle, desk.now.mono)
    desk.until("14:00").tell(Input)  # somebody is there: three hours from now on
    desk.until("14:30").tell(Idle, desk.now.mono)
    assert desk.until("17:29").happened("away") == []
    assert desk.until("17:31").happened("away") == ["17:30 away 14:30"]


def test_h6_losing_belief_is_no_sign_of_presence_and_the_real_end_is_nothing() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("12:31").happened("away") == ["12:30 away 09:30"]
    desk.tell(SignEnded, Sign.CALL)
    assert desk.state.machine.last_sign is None
    assert desk.until("13:00").happened("back", "hold", since="12:31") == []


def test_h6_it_is_told_once_when_somebody_is_back_to_read_it() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    desk.until("13:00").tell(Input)
    assert doubted(desk.until("15:00")) == ["13:02:00 call"]
    assert desk.state.machine.doubted == (Sign.CALL,)


def test_h6_one_that_has_ended_and_begun_anew_is_believed_again() -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    desk.until("10:30").tell(SignEnded, Sign.INHIBIT)
    desk.until("10:40").tell(SignBegan, Sign.INHIBIT)
    assert desk.until("10:41").state.holding(Hold.FULLSCREEN)
    assert desk.state.machine.doubted == ()


def test_h6_a_restart_believes_no_more_than_before() -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    desk.until("10:30").restart("10:31", signs=frozenset({Sign.INHIBIT, Sign.DND}))
    assert desk.state.machine.doubted == (Sign.INHIBIT,)
    assert desk.until("10:32").happened("hold")[-1] == "10:31:10 hold dnd"


def test_h6_what_loses_belief_while_deskbreak_is_down_was_presence_until_then() -> None:
    """S1: the gap began at the last saved sign of presence, which was the call that went on."""
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    desk.until("11:00").restart("16:00")
    assert desk.happened("away", "back") == ["16:00 away 11:00", "16:00 back long"]


@pytest.mark.parametrize("sign", [Sign.CALL, Sign.FULLSCREEN])
@pytest.mark.parametrize("touched", ["all the time", "at the end", "never"])
def test_h6_input_while_deskbreak_is_down_is_input(sign: Sign, touched: str) -> None:
    """S1: the last input is the one that the start tells of, not the one that was saved."""
    desk = Desk().until("10:00")
    desk.tell(SignBegan, sign)
    desk.until("10:04").tell(Idle, idle := desk.now.mono)
    lately = {"all the time": None, "at the end": idle + 200 * MINUTE, "never": idle}
    desk.until("10:05").restart("14:00", idle_since=lately[touched], signs=frozenset({sign}))
    assert desk.state.machine.doubted == ((sign,) if touched == "never" else ())
    assert desk.happened("away") == ["14:00 away 10:05"]
    assert ("14:00 back long" in desk.happened("back")) == (touched != "never")


def test_h6_a_doubted_inhibitor_takes_nothing_from_a_window() -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    desk.until("10:30").tell(SignBegan, Sign.FULLSCREEN)
    assert desk.until("10:31").state.holding(Hold.FULLSCREEN)
    desk.until("10:40").tell(SignEnded, Sign.FULLSCREEN)
    assert not desk.state.holding(Hold.FULLSCREEN)
    assert desk.state.machine.doubted == (Sign.INHIBIT,)


def test_h6_an_inhibitor_beside_a_window_has_its_hour_when_that_is_gone() -> None:
    desk = Desk().until("09:10")
    desk.tell(Looked, frozenset({Sign.FULLSCREEN, Sign.INHIBIT}))
    desk.until("11:30").tell(SignEnded, Sign.FULLSCREEN)
    assert desk.until("12:29").state.holding(Hold.FULLSCREEN)
    assert desk.state.machine.last_sign is None, "the film goes on"
    assert doubted(desk.until("12:32")) == ["12:31:00 inhibit"]


def test_h6_a_film_that_nobody_sees_is_doubted_with_its_inhibitor() -> None:
    desk = Desk().until("09:10")
    desk.tell(Looked, frozenset({Sign.FULLSCREEN, Sign.INHIBIT}))
    desk.tell(Idle, desk.now.mono)
    assert desk.until("12:11").state.machine.doubted == (Sign.FULLSCREEN, Sign.INHIBIT)
    desk.until("12:20").tell(SignEnded, Sign.FULLSCREEN)
    assert desk.until("13:00").happened("away", "back") == ["12:10 away 09:10"]


def test_h6_do_not_disturb_is_the_users_own_hand() -> None:
    desk = Desk().until("09:10")
    desk.tell(SignBegan, Sign.DND)
    assert desk.until("17:00").state.holding(Hold.DND)
    assert doubted(desk) == []


def test_h6_what_holds_nothing_back_is_not_told() -> None:
    desk = Desk(hold={"fullscreen": False}).until("09:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    assert doubted(desk.until("11:00")) == []
    desk.configure(hold={"fullscreen": True})
    assert doubted(desk) == ["11:00:00 inhibit"]


def test_h6_nobody_wakes_for_what_is_not_believed() -> None:
    desk = Desk("07:00").until("07:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    desk.until("08:30")
    wake = next_wake(desk.state, desk.settings)
    assert wake is not None
    assert wake.why == "office hours"


def test_h6_as_long_as_the_settings_say() -> None:
    desk = Desk(hold={"believe": "1h", "inhibitor": "30m"}).until("09:10")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("10:30").happened("away") == ["10:10 away 09:10"]
    desk = Desk(hold={"believe": "1h", "inhibitor": "30m"}).until("09:10")
    desk.tell(SignBegan, Sign.INHIBIT)
    assert doubted(desk.until("10:30")) == ["09:41:00 inhibit"]


def test_h5_what_is_there_at_a_start_may_be_a_blip() -> None:
    """S1: nobody is back for a sound that is recorded just then."""
    desk = Desk().until("10:00")
    desk.restart("10:45", idle_since=desk.now.mono, signs=frozenset({Sign.CALL}))
    desk.wait(5 * SECOND).tell(SignEnded, Sign.CALL)
    assert desk.until("11:00").happened("away", "back") == ["10:45 away 10:00"]


def test_s1_a_restart_forgets_no_sign_of_presence() -> None:
    desk = Desk().until("10:00")
    desk.tell(Start)
    desk.tell(Progress, 0, 4 * MINUTE, running=True)
    desk.tell(Idle, idle := desk.now.mono)
    desk.wait(4 * MINUTE).tell(Finish)
    desk.restart("10:04:40", idle_since=idle)
    assert desk.until("10:10").happened("away", "back") == [
        "10:04:40 away 10:04",
        "10:04:40 back none",
        "10:07 away 10:04",
    ]


def test_s1_when_a_call_ended_in_the_gap_nobody_knows() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, idle := desk.now.mono)
    desk.until("10:00").restart("10:30", idle_since=idle)
    assert desk.until("10:40").happened("away", "back") == ["10:30 away 10:00"]
