"""What is worth telling the engine just now: the machine is not asked for nothing."""

from typing import Any

from deskbreak.engine.actions import Doubted, Freed, HoldBegan
from deskbreak.engine.attention import Attention, attention, depends_on_signs
from deskbreak.engine.engine import step
from deskbreak.engine.events import (
    Answer,
    ForSpan,
    Idle,
    Input,
    Lock,
    Looked,
    Pain,
    Pause,
    Postpone,
    Reply,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Start,
    Stop,
    UserStatus,
    Wake,
)
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.state import MachineState, ShownSign, State
from deskbreak.engine.wake import next_wake
from deskbreak.settings import HOUR, MINUTE, SECOND

from .desk import Desk, instant, settings

ASLEEP = Attention(pause=None, signs_from=None)


def of(desk: Desk) -> Attention:
    return attention(desk.state, desk.settings)


def looks_from(desk: Desk) -> str:
    """When the signs begin to matter; "" if they do not."""
    mono = of(desk).signs_from
    return "" if mono is None else f"{desk.now.later(mono - desk.now.mono).local:%H:%M}"


def test_nothing_is_of_interest_while_nothing_may_come() -> None:
    assert of(Desk("08:00")) == ASLEEP
    assert of(Desk()) == ASLEEP
    assert of(Desk().until("10:30")) == ASLEEP


def test_d1_a_pause_is_of_interest_once_the_routine_is_ripe() -> None:
    desk = Desk(nudge={"enabled": False}).until("10:59")
    assert of(desk).pause is None
    assert of(desk.until("11:01")) == Attention(pause=20 * SECOND, signs_from=None)


def test_no_pause_is_of_interest_where_it_could_bring_nothing() -> None:
    for event in ((Postpone, HOUR), (Pause, ForSpan(HOUR)), (Start,), (Lock,), (SignBegan, Sign.DND)):
        desk = Desk(nudge={"enabled": False}).until("11:01")
        desk.tell(*event)
        assert of(desk).pause is None, event
    desk = Desk(nudge={"enabled": False}).until("11:01")
    desk.tell(Start)
    desk.tell(Pain, "twist")
    assert of(desk).pause is None


def test_an_open_invitation_is_watched_over_and_a_snoozed_one_is_not() -> None:
    desk = Desk().until("11:00")
    assert of(desk) == Attention(pause=None, signs_from=desk.now.mono)
    desk.tell(Answer, Reply.LATER)
    assert of(desk) == ASLEEP


def test_a_sign_is_looked_at_again_as_soon_as_it_keeps_something_back() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.FULLSCREEN)
    assert looks_from(desk) == "10:00"  # the nudge
    assert looks_from(desk.until("10:01")) == "10:01"
    desk.tell(SignEnded, Sign.FULLSCREEN)
    assert of(desk.until("10:05")) == ASLEEP


def test_a_sign_is_looked_at_again_while_it_keeps_an_invitation_back() -> None:
    quiet: dict[str, Any] = {"nudge": {"enabled": False}}
    desk = Desk(**quiet).until("09:30")
    desk.tell(SignBegan, Sign.DND)
    assert looks_from(desk) == "11:00"  # ripe
    desk.tell(Postpone, 2 * HOUR)
    assert looks_from(desk) == "11:30"
    withdrawn = Desk(**quiet).until("12:00")
    withdrawn.tell(SignBegan, Sign.DND)
    assert looks_from(withdrawn) == "12:00"
    snoozed = Desk(**quiet).until("12:00")
    snoozed.tell(Answer, Reply.LATER)
    snoozed.tell(SignBegan, Sign.DND)
    assert looks_from(snoozed) == "12:10"
    stopped = Desk(**quiet).until("12:00")
    stopped.tell(Start)
    stopped.tell(Stop)
    stopped.tell(SignBegan, Sign.DND)
    assert looks_from(stopped) == "12:30"
    hurt = Desk(**quiet).until("12:00")
    hurt.tell(Start)
    hurt.tell(Pain, "twist")
    hurt.tell(SignBegan, Sign.DND)
    assert looks_from(hurt) == ""


def test_a_sign_is_of_no_interest_while_something_else_holds_too() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Pause, ForSpan(2 * HOUR))
    assert looks_from(desk) == ""
    early = Desk("08:00")
    early.tell(SignBegan, Sign.CALL)
    assert looks_from(early) == ""


