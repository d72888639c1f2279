"""``status``: how things stand, for programs (issue-stable keys) and for people."""

import os
from collections.abc import Sequence
from typing import Any

from deskbreak import __version__
from deskbreak.engine.events import UserStatus
from deskbreak.engine.outlook import Outlook
from deskbreak.engine.reasons import SIGNS, Hold
from deskbreak.settings import SECOND
from deskbreak.simulation.timeline import iso
from deskbreak.store.history.history import Counts


def as_json(
    outlook: Outlook, counts: Counts, config_errors: Sequence[str], notices: Sequence[str], speed: float
) -> dict[str, Any]:
    """The object that ``deskbreak status --json`` prints. Times are ISO 8601 with offset, spans are seconds.

    ``notices`` are sentences about files that deskbreak keeps itself.
    """

    def at(utc: int | None) -> str | None:
        return None if utc is None else iso(utc, outlook.zone)

    status: dict[str, Any] = {
        "state": outlook.mood.value,
        "held_by": [hold.value for hold, _ in outlook.held_by],
        "held": [_held(hold, since, outlook) for hold, since in outlook.held_by],
        "not_believed": [
            {"what": sign.value, "by": by or None, "who": who or None} for sign, by, who in outlook.doubted
        ],
        "claims": [{"what": what.value, "until": at(until)} for what, until in outlook.statuses],
        "seated_s": outlook.seated // SECOND,
        "routine": {
            "ripe_at": at(outlook.ripe_at),
            "due_at": at(outlook.due_at),
            "invited": outlook.invited,
            "n": outlook.n,
        },
        "nudge": {"due_at": at(outlook.nudge_at)},
        "today": {
            "completed": counts.completed,
            "partial": counts.partial,
            "skipped": counts.skipped,
            "missed": counts.missed,
            "nudges": counts.nudges,
            "routine_s": counts.routine_s,
        },
        "paused_until": at(outlook.paused_until),
        "left_out": list(outlook.left_out),
        "config_errors": list(config_errors),
        "notices": list(notices),
        "version": __version__,
        "pid": os.getpid(),
    }
    if speed != 1:
        status["speed"] = speed
    return status


def _held(hold: Hold, since: int, outlook: Outlook) -> dict[str, str | None]:
    """A hold, since when, until when where that is known, and what and who brings it about, where that is known."""
    by, who = next(((by, who) for sign, by, who in outlook.causes if SIGNS[sign].hold is hold), ("", ""))
    until = {
        Hold.OFF: outlook.off_until,
        Hold.LUNCH: outlook.lunch_end,
        Hold.WIND_DOWN: outlook.office_end,
        Hold.PAUSED: outlook.paused_until,
        Hold.CALL: dict(outlook.statuses).get(UserStatus.MEETING),
    }.get(hold)
    return {
        "why": hold.value,
        "since": iso(since, outlook.zone),
        "until": None if until is None else iso(until, outlook.zone),
        "by": by or None,
        "who": who or None,
    }
