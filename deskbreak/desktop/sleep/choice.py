"""Does the machine go to sleep? By the one on this platform who knows."""

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.macos.notifications import Notifications, PyObjC
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.sleep.logind import LogindSleep
from deskbreak.desktop.sleep.macos import MacSleep
from deskbreak.desktop.sleep.source import NullSleep, SleepWatch
from deskbreak.desktop.sleep.win32 import WindowsSleep
from deskbreak.desktop.win32.messages import Libraries, Messages


def open_sleep(system: BusClient, platform: str) -> SleepWatch:
    """The watch of this platform; it listens from ``begin`` on."""
    try:
        if platform == "win32":
            return WindowsSleep(Messages(Libraries()))
        if platform == "darwin":
            return MacSleep(Notifications(PyObjC()))
    except NoSense as error:
        return NullSleep(str(error))
    return LogindSleep(system)
