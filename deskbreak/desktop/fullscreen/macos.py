"""Whether somebody keeps the display on, on macOS. Written to Apple's documentation, not run here.

``IOPMCopyAssertionsStatus`` gives the level of each kind of assertion; ``PreventUserIdleDisplaySleep`` is what video
players, presentations and calls take. https://developer.apple.com/documentation/iokit/1557112-iopmcopyassertionsstatus
"""

import ctypes
import ctypes.util
from typing import Any

from PySide6.QtCore import QObject

from deskbreak.desktop.sense import NoSense, Sense

ASSERTION = b"PreventUserIdleDisplaySleep"
UTF8 = 0x08000100
"""kCFStringEncodingUTF8."""
INT_TYPE = 9
"""kCFNumberIntType."""


class _PowerAssertions:
    """The wire: two frameworks by ctypes. Raises ``NoSense`` elsewhere."""

    def __init__(self, iokit: Any = None, foundation: Any = None) -> None:
        self._iokit = iokit or _framework("IOKit")
        self._cf = cf = foundation or _framework("CoreFoundation")
        self._iokit.IOPMCopyAssertionsStatus.argtypes = (ctypes.POINTER(ctypes.c_void_p),)
        self._iokit.IOPMCopyAssertionsStatus.restype = ctypes.c_int
        cf.CFStringCreateWithCString.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
        cf.CFStringCreateWithCString.restype = ctypes.c_void_p
        cf.CFDictionaryGetValue.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        cf.CFDictionaryGetValue.restype = ctypes.c_void_p
        cf.CFNumberGetValue.argtypes = (ctypes.c_void_p, ctypes.c_long, ctypes.c_void_p)
        cf.CFNumberGetValue.restype = ctypes.c_bool
        cf.CFRelease.argtypes = (ctypes.c_void_p,)
        cf.CFRelease.restype = None
        self._key = cf.CFStringCreateWithCString(None, ASSERTION, UTF8)

    def level(self) -> int | None:
        """How many keep the display on; ``None``: macOS does not say."""
        status = ctypes.c_void_p()
        if self._iokit.IOPMCopyAssertionsStatus(ctypes.byref(status)) != 0 or not status.value:
            return None
        level = ctypes.c_int(0)
        number = self._cf.CFDictionaryGetValue(status, self._key)
        known = not number or self._cf.CFNumberGetValue(number, INT_TYPE, ctypes.byref(level))
        self._cf.CFRelease(status)
        return level.value if known else None


class MacDisplayAwake(Sense):
    """See ``Sense``. Raises ``NoSense`` elsewhere. ``iokit``, ``foundation``: the loaded frameworks."""

    name = "power-assertions"

    def __init__(self, iokit: Any = None, foundation: Any = None, parent: QObject | None = None) -> None:
        self._assertions = _PowerAssertions(iokit, foundation)
        super().__init__(parent)

    def _ask(self) -> None:
        level = self._assertions.level()
        if level is None:
            self._miss("IOPMCopyAssertionsStatus failed")
        else:
            self._know(level > 0)


def _framework(name: str) -> Any:
    path = ctypes.util.find_library(name)
    if path is None:
        raise NoSense("not macOS")
    return ctypes.CDLL(path)