def test_a_meeting_that_the_user_speaks_of_is_not_asked_after() -> None:
    desk = Desk().until("09:30")
    desk.tell(SetUserStatus, UserStatus.MEETING)
    assert looks_from(desk) == ""


def test_a_sign_is_looked_at_again_while_it_alone_speaks_for_somebody() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    assert looks_from(desk) == "09:33"
    assert looks_from(desk.until("09:40")) == "09:40"
    desk.tell(Input)
    assert looks_from(desk) == "10:00"


def test_do_not_disturb_speaks_for_nobody() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.DND)
    desk.tell(Idle, desk.now.mono)
    assert looks_from(desk.until("09:40")) == ""


def test_what_is_shown_depends_on_signs_and_so_does_who_is_away() -> None:
    desk = Desk().until("09:59")
    machine = desk.state.machine
    nudge = step(desk.state, Wake(desk.now.later(MINUTE)), desk.settings)[1]
    assert depends_on_signs(nudge, machine)
    invitation = step(Desk().until("10:59").state, Wake(Desk().now.later(2 * HOUR)), desk.settings)[1]
    assert depends_on_signs(invitation, machine)
    away = step(desk.state, Idle(desk.now.later(5 * MINUTE), desk.now.mono), desk.settings)[1]
    assert depends_on_signs(away, machine)
    locked, gone = step(desk.state, Lock(desk.now), desk.settings)
    assert not depends_on_signs(gone, locked.machine)
    assert not depends_on_signs((), machine)


def test_continuous_input_asks_for_no_wake_of_its_own() -> None:
    """Whoever tells when the input stops need not be woken to be asked."""
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    waiting = next_wake(desk.state, desk.settings)
    assert waiting is not None
    assert waiting.why == "away"
    desk.tell(Input)
    coming = next_wake(desk.state, desk.settings)
    assert coming is not None
    assert coming.why == "nudge"


def test_what_the_machine_shows_is_heard_before_anything_falls_due() -> None:
    """Asked right before a nudge is shown, it is in a call: the nudge waits."""
    desk = Desk().until("09:59")
    desk.now = desk.now.later(MINUTE)
    assert desk.tell(Looked, frozenset({Sign.CALL, Sign.DND})) == []  # H5: nor is it shown in the midst of a blip
    assert desk.until("10:01").happened("hold", "nudge") == ["10:00:10 hold call", "10:00:10 hold dnd"]
    desk.until("10:30").tell(Looked, frozenset())
    assert desk.until("10:31").happened("nudge") == ["10:31 nudge"]


def test_a_call_that_was_seen_to_be_over_was_a_sign_of_presence() -> None:
    desk = Desk().until("09:30")
    desk.tell(Looked, frozenset({Sign.CALL}))
    desk.tell(Idle, desk.now.mono)
    desk.until("09:50").tell(Looked, frozenset({Sign.DND}))
    assert desk.state.machine.last_sign == desk.now.mono
    assert desk.until("09:53").happened("away") == ["09:53 away 09:50"]


def test_before_the_day_has_begun_a_sign_keeps_nothing_back() -> None:
    at = instant("09:30")
    in_a_call = State(at, MachineState(signs=(ShownSign(Sign.CALL, 0, 0),)), holds=((Hold.CALL, at.utc),))
    assert attention(in_a_call, settings()) == ASLEEP


def test_before_a_sign_comes_to_hold_the_machine_is_asked_whether_it_is_still_there() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.FULLSCREEN)
    desk.now = desk.now.later(10_000)
    began = desk.tell(Wake)
    assert began == [HoldBegan(Hold.FULLSCREEN)]
    assert depends_on_signs(began, desk.state.machine)
    assert not depends_on_signs([HoldBegan(Hold.LUNCH), Freed()], desk.state.machine)


def test_before_it_is_told_that_a_sign_is_not_believed_the_machine_is_asked() -> None:
    assert depends_on_signs([Doubted(Sign.CALL)], MachineState())


def test_what_was_snoozed_is_looked_after_when_it_comes_back() -> None:
    desk = Desk().until("11:00")
    desk.tell(Answer, Reply.LATER)
    desk.until("11:05").tell(SignBegan, Sign.DND)
    assert looks_from(desk) == "11:10"


def test_what_a_sign_took_back_is_looked_after_at_once() -> None:
    desk = Desk().until("11:05")
    desk.tell(SignBegan, Sign.DND)
    assert desk.wait(MINUTE).happened("withdraw") == ["11:05:10 withdraw dnd"]
    assert looks_from(desk) == "11:06"
