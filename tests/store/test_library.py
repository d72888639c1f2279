"""The shipped exercises and routines, and the user's own beside them."""

from pathlib import Path

import pytest

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import DESK
from deskbreak.coach.plan import plan
from deskbreak.store.content import own
from deskbreak.store.content.library import MOST_FAULTS, open_library
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths, find_paths
from deskbreak.store.regular_file import LARGEST
from tests.coach.samples import SMALL

HOSTILE = Path(__file__).parents[1] / "hostile"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths(tmp_path)
    paths.routines.mkdir(parents=True)
    paths.exercises.mkdir(parents=True)
    return paths


def shipped_text(*parts: str) -> str:
    return shipped(*parts).read_text(encoding="utf-8")


def test_what_is_shipped_is_there_and_whole(paths: Paths) -> None:
    library = open_library(paths)
    assert library.faults == ()
    assert library.routine(DESK).id == DESK
    assert library.unknown((DESK,)) == ()
    assert library.tips


def test_an_exercise_that_is_not_there_any_more_has_its_id_for_a_name(paths: Paths) -> None:
    library = open_library(paths)
    assert library.exercise_name("seated-twist") == library.exercises["seated-twist"].text("en").name
    assert library.exercise_name("of-my-own") == "of-my-own"


def test_a_routine_of_ones_own_stands_beside_the_shipped_one(paths: Paths) -> None:
    own = shipped_text("routines", "desk.toml").replace('id = "desk"', 'id = "mine"')
    (paths.routines / "mine.toml").write_text(own, encoding="utf-8")
    library = open_library(paths)
    assert library.faults == ()
    assert {"desk", "mine"} < set(library.routines)
    assert library.routine("mine").id == "mine"


def test_a_routine_that_is_not_there_is_said_and_the_shipped_one_stands_in(paths: Paths) -> None:
    library = open_library(paths)
    mine = "routine.name: there is no routine “mine”; did you mean “minute”?"
    assert library.unknown(("mine",)) == (mine,)
    assert library.routine("mine") == library.routine(DESK)
    nek = "routine.name: there is no routine “nek”; did you mean “neck”?"
    assert library.unknown(("desk", "mine", "nek", "mine")) == (mine, nek)


def test_how_long_a_routine_takes_is_that_of_its_longest_part(paths: Paths) -> None:
    library = open_library(paths)
    assert library.takes(DESK) == round(1000 * plan(library.routine(DESK), library.exercises).total)
    assert library.takes("mine") == library.takes(DESK)
    halves = [plan(library.routine("neck"), library.exercises, turn=turn).total for turn in (0, 1)]
    assert library.takes("neck") == round(1000 * max(halves))


def test_a_faulty_file_is_said_and_leaves_the_shipped_one(paths: Paths) -> None:
    (paths.routines / "desk.toml").write_text("id = 5", encoding="utf-8")
    (paths.exercises / "broken.toml").write_bytes(b"\xff")
    library = open_library(paths)
    assert library.routine(DESK) == open_library(find_paths(paths.config / "nobody")).routine(DESK)
    assert any("desk.toml" in fault for fault in library.faults)
    assert any("broken.toml cannot be read: line 1 is no text" in fault for fault in library.faults)


def shrug(hands: str) -> str:
    text = shipped_text("exercises", "shrug.toml").replace('id = "shrug"', 'id = "odd"')
    return text.replace('hands = "lap"', f"hands = {hands}")


