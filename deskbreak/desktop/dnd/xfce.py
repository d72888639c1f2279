"""Do not disturb of xfce4-notifyd, which keeps it in Xfconf.

https://gitlab.xfce.org/apps/xfce4-notifyd (key ``/do-not-disturb``) and
https://gitlab.xfce.org/xfce/xfconf/-/blob/master/common/xfconf-dbus.xml (run with xfce4-notifyd 0.7.3, xfconf 4.18).
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.dnd.server import notification_server

CHANNEL, KEY = "xfce4-notifyd", "/do-not-disturb"
SERVER = "Xfce Notify Daemon"
NEVER_SET = "org.xfce.Xfconf.Error.PropertyNotFound"


class XfceDnd(ServiceSense):
    """See ``Sense``. Unknown where another server shows the notifications: Xfconf has no say in that one's."""

    name = "xfce"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        server = notification_server(session)
        xfconf = Service(session, "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
        only_this = f"arg0='{CHANNEL}',arg1='{KEY}'"
        xfconf.listen("PropertyChanged", "ssv", where=only_this)
        xfconf.listen("PropertyRemoved", "ss", where=only_this)
        self._server = server
        self._xfconf = xfconf
        super().__init__(session, server, xfconf, parent=parent)

    def _question(self) -> None:
        self._server.call("GetServerInformation", self._mine(self._on_server), returns="ssss")

    def _on_server(self, reply: BusReply) -> None:
        match reply.body:
            case (str() as who, *_) if who == SERVER:
                self._xfconf.call("GetProperty", self._mine(self._on_value), "ss", (CHANNEL, KEY), returns="v")
            case (str() as who, *_):
                self._miss(f"notifications are shown by {who}")
            case _:
                self._miss_reply(self._server.name, reply)

    def _on_value(self, reply: BusReply) -> None:
        match reply.body:
            case (("b", bool() as value),):
                self._know(value)
            case None if reply.fault == NEVER_SET:
                self._know(value=False)
            case _:
                self._miss_reply(f"{CHANNEL}{KEY} in Xfconf", reply)

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        if body[:2] == (CHANNEL, KEY) and all(service.present for service in self._services):
            self._begin()  # what is told means nothing under another notification server
