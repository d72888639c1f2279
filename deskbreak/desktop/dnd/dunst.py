"""Whether dunst is paused (``dunstctl set-paused``, or a pause level above 0), which holds our notes back.

``paused`` is true at every level but 0; newer versions have levels up to 100 (``set-paused`` means 100). A note comes
through all the same where its ``override_pause_level``, a rule of the user's, is high enough. The rules are told to
nobody: whoever sets any level is taken to want quiet. The property, and its ``PropertiesChanged`` (seen with 1.9):
https://github.com/dunst-project/dunst/blob/master/src/dbus.c
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.sense import PropertySense
from deskbreak.desktop.dnd.server import notification_server


class DunstDnd(PropertySense):
    """See ``Sense``. Unknown with another notification server, which has no such interface."""

    name = "dunst"

    def __init__(self, session: BusClient, parent: QObject | None = None) -> None:
        super().__init__(session, notification_server(session), "org.dunstproject.cmd0", "paused", parent)
