"""A connection to the X server for asking it about input, by python-xlib."""

from typing import Any, ClassVar

from Xlib import error
from Xlib.protocol import display, request

from deskbreak.desktop.sense import NoSense

FAULTS = (
    error.DisplayError,
    error.ConnectionClosedError,
    error.XError,
    error.XauthError,
    error.XNoAuthError,
    OSError,
)
"""Everything that a question to the server may raise."""


class Wire(display.Display):  # type: ignore[misc]
    """The connection alone. ``Xlib.display.Display`` adds every extension and the keyboard's map to it: 1 MiB."""

    resource_classes: ClassVar[dict[str, type]] = {}

    def extension(self, name: str) -> Any:
        """The extension's ``major_opcode`` and ``first_event``. Raises ``NoSense`` where the server has none."""
        found = request.QueryExtension(display=self, name=name)
        if not found.present:
            raise NoSense(f"the X server has no {name}")
        return found

    @property
    def root(self) -> int:
        """The id of the root window."""
        window: int = self.info.roots[0].root
        return window

    def hang_up(self) -> None:
        """Close it, however broken it is."""
        self.socket.close()


def open_wire(name: str | None) -> Wire:
    """Connect to that display, or to that of DISPLAY. Raises ``NoSense``."""
    try:
        return Wire(name)
    except FAULTS as fault:
        raise NoSense(f"X11: {fault}") from fault
