"""A watch made of a plain counter, where the platform tells nothing by itself."""

from typing import Protocol

from PySide6.QtCore import QTimer

from deskbreak.desktop.presence.spans import LONGEST_MS, SpanWatch

RETURN_MS = 5_000
"""While input has stopped, how often it is asked whether it is back."""
UNKNOWN_MS = 60_000
"""How often a counter that gives no answer is asked again."""


class Counter(Protocol):
    """Counts the time since the last input. Its constructor raises ``NoSense`` where it does not exist."""

    name: str
    """What it is called, in settings, log and ``doctor``."""

    def idle_ms(self) -> int | None:
        """Milliseconds of the machine's time since the last input; ``None``: unknown. Never raises, never waits."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class PolledWatch(SpanWatch):
    """See ``InputWatch``. One timer, armed for when the next span would pass if there were no more input; none while
    nothing is watched.
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.name = counter.name
        self._counter = counter
        self._seen = 0
        """What the counter said last."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        if spans == self._watched:
            return
        self._watched = spans
        if spans:
            self._timer.start(0)
        else:
            self._timer.stop()

    def idle_ms(self) -> int | None:
        """See ``InputWatch``."""
        return self._counter.idle_ms()

    def close(self) -> None:
        """See ``InputWatch``."""
        super().close()
        self._timer.stop()
        self._counter.close()

    def _look(self) -> None:
        idle = self._counter.idle_ms()
        if idle is None:
            self._miss("it gives no answer")
            self._again(UNKNOWN_MS)
            return
        self._know()
        before, self._seen = self._seen, idle
        if idle < before:
            self._input()
        self._idle(idle)
        waits = [] if (span := self._next()) is None else [span - idle]
        if self._told:
            waits.append(RETURN_MS)
        if waits:
            self._again(min(waits))

    def _again(self, ms: int) -> None:
        if self._watched and not (self._timer.isActive() and self._timer.interval() == 0):  # asked for meanwhile
            self._timer.start(max(1, min(ms, LONGEST_MS)))
