"""The real app under Wayland, on headless sway."""

import json
from collections.abc import Iterator

import pytest

from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, Deskbreak, office_around_now
from tests.e2e.wayland import WaylandDesktop, missing_wayland_tools

pytestmark = pytest.mark.e2e


@pytest.fixture
def wayland(request: pytest.FixtureRequest) -> Iterator[WaylandDesktop]:
    if missing := missing_wayland_tools():
        message = f"not installed: {', '.join(missing)} (packaging/debian-packages.toml)"
        if request.config.getoption("--every-part"):
            pytest.fail(message)
        pytest.skip(message)
    with WaylandDesktop() as desktop:
        yield desktop


@pytest.fixture
def app(wayland: WaylandDesktop) -> Deskbreak:
    return Deskbreak(wayland, wayland.folder / "d", office_around_now())


def log_of(app: Deskbreak) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (app.home).rglob("*.log"))


def test_it_starts_registers_and_answers(wayland: WaylandDesktop, app: Deskbreak) -> None:
    with FakeWatcher(wayland.address), FakeNotifications(wayland.address):
        app.start()
        assert "Routine" in app.item().tooltip
        assert app.status()["state"] == "working"
    assert "running on wayland" in log_of(app)


def test_its_window_is_on_the_screen(wayland: WaylandDesktop, app: Deskbreak) -> None:
    with FakeWatcher(wayland.address), FakeNotifications(wayland.address):
        app.start()
        before = wayland.picture()
        app.run()
        window = wayland.wait_for_window("deskbreak")
        assert wayland.windows(kind="org.deskbreak.Deskbreak") == [window]
        picture = wait_until(
            lambda: shown if (shown := wayland.picture()) != before else None, "a window in the picture"
        )
        across, down = (
            range(start, start + size, 4) for start, size in ((window.x, window.width), (window.y, window.height))
        )
        assert len({picture.pixel(x, y) for x in across for y in down}) > 20, "nothing is painted"


def test_a_card_leaves_the_keyboard_where_it_is_with_the_rule_for_sway(wayland: WaylandDesktop, app: Deskbreak) -> None:
    """No protocol lets a window ask for that, and sway gives the keyboard to each new one: docs/desktops.md has a rule.

    What it would do to a card without the rule is its own affair; a card heeds no key (tests/ui/test_card.py).
    """
    wayland.command('no_focus [app_id="org.deskbreak.Deskbreak" floating]')
    wayland.programs.start("show", [DESKBREAK, "--home", wayland.folder / "none", "show", "seated-twist"])
    working = wayland.wait_for_window("Seated twist")
    wait_until(lambda: wayland.focused() == working.id, "a window to work in")
    app.configure(office_around_now() + "[coach]\nvolume = 101\n")
    app.expects("coach.volume")
    with FakeWatcher(wayland.address):
        app.start()
        wayland.wait_for_window("Your settings have a fault")
        assert wayland.focused() == working.id


def test_a_routine_is_opened_and_shown(wayland: WaylandDesktop, app: Deskbreak) -> None:
    with FakeWatcher(wayland.address), FakeNotifications(wayland.address):
        app.start()
        app.tell("start")
        assert wayland.wait_for_window("Desk routine").width > 300
        assert app.status()["state"] == "routine"


def test_doctor_tells_who_knows_of_idleness_and_unknown_is_no_absence(wayland: WaylandDesktop, app: Deskbreak) -> None:
    """sway has ext-idle-notify from 1.9 on; Debian 12's has not, and then nobody here can tell."""
    with FakeWatcher(wayland.address), FakeNotifications(wayland.address):
        app.configure(office_around_now() + '[away]\nafter = "30s"\nrest = "1m"\n')
        app.speed = 600
        app.start()
        report = json.loads(app.tell("doctor", "--json"))
        assert report["display"]["platform"] == "wayland"
        idle = {sense["backend"]: sense for sense in report["senses"] if sense["question"] == "idle"}
        if not idle["wayland"]["fault"]:
            wait_until(lambda: "away" in app.status()["held_by"], "nobody to be there, as nobody types")
            return
        assert "ext_idle_notifier_v1" in idle["wayland"]["fault"]
        assert {sense["value"] for sense in idle.values()} == {None}
        app.wait_for_row("nudge", 30)
        assert "away" not in app.status()["held_by"]


def test_logind_tells_of_a_lock_there_too(wayland: WaylandDesktop, app: Deskbreak) -> None:
    wayland.start_system_bus()
    with (
        FakeWatcher(wayland.address),
        FakeNotifications(wayland.address),
        FakeLogind(wayland.system_address, with_session=False) as logind,
    ):
        app.start()
        logind.lock()
        wait_until(lambda: app.status()["held_by"] == ["away"], "a locked screen to be an absence")
        logind.unlock()
        wait_until(lambda: "away" not in app.status()["held_by"], "the return")


def test_state_survives_the_compositor(wayland: WaylandDesktop, app: Deskbreak) -> None:
    """Qt ends the process with its compositor, at once: what is kept was kept before."""
    with FakeWatcher(wayland.address), FakeNotifications(wayland.address):
        program = app.start()
        app.tell("pause", "30m")
        app.wait_for_state("paused")
        app.expects("The Wayland connection broke")
        wayland.restart_compositor()
        program.wait()
        app.start()
        assert app.status()["state"] == "paused"
