"""Asking the running deskbreak, and starting it: answers, exit codes, and what is not imported for them."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.remote import how_to_start
from deskbreak.desktop.instance.address import SOCKET
from deskbreak.desktop.signals import QUITTING
from deskbreak.engine.actions import Outcome
from deskbreak.store.history.history import History
from deskbreak.store.memory import Memory, remember
from deskbreak.store.paths import Paths, find_paths
from tests.cli.conftest import Said, Say
from tests.cli.sent import sent
from tests.e2e.complaints import OFFSCREEN, logged
from tests.e2e.processes import wait_until
from tests.patience import patience

DESKBREAK = (sys.executable, "-m", "deskbreak")
ALWAYS = """
[office]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
hours = "00:00-24:00"
wind_down = "0s"
"""


class Answering:
    """A socket that answers each request with the next line it was given, and keeps what it was asked."""

    def __init__(self, paths: Paths, *lines: bytes) -> None:
        paths.runtime.mkdir(parents=True, exist_ok=True)
        self.asked: list[dict[str, Any]] = []
        self._lines = lines
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(paths.runtime / SOCKET))
        self._socket.listen()
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def _answer(self) -> None:
        for line in self._lines:
            guest, _address = self._socket.accept()
            with guest, guest.makefile("rb") as heard:
                self.asked.append(json.loads(heard.readline()))
                guest.sendall(line)

    def close(self) -> None:
        self._thread.join(5)
        self._socket.close()


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths(home)


NOT_RUNNING = "deskbreak is not running. Start it from your menu of programs, or by typing: deskbreak"
GOOD = json.dumps({"ok": True, "text": ["All is quiet", "ünd gut"], "status": {"state": "working"}}).encode() + b"\n"


def test_without_a_home_there_is_nothing_more_to_type() -> None:
    assert how_to_start(find_paths()) == NOT_RUNNING


def test_nobody_running_is_3_and_a_sentence(say: Say, home: Path) -> None:
    for words in (*sent(), ("status", "--json")):
        told = say("--home", home, *words)
        assert (told.code, told.out) == (3, "")
        assert told.err == f"{NOT_RUNNING} --home {home}\n"


@pytest.mark.parametrize("words", sent(), ids=" ".join)
def test_it_is_asked_and_its_answer_printed(say: Say, home: Path, paths: Paths, words: tuple[str, ...]) -> None:
    answering = Answering(paths, GOOD)
    told = say("--home", home, *words)
    answering.close()
    assert (told.code, told.out, told.err) == (0, "All is quiet\nünd gut\n", "")
    assert [(one["cmd"], *one["args"]) for one in answering.asked] == [words]


def test_a_terminal_that_does_not_know_a_letter_shows_a_question_mark(home: Path, paths: Paths) -> None:
    answering = Answering(paths, GOOD)
    result = subprocess.run(
        [*DESKBREAK, "--home", home, "status"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        check=False,
    )
    answering.close()
    assert (result.returncode, result.stdout, result.stderr) == (0, b"All is quiet\n?nd gut\n", b"")


def test_for_programs_it_is_one_object(say: Say, home: Path, paths: Paths) -> None:
    answering = Answering(paths, GOOD)
    told = say("--home", home, "status", "--json")
    answering.close()
    assert json.loads(told.out) == {"state": "working"}


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (b'{"ok": false, "error": "pause: no"}\n', 1, "pause: no"),
        (b'{"ok": false, "error": "pause: what?", "usage": true}\n', 2, "pause: what?"),
        (b'{"ok": false}\n', 1, "deskbreak did not say why"),
        (b"", 1, "This is no answer of deskbreak"),
        (b"[]\n", 1, "This is no answer of deskbreak"),
        (b"\xff\n", 1, "This is no answer of deskbreak"),
    ],
)
def test_a_refusal_and_nonsense(say: Say, home: Path, paths: Paths, answer: bytes, code: int, said: str) -> None:
    answering = Answering(paths, answer)
    told = say("--home", home, "pause", "30m")
    answering.close()
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith(said)
    assert len(told.faults) == 1


ACTING = "\x1b]0;gotcha\x07\u202e\udcff"
WRITTEN_OUT = "\\u001b]0;gotcha\\u0007\\u202e\\udcff"


@pytest.mark.parametrize(
    ("answer", "words", "said"),
    [
        ({"ok": True, "text": [ACTING]}, ["status"], WRITTEN_OUT),
        ({"ok": True, "text": ACTING}, ["status"], WRITTEN_OUT),
        ({"ok": True, "text": 5}, ["status"], "5"),
        ({"ok": True, "status": {"a": ACTING}}, ["status", "--json"], f'{{"a": "{WRITTEN_OUT}"}}'),
        ({"ok": False, "error": ACTING}, ["skip"], WRITTEN_OUT),
    ],
)
def test_nothing_of_an_answer_acts_in_the_terminal(
    say: Say, home: Path, paths: Paths, answer: dict[str, object], words: list[str], said: str
) -> None:
    answering = Answering(paths, json.dumps(answer).encode() + b"\n")
    told = say("--home", home, *words)
    answering.close()
    assert told.out + told.err == f"{said}\n"


def test_a_second_one_opens_the_window_even_without_a_display(
    say: Say, home: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    answering = Answering(paths, GOOD)
    told = say("--home", home)
    answering.close()
    assert (told.code, told.out) == (0, "deskbreak is running already; its window is open now.\n")
    assert answering.asked[0]["cmd"] == "open"


def test_without_a_display_it_is_1_and_a_sentence(say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    told = say("--home", home)
    assert (told.code, told.out, len(told.faults)) == (1, "", 1)
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in told.err
    monkeypatch.setenv("DISPLAY", ":7654")
    told = say("--home", home, "run")
    assert (told.code, told.out, len(told.faults)) == (1, "", 1)
    assert "The display :7654 does not answer" in told.err
    assert not home.exists()


class App:
    """The real app, offscreen, in a process of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.paths = find_paths(home)
        self.process: subprocess.Popen[str] | None = None
        self.bears: list[str] = []
        """What its log may have to tell."""

    def start(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [*DESKBREAK, "--home", self.home, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        end = time.monotonic() + 20 * patience()
        while self.run("status").code == 3:
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end

    def run(self, *words: str) -> Said:
        result = subprocess.run(
            [*DESKBREAK, "--home", self.home, *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=20 * patience(),
        )
        return Said(result.returncode, result.stdout, result.stderr)

    def end(self) -> Said:
        """Wait until it has ended by itself."""
        assert self.process is not None
        out, err = self.process.communicate(timeout=20 * patience())
        return Said(self.process.returncode, out, err)

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def app(home: Path) -> Iterator[App]:
    home.mkdir()
    (home / "config.toml").write_text(ALWAYS, encoding="utf-8")
    app = App(home)
    yield app
    app.close()
    said = [one.text for one in logged(app.paths.log_file)] if app.paths.log_file.exists() else []
    assert [text for text in said if not OFFSCREEN.search(text) and not any(one in text for one in app.bears)] == []


def test_it_runs_is_asked_and_quits_with_an_answer(app: App) -> None:
    app.start()
    status = json.loads(app.run("status", "--json").out)
    assert app.process is not None
    assert (status["state"], status["pid"]) == ("working", app.process.pid)
    second = app.run()
    assert (second.code, second.out) == (0, "deskbreak is running already; its window is open now.\n")
    assert app.run("resume") == Said(1, "", "resume: nothing is paused\n")
    assert app.run("pause", "soon").code == 2
    assert app.run("quit") == Said(0, "deskbreak ends now.\n", "")
    assert app.end() == Said(0, "", "")
    assert app.run("status").code == 3


def begin_to_move(app: App, *words: str) -> None:
    """Start it, and a routine that runs: what is only opened and left is no row (D3)."""
    remember(app.paths.memory_file, Memory(safety_seen=True))
    app.start(*words)
    routine_runs(app)


def routine_runs(app: App) -> None:
    """Start a routine, whose safety page was read before, and wait until it runs."""
    assert app.run("start").code == 0
    running = re.compile(r'"total": ?[1-9]\d*, ?"since": ?\d')  # as the state has it from then on
    wait_until(lambda: running.search(app.paths.state_file.read_text(encoding="utf-8")), "the routine to run")


@pytest.mark.parametrize("number", QUITTING, ids=lambda number: number.name)
def test_a_signal_ends_an_open_routine_by_what_was_done(app: App, number: signal.Signals) -> None:
    begin_to_move(app, "--speed", "60")
    app.send(number)
    assert app.end() == Said(0, "", "")
    history = History(app.paths.history_file)
    assert [row.what for row in history.rows(0, 2**47)] == [Outcome.STOPPED]
    history.close()


def test_killed_it_starts_again_where_it_was(app: App) -> None:
    """S1, U1"""
    app.start()
    app.run("pause")
    app.send(signal.SIGKILL)
    app.end()
    app.paths.copies.mkdir()
    (app.paths.copies / "change-70.wav").write_bytes(b"left behind")
    app.start()
    assert not app.paths.copies.exists()
    assert json.loads(app.run("status", "--json").out)["state"] == "paused"


@pytest.mark.parametrize("_again", range(3))
def test_two_that_start_at_once_are_one(app: App, _again: int) -> None:
    both = [
        subprocess.Popen([*DESKBREAK, "--home", app.home], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _n in range(2)
    ]
    try:
        end = time.monotonic() + 20 * patience()
        while all(process.poll() is None for process in both):
            assert time.monotonic() < end
            time.sleep(0.02)
        (lost,) = [process for process in both if process.poll() is not None]
        out, err = lost.communicate()
        assert (lost.returncode, out, err) == (0, "deskbreak is running already; its window is open now.\n", "")
        assert app.run("quit").code == 0
    finally:
        for process in both:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=60)


@pytest.mark.parametrize(
    "words",
    [
        *(("status",), ("pause", "30m"), ("watch",), ("check-config",), ("plan",), ("config", "init"), ("--help",)),
        *(("routine", "list"), ("routine", "transcript", "desk")),
    ],
    ids=" ".join,
)
def test_what_needs_no_window_imports_no_qt(home: Path, words: tuple[str, ...]) -> None:
    script = (
        "import sys; from deskbreak.cli import main\n"
        f"try: main(['--home', {str(home)!r}, *{words!r}])\n"
        "except SystemExit: pass\n"
        "heavy = ('PySide6', 'shiboken6', 'apscheduler', 'jeepney', 'Xlib', 'plyer')\n"
        "print([name for name in sys.modules if name.split('.')[0] in heavy], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"


def test_status_imports_nothing_that_it_does_not_need(home: Path) -> None:
    """The line is drawn by what each costs: sqlite3, the settings and their like are for other commands."""
    script = "import sys; from deskbreak.cli import main\ntry: main(['status'])\nfinally: print(*sys.modules)"
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(home)}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert not {"sqlite3", "tomllib", "deskbreak.settings", "deskbreak.engine", "ssl", "asyncio"} & set(
        result.stdout.split()
    )
