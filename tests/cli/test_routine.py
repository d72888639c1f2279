"""``routine``: one's own exercises and routines, and transcripts."""

import json
import os
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history.history import History, Row
from deskbreak.store.paths import find_paths
from tests.cli.conftest import Say
from tests.coach.samples import SMALL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "wave.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "wave.toml"


def test_a_new_one_passes_the_check_and_is_listed(say: Say, home: Path) -> None:
    told = say("--home", home, "routine", "new", "mine")
    assert (told.code, told.err) == (0, "")
    assert str(home / "routines" / "mine.toml") in told.out
    assert say("--home", home, "routine", "new", "--exercise", "bend-over").code == 0
    assert say("--home", home, "routine", "check").out == "All is well; exercises and routines of your own: 2\n"
    listed = say("--home", home, "routine", "list").out
    assert re.search(r"^  mine +your own +\d+–\d+ min +Mine$", listed, re.MULTILINE)
    assert re.search(r"^  bend-over +your own +1–2 min +Bend over$", listed, re.MULTILINE)
    assert re.search(r"^  desk +deskbreak's +6–8 min +Desk routine$", listed, re.MULTILINE)
    assert re.search(r"^  neck +deskbreak's +\d+–\d+ min each time +Neck routine \(two halves in turn\)$", listed, re.M)
    assert re.search(r"^  minute +deskbreak's +1 min +One minute \(one exercise at a time\)$", listed, re.MULTILINE)
    assert "set-up" not in listed
    again = say("--home", home, "routine", "new", "mine")
    assert (again.code, again.out) == (1, "")
    assert "there is “mine” already" in again.err


def test_list_tells_what_is_broken_and_lists_the_rest(say: Say, home: Path) -> None:
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "b.toml").write_text("id = 5", encoding="utf-8")
    told = say("--home", home, "routine", "list")
    assert told.code == 0
    assert "desk" in told.out
    assert told.faults[0] == 'b.toml: id is 5; accepted: a name of letters, digits, "-" and "_"'


def test_check_says_everything_that_is_wrong(say: Say, home: Path) -> None:
    (home / "exercises").mkdir(parents=True)
    (home / "exercises" / "a.toml").write_text(SMALL, encoding="utf-8")
    (home / "exercises" / "b.toml").write_text(SMALL, encoding="utf-8")
    (home / "exercises" / "c.toml").write_text(SMALL.replace("yaw = 10", "jaw = 10"), encoding="utf-8")
    told = say("--home", home, "routine", "check")
    assert (told.code, told.out) == (1, "")
    assert told.faults == [
        "b.toml: the id “wave” is that of a.toml, too; this file is left out",
        "c.toml: view: yaw is missing; accepted: a number from -180 to 180",
        "c.toml: view: “jaw” means nothing here; did you mean “yaw”?",
    ]


def test_check_of_a_file(say: Say, home: Path, file: Path) -> None:
    assert say("--home", home, "routine", "check", file).out == f"{file}: all is well\n"
    file.write_text("id = 5", encoding="utf-8")
    assert say("--home", home, "routine", "check", file).code == 1


def test_import_and_export(say: Say, home: Path, file: Path, tmp_path: Path) -> None:
    told = say("--home", home, "routine", "import", file)
    assert (told.code, told.out) == (0, f"{home / 'exercises' / 'wave.toml'} is written.\n")
    assert say("--home", home, "routine", "export", "wave").out == SMALL
    assert "left as it is" in say("--home", home, "routine", "import", file).err
    out = tmp_path / "desk.toml"
    assert say("--home", home, "routine", "export", "desk", out).out == f"{out} is written.\n"
    assert say("--home", home, "routine", "export", "desk", out).code == 1
    told = say("--home", home, "routine", "import", out)
    assert told.out.splitlines()[1:] == [
        "It takes the place of deskbreak's own “desk”.",
        'To be offered it: name = "desk" under [routine] in your settings.',
    ]
    assert say("--home", home, "routine", "export", "yoga").code == 1
    file.write_text("id = ", encoding="utf-8")
    assert say("--home", home, "routine", "import", file).code == 1


