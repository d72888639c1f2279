"""The tray of the real app, as hosts see it over D-Bus: real panels, late ones, restarted ones, none."""

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now, office_over


def test_it_registers_and_says_what_comes_next(desktop: Desktop, watcher: FakeWatcher) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    item = app.item()
    assert item.properties()["Id"] == "deskbreak"
    assert item.properties()["Status"] == "Active"
    assert "Routine" in item.tooltip
    labels = item.labels()
    assert labels[0] in item.tooltip
    assert [label for label in labels if label in ("Start routine now", "Pause", "Quit")] == [
        "Start routine now",
        "Pause",
        "Quit",
    ]
    assert "Resume" not in labels


def test_pause_and_resume_by_its_menu(desktop: Desktop, watcher: FakeWatcher) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    item = app.item()
    working = item.icon
    item.click("Pause", "30 minutes")
    status = app.wait_for_state("paused")
    assert status["held_by"] == ["paused"]
    wait_until(lambda: item.tooltip.startswith("Paused until"), "the tooltip to tell of the pause")
    assert item.icon != working
    assert "Pause" not in item.labels()
    item.click("Resume")
    assert app.wait_for_state("held")["held_by"] == ["grace"]
    wait_until(lambda: "Pause" in item.labels(), "the menu to offer a pause again")


def test_quit_by_its_menu(desktop: Desktop, watcher: FakeWatcher) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    program = app.start()
    app.item().click("Quit")
    assert program.wait() == 0


def test_outside_office_hours_it_is_there_and_says_so(desktop: Desktop, watcher: FakeWatcher) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_over())
    app.start()
    assert app.status()["state"] == "off"
    assert "office hours" in app.item().tooltip


def test_a_host_that_comes_late_gets_the_icon(desktop: Desktop, daemon: FakeNotifications) -> None:
    """Under X11 Qt does not register an icon that was made before an SNI-only host came."""
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    with FakeWatcher(desktop.address):
        assert "Routine" in app.item().tooltip


def test_a_host_that_restarts_gets_the_icon_back(desktop: Desktop, watcher: FakeWatcher) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    app.item()
    watcher.stop()
    watcher.start()
    assert "Routine" in app.item().tooltip
    assert len(watcher.items) == 1


def test_a_real_panel_opens_the_menu_at_a_click(desktop: Desktop) -> None:
    desktop.start_panel()
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    app.item()
    before = {window.id for window in desktop.windows(kind="Wrapper-2.0")}
    desktop.click(*desktop.tray_icon(), button=3)
    (menu,) = wait_until(
        lambda: [w for w in desktop.windows(kind="Wrapper-2.0") if w.id not in before], "the menu on the screen"
    )
    assert menu.height > 100


def test_without_any_tray_it_says_once_how_to_reach_it(desktop: Desktop, daemon: FakeNotifications) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    notice = daemon.wait_for(limit=30)
    assert "deskbreak" in f"{notice.title} {notice.body}"
    assert app.run("status").returncode == 0
    app.tell("quit")
    app.start()
    app.tell("pause")
    app.wait_for_state("paused")
    assert len([n for n in daemon.notices if (n.title, n.body) == (notice.title, notice.body)]) == 1
