"""How long to wait for something on a machine that may be busy with other work.

A limit in a test says how long a thing may take on a machine that has nothing else to do. It only ever costs time where
the thing does not come, so it may be generous; what it must not do is to call a busy machine a fault.
"""

import os

MOST = 12.0
"""A machine that is busier than that gets no more time: what has not come then will hardly come."""


USUAL = 3.0
"""The patience of a machine on which several tests run at a time."""


def unhurried(speed: int) -> int:
    """``speed``, or less on a machine that is busier than usual: a day of seconds has to be long enough for it."""
    return round(speed / max(1.0, patience() / USUAL))


def patience() -> float:
    """By how much to stretch a limit just now: 1 on an idle machine, 2 with one busy program for each processor.

    By the kernel's load of the last minute; 1 where there is none to be had (Windows).
    """
    try:
        wanted = os.getloadavg()[0]
    except (AttributeError, OSError):
        return 1.0
    return min(MOST, 1 + wanted / (os.cpu_count() or 1))
