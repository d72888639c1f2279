"""The whole first way on a real panel and a real notification daemon, by real clicks: from the welcome to a routine."""

import tomllib
from collections.abc import Iterator

import pytest

from tests.e2e.assistive import Assistive, Node
from tests.e2e.desktop import Desktop
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak
from tests.patience import unhurried

WELCOME = "Welcome to deskbreak"
SPEED = 20
"""The one-minute version takes three seconds; and no posture tip comes within three minutes."""


@pytest.fixture
def reader(desktop: Desktop) -> Iterator[Assistive]:
    """Somebody who sees where things are in deskbreak's windows."""
    with Assistive(desktop) as reader:
        desktop.start_panel()
        desktop.start_notifyd()
        yield reader


def click(desktop: Desktop, window: Node, name: str) -> None:
    """Click what has this name, once it is there; a text may be called like what it stands beside."""
    found = wait_until(
        lambda: [seen.node for seen in window.read() if seen.name == name and seen.role != "label"], f"“{name}”"
    )
    desktop.click(*found[0].centre)


def look_at(desktop: Desktop, app: Deskbreak, window: str) -> None:
    """Open this window by the icon's menu, and close it by the keyboard, which it has."""
    desktop.choose(app.item().labels(), f"{window}…")
    opened = desktop.wait_for_window(window)
    wait_until(lambda: desktop.focused() == opened.id, f"{window} to have the keyboard")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(window), f"{window} to be closed")


def test_from_the_welcome_by_its_notification_and_the_tray_to_a_routine(desktop: Desktop, reader: Assistive) -> None:
    app = Deskbreak(desktop, desktop.folder / "new", "", speed=unhurried(SPEED))
    (app.home / "config.toml").unlink()
    app.start()
    welcome = reader.wait_for(WELCOME)
    for name in ("Saturday", "Maple", "A voice leads me", "Done"):
        click(desktop, welcome, name)

    # Notifications work, as is seen; and lead to the day
    desktop.press(desktop.wait_for_notification(), 1, of=1)
    day = wait_until(lambda: [one for one in reader.windows() if one.name == "deskbreak"], "the day")[0]
    click(desktop, day, "Close")
    wait_until(lambda: not desktop.windows(kind="Xfce4-notifyd"), "the notification to be gone")
    written = tomllib.loads((app.home / "config.toml").read_text(encoding="utf-8"))
    assert written["office"]["days"] == ["mon", "tue", "wed", "thu", "fri", "sat"]
    assert written["coach"] == {"look": "maple", "voice": False}

    # The icon's menu leads to the windows
    look_at(desktop, app, "Settings")
    look_at(desktop, app, "History")

    # And a first minute
    click(desktop, welcome, "Try one minute")
    click(desktop, reader.wait_for("One minute"), "I have read this")
    row = app.wait_for_row("short", 30)
    assert row["exercises"] != "[]"
    assert app.status()["today"]["completed"] == 1
