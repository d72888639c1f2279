"""Input on a real X server: Xvfb, with xdotool at mouse and keyboard."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.presence.polled import PolledWatch
from deskbreak.desktop.presence.source import InputWatch
from deskbreak.desktop.presence.x11 import X11Watch
from deskbreak.desktop.presence.xscreensaver import XScreenSaver
from deskbreak.desktop.presence.xsync import IdleCounter, Waits
from deskbreak.desktop.sense import NoSense
from tests.desktop.heard import Heard
from tests.e2e.processes import wait_until
from tests.e2e.screen import Screen, screen
from tests.patience import patience

pytestmark = [
    pytest.mark.e2e,
    # python-xlib leaves the sockets to the collector on which nobody answered.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.skipif(not shutil.which("Xvfb") or not shutil.which("xdotool"), reason="no Xvfb or no xdotool"),
]

SHORT, LONG = 300, 900
BOTH = frozenset({SHORT, LONG})


@pytest.fixture(scope="module")
def x11(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with screen(tmp_path_factory.mktemp("screen")) as made:
        yield made


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.desktop.presence.polled.RETURN_MS", 100)


def made(kind: str, name: str) -> InputWatch:
    return X11Watch(name) if kind == "x11" else PolledWatch(XScreenSaver(name))


@pytest.mark.parametrize("kind", ["x11", "xscreensaver"])
def test_each_span_is_told_once_and_then_the_input(qtbot: QtBot, x11: Screen, kind: str) -> None:
    watch = made(kind, x11.name)
    heard = Heard(watch)
    x11.move()
    watch.watch(BOTH)
    for touch in (x11.move, x11.press):
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
        for idle, span in zip(heard.idles, sorted(BOTH), strict=True):
            assert idle is not None
            assert span <= idle < span + 3_000 * patience()
        before = time.monotonic()
        touch()
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
        idle_now = watch.idle_ms()
        assert idle_now is not None
        assert idle_now < 1_000 * (time.monotonic() - before) + 100, "it is counted from the input"
        heard.clear()
        heard.idles.clear()
    watch.close()


MOVES = 40


WATCHES = """
import sys
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication
from deskbreak.desktop.presence.x11 import X11Watch

