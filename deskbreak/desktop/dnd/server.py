"""The notification server, by the name that all of them own, whichever it is."""

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.service import Service

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
"""https://specifications.freedesktop.org/notification-spec/latest/protocol.html"""


def notification_server(line: BusClient) -> Service:
    """Whoever shows the notifications on ``line``."""
    return Service(line, NAME, PATH, NAME)
