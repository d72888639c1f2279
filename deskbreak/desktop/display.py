"""Whether there is a display to show anything on. Qt itself ends the process with abort() when there is none."""

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from deskbreak.i18n import _

NEEDS_NONE = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
"""Qt platforms that bring their own screen."""
_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
PATIENCE = 1.0
"""Seconds that a display may take to answer."""


def display_fault(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """A sentence if there is no display that answers, else ``""``.

    Local displays are knocked at (their sockets answer at once); one on another machine is believed to be there.
    """
    if platform in ("win32", "darwin"):
        return ""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in NEEDS_NONE:
        return ""
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if not wayland and not x11:
        return _(
            "There is no display here, so deskbreak cannot show itself: neither DISPLAY nor WAYLAND_DISPLAY is set."
        )
    if (wayland and _answers(_wayland_socket(wayland, environment))) or (x11 and _x11_answers(x11)):
        return ""
    name = wayland if wayland and not x11 else x11
    return _("The display {name} does not answer, so deskbreak cannot show itself.").format(name=name)


def _wayland_socket(name: str, environment: Mapping[str, str]) -> str:
    return str(Path(environment.get("XDG_RUNTIME_DIR", "")) / name)


def _x11_answers(display: str) -> bool:
    local = _LOCAL_X.fullmatch(display)
    if local is None:
        return True
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where the X server puts it
    return _answers(path) or _answers("\0" + path)


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as knock:
        knock.settimeout(PATIENCE)
        try:
            knock.connect(address)
        except OSError:
            return False
    return True
