"""Whether the user wants not to be disturbed: which answers this platform has."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

from functools import partial

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.sense import AnyOf, Sense, first_sense


def open_dnd(session: BusClient, platform: str) -> Sense:
    """Everybody who may know on ``platform`` (as ``sys.platform``); on Linux the desktop may change meanwhile."""
    if platform == "win32":
        return first_sense([_windows])
    if platform == "darwin":
        from deskbreak.desktop.dnd.macos import macos_dnd

        return macos_dnd()
    from deskbreak.desktop.dnd.dunst import DunstDnd
    from deskbreak.desktop.dnd.gnome import GSETTINGS, GnomeDnd
    from deskbreak.desktop.dnd.kde import KdeDnd
    from deskbreak.desktop.dnd.mako import MakoDnd
    from deskbreak.desktop.dnd.swaync import SwayncDnd
    from deskbreak.desktop.dnd.xfce import XfceDnd

    senses = (KdeDnd, partial(GnomeDnd, program=GSETTINGS), XfceDnd, DunstDnd, SwayncDnd, MakoDnd)
    return AnyOf([sense(session) for sense in senses])


def _windows() -> Sense:
    from deskbreak.desktop.dnd.win32 import WindowsDnd
    from deskbreak.desktop.win32.libraries import windll
    from deskbreak.desktop.win32.notification_state import notification_state

    return WindowsDnd(notification_state(windll()))
