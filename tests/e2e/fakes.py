"""Stand-ins on the private bus for what a desktop offers: a notification daemon and a tray watcher that tests direct.

Each has its own connection and a thread that answers on it; ``stop`` drops the connection, as a daemon that dies does,
and it can be ill (``hangs``, ``fault``, ``nonsense``). Those with several objects are in ``objects``.
"""

import itertools
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields

from tests.e2e.processes import wait_until


class Service:
    """Owns ``name`` on the bus and answers what is called; a context manager. May be started again after ``stop``."""

    name: str
    path: str

    def __init__(self, address: str) -> None:
        self.hangs = False
        """It is there, and answers nothing."""
        self.fault = ""
        """The name of the D-Bus error by which it answers everything; ``""``: it works."""
        self.nonsense = False
        """It answers everything by something that makes no sense."""
        self._address = address
        self._sending = threading.RLock()
        """Whoever has it answers a call, or sends a signal: none that concerns a notice goes before its id."""
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._connection = open_dbus_connection(self._address, enable_fds=True)
        reply = self._connection.send_and_get_reply(message_bus.RequestName(self.name), timeout=30)
        if reply.body != (1,):
            raise AssertionError(f"{self.name} is owned by somebody else: {reply.body}")
        self._thread = threading.Thread(target=self._serve, name=type(self).__name__, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Leave the bus, if it is on it."""
        if self._thread is None:
            return
        with suppress(OSError):  # the bus may have gone before
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._thread = None
        self._connection.close()

    def answer(self, interface: str, member: str, body: tuple[Any, ...], sender: str) -> tuple[str, tuple[Any, ...]]:
        """Signature and body of the answer; ``KeyError`` if there is no such method. Called in the service's thread."""
        raise NotImplementedError

    def properties(self) -> dict[str, tuple[str, Any]]:
        """Properties of the one interface, as variants."""
        return {}

    def emit(self, member: str, signature: str, *body: object) -> None:
        """Broadcast a signal of the interface; from any thread."""
        emitter = DBusAddress(self.path, interface=self.name)
        self._send(new_signal(emitter, member, signature, body))

    def _send(self, message: Message) -> None:
        with self._sending:
            self._connection.send(message)

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call and not self.hangs:
                    with self._sending:
                        self._respond(message)
            except OSError:  # stopped, perhaps while it answered
                return

    def _respond(self, message: Message) -> None:
        if self.fault:
            self._send(new_error(message, self.fault))
            return
        if self.nonsense:
            self._send(new_method_return(message, "(sas)", (("nonsense", []),)))
            return
        try:
            signature, body = self._called(message)
        except KeyError:
            self._send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
        else:
            self._send(new_method_return(message, signature or None, body))

    def _called(self, message: Message) -> tuple[str, tuple[Any, ...]]:
        """The answer to one call; ``KeyError`` if there is no such method."""
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface, ""), fields[HeaderFields.member]
        return self._dispatch(interface, member, message.body, fields[HeaderFields.sender])

    def _dispatch(self, interface: str, member: str, body: tuple[Any, ...], sender: str) -> tuple[str, tuple[Any, ...]]:
        if interface == "org.freedesktop.DBus.Properties":
            if member == "Get":
                return "v", (self.properties()[body[1]],)
            if member == "GetAll":
                return "a{sv}", (self.properties(),)
            raise KeyError(member)
        if interface == "org.freedesktop.DBus.Peer" and member == "Ping":
            return "", ()
        return self.answer(interface, member, body, sender)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@dataclass(frozen=True)
class Notice:
    """One call of Notify, and the id it was given."""

    id: int
    replaces: int
    app: str
    title: str
    body: str
    actions: tuple[tuple[str, str], ...]
    hints: dict[str, Any] = field(hash=False)
    expire_ms: int
    sender: str

    def action(self, label: str) -> str:
        """The key of the button with this label, or of that id: what Later and Skip say depends on the time."""
        return next(key for key, text in self.actions if label in (key, text))


