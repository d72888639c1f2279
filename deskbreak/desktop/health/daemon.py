"""Who shows notifications: GetServerInformation and GetCapabilities.

https://specifications.freedesktop.org/notification-spec/latest/protocol.html
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.notify.fdo_messages import NAME, PATH


@dataclass(frozen=True, slots=True)
class Daemon:
    """The notification daemon. ``capabilities`` as it names them; ``fault``: why there is none, ``""`` if there is."""

    name: str = ""
    vendor: str = ""
    version: str = ""
    capabilities: tuple[str, ...] = ()
    fault: str = ""

    @property
    def actions(self) -> bool:
        """Whether notifications can have buttons."""
        return "actions" in self.capabilities


class DaemonQuestion(QObject):
    """Asks once; ``then`` gets the ``Daemon`` from the event loop, within 0.4 s. Starts no service."""

    def __init__(self, line: BusClient, then: Callable[[Daemon], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._then = then
        self._service = Service(line, NAME, PATH, NAME, self)
        self._words: tuple[str, str, str] = ("", "", "")
        self._service.call("GetServerInformation", self._on_information, returns="ssss")

    def _on_information(self, reply: BusReply) -> None:
        match reply.body:
            case (str(name), str(vendor), str(version), str()):
                self._words = name, vendor, version
                self._service.call("GetCapabilities", self._on_capabilities, returns="as")
            case _:
                self._then(Daemon(fault=reply.fault or "an answer of another kind"))

    def _on_capabilities(self, reply: BusReply) -> None:
        name, vendor, version = self._words
        match reply.body:
            case (list(words),) if all(isinstance(word, str) for word in words):
                self._then(Daemon(name, vendor, version, tuple(words)))
            case _:
                self._then(Daemon(name, vendor, version, fault=reply.fault or "an answer of another kind"))
