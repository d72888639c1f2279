"""The wish for little motion, as Windows and macOS have it. Written to their documentation, not run here."""

import ctypes
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.win32.libraries import library

SPI_GETCLIENTAREAANIMATION = 0x1042
"""https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-systemparametersinfow"""


def windows_reduces() -> bool:
    """Whether animations inside of windows are switched off (Settings, Accessibility, Visual effects)."""
    try:
        user32 = library("user32")
    except NoSense:
        return False
    animated = ctypes.c_int(1)
    answered = user32.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0)
    return bool(answered) and not animated.value


def macos_reduces() -> bool:
    """Whether *Reduce motion* is on (System Settings, Accessibility, Display).

    https://developer.apple.com/documentation/appkit/nsworkspace/accessibilitydisplayshouldreducemotion
    """
    try:
        import AppKit  # noqa: PLC0415 - macOS only
    except ImportError:
        return False
    return bool(AppKit.NSWorkspace.sharedWorkspace().accessibilityDisplayShouldReduceMotion())


class SystemMotion(QObject):
    """Asked anew each time: it takes microseconds. It tells of no change by itself."""

    changed = Signal()

    def __init__(self, ask: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask

    @property
    def reduced(self) -> bool:
        """Whether little motion is wanted."""
        return self._ask()

    def close(self) -> None:
        """There is nothing to give back."""
