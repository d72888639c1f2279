"""Idle time on macOS: CGEventSourceSecondsSinceLastEventType. Written to Apple's documentation, not run here.

https://developer.apple.com/documentation/coregraphics/cgeventsource/secondssincelasteventtype(_:eventtype:)
"""

import ctypes
import math
from typing import Any

HID_SYSTEM_STATE = 1
"""kCGEventSourceStateHIDSystemState: what the hardware has sent."""
ANY_INPUT = 0xFFFFFFFF
"""kCGAnyInputEventType."""


class MacIdle:
    """See ``Counter``. ``graphics``: the framework ApplicationServices."""

    name = "macos"

    def __init__(self, graphics: Any) -> None:
        self._seconds = graphics.CGEventSourceSecondsSinceLastEventType
        self._seconds.restype = ctypes.c_double
        self._seconds.argtypes = (ctypes.c_int32, ctypes.c_uint32)

    def idle_ms(self) -> int | None:
        """See ``Counter``."""
        seconds = self._seconds(HID_SYSTEM_STATE, ANY_INPUT)
        return int(seconds * 1000) if math.isfinite(seconds) and seconds >= 0 else None

    def close(self) -> None:
        """See ``Counter``: nothing to give back."""
