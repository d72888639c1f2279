"""What is worth telling the engine just now: the machine is not asked for nothing."""

from deskbreak.engine.attention import Attention, attention, depends_on_signs
from deskbreak.engine.engine import next_wake, step
from deskbreak.engine.events import (
    Answer,
    Claim,
    Claimed,
    ForSpan,
    Idle,
    Input,
    Lock,
    Pain,
    Pause,
    Postpone,
    Reply,
    Sign,
    SignBegan,
    SignEnded,
    Start,
    Wake,
)
from deskbreak.settings import HOUR, MINUTE, SECOND

from .desk import Desk

ASLEEP = Attention(pause=None, signs=False)


def of(desk: Desk) -> Attention:
    return attention(desk.state, desk.settings)


def test_nothing_is_of_interest_while_nothing_may_come() -> None:
    assert of(Desk("08:00")) == ASLEEP
    assert of(Desk()) == ASLEEP
    assert of(Desk().until("10:30")) == ASLEEP


def test_d1_a_pause_is_of_interest_once_the_routine_is_ripe() -> None:
    desk = Desk(nudge={"enabled": False}).until("10:59")
    assert of(desk).pause is None
    assert of(desk.until("11:01")) == Attention(pause=20 * SECOND, signs=False)


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
    assert of(desk) == Attention(pause=None, signs=True)
    desk.tell(Answer, Reply.LATER)
    assert of(desk) == ASLEEP


def test_a_sign_is_looked_at_again_as_soon_as_it_keeps_something_back() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.FULLSCREEN)
    assert not of(desk).signs
    assert of(desk.until("10:01")).signs  # the nudge
    desk.tell(SignEnded, Sign.FULLSCREEN)
    assert of(desk.until("10:05")) == ASLEEP


def test_a_sign_is_looked_at_again_while_it_keeps_an_invitation_back() -> None:
    desk = Desk(nudge={"enabled": False}, routine={"pause": "20s"}).until("11:01")
    desk.tell(SignBegan, Sign.DND)
    assert of(desk).signs  # ripe
    withdrawn = Desk().until("11:00")
    withdrawn.tell(SignBegan, Sign.DND)
    assert of(withdrawn).signs


def test_a_sign_is_of_no_interest_while_something_else_holds_too() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Pause, ForSpan(2 * HOUR))
    assert not of(desk.until("10:30")).signs


def test_a_meeting_that_the_user_speaks_of_is_not_asked_after() -> None:
    desk = Desk().until("09:30")
    desk.tell(Claim, Claimed.MEETING)
    assert not of(desk.until("10:30")).signs


def test_a_sign_is_looked_at_again_while_it_alone_speaks_for_somebody() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.CALL)
    desk.tell(Idle, desk.now.mono)
    assert not of(desk.until("09:32")).signs
    assert of(desk.until("09:33")).signs
    desk.tell(Input)
    assert not of(desk).signs


def test_do_not_disturb_speaks_for_nobody() -> None:
    desk = Desk().until("09:30")
    desk.tell(SignBegan, Sign.DND)
    desk.tell(Idle, desk.now.mono)
    assert not of(desk.until("09:40")).signs


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
