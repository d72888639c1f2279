"""A connection to the session bus or the system bus, for the Qt event loop.

The wire only: jeepney makes and reads the messages, and Qt waits on the socket, so that there is no thread and
nobody waits for an answer. (QtDBus cannot send the unsigned integer that Notify takes.)
"""

import array
import itertools
import logging
import os
import select
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from jeepney import HeaderFields, Message, MessageFlag, MessageType, Parser, message_bus
from jeepney.auth import AuthenticationError
from jeepney.bus import get_connectable_addresses
from jeepney.fds import FileDescriptor
from jeepney.io.blocking import prep_socket
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from deskbreak.desktop.bus.reply import BusReply, Signature

log = logging.getLogger(__name__)

CONNECT_S = 0.2
KNOCKS = 20
BACKLOG = 1 << 20
"""Bytes that may wait for a bus that does not read. More is a bus that is gone."""


SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"
"""https://dbus.freedesktop.org/doc/dbus-specification.html#message-bus-types-system"""
MOST_FDS = 8
"""Descriptors that may come with one read; services of the desktop send one."""


class BusKind(Enum):
    """Which bus."""

    SESSION = "session"
    SYSTEM = "system"


class BusGoneError(OSError):
    """There is no such bus, or it does not let us in. The text says which was tried."""


@dataclass(slots=True)
class _Call:
    what: str
    """The method, for the log."""
    returns: Signature
    then: Callable[[BusReply], None] | None
    late: Callable[[BusReply], None] | None
    timer: QTimer


def addresses(which: BusKind) -> Iterator[str]:
    """The bus's sockets, best first: what the environment names, else the usual place."""
    if not hasattr(socket, "AF_UNIX"):
        raise BusGoneError("no Unix sockets, and so no D-Bus, on this platform")  # Windows
    variable = f"DBUS_{which.name}_BUS_ADDRESS"
    named = os.environ.get(variable) or (SYSTEM_BUS if which is BusKind.SYSTEM else "")
    if named:
        try:
            yield from get_connectable_addresses(named)
        except (RuntimeError, ValueError) as error:
            raise BusGoneError(f"{variable}={named}: {error}") from error
    elif runtime := os.environ.get("XDG_RUNTIME_DIR"):
        yield str(Path(runtime, "bus"))


def _knock(address: str) -> socket.socket:
    """Connect, and authenticate: three lines each way. jeepney's own function does them with a time limit.

    A bus with more to do has a queue at its door, and that has an end: then it is knocked again. Raises ``OSError`` and
    ``AuthenticationError``.
    """
    for _again in range(KNOCKS - 1):
        try:
            return _prepared(address)
        except BlockingIOError:
            select.select([], [], [], CONNECT_S / KNOCKS)
    return _prepared(address)


def _prepared(address: str) -> socket.socket:
    connected: socket.socket = prep_socket(address, enable_fds=True, timeout=CONNECT_S)
    return connected


