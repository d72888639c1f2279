"""The place in a routine and the time really done."""

import pytest

from deskbreak.coach.content.exercise import FULL, Exercise
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Side
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.coach.run import Kept, Run
from tests.coach.samples import StillClock, exercises
from tests.coach.samples import player as desk_routine


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def run(clock: StillClock) -> Run:
    return Run(desk_routine(), clock)


def test_time_counts_only_while_it_runs(run: Run, clock: StillClock) -> None:
    clock.pass_(50)
    assert (run.place, run.done, run.running) == (0, 0, False)
    run.go_on()
    clock.pass_(10)
    run.pause()
    clock.pass_(100)
    assert run.place == run.done == 10
    run.go_on()
    clock.pass_(5)
    assert run.place == 15
    assert run.frame().elapsed == 15


def test_the_end_is_the_end(run: Run, clock: StillClock) -> None:
    run.go_on()
    clock.pass_(run.total + 60)
    assert run.over
    assert run.completed
    assert run.place == run.done == run.total
    assert run.exercises == tuple(part.id for part in run.player.plan.parts)
    run.pause()
    run.go_on()
    assert not run.running


def test_a_leap_is_no_exercise(run: Run, clock: StillClock) -> None:
    run.go_on()
    clock.pass_(5)
    for _part in run.player.plan.parts:
        run.forward()
    assert run.over
    assert run.done == 5
    assert not run.completed
    assert not run.exercises


def test_an_exercise_is_done_once_a_repetition_of_it_is(run: Run, clock: StillClock) -> None:
    first, second, *_ = run.player.plan.parts
    once = [
        max(beat.end for beat in run.player.plan.beats if (beat.part, beat.repetition, beat.side) == (part, 1, side))
        for part, side in ((0, Side.FORWARD), (1, Side.LEFT))
    ]
    run.go_on()
    clock.pass_(once[0] - 0.5)
    assert not run.exercises, "to get ready is not yet to do it, nor is half a repetition"
    clock.pass_(1)
    assert list(run.exercises) == [first.id]
    run.forward()
    clock.pass_(once[1] - second.start - 0.5)
    assert list(run.exercises) == [first.id]
    run.back()
    clock.pass_(once[1] - second.start - 0.5)
    assert list(run.exercises) == [first.id], "half of one twice is none"
    clock.pass_(1)
    assert list(run.exercises) == [first.id, second.id]
    run.back()
    clock.pass_(60)
    assert list(run.exercises) == [first.id, second.id], "each of them once"


def test_what_counts_nothing_is_done_with_its_first_step(clock: StillClock) -> None:
    alone_ = alone(exercises()["set-up"])
    run = Run(Player(plan(alone_, exercises(), ending=False)), clock)
    run.go_on()
    clock.pass_(run.player.plan.beats[0].end - 0.5)
    assert not run.exercises
    clock.pass_(1)
    assert run.exercises == ("set-up",)


@pytest.mark.parametrize(
    "exercise", [one for one in exercises().values() if one.id != "set-up"], ids=lambda one: one.id
)
@pytest.mark.parametrize("step", [1, FULL])
def test_each_exercise_has_something_to_get_ready_for(clock: StillClock, exercise: Exercise, step: int) -> None:
    run = Run(Player(plan(alone(exercise), exercises(), step=step, ending=False)), clock)
    ready = min(beat.start for beat in run.player.plan.beats if beat.repetition)
    assert ready > 0
    run.go_on()
    clock.pass_(ready)
    assert not run.exercises
    clock.pass_(run.total)
    assert run.exercises == (exercise.id,)


def test_it_says_in_which_exercise_one_is(run: Run) -> None:
    first, second, *_ = run.player.plan.parts
    assert run.exercise == first.id
    run.forward()
    assert run.exercise == second.id


def test_a_few_repetitions_cut_short_are_no_matter(run: Run, clock: StillClock) -> None:
    run.go_on()
    clock.pass_(run.player.plan.parts[0].end - 10)
    run.forward()
    clock.pass_(run.total)
    assert run.completed


def test_going_back_repeats_and_done_never_exceeds_the_whole(run: Run, clock: StillClock) -> None:
    run.go_on()
    clock.pass_(60)
    run.back()
    assert run.place == 0
    assert run.done == 60
    clock.pass_(run.total)
    assert run.done == run.total


def test_a_clock_that_steps_back_takes_nothing_away(run: Run, clock: StillClock) -> None:
    run.go_on()
    clock.pass_(20)
    assert run.place == 20
    clock.pass_(-10)
    assert run.place == 20
    clock.pass_(1)
    assert run.place == 21


def test_one_may_go_to_any_exercise_and_what_was_done_stays_done(run: Run, clock: StillClock) -> None:
    parts = run.player.plan.parts
    run.go_on()
    clock.pass_(5)
    run.to(2)
    assert run.exercise == parts[2].id
    assert run.done == 5
    clock.pass_(3)
    run.to(0)
    assert (run.place, run.done) == (0, 8)


def test_where_one_would_go_on(clock: StillClock) -> None:
    player = desk_routine()
    parts = player.plan.parts
    run = Run(player, clock)
    run.go_on()
    clock.pass_(parts[1].start + 1)
    assert run.goes_on_at == parts[1].id
    run.to(3)
    clock.pass_(run.total)
    assert run.over
    assert run.goes_on_at == parts[1].id, "it was only begun"
    rest = Run(player, clock, Kept(parts[2].id, parts[2].start))
    rest.go_on()
    clock.pass_(rest.total)
    assert rest.goes_on_at == "", "what was done before is done"
