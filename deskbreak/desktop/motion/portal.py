"""The wish for little motion, as Linux desktops tell it by the settings portal.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html (ReadAll, SettingChanged)

Three keys may say so: ``reduced-motion`` of org.freedesktop.appearance (1: reduced; since portal 1.21, see
https://github.com/flatpak/xdg-desktop-portal/pull/1840), ``enable-animations`` of org.gnome.desktop.interface (false;
Xfce, Budgie and Pantheon set it too) and ``AnimationDurationFactor`` of KDE's kdeglobals (0). Who has no portal running
is not asked.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import Service

APPEARANCE, GNOME, KDE = "org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE"
KEYS = {(APPEARANCE, "reduced-motion"), (GNOME, "enable-animations"), (KDE, "AnimationDurationFactor")}

PORTAL, PATH, SETTINGS = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)


class PortalMotion(QObject):
    """Asks when the portal comes and hears of changes; until it has answered, nobody wants less. GUI thread only.

    ``session`` is a line of its own, and is closed with it.
    """

    changed = Signal()
    """``reduced`` is another now."""

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.setParent(self)
        self._known: dict[tuple[str, str], object] = {}
        self._portal = Service(session, PORTAL, PATH, SETTINGS, parent=self)
        self._portal.listen("SettingChanged", "ssv")
        self._portal.came.connect(self._ask)
        self._portal.told.connect(self._on_told)
        self._portal.begin()

    @property
    def reduced(self) -> bool:
        """Whether little motion is wanted, as far as is known."""
        return any(_says_so(*place, value) for place, value in self._known.items())

    def close(self) -> None:
        """Hear nothing any more."""
        self._portal.blockSignals(True)
        self._session.close()

    def _ask(self) -> None:
        self._portal.call("ReadAll", self._on_answer, "as", ([APPEARANCE, GNOME, KDE],), returns="a{sa{sv}}")

    def _on_answer(self, reply: BusReply) -> None:
        match reply.body:
            case (dict() as spaces,):
                known = {
                    (space, key): _unwrapped(keys[key])
                    for space, key in KEYS
                    if isinstance(keys := spaces.get(space), Mapping) and key in keys
                }
                self._take(known)
            case _:
                pass  # it hangs, or is another kind of portal: the next change may tell

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (str() as space, str() as key, value) if (space, key) in KEYS:
                self._take({**self._known, (space, key): _unwrapped(value)})

    def _take(self, known: dict[tuple[str, str], object]) -> None:
        before, self._known = self.reduced, known
        if self.reduced != before:
            self.changed.emit()


def _unwrapped(value: object) -> object:
    """What a variant holds; portals have been known to wrap it twice."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value


def _says_so(space: str, _key: str, value: object) -> bool:
    if space == APPEARANCE:
        return value == 1
    if space == GNOME:
        return value is False
    try:
        return float(str(value)) == 0
    except ValueError:
        return False
