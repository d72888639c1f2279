"""Whether the screen is locked, on macOS. Not run here.

The names are not in Apple's documentation, but are what programs have listened to for many years, KeePassXC's
ScreenLockListenerMac and Chromium's idle detection among them.
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.macos.notifications import Center, Notifications
from deskbreak.desktop.sense import Sense

LOCKED = "com.apple.screenIsLocked"
UNLOCKED = "com.apple.screenIsUnlocked"


class MacLock(Sense):
    """See ``Sense``. Unknown until the first lock: nobody says how it is now."""

    name = "macos"
    tells = True

    def __init__(self, notifications: Notifications, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notifications = notifications
        self._notifications.observe(Center.DISTRIBUTED, LOCKED, lambda: self._know(value=True))
        self._notifications.observe(Center.DISTRIBUTED, UNLOCKED, lambda: self._know(value=False))

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._notifications.close()

    def _ask(self) -> None:
        self._miss("macOS does not say until the next lock")
