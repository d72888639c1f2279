"""Frameworks of macOS, by ctypes. Not run here."""

import ctypes
import ctypes.util
from typing import Any

from deskbreak.desktop.sense import NoSense


def framework(name: str) -> Any:
    """The one called ``name``, loaded. Raises ``NoSense`` where there is no macOS."""
    path = ctypes.util.find_library(name)
    if path is None:
        raise NoSense("not macOS")
    return ctypes.CDLL(path)
