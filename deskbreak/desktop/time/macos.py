"""A set clock or another zone, on macOS. Not run here.

https://developer.apple.com/documentation/foundation/nsnotification/name-swift.struct/nssystemclockdidchange
https://developer.apple.com/documentation/foundation/nsnotification/name-swift.struct/nssystemtimezonedidchange
"""

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.macos.notifications import Center, Notifications

CLOCK = "NSSystemClockDidChangeNotification"
ZONE = "NSSystemTimeZoneDidChangeNotification"


class MacClockSign(QObject):
    """macOS posts one for each."""

    told = Signal()
    """The clock may have been set, the zone may be another."""

    def __init__(self, notifications: Notifications, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notifications = notifications
        for name in (CLOCK, ZONE):
            self._notifications.observe(Center.DEFAULT, name, self.told.emit)

    def close(self) -> None:
        """Hear nothing any more."""
        self._notifications.close()
