"""A bus of a test's own that can die and come back, and services on it that do as they are told.

The services run in the test's own event loop: nothing happens but while the test waits, so each answer, silence and
death falls exactly where the test puts it.

    with PrivateBus(tmp_path, Which.SYSTEM) as bus:
        logind = ScriptedService(bus, "org.freedesktop.login1")
        logind.answers["GetSession"] = Answer("o", "/org/freedesktop/login1/session/_32")
        logind.answers["GetUser"] = HANG
        logind.answers["Get"] = lambda body: Answer("v", ("b", True))
        logind.emit("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", True)
        logind.stop()
        logind.start()
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind

PROPERTIES = "org.freedesktop.DBus.Properties"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


class PrivateBus:
    """A dbus-daemon at one and the same address, however often it is started. Sets the environment meanwhile."""

    def __init__(self, folder: Path, which: BusKind = BusKind.SESSION, *, running: bool = True) -> None:
        program = shutil.which("dbus-daemon")
        if program is None:
            pytest.skip("dbus-daemon is not installed")
        self.which = which
        self._variable = f"DBUS_{which.name}_BUS_ADDRESS"
        self._socket = folder / f"{which.value}.socket"
        self.services = folder / f"{which.value}-services"
        """Service files, for what the bus may start by itself; none at first."""
        self.services.mkdir()
        config = folder / f"{which.value}.conf"
        config.write_text(CONFIG.format(socket=self._socket, services=self.services))
        self._command = [program, f"--config-file={config}", "--print-address=1", "--nofork"]
        self._before = os.environ.get(self._variable)
        self._process: subprocess.Popen[str] | None = None
        self._running = running
        self.guests: list[ScriptedService] = []
        """Everybody who ever came; sent away in the end."""
        self.address = f"unix:path={self._socket}"

    def start(self) -> None:
        """Returns when it can be connected to."""
        assert self._process is None
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdout.readline().startswith(self.address)

    def stop(self) -> None:
        """Dead at once, and everybody on it is cut off."""
        if self._process is not None:
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process.kill()
            self._process.wait()
            self._process = None
            self._socket.unlink()

    def pause(self) -> None:
        """It hangs: what is sent to it waits until ``resume``."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """It goes on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        os.environ[self._variable] = self.address
        if self._running:
            self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for guest in self.guests:
            guest.stop()
        self.stop()
        if self._before is None:
            del os.environ[self._variable]
        else:
            os.environ[self._variable] = self._before


class Answer:
    """What is returned: the signature, and the values (a variant is a pair of signature and value)."""

    def __init__(self, signature: str = "", *body: object) -> None:
        self.signature = signature
        self.body = body


@dataclass(frozen=True)
class Refusal:
    """An error is returned."""

    name: str = "org.freedesktop.DBus.Error.Failed"


class Silence:
    """It is read, and never answered."""


HANG = Silence()
Reaction = Answer | Refusal | Silence
Script = Reaction | Callable[[tuple[Any, ...]], Reaction]


@dataclass(frozen=True)
class Called:
    """A call as it arrived."""

    path: str
    interface: str
    member: str
    body: tuple[Any, ...]


