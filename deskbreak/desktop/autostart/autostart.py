"""Starting at login: what is known of it, and what all platforms can be asked for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class AutostartState(StrEnum):
    """How it is."""

    OFF = "off"
    ON = "on"
    MOVED = "moved"
    """It is switched on, but what would be started is not there any more: so nothing is."""


@dataclass(frozen=True, slots=True)
class AutostartStatus:
    """``where``: the file, or the place, that says so. ``fault``: a sentence for what is odd about it, ``""`` if
    nothing is."""

    state: AutostartState
    where: str
    fault: str = ""

    @property
    def on(self) -> bool:
        """Whether the next login starts it."""
        return self.state is AutostartState.ON


class NotSwitched(Exception):
    """It could not be switched; the text is a sentence for people, and what was before still holds."""


class Autostart(Protocol):
    """One platform's way. Each may take some ms; only the portal waits, for the user's answer."""

    def status(self) -> AutostartStatus:
        """How it is now. Never raises."""

    def switch_on(self) -> None:
        """That the next login starts this deskbreak, whatever it would have started. Raises ``NotSwitched``."""

    def switch_off(self) -> None:
        """That it starts none. Raises ``NotSwitched``."""

    def mend(self) -> bool:
        """Where it is on and deskbreak has moved: that it starts this one. Returns whether that was so.

        What people have written by themselves is left alone. Raises ``NotSwitched``.
        """
