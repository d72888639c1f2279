"""Does the machine go to sleep? By the one on this platform who knows."""

import sys

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.sleep.logind import LogindSleep
from deskbreak.desktop.sleep.macos import MacSleep
from deskbreak.desktop.sleep.source import NullSleep, SleepWatch
from deskbreak.desktop.sleep.win32 import WindowsSleep


def open_sleep(system: BusClient, platform: str = sys.platform) -> SleepWatch:
    """The watch of this platform; it listens from ``begin`` on."""
    try:
        if platform == "win32":
            return WindowsSleep()
        if platform == "darwin":
            return MacSleep()
    except NoSense as error:
        return NullSleep(str(error))
    return LogindSleep(system)
