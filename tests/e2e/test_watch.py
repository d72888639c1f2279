"""watch and doctor beside the real app: what it hears is what comes out, and is a day that simulate plays."""

import json
import signal
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, Deskbreak, office_around_now
from tests.e2e.services import FakeSessionManager

pytestmark = pytest.mark.e2e


class Watch:
    """A ``deskbreak watch`` beside the app, and what it has printed."""

    def __init__(self, app: Deskbreak, *words: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [DESKBREAK, "--home", app.home, "watch", *words],
            env=app.desktop.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, text: str) -> str:
        found = wait_until(lambda: [line for line in self.lines if text in line], f"“{text}” in {self.lines}")
        return found[0]

    def close(self) -> int:
        code = self.process.wait(15)
        self._thread.join(5)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@contextmanager
def watching(app: Deskbreak) -> Iterator[Watch]:
    """A watch that is told everything from now on: the app's first line has come, by which it begins ``day.toml``."""
    file = app.home / "day.toml"
    watch = Watch(app, "--scenario", str(file))
    try:
        wait_until(file.exists, "the scenario")
        yield watch
    finally:
        watch.process.kill()
        watch.close()


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
