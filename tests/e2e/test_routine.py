"""From the clock to the row in the history: an invitation, an answer, a routine, for real."""

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import BRISK, ROUTINE, Deskbreak, brisk_day, office_around_now
from tests.patience import unhurried

EXERCISES = '["shoulder-rotation", "seated-twist", "lateral-tilt", "seated-cat-cow"]'


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "d", brisk_day(), speed=unhurried(BRISK))


def test_invited_started_by_its_button_and_completed(
    app: Deskbreak, desktop: Desktop, daemon: FakeNotifications
) -> None:
    app.start()
    notice = daemon.wait_for()
    labels = [label for _key, label in notice.actions]
    assert labels == ["Start", "In 10 min", "Skip for 20 min", ""]  # the last: a click on it
    assert notice.app == "deskbreak"
    assert app.status()["routine"]["invited"] is True
    daemon.press(notice, "Start")
    app.confirm_safety()
    row = app.wait_for_row("completed", 30)
    assert row["exercises"].replace(", ", ",") == EXERCISES.replace(", ", ",")
    assert row["seconds"] == pytest.approx(app.first_routine_s(), abs=1)
    status = app.status()
    assert status["today"]["completed"] == 1
    assert status["routine"]["invited"] is False
    assert not daemon.open


def test_started_by_a_real_click_on_a_real_notification(app: Deskbreak, desktop: Desktop) -> None:
    desktop.start_notifyd()
    app.start()
    desktop.press(desktop.wait_for_notification(), 1, of=3)
    app.confirm_safety()
    app.wait_for_row("completed", 30)


def test_skip_by_a_real_click(app: Deskbreak, desktop: Desktop) -> None:
    desktop.start_notifyd()
    app.start()
    desktop.press(desktop.wait_for_notification(), 3, of=3)
    app.wait_for_row("skipped")
    assert app.status()["today"]["skipped"] == 1


def test_later_repeats_it_in_place_of_the_first(app: Deskbreak, desktop: Desktop, daemon: FakeNotifications) -> None:
    app.start()
    first = daemon.wait_for()
    daemon.press(first, "later")
    word, second = daemon.wait_for(1), daemon.wait_for(2)
    assert word.title.startswith("All right: again at ")
    assert (word.actions, word.hints["urgency"], word.hints["transient"]) == ((), 0, True)
    assert second.title == first.title
    assert daemon.most == 1, "the desktop never shows two (I3)"


def test_a_daemon_that_restarts_shows_the_open_invitation_again(
    app: Deskbreak, desktop: Desktop, daemon: FakeNotifications
) -> None:
    app.start()
    first = daemon.wait_for()
    daemon.stop()
    daemon.start()
    again = daemon.wait_for(1)
    assert (again.title, again.actions) == (first.title, first.actions)
    daemon.press(again, "Start")
    app.confirm_safety()
    app.wait_for_row("completed", 30)


@pytest.mark.parametrize("capabilities", [None, ("body",)], ids=["no daemon", "a daemon without buttons"])
def test_the_own_card_has_the_buttons_and_leaves_the_focus(
    app: Deskbreak, desktop: Desktop, request: pytest.FixtureRequest, capabilities: tuple[str, ...] | None
) -> None:
    if capabilities:
        request.getfixturevalue("daemon").capabilities = capabilities
    editor = desktop.start_editor()
    app.start()
    card = wait_until(
        lambda: [w for w in desktop.windows("", "deskbreak") if w.title and w.x], "the card in its place"
    )[0]
    assert desktop.focused() == editor.id
    desktop.type("still mine")
    assert desktop.focused() == editor.id
    assert card.x + card.width > desktop.width - 60
    app.tell("start")
    app.confirm_safety()
    app.wait_for_row("completed", 30)
    assert all(w.id != card.id for w in desktop.windows("", "deskbreak"))


def test_by_the_keys_in_its_window(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    """In real time: opened by hand, Space pauses it, Esc in the first half minute ends it without a question."""
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    app.start()
    app.tell("start")
    app.wait_for_state("routine")
    app.confirm_safety()
    desktop.key("Escape")
    app.wait_for_row("stopped")
    assert app.status()["state"] == "working"


def test_killed_with_an_invitation_open_it_comes_back_as_it_was(
    app: Deskbreak, desktop: Desktop, daemon: FakeNotifications
) -> None:
    app.start()
    daemon.wait_for()
    before = app.status()
    assert before["routine"]["n"] == 1
    rows = app.history()
    app.program.kill()
    app.start()
    daemon.wait_for(1)
    assert len(daemon.open) == 1, "the killed run's invitation is gone"
    assert app.status()["routine"]["n"] == 1
    assert app.history()[: len(rows)] == rows
    app.tell("start")
    app.confirm_safety()
    app.wait_for_row("completed", 30)


def test_a_pause_survives_a_kill(app: Deskbreak, desktop: Desktop, daemon: FakeNotifications) -> None:
    app.start()
    app.tell("pause")
    app.wait_for_state("paused")
    app.program.kill()
    app.start()
    assert app.status()["state"] == "paused"
    app.tell("resume")
    wait_until(lambda: app.status()["state"] != "paused", "the pause to end")


def test_a_minimised_routine_is_brought_back_with_its_keyboard(desktop: Desktop, daemon: FakeNotifications) -> None:
    app = Deskbreak(desktop, desktop.folder / "slow", office_around_now())
    app.start()
    app.tell("start")
    app.confirm_safety()
    for command in ("start", ""):  # "": a second deskbreak
        desktop.programs.run(["xdotool", "windowminimize", str(app.routine_window().id)])
        wait_until(lambda: not desktop.windows(ROUTINE), "the routine window to be minimised")
        assert app.run(*command.split()).returncode == 0
        app.routine_window()
    assert app.status()["state"] == "routine"
    assert app.history("stopped") == []
