"""The same small desktop under Wayland: sway without a screen, in place of X11's screen and window manager.

    with WaylandDesktop() as desktop:
        app = Deskbreak(desktop, desktop.folder / "d", config)

sway refuses to run as root, so it runs as a user who does not exist; its socket lies in a folder of his.
"""

import json
import os
import shutil
import stat
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tests.dates import FAKING
from tests.e2e.desktop import Desktop, Window
from tests.e2e.processes import Program, wait_until

TOOLS = ("sway", "swaymsg", "grim", "setpriv", "dbus-daemon")
NOBODY_IN_PARTICULAR = 51_234
CONFIG = """\
output HEADLESS-1 resolution {width}x{height} position 0 0
default_border none
xwayland disable
"""


def missing_wayland_tools() -> list[str]:
    """The programs this needs that are not installed."""
    return [name for name in TOOLS if shutil.which(name) is None]


class WaylandDesktop(Desktop):
    """See ``Desktop``. What works by X alone (``click``, ``key``, ``type``) is not to be had here."""

    def picture(self) -> QImage:
        """See ``Desktop``; grim makes it."""
        file = self.folder / "picture.png"
        self.programs.run(["grim", file])
        return QImage(str(file))

    def windows(self, title: str = "", kind: str | None = None) -> list[Window]:
        """Windows whose title contains ``title``; ``kind`` is the application's id."""
        found: list[Window] = []
        self._collect(self._tree(), found, title, kind)
        return found

    def focused(self) -> int:
        """See ``Desktop``."""
        return self._focused(self._tree())

    def command(self, *words: str) -> None:
        """Tell sway something, as in its configuration file."""
        self.programs.run(["swaymsg", "-s", self._control, *words])

    def restart_compositor(self) -> None:
        """It crashes, which ends whatever was shown by it, and another one comes."""
        self.compositor.kill()
        shutil.rmtree(self.folder / "wayland")
        self._start_screen()
        self._start_window_manager()

    def _collect(self, node: dict[str, Any], found: list[Window], title: str, kind: str | None) -> None:
        for child in (*node["nodes"], *node["floating_nodes"]):
            self._collect(child, found, title, kind)
        if node.get("pid") and title in (node["name"] or "") and kind in (None, node["app_id"]):
            at = node["rect"]
            found.append(Window(node["id"], node["name"] or "", at["x"], at["y"], at["width"], at["height"]))

    def _focused(self, node: dict[str, Any]) -> int:
        if node["focused"]:
            return int(node["id"])
        return next(
            (found for child in (*node["nodes"], *node["floating_nodes"]) if (found := self._focused(child))), 0
        )

    def _tree(self) -> dict[str, Any]:
        tree: dict[str, Any] = json.loads(self.programs.run(["swaymsg", "-s", self._control, "-t", "get_tree"]))
        return tree

    def _start_screen(self) -> None:
        # Qt's text input tells of a surface that it lost the focus which, without a keyboard in a seat, it never had.
        self.complaints.bear(r"QWaylandTextInputv3::disableSurface\(wl_surface\*\) Trying to disable")
        folder = self._private("wayland")
        config = folder / "sway.conf"
        config.write_text(CONFIG.format(width=self.width, height=self.height), encoding="utf-8")
        # See ``undated``; and another user may not share what libfaketime shares.
        user: list[str | Path] = ["env", *(f"--unset={name}" for name in FAKING)]
        if os.getuid() == 0:
            for path in (folder, config):
                os.chown(path, NOBODY_IN_PARTICULAR, NOBODY_IN_PARTICULAR)
            self.folder.chmod(0o711)
            number = str(NOBODY_IN_PARTICULAR)
            user += ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups"]
        self.compositor: Program = self.programs.start(
            "sway",
            [*user, "sway", "-c", config],
            XDG_RUNTIME_DIR=str(folder),
            HOME=str(folder),
            WLR_BACKENDS="headless",
            WLR_LIBINPUT_NO_DEVICES="1",
            WLR_RENDERER="pixman",
        )
        display = wait_until(lambda: self._sockets(folder, "wayland-*"), "a Wayland display", 20)[0]
        self._control = wait_until(lambda: self._sockets(folder, "sway-ipc.*"), "sway to answer")[0]
        self.environment["WAYLAND_DISPLAY"] = str(display)
        self.environment["XDG_SESSION_TYPE"] = "wayland"
        self.environment["XDG_CURRENT_DESKTOP"] = "sway"

    def _start_window_manager(self) -> None:
        """It is one."""
        wait_until(self._tree, "sway to have an output")

    @staticmethod
    def _sockets(folder: Path, pattern: str) -> list[Path]:
        return [path for path in sorted(folder.glob(pattern)) if stat.S_ISSOCK(path.stat().st_mode)]
