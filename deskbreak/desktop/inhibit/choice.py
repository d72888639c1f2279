"""Whether a program keeps the screen on: which answers this platform has."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

import os

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.sense import AnyOf, NullSense, Sense, first_sense


def open_inhibit(session: BusClient, system: BusClient, platform: str) -> Sense:
    """Everybody who may know on ``platform`` (as ``sys.platform``); where there is nobody, one that says why."""
    if platform == "win32":
        return NullSense("Windows does not tell who keeps the screen on")
    if platform == "darwin":
        return first_sense([_macos])
    from deskbreak.desktop.inhibit.gnome_session import GnomeSession
    from deskbreak.desktop.inhibit.kde_power import KdePower
    from deskbreak.desktop.inhibit.logind import LogindInhibitors
    from deskbreak.desktop.inhibit.power_management import PowerManagement

    return AnyOf(
        [GnomeSession(session), KdePower(session), PowerManagement(session), LogindInhibitors(system, os.getuid())]
    )


def _macos() -> Sense:
    from deskbreak.desktop.inhibit.macos import MacDisplayAwake, copy_assertions, pyobjc
    from deskbreak.desktop.macos.frameworks import framework

    return MacDisplayAwake(copy_assertions(framework("IOKit"), framework("CoreFoundation"), pyobjc()))
