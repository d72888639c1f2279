"""What the README prints works as printed."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from deskbreak.cli import exits
from deskbreak.cli.arguments import parser
from deskbreak.coach.content.tip import Tip
from deskbreak.settings import read_settings
from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.simulation.timeline import lines
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths, find_paths

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINE, PRIVACY = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("commands.md", "privacy.md"))
COMMANDS = re.findall(r"^\| `(deskbreak[^`]*)` \|", LINE, re.MULTILINE)
SAMPLES = re.findall(r"^```toml\n(.*?)^```", LINE, re.MULTILINE | re.DOTALL)


def test_the_first_screen_has_a_picture_and_both_commands() -> None:
    first = "\n".join(README.splitlines()[:25])
    assert re.search(r"!\[[^]]+\]\(docs/side-bend\.webp\)", first)
    assert "\nmake run " in first
    assert "\nmake test " in first


@pytest.mark.parametrize(
    "target", [*sorted(set(re.findall(r"\bmake (\w+)", README.partition("## What")[0]))), "demo", "bench"]
)
def test_every_make_target_is_there(target: str) -> None:
    assert re.search(rf"^([\w-]+ )*{target}( [\w-]+)*:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_command_is_in_the_table_and_stands_there_once() -> None:
    """``run`` is what no command is; of a command's own commands the row says the others."""
    (commands,) = [action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    rows = [words.split()[1] for words in COMMANDS if len(words.split()) > 1]
    assert set(rows) == set(commands) - {"run"}
    assert len(set(COMMANDS)) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    assert callable(parser().parse_args(command.split()[1:]).command)


def test_every_exit_code_is_told() -> None:
    (told,) = re.findall(r"Exit codes: ((?:.+\n)+)", LINE)
    codes = {code for name, code in vars(exits).items() if name.isupper()}
    assert {int(number) for number in re.findall(r"\b\d+\b", told)} == codes


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_all_that_is_kept_is_told_and_where() -> None:
    """The names of the files are those in which it is kept, and the log is one of them."""
    paths = find_paths(ROOT / "nowhere")
    all_told = [getattr(paths, name) for name, of in vars(Paths).items() if isinstance(of, property)]
    files = {path for path in all_told if isinstance(path, Path)}
    told = {file.name for file in files if f"`{file.name}`" in PRIVACY}
    assert told == {file.name for file in files if file.parent == paths.state}


def test_the_settings_are_accepted() -> None:
    assert read_settings(tomllib.loads(SAMPLES[0])).faults == ()


def test_the_day_on_paper_can_be_played() -> None:
    happened = list(lines(Simulation(read_scenario(SAMPLES[1], "UTC")).run(), (Tip("walk", "walk"),)))
    (first,) = [line for line in happened if line["what"] == "invite"][:1]
    assert (first["at"][11:16], first["why"]) == ("11:26", "hold-over")


def test_the_routine_has_the_exercises_and_counts_of_the_table(tmp_path: Path) -> None:
    rows = re.findall(r"^\| (\d) \| [^|]+ \| ([^|]+) \|", README, re.MULTILINE)
    assert [number for number, _text in rows] == ["1", "2", "3", "4"]
    library = open_library(find_paths(tmp_path))
    for (_number, told), name in zip(rows, library.routine("desk").exercises, strict=True):
        counts = {block.repetitions for block in library.exercises[name].blocks if block.repetitions}
        assert counts == {int(count) for count in re.findall(r"\d+", told)}
