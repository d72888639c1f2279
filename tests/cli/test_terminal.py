"""Nothing that a stranger wrote acts in the terminal, whichever command prints it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.cli.terminal import plain_output, print_file
from tests.cli.conftest import Say
from tests.coach.samples import SMALL
from tests.dates import passed_on
from tests.patience import patience

ACTING = "\x1b]0;evil\a\x9b2J\u202e"
SHOWN = "\\u001b]0;evil\\u0007\\u009b2J\\u202e"


def acts(text: str) -> bool:
    return any(one in text for one in "\x1b\a\x9b\u202e")


def test_what_acts_is_written_out_in_both_streams(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    with plain_output():
        print(ACTING, json.dumps([ACTING], ensure_ascii=False), sep="\n")
        print(ACTING, file=sys.stderr)
        sys.stdout.flush()
        assert sys.stdout.encoding == before[0].encoding
    assert (sys.stdout, sys.stderr) == before
    told = capsys.readouterr()
    words, value = told.out.splitlines()
    assert (words, told.err) == (SHOWN, f"{SHOWN}\n")
    assert not acts(value)
    assert json.loads(value) == [ACTING]


def test_a_program_without_streams_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    with plain_output():
        print("nowhere")


def test_a_file_goes_as_it_is_into_a_file_and_plain_to_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with plain_output():
        print_file("\u202e")
        monkeypatch.setattr(type(sys.stdout), "isatty", lambda _self: True, raising=False)
        print_file("\u202e")
    print_file("x")
    assert capsys.readouterr().out == "\u202e\\u202ex"


@pytest.fixture
def hostile(home: Path) -> Path:
    """A home full of names and texts that act."""
    for folder in ("exercises", "routines"):
        (home / folder).mkdir(parents=True)
        (home / folder / f"{ACTING}.toml").write_text("id = ", encoding="utf-8")
        (home / folder / "odd.toml").write_text(f"{json.dumps(ACTING)} = {json.dumps(ACTING)}", encoding="utf-8")
    text = SMALL.replace('name = "Wave"', 'name = "\u202eWave"')
    (home / "exercises" / "wave.toml").write_text(text, encoding="utf-8")
    (home / "config.toml").write_text(
        f"[{json.dumps(ACTING)}]\nx = 1\n[routine]\nname = {json.dumps(ACTING)}\n", "utf-8"
    )
    (home / "day.toml").write_text(f"{json.dumps(ACTING)} = 1", encoding="utf-8")
    return home


@pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name there")
@pytest.mark.parametrize(
    "words",
    [
        ["routine", "list"],
        ["routine", "check"],
        ["routine", "check", f"{ACTING}.toml"],
        ["routine", "new", ACTING],
        ["routine", "import", f"{ACTING}.toml"],
        ["routine", "export", ACTING],
        ["routine", "transcript", "wave"],
        ["routine", "transcript", ACTING],
        ["routine", "transcript", "wave", "--json"],
        ["check-config"],
        ["check-config", f"{ACTING}.toml"],
        ["plan"],
        ["plan", "--date", ACTING],
        ["simulate", "day.toml"],
        ["simulate", f"{ACTING}.toml"],
        ["show", ACTING],
        ["card", "--routine", ACTING, "card.pdf"],
        ["render", ACTING, "--out", "."],
        ["watch", "--scenario", f"{ACTING}.toml"],
        [ACTING],
    ],
    ids=ascii,
)
def test_no_command_lets_anything_through(
    say: Say, hostile: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    (hostile / f"{ACTING}.toml").write_text("id = ", encoding="utf-8")
    before = set(hostile.parent.rglob("*"))
    told = say("--home", hostile, *words)
    assert told.out or told.err
    assert not acts(told.out + told.err)
    assert os.fsencode(told.out + told.err)
    assert set(hostile.parent.rglob("*")) - before <= {hostile / "state", hostile / "run"}


@pytest.mark.parametrize(
    "words", [("card", "card.pdf"), ("render", "pendulum", "--out", "frames", "--fps", "1"), ("doctor",)]
)
def test_what_qt_warns_of_is_not_printed(words: tuple[str, ...], tmp_path: Path) -> None:
    """In the C locale it warns whenever it is started: a process of its own, as in this one it was started long ago."""
    kept = {**passed_on(os.environ), "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C"}
    told = subprocess.run(
        [sys.executable, "-m", "deskbreak", "--home", tmp_path / "home", *words],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        timeout=60 * patience(),
        check=False,
    )
    assert told.stderr == b""
    assert told.stdout
