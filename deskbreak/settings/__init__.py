"""Settings: declared once as data, read from TOML tables, every fault told at once."""

from deskbreak.settings.declared import (
    AwaySettings,
    CoachSettings,
    DesktopSettings,
    HoldSettings,
    NudgeSettings,
    OfficeSettings,
    ReminderSettings,
    RoutineSettings,
    SafetySettings,
    Settings,
)
from deskbreak.settings.duration import duration_text, parse_duration
from deskbreak.settings.reading import Fault, Reading, read_settings
from deskbreak.settings.refusal import Unacceptable
from deskbreak.settings.suggestion import did_you_mean
from deskbreak.settings.values import DAYS, HOUR, MINUTE, SECOND, DateSpan, TimeRange

__all__ = [
    "DAYS",
    "HOUR",
    "MINUTE",
    "SECOND",
    "AwaySettings",
    "CoachSettings",
    "DateSpan",
    "DesktopSettings",
    "Fault",
    "HoldSettings",
    "NudgeSettings",
    "OfficeSettings",
    "Reading",
    "ReminderSettings",
    "RoutineSettings",
    "SafetySettings",
    "Settings",
    "TimeRange",
    "Unacceptable",
    "did_you_mean",
    "duration_text",
    "parse_duration",
    "read_settings",
]
