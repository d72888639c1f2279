"""A stand-in service with several objects, and properties that tell when they change."""

from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, new_signal

from tests.e2e.fakes import Service

PROPERTIES = "org.freedesktop.DBus.Properties"
Variant = tuple[str, Any]


class ObjectService(Service):
    """``objects``: properties by the object's path and the interface; ``set`` changes some and tells it."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.objects: dict[str, dict[str, dict[str, Variant]]] = {}
        self.calls: list[tuple[str, str]] = []
        """Every method called, with the path, since the object was made."""

    def method(self, path: str, interface: str, member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        """Signature and body of the answer; ``KeyError`` if there is no such method."""
        raise KeyError(member)

    def set(self, path: str, interface: str, **changed: Any) -> None:
        """New values of properties that there are, each of the type it has; then ``PropertiesChanged``."""
        properties = self.objects[path][interface]
        for name, value in changed.items():
            properties[name] = (properties[name][0], value)
        news = {name: properties[name] for name in changed}
        self.signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, news, [])

    def get(self, path: str, interface: str, name: str) -> Any:
        """The present value of a property."""
        return self.objects[path][interface][name][1]

    def signal(self, path: str, interface: str, member: str, signature: str = "", *body: object) -> None:
        """Broadcast a signal of any object; from any thread."""
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))

    def _called(self, message: Message) -> tuple[str, tuple[Any, ...]]:
        fields = message.header.fields
        path, member = fields[HeaderFields.path], fields[HeaderFields.member]
        interface = fields.get(HeaderFields.interface, "")
        self.calls.append((path, member))
        match interface, member, message.body:
            case "org.freedesktop.DBus.Properties", "Get", (str(of), str(name)):
                return "v", (self._of(path, of)[name],)
            case "org.freedesktop.DBus.Properties", "GetAll", (str(of),):
                return "a{sv}", (dict(self._of(path, of)),)
            case "org.freedesktop.DBus.Peer", "Ping", _:
                return "", ()
        return self.method(path, interface, member, message.body)

    def _of(self, path: str, interface: str) -> Mapping[str, Variant]:
        return self.objects[path][interface]
