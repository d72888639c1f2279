"""What a turn says of its state, and what does not fit it."""

from dataclasses import fields, replace
from datetime import date

from deskbreak.engine.actions import (
    Action,
    CameBack,
    Freed,
    Invite,
    LeaveOut,
    PainTakenBack,
    Rest,
    Version,
    Why,
    Withdraw,
)
from deskbreak.engine.attention import depends_on_signs
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import Progress, UserStatus, Wake
from deskbreak.engine.exercising import Exercising, Pains, ToldPain
from deskbreak.engine.reasons import QUESTIONS, Hold, Sign, question_of
from deskbreak.engine.state import (
    Clocks,
    Day,
    Gone,
    KeptStatus,
    MachineState,
    PausedOpen,
    State,
    Tips,
    Waiting,
)
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings

NOW = Instant(10**9, 1_795_420_800_000, "UTC")


def test_before_the_first_office_day_there_is_nothing_to_set() -> None:
    turn = Turn(first_state(NOW), NOW, Settings())
    turn.clocks, turn.invitation = Clocks(0, 0, 0), Waiting(1, 0)
    assert not [
        known for known in (turn.day, turn.clocks, turn.invitation, turn.ripe_at, turn.due_at) if known is not None
    ]
    assert not turn.would_offer


def test_a_turn_goes_on_from_all_that_a_state_says_but_the_time() -> None:
    state = State(
        last=NOW,
        machine=MachineState(idle_since=1),
        whereabouts=Gone(2),
        holds=((Hold.OFF, 3),),
        grace_at=4,
        paused=PausedOpen(),
        day=Day(date(2026, 11, 23)),
        routine=Exercising(Version.FULL),
        not_before=5,
        tips=Tips(6),
        pains=Pains(left_out=("twist",)),
        statuses=(KeptStatus(UserStatus.MEETING, 7),),
        owed=Why.SETTLED,
        stopped_at=8,
        told_pain=ToldPain(NOW, date(2026, 11, 23), "twist", Exercising(Version.FULL), Pains()),
    )
    for item in fields(State):
        assert item.name == "last" or getattr(state, item.name) != getattr(first_state(NOW), item.name)
    assert Turn(state, NOW.later(9), Settings()).state == replace(state, last=NOW.later(9))


def test_progress_of_no_routine_changes_nothing() -> None:
    state, _holds = step(first_state(NOW), Wake(NOW), Settings())
    assert step(state, Progress(NOW, 5_000, 240_000, running=True), Settings()) == (state, ())


def test_a_question_is_known_by_its_name_or_where_there_is_but_one() -> None:
    assert question_of(Sign.CALL, "camera") is QUESTIONS["camera"]
    assert question_of(Sign.CALL, "") is None
    assert question_of(Sign.CALL, "fullscreen") is None, "that speaks for another"
    assert question_of(Sign.FULLSCREEN, "x11") is QUESTIONS["fullscreen"]


def test_what_shows_nothing_does_not_hang_on_what_the_machine_shows() -> None:
    machine = first_state(NOW).machine
    back, out = CameBack(1_000, Rest.NONE), LeaveOut("shrug")
    told: list[Action] = [Freed(), back, out, PainTakenBack(1, "shrug"), Withdraw(Hold.CALL)]
    assert not depends_on_signs(told, machine)
    assert depends_on_signs([Freed(), Invite(1, False, Why.DUE)], machine)
