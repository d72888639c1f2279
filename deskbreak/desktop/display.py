"""Whether Qt can show anything here. Qt itself ends the process with abort() where it cannot."""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from deskbreak.desktop.libraries import missing_library
from deskbreak.i18n import _

PATIENCE = 1.0
"""Seconds that a Wayland compositor may take to let us in."""
WISH = "QT_QPA_PLATFORM"
"""The variable by which people choose how Qt shows windows: ``xcb``, ``wayland;xcb``, ``offscreen:…``."""
DISPLAYS = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
"""The ways that need a display, the better first, and the variable that names it."""
SCREENS = frozenset({"offscreen", "minimal"})
"""The ways that bring a screen of their own, wherever they are. Of all others (``eglfs``, ``linuxfb``, ``vnc``, those
of vendors) nobody can say but Qt, which tells of it by ``abort()``, or by having no screen at all."""
TRIAL_PATIENCE = 20.0
"""Seconds that such a one may take to come up in a process of its own."""
_TRIAL = """
import os
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
def tell(kind, _context, text):
    os.write(1, f"{text}\\n".encode())
    if kind == QtMsgType.QtFatalMsg:
        os._exit(1)  # rather than abort(), of which a core file would remain, or a desktop that tells of a crash
qInstallMessageHandler(tell)
from PySide6.QtGui import QGuiApplication
qt = QGuiApplication(["deskbreak"])
raise SystemExit(not qt.screens())
"""


class Plugins:
    """Qt's ways to show windows: plugins, of which each knows some names. Asks QtCore; nothing is shown."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        from PySide6.QtCore import QCoreApplication, QPluginLoader  # noqa: PLC0415 - only where there is a display

        self._load = QPluginLoader
        folders = [Path(folder, "platforms") for folder in QCoreApplication.libraryPaths()]
        if chosen := environment.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
            folders += [Path(chosen), Path(chosen, "platforms")]
        self._files = {
            str(name).lower(): file
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
        """What ``QT_QPA_PLATFORM`` may be, in small letters, as Qt compares it."""
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


def screen_fault(environment: Mapping[str, str]) -> str:
    """What keeps Qt from a screen in ``environment``, in its own words; ``""`` if it has one.

    Tried in another process, which may be ended by it. Takes as long as Qt's start, ``TRIAL_PATIENCE`` at most.
    """
    import subprocess  # noqa: PLC0415 - the usual start needs none

    try:
        trial = subprocess.run(
            [sys.executable, "-P", "-c", _TRIAL],  # -P: whatever lies in this folder is not taken for a module
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TRIAL_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    if trial.returncode == 0:
        return ""
    lines = (line.strip().rstrip(".") for line in trial.stdout.decode(errors="replace").splitlines())
    return "; ".join(filter(None, lines)) or _("it does not say why")


def display_fault(environment: Mapping[str, str], platform: str) -> str:
    """A sentence if Qt cannot show anything, else ``""``. Raises ``ImportError`` where not even QtCore can be loaded.

    It blames what is to blame: the display, a library, or the variable ``QT_QPA_PLATFORM``.
    """
    if platform in ("win32", "darwin"):
        return ""
    wish = environment.get(WISH, "")
    tried = {kind: name for kind, variable in DISPLAYS.items() if (name := environment.get(variable, ""))}
    if not wish and not tried:
        return _(
            "There is no display here, so deskbreak cannot show itself: neither DISPLAY nor WAYLAND_DISPLAY is set."
        )
    there = Plugins(environment)
    known = [name for name in (_wanted(wish) if wish else tried) if name in there.names]
    faults, said = [], ""
    for name in known:  # as Qt goes through them: the first that is there is taken, for better or worse
        if not _answers(name, tried, environment):
            continue
        if fault := there.fault(name):
            faults.append(fault)
        elif _is_sure(name) or not (said := screen_fault(environment)):
            return ""
        else:
            break
    if faults:
        return missing_library(faults[0]) or _("Qt cannot start here: {reason}").format(reason=faults[0])
    if wish and not known:
        sentence = _("{variable} is “{wish}”, which Qt does not know here. Unset it, or choose one of: {names}")
        return sentence.format(variable=WISH, wish=wish, names=", ".join(there.names))
    without = display_fault({**environment, WISH: ""}, platform) if wish else ""
    if wish and not without:
        sentence = _("{variable} is “{wish}”, and no display of that kind answers. Without it deskbreak could start.")
        return sentence.format(variable=WISH, wish=wish)
    if said:
        sentence = _("{variable} is “{wish}”, and Qt finds no screen of that kind here: {reason}")
        return sentence.format(variable=WISH, wish=wish, reason=said)
    if not tried:
        return without
    return _("The display {name} does not answer, so deskbreak cannot show itself.").format(
        name=", ".join(tried.values())
    )


def _wanted(wish: str) -> list[str]:
    """The names in ``QT_QPA_PLATFORM``, each without what follows it, as Qt reads them: ``XCB:a;;:offscreen``."""
    ways = ([word for word in one.split(":") if word] for one in wish.split(";"))
    return [words[0].lower() for words in ways if words]


def _is_sure(name: str) -> bool:
    """Whether Qt has a screen there once the display answers and the plugin is loaded."""
    return name == "xcb" or name.startswith("wayland") or name in SCREENS


def _answers(name: str, tried: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    """Whether the display that this way needs is there; others than these need none."""
    if name.startswith("wayland"):  # "wayland-egl" is one too; the default: wl_display_connect(3)
        return _wayland_answers(tried.get("wayland", "wayland-0"), environment)
    return name != "xcb" or ("xcb" in tried and x11_answers(tried["xcb"]))


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    path = Path(environment.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX) as knock:
        knock.settimeout(PATIENCE)
        try:
            knock.connect(str(path))
        except OSError:
            return False
    return True
