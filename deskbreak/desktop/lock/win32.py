"""Whether the session is locked, on Windows. Written to Microsoft's documentation, not run here.

https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
https://learn.microsoft.com/windows/win32/api/wtsapi32/ns-wtsapi32-wtsinfoex_level1_w
"""

import ctypes
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from deskbreak.desktop.sense import NoSense, Sense
from deskbreak.desktop.win32.libraries import library
from deskbreak.desktop.win32.messages import WM_WTSSESSION_CHANGE, Messages

SESSION_LOCK = 7
SESSION_UNLOCK = 8

WTS_CURRENT_SERVER = None
WTS_CURRENT_SESSION = 0xFFFFFFFF
SESSION_INFO_EX = 25
STATE_LOCK = 0
STATE_UNLOCK = 1


class _Level1(ctypes.Structure):
    """The beginning of WTSINFOEX_LEVEL1_W."""

    _fields_ = (("session_id", ctypes.c_uint32), ("connected", ctypes.c_int32), ("flags", ctypes.c_int32))


class _InfoEx(ctypes.Structure):
    """The beginning of WTSINFOEXW. The union after ``level`` holds 64-bit times, so it begins at 8."""

    _fields_ = (("level", ctypes.c_uint32), ("_gap", ctypes.c_uint32), ("level1", _Level1))


def wtsapi32() -> Any:
    """The library that ``session_locked`` asks. Raises ``NoSense`` elsewhere."""
    loaded = library("wtsapi32")
    loaded.WTSQuerySessionInformationW.argtypes = (
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.POINTER(ctypes.POINTER(_InfoEx)),
        ctypes.POINTER(ctypes.c_uint32),
    )
    loaded.WTSFreeMemory.argtypes = (ctypes.c_void_p,)
    return loaded


def session_locked(asked: Any) -> bool | None:
    """Whether this session is locked just now; ``None`` where Windows does not say. ``asked``: ``wtsapi32()``."""
    info, size = ctypes.POINTER(_InfoEx)(), ctypes.c_uint32()
    if not asked.WTSQuerySessionInformationW(
        WTS_CURRENT_SERVER, WTS_CURRENT_SESSION, SESSION_INFO_EX, ctypes.byref(info), ctypes.byref(size)
    ):
        return None
    try:
        if size.value < ctypes.sizeof(_InfoEx) or info.contents.level != 1:
            return None
        return {STATE_LOCK: True, STATE_UNLOCK: False}.get(info.contents.level1.flags)
    finally:
        asked.WTSFreeMemory(info)


class WindowsLock(Sense):
    """See ``Sense``. Raises ``NoSense`` where nobody tells of locks. ``locked``: whether it is just now."""

    name = "windows"
    tells = True

    def __init__(
        self,
        messages: Messages,
        locked: Callable[[], bool | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        messages.setParent(self)
        if not self._messages.sessions:
            self._messages.close()
            raise NoSense("WTSRegisterSessionNotification failed")
        self._locked = locked
        self._messages.heard.connect(self._on_heard)

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._messages.close()

    def _ask(self) -> None:
        locked = self._locked()
        if locked is None:
            self._miss("Windows does not say until the next lock")
        else:
            self._know(locked)

    def _on_heard(self, message: int, wparam: int) -> None:
        if message == WM_WTSSESSION_CHANGE and wparam in (SESSION_LOCK, SESSION_UNLOCK):
            self._know(wparam == SESSION_LOCK)
