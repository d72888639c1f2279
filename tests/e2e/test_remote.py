"""One process that is asked and told from outside, and that nothing from outside harms."""

import signal
import socket
import stat
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import SILENT, Deskbreak, office_around_now

KEYS = {
    "state",
    "held_by",
    "seated_s",
    "routine",
    "nudge",
    "today",
    "config_errors",
    "version",
    "pid",
}


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "d", office_around_now())


def sockets(app: Deskbreak) -> list[Path]:
    """Every socket below the app's home or the desktop's runtime folder."""
    folders = (app.home, Path(app.desktop.environment["XDG_RUNTIME_DIR"]), Path(app.desktop.environment["TMPDIR"]))
    return [path for folder in folders for path in folder.rglob("*") if path.is_socket()]


def test_nobody_running(app: Deskbreak) -> None:
    for command in (["status"], ["status", "--json"], ["start"], ["pause", "30m"], ["skip"], ["quit"]):
        result = app.run(*command)
        assert result.returncode == 3
        assert "not running" in result.stderr


def test_status_has_all_that_is_promised(app: Deskbreak) -> None:
    program = app.start()
    status = app.status()
    assert set(status) >= KEYS
    assert set(status["routine"]) >= {"ripe_at", "due_at", "invited", "n"}
    assert set(status["nudge"]) >= {"due_at"}
    assert set(status["today"]) >= {"completed", "partial", "skipped", "missed", "nudges", "routine_s"}
    assert status["pid"] == program.pid
    assert status["config_errors"] == []
    assert app.tell("status").strip()


def test_a_second_one_opens_the_window_of_the_first(app: Deskbreak, desktop: Desktop) -> None:
    program = app.start()
    assert not [w for w in desktop.windows("", "deskbreak") if w.title]
    second = app.run()
    assert second.returncode == 0
    desktop.wait_for_window("deskbreak")
    assert app.status()["pid"] == program.pid


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda s: s.name)
def test_it_goes_cleanly_when_told_by_a_signal(app: Deskbreak, number: signal.Signals) -> None:
    program = app.start()
    program.process.send_signal(number)
    assert program.wait() == 0
    assert "Traceback" not in program.said()
    assert app.run("status").returncode == 3


def test_quit_pause_resume_and_postpone(app: Deskbreak) -> None:
    program = app.start()
    app.tell("pause", "30m")
    app.wait_for_state("paused")
    assert app.run("pause", "soon").returncode == 2
    assert app.run("postpone", "soon").returncode == 2
    app.tell("postpone", "20m")
    app.tell("resume")
    assert app.wait_for_state("held")["held_by"] == ["grace"]
    app.tell("quit")
    assert program.wait() == 0


def test_garbage_on_the_socket_does_no_harm(app: Deskbreak) -> None:
    app.start()
    (path,) = sockets(app)
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for rubbish in (
        b"",
        b"\n",
        b"\0\xff\xfe\n",
        b"{}\n",
        b"[1]\n",
        b'{"v":1,"cmd":"nonsense","args":[]}\n',
        b"x" * 200_000,
    ):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            client.connect(str(path))
            try:
                client.sendall(rubbish)
                client.shutdown(socket.SHUT_WR)
                client.recv(65536)
            except (BrokenPipeError, ConnectionResetError):
                continue
    assert app.status()["state"] == "working"


def test_a_changed_setting_is_taken_up_at_once(app: Deskbreak) -> None:
    app.start()
    before = app.status()["routine"]["ripe_at"]
    app.configure(office_around_now() + '[routine]\nevery = ["1h", "3h"]\n')
    wait_until(lambda: app.status()["routine"]["ripe_at"] != before, "the new setting in force")


def test_a_routine_of_ones_own_works_as_soon_as_it_is_named(app: Deskbreak, daemon: FakeNotifications) -> None:
    """With nothing in between, as somebody does who follows what is printed; the folder was read before."""
    (app.home / "routines").mkdir()
    app.start()
    before = app.status()["routine"]["ripe_at"]
    app.tell("routine", "new", "mine")
    app.configure(office_around_now() + '[routine]\nname = "mine"\nevery = ["1h", "3h"]\n')
    wait_until(lambda: app.status()["routine"]["ripe_at"] != before, "the new settings in force")
    status = app.status()
    assert (status["config_errors"], status["notices"]) == ([], [])
    app.tell("start")
    app.desktop.wait_for_window("Mine")
    assert daemon.notices == []


def test_a_broken_file_is_told_and_the_last_good_settings_stay(app: Deskbreak, daemon: FakeNotifications) -> None:
    app.start()
    before = app.status()["routine"]["ripe_at"]
    broken = office_around_now() + '[routine]\nevry = ["1h", "3h"]\n'
    app.expects("routine.evry: unknown setting")
    app.configure(broken)
    errors = wait_until(lambda: app.status()["config_errors"], "the fault in the status")
    assert "evry" in str(errors)
    assert app.status()["routine"]["ripe_at"] == before
    assert "config.toml" in f"{daemon.wait_for().title} {daemon.wait_for().body}"
    assert (app.home / "config.toml").read_text() == broken + SILENT
    assert app.run("check-config").returncode == 1


def test_without_a_display_it_says_so(app: Deskbreak) -> None:
    del app.desktop.environment["DISPLAY"]
    result = app.run()
    assert result.returncode == 1
    assert "display" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
