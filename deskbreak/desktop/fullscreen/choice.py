"""Whether the active window fills the screen: which answer this platform has."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

import os
from collections.abc import Callable

from deskbreak.desktop.sense import NoSense, Sense, first_sense


def open_fullscreen(platform_name: str, platform: str) -> Sense:
    """The answer on ``platform`` (as ``sys.platform``); where there is none, one that says why.

    ``platform_name``: ``QGuiApplication.platformName()``. Where no window tells, ``desktop/inhibit`` may know more.
    """
    return first_sense([_maker(platform_name, platform)])


def _maker(platform_name: str, platform: str) -> Callable[[], Sense]:
    if platform == "win32":
        return _windows
    if platform == "darwin":
        return lambda: _nobody("macOS does not tell which window fills the screen")
    if platform_name.startswith("wayland"):
        return lambda: _nobody("Wayland does not tell which window fills the screen")
    if platform_name != "xcb":
        return lambda: _nobody("no display")
    return _active_window


def _windows() -> Sense:
    from deskbreak.desktop.fullscreen.win32 import WindowsFullscreen
    from deskbreak.desktop.win32.libraries import windll
    from deskbreak.desktop.win32.notification_state import notification_state

    return WindowsFullscreen(notification_state(windll()))


def _active_window() -> Sense:
    try:
        from deskbreak.desktop.fullscreen.x11 import ActiveWindow
    except ImportError as error:
        raise NoSense(f"python-xlib is missing: {error}") from error
    return ActiveWindow(os.environ.get("DISPLAY"), os.getpid())


def _nobody(why: str) -> Sense:
    raise NoSense(why)
