"""Whether somebody has asked the power manager of Xfce, LXQt and others to hold back its saving.

``HasInhibit`` of https://www.freedesktop.org/wiki/Specifications/power-management-spec/, and Xfce's ``GetInhibitors``
(https://gitlab.xfce.org/xfce/xfce4-power-manager/-/blob/master/src/org.freedesktop.PowerManagement.Inhibit.xml).
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.inhibit.inhibitor import Inhibitor, shows
from deskbreak.desktop.inhibit.kde_power import policy_agent
from deskbreak.desktop.program import Program

NAME, PATH = "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit"
INTERFACE = f"{NAME}.Inhibit"


class PowerManagement(ServiceSense):
    """See ``Sense``. Unknown under KDE, where this means the suspend only, and ``kde_power`` knows of the screen.

    Elsewhere the two cannot be told apart, so that a browser's music may pass for a film.
    """

    name = "power-management"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        manager = Service(session, NAME, PATH, INTERFACE)
        manager.listen("HasInhibitChanged", "b")
        super().__init__(session, manager, parent=parent)
        self._manager = manager
        self._better = better = policy_agent(session)
        better.setParent(self)
        better.came.connect(self._on_came)
        better.went.connect(self._on_came)
        better.begin()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._better.blockSignals(True)

    def _question(self) -> None:
        if self._better.present:
            self._miss("KDE tells it better, by kde-power")
        else:
            self._manager.call("HasInhibit", self._mine(self._on_has), returns="b")

    def _on_has(self, reply: BusReply) -> None:
        match reply.body:
            case (True,):
                self._manager.call("GetInhibitors", self._mine(self._on_names), returns="as")
            case (False,):
                self._see([])
            case _:
                self._miss_reply(f"{INTERFACE}.HasInhibit", reply)

    def _on_names(self, reply: BusReply) -> None:
        match reply.body:
            case ([str(), *_] as names,):
                self._see(shows(Inhibitor(str(name)) for name in names))
            case _:
                self._see([Program()])

    def _on_told(self, _member: str, _body: tuple[object, ...]) -> None:
        self._begin()