app = QCoreApplication([])
watch = X11Watch(sys.argv[1])
watch.watch(frozenset({5_000, 10_000}))
watch.stopped.connect(lambda: print("stopped", flush=True))
watch.resumed.connect(app.quit)
QAbstractEventDispatcher.instance().aboutToBlock.connect(lambda: print("asleep", flush=True))
app.exec()
"""
"""A small program that watches, and says each time that it has nothing more to do."""


def test_nothing_reaches_us_while_somebody_is_at_work(x11: Screen, tmp_path: Path) -> None:
    counter, said = XScreenSaver(x11.name), tmp_path / "said"

    def slept_after(moves: int) -> list[str]:
        """What the program has said by then."""
        for _ in range(moves):
            wait_until(lambda: (counter.idle_ms() or 0) > 100, "a tenth of a second without input")
            x11.move()
        return said.read_text().splitlines()

    with said.open("w") as output, ExitStack() as at_last:
        process = subprocess.Popen([sys.executable, "-c", WATCHES, x11.name], stdout=output)
        at_last.callback(process.wait)
        at_last.callback(process.kill)
        wait_until(lambda: "asleep" in slept_after(1) and slept_after(1) == slept_after(2), "it to sleep")
        before = slept_after(1)
        assert slept_after(MOVES) == before, "input woke it up"
        wait_until(lambda: "stopped" in said.read_text(), "it to be told that input has stopped")
        x11.press()
        assert process.wait(5 * patience()) == 0
    counter.close()


def test_spans_may_change_while_there_is_no_input(qtbot: QtBot, x11: Screen) -> None:
    watch = X11Watch(x11.name)
    heard = Heard(watch)
    x11.move()
    watch.watch(frozenset({LONG}))
    qtbot.waitUntil(lambda: heard == ["stopped"])
    watch.watch(BOTH)  # the shorter one has passed already
    qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
    watch.watch(frozenset({LONG}))
    watch.watch(BOTH)
    watch.watch(frozenset({LONG, LONG + 300}))
    qtbot.waitUntil(lambda: heard == ["stopped"] * 3)
    watch.watch(frozenset())
    x11.move()
    qtbot.waitUntil(lambda: heard == ["stopped"] * 3 + ["resumed"])
    qtbot.waitUntil(lambda: (watch.idle_ms() or 0) > LONG + 400)
    assert heard == ["stopped"] * 3 + ["resumed"], "nothing is watched any more"
    watch.close()


def test_whoever_hears_of_it_may_close_it(qtbot: QtBot, x11: Screen) -> None:
    watch = X11Watch(x11.name)
    heard = Heard(watch)
    watch.stopped.connect(watch.close)
    x11.move()
    watch.watch(BOTH)
    qtbot.waitUntil(lambda: heard == ["stopped"])
    assert heard.idles[0] is not None
    assert watch.idle_ms() is None
    watch.watch(BOTH)
    watch.close()


def test_a_day_without_input_is_no_trouble(qtbot: QtBot, x11: Screen) -> None:
    watch = X11Watch(x11.name)
    heard = Heard(watch)
    watch.watch(frozenset({SHORT, 1 << 40}))
    qtbot.waitUntil(lambda: heard == ["stopped"])
    assert watch.known
    watch.close()


def test_a_server_that_dies_is_unknown_until_it_is_back(qtbot: QtBot, tmp_path: Path) -> None:
    with screen(tmp_path) as own:
        watch = X11Watch(own.name)
        heard = Heard(watch)
        watch.watch(frozenset({SHORT}))
        qtbot.waitUntil(lambda: heard == ["stopped"])
        own.kill()
        qtbot.waitUntil(lambda: not watch.known)
        assert heard == ["stopped", "changed"]
        assert "gone" in watch.fault
        assert watch.idle_ms() is None
        assert watch.idle_ms() is None, "and asking again does no harm"
        heard.clear()
        own.start()
        qtbot.waitUntil(lambda: watch.idle_ms() is not None)
        qtbot.waitUntil(lambda: watch.known)
        qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
        own.move()
        qtbot.waitUntil(lambda: heard == ["changed", "stopped", "resumed"])
        watch.close()


def test_a_server_that_refuses_the_alarms_is_no_use(qtbot: QtBot, x11: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = X11Watch(x11.name)
    heard = Heard(watch)
    set_alarm = IdleCounter.set_alarm
    monkeypatch.setattr(IdleCounter, "set_alarm", lambda of, _alarm, test, ms: set_alarm(of, 1, test, ms))
    watch.watch(frozenset({60_000}))
    qtbot.waitUntil(lambda: "refuses an alarm" in watch.fault)
    assert heard == ["changed"]
    assert watch.idle_ms() is None
    watch.watch(BOTH)
    watch.close()
    monkeypatch.setattr(IdleCounter, "create_alarm", lambda of, _test, _ms: set_alarm(of, 1, Waits.AT_MOST, 5))
    with pytest.raises(NoSense, match="refuses an alarm"):
        X11Watch(x11.name)


def test_the_counter_of_a_server_that_dies_comes_back_too(qtbot: QtBot, tmp_path: Path) -> None:
    with screen(tmp_path) as own:
        counter = XScreenSaver(own.name)
        assert counter.idle_ms() is not None
        own.kill()
        assert counter.idle_ms() is None
        assert counter.idle_ms() is None
        own.start()
        assert counter.idle_ms() is not None
        counter.close()


def test_no_server_and_no_extension_are_told(tmp_path: Path) -> None:
    for make in (X11Watch, XScreenSaver):
        with pytest.raises(NoSense, match="X11"):
            make(":32768")
    with screen(tmp_path, "-extension", "MIT-SCREEN-SAVER") as own, pytest.raises(NoSense, match="SAVER"):
        XScreenSaver(own.name)
