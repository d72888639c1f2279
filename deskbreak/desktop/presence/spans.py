"""What all watches do alike: each span is told once, and the input after it."""

from PySide6.QtCore import QTimer

from deskbreak.desktop.presence.source import InputWatch, log
from deskbreak.desktop.time.clock import Ticks

LONGEST_MS = 24 * 3_600_000
"""A QTimer takes no more than 24 days."""


class SpanWatch(InputWatch):
    """Keeps which spans are watched and which of them were told since there was input.

    A backend reports by ``_idle`` and ``_input``, and by ``_know`` and ``_miss``; from the event loop, never from
    within a call of its user.
    """

    def __init__(self) -> None:
        super().__init__()
        self._watched: frozenset[int] = frozenset()
        self._told: set[int] = set()
        """Kept when the watched spans change, so that nobody is told twice of one pause."""

    def close(self) -> None:
        """See ``InputWatch``. Whoever is told may close it: nothing is told after that, though there be more."""
        self._watched = frozenset()
        self._told.clear()

    def _next(self) -> int | None:
        """The shortest span that is still to be told in this pause."""
        return min(self._watched - self._told, default=None)

    def _idle(self, ms: int) -> None:
        """There has been no input for ``ms``: tell what has passed."""
        passed = {span for span in self._watched if span <= ms} - self._told
        if passed:
            self._told |= passed
            self.stopped.emit()

    def _input(self) -> None:
        """There was input just now."""
        if self._told:
            self._told.clear()
            self.resumed.emit()

    def _know(self) -> None:
        """It works, perhaps again."""
        if self.fault:
            log.info("input by %s: known now", self.name)
            self.fault = ""
            self.changed.emit()

    def _miss(self, fault: str) -> None:
        """It does not work just now. Each fault is told once: it is tried again and again."""
        if fault == self.fault:
            return
        log.info("input by %s: unknown, %s", self.name, fault)
        was_known, self.fault = self.known, fault
        self._told.clear()
        if was_known:
            self.changed.emit()


class ToldWatch(SpanWatch):
    """Where the desktop tells that input stopped and came back, but gives no number: the time since is counted here.

    By the clock that stands still while the machine sleeps, as the counters of X11 and Mutter do.
    """

    def __init__(self, ticks: Ticks) -> None:
        super().__init__()
        self._ticks = ticks
        self._last_input: int | None = None
        """When it was (``awake_ms``), known while there is none; never too early."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._count)

    def idle_ms(self) -> int | None:
        """See ``InputWatch``."""
        if not self.known:
            return None
        return 0 if self._last_input is None else max(0, self._ticks.awake_ms() - self._last_input)

    def _idle(self, ms: int) -> None:
        """See ``SpanWatch``. ``ms``: at least so long."""
        last_input = self._ticks.awake_ms() - ms
        self._last_input = last_input if self._last_input is None else min(last_input, self._last_input)
        super()._idle(self._ticks.awake_ms() - self._last_input)

    def close(self) -> None:
        """See ``InputWatch``."""
        super().close()
        self._forget_pause()

    def _count(self) -> None:
        """Tell what has passed by now, and come back for the next span: for those that nobody else tells in time."""
        if self._last_input is None:
            return
        self._idle(0)
        span = self._next()
        if span is not None and self._last_input is not None:
            self._timer.start(max(1, min(span - (self.idle_ms() or 0), LONGEST_MS)))

    def _input(self) -> None:
        """See ``SpanWatch``."""
        self._forget_pause()
        super()._input()

    def _miss(self, fault: str) -> None:
        """See ``SpanWatch``."""
        self._forget_pause()
        super()._miss(fault)

    def _forget_pause(self) -> None:
        self._last_input = None
        self._timer.stop()
