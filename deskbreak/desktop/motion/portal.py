"""The wish for little motion, as Linux desktops tell it by the settings portal.

Three keys may say so: ``reduced-motion`` of org.freedesktop.appearance (1: reduced; since portal 1.21, see
https://github.com/flatpak/xdg-desktop-portal/pull/1840), ``enable-animations`` of org.gnome.desktop.interface (false;
Xfce, Budgie and Pantheon set it too) and ``AnimationDurationFactor`` of KDE's kdeglobals (0).
"""

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.settings_portal import APPEARANCE, GNOME, KDE, SettingsPortal

KEYS = frozenset({(APPEARANCE, "reduced-motion"), (GNOME, "enable-animations"), (KDE, "AnimationDurationFactor")})


class PortalMotion(QObject):
    """Until the portal has answered, nobody wants less. GUI thread only. ``session`` is a line of its own."""

    changed = Signal()
    """``reduced`` is another now."""

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._portal = SettingsPortal(session, KEYS, self)
        self._portal.changed.connect(self._on_changed)
        self._reduced = False

    @property
    def reduced(self) -> bool:
        """Whether little motion is wanted, as far as is known."""
        return self._reduced

    def close(self) -> None:
        """Hear nothing any more."""
        self._portal.close()

    def _on_changed(self) -> None:
        before, self._reduced = self._reduced, any(_says_so(*one, value) for one, value in self._portal.known.items())
        if self._reduced != before:
            self.changed.emit()


def _says_so(space: str, _key: str, value: object) -> bool:
    if space == APPEARANCE:
        return value == 1
    if space == GNOME:
        return value is False
    try:
        return float(str(value)) == 0
    except ValueError:
        return False
