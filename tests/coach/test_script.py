"""The words of a routine in their time: followed with closed eyes, nothing is missing."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from deskbreak import i18n
from deskbreak.coach.content.exercise import StepText
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.layout import Beat
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.script import Cue, Phrases, SpokenLine, seconds_told, sentences_of, speaking
from tests.coach.samples import RESOURCES, SMALL, clips, desk, exercises, routines

VARIANTS = ("", "discreet", "low-arms", "gentle")


def every_plan() -> Iterator[Plan]:
    for routine in routines().values():
        for step in (1, 4, 6):
            for turn in range(2 * len(routine.parts(routine.exercises))):
                yield plan(routine, exercises(), step=step, turn=turn, setup=turn == 1)
        for variant in VARIANTS:
            for turn in range(1, 1 + len(routine.parts(routine.exercises))):
                yield plan(routine, exercises(), variant=variant, step=1, turn=turn)


def short_plans() -> Iterator[Plan]:
    for routine in routines().values():
        for turn in range(2):
            yield plan(routine, exercises(), short=True, turn=turn)


def clip_plans() -> Iterator[Plan]:
    for clip in clips().values():
        yield plan(alone(clip), clips(), ending=False)


FULL = list(every_plan())
EVERY = [*FULL, *short_plans(), *clip_plans()]


def runs(laid_out: Plan) -> list[list[Beat]]:
    """Beats that are one movement to a listener: same words, same breath, same repetition."""
    found = groupby(laid_out.beats, key=lambda one: (one.part, one.text, one.side, one.breath, one.repetition))
    return [list(group) for _, group in found]


def words(line: SpokenLine) -> set[str]:
    return set(re.findall(r"\w+", line.say.lower()))


def told(laid_out: Plan, since: float, until: float) -> str:
    """All that is said and has been said in this span."""
    return " ".join(line.say.lower() for line in laid_out.script if since <= line.at and line.until <= until + 0.01)


@pytest.mark.parametrize("laid_out", EVERY, ids=lambda one: one.routine)
def test_nothing_overlaps_and_time_only_rises(laid_out: Plan) -> None:
    assert laid_out.script[0].at == 0
    for before, line in pairwise(laid_out.script):
        assert before.until <= line.at + 0.002, (before, line)
    assert laid_out.script[-1].until <= laid_out.total


@pytest.mark.parametrize("laid_out", EVERY, ids=lambda one: one.routine)
def test_every_spoken_line_is_short_enough_to_be_shown(laid_out: Plan) -> None:
    assert [line.say for line in laid_out.script if len(line.say) > 100] == []


STILL = {"how", "care", "between", "hurts"}
"""Phases in which nothing moves: what is said of them is said meanwhile."""


@pytest.mark.parametrize("laid_out", FULL, ids=lambda one: one.routine)
def test_each_step_is_announced_before_it_begins(laid_out: Plan) -> None:
    """A movement begins when its words have been said, and they have been said since the one before began."""
    for before, (first, *rest) in pairwise([[laid_out.beats[0]], *runs(laid_out)]):
        if first.phase == "close":
            continue  # “and rest” is said as one comes to rest
        still = first.phase in {*STILL, "hold"}
        since, until = (first.start, [first, *rest][-1].end) if still else (before[0].start - 0.01, first.moves)
        assert told(laid_out, since, until), (first.text, first.start)


@pytest.mark.parametrize("laid_out", EVERY, ids=lambda one: one.routine)
def test_nothing_is_said_across_the_end_of_a_breath(laid_out: Plan) -> None:
    """An announcement ends where its movement begins, or before; numbers are said within it."""
    breaths = [list(group) for _, group in groupby(laid_out.beats, key=lambda beat: (beat.part, beat.breath))]
    for breath in breaths:
        if breath[-1].breath is Breath.FREE:
            continue
        end = breath[-1].end
        across = [line.say for line in laid_out.script if line.at < end - 0.002 and end + 0.002 < line.until]
        assert not across, (end, across)


@pytest.mark.parametrize("laid_out", EVERY, ids=lambda one: one.routine)
def test_every_exercise_is_called_by_its_name_and_the_end_is_told(laid_out: Plan) -> None:
    for part in laid_out.parts:
        assert part.name.lower() in told(laid_out, part.start, part.end)
    if laid_out.beats[-1].phase == "close":
        assert "rest" in laid_out.script[-1].say


def repetitions(laid_out: Plan) -> list[list[Beat]]:
    """The beats of each repetition, where something is counted."""
    found = groupby(laid_out.beats, key=lambda one: (one.part, one.repetition, one.repetitions))
    return [list(group) for (_, number, _), group in found if number]


@pytest.mark.parametrize("laid_out", FULL, ids=lambda one: one.routine)
def test_what_will_be_done_is_described_before_it_is_counted(laid_out: Plan) -> None:
    """On which breath, which side comes first, and how often; nobody is told to go meanwhile."""
    for repetition in repetitions(laid_out):
        first = repetition[0]
        if first.repetition != 1:
            continue
        how = [beat for beat in laid_out.beats if beat.phase == "how" and beat.end <= first.start][-1]
        assert how.part == first.part
        said = told(laid_out, how.start, how.end)
        assert re.search(r"breath (in|out)|breathe (in|out)", said), said
        assert re.search(rf"\b(once|{first.repetitions} times?)\b", said), said
        if {beat.side for beat in repetition} >= {Side.LEFT, Side.RIGHT}:
            assert f"{first.side.value} first" in said
        go = [line for line in laid_out.script if line.until <= first.start + 0.01][-1]
        assert abs(go.until - first.start) < 0.15, go


@pytest.mark.parametrize("laid_out", FULL, ids=lambda one: one.routine)
def test_counts_are_spoken_in_time(laid_out: Plan) -> None:
    """With the movement that ends a repetition comes its number; with the last but one, that one more comes."""
    for repetition in repetitions(laid_out):
        last = repetition[-1]
        if last.repetitions < 2:
            continue
        said = [line.say for line in laid_out.script if last.start <= line.at + 0.01 and line.until <= last.end]
        held = any(beat.phase == "hold" for beat in repetition)
        number = f"{last.repetition} done." if held else str(last.repetition)  # lest it be taken for seconds
        if last.repetition == last.repetitions - 1:
            number = "Last time." if len({beat.side for beat in repetition}) > 1 else "One more."
        assert (number in said) != (held and last.repetition == last.repetitions), last.start


@pytest.mark.parametrize("laid_out", FULL, ids=lambda one: one.routine)
def test_holds_are_counted_to_their_end(laid_out: Plan) -> None:
    """Stay, two, three, and up: three real seconds from the first time to the last, and none on an empty chest."""
    for run in runs(laid_out):
        first, last = run[0], run[-1]
        if first.phase != "hold":
            continue
        assert first.breath is Breath.FREE
        within = [line for line in laid_out.script if first.start - 0.01 <= line.at < last.end]
        assert within[0].say == "Stay, breathe."
        assert within[0].at == pytest.approx(first.start, abs=0.02)
        numbers = [line for line in within if line.say.isdigit()]
        long = last.end - first.start > 6
        assert [int(line.say) for line in numbers] == (list(range(5, 21, 5))[: len(numbers)] if long else [2, 3])
        for line in numbers:
            assert line.at == pytest.approx(first.start + int(line.say) - 0.75, abs=0.13)
        release = next(line for line in laid_out.script if line.at > numbers[-1].at)
        assert release.at >= first.start + int(numbers[-1].say) - 0.06, "and its first word comes 0.3 s later"
        assert release.until == pytest.approx(last.end, abs=0.13)


@pytest.mark.parametrize("laid_out", [*FULL, *short_plans()], ids=lambda one: one.routine)
def test_side_and_breath_are_told(laid_out: Plan) -> None:
    breath = {Breath.IN: "in", Breath.OUT: "out"}
    for before, run in pairwise([[laid_out.beats[0]], *runs(laid_out)]):
        first, last = run[0], before[-1]
        said = told(laid_out, before[0].start - 0.01, first.moves).split()
        spoken = {word.strip(".,:;") for word in said}
        if first.phase in {"turn", "bend", "tilt"} and first.side in {Side.LEFT, Side.RIGHT}:
            assert first.side.value in spoken, (first.phase, first.start)
        if first.repetition and first.breath in breath and first.breath is not last.breath:
            assert breath[first.breath] in spoken, (first.text, first.start)


@pytest.mark.parametrize("laid_out", [*FULL, *short_plans()], ids=lambda one: one.routine)
def test_directions_are_told_before_the_first_time(laid_out: Plan) -> None:
    brief = laid_out.total < 100 and len(laid_out.parts) > 1
    words_for = {Side.FORWARD: "back" if brief else "forward", Side.BACKWARD: "front" if brief else "other way"}
    for before, beat in pairwise(laid_out.beats):
        if beat.side in words_for and before.side is not beat.side:
            begun = laid_out.parts[beat.part].start
            assert words_for[beat.side] in told(laid_out, begun, beat.start), beat.start


def test_time_to_speak_is_counted_by_words_and_stops_and_for_long_ones_by_letters() -> None:
    assert speaking("") == 0
    assert 0 < speaking("a b c d") < speaking("a b c d e") < speaking("a b. c d e.") < speaking("a, b. c: d e.")
    assert speaking("a") == speaking("arm") < speaking("Schultergelenk") < speaking("Schultergelenksbeweglichkeit")


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Next: Side bend. Arms crossed, facing forward.", 3.44),
        ("Next: Seated twist. Keep your back straight, feet flat, knees shoulder-width apart.", 5.35),
        ("Circle your elbows forward. 5 times.", 2.59),
        ("5, last one, round, out.", 2.16),
        ("5, round, out.", 1.41),
    ],
)
def test_an_engine_has_the_time_it_takes(line: str, seconds: float) -> None:
    """``seconds``: as measured of espeak-ng 1.51 with its English voice at its own rate, to its last sound."""
    assert seconds < speaking(line) < seconds / 0.7


def wordings(**about: object) -> list[tuple[str, ...]]:
    cue = Cue(StepText(("Up.",), "Lift it.", "up"), Breath.IN, **about)  # type: ignore[arg-type]
    return Phrases("en").wordings(cue)


def test_the_fuller_wording_comes_first() -> None:
    assert wordings() == [("Lift it.",), ("Up.",)]
    assert wordings(new_breath=True) == [("Lift it, breathe in.",), ("Up, breathe in.",)]
    first = wordings(repetition=1, repetitions=4, opens=True, new_breath=True, each_side=True, first=Side.RIGHT)
    assert first[0] == ("Lift it. Right first. 4 times on each side.", "Up, breathe in.")
    assert first[-1] == ("Up.",)
    assert Phrases("en").wordings(Cue(StepText(("Up.",), ""), Breath.FREE)) == [()]
    once = wordings(repetition=1, repetitions=1, opens=True)
    assert once[0] == ("Lift it. Once.", "Up.")
    assert wordings(repetition=1, repetitions=1, opens=True, each_side=True)[0][0] == "Lift it. Once on each side."
    assert wordings(repetition=1, repetitions=1, opens=True, brief=True)[0] == ("Lift it.",)
    assert wordings(repetition=1, repetitions=2, opens=True, direction="forward")[-1] == ("Up.",)
    cue = Cue(StepText(("Up.",), "Lift it."), Breath.IN, 1, 2, brief=True, direction="forward")
    assert Phrases("en").wordings(cue)[-1] == ("Forward.",)
    assert wordings(repetition=4, repetitions=4, opens=True, fresh=False, new_breath=True) == [("Up, in.",), ("Up.",)]
    assert wordings(repetition=2, repetitions=4, fresh=False, new_breath=True)[0] == ("Up, breathe in.",)


def test_what_has_been_described_begins_with_its_movement() -> None:
    told = wordings(repetitions=4, describes=True, each_side=True, first=Side.LEFT)
    assert told == [("Lift it.", "Left first. 4 times on each side.")]
    assert wordings(repetitions=4, describes=True, first=Side.LEFT) == [("Lift it.", "4 times.")]
    other = wordings(repetitions=4, describes=True, first=Side.RIGHT, changes=True)
    assert other == [("The other side.", "Lift it.", "4 times.")]
    go = wordings(repetition=1, repetitions=4, opens=True, new_breath=True, described=True)
    assert go == [("Lift it, breathe in.",), ("Up, breathe in.",), ("Up, in.",), ("Up.",)]


def test_a_breath_that_is_in_the_words_is_not_told_twice() -> None:
    cue = Cue(StepText(("Up.",), "Lift it as you breathe in."), Breath.IN, new_breath=True)
    assert Phrases("en").wordings(cue) == [("Lift it as you breathe in.",), ("Breathe in.",)]
    assert Phrases("en").wordings(Cue(StepText(("Up.",), ""), Breath.IN, new_breath=True))[0] == ("Breathe in.",)


def test_numbers_tell_which_repetition_ends_or_begins() -> None:
    def number(repetition: int, **about: bool) -> str:
        text = StepText(("Up.",), "Lift it.", "up")
        cue = Cue(text, Breath.IN, repetition=repetition, repetitions=3, **about)  # type: ignore[arg-type]
        return Phrases("en").number(cue)

    assert [number(n, closes=True, numbered=True) for n in (1, 2, 3)] == ["1", "One more.", "3"]
    assert [number(n, opens=True, numbered=True) for n in (1, 2, 3)] == ["1", "2", "One more."]
    assert number(2, closes=True) == ""
    assert number(1, closes=True, numbered=True, each_side=True) == "1"
    assert number(2, closes=True, numbered=True, each_side=True) == "Last time."
    held = [number(n, closes=True, numbered=True, holds=True) for n in (1, 2, 3)]
    assert held == ["1 done.", "One more.", ""]
    assert Phrases("en").number(Cue(StepText(("Up.",), ""), Breath.IN, 1, 1, numbered=True)) == ""


def test_a_hold_is_counted_by_seconds_and_a_long_one_by_fives() -> None:
    assert [list(seconds_told(held)) for held in (0, 1, 3, 5)] == [[], [], [2, 3], [2, 3, 4, 5]]
    assert [list(seconds_told(held)) for held in (6, 10, 20)] == [[5], [5, 10], [5, 10, 15, 20]]
    assert [Phrases("en").lasting(held) for held in (3, 20)] == ["", "20 seconds."]
    assert wordings(repetition=1, repetitions=2, held=3)[0] == ("Lift it.",)
    assert wordings(repetition=2, repetitions=2, held=3, fresh=False) == [("Up.",)]


def test_sentences_are_told_apart() -> None:
    assert sentences_of("One; two. Three? Four") == ("One; two.", "Three?", "Four")
    assert sentences_of("") == ()


@pytest.fixture
def german(tmp_path: Path) -> Iterator[None]:
    """A desktop in English, with a catalogue for German there."""
    words = Catalog(locale="de")
    words.add("breathe in", "einatmen")
    words.add(("{count} time.", "{count} times."), ("{count}-mal.", "{count}-mal."))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "deskbreak.mo").open("wb") as file:
        write_mo(file, words)
    i18n.install(tmp_path, ["en"])
    yield
    i18n.install(RESOURCES / "locale", ["en"])


def test_a_voice_may_speak_another_language_than_the_windows(german: None) -> None:
    cue = Cue(StepText(("Hoch.",), "Heben."), Breath.IN, repetition=1, repetitions=4, opens=True, new_breath=True)
    assert Phrases("de_AT").wordings(cue)[0] == ("Heben. 4-mal.", "Einatmen.")
    assert Phrases("fr").wordings(cue)[0] == Phrases("en").wordings(cue)[0] == ("Heben. 4 times.", "Breathe in.")


@pytest.mark.parametrize("name", sorted(exercises()))
def test_where_to_take_care_is_said_before_it_is_done(name: str) -> None:
    one = exercises()[name]
    laid_out = plan(alone(one), exercises(), careful=(name,))
    counted = [beat for beat in laid_out.beats if beat.repetition]
    said = told(laid_out, 0, counted[0].start + 0.01 if counted else laid_out.total)
    assert (one.texts["en"].caution.lower() in said) == bool(counted)
    assert one.texts["en"].caution.lower() not in told(plan(alone(one), exercises()), 0, 1e9)
    assert plan(alone(one), exercises(), careful=(name,), short=True) == plan(alone(one), exercises(), short=True)


def test_care_is_said_of_a_file_that_describes_nothing_too() -> None:
    small = read_exercise(SMALL.replace('setup = "Sit."', 'setup = "Sit."\ncaution = "Softly. Slowly."'), "wave.toml")
    lead = SMALL.replace(
        "[[block]]\nrepetitions",
        '[[block]]\nstep = [{ phase = "ready", seconds = 3, text = "rise", poses = ["up"] }]\n[[block]]\nrepetitions',
    ).replace('setup = "Sit."', 'setup = "Sit."\ncaution = "Softly. Slowly."')
    ready = read_exercise(lead, "wave.toml")
    assert [line.say for line in plan(alone(ready), {"wave": ready}, careful=("wave",)).script][:3] == [
        "Wave. Wave.",
        "Softly.",
        "Slowly.",
    ]
    assert [line.say for line in plan(alone(small), {"wave": small}, careful=("wave",)).script][:4] == [
        "Wave.",
        "Softly.",
        "Slowly.",
        "Wave. 2 times.",
    ]


@pytest.mark.parametrize(("key", "word"), [("control", "Control and P"), ("command", "Command and P")])
def test_the_key_for_pain_is_told_before_the_first_exercise(key: str, word: str) -> None:
    laid_out = plan(desk(), exercises(), hurts_key=key, setup=True)
    (line,) = [line for line in laid_out.script if word in line.say]
    name = next(line for line in laid_out.script if line.say.startswith("Shoulder circles."))
    assert line.until <= name.at
    (beat,) = [beat for beat in laid_out.beats if beat.phase == "hurts"]
    assert "".join(beat.caption).replace(" ", "") == line.say.replace(" ", "")
