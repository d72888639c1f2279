"""The content that comes with deskbreak, held against what the article says."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

import pytest

from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.plan import Beat, Plan, plan
from deskbreak.coach.skeleton import body
from tests.coach.samples import RESOURCES, desk, exercises, player, tips

READING = 15
"""Characters a second that a person reads at ease, after a second to look up."""


def beats_of(laid_out: Plan, exercise: str) -> list[Beat]:
    return [beat for beat in laid_out.beats if laid_out.parts[beat.part].id == exercise]


def counted(beats: list[Beat]) -> Counter[Side]:
    """How many repetitions there are to each side or direction."""
    return Counter(side for side, _ in {(beat.side, beat.repetition) for beat in beats if beat.repetition})


def shown() -> Iterator[tuple[str, float]]:
    """Every caption of both versions, with the seconds for which it stands."""
    for short in (False, True):
        for _, run in groupby(player(short).plan.beats, key=lambda beat: (beat.part, beat.caption)):
            beats = list(run)
            yield "\n".join(beats[0].caption), beats[-1].end - beats[0].start


def test_the_desk_routine_has_the_articles_four_exercises_in_its_order() -> None:
    assert desk().exercises == ("shoulder-rotation", "seated-twist", "lateral-tilt", "seated-cat-cow")


def test_every_exercise_file_bears_its_id() -> None:
    assert {path.stem for path in (RESOURCES / "exercises").glob("*.toml")} == set(exercises())


@pytest.mark.parametrize(
    ("exercise", "counts"),
    [
        ("shoulder-rotation", {Side.FORWARD: 10, Side.BACKWARD: 10}),
        ("seated-twist", {Side.LEFT: 5, Side.RIGHT: 5}),
        ("lateral-tilt", {Side.LEFT: 5, Side.RIGHT: 5}),
        ("seated-cat-cow", {Side.NONE: 6}),
    ],
)
def test_counts_are_the_articles(exercise: str, counts: dict[Side, int]) -> None:
    assert counted(beats_of(player().plan, exercise)) == counts


def test_cat_cow_rounds_before_it_arches() -> None:
    phases = [beat.phase for beat in beats_of(player().plan, "seated-cat-cow") if beat.repetition]
    assert phases == ["round", "arch"] * 6


@pytest.mark.parametrize("short", [False, True])
def test_both_sides_get_the_same_time(short: bool) -> None:
    for part in player(short).plan.parts:
        times: defaultdict[Side, float] = defaultdict(float)
        for beat in beats_of(player(short).plan, part.id):
            times[beat.side] += beat.end - beat.start
        assert times[Side.LEFT] == pytest.approx(times[Side.RIGHT])
        assert times[Side.FORWARD] == pytest.approx(times[Side.BACKWARD])


def test_the_routine_takes_four_to_five_minutes() -> None:
    assert 240 <= player().total <= 300


def test_the_short_version_takes_a_minute_with_the_same_exercises() -> None:
    assert player(True).total == pytest.approx(60, abs=5)
    assert [part.id for part in player(True).plan.parts] == list(desk().exercises)
    assert all(counted(beats_of(player(True).plan, one)) for one in desk().exercises)


def test_breath_is_never_held_for_long_and_starts_in_and_ends_out() -> None:
    for part in player().plan.parts:
        counted_beats = [beat for beat in beats_of(player().plan, part.id) if beat.breath is not Breath.FREE]
        assert counted_beats[0].breath is Breath.IN
        assert counted_beats[-1].breath is Breath.OUT
        for breath, run in groupby(counted_beats, key=lambda beat: beat.breath):
            assert sum(beat.end - beat.start for beat in run) <= 6, breath


@pytest.mark.parametrize(("caption", "seconds"), sorted(set(shown())))
def test_captions_can_be_read_in_their_time(caption: str, seconds: float) -> None:
    assert len(caption) / READING + 1 <= seconds + 1e-6


def test_every_step_says_what_it_shows_in_every_language() -> None:
    for exercise in exercises().values():
        for language in exercise.texts:
            laid_out = plan(desk(), exercises(), frozenset(set(desk().exercises) - {exercise.id}), language=language)
            for beat in laid_out.beats:
                assert beat.caption
                assert beat.spoken
                assert bool(beat.side_text) == (beat.side is not Side.NONE)


def test_tips_are_the_articles_and_begin_with_a_walk() -> None:
    assert [tip.id for tip in tips()] == [
        "walk", "bend", "turn-head", "squat", "chair", "foot-rise", "lift", "alternate",
    ]  # fmt: skip
    for tip in tips():
        for text in tip.texts.values():
            assert len(text.title) <= 30
            assert len(text.body) <= 100


def test_the_turn_is_large_and_goes_where_the_word_says() -> None:
    for beat in player().plan.beats:
        now = player().frame(beat.end)
        if beat.phase == "hold":
            pose = now.pose
            lean = pose.twist if player().plan.parts[beat.part].id == "seated-twist" else pose.side
            assert (lean < -25) if beat.side is Side.LEFT else (lean > 25)


def test_elbows_circle_the_way_the_word_says() -> None:
    """Forward is up at the back and down at the front; the hands stay on the shoulders."""
    for beat in player().plan.beats:
        if beat.side not in {Side.FORWARD, Side.BACKWARD} or beat.phase != "rise":
            continue
        middle = body(player().frame((beat.start + beat.end) / 2).pose)
        for arm in (middle.left, middle.right):
            ahead = arm.elbow[2] - arm.shoulder[2]
            assert (ahead < 0) if beat.side is Side.FORWARD else (ahead > 0.1)
            assert sum((a - b) ** 2 for a, b in zip(arm.knuckles, arm.shoulder, strict=True)) ** 0.5 < 0.1
