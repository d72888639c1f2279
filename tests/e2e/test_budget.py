"""What sits in the tray is as light as it was: the modules it loads, and its memory beside a bare tray's."""

import sys
from pathlib import Path

import pytest

from tests.bench import proc
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now

LISTED = Path(__file__).with_name("tray_modules.txt")
BARE = Path(__file__).parents[1] / "bench" / "bare.py"
BESIDE_A_BARE_TRAY = 1.48
"""Resident size of deskbreak in the tray by that of a bare PySide6 tray, each with what it needs and no GTK."""
SLACK = 1.05
WATCHED = """
import atexit, sys
atexit.register(lambda: open(sys.argv.pop(), "w").write("\\n".join(sys.modules)))
from deskbreak.cli import main
sys.exit(main(sys.argv[1:-1]))
"""
"""deskbreak, which writes down the modules that it has at its end, in the file named last."""


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "d", office_around_now())


def counted(modules: str) -> set[str]:
    """deskbreak's own, and the packages of others; Python's own differ from version to version."""
    names = {name for name in modules.split() if name.partition(".")[0] not in sys.stdlib_module_names}
    ours = {name for name in names if name.startswith("deskbreak")}
    others = {name.partition(".")[0] for name in names - ours}
    return ours | {name for name in others if not name.startswith("_") and name not in ("sitecustomize", "__mp_main__")}


def test_the_tray_loads_what_it_did(app: Deskbreak) -> None:
    """If another module is meant to be there from the start, it is worth a line in the list."""
    told = app.home / "modules.txt"
    command: list[str | Path] = [sys.executable, "-c", WATCHED, "--home", app.home, told]
    app.program = app.desktop.programs.start("deskbreak", command)
    wait_until(app.item, "the icon in the tray", 20)
    app.wait_for_state("working")
    app.tell("quit")
    assert app.program.wait(20) == 0
    loaded, listed = counted(told.read_text()), set(LISTED.read_text().split())
    assert not loaded - listed, f"came in: {', '.join(sorted(loaded - listed))}"
    assert not listed - loaded, f"went, and need not be listed any more: {', '.join(sorted(listed - loaded))}"


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="measured with Python 3.11; others have other sizes")
def test_the_tray_takes_no_more_memory_than_it_did(desktop: Desktop, watcher: FakeWatcher, app: Deskbreak) -> None:
    yardstick = desktop.programs.start("bare", ["env", "QT_QPA_PLATFORMTHEME=gnome", sys.executable, BARE])
    wait_until(lambda: len(watcher.registered) == 1, "a bare tray")
    least = proc.settled_memory(yardstick.pid).rss
    yardstick.stop()
    program = app.start()
    ours = proc.settled_memory(program.pid).rss
    assert ours <= BESIDE_A_BARE_TRAY * SLACK * least, (
        f"{ours:.1f} MiB beside {least:.1f}: what came in is told by the test above"
    )
