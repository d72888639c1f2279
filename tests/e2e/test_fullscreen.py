"""A window that fills a real screen, an X server that hangs or dies, and how often all of it wakes us: never."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress
from pytestqt.qtbot import QtBot
from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.protocol import event

from deskbreak.desktop.fullscreen.x11 import ActiveWindow
from deskbreak.desktop.program import Ignored
from deskbreak.desktop.x11 import X11Connection
from tests.e2e.desktop import Desktop, Window
from tests.e2e.fakes import FakeWatcher
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import Deskbreak, office_around_now

pytestmark = pytest.mark.e2e

ADD, REMOVE = 1, 0
SCREEN = ("-screen", "0", "640x480x24", "-noreset")
NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)


@pytest.fixture
def sense(desktop: Desktop, qtbot: QtBot) -> Iterator[ActiveWindow]:
    sense = ActiveWindow(desktop.environment["DISPLAY"], os.getpid())
    yield sense
    sense.close()


def ask(sense: ActiveWindow) -> bool | None:
    """It answers at once."""
    sense.ask()
    return sense.value


class Screen:
    """The hands of a pager."""

    def __init__(self, desktop: Desktop) -> None:
        self.display = Display(desktop.environment["DISPLAY"])

    def fill(self, window: int, action: int = ADD) -> None:
        """Have the window manager make it fill the screen, or not."""
        state, full = (self.display.intern_atom(f"_NET_WM_STATE{end}") for end in ("", "_FULLSCREEN"))
        self._tell(window, state, [action, full, 0, 1, 0])

    def names(self, window: int) -> tuple[str, str]:
        """WM_CLASS: instance and class."""
        instance, of_class = self.display.create_resource_object("window", window).get_wm_class()
        return instance, of_class

    def forget(self, window: int, prop: int) -> None:
        """Take a property away."""
        self.display.create_resource_object("window", window).delete_property(prop)
        self.display.sync()

    def tell_machine(self, window: int, name: str) -> None:
        """WM_CLIENT_MACHINE: where the window's program runs."""
        self.display.create_resource_object("window", window).set_wm_client_machine(name)
        self.display.sync()

    def activate(self, window: int) -> None:
        self._tell(window, self.display.intern_atom("_NET_ACTIVE_WINDOW"), [2, X.CurrentTime, 0, 0, 0])

    def _tell(self, window: int, kind: int, data: list[int]) -> None:
        root = self.display.screen().root
        message = event.ClientMessage(
            window=self.display.create_resource_object("window", window), client_type=kind, data=(32, data)
        )
        root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.display.sync()


@pytest.fixture
def screen(desktop: Desktop) -> Iterator[Screen]:
    screen = Screen(desktop)
    yield screen
    screen.display.close()


@pytest.fixture
def editor(desktop: Desktop) -> Window:
    return desktop.start_editor()


def test_the_active_window_fills_the_screen(
    desktop: Desktop, sense: ActiveWindow, screen: Screen, editor: Window
) -> None:
    assert ask(sense) is False
    screen.fill(editor.id)
    wait_until(lambda: ask(sense) is True, "the full screen to be seen")
    assert (sense.detail, sense.fault) == (screen.names(editor.id)[1], "")
    screen.fill(editor.id, REMOVE)
    wait_until(lambda: ask(sense) is False, "its end to be seen")


@pytest.mark.parametrize("which", ["class", "instance", "process"])
def test_a_program_that_is_ignored_may_fill_it(
    desktop: Desktop, sense: ActiveWindow, screen: Screen, editor: Window, which: str
) -> None:
    """H7: by either name of its class, or by that of its process."""
    pid = int(desktop.programs.run(["xdotool", "getwindowpid", str(editor.id)]))
    instance, of_class = screen.names(editor.id)
    process = Path(f"/proc/{pid}/comm").read_text().strip()
    screen.fill(editor.id)
    wait_until(lambda: ask(sense) is True, "the full screen to be seen")
    sense.ignore(Ignored.of([{"class": of_class, "instance": instance, "process": process}[which].upper()]))
    assert (sense.value, sense.left_out) == (False, of_class)
    assert ask(sense) is False
    sense.ignore(Ignored.of(["another"]))
    assert sense.value is True


