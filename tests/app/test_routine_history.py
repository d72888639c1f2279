"""What the history says of the routines."""

from dataclasses import replace

import pytest

from deskbreak.app.routine.routine_history import KEPT_FOR, RoutineHistory
from deskbreak.engine.actions import Outcome, Record
from deskbreak.engine.events import Manner
from deskbreak.settings import MINUTE
from deskbreak.settings.reading import read_settings
from deskbreak.store.history.history import Row
from deskbreak.store.memory import Memory, MemoryFile
from tests.app.desk import NINE, Desk

DAY = 24 * 60 * MINUTE
TWIST = Manner("desk", 2, "left", "seated-twist")


class Kept:
    """A history of routines with a memory, and rows written into its history."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.file = MemoryFile(desk.paths.memory_file)
        self.routine_history = RoutineHistory(desk.history, desk.in_force, self.file)

    @property
    def memory(self) -> Memory:
        return self.file.value

    def row(self, what: Outcome, ago: int = 0, step: int = 0, felt: str = "", **more: object) -> Row:
        """A routine that ended so many ms ago."""
        manner = Manner("desk", step, "left", str(more.get("place", "")))
        row = Row(what, self.now - ago, 0, ("shoulder-rotation",), int(str(more.get("seconds", 60))), "", manner, felt)
        self.desk.history.add(row)
        return row

    @property
    def now(self) -> int:
        return self.desk.driver.state.last.utc


@pytest.fixture
def kept(desk: Desk) -> Kept:
    desk.begin()
    desk.type_for(60)
    return Kept(desk)


def test_it_begins_at_the_first_step_and_goes_up_after_three_days(kept: Kept) -> None:
    assert kept.routine_history.step() == 1
    for number in range(9):
        kept.row(Outcome.COMPLETED, number // 3 * DAY + number, step=1)
    assert (kept.routine_history.step(), kept.routine_history.step_tomorrow()) == (1, 2)
    kept.row(Outcome.COMPLETED, 3 * DAY, step=1)
    assert kept.routine_history.step() == 2


def test_neither_the_one_minute_version_nor_half_of_it_counts_as_finished(kept: Kept) -> None:
    for number, outcome in enumerate((Outcome.SHORT, Outcome.PARTIAL, Outcome.STOPPED)):
        kept.row(outcome, (5 - number) * DAY, step=1)
    kept.row(Outcome.COMPLETED, 2 * DAY, step=1)
    kept.row(Outcome.COMPLETED, DAY, step=1)
    assert kept.routine_history.step() == 1
    kept.row(Outcome.COMPLETED, 0, step=1)
    assert kept.routine_history.step_tomorrow() == 2


def test_too_much_leads_down_and_words_of_somebody_else_say_nothing(kept: Kept) -> None:
    kept.row(Outcome.COMPLETED, 2 * MINUTE, step=3, felt="so-so")
    assert kept.routine_history.step() == 3
    kept.row(Outcome.COMPLETED, MINUTE, step=3, felt="too-much")
    kept.row(Outcome.COMPLETED, 0, step=2)
    assert (kept.routine_history.step(), kept.routine_history.step_tomorrow()) == (1, 1)


def test_pain_leads_down_and_counts_nothing_when_it_is_taken_back(kept: Kept) -> None:
    """D7"""
    kept.row(Outcome.COMPLETED, DAY, step=3)
    pain = kept.row(Outcome.PAIN, MINUTE, step=3)
    kept.row(Outcome.COMPLETED, 0, step=2)
    assert (kept.routine_history.step(), kept.routine_history.step_tomorrow()) == (2, 2)
    kept.desk.history.take_back(pain.at, pain.what, pain.detail)
    assert kept.routine_history.step() == 3


def test_a_history_of_when_each_routine_counted_throws_nobody_down(kept: Kept) -> None:
    """Three routines a day were a step a day."""
    for number in range(18):
        kept.row(Outcome.COMPLETED, (6 - number // 3) * DAY - number, step=1 + number // 3)
    assert kept.routine_history.step() == 6


def test_a_step_chosen_by_hand_is_where_it_goes_on(kept: Kept) -> None:
    kept.row(Outcome.COMPLETED, 4 * DAY, step=1, felt="too-much")
    kept.file.value = Memory(chosen=(4, kept.now - 4 * DAY + 1))
    assert kept.routine_history.step() == 4
    for number in range(3):
        kept.row(Outcome.COMPLETED, (3 - number) * DAY, step=4)
    assert kept.routine_history.step() == 5


def test_the_settings_may_have_the_last_word(kept: Kept) -> None:
    kept.file.value = Memory(chosen=(4, kept.now))
    kept.desk.driver.configure(read_settings({"coach": {"step": 6}}).settings)
    assert kept.routine_history.step() == 6


def test_turns_count_what_was_done_of_that_routine(kept: Kept) -> None:
    for number, outcome in enumerate(
        (Outcome.COMPLETED, Outcome.PARTIAL, Outcome.SHORT, Outcome.STOPPED, Outcome.PAIN)
    ):
        kept.row(outcome, number * MINUTE)
    assert kept.routine_history.turn("desk") == 3
    assert kept.routine_history.turn("neck") == 0


def test_what_is_gone_on_with_is_one_turn(kept: Kept) -> None:
    kept.row(Outcome.PARTIAL, 50 * MINUTE, place="shoulder-rotation")
    kept.row(Outcome.STOPPED, 40 * MINUTE, seconds=0)  # opened and left
    kept.row(Outcome.STOPPED, 35 * MINUTE, place="shoulder-rotation")
    kept.row(Outcome.COMPLETED, 20 * MINUTE)
    assert kept.routine_history.turn("desk") == 1
    kept.row(Outcome.COMPLETED, 10 * MINUTE)
    assert kept.routine_history.turn("desk") == 2


@pytest.mark.parametrize(
    ("later", "step", "place"),
    [
        (KEPT_FOR * 2 + 2 * MINUTE, 1, "shoulder-rotation"),
        (MINUTE, 2, "shoulder-rotation"),
        (MINUTE, 1, "seated-twist"),
    ],
)
def test_another_one_is_another_turn(kept: Kept, later: int, step: int, place: str) -> None:
    """Long after it, at another step, or with other exercises."""
    kept.row(Outcome.PARTIAL, later, step=1, place=place)
    kept.row(Outcome.COMPLETED, 0, step=step)
    assert kept.routine_history.turn("desk") == 2


def test_the_first_of_the_day(kept: Kept) -> None:
    assert kept.routine_history.first_today()
    kept.row(Outcome.COMPLETED, DAY)
    kept.desk.history.add(Row(Outcome.STOPPED, kept.now, 0))  # opened and left
    assert kept.routine_history.first_today()
    kept.row(Outcome.STOPPED, MINUTE)
    assert not kept.routine_history.first_today()


def test_a_place_is_kept_for_half_an_hour(kept: Kept) -> None:
    row = kept.row(Outcome.STOPPED, KEPT_FOR, step=2, place="seated-twist")
    stopped = kept.routine_history.stopped()
    assert stopped is not None
    assert stopped.manner == TWIST
    assert (stopped.kept.exercise, stopped.kept.done) == ("seated-twist", 60)
    kept.desk.type_for(0.1)
    assert kept.routine_history.stopped() is None
    assert kept.routine_history.stopped(since=row.at + KEPT_FOR) is not None


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.SHORT, Outcome.PAIN])
def test_what_was_done_or_hurt_keeps_no_place(kept: Kept, outcome: Outcome) -> None:
    kept.row(Outcome.STOPPED, 2 * MINUTE, place="seated-twist")
    assert kept.routine_history.stopped() is not None
    kept.row(outcome, MINUTE, place="seated-twist")
    assert kept.routine_history.stopped() is None


def test_several_goes_count_together_as_long_as_they_are_of_one_routine(kept: Kept) -> None:
    kept.row(Outcome.STOPPED, 65 * MINUTE, step=1, place="seated-twist", seconds=500)  # too long before
    kept.row(Outcome.STOPPED, 30 * MINUTE, step=1, place="seated-twist", seconds=70)
    kept.row(Outcome.STOPPED, 5 * MINUTE, step=1, place="lateral-tilt", seconds=30)
    kept.desk.history.add(Row(Outcome.STOPPED, kept.now, 0))  # opened and left
    stopped = kept.routine_history.stopped()
    assert stopped is not None
    assert (stopped.kept.exercise, stopped.kept.done) == ("lateral-tilt", 100)
    kept.row(Outcome.PARTIAL, MINUTE, step=2, place="lateral-tilt", seconds=40)
    stopped = kept.routine_history.stopped()
    assert stopped is not None
    assert stopped.kept.done == 40


def test_a_place_of_nowhere_is_none(kept: Kept) -> None:
    kept.row(Outcome.STOPPED, MINUTE)
    assert kept.routine_history.stopped() is None


def test_how_it_felt_goes_to_its_own_row(kept: Kept) -> None:
    one, other = kept.row(Outcome.COMPLETED, MINUTE), kept.row(Outcome.COMPLETED)
    kept.routine_history.felt(Record(one.what, one.at), "easy")
    assert kept.desk.history.routines() == [replace(one, felt="easy"), other]


def test_when_results_show_is_said_once_in_the_first_week(kept: Kept) -> None:
    assert not kept.routine_history.tells_when_results_show()
    kept.row(Outcome.COMPLETED, 6 * DAY)
    assert kept.routine_history.tells_when_results_show()
    assert not kept.routine_history.tells_when_results_show()


def test_after_the_first_week_it_is_not_said_any_more(kept: Kept) -> None:
    kept.row(Outcome.COMPLETED, 7 * DAY)
    assert not kept.routine_history.tells_when_results_show()
    assert not kept.memory.results_told


def test_the_days_of_rows_are_those_of_their_own_zone(kept: Kept) -> None:
    kept.desk.history.add(Row(Outcome.COMPLETED, NINE - 7 * DAY - 9 * 60 * MINUTE, 2 * 3600, ("a",), 5))
    kept.desk.history.add(Row(Outcome.COMPLETED, NINE - 6 * DAY, 0, ("a",), 5))
    assert not kept.routine_history.tells_when_results_show()


def test_what_hurt_at_once_is_not_passed_over_for_a_place_before(kept: Kept) -> None:
    kept.row(Outcome.STOPPED, MINUTE, place="seated-twist")
    assert kept.routine_history.stopped() is not None
    kept.desk.history.add(Row(Outcome.PAIN, kept.now, 0, (), 0, "seated-twist", TWIST))
    assert kept.routine_history.stopped() is None


def test_what_one_only_got_ready_for_is_a_place_to_go_on_from(kept: Kept) -> None:
    kept.desk.history.add(Row(Outcome.STOPPED, kept.now, 0, (), 4, "", TWIST))
    stopped = kept.routine_history.stopped()
    assert stopped is not None
    assert stopped.kept.exercise == "seated-twist"
    assert not kept.routine_history.first_today()


def test_an_exercise_is_new_until_it_was_in_three_routines(kept: Kept) -> None:
    for number, exercises in enumerate((("a", "a", "b"), ("a",), ("a", "c"))):
        assert kept.routine_history.new_to(("a", "b")) == {"a", "b"}
        kept.desk.history.add(Row(Outcome.STOPPED, kept.now + number, 0, exercises, 60))
    assert kept.routine_history.new_to(("a", "b")) == {"b"}
    assert kept.routine_history.new_to(()) == set()


def test_the_key_is_told_once(kept: Kept) -> None:
    assert kept.routine_history.tells_the_key()
    kept.routine_history.key_told()
    assert not kept.routine_history.tells_the_key()
    assert kept.memory.hurts_told
