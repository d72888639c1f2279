"""One service on a bus, by its well-known name: whether it is there, what it is asked, what it tells."""

import logging
from collections.abc import Callable

from jeepney import DBusAddress, HeaderFields, Message, new_method_call
from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply, Signature, mismatch, signature_of

log = logging.getLogger(__name__)

BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
PROPERTIES = "org.freedesktop.DBus.Properties"
CHANGED = "sa{sv}as"
"""What PropertiesChanged tells: the interface, new values, and names of properties that have others now."""


class Service(QObject):
    """Follows the owner of ``name`` on ``line``, from ``begin`` on. GUI thread only; nothing blocks.

    Nobody is started for being asked. Signals of strangers that pass for the service's are not let through.
    """

    came = Signal()
    """It is there, perhaps again and perhaps another one: ask it anew."""
    went = Signal()
    """It is gone, or there is none (told at the beginning too)."""
    told = Signal(str, object)
    """(member, body as a tuple): one of the signals that were listened for."""
    strange = Signal(str)
    """(member): one of them, but with other values than it should have: something has changed, nobody knows what."""

    def __init__(self, line: BusClient, name: str, path: str, interface: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._name = name
        self._path = path
        self._interface = interface
        self._owner = ""
        self._members: dict[tuple[str, str, str], Signature] = {}
        self._told_strange: set[str] = set()
        line.match(
            "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
            f"path='/org/freedesktop/DBus',member='NameOwnerChanged',arg0='{name}'"
        )
        line.heard.connect(self._on_heard)
        line.up.connect(self._find)
        line.down.connect(self._lose)

    @property
    def name(self) -> str:
        """The well-known name."""
        return self._name

    @property
    def present(self) -> bool:
        """Whether somebody owns the name, as far as is known."""
        return bool(self._owner)

    def begin(self) -> None:
        """Find out who is there; ``came`` or ``went`` follows within ``PATIENCE_MS``."""
        if self._line.connected or not self._line.open():
            self._find()

    def listen(self, member: str, carries: Signature, interface: str = "", path: str = "", where: str = "") -> None:
        """Pass on that signal of the service by ``told``. ``where``: what the bus lets through of it ("arg0='x'").

        ``carries``: the types of its values; with others it is ``strange``.
        """
        interface, path = interface or self._interface, path or self._path
        self._members[path, interface, member] = carries
        rule = f"type='signal',sender='{self._name}',path='{path}',interface='{interface}',member='{member}'"
        self._line.match(f"{rule},{where}" if where else rule)

    def call(
        self,
        member: str,
        then: Callable[[BusReply], None],
        signature: str = "",
        body: tuple[object, ...] = (),
        interface: str = "",
        path: str = "",
        *,
        returns: Signature,
        patience_ms: int | None = None,
    ) -> None:
        """Ask it; ``then`` gets the reply, or why there is none, within ``patience_ms`` (``None``: ``PATIENCE_MS``).

        ``returns``: see ``BusClient``.
        """
        to = DBusAddress(path or self._path, self._name, interface or self._interface)
        self._line.call(new_method_call(to, member, signature or None, body), then, patience_ms, returns=returns)

    def get(
        self,
        prop: str,
        then: Callable[[BusReply], None],
        interface: str = "",
        path: str = "",
        *,
        returns: Signature,
        patience_ms: int | None = None,
    ) -> None:
        """Ask for a property of type ``returns``; the reply's body is its value, unwrapped, alone in the tuple."""

        def unwrap(reply: BusReply) -> None:
            match reply.body:
                case ((str(found), value),):
                    fault = mismatch(found, returns)
                    then(BusReply(None if fault else (value,), fault, reply.sender, strange=bool(fault)))
                case _:
                    then(reply)

        words = (interface or self._interface, prop)
        self.call("Get", unwrap, "ss", words, PROPERTIES, path, returns="v", patience_ms=patience_ms)

    def _find(self) -> None:
        # A bus that was slow to say, as at the login, is believed all the same; nobody would ask it again.
        question = new_method_call(BUS, "GetNameOwner", "s", (self._name,))
        self._line.call(question, self._on_owner, returns="s", late=self._on_owner)

    def _on_owner(self, reply: BusReply) -> None:
        self._owner = str(reply.body[0]) if reply.body else ""
        (self.came if self._owner else self.went).emit()

    def _lose(self) -> None:
        self._owner = ""
        self.went.emit()

    def _on_heard(self, message: Message) -> None:
        fields = message.header.fields
        member, body, found = fields.get(HeaderFields.member, ""), tuple(message.body), signature_of(message)
        match member, found, body:
            case "NameOwnerChanged", "sss", (self._name, _, str(owner)) if _from_the_bus(fields):
                before, self._owner = self._owner, owner
                if before:
                    self.went.emit()
                if owner:
                    self.came.emit()
                return
        place = (fields.get(HeaderFields.path, ""), fields.get(HeaderFields.interface, ""), member)
        if place not in self._members or not self._owner or fields.get(HeaderFields.sender) != self._owner:
            return
        if fault := mismatch(found, self._members[place]):
            if member not in self._told_strange:
                self._told_strange.add(member)
                log.warning("%s tells %s: %s", self._name, member, fault)
            self.strange.emit(member)
        else:
            self.told.emit(member, body)


def _from_the_bus(fields: dict[HeaderFields, object]) -> bool:
    return fields.get(HeaderFields.sender) == "org.freedesktop.DBus"
