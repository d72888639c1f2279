"""What the engine goes by just now: its state, and the settings."""

from dataclasses import dataclass

from deskbreak.engine.state import State
from deskbreak.settings import Settings


@dataclass(frozen=True, slots=True)
class InForce:
    """As of the engine's last event, and until the next one."""

    state: State
    settings: Settings
