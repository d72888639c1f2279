"""The content that comes with deskbreak, held against what the article says."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from math import dist

import pytest

from deskbreak.coach.body.hand import digits
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.looks import MUSCLES, OF_THE_BACK
from deskbreak.coach.content.routine_file import AROUND, DAY_END, OPENER, SET_UP, alone
from deskbreak.coach.content.table import LibraryError
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.layout import Beat
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.player import Player
from deskbreak.settings.declared import TIP_KINDS
from tests.coach.samples import RESOURCES, SMALL, clips, desk, exercises, player, routines, tips, to_begin_with

READING = 15
"""Characters a second that a person reads at ease, after a second to look up."""


def beats_of(laid_out: Plan, exercise: str) -> list[Beat]:
    return [beat for beat in laid_out.beats if laid_out.parts[beat.part].id == exercise]


def counted(beats: list[Beat]) -> Counter[Side]:
    """How many repetitions there are to each side or direction."""
    return Counter(side for side, _ in {(beat.side, beat.repetition) for beat in beats if beat.repetition})


def layouts(name: str) -> list[Plan]:
    """A routine in every dose and manner in which it can be met."""
    routine = routines()[name]
    parts = range(len(routine.parts(routine.exercises)))
    variants = ("discreet", "low-arms", "gentle")
    return [
        *(plan(routine, exercises(), turn=turn) for turn in range(2 * len(parts))),
        *(plan(routine, exercises(), step=step, setup=step == 1, turn=turn) for step in (1, 3) for turn in parts),
        plan(routine, exercises(), short=True),
        *(plan(routine, exercises(), variant=variant, step=1, turn=turn) for variant in variants for turn in parts),
    ]


def every_layout() -> Iterator[Plan]:
    for name in routines():
        yield from layouts(name)
    for one in exercises().values():
        yield plan(alone(one), exercises())
    for clip in clips().values():
        yield plan(alone(clip), clips(), ending=False)


def shown() -> Iterator[tuple[str, float]]:
    """Every caption with the seconds for which it stands, wherever it may come up."""
    for laid_out in every_layout():
        for _, run in groupby(laid_out.beats, key=lambda beat: (beat.part, beat.caption)):
            beats = list(run)
            yield "\n".join(beats[0].caption), beats[-1].end - beats[0].start


def test_the_desk_routine_has_the_articles_four_exercises_in_its_order() -> None:
    assert desk().exercises == ("shoulder-rotation", "seated-twist", "lateral-tilt", "seated-cat-cow")


def test_every_exercise_file_bears_its_id() -> None:
    assert {path.stem for path in (RESOURCES / "exercises").glob("*.toml")} == set(exercises())


@pytest.mark.parametrize(
    ("step", "rotations", "sides", "cat_cow"),
    [(1, 5, 3, 4), (2, 6, 3, 4), (3, 7, 4, 5), (4, 8, 4, 5), (5, 9, 5, 6), (6, 10, 5, 6), (0, 5, 3, 4), (9, 10, 5, 6)],
)
def test_counts_grow_to_the_articles(step: int, rotations: int, sides: int, cat_cow: int) -> None:
    laid_out = plan(desk(), exercises(), step=step)
    assert {one: counted(beats_of(laid_out, one)) for one in desk().exercises} == {
        "shoulder-rotation": {Side.FORWARD: rotations, Side.BACKWARD: rotations},
        "seated-twist": {Side.LEFT: sides, Side.RIGHT: sides},
        "lateral-tilt": {Side.LEFT: sides, Side.RIGHT: sides},
        "seated-cat-cow": {Side.NONE: cat_cow},
    }


def test_the_neck_routine_is_the_articles_eight_ten_times_each() -> None:
    neck = routines()["neck"]
    assert sorted(neck.exercises) == [
        "neck-extension", "neck-flexion", "neck-nod", "neck-retraction",
        "neck-turn", "shrug", "trapezius-stretch", "wrist-pull-stretch",
    ]  # fmt: skip
    for turn in (0, 1):
        laid_out = plan(neck, exercises(), turn=turn)
        for part in laid_out.parts:
            beats = beats_of(laid_out, part.id)
            assert set(counted(beats).values()) <= {10, 20}, part.id  # 20: the shrug, up and down, back and forward
            holds = [beat.end - beat.start for beat in beats if beat.phase == "hold"]
            assert bool(holds) == (part.id != "shrug")
            long = {"trapezius-stretch", "wrist-pull-stretch"}
            assert all(3 <= seconds < 5.5 for seconds in (sorted(holds)[:-2] if part.id in long else holds)), part.id


def test_the_neck_is_warmed_up_before_it_is_stretched_in_two_halves() -> None:
    neck = routines()["neck"]
    assert neck.exercises == (
        "neck-turn", "neck-nod", "neck-retraction", "neck-flexion",
        "neck-extension", "shrug", "trapezius-stretch", "wrist-pull-stretch",
    )  # fmt: skip
    halves = [plan(neck, exercises(), turn=turn) for turn in (0, 1)]
    assert [len(half.parts) for half in halves] == [4, 4]
    assert all(half.total < 15 * 60 for half in halves)


@pytest.mark.parametrize(("step", "least"), [(1, 3), (2, 3), (3, 10), (4, 10), (5, 20), (6, 20)])
@pytest.mark.parametrize("name", ["trapezius-stretch", "wrist-pull-stretch"])
def test_the_last_stretch_to_each_side_is_held_longer_the_more_one_does(name: str, step: int, least: float) -> None:
    laid_out = plan(alone(exercises()[name]), exercises(), step=step)
    for side in (Side.LEFT, Side.RIGHT):
        holds = [beat.end - beat.start for beat in laid_out.beats if beat.phase == "hold" and beat.side is side]
        assert least <= holds[-1] < least + 2.6
        assert all(3 <= seconds < 5.5 for seconds in holds[:-1])


HELD_UP = ("head", "crown", "crossed", "shoulder", "wrist", "back")


@pytest.mark.parametrize("name", sorted(routines()))
def test_every_exercise_ends_in_its_middle_with_a_breath_out_and_then_the_hands_come_down(name: str) -> None:
    for laid_out in layouts(name):
        if laid_out.total < 100:
            continue
        play = Player(laid_out)
        for part in laid_out.parts:
            beats = [beat for beat in beats_of(laid_out, part.id) if beat.phase not in {"between", "close"}]
            ending = next(beat for beat in reversed(beats) if beat.breath is not Breath.FREE)
            assert ending.breath is Breath.OUT, part.id
            pose = play.frame(ending.end).pose
            assert not pose.sideways, part.id
            assert abs(pose.neck) + abs(pose.nod) < 12, part.id
            rest = play.frame(beats[-1].end).pose
            assert all(getattr(arm, grip) < 0.01 for arm in (rest.left, rest.right) for grip in HELD_UP), part.id


def test_hands_leave_the_head_when_it_is_upright() -> None:
    for name in ("trapezius-stretch", "seated-twist", "lateral-tilt"):
        play = Player(plan(alone(exercises()[name]), exercises()))
        for tenth in range(int(play.total * 10)):
            frame = play.frame(tenth / 10)
            on_head = max(max(arm.head, arm.crown) for arm in (frame.pose.left, frame.pose.right))
            if 0.01 < on_head < 0.99:
                lean = max(abs(frame.pose.head_side), abs(frame.pose.side), abs(frame.pose.twist))
                assert lean < 1.5, (name, frame.elapsed)


@pytest.mark.parametrize("name", sorted(routines()))
def test_there_is_a_free_breath_between_two_exercises(name: str) -> None:
    laid_out = plan(routines()[name], exercises())
    for part in laid_out.parts[:-1]:
        last = beats_of(laid_out, part.id)[-1]
        assert (last.phase, last.breath) == ("between", Breath.FREE)
        assert last.end - last.start >= 4


def test_one_breathes_eight_to_twelve_times_a_minute_where_nothing_is_held() -> None:
    for one in exercises().values():
        for block in one.blocks:
            if block.repetitions and not any(step.phase == "hold" for step in block.steps):
                breaths = sum(step.breath is Breath.IN for step in block.steps)
                assert 8 <= 60 * breaths / sum(step.seconds for step in block.steps) <= 12, one.id


def test_where_something_is_held_one_breathes_freely_meanwhile() -> None:
    for one in exercises().values():
        for block in one.blocks:
            for step in block.steps:
                if step.phase == "hold":
                    assert step.breath is Breath.FREE, one.id
                    assert one.texts["en"].steps[step.text].spoken == "Stay, breathe."


def test_desk_and_neck_goes_from_top_to_bottom() -> None:
    order = routines()["desk-and-neck"].exercises
    assert order[-4:] == desk().exercises
    moved = [exercises()[one].trace for one in order[:-4]]
    assert set(moved[:-1]) == {"head", "chin"}
    assert moved[-1] == "shoulders"


def test_the_minute_takes_another_exercise_each_time_and_lasts_about_a_minute() -> None:
    minute = routines()["minute"]
    taken = [plan(minute, exercises(), turn=turn) for turn in range(len(minute.exercises) + 1)]
    assert [one.parts[0].id for one in taken] == [*minute.exercises, minute.exercises[0]]
    for one in taken:
        assert len(one.parts) == 1
        assert 45 <= one.total <= 78, one.parts[0].id
    assert plan(minute, exercises(), short=True).total == taken[0].total


def test_the_back_routine_swings_first_and_bends_sideways_from_the_position_of_the_twist() -> None:
    back = routines()["back"]
    assert back.exercises == ("pendulum", "seated-cat-cow", "seated-twist", "lateral-tilt")
    assert tuple(back.short) == back.exercises
    assert plan(back, exercises(), short=True).total == pytest.approx(80, abs=8)
    assert plan(back, exercises(), step=1).total < plan(back, exercises()).total < 10 * 60
    laid_out = plan(back, exercises())
    assert counted(beats_of(laid_out, "pendulum"))[Side.NONE] == 10
    assert counted(beats_of(laid_out, "seated-cat-cow"))[Side.NONE] == 8


def test_the_chair_is_in_no_routine_of_ours() -> None:
    assert SET_UP in exercises()
    assert not any(AROUND & set(one.exercises) for one in routines().values())


def test_the_standing_pendulum_swings_the_trunk_over_still_feet() -> None:
    clip = clips()["pendulum-standing"]
    laid_out = plan(alone(clip), clips(), ending=False)
    (swing,) = [beat for beat in laid_out.beats if beat.phase == "swing"]
    play = Player(laid_out)
    seconds = [swing.moves + n / 10 * (swing.end - swing.moves) for n in range(1, 11)]
    bodies = [body(play.frame(second).pose) for second in seconds]
    feet = [leg.ankle for one in bodies for leg in (one.left_leg, one.right_leg)]
    assert max(foot[2] for foot in feet) - min(foot[2] for foot in feet) < 0.01
    heads = [one.head.at[2] - one.spine[0].at[2] for one in bodies]
    assert max(heads) > 0.1 > -0.05 > min(heads)


def test_every_exercise_says_why_when_to_take_care_and_where_it_comes_from() -> None:
    for one in exercises().values():
        assert one.source, one.id
        assert set(one.muscles) <= set(MUSCLES)
        assert bool(one.muscles and one.trace) == (one.id != SET_UP)
        for text in one.texts.values():
            assert text.why, one.id
            assert text.caution, one.id
            assert text.setup, one.id


def test_every_exercise_says_what_is_the_articles_and_what_is_ours() -> None:
    for one in exercises().values():
        if one.id in AROUND:
            assert one.source == "Of deskbreak’s own making."
            continue
        assert "an article on exercises for back, lower back and neck, which says: " in one.source, one.id
        assert one.ours.startswith("deskbreak’s own: "), one.id
        assert "the breath" in one.ours, one.id
        counts = {str(block.repetitions) for block in one.blocks if block.repetitions}
        assert counts <= set(re.findall(r"\d+", f"{one.source} {one.ours}")), one.id


def test_numbers_that_the_article_does_not_give_are_said_to_be_ours() -> None:
    silent = {"seated-twist", "lateral-tilt", "seated-cat-cow", "pendulum"}
    for one in exercises().values():
        if one.id in AROUND:
            continue
        counts = {block.repetitions for block in one.blocks} - {0}
        named = all(re.search(rf"\b{count} (times|to a side|each way)\b", one.source) for count in counts)
        assert named == (one.id not in silent), one.id


def test_what_strengthens_the_back_is_known_by_its_muscles() -> None:
    known = [*exercises().values(), *to_begin_with().values()]
    assert {one.id for one in known if one.strengthens_back} == {
        *("seated-twist", "lateral-tilt", "seated-cat-cow", "pendulum"),
        *to_begin_with(),
    }
    assert not any(exercises()[one].strengthens_back for one in routines()["neck"].exercises)
    assert set(MUSCLES) >= OF_THE_BACK


def test_what_was_added_to_a_source_may_be_left_out() -> None:
    assert read_exercise(SMALL, "wave.toml").ours == ""
    assert read_exercise(f'ours = "Mine: the count."\n{SMALL}', "wave.toml").ours == "Mine: the count."
    with pytest.raises(LibraryError, match=r"wave\.toml: ours is 3; accepted: a text"):
        read_exercise(f"ours = 3\n{SMALL}", "wave.toml")


def test_every_day_may_begin_with_ten_seconds_for_the_chair() -> None:
    without, with_it = plan(desk(), exercises()), plan(desk(), exercises(), setup=True)
    assert with_it.total - without.total == pytest.approx(11, abs=1)
    assert [part.id for part in with_it.parts] == [part.id for part in without.parts]
    said = " ".join(line.say.lower() for line in with_it.script if line.at < 10)
    for word in ("chair", "roll", "feet", "elbows", "headset"):
        assert word in said
    assert plan(desk(), {one: exercises()[one] for one in desk().exercises}, setup=True).total == without.total


@pytest.mark.parametrize("variant", ["discreet", "low-arms", "gentle"])
@pytest.mark.parametrize("name", sorted(routines()))
def test_those_who_do_not_lift_their_arms_never_have_to(name: str, variant: str) -> None:
    player = Player(plan(routines()[name], exercises(), variant=variant))
    for second in range(round(player.total)):
        pose = player.frame(second).pose
        for arm in (pose.left, pose.right):
            assert arm.head == arm.shoulder == 0, second


def test_smaller_is_smaller() -> None:
    for variant in ("discreet", "gentle"):
        less = exercises()["seated-twist"].variant(variant).poses["left"].twist
        assert abs(less) < abs(exercises()["seated-twist"].poses["left"].twist) * 0.8


def test_the_other_side_comes_first_every_other_time() -> None:
    def first_sides(turn: int, first_side: Side = Side.LEFT) -> list[Side]:
        laid_out = plan(desk(), exercises(), turn=turn, first_side=first_side)
        return [next(beat.side for beat in beats_of(laid_out, one) if beat.repetition) for one in desk().exercises]

    one_way = [Side.FORWARD, Side.LEFT, Side.LEFT, Side.NONE]
    other_way = [Side.FORWARD, Side.RIGHT, Side.RIGHT, Side.NONE]
    assert [first_sides(turn) for turn in range(4)] == [one_way, other_way, one_way, other_way]
    assert first_sides(0, Side.RIGHT) == first_sides(1)
    minute = routines()["minute"]
    turns = len(minute.exercises)
    twists = [plan(minute, exercises(), turn=1 + turns * n) for n in range(2)]
    assert [next(b.side for b in one.beats if b.repetition) for one in twists] == [Side.LEFT, Side.RIGHT]


def test_there_are_as_many_tips_of_each_kind_and_they_take_turns() -> None:
    """N4: else those of a small kind would come more often."""
    assert len(tips()) >= 40
    assert [tip.kind for tip in tips()] == [*TIP_KINDS] * (len(tips()) // len(TIP_KINDS))


def test_of_each_kind_half_a_days_tips_do_not_fold_the_body() -> None:
    """N4: with two kinds chosen, twelve nudges after a meal are all different."""
    assert min(Counter(tip.kind for tip in tips() if not tip.folds).values()) >= 6


def test_most_tips_can_be_shown_each_in_about_twenty_seconds() -> None:
    shown = {tip.clip for tip in tips()} - {""}
    assert shown <= set(clips())
    alone_there = [one for one in clips().values() if one.id not in shown]
    assert all(one.source and one.text("en").why for one in alone_there), "it says itself what it is for"
    assert sum(bool(tip.clip) for tip in tips()) >= len(tips()) * 0.6
    for clip in clips().values():
        assert plan(alone(clip), clips(), ending=False).total == pytest.approx(20, abs=3), clip.id


def test_the_bends_of_a_clip_are_not_hurried() -> None:
    for name in ("bend", "side-lean", "squat"):
        keys = plan(alone(clips()[name]), clips(), ending=False).keys
        assert min(after.at - before.at for before, after in pairwise(keys)) >= 1.6, name


def test_a_clip_shows_somebody_standing_where_its_words_or_those_of_its_tip_say_so() -> None:
    upright = {name: [pose.stand for pose in clip.poses.values()] for name, clip in clips().items()}
    for tip in tips():
        text = tip.texts["en"]
        if tip.clip and re.search(r"\b(stand|walk)", f"{text.title} {text.body}".lower()):
            assert 1 in upright[tip.clip], tip.id
    for clip in clips().values():
        words = clip.texts["en"]
        for step in (step for block in clip.blocks for step in block.steps):
            if re.search(r"\b(stand|walk)", " ".join(words.steps[step.text].caption).lower()):
                assert 1 in {clip.poses[name].stand for name in step.poses}, (clip.id, step.text)
        if re.match("(as you sit|feet wide|on the edge)", words.setup.lower()):
            assert {*upright[clip.id]} == {0}, clip.id


def test_what_folds_the_body_folds_it_and_nothing_else_does() -> None:
    """A squat, or a trunk that comes forward by 20 degrees or more."""
    folded = {
        name: any(0 < pose.stand < 0.8 or pose.pelvis + pose.lumbar + pose.thorax >= 20 for pose in clip.poses.values())
        for name, clip in clips().items()
    }
    assert {tip.id: tip.folds for tip in tips() if tip.clip and tip.folds is not folded[tip.clip]} == {}
    assert [tip.id for tip in tips() if tip.folds and not tip.clip] == []
    words = re.compile(r"\b(bend|squat|knees:|round your back|lean forward)\b", re.I)
    assert [tip.id for tip in tips() if words.search(tip.texts["en"].body) and not tip.folds] == []


def test_tips_ask_for_a_change_and_not_for_sitting_straight() -> None:
    assert not any("straight" in tip.texts["en"].body and "sit" in tip.texts["en"].body.lower() for tip in tips())


def test_tips_neither_press_nor_promise() -> None:
    spoken = [word for tip in tips() for text in tip.texts.values() for word in (text.title, text.body)]
    spoken += [text.purpose for clip in clips().values() for text in clip.texts.values()]
    pressing = re.compile(
        r"\b(must|should|never|always|heals?|cures?|prevents?|harms?|health\w*|pain)\b", re.IGNORECASE
    )
    assert [words for words in spoken if pressing.search(words)] == []


def test_cat_cow_rounds_before_it_arches() -> None:
    phases = [beat.phase for beat in beats_of(player().plan, "seated-cat-cow") if beat.repetition]
    assert phases == ["round", "arch"] * 6


@pytest.mark.parametrize("name", sorted(routines()))
def test_both_sides_get_the_same_time(name: str) -> None:
    for laid_out in layouts(name):
        for part in laid_out.parts:
            times: defaultdict[Side, float] = defaultdict(float)
            for beat in beats_of(laid_out, part.id):
                if beat.repetition:
                    times[beat.side] += beat.end - beat.start
            assert times[Side.LEFT] == pytest.approx(times[Side.RIGHT])
            assert times[Side.FORWARD] == pytest.approx(times[Side.BACKWARD])


def test_the_routine_takes_six_to_eight_minutes_as_the_readme_says() -> None:
    assert 300 <= plan(desk(), exercises(), step=1).total <= 360
    assert 420 <= player().total <= 500


def test_the_short_version_takes_a_minute_with_the_same_exercises() -> None:
    assert player(True).total == pytest.approx(72, abs=8)
    assert [part.id for part in player(True).plan.parts] == list(desk().exercises)
    assert all(counted(beats_of(player(True).plan, one)) for one in desk().exercises)


@pytest.mark.parametrize("name", sorted(routines()))
def test_breath_is_never_held_for_long_and_starts_in_and_ends_out(name: str) -> None:
    for laid_out in layouts(name):
        for part in laid_out.parts:
            breathing = [beat for beat in beats_of(laid_out, part.id) if beat.breath is not Breath.FREE]
            assert breathing[0].breath is Breath.IN
            if part is laid_out.parts[-1] or not laid_out.total < 100:
                assert breathing[-1].breath is Breath.OUT
            for breath, run in groupby(beats_of(laid_out, part.id), key=lambda beat: beat.breath):
                if breath is not Breath.FREE:
                    assert sum(beat.end - beat.moves for beat in run) <= 6, (part.id, breath)


@pytest.mark.parametrize(("caption", "seconds"), sorted(set(shown())))
def test_captions_can_be_read_in_their_time(caption: str, seconds: float) -> None:
    assert len(caption) / READING + 1 <= seconds + 1e-6


def test_every_step_says_what_it_shows_in_every_language() -> None:
    for exercise in exercises().values():
        for language in exercise.texts:
            for way in ("", *exercise.variants):
                laid_out = plan(alone(exercise), exercises(), language=language, variant=way)
                for beat in laid_out.beats:
                    assert beat.caption
                    assert beat.spoken
                    assert bool(beat.side_text) == (beat.side is not Side.NONE)


def test_the_articles_tips_come_first_of_their_kinds_and_begin_with_a_walk() -> None:
    assert tips()[0].id == "walk"
    of = {kind: [tip.id for tip in tips() if tip.kind == kind] for kind in TIP_KINDS}
    assert (of["walk"][:1], of["movement"][:3], of["position"][:2]) == (
        ["walk"], ["bend", "turn-head", "squat"], ["chair", "foot-rise"],
    )  # fmt: skip
    words = {tip.id: tip.texts["en"].body.lower() for tip in tips()}
    assert "legs bent, back straight" in words["squat"], "how one lifts is a line of a movement"
    assert "when you stand for long" in words["foot-rise"]


def test_a_tip_is_read_at_a_glance() -> None:
    for tip in tips():
        assert len(tip.id) <= 40, "it can be remembered (store/memory.py)"
        for text in tip.texts.values():
            assert len(text.title) <= 30
            assert len(text.body) <= 100
    titles = [tip.texts["en"].title for tip in tips()]
    assert len(set(titles)) == len(titles)


def test_the_turn_is_large_and_goes_where_the_word_says() -> None:
    leans: defaultdict[tuple[str, Side], list[float]] = defaultdict(list)
    for beat in player().plan.beats:
        if beat.phase == "hold":
            part, pose = player().plan.parts[beat.part].id, player().frame(beat.end).pose
            leans[part, beat.side].append(pose.twist if part == "seated-twist" else pose.side)
    assert set(leans) == {(one, to) for one in ("seated-twist", "lateral-tilt") for to in (Side.LEFT, Side.RIGHT)}
    for (part, side), degrees in leans.items():
        assert max(degrees) < -25 if side is Side.LEFT else min(degrees) > 25, (part, side)


def test_elbows_circle_the_way_the_word_says() -> None:
    """Forward is up at the back and down at the front; the hands stay on the shoulders."""
    circled = set()
    for beat in player().plan.beats:
        if beat.side not in {Side.FORWARD, Side.BACKWARD} or beat.phase != "rise":
            continue
        circled.add(beat.side)
        middle = body(player().frame((beat.start + beat.end) / 2).pose)
        for arm, sign in ((middle.left, -1.0), (middle.right, 1.0)):
            ahead = arm.elbow[2] - arm.shoulder[2]
            assert (ahead < 0) if beat.side is Side.FORWARD else (ahead > 0.1)
            tip = digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign)[2][-1]
            assert dist(tip, arm.shoulder) < 0.1
    assert circled == {Side.FORWARD, Side.BACKWARD}


def test_no_exercise_leans_on_the_words_of_the_one_before() -> None:
    """It may be the first: in the one-minute version, in a routine of one's own, or where one goes on."""
    for one in exercises().values():
        words = next(line.say for line in plan(alone(one), exercises()).script)
        assert "stay" not in words.lower(), one.id
        assert "same" not in words.lower(), one.id