@pytest.mark.parametrize("dose", ["start", "today", "full"])
def test_a_transcript_has_every_line_in_time(say: Say, home: Path, dose: str) -> None:
    told = say("--home", home, "routine", "transcript", "desk", "--dose", dose, "--json")
    assert (told.code, told.err) == (0, "")
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert all({"t", "say", "caption", "exercise", "side", "rep", "of", "breath"} <= set(line) for line in lines)
    assert all(before["until"] <= line["t"] + 0.002 for before, line in pairwise(lines))
    assert {line["of"] for line in lines if line["exercise"] == "shoulder-rotation"} == {0, 10 if dose == "full" else 5}
    assert not home.exists()


def test_of_what_comes_in_halves_a_transcript_has_both(say: Say, home: Path) -> None:
    def exercises(*options: str) -> list[str]:
        told = say("--home", home, "routine", "transcript", "neck", "--json", *options)
        return list(dict.fromkeys(json.loads(line)["exercise"] for line in told.out.splitlines()))

    assert len(exercises()) == 8
    assert exercises("--dose", "today") == exercises()[:4]


def test_todays_dose_is_the_one_that_history_leads_to(say: Say, home: Path) -> None:
    history = History(find_paths(home).history_file)
    now = Clock(MachineTicks()).now()
    for n in range(4):
        history.add(Row(Outcome.COMPLETED, now.utc - (4 - n) * 86_400_000, 0, ("shrug",), 60, "", Manner("desk", 1)))
    history.close()

    def circles() -> set[int]:
        told = say("--home", home, "routine", "transcript", "shoulder-rotation", "--dose", "today", "--json")
        return {json.loads(line)["of"] for line in told.out.splitlines()}

    assert circles() == {0, 6}
    (home / "config.toml").write_text("[coach]\nstep = 5\n", encoding="utf-8")
    assert circles() == {0, 9}


def test_a_transcript_to_read(say: Say, home: Path) -> None:
    told = say("--home", home, "routine", "transcript", "desk", "--set-up", "--variant", "low-arms")
    assert told.out.startswith(" 0:00.0  Make sure the chair")
    assert "Arms crossed" in told.out
    assert " 1:" in told.out
    short = say("--home", home, "routine", "transcript", "desk", "--short").out
    assert len(short) < len(told.out) / 2


def test_a_transcript_of_what_is_not_there(say: Say, home: Path) -> None:
    told = say("--home", home, "routine", "transcript", "dsk")
    assert (told.code, told.faults) == (2, ["there is no routine and no exercise “dsk”; did you mean “desk”?"])
    told = say("--home", home, "routine", "transcript", "desk", "--variant", "gentel")
    assert (told.code, told.out) == (2, "")
    assert told.faults == ["--variant: none of the exercises has “gentel”; did you mean “gentle”?"]


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "file": (Path.touch, "is not a folder"),
    "pipe": (os.mkfifo, "is not a folder"),
    "nowhere": (lambda path: path.symlink_to("gone"), "is a link, and there is nothing where it leads"),
    "loop": (lambda path: path.symlink_to(path.name), "is a link, and there is nothing where it leads"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
@pytest.mark.parametrize("place", ["home", "home/routines", "home/exercises"])
@pytest.mark.parametrize("kind", ODD)
def test_a_folder_that_is_none_is_blamed_itself(say: Say, tmp_path: Path, home: Path, kind: str, place: str) -> None:
    make, told = ODD[kind]
    folder = tmp_path / place
    folder.parent.mkdir(exist_ok=True)
    make(folder)
    new = ("routine", "new", "mine", *(["--exercise"] if folder.name == "exercises" else []))
    wanted = home / ("exercises" if folder.name == "exercises" else "routines") / "mine.toml"
    said = say("--home", home, *new)
    assert (said.code, said.out, said.faults[-1]) == (1, "", f"{wanted} cannot be written: {folder} {told}")
    said = say("--home", home, "config", "init") if folder == home else said
    assert said.faults[-1].endswith(f"cannot be written: {folder} {told}")
    said = say("--home", home, "routine", "export", "desk", folder / "below" / "desk.toml")
    assert said.faults[-1] == f"{folder}/below/desk.toml cannot be written: {folder} {told}"
    for command in (("routine", "check"), ("check-config",)):
        said = say("--home", home, *command)
        assert (said.code, said.out) == (1, ""), command
        assert str(folder) in said.err
    assert os.path.lexists(folder)
