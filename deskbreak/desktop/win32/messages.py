"""A hidden window that hears what Windows tells all programs: power, clock, lock. Not run here.

Written to Microsoft's documentation:
https://learn.microsoft.com/windows/win32/winmsg/about-window-procedures
https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
https://learn.microsoft.com/windows/win32/sysinfo/wm-timechange
https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change

Broadcasts go to top-level windows only, so it is one that is never shown, and no message-only window. It belongs to
the GUI thread, whose Qt event loop dispatches its messages.
"""

import ctypes
import itertools
from typing import Any

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.win32.libraries import library

WM_TIMECHANGE = 0x001E
WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
HEARD = frozenset({WM_TIMECHANGE, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE})

NOTIFY_FOR_THIS_SESSION = 0
DEVICE_NOTIFY_WINDOW_HANDLE = 0

HANDLE = ctypes.c_void_p
# WPARAM, LPARAM and LRESULT are as wide as a pointer; ctypes.wintypes has them as long on other platforms.
WPARAM = ctypes.c_size_t
LPARAM = ctypes.c_ssize_t
LRESULT = ctypes.c_ssize_t

_WINDOW_PROCEDURE = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)(LRESULT, HANDLE, ctypes.c_uint, WPARAM, LPARAM)
_numbers = itertools.count(1)


class _WindowClass(ctypes.Structure):
    """WNDCLASSW."""

    _fields_ = (
        ("style", ctypes.c_uint),
        ("procedure", _WINDOW_PROCEDURE),
        ("class_extra", ctypes.c_int),
        ("window_extra", ctypes.c_int),
        ("instance", HANDLE),
        ("icon", HANDLE),
        ("cursor", HANDLE),
        ("background", HANDLE),
        ("menu_name", ctypes.c_wchar_p),
        ("class_name", ctypes.c_wchar_p),
    )


class Libraries:
    """What it needs of Windows, with what the functions take: ctypes would cut handles to 32 bits. Or ``NoSense``."""

    def __init__(self) -> None:
        self.user32: Any = library("user32")
        self.kernel32: Any = library("kernel32")
        self.wtsapi32: Any = library("wtsapi32")
        number, text = ctypes.c_uint, ctypes.c_wchar_p
        self.kernel32.GetModuleHandleW.argtypes = (text,)
        self.kernel32.GetModuleHandleW.restype = HANDLE
        self.user32.RegisterClassW.argtypes = (ctypes.POINTER(_WindowClass),)
        self.user32.RegisterClassW.restype = ctypes.c_ushort
        self.user32.UnregisterClassW.argtypes = (text, HANDLE)
        place = (ctypes.c_int,) * 4
        self.user32.CreateWindowExW.argtypes = (number, text, text, number, *place, HANDLE, HANDLE, HANDLE, HANDLE)
        self.user32.CreateWindowExW.restype = HANDLE
        self.user32.DestroyWindow.argtypes = (HANDLE,)
        self.user32.DefWindowProcW.argtypes = (HANDLE, number, WPARAM, LPARAM)
        self.user32.DefWindowProcW.restype = LRESULT
        self.user32.RegisterSuspendResumeNotification.argtypes = (HANDLE, number)
        self.user32.RegisterSuspendResumeNotification.restype = HANDLE
        self.user32.UnregisterSuspendResumeNotification.argtypes = (HANDLE,)
        self.wtsapi32.WTSRegisterSessionNotification.argtypes = (HANDLE, number)
        self.wtsapi32.WTSUnRegisterSessionNotification.argtypes = (HANDLE,)


class Messages(QObject):
    """The window, from ``Messages(libraries)`` to ``close``. GUI thread only. Raises ``NoSense`` if there is none.

    ``libraries``: ``Libraries()``, or what stands in for it.
    """

    heard = Signal(int, int)
    """(message, wparam): one of ``HEARD``. Windows waits until the slots connected directly to this have returned."""

    def __init__(self, libraries: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._libraries = found = libraries
        self._procedure = _WINDOW_PROCEDURE(self._on_message)  # lives as long as the window
        self._class_name = f"deskbreak-messages-{next(_numbers)}"
        self._instance = found.kernel32.GetModuleHandleW(None)
        window_class = _WindowClass(procedure=self._procedure, instance=self._instance, class_name=self._class_name)
        if not found.user32.RegisterClassW(ctypes.byref(window_class)):
            raise NoSense("RegisterClassW failed")
        self._window = found.user32.CreateWindowExW(
            0, self._class_name, "deskbreak", 0, 0, 0, 0, 0, None, None, self._instance, None
        )
        if not self._window:
            raise NoSense("CreateWindowExW failed")
        self.sessions = bool(found.wtsapi32.WTSRegisterSessionNotification(self._window, NOTIFY_FOR_THIS_SESSION))
        """Whether it hears of locks."""
        # Without this, machines with Modern Standby do not tell of their sleep.
        self._power = found.user32.RegisterSuspendResumeNotification(self._window, DEVICE_NOTIFY_WINDOW_HANDLE)

    def _on_message(self, window: int | None, message: int, wparam: int, lparam: int) -> int:
        if message in HEARD:
            self.heard.emit(message, wparam)
        answer: int = self._libraries.user32.DefWindowProcW(window, message, wparam, lparam)
        return answer

    def close(self) -> None:
        """Destroy the window."""
        if not self._window:
            return
        user32 = self._libraries.user32
        if self._power:
            user32.UnregisterSuspendResumeNotification(self._power)
        if self.sessions:
            self._libraries.wtsapi32.WTSUnRegisterSessionNotification(self._window)
        user32.DestroyWindow(self._window)
        user32.UnregisterClassW(self._class_name, self._instance)
        self._window = None
