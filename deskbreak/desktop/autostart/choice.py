"""How starting at login is switched on this platform."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.desktop.autostart.autostart import Autostart
from deskbreak.desktop.entry.command import CommandLine

if TYPE_CHECKING:
    from deskbreak.desktop.autostart.portal import LastAnswer

FLATPAK = Path("/.flatpak-info")
"""https://docs.flatpak.org/en/latest/sandbox-permissions.html"""


def open_autostart(
    platform: str,
    environment: Mapping[str, str],
    command: Callable[[], CommandLine],
    arguments: CommandLine,
    template: str,
    last: "LastAnswer",
) -> Autostart:
    """The one for ``platform`` (as ``sys.platform``).

    ``command`` gives what starts this deskbreak with ``arguments``, or raises ``NoLauncher``; ``template`` is the text
    of its desktop entry, and ``last`` keeps what a sandbox's portal says.
    """
    if platform == "win32":
        import winreg

        from deskbreak.desktop.autostart.win32 import WindowsAutostart

        return WindowsAutostart(winreg, os.path.exists, command)
    if platform == "darwin":
        from deskbreak.desktop.autostart.macos import MacAutostart

        return MacAutostart(Path("~/Library/LaunchAgents").expanduser(), command)
    if sandboxed(environment):
        from deskbreak.desktop.autostart.portal import PortalAutostart
        from deskbreak.desktop.bus.client import BusClient
        from deskbreak.desktop.bus.connection import BusKind

        return PortalAutostart(lambda: BusClient(BusKind.SESSION), last, arguments)
    from deskbreak.desktop.autostart.xdg import XdgAutostart

    return XdgAutostart(environment, command, template)


def sandboxed(environment: Mapping[str, str]) -> bool:
    """Whether this runs in a sandbox of Flatpak's or Snap's, from which the user's own folders are not seen."""
    return FLATPAK.exists() or "SNAP" in environment
