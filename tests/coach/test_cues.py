"""What helps to follow: muscles of a step, one side of a pair, how glow, arrow and word come and go."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.looks import MUSCLE_NAMES, MUSCLES, PAIRED, muscle_of
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.cues import ARROW_FADES, GLOW_FADES, QUIET
from deskbreak.coach.frame import Breath, Frame, Side
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from tests.coach.samples import SMALL, exercises, player

TILT = "lateral-tilt"


def play(name: str) -> Player:
    one = exercises()[name]
    return Player(plan(alone(one), {name: one}, step=1))


def within(name: str, phase: str, side: Side = Side.NONE, share: float = 0.5) -> Frame:
    """The frame at that share of the first such step that is counted."""
    one = play(name)
    beat = next(
        beat for beat in one.plan.beats if beat.repetition and beat.phase == phase and side in (Side.NONE, beat.side)
    )
    return one.frame(beat.start + (beat.end - beat.start) * share)


def test_a_name_tells_the_muscle_and_its_side() -> None:
    assert muscle_of("nape") == ("nape", 0.0)
    assert muscle_of("lower-back") == ("lower-back", 0.0)
    assert muscle_of("left-obliques") == ("obliques", -1.0)
    assert muscle_of("right-neck") == ("neck", 1.0)
    assert {muscle_of(name)[0] for name in MUSCLE_NAMES} == set(MUSCLES)
    assert len(MUSCLE_NAMES) == len(MUSCLES) + 2 * len(PAIRED)


def small(muscles: str) -> Exercise:
    """The small exercise with muscles of its own, and those of its step."""
    text = SMALL.replace('id = "wave"', 'id = "wave"\nmuscles = ["neck", "left-deltoids"]')
    return read_exercise(text.replace('poses = ["up", "down"]', f'poses = ["up", "down"]\n{muscles}'), "wave.toml")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("", ("neck", "left-deltoids")),
        ('muscles = ["right-obliques", "nape"]', ("right-obliques", "nape")),
        ("muscles = []", ()),
    ],
)
def test_a_step_has_muscles_of_its_own_or_those_of_the_exercise(line: str, names: tuple[str, ...]) -> None:
    one = small(line)
    (step,) = one.blocks[0].steps
    assert one.muscles_in(step) == names
    made = Player(plan(alone(one), {one.id: one}))
    beat = next(beat for beat in made.plan.beats if beat.repetition == 1)
    frame = made.frame(beat.end - 0.5)
    assert set(frame.muscles) == set(names)
    assert {name for name, _ in frame.cues.glow} == set(names)


def test_what_a_step_names_strengthens_the_back_as_well() -> None:
    assert not small("").strengthens_back
    assert small('muscles = ["right-obliques"]').strengthens_back


def test_the_other_side_first_has_the_other_muscles() -> None:
    one = exercises()[TILT]
    turned = one.beginning(Side.RIGHT)
    (_, counted, _) = one.blocks
    (_, mirrored, _) = turned.blocks
    for step, other in zip(counted.steps, mirrored.steps, strict=True):
        assert [muscle_of(name)[1] for name in step.muscles or ()] == [1.0 if step.side is Side.LEFT else -1.0]
        assert [muscle_of(name)[1] for name in other.muscles or ()] == [1.0 if other.side is Side.LEFT else -1.0]
    sided = replace(one, muscles=("left-neck", "nape"))
    assert sided.beginning(Side.RIGHT).muscles == ("right-neck", "nape")
    assert sided.beginning(Side.LEFT) is sided


@pytest.mark.parametrize(("name", "phase"), [(TILT, "bend"), ("seated-twist", "turn"), ("neck-turn", "turn")])
def test_only_one_side_glows_where_one_goes_to_a_side(name: str, phase: str) -> None:
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        frame = within(name, phase, side)
        assert frame.muscles
        assert {muscle_of(muscle)[1] for muscle in frame.muscles} == {sign}


def test_the_front_works_leaning_back_and_the_back_leaning_forward() -> None:
    assert within("pendulum", "back").muscles == ("abdominals",)
    assert within("pendulum", "front").muscles == ("lower-back",)
    assert within("seated-cat-cow", "round").muscles != within("seated-cat-cow", "arch").muscles
    assert within("shrug", "lift").muscles == ("trapezius",)
    assert within("shrug", "drop").muscles == ()


def strength(one: Player, muscle: str, at: float) -> float:
    return dict(one.frame(at).cues.glow).get(muscle, 0.0)


def test_a_glow_follows_the_movement_and_is_gone_in_the_middle() -> None:
    one = play(TILT)
    bend, hold, back = (beat for beat in one.plan.beats if beat.repetition == 1 and beat.side is Side.LEFT)
    rising = [strength(one, "right-flanks", bend.start + share * (bend.end - bend.start)) for share in (0, 0.4, 0.6, 1)]
    assert rising == sorted(set(rising))
    assert rising[0] == 0.0
    assert rising[-1] == strength(one, "right-flanks", hold.end - 0.01) == 1.0
    falling = [
        strength(one, "right-flanks", back.start + share * (back.end - back.start)) for share in (0, 0.4, 0.6, 1)
    ]
    assert falling == sorted(set(falling), reverse=True)
    assert falling[-1] == 0.0
    assert strength(one, "left-flanks", back.end) == 0.0
    assert one.frame(hold.end - 0.1).muscles == ("right-flanks",)
    assert one.frame(back.start + 0.1).muscles == ()  # where it leads, nothing is stretched


def test_what_ends_with_a_stretch_fades_after_it() -> None:
    one = play("calm-breath")
    beat = next(beat for beat in one.plan.beats if beat.repetition == 2 and beat.phase == "inhale")
    assert strength(one, "chest", beat.end - 0.01) > 0.95
    assert 0.3 < strength(one, "chest", beat.end + GLOW_FADES / 2) < 0.7
    assert strength(one, "chest", beat.end + GLOW_FADES) == 0.0


def test_in_a_pendulum_only_one_side_of_the_trunk_glows_and_that_by_the_angle() -> None:
    one = play("pendulum")
    counted = [beat for beat in one.plan.beats if beat.repetition]
    upright = one.frame(counted[0].start).pose.pelvis
    start, end = counted[0].start, counted[-1].end
    before: dict[str, float] = {}
    for number in range(round((end - start) * 20)):
        frame = one.frame(start + number / 20)
        glow, leans = dict(frame.cues.glow), frame.pose.pelvis - upright
        assert len(glow) <= 1
        assert set(glow) <= {"abdominals" if leans < 0 else "lower-back"} or abs(leans) < 1
        assert not any(share > 0.4 for share in glow.values()) or abs(leans) > 4
        for muscle in ("abdominals", "lower-back"):
            assert abs(glow.get(muscle, 0.0) - before.get(muscle, 0.0)) < 0.2
        before = glow
    assert strength(one, "abdominals", counted[0].end) == strength(one, "lower-back", counted[1].end) == 1.0


def test_what_goes_round_glows_all_round() -> None:
    one = play("shoulder-rotation")
    forward = [beat for beat in one.plan.beats if beat.repetition and beat.side is Side.FORWARD]
    assert all(strength(one, "trapezius", beat.end - 0.01) == 1.0 for beat in forward)


def test_an_arrow_is_there_within_its_movement_only() -> None:
    one = play(TILT)
    beat = next(beat for beat in one.plan.beats if beat.repetition)
    assert one.frame(beat.start).cues.arrow == 0.0
    assert one.frame(beat.start + ARROW_FADES).cues.arrow == 1.0
    assert one.frame(beat.end - ARROW_FADES).cues.arrow == pytest.approx(1.0, abs=0.02)
    assert one.frame(1.0).cues.arrow == 0.0


def test_an_arrow_stays_quietly_while_one_stays_where_it_led() -> None:
    one = play(TILT)
    bend, hold, back = (beat for beat in one.plan.beats if beat.repetition == 1 and beat.side is Side.LEFT)
    levels = [one.frame(at).cues.arrow for at in (bend.end - 0.001, hold.start, (hold.start + hold.end) / 2)]
    assert levels == [QUIET] * 3
    assert one.frame(hold.start + 1).path is one.frame(bend.start + 1).path
    assert one.frame(hold.end - 0.001).cues.arrow == one.frame(back.start).cues.arrow == 0.0
    assert one.frame(back.end - 0.001).cues.arrow == 0.0


@pytest.mark.parametrize("name", sorted(exercises()))
def test_there_is_no_arrow_on_the_way_back(name: str) -> None:
    one = play(name)
    for beat in one.plan.beats:
        if beat.repetition and beat.phase == "return":
            cues = [one.frame(beat.start + share * (beat.end - beat.start)).cues for share in (0.0, 0.3, 0.6, 0.99)]
            assert all((each.arrow, each.returns) == (0.0, True) for each in cues)
    assert within("neck-retraction", "glide").cues.arrow == 1.0


def test_a_circle_that_goes_on_keeps_its_arrow() -> None:
    one = play("shoulder-rotation")
    forward = [beat for beat in one.plan.beats if beat.repetition and beat.side is Side.FORWARD]
    assert all(one.frame(beat.start).cues.arrow == 1.0 for beat in forward[1:])
    assert one.frame(forward[0].start).cues.arrow == 0.0


@pytest.mark.parametrize("name", sorted(set(exercises()) - {"set-up"}))
def test_the_word_is_told_with_the_first_breath_in_and_the_first_out(name: str) -> None:
    one = play(name)
    told: dict[Breath, set[float]] = {}
    for beat in one.plan.beats:
        if one.frame((beat.start + beat.end) / 2).cues.word == 1.0:
            assert beat.breath is not Breath.FREE
            told.setdefault(beat.breath, set()).add(beat.start)
    for breath, starts in told.items():
        first = next(beat for beat in one.plan.beats if beat.breath is breath)
        assert min(starts) == first.start
        assert max(starts) - min(starts) < 8  # one breath, though its words may change meanwhile
    assert set(told) == {Breath.IN, Breath.OUT}


def test_what_is_counted_began_where_one_sat_before() -> None:
    for share in (0.1, 0.5, 0.9):
        for phase in ("glide", "hold", "return"):
            assert (
                within("neck-retraction", phase, share=share).began_at.glide
                == exercises()["neck-retraction"].poses["tall"].glide
            )


@given(st.floats(0, 1), st.floats(0.001, 0.02))
def test_nothing_of_it_jumps(at: float, later: float) -> None:
    one = player()
    moment = at * one.total
    frames = [one.frame(moment), one.frame(moment + later)]
    for before, after in pairwise(frames):
        if before.part != after.part:
            continue
        glows = dict(before.cues.glow), dict(after.cues.glow)
        for name in glows[0] | glows[1]:
            assert abs(glows[0].get(name, 0.0) - glows[1].get(name, 0.0)) < 0.1
        assert abs(before.cues.arrow - after.cues.arrow) < 0.2
        assert abs(before.cues.word - after.cues.word) < 0.15
