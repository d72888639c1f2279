"""Who has asked GNOME's session manager (also Cinnamon's and MATE's) not to let the session be idle.

Films in browsers, video players, presentations, video calls. Music holds back the suspend only (flag 4), not this.
https://gitlab.gnome.org/GNOME/gnome-session/-/blob/main/gnome-session/org.gnome.SessionManager.xml and
https://gitlab.gnome.org/GNOME/gnome-session/-/blob/main/gnome-session/org.gnome.SessionManager.Inhibitor.xml
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply, Signature
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.inhibit.inhibitor import Inhibitor, shows
from deskbreak.desktop.program import Program

NAME, PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
INHIBITOR = f"{NAME}.Inhibitor"
IDLE = 8
MOST = 16
"""So many inhibitors are looked at; somebody's mistake must not become hundreds of questions."""


class _Facts:
    """What is known about the inhibitors, while the answers come in."""

    def __init__(self, paths: list[str]) -> None:
        self.open = 3 * len(paths)
        self.of: dict[str, dict[str, object]] = {path: {} for path in paths}

    def idle_inhibitors(self) -> list[Inhibitor]:
        """One that does not answer counts: the session manager says that there is one."""
        return [
            Inhibitor(str(facts.get("GetAppId", "")), str(facts.get("GetReason", "")))
            for facts in self.of.values()
            if not isinstance(flags := facts.get("GetFlags"), int) or flags & IDLE
        ]


class GnomeSession(ServiceSense):
    """See ``Sense``."""

    name = "gnome-session"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        manager = Service(session, NAME, PATH, NAME)
        manager.listen("InhibitorAdded", "o")
        manager.listen("InhibitorRemoved", "o")
        self._manager = manager
        super().__init__(session, manager, parent=parent)

    def _question(self) -> None:
        self._manager.call("IsInhibited", self._mine(self._on_inhibited), "u", (IDLE,), returns="b")

    def _on_inhibited(self, reply: BusReply) -> None:
        match reply.body:
            case (True,):
                self._manager.call("GetInhibitors", self._mine(self._on_paths), returns="ao")
            case (False,):
                self._see([])
            case _:
                self._miss_reply(f"{NAME}.IsInhibited", reply)

    def _on_paths(self, reply: BusReply) -> None:
        match reply.body:
            case ([str(), *_] as paths,):
                facts = _Facts([str(path) for path in paths[:MOST]])
                for path in facts.of:
                    for member, returns in (("GetFlags", "u"), ("GetAppId", "s"), ("GetReason", "s")):
                        self._ask_for(facts, path, member, returns)
            case _:
                self._see([Program()])

    def _ask_for(self, facts: _Facts, path: str, member: str, returns: Signature) -> None:
        def hear(reply: BusReply) -> None:
            if reply.body:
                facts.of[path][member] = reply.body[0]
            facts.open -= 1
            if not facts.open:
                self._see(shows(facts.idle_inhibitors()))

        self._manager.call(member, self._mine(hear), interface=INHIBITOR, path=path, returns=returns)

    def _on_told(self, _member: str, _body: tuple[object, ...]) -> None:
        self._begin()
