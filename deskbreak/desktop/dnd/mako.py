"""Whether mako would show our notes: some of its modes, which users make up and name themselves, hide them.

https://github.com/emersion/mako/blob/master/dbus/mako.c: it tells which modes are on, and no more. Newer versions have
the property ``Modes`` and tell its changes; for older ones there is ``ListModes``. What a mode does stands in its
configuration file (``mako_config``).
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import CHANGED, PROPERTIES
from deskbreak.desktop.dnd.mako_config import MakoConfig
from deskbreak.desktop.dnd.server import notification_server

PATH, INTERFACE = "/fr/emersion/Mako", "fr.emersion.Mako"


class MakoDnd(ServiceSense):
    """See ``Sense``. Unknown with another notification server. Asked each time, until one is seen that tells."""

    name = "mako"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        server = notification_server(session)
        server.listen("PropertiesChanged", CHANGED, PROPERTIES, PATH, where=f"arg0='{INTERFACE}'")
        self._server = server
        super().__init__(session, server, parent=parent)
        self.tells = False

    def _question(self) -> None:
        self.tells = False
        self._server.get("Modes", self._mine(self._on_property), interface=INTERFACE, path=PATH, returns="as")

    def _on_property(self, reply: BusReply) -> None:
        if reply.body is None:
            self._server.call("ListModes", self._mine(self._on_modes), interface=INTERFACE, path=PATH, returns="as")
        else:
            self.tells = True
            self._on_modes(reply)

    def _on_modes(self, reply: BusReply) -> None:
        match reply.body:
            case (list() as modes,) if all(isinstance(mode, str) for mode in modes):
                self._know(MakoConfig.read().hides({str(mode) for mode in modes}))
            case _:
                self._miss_reply(INTERFACE, reply)

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        if body[:1] == (INTERFACE,):
            self._begin()
