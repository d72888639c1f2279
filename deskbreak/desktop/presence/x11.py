"""Idle time under X11: the XScreenSaver extension, asked by python-xlib."""

import logging
from typing import Any, ClassVar

from Xlib import error
from Xlib.ext import screensaver
from Xlib.protocol import display, request

from deskbreak.desktop.presence.source import NoIdleSource

log = logging.getLogger(__name__)

FAULTS = (
    error.DisplayError,
    error.ConnectionClosedError,
    error.XError,
    error.XauthError,
    error.XNoAuthError,
    OSError,
)


class _Wire(display.Display):  # type: ignore[misc]
    """The connection alone. ``Xlib.display.Display`` adds every extension and the keyboard's map to it: 1 MiB."""

    resource_classes: ClassVar[dict[str, type]] = {}


class X11Idle:
    """See ``IdleSource``. Raises ``NoIdleSource``; a connection lost later is opened again at the next question."""

    def __init__(self, name: str | None = None) -> None:
        """``name``: of the display, if not that of DISPLAY."""
        self._name = name
        self._wire: Any = None
        self._connect()

    def _connect(self) -> None:
        try:
            self._wire = _Wire(self._name)
            found = request.QueryExtension(display=self._wire, name=screensaver.extname)
        except FAULTS as fault:
            self._wire = None
            raise NoIdleSource(f"X11: {fault}") from fault
        if not found.present:
            self.close()
            raise NoIdleSource(f"the X server has no {screensaver.extname}")
        self._opcode = found.major_opcode
        self._root = self._wire.info.roots[0].root

    def idle_ms(self) -> int | None:
        """See ``IdleSource``."""
        try:
            if self._wire is None:
                self._connect()
            answer = screensaver.QueryInfo(display=self._wire, opcode=self._opcode, drawable=self._root)
            self._wire.event_queue.clear()  # changes of the keyboard's map come unasked, and nobody reads them
        except NoIdleSource:
            return None
        except FAULTS as fault:
            log.info("the X server is gone: %s", fault)
            self.close()
            return None
        return int(answer.idle)

    def close(self) -> None:
        """See ``IdleSource``."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.socket.close()
