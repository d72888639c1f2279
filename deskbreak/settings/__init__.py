"""Settings: declared once as data, read from TOML tables, every fault told at once."""

from deskbreak.settings.declared import (
    Away,
    Coach,
    Desktop,
    Hold,
    Nudge,
    Office,
    Reminder,
    Routine,
    Safety,
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
    "Away",
    "Coach",
    "DateSpan",
    "Desktop",
    "Fault",
    "Hold",
    "Nudge",
    "Office",
    "Reading",
    "Reminder",
    "Routine",
    "Safety",
    "Settings",
    "TimeRange",
    "Unacceptable",
    "did_you_mean",
    "duration_text",
    "parse_duration",
    "read_settings",
]
