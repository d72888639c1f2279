"""Windows that are opened and closed again and again: the memory of the running app, weighed, does not grow."""

import pytest

from tests.bench import proc
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now

WARM, TIMES = 5, 10
"""Times after which caches are full and the heap has its shape; and all of them."""
WINDOWS = {
    "status": ((), "deskbreak", ()),
    "settings": (("settings",), "Settings", ()),
    "routines": (("settings",), "Settings", ("Down", "Down")),
    "history": (("history",), "History", ()),
    "welcome": (("welcome",), "Welcome", ()),
}
"""What opens it, its title, and the keys that lead to what is looked at."""
FLAT = 0.15
"""Of what the first look at it takes in the same run, with all that is imported for it: more than that, all together,
the later ones may not take. A window that stays takes as much each few times."""


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Deskbreak:
    made = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    made.start()
    return made


@pytest.mark.parametrize("name", list(WINDOWS))
def test_a_window_that_is_closed_leaves_nothing_behind(app: Deskbreak, desktop: Desktop, name: str) -> None:
    weighed = [weigh(app)]
    for _time in range(TIMES):
        look(app, desktop, name)
        weighed.append(weigh(app))
    first, later = weighed[1] - weighed[0], weighed[-1] - weighed[WARM]
    assert later <= FLAT * first, f"MiB each time: {', '.join(f'{one:.1f}' for one in weighed)}"


def weigh(app: Deskbreak) -> float:
    """The app's resident size in MiB, once it rests."""
    return proc.settled_memory(app.program.pid, still=0.6, limit=5).rss


def look(app: Deskbreak, desktop: Desktop, name: str) -> None:
    """Open it, look, and close it by the keyboard."""
    command, title, keys = WINDOWS[name]
    there = {window.id for window in desktop.windows(title)}
    app.tell(*command)
    opened = wait_until(lambda: [one for one in desktop.windows(title) if one.id not in there], f"“{title}”")[0]
    wait_until(lambda: desktop.focused() == opened.id, f"“{title}” to have the keyboard")
    desktop.key(*keys, "Escape")
    wait_until(lambda: opened.id not in {one.id for one in desktop.windows(title)}, f"“{title}” to be closed")
