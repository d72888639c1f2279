"""Whether Qt can show anything here. Qt itself ends the process with abort() where it cannot."""

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deskbreak.desktop.libraries import missing_library
from deskbreak.i18n import _

PATIENCE = 1.0
"""Seconds that a Wayland compositor may take to let us in."""
WISH = "QT_QPA_PLATFORM"
"""The variable by which people choose how Qt shows windows: ``xcb``, ``wayland;xcb``, ``offscreen:…``."""
DISPLAYS = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
"""The ways that need a display, the better first, and the variable that names it."""


class Plugins:
    """Qt's ways to show windows: plugins, of which each knows some names. Asks QtCore; nothing is shown."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        from PySide6.QtCore import QCoreApplication, QPluginLoader  # noqa: PLC0415 - only where there is a display

        self._load = QPluginLoader
        folders = [Path(folder, "platforms") for folder in QCoreApplication.libraryPaths()]
        if chosen := environment.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
            folders += [Path(chosen), Path(chosen, "platforms")]
        self._files = {
            str(name): file
            for folder in reversed(folders)
            for file in sorted(folder.glob("*.so"))
            for name in self._metadata(file)
        }

    def _metadata(self, file: Path) -> list[object]:
        # https://doc.qt.io/qt-6/qpluginloader.html#metaData: read from the file, which is not loaded for it
        metadata = self._load(str(file)).metaData().get("MetaData")
        names = metadata.get("Keys") if isinstance(metadata, dict) else None
        return names if isinstance(names, list) else []

    @property
    def names(self) -> list[str]:
        """What ``QT_QPA_PLATFORM`` may be."""
        return sorted(self._files)

    def fault(self, name: str) -> str:
        """Why that plugin cannot be loaded, in the words of ld.so(8); ``""`` if it is loaded now, as Qt would do it."""
        loader = self._load(str(self._files[name]))
        return "" if loader.load() else loader.errorString()


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
    plugins: Callable[[Mapping[str, str]], Plugins] = Plugins,
) -> str:
    """A sentence if Qt cannot show anything, else ``""``. Raises ``ImportError`` where not even QtCore can be loaded.

    It blames what is to blame: the display, a library, or the variable ``QT_QPA_PLATFORM``.
    """
    if platform in ("win32", "darwin"):
        return ""
    wish = environment.get(WISH, "")
    wanted = [name for one in wish.split(";") if (name := one.partition(":")[0])]
    tried = {kind: name for kind, variable in DISPLAYS.items() if (name := environment.get(variable, ""))}
    if not wanted:
        if not tried:
            return _(
                "There is no display here, so deskbreak cannot show itself: neither DISPLAY nor WAYLAND_DISPLAY is set."
            )
        wanted = list(tried)
    there = plugins(environment)
    answering = [name for name in wanted if name in there.names and _answers(name, tried, environment, x11)]
    faults = [there.fault(name) for name in answering]
    if "" in faults:
        return ""
    if faults:
        return missing_library(faults[0]) or _("Qt cannot start here: {reason}").format(reason=faults[0])
    if wish and not any(name in there.names for name in wanted):
        sentence = _("{variable} is “{wish}”, which Qt does not know here. Unset it, or choose one of: {names}")
        return sentence.format(variable=WISH, wish=wish, names=", ".join(there.names))
    if wish and not display_fault({**environment, WISH: ""}, platform, x11, plugins):
        sentence = _("{variable} is “{wish}”, and no display of that kind answers. Without it deskbreak could start.")
        return sentence.format(variable=WISH, wish=wish)
    if not tried:
        return display_fault({**environment, WISH: ""}, platform, x11, plugins)
    return _("The display {name} does not answer, so deskbreak cannot show itself.").format(
        name=", ".join(tried.values())
    )


def _answers(name: str, tried: Mapping[str, str], environment: Mapping[str, str], x11: Callable[[str], bool]) -> bool:
    """Whether the display that this way needs is there; some bring their own screen (``offscreen``, ``vnc``)."""
    if name.startswith("wayland"):  # "wayland-egl" is one too; the default: wl_display_connect(3)
        return _wayland_answers(tried.get("wayland", "wayland-0"), environment)
    return name != "xcb" or ("xcb" in tried and x11(tried["xcb"]))


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    path = Path(environment.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX) as knock:
        knock.settimeout(PATIENCE)
        try:
            knock.connect(str(path))
        except OSError:
            return False
    return True
