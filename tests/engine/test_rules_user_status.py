"""What the user says of themselves: in a meeting, reading (U4). And the switches of H1's signs."""

import pytest

from deskbreak.engine.actions import UserStatusOver
from deskbreak.engine.events import (
    ClearUserStatus,
    Idle,
    Launch,
    Lock,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Unlock,
    UserStatus,
)
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.state import KeptStatus, State
from deskbreak.settings import HOUR, MINUTE

from .desk import Desk, reloaded

MEETING, READING = UserStatus.MEETING, UserStatus.READING


def over(desk: Desk) -> list[str]:
    """What was said to be over, and when."""
    return [
        f"{one.at.local:%H:%M} {one.action.what.value}" for one in desk.log if isinstance(one.action, UserStatusOver)
    ]


def test_u4_a_meeting_keeps_everything_back_and_ends_by_itself() -> None:
    """Like the call of worked day 4."""
    desk = Desk().until("10:40")
    desk.tell(SetUserStatus, MEETING, 45 * MINUTE)
    desk.until("11:30")
    assert desk.happened("nudge", "invite", "hold", "free") == [
        "10:00 nudge",
        "10:40 hold call",
        "11:25 hold grace",
        "11:26 free",
        "11:26 invite 1 hold-over",
    ]
    assert over(desk) == ["11:25 meeting"]


def test_u4_in_a_meeting_nobody_counts_as_away() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, MEETING, HOUR)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("10:29").happened("away") == []
    assert desk.until("10:40").happened("away") == ["10:33 away 10:30"]  # there until its end, which is a sign


def test_u4_reading_counts_as_being_there_and_keeps_nothing_back() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, READING, HOUR)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("10:29").happened() == ["10:00 nudge"]
    assert over(desk.until("10:45")) == ["10:30 reading"]
    assert desk.happened("away") == ["10:33 away 10:30"]


def test_u4_a_lock_is_stronger_than_what_was_said() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, READING)
    desk.tell(Idle, desk.now.mono)
    desk.until("09:50").tell(Lock)
    assert desk.happened("away") == ["09:50 away 09:50"]
    desk.until("10:00").tell(Unlock)
    assert desk.until("10:30").happened("back", "away") == ["09:50 away 09:50", "10:00 back rest"]


def test_u4_it_can_be_taken_back() -> None:
    desk = Desk().until("10:40")
    desk.tell(SetUserStatus, MEETING)
    desk.until("11:25").tell(ClearUserStatus, MEETING)
    assert desk.until("11:30").happened("invite") == ["11:26 invite 1 hold-over"]
    assert over(desk) == []  # who takes it back knows
    assert desk.tell(ClearUserStatus, MEETING) == []


def test_u4_saying_it_again_is_a_new_time() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, READING, 30 * MINUTE)
    desk.tell(SetUserStatus, MEETING, 5 * MINUTE)
    desk.tell(SetUserStatus, READING, HOUR)
    assert over(desk.until("11:00")) == ["09:35 meeting", "10:30 reading"]


def test_u4_until_i_say_so_ends_with_office_hours_at_the_latest() -> None:
    """A forgotten meeting does not keep deskbreak quiet for ever."""
    desk = Desk().until("16:00")
    desk.tell(SetUserStatus, MEETING)
    desk.until("17:59")
    assert desk.state.has_status(MEETING)
    desk.until("18:01")
    assert not desk.state.has_status(MEETING)
    assert over(desk) == []


def test_u4_one_that_was_said_before_office_hours_is_for_the_day_to_come() -> None:
    desk = Desk("08:00")
    desk.tell(SetUserStatus, MEETING)
    assert desk.until("17:00").happened("nudge") == []
    assert not desk.until("18:00").state.statuses


def test_u4_its_end_is_not_told_while_something_else_holds() -> None:
    """H2."""
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, MEETING, 10 * MINUTE)
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(SetUserStatus, READING, 10 * MINUTE)
    assert over(desk.until("10:00")) == []
    assert desk.state.holding(Hold.CALL)


def test_u4_its_end_is_told_in_spite_of_a_call_that_is_not_to_hold() -> None:
    desk = Desk(hold={"calls": False}).until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(SetUserStatus, MEETING, 10 * MINUTE)
    assert over(desk.until("10:00")) == ["09:40 meeting"]


def test_u4_it_holds_at_once_whatever_the_settings_say_of_calls() -> None:
    desk = Desk(hold={"calls": False}).until("09:30")
    desk.tell(SetUserStatus, MEETING)
    assert desk.state.holding(Hold.CALL)


def test_s1_it_survives_a_restart() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, MEETING, HOUR)
    desk.restart("09:50")
    assert reloaded(desk.state) == desk.state
    assert desk.until("10:00").state.holding(Hold.CALL)
    assert over(desk.until("10:45")) == ["10:30 meeting"]


def test_u4_an_end_that_nobody_lived_through_is_not_told() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, READING, 10 * MINUTE)
    desk.state = reloaded(desk.state)
    desk.now = desk.now.later(HOUR)
    desk.tell(Launch)
    assert not desk.state.statuses
    assert over(desk) == []


def test_nonsense_is_refused() -> None:
    desk = Desk()
    with pytest.raises(ValueError, match="longer than nothing"):
        SetUserStatus(desk.now, MEETING, 0)
    with pytest.raises(ValueError, match="said once"):
        State(desk.now, statuses=(KeptStatus(MEETING, None), KeptStatus(MEETING, 5)))


@pytest.mark.parametrize(
    ("switch", "sign", "hold"),
    [("calls", Sign.CALL, Hold.CALL), ("dnd", Sign.DND, Hold.DND), ("fullscreen", Sign.FULLSCREEN, Hold.FULLSCREEN)],
)
def test_h1_each_sign_can_be_switched_off(switch: str, sign: Sign, hold: Hold) -> None:
    desk = Desk(hold={switch: False}).until("09:50")
    desk.tell(SignBegan, sign)
    assert desk.until("10:30").happened("nudge", "hold") == ["10:00 nudge"]
    desk.configure(hold={switch: True})  # U3
    assert desk.state.holding(hold)
    desk.tell(SignEnded, sign)
    assert not desk.state.holding(hold)


def test_a_call_that_does_not_hold_still_shows_that_somebody_is_there() -> None:
    desk = Desk(hold={"calls": False}).until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    assert desk.until("10:30").happened("away", "nudge") == ["10:00 nudge"]
