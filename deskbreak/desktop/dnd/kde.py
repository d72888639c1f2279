"""Do not disturb in KDE Plasma.

Plasma's notification server has a property ``Inhibited`` and tells its changes: set by the user, by an application
that asks for quiet (screen sharing), and on a mirrored screen; since Plasma 6.4 in full screen too.
https://invent.kde.org/plasma/plasma-workspace/-/blob/master/libnotificationmanager/dbus/org.freedesktop.Notifications.xml
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.sense import PropertySense
from deskbreak.desktop.dnd.server import NAME, notification_server


class KdeDnd(PropertySense):
    """See ``Sense``. Unknown with another notification server, which has no such property."""

    name = "kde"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        super().__init__(session, notification_server(session), NAME, "Inhibited", parent)
