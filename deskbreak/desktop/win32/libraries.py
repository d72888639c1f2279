"""Windows' own libraries, by ctypes. Not run here.

https://docs.python.org/3/library/ctypes.html#loading-shared-libraries
"""

import ctypes
from typing import Any

from deskbreak.desktop.sense import NoSense


def windll() -> Any:
    """All of them, loaded when first asked for by name, and shared with the rest of Python. Raises ``NoSense``."""
    libraries = getattr(ctypes, "windll", None)
    if libraries is None:
        raise NoSense("not Windows")
    return libraries


def library(name: str) -> Any:
    """One of them, loaded anew: what is declared of its functions is nobody else's affair. Raises ``NoSense``."""
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise NoSense("not Windows")
    return load(name)
