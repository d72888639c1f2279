"""Clocks that a test turns by hand."""

from dataclasses import dataclass


@dataclass
class HandTicks:
    """``deskbreak.desktop.time.clock.Ticks`` whose hands the test moves, in ms."""

    elapsed: int = 5_000_000
    slept: int = 0
    utc: int = 1_795_680_000_000
    boot: str = "boot-1"

    def elapsed_ms(self) -> int:
        return self.elapsed

    def awake_ms(self) -> int:
        return self.elapsed - self.slept

    def utc_ms(self) -> int:
        return self.utc

    def boot_id(self) -> str:
        return self.boot

    def run(self, ms: int) -> None:
        """Time goes by."""
        self.elapsed += ms
        self.utc += ms

    def sleep(self, ms: int) -> None:
        """The machine is suspended for a while."""
        self.run(ms)
        self.slept += ms
