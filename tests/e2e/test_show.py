"""One exercise in a window: by itself where no deskbreak runs, else by the running one; and why it is done."""

from pathlib import Path

from PySide6.QtGui import QImage

from tests.e2e.assistive import Assistive
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, Deskbreak, office_around_now

TITLE = "Seated twist"


def test_by_itself_until_its_window_is_closed(desktop: Desktop) -> None:
    home = desktop.folder / "none"
    program = desktop.programs.start("show", [DESKBREAK, "--home", home, "show", "seated-twist"])
    window = desktop.wait_for_window(TITLE)
    wait_until(lambda: desktop.focused() == window.id, "the window to have the keyboard")
    seen: list[QImage] = []

    def moves() -> bool:
        """The first picture may be one without the figure, the second the figure that comes."""
        if (picture := desktop.picture()) not in seen:
            seen.append(picture)
        return len(seen) > 2

    wait_until(moves, "the figure to move")
    desktop.key("Escape")
    assert program.wait() == 0
    assert "Traceback" not in program.said()
    assert not home.exists(), "nothing is recorded"


def test_what_qt_misses_here_is_no_news_at_a_terminal(desktop: Desktop) -> None:
    """Without a session bus, as over ssh, Qt's themes warn."""
    words: list[str | Path] = [DESKBREAK, "--home", desktop.folder / "none", "show", "seated-twist"]
    program = desktop.programs.start("show", words, DBUS_SESSION_BUS_ADDRESS="", XDG_CURRENT_DESKTOP="GNOME")
    desktop.wait_for_window(TITLE)
    desktop.key("Escape")
    assert program.wait() == 0
    assert program.said() == ""


def test_by_the_running_one_which_records_nothing(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    before = app.history()
    assert app.run("show", "seated-twist").returncode == 0
    desktop.wait_for_window(TITLE)
    assert app.run("show", "pendulum").returncode == 0
    desktop.wait_for_window("Pendulum")
    wait_until(lambda: not desktop.windows(TITLE), "the other exercise to have made room")
    assert app.run("show", "desk").returncode == 0
    desktop.wait_for_window("Desk routine")
    wait_until(lambda: not desktop.windows("Pendulum"), "the routine to have taken its place")
    told = app.run("show", "twist")
    assert (told.returncode, told.stderr[:49]) == (2, "show: there is no routine and no exercise “twist”")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows("Desk routine"), "Esc to close it")
    assert app.status()["state"] == "working"
    assert app.history() == before


def test_beside_an_open_routine_there_is_no_second_figure(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    app.tell("start")
    app.wait_for_state("routine")
    told = app.run("show", "seated-twist")
    assert told.returncode == 1
    assert told.stderr == "show: a routine is open; it can be stopped in its window\n"


def test_why_from_the_small_window(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    with Assistive(desktop) as reader:
        app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
        app.start()
        assert app.run().returncode == 0
        reader.wait_for("deskbreak").find("Why these?", "button").press()
        told = reader.wait_for("Why these?").names("label")
        assert "Seated twist" in told
        assert any("17%" in text for text in told)
