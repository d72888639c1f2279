"""Sleep on macOS. Written to Apple's documentation, not run here.

https://developer.apple.com/documentation/appkit/nsworkspace/willsleepnotification
https://developer.apple.com/documentation/appkit/nsworkspace/didwakenotification
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.macos.notifications import Center, Notifications
from deskbreak.desktop.sleep.source import SleepWatch

WILL_SLEEP = "NSWorkspaceWillSleepNotification"
DID_WAKE = "NSWorkspaceDidWakeNotification"


class MacSleep(SleepWatch):
    """See ``SleepWatch``. macOS waits for up to thirty seconds."""

    name = "macos"

    def __init__(self, notifications: Notifications, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notifications = notifications

    def begin(self) -> None:
        """See ``SleepWatch``."""
        self._notifications.observe(Center.WORKSPACE, WILL_SLEEP, self.falling_asleep.emit)
        self._notifications.observe(Center.WORKSPACE, DID_WAKE, self.awake.emit)

    def close(self) -> None:
        """See ``SleepWatch``."""
        self._notifications.close()
