"""What the user says in the tray of the real app: in a meeting, reading. It ends by itself, says so, and can go on."""

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now

pytestmark = pytest.mark.e2e

SPEED = 300
"""At which half an hour is six seconds."""


@pytest.mark.parametrize(
    ("say", "what", "over", "headline"),
    [
        ("In a meeting", "meeting", "Your meeting time is over", "Quiet: in a meeting until"),
        ("I’m reading", "reading", "Your reading time is over", "Reading until"),
    ],
)
def test_it_is_said_in_the_menu_ends_by_itself_and_can_go_on(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, say: str, what: str, over: str, headline: str
) -> None:
    config = office_around_now() + "[nudge]\nenabled = false\n"
    app = Deskbreak(desktop, desktop.home / "db", config, SPEED)
    app.start()
    desktop.programs.start("typing", ["xdotool", "key", "--delay", "100", "--repeat", "1000000", "Shift_L"])
    wait_until(lambda: app.status()["held_by"] == [], "somebody to be there, and settled")
    app.item().click(*(("Pause",) if what == "meeting" else ()), say, "30 minutes")
    assert [claim["what"] for claim in app.status()["claims"]] == [what]
    assert headline in app.tell("status")
    notice = daemon.wait_for(limit=30)
    assert notice.title == over
    assert app.status()["claims"] == []
    daemon.press(notice, "30 minutes more")
    wait_until(lambda: [claim["what"] for claim in app.status()["claims"]] == [what], f"more {what}")
    end = "The meeting is over" if what == "meeting" else "I’m done reading"
    wait_until(lambda: end in app.item().labels(), "the menu to offer its end")
    app.item().click(end)
    assert app.status()["claims"] == []
