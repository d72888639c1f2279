"""Who tells on this platform whether little motion is wanted."""

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.motion.portal import PortalMotion
from deskbreak.desktop.motion.system import SystemMotion, macos_reduces, windows_reduces


def open_motion(platform: str) -> PortalMotion | SystemMotion:
    """The one for ``platform`` (as ``sys.platform``)."""
    if platform == "win32":
        return SystemMotion(windows_reduces)
    if platform == "darwin":
        return SystemMotion(macos_reduces)
    return PortalMotion(BusClient(BusKind.SESSION))
