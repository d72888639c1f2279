"""A slim connection to the X server, by python-xlib, on which no question waits for ever."""

import select
import socket
from pathlib import Path
from typing import Any, ClassVar

from Xlib import X, error
from Xlib.protocol import display, request
from Xlib.support import connect

from deskbreak.desktop.sense import LIMIT_MS, NoSense

FAULTS = (
    error.DisplayError,
    error.ConnectionClosedError,
    error.XError,
    error.XauthError,
    error.XNoAuthError,
    OSError,
)
"""What a question may raise: python-xlib's errors have nothing in common, and a server that hangs is a TimeoutError."""


class X11Connection(display.Display):  # type: ignore[misc]
    """The connection alone. ``Xlib.display.Display`` adds every extension and the keyboard's map to it: 1 MiB.

    Connecting and each reply may take ``LIMIT_MS``; after that the connection is closed and ``TimeoutError`` raised.
    A reply takes 0.2 ms, or the server hangs, and with it everything that has windows.
    """

    resource_classes: ClassVar[dict[str, type]] = {}

    def __init__(self, name: str | None = None) -> None:
        """``name``: of the display, if not that of DISPLAY. Raises one of ``FAULTS``."""
        name, protocol, host, number, _screen = connect.get_display(name)
        if not protocol and not host:
            name = f"unix/{name}"  # or python-xlib would try TCP where there is no such socket
        if not host:
            _knock(number)
        try:
            super().__init__(name)
        except BaseException:
            if hasattr(self, "socket"):
                self.socket.close()
            raise

    def send_and_recv(
        self, flush: bool = False, event: bool = False, request: int | None = None, recv: bool = False
    ) -> None:
        """Called by python-xlib, with ``send_recv_lock`` held; its own waits for a reply as long as it takes."""
        if request is None:
            super().send_and_recv(flush=flush, event=event, recv=recv)
            return
        super().send_and_recv(flush=True)  # releases the lock
        connecting = request == -1
        if not connecting and all(sent._serial != request for sent in self.sent_requests):
            return  # answered meanwhile
        if not select.select([self.socket], [], [], LIMIT_MS / 1000)[0]:
            self.close_internal("client")
            raise TimeoutError(f"the X server gave no answer within {LIMIT_MS} ms")
        self.send_recv_lock.acquire()
        if connecting:
            super().send_and_recv(request=request)
        else:
            super().send_and_recv(recv=True)  # whoever asked comes back for more if that was not his reply

    @property
    def root(self) -> int:
        """The id of the root window."""
        return int(self.info.roots[self.default_screen].root)

    def extension(self, name: str) -> Any:
        """The extension's ``major_opcode`` and ``first_event``. Raises ``NoSense`` where the server has none."""
        found = request.QueryExtension(display=self, name=name)
        if not found.present:
            raise NoSense(f"the X server has no {name}")
        return found

    def intern(self, name: str) -> int:
        """The atom of that name."""
        return int(request.InternAtom(display=self, name=name, only_if_exists=0).atom)

    def numbers(self, window: int, prop: int, kind: int) -> list[int] | None:
        """A window's property of 32 bit numbers, the first 64 of them; ``None``: it has none of that kind."""
        found: Any = request.GetProperty(
            display=self, delete=0, window=window, property=prop, type=kind, long_offset=0, long_length=64
        )
        self.event_queue.clear()  # changes of the keyboard's map come unasked, and nobody reads them
        if found.property_type != kind:
            return None
        width, value = found.value
        return [int(number) for number in value] if width == 32 else None

    def texts(self, window: int, prop: int) -> tuple[str, ...]:
        """A window's property of texts with a NUL after each, the first 256 bytes of it; empty where it has none."""
        found: Any = request.GetProperty(
            display=self, delete=0, window=window, property=prop, type=X.AnyPropertyType, long_offset=0, long_length=64
        )
        self.event_queue.clear()
        width, value = found.value or (0, b"")
        if width != 8:
            return ()
        raw = bytes(value)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:  # STRING is Latin-1, by the ICCCM
            text = raw.decode("latin-1")
        return tuple(text.removesuffix("\0").split("\0"))

    def hang_up(self) -> None:
        """Close; nothing is sent any more."""
        self.socket.close()


def _knock(number: int) -> None:
    """Find out whether somebody listens; python-xlib waits for that as long as it takes, and leaks a socket if not."""
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where the X server is, by its own convention
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knocking:
        knocking.settimeout(LIMIT_MS / 1000)
        knocking.connect(path if Path(path).exists() else f"\0{path}")


def open_wire(name: str | None) -> X11Connection:
    """Connect to that display, or to that of DISPLAY. Raises ``NoSense``."""
    try:
        return X11Connection(name)
    except FAULTS as fault:
        raise NoSense(f"X11: {fault}") from fault
