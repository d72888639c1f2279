"""doctor beside a deskbreak that answers oddly, and on terminals of all kinds."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from deskbreak.store.paths import find_paths
from tests.cli.test_remote import DESKBREAK, Answering


def doctor(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: it makes an application."""
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    return subprocess.run(
        [*DESKBREAK, "--home", str(home), "doctor", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **nowhere, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_where_nothing_is_there_it_is_said_and_nothing_is_made(home: Path) -> None:
    told = doctor(home)
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0].endswith("does not run; this is what it would notice.")
    assert any(line.startswith("✓ ok       Display") for line in lines)
    assert any(line.startswith("? unknown  Lock") for line in lines)
    assert any(line.startswith("✗ missing  Notifications") for line in lines)
    assert not home.exists()


def test_for_programs_there_is_one_object(home: Path) -> None:
    told = doctor(home, "--json")
    (line,) = told.stdout.splitlines()
    found = json.loads(line)
    assert (found["ok"], found["running"], found["trouble"], found["notification_shown"]) == (True, False, "", None)
    assert {one["name"] for one in found["findings"]} >= {"display", "idle", "history", "runtime"}


def test_a_terminal_that_knows_ascii_alone_gets_marks_too(home: Path) -> None:
    told = doctor(home, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "\n- missing  Notifications" in told.stdout
    assert "\n+ ok       Display" in told.stdout


def test_a_narrow_terminal_gets_short_lines(home: Path) -> None:
    told = doctor(home, COLUMNS="72")
    whole = str(home), str(find_paths(home).runtime)
    assert max(len(line) for line in told.stdout.splitlines() if not any(path in line for path in whole)) <= 72


@pytest.mark.parametrize(
    "answer", [b"rubbish\n", b'{"ok": false, "error": "odd"}\n', b'{"ok": true, "platform": "xcb", "senses": [{}]}\n']
)
def test_one_that_runs_and_answers_oddly_is_a_fault(home: Path, answer: bytes) -> None:
    running = Answering(find_paths(home), answer)
    told = doctor(home)
    running.close()
    assert told.returncode == 1
    assert told.stdout.startswith("A deskbreak runs, but does not say how it is: ")
    assert running.asked == [{"v": 1, "cmd": "doctor", "args": []}]


def test_what_the_running_one_says_counts(home: Path) -> None:
    sense = {"question": "dnd", "backend": "dunst", "value": True, "answered_ms_ago": 5}
    running = Answering(
        find_paths(home), json.dumps({"ok": True, "platform": "xcb", "senses": [sense]}).encode() + b"\n"
    )
    told = doctor(home)
    running.close()
    assert told.stdout.splitlines()[0].endswith("runs; this is what it notices.")
    assert "Do not disturb  yes (dunst, asked just now)" in told.stdout
