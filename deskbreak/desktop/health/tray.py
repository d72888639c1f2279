"""Who shows tray icons: a StatusNotifierWatcher with a host, or the X11 selection of the system tray.

https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
https://specifications.freedesktop.org/systemtray-spec/latest/
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import Service

WATCHER, PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"


@dataclass(frozen=True, slots=True)
class TrayHost:
    """``kind``: ``status-notifier``, ``xembed``, ``native``, or ``""`` where there is none, with a ``fault``."""

    kind: str
    fault: str = ""


class TrayQuestion(QObject):
    """Asks once; ``then`` gets the ``TrayHost``, from the event loop or at once, within 0.2 s. Starts no service.

    ``platform_name``: ``QGuiApplication.platformName()``, ``""`` where there is no display.
    """

    def __init__(
        self, line: BusClient, platform_name: str, then: Callable[[TrayHost], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._platform = platform_name
        self._then = then
        if sys.platform in ("win32", "darwin"):
            then(TrayHost("native"))
            return
        self._service = Service(line, WATCHER, PATH, WATCHER, self)
        self._service.get("IsStatusNotifierHostRegistered", self._on_host, returns="b")

    def _on_host(self, reply: BusReply) -> None:
        if reply.body == (True,):
            self._then(TrayHost("status-notifier"))
        elif self._platform == "xcb" and _x11_tray():
            self._then(TrayHost("xembed"))
        else:
            fault = "a watcher without a host" if reply.body else reply.fault
            self._then(TrayHost("", fault))


def _x11_tray() -> bool:
    """Whether somebody owns the tray of the default screen (``_NET_SYSTEM_TRAY_S0``). Blocks like ``X11Connection``."""
    from Xlib.protocol import request  # noqa: PLC0415 - python-xlib is there on Linux only

    from deskbreak.desktop.x11 import FAULTS, X11Connection  # noqa: PLC0415 - the same

    try:
        wire = X11Connection()
    except FAULTS:
        return False
    try:
        selection = wire.intern(f"_NET_SYSTEM_TRAY_S{wire.default_screen}")
        return bool(request.GetSelectionOwner(display=wire, selection=selection).owner)
    except FAULTS:
        return False
    finally:
        wire.socket.close()
