"""Who has asked logind not to let the session be idle: block inhibitors of this user.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html#Inhibitors
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.logind import MANAGER, NAME, PATH
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import CHANGED, PROPERTIES, Service
from deskbreak.desktop.inhibit.inhibitor import Inhibitor, shows

PROPERTY = "BlockInhibited"
MIRRORED = "user session inhibited"
"""The reason that session managers give for what they were asked for; ``gnome_session`` knows by whom."""


class LogindInhibitors(ServiceSense):
    """See ``Sense``. Delay locks never count, nor does one that holds back the shutdown as well.

    That is what ``systemd-inhibit`` takes by default: a job that wants to end undisturbed, and shows nothing.
    """

    name = "logind"

    def __init__(self, system: BusClient, uid: int, parent: QObject | None = None) -> None:
        """``uid``: whose inhibitors count, our own user's."""
        self._uid = uid
        manager = Service(system, NAME, PATH, MANAGER)
        manager.listen("PropertiesChanged", CHANGED, PROPERTIES, where=f"arg0='{MANAGER}'")
        self._manager = manager
        super().__init__(system, manager, parent=parent)

    def _question(self) -> None:
        self._manager.get(PROPERTY, self._mine(self._on_blocked), returns="s")

    def _on_blocked(self, reply: BusReply) -> None:
        match reply.body:
            case (str() as what,):
                self._look_at(what)
            case _:
                self._miss_reply(PROPERTY, reply)

    def _look_at(self, what: str) -> None:
        if "idle" in what.split(":"):
            self._manager.call("ListInhibitors", self._mine(self._on_list), returns="a(ssssuu)")
        else:
            self._see([])

    def _on_list(self, reply: BusReply) -> None:
        match reply.body:
            case (list() as entries,) if all(isinstance(entry, tuple) and len(entry) == 6 for entry in entries):
                self._see(shows(found for entry in entries if (found := self._inhibitor(entry))))
            case _:
                self._miss_reply("ListInhibitors", reply)

    def _inhibitor(self, entry: object) -> Inhibitor | None:
        match entry:
            case (str() as what, str() as who, str() as why, "block", self._uid, int()):
                blocked = what.split(":")
                if "idle" in blocked and "shutdown" not in blocked and why != MIRRORED:
                    return Inhibitor(who, why)
        return None

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (str() as interface, dict() as changed, list() as invalidated) if interface == MANAGER:
                match changed.get(PROPERTY):
                    case ("s", str() as what):
                        self._turn += 1
                        self._look_at(what)
                    case None if PROPERTY not in invalidated:
                        return
                    case _:
                        self._begin()
