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
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.layout import Beat
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.script import Cue, Phrases, SpokenLine, speaking
from tests.coach.samples import RESOURCES, clips, exercises, routines

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


@pytest.mark.parametrize("laid_out", FULL, ids=lambda one: one.routine)
def test_each_step_is_announced_before_it_begins(laid_out: Plan) -> None:
    """A movement begins when its words have been said, and they have been said since the one before began."""
    for before, (first, *_) in pairwise([[laid_out.beats[0]], *runs(laid_out)]):
        if first.phase == "close":
            continue  # “and rest” is said as one comes to rest
        assert told(laid_out, before[0].start - 0.01, first.moves), (first.text, first.start)


@pytest.mark.parametrize("laid_out", EVERY, ids=lambda one: one.routine)
def test_every_exercise_is_called_by_its_name_and_the_end_is_told(laid_out: Plan) -> None:
    for part in laid_out.parts:
        assert part.name.lower() in told(laid_out, part.start, part.end)
    if laid_out.beats[-1].phase == "close":
        assert "rest" in laid_out.script[-1].say


@pytest.mark.parametrize("laid_out", FULL, ids=lambda one: one.routine)
def test_counts_are_spoken_in_time(laid_out: Plan) -> None:
    for before, beat in pairwise(laid_out.beats):
        if beat.repetitions < 2 or (before.part, before.repetition) == (beat.part, beat.repetition):
            continue
        count = [
            line
            for line in laid_out.script
            if line.repetition == beat.repetition and beat.start - 3 <= line.at and line.until <= beat.start + 0.01
        ]
        assert count, (beat.text, beat.start)
        assert str(beat.repetition) in words(count[-1])
        if beat.repetition == 1:
            assert str(beat.repetitions) in told(laid_out, beat.start - 8, beat.start)


@pytest.mark.parametrize("laid_out", [*FULL, *short_plans()], ids=lambda one: one.routine)
def test_side_breath_and_hold_are_told(laid_out: Plan) -> None:
    breath = {Breath.IN: "in", Breath.OUT: "out"}
    for before, run in pairwise([[laid_out.beats[0]], *runs(laid_out)]):
        first, last = run[0], before[-1]
        said = told(laid_out, before[0].start - 0.01, first.moves).split()
        spoken = {word.strip(".,:") for word in said}
        if first.phase in {"turn", "bend", "tilt"} and first.side in {Side.LEFT, Side.RIGHT}:
            assert first.side.value in spoken, (first.phase, first.start)
        if first.phase == "hold":
            assert "hold" in spoken
        if first.repetition and first.breath in breath and first.breath is not last.breath:
            assert breath[first.breath] in spoken, (first.text, first.start)


@pytest.mark.parametrize("laid_out", [*FULL, *short_plans()], ids=lambda one: one.routine)
def test_directions_are_told_before_the_first_time(laid_out: Plan) -> None:
    for before, beat in pairwise(laid_out.beats):
        if beat.side in {Side.FORWARD, Side.BACKWARD} and before.side is not beat.side:
            assert beat.side.value in told(laid_out, beat.start - 8, beat.start), beat.start


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
    assert wordings() == [("Lift it.",)]
    assert wordings(new_breath=True) == [("Lift it. Breathe in.",)]
    first = wordings(repetition=1, repetitions=4, opens=True, new_breath=True, each_side=True)
    assert first[0] == ("Lift it. 4 times on each side.", "1, breathe in.")
    assert first[-1] == ("1, up.",)
    assert Phrases("en").wordings(Cue(StepText(("Up.",), ""), Breath.FREE)) == [()]
    assert wordings(repetition=1, repetitions=1, opens=True)[0] == ("Lift it. Once.",)
    assert wordings(repetition=1, repetitions=1, opens=True, each_side=True)[0] == ("Lift it. Once on each side.",)
    assert wordings(repetition=1, repetitions=1, opens=True, brief=True)[0] == ("Lift it.",)
    assert wordings(repetition=1, repetitions=2, opens=True, direction="forward")[-1] == ("1, forward.",)
    assert wordings(repetition=4, repetitions=4, opens=True, fresh=False, new_breath=True) == [
        ("4, last one, up, in.",),
        ("4, up, in.",),
        ("4, up.",),
    ]
    assert wordings(repetition=2, repetitions=4, fresh=False, new_breath=True)[0] == ("Up, breathe in.",)


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
    assert Phrases("de_AT").wordings(cue)[0] == ("Heben. 4-mal.", "1, einatmen.")
    assert Phrases("fr").wordings(cue)[0] == Phrases("en").wordings(cue)[0] == ("Heben. 4 times.", "1, breathe in.")


def test_a_number_alone_is_no_ordinal() -> None:
    cue = Cue(StepText(("Up.",), "Lift it."), Breath.FREE, repetition=3, repetitions=4, opens=True, fresh=False)
    assert Phrases("en").wordings(cue) == [("3",)]
