"""Whether the active window fills the screen, under X11.

By https://specifications.freedesktop.org/wm-spec/latest/: ``_NET_ACTIVE_WINDOW``, ``_NET_WM_STATE``, ``_NET_WM_PID``.
Nothing else of a window is read: neither its title nor its class.
"""

import os

from PySide6.QtCore import QObject
from Xlib import X, Xatom, error

from deskbreak.desktop.sense import Sense
from deskbreak.desktop.x11 import FAULTS, Wire

NAMES = (
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_ACTIVE_WINDOW",
    "_NET_WM_PID",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
)


class ActiveWindow(Sense):
    """See ``Sense``. Asked only: the root window's events would wake us at each change of the focus.

    A window that fills another monitor without being active is no presentation: work goes on beside it.
    """

    name = "x11"

    def __init__(self, display: str | None = None, pid: int | None = None, parent: QObject | None = None) -> None:
        """``display``: its name, if not that of DISPLAY. ``pid``: whose windows do not count, if not our own."""
        super().__init__(parent)
        self._display = display
        self._pid = os.getpid() if pid is None else pid
        self._wire: Wire | None = None
        self._atoms: list[int] = []

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._drop()

    def _ask(self) -> None:
        try:
            wire = self._wire or self._connect()
            filled = self._fills_screen(wire)
        except error.BadWindow:
            self._know(value=False)  # closed between two questions
        except FAULTS as fault:
            self._drop()
            self._miss(f"X11: {fault}")
        else:
            if filled is None:
                self._miss("no window manager tells which window is active")
            else:
                self._know(filled)

    def _connect(self) -> Wire:
        wire = Wire(self._display)
        self._atoms = [wire.intern(name) for name in NAMES]
        self._wire = wire
        return wire

    def _fills_screen(self, wire: Wire) -> bool | None:
        manager, active, pid, state, fullscreen = self._atoms
        if not wire.numbers(wire.root, manager, Xatom.WINDOW):
            return None
        window, *_ = wire.numbers(wire.root, active, Xatom.WINDOW) or [X.NONE]  # nothing has been active yet
        if window == X.NONE:
            return False
        states = wire.numbers(window, state, Xatom.ATOM) or []
        return fullscreen in states and wire.numbers(window, pid, Xatom.CARDINAL) != [self._pid]

    def _drop(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.hang_up()
