"""What the engine goes by just now: its state, and the settings."""

from dataclasses import dataclass

from deskbreak.engine.calendar.in_turn import routine_at
from deskbreak.engine.state import State
from deskbreak.settings import Settings


@dataclass(frozen=True, slots=True)
class InForce:
    """As of the engine's last event, and until the next one."""

    state: State
    settings: Settings

    @property
    def routine(self) -> str:
        """The name of today's routine (D8)."""
        last = self.state.last
        return routine_at(self.settings, last.utc, last.zone)
