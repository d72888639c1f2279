"""The very first start: from the welcome to the first routine, by mouse and keyboard, and never unasked again."""

import tomllib
from collections.abc import Iterator

import pytest

from tests.e2e.assistive import Assistive
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak

WELCOME = "Welcome to deskbreak"


@pytest.fixture
def reader(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Iterator[Assistive]:
    with Assistive(desktop) as reader:
        yield reader


@pytest.fixture
def app(desktop: Desktop) -> Deskbreak:
    """deskbreak on a home that nothing was ever written into."""
    app = Deskbreak(desktop, desktop.folder / "new", "")
    (app.home / "config.toml").unlink()
    return app


def test_from_the_welcome_to_the_first_routine(
    app: Deskbreak, desktop: Desktop, reader: Assistive, daemon: FakeNotifications
) -> None:
    app.start()
    window = reader.wait_for(WELCOME)
    assert any(" with these hours" in name for name in window.names("label")), "the day is foreseen"
    for name in ("Saturday", "A lunch break at a fixed time", "Maple", "A voice leads me"):
        desktop.click(*window.find(name).centre)
    desktop.click(*window.find("Done", "button").centre)
    note = daemon.wait_for()
    assert note.title == "deskbreak is ready"
    written = tomllib.loads((app.home / "config.toml").read_text(encoding="utf-8"))
    assert written["office"]["days"] == ["mon", "tue", "wed", "thu", "fri", "sat"]
    assert written["office"]["lunch"] == "12:00-13:00"
    assert (written["coach"]["look"], written["coach"]["voice"]) == ("maple", False)
    wait_until(lambda: "deskbreak is ready" in window.names("label"), "the last page")
    assert any("icon in the tray" in name for name in window.names("label"))
    daemon.press(note, "open")
    status = wait_until(lambda: next((one for one in reader.windows() if one.name == "deskbreak"), None), "the day")
    desktop.click(*status.find("Close", "button").centre)
    wait_until(lambda: len(reader.windows()) == 1, "the window with the day to be closed")
    desktop.click(*window.find("Try one minute", "button").centre)
    routine = reader.wait_for("One minute")
    wait_until(lambda: "Before you start" in routine.names("label"), "the safety page, as before every first routine")
    assert app.status()["state"] == "routine"


def test_closed_it_does_not_come_again_but_by_its_command(app: Deskbreak, desktop: Desktop, reader: Assistive) -> None:
    app.start()
    reader.wait_for(WELCOME)
    window = desktop.wait_for_window(WELCOME)
    wait_until(lambda: desktop.focused() == window.id, "the welcome to have the keyboard")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(WELCOME), "the welcome to be closed")
    assert not (app.home / "config.toml").exists(), "all its defaults hold"
    app.tell("quit")
    assert app.program.wait(20) == 0
    app.start()
    app.wait_for_state(app.status()["state"])
    assert not desktop.windows(WELCOME)
    app.tell("welcome")
    desktop.wait_for_window(WELCOME)