HANDS = "hands is {}; accepted: a list of 3 numbers from -1 to 1"
ODD = {
    "long-number": (f"id = {'1' * 5000}", "a number or a name without quotes has at most 256 characters"),
    "nested": (f"a = {'[' * 3000}", "tables and lists stand in each other more than 24 deep"),
    "dotted": (f"a{'.a' * 100_000} = 1", "tables and lists stand in each other more than 24 deep"),
    "large-point": (shrug(f"[{10**300}, 0, 0]"), "a number or a name without quotes has at most 256"),
    "larger-point": (shrug(f"[{10**100}, 0, 0]"), "poses.low.hands has a number that long; accepted: whole numbers of"),
    "nan": (shrug("[nan, 0, 0]"), "poses: low: " + HANDS.format("[nan, 0, 0]")),
    "inf": (shrug("[0, -inf, 0]"), "poses: low: " + HANDS.format("[0, -inf, 0]")),
    "far": (shrug("[0, 0, 180]"), "poses: low: " + HANDS.format("[0, 0, 180]")),
    "no-text": (b"id = '\xff'", "line 1 is no text in UTF-8"),
    "huge": ("#" * (LARGEST + 1), "it is larger than 256 kB"),
    "control": (shrug("'hip'").replace('"Shoulder', '"\\u0000Shoulder'), "name is '\\x00Shoulder"),
    **{
        file.stem: (file.read_text(encoding="utf-8"), told)
        for file, told in (
            (HOSTILE / "exercise-divides-by-zero.toml", "left_hand is [-inf, 180, 100]; accepted: a list of 3 numbers"),
            (HOSTILE / "exercise-huge-point.toml", "a number or a name without quotes has at most 256 characters"),
            (HOSTILE / "routine-long-number.toml", "a number or a name without quotes has at most 256 characters"),
        )
    },
}


@pytest.mark.parametrize("folder", ["exercises", "routines"])
@pytest.mark.parametrize(("content", "told"), ODD.values(), ids=ODD)
def test_an_odd_file_is_named_and_costs_nothing_else(
    content: str | bytes, told: str, folder: str, paths: Paths
) -> None:
    whole = open_library(paths)
    theirs = paths.config / folder
    (theirs / "odd.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    (paths.routines / "zz.toml").write_text(
        'id = "mine"\nexercises = ["shrug"]\ntext.en.name = "Mine"', encoding="utf-8"
    )
    library = open_library(paths)
    assert library.exercises == whole.exercises
    assert library.routines == {**whole.routines, "mine": library.routines["mine"]}
    assert all("odd.toml" in fault for fault in library.faults)
    if folder == "exercises":
        assert told in "\n".join(library.faults)
    assert library.faults
    with pytest.raises(own.OwnFilesRefused, match=r"odd\.toml"):
        own.read_file(theirs / "odd.toml", whole)
    with pytest.raises(own.OwnFilesRefused, match=r"odd\.toml"):
        own.take_in(theirs / "odd.toml", paths, whole)


def test_a_fault_of_the_reader_costs_one_file_and_is_in_the_log(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def read(text: str, source: str) -> Exercise:
        if source == "odd.toml":
            raise ZeroDivisionError(text)
        return read_exercise(text, source)

    monkeypatch.setattr("deskbreak.store.content.library.read_exercise", read)
    (paths.exercises / "odd.toml").write_text("\x1b[2J", encoding="utf-8")
    library = open_library(paths)
    assert library.exercises["shrug"]
    assert library.faults == ("odd.toml: this file is not understood: ZeroDivisionError('\\x1b[2J')",)
    (logged,) = caplog.records
    assert logged.exc_info is not None
    assert logged.exc_info[0] is ZeroDivisionError


def test_ones_own_exercise_without_the_variants_of_ours_does_no_harm(paths: Paths) -> None:
    for name in open_library(paths).exercises:
        bare = SMALL.replace('id = "wave"', f'id = "{name}"')
        (paths.exercises / f"{name}.toml").write_text(bare, encoding="utf-8")
    library = open_library(paths)
    assert library.faults == ()
    assert library.routines.keys() == open_library(find_paths(paths.config / "nobody")).routines.keys()
    assert all(
        plan(one, library.exercises, short=short).total for one in library.routines.values() for short in (False, True)
    )


def test_a_routine_without_end_is_refused(paths: Paths) -> None:
    names = sorted(open_library(paths).exercises)
    text = f'id = "mine"\nexercises = {names}\ntext.en.name = "M"\n[repetitions]\n'
    text += "\n".join(f"{name} = 100" for name in names)
    (paths.routines / "mine.toml").write_text(text, encoding="utf-8")
    (fault,) = open_library(paths).faults
    assert fault.startswith("mine.toml: it takes ")
    assert fault.endswith(" minutes in full; accepted: 90 at most")


def test_so_many_faults_as_anybody_reads(paths: Paths) -> None:
    for number in range(MOST_FAULTS + 20):
        (paths.exercises / f"{number}.toml").write_text("id =", encoding="utf-8")
    faults = open_library(paths).faults
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1] == "and 20 more faults in your own exercises and routines"
