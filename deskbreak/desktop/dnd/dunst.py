"""Whether dunst is paused (``dunstctl set-paused``): it shows nothing then, whatever its pause level.

The property, and its ``PropertiesChanged`` (seen with 1.9):
https://github.com/dunst-project/dunst/blob/master/src/dbus.c
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.line import Line
from deskbreak.desktop.bus.sense import PropertySense
from deskbreak.desktop.dnd.server import notification_server


class DunstDnd(PropertySense):
    """See ``Sense``. Unknown with another notification server, which has no such interface."""

    name = "dunst"

    def __init__(self, session: Line, parent: QObject | None = None) -> None:
        super().__init__(session, notification_server(session), "org.dunstproject.cmd0", "paused", parent)
