"""Whether there is a presentation or a film: which answers this platform has."""

import sys

from deskbreak.desktop.bus.line import Line
from deskbreak.desktop.sense import AnyOf, NoSense, Sense, first_sense


def _active_window() -> Sense:
    try:
        from deskbreak.desktop.fullscreen.x11 import ActiveWindow  # noqa: PLC0415 - each platform loads its own
    except ImportError as error:
        raise NoSense(f"python-xlib is missing: {error}") from error
    return ActiveWindow()


def open_fullscreen(platform_name: str, session: Line, system: Line, platform: str = sys.platform) -> Sense:
    """Everybody who may know. ``platform_name``: ``QGuiApplication.platformName()``; ``platform``: as ``sys.platform``.

    Under Wayland no window tells whether it fills the screen: there it is known by who keeps the screen on.
    """
    if platform == "win32":
        from deskbreak.desktop.fullscreen.windows import WindowsFullscreen  # noqa: PLC0415

        return first_sense([WindowsFullscreen])
    if platform == "darwin":
        from deskbreak.desktop.inhibit.macos import MacDisplayAwake  # noqa: PLC0415

        return first_sense([MacDisplayAwake])
    from deskbreak.desktop.inhibit.gnome_session import GnomeSession  # noqa: PLC0415
    from deskbreak.desktop.inhibit.kde_power import KdePower  # noqa: PLC0415
    from deskbreak.desktop.inhibit.logind import LogindInhibitors  # noqa: PLC0415
    from deskbreak.desktop.inhibit.power_management import PowerManagement  # noqa: PLC0415

    windows = [first_sense([_active_window])] if platform_name == "xcb" else []
    inhibitors = [GnomeSession(session), KdePower(session), PowerManagement(session), LogindInhibitors(system)]
    return AnyOf([*windows, *inhibitors])