class FakeNotifications(Service):
    """A notification daemon that shows nothing, writes everything down, and presses buttons on demand."""

    name = "org.freedesktop.Notifications"
    path = "/org/freedesktop/Notifications"

    def __init__(self, address: str, capabilities: tuple[str, ...] = ("actions", "body", "body-markup")) -> None:
        super().__init__(address)
        self.capabilities = capabilities
        self.notices: list[Notice] = []
        """Every Notify since the object was made, restarts included; one that is made to last is no new one."""
        self.open: dict[int, Notice] = {}
        """What a user would see now, by id."""
        self.most = 0
        """How many a user has seen at a time."""
        self._ids = itertools.count(1)

    def start(self) -> None:
        """Ids begin at 1 again and nothing is open, as after a daemon's restart."""
        self.open.clear()
        self._ids = itertools.count(1)
        super().start()

    def answer(self, interface: str, member: str, body: tuple[Any, ...], sender: str) -> tuple[str, tuple[Any, ...]]:
        match member:
            case "Notify":
                app, replaces, _icon, title, text, flat, hints, expire = body
                identifier = replaces or next(self._ids)
                notice = Notice(
                    identifier,
                    replaces,
                    app,
                    title,
                    text,
                    tuple(zip(flat[::2], flat[1::2], strict=True)),
                    {name: value for name, (_signature, value) in hints.items()},
                    expire,
                    sender,
                )
                before = self.open.get(replaces)
                self.open[identifier] = notice
                self.most = max(self.most, len(self.open))
                if before is not None and _made_to_last(before, notice):
                    self.notices[self.notices.index(before)] = notice
                else:
                    self.notices.append(notice)
                return "u", (identifier,)
            case "CloseNotification":
                if self.open.pop(body[0], None):
                    self.emit("NotificationClosed", "uu", body[0], 3)
                return "", ()
            case "GetCapabilities":
                return "as", (list(self.capabilities),)
            case "GetServerInformation":
                return "ssss", ("fake", "deskbreak's tests", "1", "1.2")
        raise KeyError(member)

    def press(self, notice: Notice, label: str) -> None:
        """The user presses a button (its label or its id): the notification is answered and goes."""
        key = notice.action(label)
        self.emit("ActionInvoked", "us", notice.id, key)
        self.close(notice, 2)

    def close(self, notice: Notice, reason: int = 2) -> None:
        """It goes: reason 1 expired, 2 dismissed by the user, 3 by CloseNotification."""
        self.open.pop(notice.id, None)
        self.emit("NotificationClosed", "uu", notice.id, reason)

    def wait_for(self, after: int = 0, limit: float = 15.0) -> Notice:
        """The notice with this number, counted from 0 over all that were ever sent."""
        return wait_until(lambda: self.notices[after : after + 1], f"notification number {after + 1}", limit)[0]


def _made_to_last(before: Notice, after: Notice) -> bool:
    """Whether it is the same one, which stays from now on: nothing new to whoever looks at it."""
    same = (before.title, before.body, before.actions) == (after.title, after.body, after.actions)
    return same and before.expire_ms > 0 and after.expire_ms == 0


class FakeWatcher(Service):
    """A StatusNotifierWatcher with a host: enough for Qt to register its item. It has no picture of the tray."""

    name = "org.kde.StatusNotifierWatcher"
    path = "/StatusNotifierWatcher"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.items: list[str] = []
        self.registered: dict[str, float] = {}
        """When each item registered, by ``time.monotonic``."""

    def start(self) -> None:
        self.items.clear()
        super().start()

    def properties(self) -> dict[str, tuple[str, Any]]:
        return {
            "RegisteredStatusNotifierItems": ("as", list(self.items)),
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
        }

    def answer(self, interface: str, member: str, body: tuple[Any, ...], sender: str) -> tuple[str, tuple[Any, ...]]:
        if member == "RegisterStatusNotifierItem":
            service = f"{sender}{body[0]}" if body[0].startswith("/") else f"{body[0]}/StatusNotifierItem"
            if service not in self.items:
                self.items.append(service)
                self.registered[service] = time.monotonic()
            self.emit("StatusNotifierItemRegistered", "s", service)
            return "", ()
        if member == "RegisterStatusNotifierHost":
            return "", ()
        raise KeyError(member)
