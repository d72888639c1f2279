"""For every Python that lives on another date (tests/dates.py): its ``sleep`` works, and what it starts is on its own.

libfaketime shares a semaphore with all that a program starts, and whoever is killed while holding it stops all of them
for good (seen as a run that hung). Versions from 2024 are told not to (``FAKETIME_DISABLE_SHM``,
https://github.com/wolfcw/libfaketime/pull/465); with 0.9.10 each program that Python starts has a semaphore of its own.

libfaketime 0.9.10 (Debian 12) makes clock_nanosleep(2) fail with EINVAL when it is to leave CLOCK_MONOTONIC alone; it
is by that call that Python 3.11 and later sleep. 0.9.10+2024 (Debian 13) does not.
"""

import os
import select
import time

os.environ.pop("FAKETIME_SHARED", None)

try:
    time.sleep(1e-6)
except OSError:

    def sleep(seconds: float) -> None:
        """``time.sleep``, by select(2)."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            select.select((), (), (), left)

    time.sleep = sleep  # type: ignore[assignment]
