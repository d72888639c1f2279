"""Idle time on Windows: GetLastInputInfo. Written to Microsoft's documentation, not run here.

https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
"""

import ctypes
from typing import Any


class _LastInputInfo(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("time", ctypes.c_uint))


class WindowsIdle:
    """See ``Counter``. ``libraries``: ``windll()``, for user32 and kernel32."""

    name = "windows"

    def __init__(self, libraries: Any) -> None:
        self._last_input = libraries.user32.GetLastInputInfo
        self._ticks = libraries.kernel32.GetTickCount

    def idle_ms(self) -> int | None:
        """See ``Counter``. Both counters have 32 bits and begin anew every 49.7 days."""
        info = _LastInputInfo(ctypes.sizeof(_LastInputInfo), 0)
        if not self._last_input(ctypes.byref(info)):
            return None
        now: int = self._ticks()
        since: int = info.time
        return (now - since) & 0xFFFFFFFF

    def close(self) -> None:
        """See ``Counter``: nothing to give back."""
