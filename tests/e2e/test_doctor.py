"""doctor tells the truth: beside the real app and without it, with much of a desktop and with none."""

import json
import re
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.machine.sense_report import QUESTIONS
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now
from tests.e2e.services import FakeIdleMonitor, FakePlasma, FakeScreenSaver, FakeSessionManager
from tests.e2e.wayland import WaylandDesktop, missing_wayland_tools

pytestmark = pytest.mark.e2e


@pytest.fixture
def app(desktop: Desktop) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "d", office_around_now())


NO_ANSWER = re.compile("no answer (in time|within)")


def doctor(app: Deskbreak, *words: str, code: int = 0) -> dict[str, Any]:
    """What it finds. It waits a fifth of a second for each service: on a busy machine it is asked again."""

    def told() -> "subprocess.CompletedProcess[str] | None":
        told = app.run("doctor", "--json", *words)
        return None if NO_ANSWER.search(told.stdout) else told

    result = wait_until(told, "all to answer", 60)
    assert (result.returncode, result.stderr) == (code, "")
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["ok"] is (code == 0)
    return found


def health(found: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["health"] for one in found["findings"]}


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bare_screen(app: Deskbreak) -> None:
    before = files(app.home)
    found = doctor(app)
    assert files(app.home) == before, "it changes nothing"
    assert (found["running"], found["display"]["platform"]) == (False, "xcb")
    assert {sense["question"] for sense in found["senses"]} == set(QUESTIONS)
    told = health(found)
    assert (told["display"], told["idle"], told["zone"]) == ("ok", "ok", "ok")
    assert (told["sleep"], told["lock"]) == ("unknown", "unknown")
    assert (told["notifications"], told["tray"]) == ("missing", "missing")


def test_a_desktop_with_a_tray_and_notifications(
    app: Deskbreak, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    found = doctor(app)
    assert (found["daemon"]["name"], found["daemon"]["version"], found["tray"]["kind"]) == (
        "fake",
        "1",
        "status-notifier",
    )
    assert "actions" in found["daemon"]["capabilities"]
    assert (health(found)["notifications"], health(found)["tray"]) == ("ok", "ok")
    assert not daemon.notices


def test_a_test_notification_on_request(app: Deskbreak, daemon: FakeNotifications) -> None:
    assert doctor(app, "--notify")["notification_shown"] is True
    assert {notice.title for notice in daemon.notices} == {"This is deskbreak"}
    assert daemon.most == 1, "and once more only if it was asked again"
    assert not daemon.open, "it goes by itself"


def test_a_test_notification_that_may_not_be_seen(app: Deskbreak) -> None:
    with FakePlasma(app.desktop.address) as plasma:
        shown, unseen = "The test notification was shown.", "do not disturb is on: you may not have seen it."
        assert app.run("doctor", "--notify").stdout.rstrip().endswith(shown)
        plasma.inhibit(on=True)
        wait_until(lambda: app.run("doctor", "--notify").stdout.rstrip().endswith(unseen), "an answer in time", 60)


def test_no_daemon_takes_no_test_notification(app: Deskbreak) -> None:
    assert doctor(app, "--notify", code=1)["notification_shown"] is False


def test_the_running_one_is_asked(app: Deskbreak, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    app.start()
    found = doctor(app)
    assert found["running"] is True
    assert {sense["question"] for sense in found["senses"]} == set(QUESTIONS)
    told = health(found)
    assert (told["idle"], told["history"], told["state"], told["log"]) == ("ok", "ok", "ok", "ok")
    printed = app.tell("doctor")
    assert printed.startswith("deskbreak 0.")
    assert "Notifications" in printed


def test_a_real_tray_by_xembed_or_its_watcher(app: Deskbreak, desktop: Desktop) -> None:
    desktop.start_panel()
    assert doctor(app)["tray"]["kind"] in ("status-notifier", "xembed")


def test_no_display_is_essential(app: Deskbreak) -> None:
    del app.desktop.environment["DISPLAY"]
    found = doctor(app, code=1)
    assert (health(found)["display"], health(found)["idle"]) == ("missing", "unknown")
    assert "deskbreak cannot work like this: Display" in app.run("doctor").stdout


def test_faulty_files_are_named(app: Deskbreak) -> None:
    app.configure("[nudge]\nevry = 5\n")
    state = app.home / "state"
    state.mkdir()
    (state / "history.db").write_text("rubbish" * 1000)
    (state / "state.json").write_text("rubbish")
    found = doctor(app)
    told = health(found)
    assert (told["config"], told["history"], told["state"]) == ("faulty", "faulty", "faulty")
    assert "evry" in json.dumps(found["files"])
    assert (state / "state.json").read_text() == "rubbish"


def test_a_zone_that_is_taken_for_another_is_told(
    app: Deskbreak, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    """By status and by doctor, of the running one and without."""
    app.desktop.environment["TZ"] = "Mars/Olympus"
    app.configure("[office]\ndays = []\n")
    sentence = 'TZ is "Mars/Olympus", which is no time zone here; the times are in UTC.'
    assert sentence in " ".join(app.run("doctor").stdout.split())
    app.start()
    assert app.status()["notices"] == [sentence]
    assert sentence in " ".join(app.tell("status").split())
    assert sentence in " ".join(app.tell("doctor").split())


def sense(found: dict[str, Any], question: str, backend: str) -> dict[str, Any]:
    (one,) = (one for one in found["senses"] if (one["question"], one["backend"]) == (question, backend))
    return dict(one)


def _knows_the_idle_time(app: Deskbreak) -> dict[str, Any] | None:
    """It is heard of by several answers in a row, which a busy machine has no time for."""
    found = doctor(app)
    return None if sense(found, "idle", "mutter")["value"] is None else found


def test_the_names_of_gnome(app: Deskbreak, desktop: Desktop, daemon: FakeNotifications) -> None:
    desktop.start_system_bus()
    app.configure(office_around_now() + '[desktop]\nidle = "mutter"\n')
    with (
        FakeLogind(desktop.system_address),
        FakeIdleMonitor(desktop.address) as mutter,
        FakeScreenSaver(desktop.address),
        FakeSessionManager(desktop.address) as session,
    ):
        mutter.idle_ms = 61_000
        session.inhibit("org.gnome.Totem")
        found = wait_until(partial(_knows_the_idle_time, app), "doctor to hear of the idle time", 60)
        told = health(found)
        assert {told[question] for question in ("idle", "lock", "sleep", "inhibit")} == {"ok"}
        assert told["tray"] == "missing"
        assert sense(found, "idle", "mutter")["value"] >= 61_000
        assert sense(found, "inhibit", "gnome-session")["value"] is True
        assert sense(found, "sleep", "logind")["fault"] == ""
        printed = app.tell("doctor")
        assert "AppIndicator extension" in printed
        assert "last touched 1m1s ago (mutter tells by itself)" in printed


def test_sway(request: pytest.FixtureRequest) -> None:
    if missing := missing_wayland_tools():
        message = f"not installed: {', '.join(missing)} (packaging/debian-packages.toml)"
        if request.config.getoption("--every-part"):
            pytest.fail(message)
        pytest.skip(message)
    with WaylandDesktop() as desktop:
        app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
        found = doctor(app)
        assert found["display"]["platform"] == "wayland"
        told = health(found)
        # sway 1.7 (Debian 12) came before ext-idle-notify, which was added in 1.8.
        assert told["idle"] in ("ok", "unknown")
        printed = app.tell("doctor")
        assert ("ext-idle-notify" in printed) is (told["idle"] == "unknown")
        assert ("you count as present" in " ".join(printed.split())) is (told["idle"] == "unknown")
