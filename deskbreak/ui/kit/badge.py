"""What the icon says. Apart from its painting, which costs more to import than all else that the tray needs."""

from enum import Enum


class Badge(Enum):
    """What the icon says."""

    WORKING = "working"
    INVITING = "inviting"
    QUIET = "quiet"
    PAUSED = "paused"
    OFF = "off"
    ROUTINE = "routine"
