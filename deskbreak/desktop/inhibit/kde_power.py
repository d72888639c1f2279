"""Who has asked KDE's PowerDevil to keep the screen as it is.

https://invent.kde.org/plasma/powerdevil/-/blob/master/daemon/powerdevilpolicyagent.cpp

Newer versions have the property ``ActiveInhibitions``: (what, who, why, mode, flags), as logind has them. Older ones
are asked for ``ChangeScreenSettings``. What holds back nothing but the suspend (music, a download) does not count.
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import CHANGED, PROPERTIES, Service
from deskbreak.desktop.inhibit.inhibitor import Inhibitor, shows
from deskbreak.desktop.program import Program

NAME, PATH = "org.kde.Solid.PowerManagement.PolicyAgent", "/org/kde/Solid/PowerManagement/PolicyAgent"
CHANGE_SCREEN_SETTINGS = 4


def policy_agent(session: BusClient) -> Service:
    """PowerDevil's list of who has asked for what."""
    return Service(session, NAME, PATH, NAME)


class KdePower(ServiceSense):
    """See ``Sense``."""

    name = "kde-power"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        agent = policy_agent(session)
        agent.listen("InhibitionsChanged", "a(ss)as|aasas")
        agent.listen("PropertiesChanged", CHANGED, PROPERTIES, where=f"arg0='{NAME}'")  # Plasma 6 tells it so too
        self._agent = agent
        super().__init__(session, agent, parent=parent)

    def _question(self) -> None:
        self._agent.get("ActiveInhibitions", self._mine(self._on_active), returns="a(ssssu)")

    def _on_active(self, reply: BusReply) -> None:
        match reply.body:
            case (list() as entries,) if all(isinstance(entry, tuple) and len(entry) == 5 for entry in entries):
                self._see(shows(found for entry in entries if (found := _idle_inhibitor(entry))))
            case _:  # Plasma 5, and 6 in its beginnings
                self._agent.call("HasInhibition", self._mine(self._on_has), "u", (CHANGE_SCREEN_SETTINGS,), returns="b")

    def _on_has(self, reply: BusReply) -> None:
        match reply.body:
            case (True,):
                self._agent.call("ListInhibitions", self._mine(self._on_list), returns="a(ss)|aas")
            case (False,):
                self._see([])
            case _:
                self._miss_reply(f"{NAME}.HasInhibition", reply)

    def _on_list(self, reply: BusReply) -> None:
        match reply.body:
            case ([_, *_] as entries,):
                found = shows(_named(entry) for entry in entries)
                # The list has all of them: with several nobody knows which it is that keeps the screen on.
                self._see(found if len(entries) == 1 else [Program("", (one.name, *one.others)) for one in found])
            case _:
                self._see([Program()])

    def _on_told(self, _member: str, _body: tuple[object, ...]) -> None:
        self._begin()


def _idle_inhibitor(entry: object) -> Inhibitor | None:
    match entry:
        case (str() as what, str() as who, str() as why, "block", int()) if "idle" in what.split(":"):
            return Inhibitor(who, why)
    return None


def _named(entry: object) -> Inhibitor:
    match entry:
        case (str() as app, str() as why) | [str() as app, str() as why]:  # a(ss) in Plasma 5, aas in 6
            return Inhibitor(app, why)
    return Inhibitor("")
