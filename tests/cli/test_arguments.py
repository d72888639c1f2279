"""What may be written on the command line."""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from deskbreak import __version__
from deskbreak.store.content.shipped import NotShipped
from tests.cli.conftest import Said, Say
from tests.test_readme import COMMANDS


def test_the_version(say: Say) -> None:
    assert say("--version").out == f"deskbreak {__version__}\n"


def test_the_help_names_every_command_of_the_readme_once(say: Say) -> None:
    """``run`` is what no command is."""
    told = say("--help")
    assert told.code == 0
    named = re.findall(r"^ {4}([a-z-]+)(?:\s|$)", told.out, re.MULTILINE)
    assert sorted(named) == sorted({"run", *(words.split()[1] for words in COMMANDS if len(words.split()) > 1)})


@pytest.mark.parametrize("group", ["config", "voice", "routine", "autostart", "desktop-entry"])
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
        ("autostart",),
        ("autostart", "perhaps"),
        ("desktop-entry",),
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


FULL = Path("/dev/full")
full_disk = pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
MEANT = f"The answer cannot be written: {os.strerror(errno.ENOSPC)}\n"


def started(
    home: Path, *words: str, out: Path | None, err: Path | None = None, flags: Sequence[str] = (), mode: str = "w"
) -> Said:
    """``deskbreak WORDS >OUT 2>ERR`` in a process of its own; ``None``: what is written there is returned."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with ExitStack() as files:
        stdout, stderr = (subprocess.PIPE if to is None else files.enter_context(to.open(mode)) for to in (out, err))
        told = subprocess.run(
            [sys.executable, *flags, "-m", "deskbreak", "--home", home, *words],
            stdout=stdout, stderr=stderr, text=True, env=kept, check=False, timeout=60)  # fmt: skip
    return Said(told.returncode, told.stdout or "", told.stderr or "")


@full_disk
@pytest.mark.parametrize("flags", [(), ("-u",)], ids=["at its end", "at once"])
@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("routine", "--help"),
        ("--version",),
        ("check-config",),
        ("plan",),
        ("doctor",),
        ("doctor", "--json"),
        ("routine", "list"),
        ("routine", "export", "desk"),
        ("routine", "transcript", "desk", "--json"),
    ],
    ids=" ".join,
)
def test_an_answer_that_a_full_disk_does_not_take_is_a_sentence(
    tmp_path: Path, words: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    told = started(tmp_path / "home", *words, out=FULL, flags=flags)
    assert (told.code, told.err) == (1, MEANT)


@full_disk
def test_where_nobody_can_be_told_it_ends_all_the_same(tmp_path: Path) -> None:
    assert started(tmp_path, "plan", out=FULL, err=FULL).code == 1
    assert started(tmp_path, "show", "nonsense", out=None, err=FULL).code == 1
    assert started(tmp_path, "plan", out=None, err=FULL).code == 0, "it has nothing to say there"


def test_whatever_keeps_an_answer_from_being_written_is_told(tmp_path: Path) -> None:
    """Not the full disk alone: here it goes to a file that is open to be read only."""
    told = started(tmp_path / "home", "routine", "list", out=Path(os.devnull), mode="r")
    assert (told.code, told.err) == (1, f"The answer cannot be written: {os.strerror(errno.EBADF)}\n")
