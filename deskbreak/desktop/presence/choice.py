"""Who can tell when there was input: which answers this platform has, best first."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

import logging
import os
from collections.abc import Callable, Mapping

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.presence.first import FirstKnown
from deskbreak.desktop.presence.source import InputWatch, NullWatch
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.time.clock import Ticks

log = logging.getLogger(__name__)

Maker = Callable[[BusClient, BusClient, Ticks], InputWatch]
"""Makes a watch, given the session bus and the system bus. Raises ``NoSense``."""


def _x11(_session: BusClient, _system: BusClient, _ticks: Ticks) -> InputWatch:
    from deskbreak.desktop.presence.x11 import X11Watch

    return X11Watch(os.environ.get("DISPLAY"))


def _xscreensaver(_session: BusClient, _system: BusClient, _ticks: Ticks) -> InputWatch:
    from deskbreak.desktop.presence.polled import PolledWatch
    from deskbreak.desktop.presence.xscreensaver import XScreenSaver

    return PolledWatch(XScreenSaver(os.environ.get("DISPLAY")))


def _wayland(_session: BusClient, _system: BusClient, ticks: Ticks) -> InputWatch:
    try:
        from deskbreak.desktop.presence.wayland import WaylandWatch
    except ImportError as error:
        raise NoSense(f"{error}: pip install 'deskbreak[wayland]'") from error

    return WaylandWatch(ticks, os.environ.get("WAYLAND_DISPLAY"))


def _mutter(session: BusClient, _system: BusClient, ticks: Ticks) -> InputWatch:
    from deskbreak.desktop.presence.mutter import MutterWatch

    return MutterWatch(session, ticks)


def _logind(_session: BusClient, system: BusClient, ticks: Ticks) -> InputWatch:
    from deskbreak.desktop.presence.logind import LogindWatch

    return LogindWatch(system, ticks)


def _windows(_session: BusClient, _system: BusClient, _ticks: Ticks) -> InputWatch:
    from deskbreak.desktop.presence.polled import PolledWatch
    from deskbreak.desktop.presence.win32 import WindowsIdle
    from deskbreak.desktop.win32.libraries import windll

    return PolledWatch(WindowsIdle(windll()))


def _macos(_session: BusClient, _system: BusClient, _ticks: Ticks) -> InputWatch:
    from deskbreak.desktop.macos.frameworks import framework
    from deskbreak.desktop.presence.macos import MacIdle
    from deskbreak.desktop.presence.polled import PolledWatch

    return PolledWatch(MacIdle(framework("ApplicationServices")))


MAKERS: Mapping[str, Maker] = {
    "x11": _x11,
    "xscreensaver": _xscreensaver,
    "wayland": _wayland,
    "mutter": _mutter,
    "logind": _logind,
    "windows": _windows,
    "macos": _macos,
}
"""By the names in ``settings.declared.IDLE_SOURCES``."""

ORDER: Mapping[str, tuple[str, ...]] = {
    "xcb": ("x11", "xscreensaver", "mutter", "logind"),
    "wayland": ("wayland", "mutter", "logind"),
    "windows": ("windows",),
    "cocoa": ("macos",),
}
"""By Qt's name of the platform, best first."""


def open_input_watch(
    platform_name: str,
    choice: str,
    session: BusClient,
    system: BusClient,
    ticks: Ticks,
) -> InputWatch:
    """The best watch there is for ``QGuiApplication.platformName()``; one that knows nothing where there is none.

    ``choice``: "auto", or the name of one that goes before all others; where that is not the one in use, the result's
    ``notice`` says so. "none": nobody is asked. ``parts`` of the result are all that were tried.
    """
    if choice == "none":
        return NullWatch("switched off in the settings")
    order = _order(platform_name)
    if choice != "auto":
        order = (choice, *(name for name in order if name != choice))
    watches: list[InputWatch] = []
    for name in order:
        try:
            watches.append(MAKERS[name](session, system, ticks))
        except NoSense as error:
            log.info("no input by %s: %s", name, error)
            watches.append(NullWatch(str(error), name))
        if watches[-1].known:  # at once, so it will stay so; a service on a bus may be known later, or not
            log.info("input by %s", name)
            break
    if all(isinstance(watch, NullWatch) for watch in watches):
        faults = "; ".join(watch.fault for watch in watches) or f"nobody to ask on {platform_name}"
        log.warning("no idle time, so everybody counts as present: %s", faults)
    match watches:
        case []:
            return NullWatch(f"nobody to ask on {platform_name}")
        case [watch]:
            return watch
    return FirstKnown(watches, choice)


def _order(platform_name: str) -> tuple[str, ...]:
    """Who is asked, best first. Under Wayland an X server sees only the input to X windows, whoever else works."""
    family = platform_name.partition("-")[0]  # "wayland-egl" is one too
    if family == "xcb" and os.environ.get("WAYLAND_DISPLAY"):
        family = "wayland"
    return ORDER.get(family, ())
