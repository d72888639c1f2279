"""What may be written on the command line."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak import __version__
from deskbreak.store.shipped import NotShipped
from tests.cli.conftest import Say


def test_the_version(say: Say) -> None:
    assert say("--version").out == f"deskbreak {__version__}\n"


def test_the_help_names_every_command(say: Say) -> None:
    told = say("--help")
    assert told.code == 0
    for command in (
        *("run", "status", "start", "pause", "resume", "skip", "postpone", "put-back", "quit"),
        *("simulate", "plan", "check-config", "config"),
    ):
        assert re.search(rf"^    {command}\s", told.out, re.MULTILINE)


@pytest.mark.parametrize("group", ["config", "voice", "routine"])
def test_the_help_of_a_group_names_each_of_its_commands_once(say: Say, group: str) -> None:
    told = say(group, "--help").out
    assert f"deskbreak {group} [-h] [--home DIR] COMMAND ..." in told
    commands = re.findall(r"^ {2,}([a-z]+)(?:\s|$)", told, re.MULTILINE)
    assert commands
    assert len(set(commands)) == len(commands)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("config",),
        ("config", "nonsense"),
        ("simulate",),
        ("put-back",),
        ("status", "now"),
        ("--speed", "fast"),
        ("--speed", "0"),
        ("--speed", "nan"),
        ("--speed", "1e9"),
        ("run", "--speed", "-1"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_2_and_a_sentence(say: Say, words: tuple[str, ...]) -> None:
    told = say(*words)
    assert told.code == 2
    assert told.out == ""
    assert told.faults[-1].startswith("deskbreak")
    assert "Traceback" not in told.err


def test_a_bad_speed_says_what_is_accepted(say: Say) -> None:
    assert "a number from 1 to 3600 is expected, not fast" in say("--speed", "fast").err


@pytest.mark.parametrize(
    "words",
    [
        ("--home", "HOME", "config", "init"),
        ("config", "--home", "HOME", "init"),
        ("config", "init", "--home", "HOME"),
    ],
    ids=" ".join,
)
def test_home_may_stand_before_and_after_the_command(say: Say, home: Path, words: tuple[str, ...]) -> None:
    assert say(*(str(home) if word == "HOME" else word for word in words)).code == 0
    assert (home / "config.toml").is_file()


@pytest.mark.parametrize("words", [("--home", "HOME", "status"), ("status", "--home", "HOME")], ids=" ".join)
def test_home_says_which_deskbreak_is_asked(say: Say, home: Path, words: tuple[str, ...]) -> None:
    told = say(*(str(home) if word == "HOME" else word for word in words))
    assert told.code == 3
    assert not home.exists()


def test_an_incomplete_installation_is_a_sentence(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_parts: str) -> Path:
        raise NotShipped("deskbreak is not wholly installed")

    monkeypatch.setattr("deskbreak.cli.shipped", missing)
    told = say("status")
    assert (told.code, told.err) == (1, "deskbreak is not wholly installed\n")
    monkeypatch.undo()


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    """``deskbreak plan --json | true``"""
    with subprocess.Popen(
        [sys.executable, "-m", "deskbreak", "--home", tmp_path, "plan", "--date", "2026-11-23"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(20) == 0
    assert said == b""
