"""Whether the active window fills the screen, under X11.

By https://specifications.freedesktop.org/wm-spec/latest/: ``_NET_ACTIVE_WINDOW``, ``_NET_WM_STATE``, ``_NET_WM_PID``;
and of a window that does, whose it is, by ``WM_CLASS`` and ``WM_CLIENT_MACHINE``
(https://www.x.org/releases/current/doc/xorg-docs/icccm/icccm.html). Its title is never read.
"""

import socket
from pathlib import Path

from PySide6.QtCore import QObject
from Xlib import X, Xatom, error

from deskbreak.desktop.program import Program
from deskbreak.desktop.sense import Sense
from deskbreak.desktop.x11 import FAULTS, X11Connection

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

    def __init__(self, display: str | None, pid: int, parent: QObject | None = None) -> None:
        """``display``: its name; ``None``: there is none. ``pid``: whose windows do not count, our own."""
        super().__init__(parent)
        self._display = display
        self._pid = pid
        self._wire: X11Connection | None = None
        self._atoms: list[int] = []

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._drop()

    def _ask(self) -> None:
        try:
            wire = self._wire or self._connect()
            filling = self._filling(wire)
        except error.BadWindow:
            self._see([])  # closed between two questions
        except FAULTS as fault:
            self._drop()
            self._miss(f"X11: {fault}", late=isinstance(fault, TimeoutError))
        else:
            if filling is None:
                self._miss("no window manager tells which window is active")
            else:
                self._see(filling)

    def _connect(self) -> X11Connection:
        wire = X11Connection(self._display)
        self._atoms = [wire.intern(name) for name in NAMES]
        self._wire = wire
        return wire

    def _filling(self, wire: X11Connection) -> tuple[Program, ...] | None:
        """The program whose window fills the screen, if one does; ``None``: nobody tells."""
        manager, active, pid, state, fullscreen = self._atoms
        if not wire.numbers(wire.root, manager, Xatom.WINDOW):
            return None
        window, *_ = wire.numbers(wire.root, active, Xatom.WINDOW) or [X.NONE]  # nothing has been active yet
        if window == X.NONE:
            return ()
        states = wire.numbers(window, state, Xatom.ATOM) or []
        process, *_ = wire.numbers(window, pid, Xatom.CARDINAL) or [0]
        return (_program(wire, window, process),) if fullscreen in states and process != self._pid else ()

    def _drop(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.hang_up()


def _program(wire: X11Connection, window: int, process: int) -> Program:
    """Whose ``window`` it is: by its class, else by the name of its ``process``, where that is one of this machine."""
    local = wire.texts(window, Xatom.WM_CLIENT_MACHINE) in ((), (socket.gethostname(),))
    running = Program.of_process(Path("/proc", str(process))) if local and process else Program()
    names = (*reversed(wire.texts(window, Xatom.WM_CLASS)), running.name, *running.others)
    return Program.called(next(filter(None, names), ""), *names)
