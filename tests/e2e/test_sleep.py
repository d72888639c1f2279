"""Sleep and lock as the real app hears of them, from logind and the screen locker on private buses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now
from tests.e2e.services import FakeScreenSaver

pytestmark = pytest.mark.e2e


@pytest.fixture
def logind(desktop: Desktop) -> Iterator[FakeLogind]:
    desktop.start_system_bus()
    with FakeLogind(desktop.system_address) as logind:
        yield logind


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "home", office_around_now() + '[away]\nsettle = "0s"\n')


def machine(app: Deskbreak) -> dict[str, Any]:
    """What the saved state says of the machine."""
    state = json.loads((app.home / "state" / "state.json").read_text())
    found: dict[str, Any] = state["state"]["machine"]
    return found


def delaying(logind: FakeLogind) -> bool:
    return [(i.what, i.who, i.mode) for i in logind.held] == [("sleep", "deskbreak", "delay")]


def test_the_state_is_saved_before_the_machine_sleeps_and_it_waits_no_longer(
    app: Deskbreak, logind: FakeLogind
) -> None:
    app.start()
    wait_until(lambda: delaying(logind), "the sleep to be delayed")
    for _ in range(2):
        logind.sleep()
        assert machine(app)["suspended_at"] is not None, "read the moment it let go"
        logind.wake()
        wait_until(lambda: delaying(logind), "the next sleep to be delayed")
        wait_until(lambda: machine(app)["suspended_at"] is None, "the waking to be saved")
    assert len(logind.inhibitors) == 3


def test_a_power_cut_in_sleep_loses_nothing(app: Deskbreak, logind: FakeLogind) -> None:
    app.start()
    wait_until(lambda: delaying(logind), "the sleep to be delayed")
    logind.sleep()
    app.program.kill()
    logind.wake()
    app.start()
    wait_until(lambda: machine(app)["suspended_at"] is None, "the machine to be awake")
    assert app.status()["state"] == "working"


def test_sleep_is_heard_again_after_logind_and_the_bus_have_died(
    desktop: Desktop, app: Deskbreak, logind: FakeLogind
) -> None:
    app.expects("the system bus has gone")
    app.start()
    wait_until(lambda: delaying(logind), "the sleep to be delayed")
    logind.stop()
    logind.start()
    wait_until(lambda: delaying(logind), "the sleep to be delayed by the new logind")
    logind.stop()
    desktop.start_system_bus()
    logind.start()
    wait_until(lambda: delaying(logind), "the sleep to be delayed on the new bus", 20)
    logind.sleep()
    assert machine(app)["suspended_at"] is not None
    logind.wake()
    assert app.program.running


def test_a_logind_that_dies_in_the_middle_of_it_leaves_nobody_asleep(app: Deskbreak, logind: FakeLogind) -> None:
    app.start()
    wait_until(lambda: delaying(logind), "the sleep to be delayed")
    logind.sleep()
    logind.stop()
    wait_until(lambda: machine(app)["suspended_at"] is None, "the waking that nobody told")
    logind.start()
    wait_until(lambda: delaying(logind), "the next sleep to be delayed")


def test_the_screen_is_locked_and_free_again(desktop: Desktop, app: Deskbreak, logind: FakeLogind) -> None:
    with FakeScreenSaver(desktop.address, "org.freedesktop.ScreenSaver", "/ScreenSaver") as locker:
        app.start()
        for lock, unlock in (
            (logind.lock, logind.unlock),
            (lambda: locker.activate(True), lambda: locker.activate(False)),
        ):
            lock()
            app.wait_for_state("away")
            unlock()
            app.wait_for_state("working")


def test_a_screen_that_was_locked_before_it_started_is_known(app: Deskbreak, logind: FakeLogind) -> None:
    logind.lock()
    app.start()
    app.wait_for_state("away")


def test_it_ends_at_once_though_both_hang(desktop: Desktop, app: Deskbreak, logind: FakeLogind) -> None:
    with FakeScreenSaver(desktop.address) as locker:
        app.start()
        wait_until(lambda: delaying(logind), "the sleep to be delayed")
        logind.hangs = True
        locker.hangs = True
        assert app.program.stop() == 0, "it ends by itself, and need not be killed"
