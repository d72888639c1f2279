"""An ordinary Monday's outlook, and what else several tests look at."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from deskbreak.engine.outlook import Mood, Outlook

RESOURCES = Path(__file__).parents[2] / "resources"
ZONE = "Europe/Berlin"


def at(hour: int, minute: int = 0, day: int = 23) -> int:
    """UTC ms of a local time in November 2026, the 23rd being a Monday."""
    return round(datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


MORNING = Outlook(
    now=at(9, 48),
    zone=ZONE,
    mood=Mood.WORKING,
    held_by=(),
    seated=48 * 60_000,
    ripe_at=at(11),
    due_at=at(12),
    not_before=None,
    out_today=False,
    invited=False,
    n=0,
    offers_short=False,
    nudge_at=at(10),
    paused_until=None,
    off_until=None,
    office_end=at(18),
    lunch_end=None,
    left_out=(),
)


def morning(**changes: Any) -> Outlook:
    """``MORNING`` but for ``changes``."""
    return replace(MORNING, **changes)
