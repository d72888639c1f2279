"""Idle time: X11 on a real server, the others by stand-ins of their system's functions."""

import ctypes
import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.presence.idle import open_idle_source
from deskbreak.desktop.presence.macos import MacIdle
from deskbreak.desktop.presence.source import IdleSource, NoIdleSource, NullIdle
from deskbreak.desktop.presence.windows import WindowsIdle
from deskbreak.desktop.presence.x11 import X11Idle


@contextmanager
def x_server(*options: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A screen of the test's own: its name, and its process."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    command = [program, "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp", *options]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as process:
        os.close(write)
        with os.fdopen(read) as answer:
            name = f":{answer.readline().strip()}"
        try:
            yield name, process
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    with x_server() as (name, _process):
        yield name


@pytest.mark.skipif(not shutil.which("xdotool"), reason="xdotool is not installed")
@pytest.mark.parametrize("touch", [["mousemove_relative", "9", "9"], ["key", "a"]], ids=["mouse", "key"])
def test_under_x11_it_grows_and_input_resets_it(qtbot: QtBot, screen: str, touch: list[str]) -> None:
    source = X11Idle(screen)

    def idle() -> int:
        found = source.idle_ms()
        assert found is not None
        return found

    qtbot.waitUntil(lambda: idle() > 60, timeout=5_000)
    before = idle()
    subprocess.run(["xdotool", *touch], env={**os.environ, "DISPLAY": screen}, check=True)
    assert idle() < before
    source.close()


# python-xlib leaves the sockets to the collector on which nobody answered.
unanswered = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@unanswered
def test_a_server_that_goes_and_comes_back_is_asked_again() -> None:
    with x_server() as (name, _process):
        source = X11Idle(name)
        assert source.idle_ms() is not None
    assert source.idle_ms() is None
    assert source.idle_ms() is None, "and asking again does no harm"
    with x_server(name) as (again, _process):
        assert again == name
        assert source.idle_ms() is not None
    source.close()


@unanswered
def test_no_server_and_no_extension_are_told() -> None:
    with pytest.raises(NoIdleSource, match="X11"):
        X11Idle(":32768")
    with x_server("-extension", "MIT-SCREEN-SAVER") as (name, _process), pytest.raises(NoIdleSource, match="SAVER"):
        X11Idle(name)


def test_windows_counters_may_begin_anew_in_between() -> None:
    def last_input(info: Any) -> int:
        info._obj.time = 0xFFFFFF00
        assert info._obj.size == 8
        return 1

    libraries = SimpleNamespace(
        user32=SimpleNamespace(GetLastInputInfo=last_input), kernel32=SimpleNamespace(GetTickCount=lambda: 0x100)
    )
    assert WindowsIdle(libraries).idle_ms() == 0x200
    libraries.user32.GetLastInputInfo = lambda _info: 0
    assert WindowsIdle(libraries).idle_ms() is None


@pytest.mark.parametrize(
    ("seconds", "idle"), [(1.5, 1500), (0.0, 0), (-1.0, None), (float("inf"), None), (float("nan"), None)]
)
def test_macos_tells_seconds(seconds: float, idle: int | None) -> None:
    asked: list[tuple[int, int]] = []

    def since(state: int, kind: int) -> float:
        asked.append((state, kind))
        return seconds

    # A function of C, so that the types given to it count.
    c_since = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_int32, ctypes.c_uint32)(since)
    source = MacIdle(SimpleNamespace(CGEventSourceSecondsSinceLastEventType=c_since))
    assert source.idle_ms() == idle
    assert asked == [(1, 0xFFFFFFFF)]
    source.close()


@pytest.mark.parametrize("kind", [WindowsIdle, MacIdle])
def test_elsewhere_they_say_that_they_are_elsewhere(kind: Callable[[], IdleSource]) -> None:
    with pytest.raises(NoIdleSource, match="not"):
        kind()


def test_the_platform_decides_and_the_log_says_what_was_chosen(
    screen: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setenv("DISPLAY", screen)
    source = open_idle_source("xcb")
    assert isinstance(source, X11Idle)
    assert "X11Idle" in caplog.text
    source.close()
    for platform in ("wayland", "offscreen", "windows", "cocoa"):
        assert isinstance(open_idle_source(platform), NullIdle)
    assert "wayland" in caplog.text


def test_the_first_that_works_is_taken() -> None:
    def broken() -> IdleSource:
        raise NoIdleSource("not here")

    assert open_idle_source("any", (broken, NullIdle)).idle_ms() is None