def test_a_window_without_a_class_goes_by_its_process(
    desktop: Desktop, sense: ActiveWindow, screen: Screen, editor: Window
) -> None:
    pid = int(desktop.programs.run(["xdotool", "getwindowpid", str(editor.id)]))
    process = Path(f"/proc/{pid}/comm").read_text().strip()
    screen.forget(editor.id, Xatom.WM_CLASS)
    screen.fill(editor.id)
    wait_until(lambda: ask(sense) is True, "the full screen to be seen")
    assert sense.detail == process
    screen.tell_machine(editor.id, "elsewhere")  # the number is that of a process there
    assert ask(sense) is True
    assert sense.detail == ""


def test_work_beside_a_full_screen_goes_on(
    desktop: Desktop, sense: ActiveWindow, screen: Screen, editor: Window
) -> None:
    screen.fill(editor.id)
    wait_until(lambda: ask(sense) is True, "the full screen to be seen")
    desktop.programs.start("note", ["xmessage", "-title", "Note", "A note"])
    note = desktop.wait_for_window("Note")
    screen.activate(note.id)
    wait_until(lambda: ask(sense) is False, "the note to be active")
    screen.activate(editor.id)
    wait_until(lambda: ask(sense) is True, "the full screen to be active again")


def test_our_own_full_screen_does_not_count(
    desktop: Desktop, sense: ActiveWindow, screen: Screen, editor: Window, qtbot: QtBot
) -> None:
    pid = int(desktop.programs.run(["xdotool", "getwindowpid", str(editor.id)]))
    own = ActiveWindow(desktop.environment["DISPLAY"], pid=pid)
    screen.fill(editor.id)
    wait_until(lambda: ask(sense) is True, "the full screen to be seen")
    assert ask(own) is False
    own.close()


def test_whoever_asks_is_told_the_truth(desktop: Desktop, watcher: FakeWatcher, screen: Screen, editor: Window) -> None:
    """Nobody tells that a window fills the screen, and nothing is due for an hour."""
    app = Deskbreak(desktop, desktop.home / "db", office_around_now())
    app.start()
    assert app.status()["held"] == []
    screen.fill(editor.id)
    wait_until(lambda: "Quiet: full screen since" in app.tell("status"), "the status to tell of it")
    assert app.item().labels()[0].startswith("Quiet: full screen since")
    screen.fill(editor.id, REMOVE)
    wait_until(lambda: app.item().labels()[0] == "Quiet: you have just become free", "the menu to tell of its end")


def test_who_counts_as_nothing_is_taken_up_while_it_lasts(
    desktop: Desktop, watcher: FakeWatcher, screen: Screen, editor: Window
) -> None:
    """H7, U3: by the name that the status shows."""
    app = Deskbreak(desktop, desktop.home / "db", office_around_now())
    app.start()
    screen.fill(editor.id)
    name = screen.names(editor.id)[1]
    wait_until(lambda: "fullscreen" in app.status()["held_by"], "the full screen to hold")
    wait_until(lambda: f"({name})" in app.tell("status"), "the status to name the program")
    app.configure(office_around_now() + f'[hold]\nignore = ["{name.upper()}"]\n')
    wait_until(lambda: "fullscreen" not in app.status()["held_by"], "it to count as nothing", 30)
    assert f"Counts as nothing, by [hold] ignore: {name}" in app.tell("doctor")
    app.configure(office_around_now())
    wait_until(lambda: "fullscreen" in app.status()["held_by"], "it to count again", 30)


def test_nothing_is_active(desktop: Desktop, sense: ActiveWindow, editor: Window) -> None:
    assert ask(sense) is False
    desktop.programs.run(["xdotool", "windowclose", str(editor.id)])
    wait_until(lambda: ask(sense) is False and not desktop.windows("Report"), "an empty desktop")


def test_no_window_manager(desktop: Desktop, qtbot: QtBot) -> None:
    _server, name = _bare_screen(desktop)
    sense = ActiveWindow(name, os.getpid())
    assert ask(sense) is None
    assert "window manager" in sense.fault
    sense.close()


