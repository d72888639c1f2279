"""Memory that is free, given back to the system: the C library and Python keep it for the next time."""

import ctypes
import gc

from PySide6.QtGui import QPixmapCache


def give_back() -> None:
    """Collect what nobody holds any more, and give back whole pages (malloc_trim(3): glibc alone has it).

    Pictures that Qt keeps for the next window go, too. GUI thread only.
    """
    gc.collect()
    QPixmapCache.clear()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # musl, macOS; Windows has no library without a name
        return
    trim(0)
