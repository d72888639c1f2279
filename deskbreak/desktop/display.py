"""Whether there is a display to show anything on. Qt itself ends the process with abort() when there is none."""

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deskbreak.i18n import _

NEEDS_NONE = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})
"""Qt platforms that bring their own screen."""
PATIENCE = 1.0
"""Seconds that a Wayland compositor may take to let us in."""


def x11_answers(display: str) -> bool:
    """Whether Qt could connect to that X display: asked by the library that Qt asks by, so that a server that refuses
    us (another user's) is no answer either. Blocks as long as Qt would. True where that library is not to be had."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def display_fault(
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    x11: Callable[[str], bool] = x11_answers,
) -> str:
    """A sentence if there is no display that answers, else ``""``."""
    if platform in ("win32", "darwin"):
        return ""
    wanted = {one.partition(":")[0] for one in environment.get("QT_QPA_PLATFORM", "").split(";") if one}
    if wanted & NEEDS_NONE:
        return ""
    names = {"wayland": environment.get("WAYLAND_DISPLAY", ""), "xcb": environment.get("DISPLAY", "")}
    if not any(names.values()):
        return _(
            "There is no display here, so deskbreak cannot show itself: neither DISPLAY nor WAYLAND_DISPLAY is set."
        )
    tried = {kind: name for kind, name in names.items() if name and (not wanted or _is_wanted(kind, wanted))}
    if "wayland" in tried and _wayland_answers(tried["wayland"], environment):
        return ""
    if "xcb" in tried and x11(tried["xcb"]):
        return ""
    told = ", ".join(tried.values()) or ", ".join(filter(None, names.values()))
    return _("The display {name} does not answer, so deskbreak cannot show itself.").format(name=told)


def _is_wanted(kind: str, wanted: set[str]) -> bool:
    return any(one.startswith(kind) for one in wanted)  # "wayland-egl" is one too


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    path = Path(environment.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX) as knock:
        knock.settimeout(PATIENCE)
        try:
            knock.connect(str(path))
        except OSError:
            return False
    return True
