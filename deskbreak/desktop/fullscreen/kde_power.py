"""Who has asked KDE's PowerDevil to keep the screen as it is.

https://invent.kde.org/plasma/powerdevil/-/blob/master/daemon/powerdevilpolicyagent.cpp. It is asked for
``ChangeScreenSettings`` only: what holds back nothing but the suspend (music, a download) does not count.
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.line import Line, Reply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import PROPERTIES, Service
from deskbreak.desktop.fullscreen.inhibitor import Inhibitor, first_show

NAME, PATH = "org.kde.Solid.PowerManagement.PolicyAgent", "/org/kde/Solid/PowerManagement/PolicyAgent"
CHANGE_SCREEN_SETTINGS = 4


def policy_agent(session: Line) -> Service:
    """PowerDevil's list of who has asked for what."""
    return Service(session, NAME, PATH, NAME)


class KdePower(ServiceSense):
    """See ``Sense``."""

    name = "kde-power"

    def __init__(self, session: Line, parent: QObject | None = None) -> None:
        agent = policy_agent(session)
        agent.listen("InhibitionsChanged")
        agent.listen("PropertiesChanged", PROPERTIES, where=f"arg0='{NAME}'")  # Plasma 6 tells it so too
        self._agent = agent
        super().__init__(session, agent, parent=parent)

    def _question(self) -> None:
        self._agent.call("HasInhibition", self._mine(self._on_has), "u", (CHANGE_SCREEN_SETTINGS,))

    def _on_has(self, reply: Reply) -> None:
        match reply.body:
            case (True,):
                self._agent.call("ListInhibitions", self._mine(self._on_list))
            case (False,):
                self._know(value=False)
            case _:
                self._miss(f"{NAME}.HasInhibition: {reply.fault or 'an answer of another kind'}")

    def _on_list(self, reply: Reply) -> None:
        match reply.body:
            case ([_, *_] as entries,):
                inhibitors = [Inhibitor(app, why) for entry in entries for app, why in (_names(entry),)]
                show = first_show(inhibitors)
                # The list has all of them: with several nobody knows which it is that keeps the screen on.
                self._know(show is not None, show.person_name if show and len(entries) == 1 else "")
            case _:
                self._know(value=True)

    def _on_told(self, _member: str, _body: tuple[object, ...]) -> None:
        self._begin()


def _names(entry: object) -> tuple[str, str]:
    match entry:
        case (str() as app, str() as why):
            return app, why
    return "", ""
