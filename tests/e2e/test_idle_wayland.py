"""Input on a real Wayland connection, to a compositor with ext-idle-notify that does as it is told."""

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.time.clock import MachineTicks
from tests.dates import undated
from tests.desktop.heard import Heard
from tests.patience import patience

if TYPE_CHECKING:
    from deskbreak.desktop.presence.wayland import WaylandWatch

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(importlib.util.find_spec("pywayland") is None, reason="pywayland has no wheel here"),
]

SHORT, LONG = 300, 900
BOTH = frozenset({SHORT, LONG})


class Compositor:
    """``tests/e2e/compositor.py`` as a process of its own; its answers are read as they are needed."""

    def __init__(self, runtime: Path, version: int = 2, seats: int = 1) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.compositor", str(version), str(seats)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**undated(os.environ), "XDG_RUNTIME_DIR": str(runtime)},
        )
        self.name = self.said()

    def said(self) -> str:
        """The next line it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def do(self, word: str) -> None:
        """See there; returns when it is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        while self.said() != f"did {word}":
            pass

    def __enter__(self) -> "Compositor":
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        self.process.communicate()


def opened(name: str) -> tuple["WaylandWatch", Heard]:
    from deskbreak.desktop.presence.wayland import WaylandWatch

    watch = WaylandWatch(MachineTicks(), name)
    return watch, Heard(watch)


@pytest.mark.parametrize(("version", "kind"), [(1, "any"), (2, "input")])
def test_a_wayland_compositor_tells(qtbot: QtBot, tmp_path: Path, version: int, kind: str) -> None:
    with Compositor(tmp_path, version) as compositor:
        watch, heard = opened(compositor.name)
        assert watch.known
        assert watch.idle_ms() == 0
        watch.watch(BOTH)
        assert {compositor.said(), compositor.said()} == {f"{kind} {SHORT}", f"{kind} {LONG}"}
        for _ in range(2):
            qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
            for idle, span in zip(heard.idles, sorted(BOTH), strict=True):
                assert idle is not None
                assert span <= idle < span + 3_000 * patience()
            compositor.do("touch")
            qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
            assert watch.idle_ms() == 0
            heard.clear()
            heard.idles.clear()
        watch.close()
        watch.close()


def test_a_film_is_no_input_under_wayland(qtbot: QtBot, tmp_path: Path) -> None:
    with Compositor(tmp_path) as compositor:
        watch, heard = opened(compositor.name)
        compositor.do("inhibit")
        watch.watch(BOTH)
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
        watch.close()


def test_under_wayland_a_pause_is_followed_to_its_end_though_its_span_is_watched_no_more(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with Compositor(tmp_path) as compositor:
        watch, heard = opened(compositor.name)
        watch.watch(frozenset({SHORT}))
        qtbot.waitUntil(lambda: heard == ["stopped"])
        watch.watch(frozenset({SHORT - 100, LONG}))  # the shorter one has passed already
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
        watch.watch(frozenset({60_000}))
        compositor.do("touch")
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
        assert watch.idle_ms() == 0
        said = []
        qtbot.waitUntil(lambda: said.append(compositor.said()) or said[-1] == f"destroyed {SHORT}")  # type: ignore[func-returns-value]
        watch.close()


def test_a_span_that_is_watched_in_the_middle_of_a_pause_is_told_in_time(qtbot: QtBot, tmp_path: Path) -> None:
    """The compositor begins to count it only then."""
    with Compositor(tmp_path) as compositor:
        watch, heard = opened(compositor.name)
        watch.watch(frozenset({SHORT}))
        qtbot.waitUntil(lambda: heard == ["stopped"])
        compositor.process.send_signal(signal.SIGSTOP)  # nor can it tell
        watch.watch(frozenset({LONG}))
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
        idle = watch.idle_ms()
        assert idle is not None
        assert LONG <= idle < LONG + 3_000 * patience()
        compositor.process.send_signal(signal.SIGCONT)
        compositor.do("touch")
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
        watch.close()


def test_a_wayland_seat_may_go_and_come(qtbot: QtBot, tmp_path: Path) -> None:
    with Compositor(tmp_path) as compositor:
        watch, heard = opened(compositor.name)
        watch.watch(frozenset({SHORT}))
        qtbot.waitUntil(lambda: heard == ["stopped"])
        compositor.do("unplug")
        qtbot.waitUntil(lambda: not watch.known)
        assert "seat" in watch.fault
        assert watch.idle_ms() is None
        compositor.do("plug")
        qtbot.waitUntil(lambda: heard == ["stopped", "changed", "changed", "stopped"])
        assert watch.known
        watch.close()


def test_a_wayland_compositor_that_dies_is_unknown(qtbot: QtBot, tmp_path: Path) -> None:
    with Compositor(tmp_path) as compositor:
        watch, heard = opened(compositor.name)
        watch.watch(BOTH)
        compositor.process.kill()
        qtbot.waitUntil(lambda: heard == ["changed"])
        assert watch.idle_ms() is None
        assert "gone" in watch.fault
        watch.watch(frozenset({SHORT}))
        watch.close()


def test_whoever_hears_of_it_may_close_a_wayland_watch(qtbot: QtBot, tmp_path: Path) -> None:
    with Compositor(tmp_path) as compositor:
        watch, heard = opened(compositor.name)
        watch.stopped.connect(watch.close)
        watch.watch(frozenset({SHORT, SHORT + 1, SHORT + 2}))
        qtbot.waitUntil(lambda: heard != [])
        compositor.do("touch")
        assert heard == ["stopped"]


def test_a_wayland_compositor_that_cannot_tell_is_found_out_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with Compositor(tmp_path, version=0) as compositor, pytest.raises(NoSense, match="has no ext_idle_notifier"):
        opened(compositor.name)
    with Compositor(tmp_path, seats=0) as compositor, pytest.raises(NoSense, match="no seat"):
        opened(compositor.name)
    with pytest.raises(NoSense, match="lets us in"):
        opened(str(tmp_path / "nobody"))
    with Compositor(tmp_path) as compositor:
        compositor.process.send_signal(signal.SIGSTOP)
        with pytest.raises(NoSense, match="no answer"):
            opened(compositor.name)
        compositor.process.send_signal(signal.SIGCONT)
        opened(compositor.name)[0].close()
