"""Who fills what is painted: one thread, in the tray as with a window."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from deskbreak.ui.kit.raster import VARIABLE

if not sys.platform.startswith("linux"):
    pytest.skip("counts threads in /proc", allow_module_level=True)

PAINTING = """
import json, os
{begin}
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from deskbreak.ui.figure.widget import Figure

before = len(os.listdir("/proc/self/task"))
figure = Figure()
figure.resize(420, 420)
figure.render(QImage(420, 420, QImage.Format.Format_RGB32), QPoint())
print(json.dumps({{"more": len(os.listdir("/proc/self/task")) - before, "inherited": os.environ.get({variable!r})}}))
"""
QT = "from PySide6.QtWidgets import QApplication; qt = QApplication([])"
DESKBREAK = "from deskbreak.app import new_application; qt = new_application()"


def painted(begin: str, **environment: str) -> dict[str, Any]:
    """How many threads there are more after painting, and what programs that are started then inherit."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}
    code = PAINTING.format(begin=begin, variable=VARIABLE)
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return dict(json.loads(told.stdout))


def test_the_figure_is_painted_by_one_thread() -> None:
    """And no other program hears of how that was brought about."""
    if painted(QT, **{VARIABLE: "1"})["more"]:
        pytest.skip("this Qt cannot be told to")
    assert painted(DESKBREAK) == {"more": 0, "inherited": None}


def test_what_the_user_says_of_it_stays() -> None:
    assert painted(DESKBREAK, **{VARIABLE: "1"})["inherited"] == "1"
