"""watch and doctor beside the real app: what it hears is what comes out, and is a day that simulate plays."""

import json
import signal
import tomllib
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now
from tests.e2e.services import FakeSessionManager
from tests.e2e.watch import watching

pytestmark = pytest.mark.e2e


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "d", office_around_now())


def test_an_inhibitor_comes_out_as_such(app: Deskbreak) -> None:
    """H6: apart from a window that fills the screen; a program that counts as nothing (H7) does not come out."""
    with FakeSessionManager(app.desktop.address) as session:
        app.configure(office_around_now() + '[hold]\nignore = ["studio"]\n')
        app.start()
        file = app.home / "day.toml"
        with watching(app) as watch:
            session.inhibit("com.obsproject.Studio")
            film = session.inhibit("org.gnome.Totem")
            watch.wait_for("a program keeps the screen on")
            wait_until(lambda: "(Totem)" in app.tell("status"), "the status to name it, and not the other one", 30)
            assert "Studio" not in app.tell("status")
            session.release(film)
            watch.wait_for("no program keeps the screen on any more")
            app.tell("quit")
            watch.close()
    dones = [event["do"] for event in tomllib.loads(file.read_text())["event"]]
    assert [do for do in dones if "inhibit" in do or "fullscreen" in do] == ["inhibit", "inhibit-end"]


def test_what_happens_comes_out_and_is_a_day_for_simulate(app: Deskbreak) -> None:
    program = app.start()
    file = app.home / "day.toml"
    with watching(app) as watch:
        app.tell("pause", "30m")
        watch.wait_for("paused for 30m")
        app.configure(office_around_now() + '[nudge]\nevery = "45m"\n')
        watch.wait_for("nudge.every = 45m")
        app.tell("resume")
        watch.wait_for("pause ended")
        app.tell("skip")
        watch.wait_for("skip")
        app.tell("quit")
        assert watch.close() == 0, "it ends with deskbreak"
    assert program.wait() == 0
    text = file.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("do =")] == [
        'do = "pause"',
        'do = "config"',
        'do = "unpause"',
        'do = "skip"',
    ]
    played = app.run("simulate", "--json", str(file))
    assert (played.returncode, played.stderr) == (0, "")
    assert "skipped" in [json.loads(line)["what"] for line in played.stdout.splitlines()]


def test_what_the_machine_shows_comes_out(app: Deskbreak, desktop: Desktop) -> None:
    desktop.start_system_bus()
    file = app.home / "day.toml"
    with FakeLogind(desktop.system_address) as logind:
        app.start()
        with watching(app) as watch:
            logind.lock()
            watch.wait_for(" locked")
            logind.unlock()
            watch.wait_for(" unlocked")
            wait_until(lambda: '"unlock"' in file.read_text(encoding="utf-8"), "the unlock in the scenario")
    played = app.run("simulate", "--json", str(file))
    assert (played.returncode, played.stderr) == (0, "")
    assert "away" in [json.loads(line)["what"] for line in played.stdout.splitlines()]


def test_ctrl_c_ends_the_watch_and_not_the_app(app: Deskbreak) -> None:
    app.start()
    with watching(app) as watch:
        app.tell("pause", "30m")
        watch.wait_for("paused for 30m")
        watch.process.send_signal(signal.SIGINT)
        assert watch.close() == 0
        assert not [line for line in watch.lines if "Traceback" in line]
    assert app.status()["state"] == "paused"


def test_nobody_to_watch_is_3(app: Deskbreak) -> None:
    result = app.run("watch", "--scenario", str(app.home / "day.toml"))
    assert result.returncode == 3
    assert "not running" in result.stderr
    assert not Path(app.home / "day.toml").exists()
