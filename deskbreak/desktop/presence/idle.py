"""How long there has been no input: which answer this platform has."""

import logging
import sys
from collections.abc import Callable

from deskbreak.desktop.presence.source import IdleSource, NoIdleSource, NullIdle

log = logging.getLogger(__name__)


def _x11() -> IdleSource:
    from deskbreak.desktop.presence.x11 import X11Idle  # noqa: PLC0415 - python-xlib is there on Linux only

    return X11Idle()


def _windows() -> IdleSource:
    from deskbreak.desktop.presence.windows import WindowsIdle  # noqa: PLC0415

    return WindowsIdle()


def _macos() -> IdleSource:
    from deskbreak.desktop.presence.macos import MacIdle  # noqa: PLC0415

    return MacIdle()


SOURCES: dict[str, tuple[Callable[[], IdleSource], ...]] = {
    "xcb": (_x11,),
    "windows": (_windows,),
    "cocoa": (_macos,),
}
"""By Qt's name of the platform, best first. Not by DISPLAY: under Wayland X sees only the input to X windows."""


def open_idle_source(platform_name: str, sources: tuple[Callable[[], IdleSource], ...] | None = None) -> IdleSource:
    """The first source that works for ``QGuiApplication.platformName()``; ``NullIdle`` where none does."""
    for make in SOURCES.get(platform_name, ()) if sources is None else sources:
        try:
            source = make()
        except NoIdleSource as error:
            log.warning("no idle time by %s: %s", make.__name__.lstrip("_"), error)
        else:
            log.info("idle time by %s", type(source).__name__)
            return source
    log.warning("no idle time on %s (%s): everybody counts as present", platform_name, sys.platform)
    return NullIdle()
