"""A sense that asks services on a bus, and listens to what they tell."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import CHANGED, PROPERTIES, Service
from deskbreak.desktop.sense import Sense


class ServiceSense(Sense):
    """Known while all of its services are there, asked anew whenever one of them comes (again), unknown else.

    A backend implements ``_question``, which asks and leaves the answer by ``_know`` or ``_miss``, and ``_on_told`` for
    what the services tell. It wraps each callback in ``_mine``: an answer that was overtaken is not heard.
    """

    tells = True

    def __init__(self, line: BusClient, *services: Service, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._services = services
        self._turn = 0
        for service in services:
            service.setParent(self)
            service.came.connect(self._on_came)
            service.went.connect(lambda name=service.name: self._on_went(name))
            service.told.connect(self._on_told)
            service.strange.connect(self._on_came)
            service.begin()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._turn += 1
        for service in self._services:
            service.blockSignals(True)

    def _question(self) -> None:
        """Ask the services; all of them are there."""
        raise NotImplementedError

    def _on_told(self, member: str, body: tuple[object, ...]) -> None:
        """One of the services has told something that was listened for."""

    def _ask(self) -> None:
        absent = [service for service in self._services if not service.present]
        for service in absent:  # it tells when it comes, but a bus may come silently, or have been too slow to say
            service.begin()
        if not absent:
            self._begin()

    def _begin(self) -> None:
        self._turn += 1
        self._question()

    def _mine(self, then: Callable[[BusReply], None]) -> Callable[[BusReply], None]:
        turn = self._turn

        def hear(reply: BusReply) -> None:
            if turn == self._turn:
                then(reply)

        return hear

    def _miss_reply(self, asked: str, reply: BusReply) -> None:
        """It is unknown, as this is no answer to what was asked."""
        self._miss(f"{asked}: {reply.fault or 'an answer of another kind'}", late=reply.late)

    def _on_came(self) -> None:
        if all(service.present for service in self._services):
            self._begin()

    def _on_went(self, name: str) -> None:
        self._turn += 1
        self._miss(self._line.fault or f"nobody owns {name}")


class PropertySense(ServiceSense):
    """A property of type ``b`` whose changes are told by ``PropertiesChanged``; true is yes."""

    def __init__(
        self,
        line: BusClient,
        service: Service,
        interface: str,
        prop: str,
        parent: QObject | None = None,
    ) -> None:
        self._interface = interface
        self._prop = prop
        service.listen("PropertiesChanged", CHANGED, PROPERTIES, where=f"arg0='{interface}'")
        super().__init__(line, service, parent=parent)

    def _question(self) -> None:
        (service,) = self._services
        service.get(self._prop, self._mine(self._on_value), interface=self._interface, returns="b")

    def _on_value(self, reply: BusReply) -> None:
        match reply.body:
            case (bool() as value,):
                self._know(value)
            case _:
                self._miss_reply(f"{self._interface}.{self._prop}", reply)

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (self._interface, dict() as changed, list() as invalidated):
                match changed.get(self._prop):
                    case ("b", bool() as value):
                        self._turn += 1
                        self._know(value)
                    case None if self._prop not in invalidated:
                        return
                    case _:
                        self._begin()
