"""Do not disturb of SwayNotificationCenter, by the user (``Dnd``) or for an application (``Inhibited``).

https://github.com/ErikReider/SwayNotificationCenter/blob/main/src/swayncDaemon/swayncDaemon.vala
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service

NAME = "org.erikreider.swaync.cc"


class SwayncDnd(ServiceSense):
    """See ``Sense``. ``SubscribeV2`` is told for each notification too: that is as often as it wakes us."""

    name = "swaync"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        daemon = Service(session, NAME, "/org/erikreider/swaync/cc", NAME)
        daemon.listen("SubscribeV2", "ubbb")  # (count, dnd, panel open, inhibited)
        daemon.listen("Subscribe", "ubb|ub")  # (count, dnd, ...): versions before 0.8 know nothing else
        self._daemon = daemon
        super().__init__(session, daemon, parent=parent)

    def _question(self) -> None:
        self._daemon.call("GetDnd", self._mine(self._on_dnd), returns="b")

    def _on_dnd(self, reply: BusReply) -> None:
        match reply.body:
            case (True,):
                self._know(value=True)
            case (False,):
                self._daemon.call("IsInhibited", self._mine(self._on_inhibited), returns="b")
            case _:
                self._miss_reply(f"{NAME}.GetDnd", reply)

    def _on_inhibited(self, reply: BusReply) -> None:
        match reply.body:
            case (bool() as inhibited,):
                self._know(inhibited)
            case _ if reply.refused:  # old versions have no such method, and no inhibitors
                self._know(value=False)
            case _:
                self._miss_reply(f"{NAME}.IsInhibited", reply)

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (int(), bool() as dnd, bool(), bool() as inhibited):
                self._turn += 1
                self._know(dnd or inhibited)
            case (int(), bool(), *_):
                self._begin()
            case _:
                self._miss(f"{NAME}: told something of another kind")