def test_the_days_first_routine_may_begin_with_half_a_minute_of_calm_breath() -> None:
    laid_out = plan(desk(), exercises(), before=(OPENER,), setup=True, step=1)
    assert [part.id for part in laid_out.parts] == [OPENER, *desk().exercises]
    opener = laid_out.parts[0]
    own = plan(alone(exercises()[OPENER]), exercises(), ending=False)
    assert 25 <= own.total <= 35
    assert "does anything hurt today" in " ".join(line.say.lower() for line in laid_out.script if line.at < opener.end)
    assert Player(laid_out).forward(1) == laid_out.parts[1].start, "one key leads on"
    assert plan(desk(), exercises(), frozenset({OPENER}), before=(OPENER,)) == plan(desk(), exercises())
    without = {one: exercises()[one] for one in desk().exercises}
    assert plan(desk(), without, before=(OPENER,), after=(DAY_END,)) == plan(desk(), exercises())


def test_the_days_last_routine_may_end_with_a_minute_of_letting_go() -> None:
    laid_out = plan(desk(), exercises(), after=(DAY_END,), step=1)
    assert [part.id for part in laid_out.parts] == [*desk().exercises, DAY_END]
    assert 50 <= plan(alone(exercises()[DAY_END]), exercises(), ending=False).total <= 70
    assert laid_out.beats[-1].phase == "close"
