"""Who tells how the desktop looks, where Qt is kept from asking the desktop's own toolkit for it."""

import os

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.settings_portal import SettingsPortal
from deskbreak.desktop.look.look import PLACES
from deskbreak.desktop.look.shown import DesktopLook


def open_look(platform_name: str) -> DesktopLook:
    """What tells how the desktop looks, on Linux. ``platform_name``: ``QGuiApplication.platformName()``."""
    portal = SettingsPortal(BusClient(BusKind.SESSION), PLACES)
    if platform_name != "xcb":
        return DesktopLook(portal, None)
    from deskbreak.desktop.look.xsettings import XSettings  # noqa: PLC0415 - python-xlib, where there is X only

    return DesktopLook(portal, XSettings(os.environ.get("DISPLAY")))