class BusConnection(QObject):
    """One connection, from ``BusConnection()`` to ``close`` or ``lost``. GUI thread only.

    The constructor may block for twice ``CONNECT_S`` (a bus answers in a millisecond) and raises ``BusGoneError``;
    nothing else blocks.
    """

    heard = Signal(object)
    """A signal message (``jeepney.Message``) that one of the matches let through."""
    lost = Signal()
    """The bus has gone. Open calls stay without an answer; the object is of no further use."""

    def __init__(self, which: BusKind = BusKind.SESSION, parent: QObject | None = None) -> None:
        connected = self._connect(which)  # before there is a child that would stay with its parent
        super().__init__(parent)
        self._which = which
        self._socket = connected
        self._socket.setblocking(False)
        self._parser = Parser()
        self._serials = itertools.count(1)
        self._calls: dict[int, _Call] = {}
        self._strange: set[str] = set()
        """The methods whose answers were none, each told once."""
        self._out = bytearray()
        self._readable = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._on_readable)
        self._writable = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Write, self)
        self._writable.setEnabled(False)
        self._writable.activated.connect(self._flush)
        self.send(message_bus.Hello())

    @staticmethod
    def _connect(which: BusKind) -> socket.socket:
        tried = "DBUS_SESSION_BUS_ADDRESS and XDG_RUNTIME_DIR are not set"
        for address in addresses(which):
            try:
                connected = _knock(address)
            except (OSError, AuthenticationError) as error:
                tried = f"{address}: {error}"
            else:
                return connected
        raise BusGoneError(tried)

    def match(self, rule: str) -> None:
        """Ask the bus for the signals that ``rule`` describes; they come by ``heard``."""
        self.send(message_bus.AddMatch(rule))

    def send(self, message: Message) -> None:
        """Send a call whose answer is of no interest."""
        message.header.flags |= MessageFlag.no_reply_expected
        self._write(message)

    def call(
        self,
        message: Message,
        then: Callable[[BusReply], None],
        timeout_ms: int,
        late: Callable[[BusReply], None] | None = None,
        *,
        returns: Signature,
    ) -> None:
        """Send ``message``; ``then`` gets the reply, or why there is none: an error, something else than ``returns``,
        or nothing in time.

        ``late`` gets a reply that came after all. Both are called from the event loop.
        """
        serial = self._write(message)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._overdue(serial))
        timer.start(timeout_ms)
        fields = message.header.fields
        what = f"{fields.get(HeaderFields.interface, '')}.{fields[HeaderFields.member]}"
        self._calls[serial] = _Call(what, returns, then, late, timer)

    def _overdue(self, serial: int) -> None:
        call = self._calls[serial]
        then, call.then = call.then, None
        if call.late is None:  # one that hangs for ever is asked again and again: nothing is kept of it
            del self._calls[serial]
            call.timer.deleteLater()
        if then is not None:
            then(BusReply.of(None, call.returns))

    def _write(self, message: Message) -> int:
        serial = next(self._serials)
        self._out += message.serialise(serial=serial)
        self._flush()
        return serial

    def _flush(self) -> None:
        if self._readable.isEnabled():
            try:
                while self._out:
                    del self._out[: self._socket.send(self._out)]
            except BlockingIOError:
                pass
            except OSError:
                self._out.clear()  # what has gone is told when the read side sees it
        self._writable.setEnabled(bool(self._out) and self._readable.isEnabled())
        if len(self._out) > BACKLOG:
            self._lose()

    def _on_readable(self) -> None:
        try:
            data, fds = self._receive()
        except BlockingIOError:
            return
        except OSError:
            data, fds = b"", []
        if not data:
            self._lose()
            return
        self._parser.add_data(data, fds)
        while self._readable.isEnabled() and self._take_next():
            pass

    def _take_next(self) -> bool:
        """Take the next message, if one is there in whole.

        The bus lets through what D-Bus allows, and that is more than jeepney reads: header fields of versions to come,
        more descriptors than were fetched. Such a message is passed over.
        """
        descriptors, waiting = self._parser.fds, self._parser.buf.bytes_buffered
        try:
            message = self._parser.get_next_message()
        except Exception as error:
            if self._parser.buf.bytes_buffered == waiting:  # it has no beginning and no end
                log.warning("the %s bus does not speak D-Bus: %r", self._which.value, error)
                self._lose()
                return False
            log.info("a message of the %s bus was passed over: %r", self._which.value, error)
            self._parser.next_msg_size = None  # it is out of the buffer already
            self._parser.fds = []  # whose they are cannot be told any more
            _close(descriptors)
            return True
        if message is None:
            return False
        if not self._take(message):
            _close(descriptors[: len(descriptors) - len(self._parser.fds)])
        return True

    def _receive(self) -> tuple[bytes, list[FileDescriptor]]:
        data, ancillary, _flags, _address = self._socket.recvmsg(1 << 16, socket.CMSG_SPACE(MOST_FDS * 4))
        fds = array.array("i")
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                fds.frombytes(content[: len(content) - len(content) % fds.itemsize])
        return data, [FileDescriptor(fd) for fd in fds]

    def _take(self, message: Message) -> bool:
        """Whether somebody has taken over the descriptors that came with it."""
        if message.header.message_type is MessageType.signal:
            self.heard.emit(message)
            return False
        if message.header.message_type is MessageType.method_call:
            return False
        call = self._calls.pop(message.header.fields.get(HeaderFields.reply_serial, -1), None)
        if call is None:
            return False
        call.timer.stop()
        call.timer.deleteLater()
        reply = BusReply.of(message, call.returns)
        if reply.strange and call.what not in self._strange:
            self._strange.add(call.what)
            log.warning("%s: %s", call.what, reply.fault)
        then = call.then or call.late
        if then is not None:
            then(reply)
        return then is not None and reply.body is not None

    def _lose(self) -> None:
        self.close()
        self.lost.emit()

    def settle(self, done: Callable[[], bool]) -> None:
        """Wait until ``done``, taking what comes; 200 ms at the most. For the end, when no event loop runs."""
        for _ in range(10):
            if done() or not self._readable.isEnabled():
                break
            if select.select([self._socket], [], [], 0.02)[0]:
                self._on_readable()

    def close(self) -> None:
        """Hang up. What was sent just before is still delivered, if the bus reads."""
        self._readable.setEnabled(False)
        self._writable.setEnabled(False)
        for call in self._calls.values():
            call.timer.stop()
            call.timer.deleteLater()
        self._calls.clear()
        self._out.clear()
        self._socket.close()


def _close(descriptors: list[FileDescriptor]) -> None:
    for descriptor in descriptors:
        descriptor.close()
