"""What is chosen in the welcome, and what it is told beside."""

from dataclasses import dataclass

from deskbreak.settings.values import TimeRange


@dataclass(frozen=True, slots=True)
class Choice:
    """``days``, ``hours``, ``lunch``, ``language``, ``voice`` and ``look`` are settings, in their own words.

    ``at_login``: deskbreak starts at login; ``others_off``: the desktop's own break reminders are switched off.
    """

    days: tuple[str, ...]
    hours: TimeRange
    lunch: TimeRange | None
    language: str
    voice: bool
    look: str
    at_login: bool = False
    others_off: bool = False


@dataclass(frozen=True, slots=True)
class Welcome:
    """``languages``: code and name of each that the voice may speak. ``can_start_at_login`` and ``others_on`` (the
    desktop has break reminders of its own, switched on): whether that can be chosen at all.
    """

    choice: Choice
    languages: tuple[tuple[str, str], ...]
    can_start_at_login: bool = False
    others_on: bool = False
