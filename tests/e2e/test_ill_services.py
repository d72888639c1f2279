"""The real app among services that are missing, hang, err, talk nonsense, come late, die and come back."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher, Service
from tests.e2e.logind import SESSION_ID, FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now
from tests.e2e.services import FakeIdleMonitor, FakeScreenSaver, FakeSessionManager, FakeTimedate

pytestmark = pytest.mark.e2e


class Desk:
    """The app on a desktop with every service that there is a stand-in for."""

    def __init__(self, desktop: Desktop) -> None:
        desktop.start_system_bus()
        desktop.environment["XDG_SESSION_ID"] = SESSION_ID
        self.logind = FakeLogind(desktop.system_address)
        self.saver = FakeScreenSaver(desktop.address)
        self.manager = FakeSessionManager(desktop.address)
        others = (FakeIdleMonitor(desktop.address), FakeTimedate(desktop.system_address))
        self.services: tuple[Service, ...] = (self.logind, self.saver, self.manager, *others)
        self.app = Deskbreak(desktop, desktop.folder / "d", office_around_now())

    def start(self) -> None:
        """Every service."""
        for service in self.services:
            service.start()

    def stop(self) -> None:
        for service in self.services:
            service.stop()

    def holds(self) -> list[str]:
        """What the app is kept quiet by; asked for within the time that a person does not notice."""
        begin = time.monotonic()
        status = self.app.status()
        took = time.monotonic() - begin
        if took > 1:  # a busy machine, or an app that stands still
            begin = time.monotonic()
            self.app.tell("check-config")  # more work, and nobody is asked
            assert took < 5 * (time.monotonic() - begin), "it stood still"
        held: list[str] = status["held_by"]
        return held

    def wait_for(self, hold: str, *, held: bool) -> None:
        wait_until(lambda: (hold in self.holds()) is held, f"{hold} to be {'heard' if held else 'over'}", 30)

    def hears(self) -> None:
        """A lock by logind and one by the screen saver, and their ends; a presentation and its end."""
        for lock, unlock in (
            (self.logind.lock, self.logind.unlock),
            (lambda: self.saver.activate(active=True), lambda: self.saver.activate(active=False)),
        ):
            _do(lock)
            self.wait_for("away", held=True)
            _do(unlock)
            self.wait_for("away", held=False)
        presentation = self.manager.inhibit("org.example.Slides")
        self.wait_for("fullscreen", held=True)
        self.manager.release(presentation)
        self.wait_for("fullscreen", held=False)


def _do(outcome: Callable[[], None]) -> None:
    outcome()


@pytest.fixture
def desk(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Iterator[Desk]:
    desk = Desk(desktop)
    with ExitStack() as closing:
        for service in desk.services:
            closing.callback(service.stop)
        yield desk


def test_services_that_were_there_before(desk: Desk) -> None:
    desk.start()
    desk.app.start()
    desk.hears()


def test_services_that_come_late_die_and_come_back(desk: Desk) -> None:
    desk.app.start()
    desk.start()
    desk.hears()
    desk.logind.lock()
    desk.wait_for("away", held=True)
    desk.stop()
    desk.wait_for("away", held=False)  # unknown is not locked
    desk.logind.unlocked()
    desk.start()
    desk.hears()


@pytest.mark.parametrize("illness", ["hangs", "fault", "nonsense"])
def test_services_that_are_ill_at_the_start_and_get_well(desk: Desk, illness: str) -> None:
    ill: object = "org.freedesktop.DBus.Error.Failed" if illness == "fault" else True
    well: object = "" if illness == "fault" else False
    for service in desk.services:
        setattr(service, illness, ill)
    if illness == "nonsense":
        desk.app.expects("unexpected answer")
    desk.start()
    desk.app.start()
    assert set(desk.holds()) <= {"settle"}
    desk.stop()
    for service in desk.services:
        setattr(service, illness, well)
    desk.start()
    desk.hears()
    assert "Traceback" not in desk.app.program.said()


def test_the_system_bus_dies_and_comes_back(desk: Desk, desktop: Desktop) -> None:
    desk.start()
    desk.app.start()
    desk.app.expects("the system bus has gone")
    desktop.start_system_bus()
    desk.logind.stop()
    desk.logind.start()
    desk.hears()


def test_the_session_bus_dies_and_comes_back(desk: Desk, desktop: Desktop) -> None:
    desk.start()
    desk.app.start()
    desk.app.expects("deskbreak.desktop.bus.client: the session bus has gone")
    # If it has had something to notify of by then.
    desktop.complaints.bear("the session bus has gone; notifications go on without it")
    desktop.restart_session_bus()
    for service in (desk.saver, desk.manager):
        service.stop()
        service.start()
    desk.hears()
