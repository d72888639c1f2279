"""When there was last input, by the engine's clock."""

from typing import Protocol

from deskbreak.desktop.time.clock import Clock


class IdleSource(Protocol):
    """How long there was no input."""

    def idle_ms(self) -> int | None:
        """Real ms since the last input; ``None``: unknown."""
        ...


class LastInput:
    """Asks ``source``, and adds what it does not count.

    X11's idle counter stands still while the machine sleeps (GetTimeInMillis reads CLOCK_MONOTONIC), so that after a
    night of sleep it would tell of input in the middle of the night.
    """

    def __init__(self, clock: Clock, source: IdleSource) -> None:
        self._clock = clock
        self._source = source
        self._sleeps: list[tuple[int, int]] = []

    def slept(self, ms: int) -> None:
        """The machine was suspended for ``ms`` real ms until just now."""
        self._sleeps.append((self._clock.now().mono, ms))

    def mono(self) -> int | None:
        """The last input (mono ms), ``None`` where nobody knows."""
        idle = self._source.idle_ms()
        if idle is None:
            return None
        if self._sleeps and self._clock.ago(idle).mono >= self._sleeps[-1][0]:
            self._sleeps.clear()
        for woke, slept in reversed(self._sleeps):
            if self._clock.ago(idle).mono < woke:
                idle += slept
        return self._clock.ago(idle).mono
