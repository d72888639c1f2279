"""Care in the real app, by the keyboard: stopped and gone on, how it felt, a tip that moves, a monitor that goes."""

import sqlite3

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import BRISK, ROUTINE, SILENT, Deskbreak, office_around_now
from tests.patience import unhurried

SLOW = 15
"""The speed at which a routine takes some seconds: time to press keys in it."""


@pytest.fixture
def app(desktop: Desktop, watcher: FakeWatcher) -> Deskbreak:
    return Deskbreak(desktop, desktop.folder / "d", office_around_now(), speed=SLOW)


def place_of(app: Deskbreak, what: str) -> str:
    return str(app.history(what)[-1]["place"])


def test_stopped_by_mistake_the_keyboard_leads_back_and_on_to_the_end(app: Deskbreak, desktop: Desktop) -> None:
    app.start()
    app.tell("start")
    app.confirm_safety()
    desktop.key("Right")
    desktop.key("Right")
    app.status()  # takes its time: what was left within a second keeps no place
    desktop.key("Escape")
    app.wait_for_row("stopped")
    assert place_of(app, "stopped") == "lateral-tilt"
    desktop.key("Left")
    app.wait_for_state("routine")
    app.routine_window()
    desktop.key("space")
    desktop.key("Escape")
    wait_until(lambda: len(app.history("stopped")) == 2, "the second stop")
    app.tell("start")
    app.routine_window()
    desktop.key("Return")  # where to begin: going on is nearest at hand
    wait_until(lambda: len(app.history("stopped", "partial", "completed")) == 3, "the end", 30)
    row = app.history("stopped", "partial", "completed")[-1]
    assert row["what"] != "completed", "the first two were leapt over; the others are about half of it"
    assert (row["routine"], row["step"], row["place"]) == ("desk", 1, ""), "nothing is left to go on with"


def test_done_to_its_end_one_key_says_how_it_was(app: Deskbreak, desktop: Desktop) -> None:
    app.start()
    app.tell("start")
    app.confirm_safety()
    row = app.wait_for_row("completed", 40)
    assert (row["step"], row["side"], row["felt"]) == (1, "left", "")
    desktop.key("1")
    wait_until(lambda: app.history("completed")[0]["felt"] == "too-much", "what was felt")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(ROUTINE), "the window to be closed")


def test_larger_text_by_a_key_is_a_setting_from_then_on(app: Deskbreak, desktop: Desktop) -> None:
    app.start()
    app.tell("start")
    app.confirm_safety()
    desktop.key("ctrl+plus")
    config = app.home / "config.toml"
    wait_until(lambda: "\ntext_size = 120" in config.read_text(), "the setting to be written")


def test_killed_in_the_middle_nothing_is_lost(app: Deskbreak, desktop: Desktop) -> None:
    app.start()
    app.tell("start")
    app.confirm_safety()
    desktop.key("Right")
    wait_until(lambda: app.status()["state"] == "routine", "the routine")
    state = app.home / "state" / "state.json"
    wait_until(lambda: '"place": "seated-twist"' in state.read_text(), "the place to be kept")
    app.program.kill()
    app.start()
    assert app.wait_for_row("stopped")["place"] == "seated-twist"
    app.tell("start")
    app.routine_window()
    desktop.key("Return")
    wait_until(lambda: '"place": "seated-twist"' in state.read_text(), "it to go on from there")


def test_a_history_of_before_is_taken_along(app: Deskbreak, desktop: Desktop) -> None:
    folder = app.home / "state"
    folder.mkdir()
    old = sqlite3.connect(folder / "history.db")
    old.executescript(
        """
        CREATE TABLE happened (id INTEGER PRIMARY KEY, what TEXT NOT NULL, at INTEGER NOT NULL,
            utc_offset INTEGER NOT NULL, exercises TEXT NOT NULL, seconds INTEGER NOT NULL, detail TEXT NOT NULL);
        CREATE UNIQUE INDEX happened_once ON happened (at, what, detail);
        INSERT INTO happened VALUES (1, 'completed', 1700000000000, 3600, '["seated-twist"]', 240, '');
        PRAGMA user_version = 1;
        """
    )
    old.close()
    app.start()
    app.tell("start")
    app.confirm_safety()
    desktop.key("Escape")
    app.wait_for_row("stopped")
    first = app.history()[0]
    assert (first["what"], first["seconds"], first["exercises"], first["step"]) == (
        "completed", 240, '["seated-twist"]', 0,
    )  # fmt: skip


def nudging() -> str:
    """A config.toml for ``BRISK``: a tip after ten minutes, which stays long enough to be answered."""
    return (
        office_around_now()
        + '[nudge]\nevery = "10m"\nshow_for = "5m"\n'
        + '[away]\nafter = "1h"\nrest = "1h"\nlong = "2h"\nsettle = "0s"\n'
        + SILENT
    )


def test_a_tip_is_shown_moving_when_one_asks_for_it(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    app = Deskbreak(desktop, desktop.folder / "n", nudging(), speed=unhurried(BRISK))
    editor = desktop.start_editor()
    app.start()
    notice = daemon.wait_for()
    assert [label for _key, label in notice.actions] == ["Show me"]
    assert desktop.focused() == editor.id
    daemon.press(notice, "Show me")
    clip = desktop.wait_for_window(notice.title)
    wait_until(lambda: desktop.focused() == clip.id, "the clip to have the keyboard")
    assert clip.width < 400
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(notice.title), "the clip to be closed")
    assert app.history("completed") == []


def test_an_unplugged_monitor_takes_neither_window_nor_routine_along(app: Deskbreak, desktop: Desktop) -> None:
    """Two monitors of RandR on the one screen there is, of which one goes."""
    xrandr = desktop.programs.run
    xrandr(["xrandr", "--setmonitor", "left", "640/170x800/210+0+0", "screen"])
    xrandr(["xrandr", "--setmonitor", "right", "640/170x800/210+640+0", "none"])
    app.start()
    app.tell("start")
    window = app.confirm_safety()
    desktop.programs.run(["xdotool", "windowmove", "--sync", str(window.id), "760", "60"])
    xrandr(["xrandr", "--delmonitor", "right"])

    def in_sight() -> bool:
        return any(one.id == window.id and one.x + one.width <= 640 for one in desktop.windows(ROUTINE))

    wait_until(in_sight, "the window to come to the monitor that is left")
    assert app.wait_for_row("completed", 40)["seconds"] == pytest.approx(app.first_routine_s(), abs=1)
    assert app.history("stopped") == []
