"""The running windows from outside, as a screen reader has them, and by the keyboard alone."""

from collections.abc import Iterator

import pytest

from tests.e2e.assistive import Assistive, Node
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import ROUTINE, Deskbreak, office_around_now

QUIET = "[coach]\nvoice = false\nsounds = false\nsetup_step = false\nopener = false\nday_end = false\n"
CONTROLS = {
    "This exercise again, from its start",
    "Menu: exercises, sound, size of text",
    "Pause",
    "Next exercise",
    "It hurts: stop at once, Ctrl+P",
    "Safety: before you start",
    "Stop the routine",
}


@pytest.fixture
def reader(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Iterator[Assistive]:
    with Assistive(desktop) as reader:
        yield reader


def started(desktop: Desktop, speed: int) -> Deskbreak:
    """The app with its routine window open, the safety page on top."""
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now() + QUIET, speed)
    app.start()
    app.tell("start")
    return app


def next_focus(window: Node, before: str) -> str:
    """The name of what has the keyboard, once that is another than before."""
    now = window.focus()
    return "" if now == before else now


def test_the_routine_is_read_and_led_by_a_screen_reader(desktop: Desktop, reader: Assistive) -> None:
    app = started(desktop, speed=1)  # so that no exercise is over before it was read
    window = reader.wait_for(ROUTINE)
    assert window.role == "frame", "a window is announced as one"
    assert "Before you start" in window.names("label")
    window.find("I have read this", "button").press()
    wait_until(lambda: set(window.names("button")) >= CONTROLS, "the controls of the routine")

    figure = window.find("Figure that shows the exercise")
    assert figure.role in ("image", "graphic")
    heard: set[str] = set()

    def live() -> bool:
        heard.add(figure.description)
        return len(heard) >= 3

    wait_until(live, f"the text of the steps to change, not only {heard}", 45)
    assert all("Shoulder circles" in one for one in heard)
    wait_until(lambda: any(" of 10" in name or " of 5" in name for name in window.names("label")), "a counted step", 45)

    window.find("Pause", "button").press()
    wait_until(lambda: "Go on" in window.names("button"), "Pause to have become Go on")
    standing, seated = window.told(), app.status()["seated_s"]
    wait_until(lambda: app.status()["seated_s"] > seated + 2, "the seconds that the app counts to go on")
    assert window.told() == standing, "paused, nothing that is read changes"
    window.find("Next exercise", "button").press()
    wait_until(lambda: "Seated twist" in window.names("label"), "the next exercise")

    window.find("It hurts: stop at once, Ctrl+P", "button").press()
    row = app.wait_for_row("pain")
    assert row["detail"] == "seated-twist"
    wait_until(lambda: "Be kind to yourself" in window.names("label"), "the page after pain")
    assert all(window.names("button")), "every button has a name"

    window.find("I pressed it by mistake", "button").press()
    wait_until(lambda: "Pause" in window.names("button"), "the routine to go on")
    assert app.history("pain") == []


def test_every_control_of_the_routine_is_reached_by_tab(desktop: Desktop, reader: Assistive) -> None:
    app = started(desktop, speed=1)
    window = reader.wait_for(ROUTINE)
    app.confirm_safety()
    wait_until(lambda: window.focus() == "Pause", "the keyboard on Pause")
    desktop.key("space")
    wait_until(lambda: window.focus() == "Go on", "Space to pause")
    reached = ["Go on"]
    for _control in range(20):
        desktop.key("Tab")
        reached.append(wait_until(lambda: next_focus(window, reached[-1]), "Tab to go on"))
        if reached[-1] == reached[0]:
            break
    assert {"Pause" if name == "Go on" else name for name in reached} >= {*CONTROLS, "Mute voice and sounds, key M"}


def test_the_whole_routine_by_the_keyboard_alone(desktop: Desktop, reader: Assistive) -> None:
    app = started(desktop, speed=20)
    window = reader.wait_for(ROUTINE)
    app.routine_window()
    wait_until(lambda: window.focus() == "I have read this", "the keyboard on the safety page's button")
    desktop.key("Return")
    wait_until(lambda: window.focus() == "Pause", "the keyboard on Pause")
    desktop.key("space")
    wait_until(lambda: "Go on" in window.names("button"), "Space to pause")
    desktop.key("Left")
    desktop.key("space")
    wait_until(lambda: "Pause" in window.names("button"), "Space to go on")
    app.wait_for_row("completed", 40)
    wait_until(lambda: "Well done!" in window.names("label"), "the page at the end")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(ROUTINE), "Esc to close the last page")
    assert app.status()["today"]["completed"] == 1
