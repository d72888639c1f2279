"""How the desktop looks just now, and that it has changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.bus.settings_portal import SettingsPortal
from deskbreak.desktop.look.look import Look, look_of

if TYPE_CHECKING:
    from deskbreak.desktop.look.xsettings import XSettings


class DesktopLook(QObject):
    """What the portal and the X settings (where there are any) tell together. GUI thread only."""

    changed = Signal()
    """``look`` is another now."""

    def __init__(self, portal: SettingsPortal, xsettings: "XSettings | None", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._portal, self._xsettings = portal, xsettings
        for source in (portal, xsettings):
            if source is not None:
                source.setParent(self)
                source.changed.connect(self._on_changed)
        self.look = self._read()

    def close(self) -> None:
        """Hear nothing any more."""
        self.blockSignals(True)
        self._portal.close()
        if self._xsettings is not None:
            self._xsettings.close()

    def _read(self) -> Look:
        return look_of(self._portal.known, {} if self._xsettings is None else self._xsettings.known)

    def _on_changed(self) -> None:
        before, self.look = self.look, self._read()
        if self.look != before:
            self.changed.emit()
