"""How fast this machine is just now: what takes time is held against that, and not against seconds.

with Beats() as beats:
    before = beats.count
    window.close()
    assert beats.count - before < SOON      # a busy machine beats slower, too
"""

import threading
import time
from types import TracebackType
from typing import Self

BEAT_S = 0.01


class Beats:
    """A thread that counts a beat each hundredth of a second, as far as it is let; a context manager.

    What stands still in a call that waits (for a program, a lock, an answer) does not stop the beats; what stands
    still since others use the processors slows them down as well.
    """

    def __init__(self) -> None:
        self.count = 0
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
            self.count += 1

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
