"""For every Python that lives on another date (tests/dates.py): its ``sleep`` works.

libfaketime 0.9.10 (Debian 12) makes clock_nanosleep(2) fail with EINVAL when it is to leave CLOCK_MONOTONIC alone; it
is by that call that Python 3.11 and later sleep. 0.9.10+2024 (Debian 13) does not.
"""

import select
import time

try:
    time.sleep(1e-6)
except OSError:

    def sleep(seconds: float) -> None:
        """``time.sleep``, by select(2)."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            select.select((), (), (), left)

    time.sleep = sleep  # type: ignore[assignment]
