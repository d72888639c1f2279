"""deskbreak on a platform that has none of Linux's own libraries, as far as that can be tried on Linux."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).parent.parent / "pyproject.toml"

ELSEWHERE = """
import importlib.abc, socket, sys

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"no {{name}} here", name=name)

sys.meta_path.insert(0, Missing())
del socket.AF_UNIX
"""
UNIX_ONLY = {"fcntl", "grp", "pwd", "resource", "termios"}
"""Modules of Python's own that Windows does not have."""
IMPORT_NAMES = {"python-xlib": "Xlib"}


def elsewhere(code: str) -> str:
    """What ``code`` prints there."""
    source = ELSEWHERE.format(missing=linux_only() | UNIX_ONLY) + code
    result = subprocess.run(
        [sys.executable, "-c", source],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def linux_only() -> set[str]:
    """The modules of the dependencies that are installed on Linux only."""
    listed = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    requirements = [Requirement(text) for text in listed]
    absent = {r.name for r in requirements if r.marker and not r.marker.evaluate({"sys_platform": "win32"})}
    return {IMPORT_NAMES.get(name, name) for name in absent if name != "PySide6-Essentials"}


def test_the_app_can_be_imported() -> None:
    assert {"Xlib", "pulsectl"} <= linux_only()
    assert elsewhere("import deskbreak.cli, deskbreak.app.running; print('here')") == "here\n"


def test_there_is_no_bus_and_that_is_said() -> None:
    code = """
from PySide6.QtCore import QCoreApplication
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
app = QCoreApplication([])
line = BusClient(BusKind.SYSTEM)
print(line.open(), line.fault)
"""
    assert elsewhere(code).startswith("False no Unix sockets")