class ScriptedService:
    """Owns ``name`` and reacts to each call by ``answers``: by member, or by ``(path, member)``, which goes first.

    Properties: ``properties[path, name]`` is a variant; ``set`` changes one and tells it. What is in neither gets
    UnknownMethod. ``name=""``: a stranger, who owns no name. Made and used in the test's thread.
    """

    def __init__(self, bus: PrivateBus, name: str, *, running: bool = True) -> None:
        self.name = name
        self.answers: dict[str | tuple[str, str], Script] = {}
        self.properties: dict[tuple[str, str], tuple[str, Any]] = {}
        self.calls: list[Called] = []
        """Everything it was ever asked, restarts included."""
        self.flags: list[MessageFlag] = []
        """The flags of each of those."""
        self.withholds = False
        """Keeps its answers to itself, all but errors, until ``deliver``."""
        self._messages: list[Message] = []
        self._withheld: list[tuple[Message, Reaction]] = []
        self._address = bus.address
        bus.guests.append(self)
        self._connection: DBusConnection | None = None
        self._loop = QObject()
        if running:
            self.start()

    def start(self) -> None:
        """Come to the bus, and take the name from whoever has it and allows that."""
        self._connection = open_dbus_connection(self._address, enable_fds=True)
        if self.name:
            reply = self._connection.send_and_get_reply(message_bus.RequestName(self.name, 3), timeout=20)
            assert reply.body == (1,), reply.body
        self._notifier = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self._loop)
        self._notifier.activated.connect(self._on_readable)
        self._on_readable()

    def stop(self) -> None:
        """Leave the bus, as when it is killed."""
        if self._connection is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._connection.close()
            self._connection = None

    def hang(self) -> None:
        """Read nothing any more. What comes meanwhile is answered after ``wake``."""
        self._notifier.setEnabled(False)

    def wake(self) -> None:
        """Read on."""
        self._notifier.setEnabled(True)
        self._on_readable()

    def emit(self, path: str, interface: str, member: str, signature: str = "", *body: object) -> None:
        """Broadcast a signal."""
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))

    def set(self, path: str, interface: str, **values: object) -> None:
        """New values of properties that there are, told as desktops tell them."""
        for name, value in values.items():
            self.properties[path, name] = (self.properties[path, name][0], value)
        news = {name: self.properties[path, name] for name in values}
        self.emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, news, [])

    def at(self, path: str, interface: str = "") -> DBusAddress:
        """Where to call one of its interfaces; the one of its own name, if none is given."""
        return DBusAddress(path, self.name, interface or self.name)

    def answer_last(self, member: str, answer: Reaction) -> None:
        """Answer the last call of it at last, which was met with silence."""
        self._answer(
            next(m for m in reversed(self._messages) if m.header.fields[HeaderFields.member] == member), answer
        )

    @property
    def withheld(self) -> int:
        """How many answers it has kept to itself."""
        return len(self._withheld)

    def deliver(self) -> None:
        """Give the answers that were withheld, as they were when it was asked."""
        self.withholds = False
        for message, reaction in self._withheld:
            self._answer(message, reaction)
        self._withheld.clear()

    def asked(self, member: str) -> int:
        """How often this was called."""
        return sum(call.member == member for call in self.calls)

    def _send(self, message: Message) -> None:
        assert self._connection is not None
        self._connection.send(message)

    def _on_readable(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except (TimeoutError, ConnectionResetError):
                return
            if message.header.message_type is MessageType.method_call:
                self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        path, member = fields[HeaderFields.path], fields[HeaderFields.member]
        body = tuple(message.body)
        self.calls.append(Called(path, fields.get(HeaderFields.interface, ""), member, body))
        self.flags.append(message.header.flags)
        self._messages.append(message)
        reaction = self._reaction(path, member, body)
        if self.withholds and not isinstance(reaction, Refusal):
            self._withheld.append((message, reaction))
        else:
            self._answer(message, reaction)

    def _answer(self, message: Message, reaction: Reaction) -> None:
        match reaction:
            case Answer() as answer:
                self._send(new_method_return(message, answer.signature or None, answer.body))
            case Refusal(name):
                self._send(new_error(message, name))
            case _:
                return

    def _reaction(self, path: str, member: str, body: tuple[Any, ...]) -> Reaction:
        script = self.answers.get((path, member), self.answers.get(member))
        if script is None and member == "Get" and (path, body[1]) in self.properties:
            return Answer("v", self.properties[path, body[1]])
        if script is None:
            return Refusal("org.freedesktop.DBus.Error.UnknownMethod")
        return script(body) if callable(script) else script


def all_heard(qtbot: QtBot, line: BusClient, service: ScriptedService) -> None:
    """Return when ``line`` has taken in all that ``service`` has said before."""
    replies: list[object] = []
    line.call(new_method_call(service.at("/"), "Marker"), replies.append, 30_000, returns="")
    qtbot.waitUntil(lambda: bool(replies), timeout=30_000)