def test_a_hanging_x_server_is_waited_for_once(
    desktop: Desktop, qtbot: QtBot, sense: ActiveWindow, editor: Window
) -> None:
    assert ask(sense) is False
    server = _owner(desktop, "screen")
    server.process.send_signal(signal.SIGSTOP)
    try:
        assert ask(sense) is False
        assert sense.late, "it may be busy"
        qtbot.waitUntil(lambda: sense.value is None, timeout=30_000)  # and connections that are not answered
        assert "no answer within 200 ms" in sense.fault
    finally:
        server.process.send_signal(signal.SIGCONT)
    assert ask(sense) is False


def test_the_wire_to_a_hanging_server_is_cut(desktop: Desktop) -> None:
    wire = X11Connection(desktop.environment["DISPLAY"])
    assert wire.intern("WM_NAME") == Xatom.WM_NAME
    server = _owner(desktop, "screen")
    server.process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(TimeoutError):
            wire.intern("WM_NAME")
        with pytest.raises(ConnectionClosedError):  # a late answer must not be taken for that to another question
            wire.intern("WM_CLASS")
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_an_x_server_that_dies_and_comes_back(desktop: Desktop, qtbot: QtBot) -> None:
    server, name = _bare_screen(desktop)
    sense = ActiveWindow(name, os.getpid())
    manager = desktop.programs.start("manager", ["openbox", "--sm-disable"], DISPLAY=name)
    wait_until(lambda: ask(sense) is False, "a window manager")
    manager.stop()
    server.kill()
    assert ask(sense) is None
    assert sense.fault.startswith("X11: ")
    desktop.programs.start("screen-again", ["Xvfb", name, *SCREEN])
    wait_until(lambda: ask(sense) is None and "window manager" in sense.fault, "the screen to be back")
    desktop.programs.start("manager", ["openbox", "--sm-disable"], DISPLAY=name)
    wait_until(lambda: ask(sense) is False, "the answer to be back")
    sense.close()


ROUNDS = 20


def test_nothing_wakes_us_while_nothing_changes(desktop: Desktop, screen: Screen, editor: Window) -> None:
    desktop.start_system_bus()
    desktop.start_notifyd()
    senses = desktop.programs.start("senses", [sys.executable, Path(__file__).with_name("senses.py")])
    wait_until(lambda: {"dnd False", "fullscreen False"} <= set(senses.said().splitlines()), "all to be known")

    def said_after(rounds: int) -> list[str]:
        """What it has said after so much of a day's work: windows, focus, typing, letters, settings, other programs."""
        for number in range(rounds):
            screen.fill(editor.id, number % 2)
            desktop.type("x")
            letter = f"Letter {number}"
            desktop.session.call(NOTIFICATIONS, "Notify", "susssasa{sv}i", "mail", 0, "", letter, "", [], {}, 1)
            desktop.programs.run(["xfconf-query", "-c", "xfce4-notifyd", "-p", "/notify-location"])
            set_it = ["xfconf-query", "-c", "xfce4-panel", "-p", "/x", "-n", "-t", "int", "-s", str(number)]
            desktop.programs.run(set_it)
        return senses.said().splitlines()

    def asleep() -> list[str] | None:
        said = said_after(1)
        return said if said[-1] == "asleep" and said_after(2) == said else None

    before = wait_until(asleep, "it to sleep")
    assert said_after(ROUNDS) == before, "what does not matter woke it up"
    desktop.programs.run(
        ["xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s", "true"]
    )
    wait_until(lambda: "dnd True" in senses.said().splitlines(), "what does matter to be heard")


def _bare_screen(desktop: Desktop) -> tuple[Program, str]:
    """A second screen with nothing on it, and its name."""
    server = desktop.programs.start("bare-screen", ["Xvfb", "-displayfd", "1", *SCREEN])
    found = wait_until(lambda: re.search(r"^(\d+)\n", server.said(), re.MULTILINE), "another screen")
    return server, f":{found[1]}"


def _owner(desktop: Desktop, name: str) -> Program:
    (program,) = (program for program in desktop.programs._started if program.name == name)
    return program
