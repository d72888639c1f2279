"""The settings that a Linux desktop shares with all programs, by the settings portal. None is started for it.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html (ReadAll, SettingChanged)
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import Service

APPEARANCE, GNOME, KDE = "org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE"
PORTAL, PATH, SETTINGS = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)

PATIENCE_MS = 30_000
"""For the answer, for which nobody waits: a portal that has only just been started takes its time."""

SettingKey = tuple[str, str]
"""A namespace and a key in it."""


class SettingsPortal(QObject):
    """What some keys are; asked when the portal comes, and heard of when they change. GUI thread only.

    ``session`` is a line of its own, and is closed with it. Until the portal has answered nothing is known.
    """

    changed = Signal()
    """``known`` is other now."""

    def __init__(self, session: BusClient, places: frozenset[SettingKey], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.setParent(self)
        self._places = places
        self.known: Mapping[SettingKey, object] = {}
        """The values of those that there are, out of their variants, of whatever type."""
        self._portal = Service(session, PORTAL, PATH, SETTINGS, parent=self)
        self._portal.listen("SettingChanged", "ssv")
        self._portal.came.connect(self._ask)
        self._portal.told.connect(self._on_told)
        self._portal.begin()

    def close(self) -> None:
        """Hear nothing any more."""
        self._portal.blockSignals(True)
        self._session.close()

    def _ask(self) -> None:
        spaces = sorted({space for space, _key in self._places})
        self._portal.call("ReadAll", self._on_answer, "as", (spaces,), returns="a{sa{sv}}", patience_ms=PATIENCE_MS)

    def _on_answer(self, reply: BusReply) -> None:
        match reply.body:
            case (dict() as spaces,):
                self._take(
                    {
                        (space, key): _unwrapped(keys[key])
                        for space, key in self._places
                        if isinstance(keys := spaces.get(space), Mapping) and key in keys
                    }
                )
            case _:
                pass  # it hangs, or is another kind of portal: the next change may tell

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (str() as space, str() as key, value) if (space, key) in self._places:
                self._take({**self.known, (space, key): _unwrapped(value)})

    def _take(self, known: Mapping[SettingKey, object]) -> None:
        before, self.known = self.known, known
        if known != before:
            self.changed.emit()


def _unwrapped(value: object) -> object:
    """What a variant holds; portals have been known to wrap it twice."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value
