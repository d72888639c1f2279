"""A session bus of a test's own, and a notification daemon on it, both with real D-Bus messages."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier

from tests.e2e.processes import wait_until

NAME = "org.freedesktop.Notifications"
DO_NOT_QUEUE, PRIMARY_OWNER = 4, 1
"""https://dbus.freedesktop.org/doc/dbus-specification.html#bus-messages-request-name"""
EMITTER = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


@contextmanager
def private_bus(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A bus without service files: nothing is ever started by it. Sets DBUS_SESSION_BUS_ADDRESS meanwhile."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("dbus-daemon is not installed")
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(folder=folder))
    command = [program, f"--config-file={config}", "--print-address=1", "--nofork"]
    before = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()
        try:
            yield process
        finally:
            process.kill()
            if before is None:
                del os.environ["DBUS_SESSION_BUS_ADDRESS"]
            else:
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = before


@dataclass(frozen=True)
class Notified:
    """A call of Notify as it arrived."""

    replaces: int
    icon: str
    title: str
    body: str
    actions: list[str]
    hints: dict[str, tuple[str, Any]]
    expire: int


@dataclass
class FakeDaemon:
    """org.freedesktop.Notifications in the test's own event loop: numbers notes as dunst does."""

    capabilities: list[str] = field(default_factory=lambda: ["body", "body-markup", "actions"])
    vendor: str = "tests"
    hangs: bool = False
    """Reads nothing and answers nothing; what came meanwhile is answered after ``wake``."""
    refuses: bool = False
    replaces: bool = True
    """Whether it puts a note in another's place when it is asked to."""
    notified: list[Notified] = field(default_factory=list)
    up: dict[int, Notified] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)
    """The numbers it was asked to take down."""
    asked: int = 0
    last_id: int = 0

    def __post_init__(self) -> None:
        self.connection: DBusConnection = open_dbus_connection()
        wait_until(self._owns, "the daemon before this one to be gone")
        self._loop = QObject()
        self._notifier = QSocketNotifier(self.connection.sock.fileno(), QSocketNotifier.Type.Read, self._loop)
        self._notifier.activated.connect(self._on_readable)
        self._notifier.setEnabled(not self.hangs)

    def _owns(self) -> bool:
        """Whether the name is its own now: then the bus has read all that the one before has said."""
        reply = self.connection.send_and_get_reply(message_bus.RequestName(NAME, DO_NOT_QUEUE), timeout=60)
        return bool(reply.body[0] == PRIMARY_OWNER)

    def hang(self) -> None:
        self._notifier.setEnabled(False)

    def wake(self) -> None:
        self._notifier.setEnabled(True)

    def stop(self) -> None:
        """Leave the bus, as when it is killed."""
        self._notifier.setEnabled(False)
        self.connection.close()

    def press(self, number: int, action: str) -> None:
        """The user presses a button: daemons close the note then."""
        self._emit("ActionInvoked", "us", (number, action))
        self.dismiss(number)

    def dismiss(self, number: int, reason: int = 2) -> None:
        self.up.pop(number, None)
        self._emit("NotificationClosed", "uu", (number, reason))

    def _emit(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self.connection.send(new_signal(EMITTER, member, signature, body))

    def _on_readable(self) -> None:
        while True:
            try:
                message = self.connection.receive(timeout=0)
            except (TimeoutError, ConnectionResetError):
                return
            if message.header.message_type is MessageType.method_call:
                self.connection.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        member = message.header.fields[HeaderFields.member]
        if member == "GetCapabilities":
            self.asked += 1
            return new_method_return(message, "as", (self.capabilities,))
        if member == "GetServerInformation":
            return new_method_return(message, "ssss", ("fake", self.vendor, "1", "1.2"))
        if member == "CloseNotification":
            self.closed.append(message.body[0])
            self.up.pop(message.body[0], None)
            self._emit("NotificationClosed", "uu", (message.body[0], 3))
            return new_method_return(message)
        if self.refuses:
            return new_error(message, "org.freedesktop.DBus.Error.LimitsExceeded")
        assert member == "Notify"
        assert message.header.fields[HeaderFields.signature] == "susssasa{sv}i"
        _app, replaces, *rest = message.body
        note = Notified(replaces, *rest)
        self.notified.append(note)
        if not self.replaces or replaces not in self.up:
            self.last_id += 1
            replaces = self.last_id
        number = replaces
        self.up[number] = note
        return new_method_return(message, "u", (number,))
