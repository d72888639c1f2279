"""How fast this machine is just now: what takes time is held against that, and not against seconds.

begin = own_s()
window.close()
assert own_s() - begin < 0.5        # on a busy machine, too
"""

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

BEAT_S = 0.01
SCHEDULE = Path("/proc/thread-self/schedstat")
"""https://docs.kernel.org/scheduler/sched-stats.html: ns on a processor, ns ready and waiting for one, how often."""


def own_s() -> float:
    """Seconds that have passed for this thread: all but those in which it could have run and others did.

    What it stands still for (a program, a lock, an answer) counts; a busy machine does not, where the kernel says so.
    """
    try:
        waiting_ns = int(SCHEDULE.read_text(encoding="ascii").split()[1])
    except OSError:
        waiting_ns = 0
    return time.monotonic() - waiting_ns / 1e9


class Beats:
    """A thread that wakes each hundredth of a second, as far as it is let, and notes how late; a context manager."""

    def __init__(self) -> None:
        self.worst_s = 0.0
        """The latest that a beat has ever come, in seconds."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="beats", daemon=True)

    def _beat(self) -> None:
        before = time.monotonic()
        while not self._over.wait(BEAT_S):
            now = time.monotonic()
            self.worst_s = max(self.worst_s, now - before - BEAT_S)
            before = now

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
