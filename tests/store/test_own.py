"""Exercises and routines of one's own: checked, taken in, given out, begun from a template."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.coach.body.pose import LIMITS, Grip
from deskbreak.coach.content.exercise import REFERENCES, TRACES, Exercise
from deskbreak.coach.content.looks import MUSCLES
from deskbreak.coach.content.routine_file import Routine
from deskbreak.coach.frame import Breath
from deskbreak.coach.plan import plan
from deskbreak.store.content import own
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths, find_paths
from tests.coach.samples import SMALL

ROUTINE = 'id = "mine"\nexercises = ["shrug", "pendulum"]\n[text.en]\nname = "Mine"\n'


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "home")


@pytest.fixture
def library(paths: Paths) -> Callable[[], Library]:
    return lambda: open_library(paths)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(own.OwnFilesRefused) as told:
        act()
    assert str(told.value) == "\n".join(told.value.faults)
    return str(told.value)


def write(folder: Path, text: str | bytes, name: str = "file.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder / name


@pytest.mark.parametrize("kind", own.TEMPLATES)
def test_the_template_is_understood_and_bears_the_name(paths: Paths, library: Callable[[], Library], kind: str) -> None:
    file = own.begin("neck-and-more", kind, paths, library())
    assert file.name == "neck-and-more.toml"
    assert "my-own" not in file.read_text(encoding="utf-8")
    now = library()
    assert now.faults == ()
    assert now.files[f"{kind}s/neck-and-more"] == file
    found = now.routines if kind == "routine" else now.exercises
    one = found["neck-and-more"]
    assert (one.name("en") if isinstance(one, Routine) else one.text("en").name) == "Neck and more"


def test_a_template_is_never_written_over_anything(paths: Paths, library: Callable[[], Library]) -> None:
    own.begin("mine", "routine", paths, library())
    assert refused(lambda: own.begin("mine", "routine", paths, library())).startswith("there is “mine” already, in ")
    assert refused(lambda: own.begin("desk", "routine", paths, library())).startswith("there is “desk” already, in ")
    write(paths.routines, "# not of this name yet", "other.toml")
    assert refused(lambda: own.begin("other", "routine", paths, library())).endswith("it was left as it is")


NO_NAMES = ["../evil", "", "a b", ".hidden", 'x"', 'ok"\n#/../../../../evil', "ok\n", "ok\0", "a/b", "a\\b", "\u202eok"]


@pytest.mark.parametrize("kind", own.TEMPLATES)
@pytest.mark.parametrize("name", [*NO_NAMES, "a" * 65], ids=ascii)
def test_a_template_needs_a_name_that_a_file_can_have(
    paths: Paths, library: Callable[[], Library], name: str, kind: str, tmp_path: Path
) -> None:
    told = refused(lambda: own.begin(name, kind, paths, library()))
    assert told.endswith(' is no name for it; accepted: a name of letters, digits, "-" and "_"')
    assert told.isprintable()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in NO_NAMES if "\0" not in name], ids=ascii)
def test_nothing_is_taken_in_under_the_name_of_a_path(
    paths: Paths, library: Callable[[], Library], name: str, tmp_path: Path
) -> None:
    file = write(tmp_path, SMALL.replace('"wave"', json.dumps(name)))
    told = refused(lambda: own.take_in(file, paths, library()))
    assert told.startswith("file.toml: id is ")
    assert list(tmp_path.iterdir()) == [file]
    assert "there is no routine and no exercise" in refused(lambda: own.give_out(name, library()))


def test_a_file_is_taken_in_as_what_it_is(paths: Paths, library: Callable[[], Library], tmp_path: Path) -> None:
    exercise, file = own.take_in(write(tmp_path, SMALL), paths, library())
    assert isinstance(exercise, Exercise)
    assert file == paths.exercises / "wave.toml"
    wave = ROUTINE.replace('"shrug"', '"wave"')
    routine, file = own.take_in(write(tmp_path, wave), paths, library())
    assert isinstance(routine, Routine)
    assert file == paths.routines / "mine.toml"
    assert library().faults == ()
    assert file.read_text(encoding="utf-8") == wave


def test_nothing_is_taken_in_over_what_is_there(paths: Paths, library: Callable[[], Library], tmp_path: Path) -> None:
    there = write(paths.routines, ROUTINE, "differently-named.toml")
    told = refused(lambda: own.take_in(write(tmp_path, ROUTINE), paths, library()))
    assert told == f"file.toml: you have “mine” already, in {there}; it was left as it is"
    assert [path.name for path in paths.routines.iterdir()] == ["differently-named.toml"]


def test_ones_own_may_take_the_place_of_a_shipped_one(
    paths: Paths, library: Callable[[], Library], tmp_path: Path
) -> None:
    own.take_in(write(tmp_path, ROUTINE.replace('"mine"', '"desk"')), paths, library())
    assert library().routines["desk"].exercises == ("shrug", "pendulum")
    assert not library().shipped("routines/desk")
    assert library().shipped("routines/neck")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ROUTINE.replace("shrug", "shrugg"),
            "file.toml: routine mine: there is no exercise “shrugg”; did you mean “sh",
        ),
        (
            'variant = "gentel"\n' + ROUTINE,
            "file.toml: variant is “gentel”, which none of the exercises has; did you mean “gentle”?",
        ),
        (ROUTINE.replace("name", "nam"), "file.toml: text: en: name is missing; accepted: a text"),
        (SMALL.replace("seconds = 2", "seconds = 0"), "file.toml: block 1: step 1: seconds is 0; accepted: a number"),
        ("id = ", "file.toml: Invalid value"),
        (b"\xff", "file.toml cannot be read: line 1 is no text in UTF-8"),
    ],
)
def test_a_broken_file_is_refused_by_file_key_and_reason(
    paths: Paths, library: Callable[[], Library], tmp_path: Path, text: str | bytes, told: str
) -> None:
    file = write(tmp_path, text)
    assert told in refused(lambda: own.take_in(file, paths, library()))
    assert told in refused(lambda: own.read_file(file, library()))
    assert not paths.config.exists()


def test_a_file_that_is_not_there_is_a_sentence(library: Callable[[], Library], tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(lambda: own.read_file(tmp_path / "none.toml", library()))


def test_what_is_given_out_can_be_taken_in_elsewhere(
    paths: Paths, library: Callable[[], Library], tmp_path: Path
) -> None:
    assert own.give_out("desk", library()) == shipped("routines", "desk.toml").read_text(encoding="utf-8")
    assert own.give_out("shrug", library()) == shipped("exercises", "shrug.toml").read_text(encoding="utf-8")
    file = tmp_path / "out.toml"
    own.write_out(own.give_out("shrug", library()), file)
    assert own.take_in(file, paths, library())[1] == paths.exercises / "shrug.toml"
    assert "left as it is" in refused(lambda: own.write_out("", file))
    assert "cannot be written" in refused(lambda: own.write_out("", file / "below.toml"))
    assert "there is no routine and no exercise “yoga”; known here: " in refused(
        lambda: own.give_out("yoga", library())
    )


@pytest.mark.parametrize("folder", ["exercises", "routines", "clips"])
def test_every_shipped_file_would_be_taken_in(library: Callable[[], Library], folder: str) -> None:
    files = list(shipped(folder).glob("*.toml"))
    assert files
    for file in files:
        assert own.read_file(file, library()).id == file.stem


def test_the_examples_of_the_manual_are_understood(
    paths: Paths, library: Callable[[], Library], tmp_path: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "routines.md").read_text(encoding="utf-8")
    routine, exercise = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    made, _file = own.take_in(write(tmp_path, exercise), paths, library())
    assert own.take_in(write(tmp_path, routine), paths, library())[0].id == "back-care"
    assert library().faults == ()
    assert isinstance(made, Exercise)
    assert made.variant("gentle") != made
    assert plan(library().routines["back-care"], library().exercises).script


def test_the_manual_knows_every_key(library: Callable[[], Library]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "routines.md").read_text(encoding="utf-8")
    table = page.partition("| Key | What it means |\n")[2].partition("\n\n")[0]
    template = tomllib.loads(shipped("templates", "exercise.toml").read_text(encoding="utf-8"))
    assert [key for key in template if not re.search(rf"^\| `{key}` \|", table, re.MULTILINE)] == []
    for word in (
        *LIMITS,
        *MUSCLES,
        *TRACES,
        *REFERENCES,
        *(hold.value for hold in Grip if hold is not Grip.FREE),
        *(one.value for one in Breath),
    ):
        assert f"`{word}`" in page, word
