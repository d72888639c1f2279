"""What comes next and why: a value for the tray, ``status`` and the end of a routine."""

from dataclasses import dataclass
from enum import Enum

from deskbreak.engine.actions import Hold


class Mood(Enum):
    """The one word for what deskbreak is doing."""

    WORKING = "working"
    AWAY = "away"
    HELD = "held"
    PAUSED = "paused"
    OFF = "off"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Outlook:
    """All instants are UTC in ms, spans are ms; ``None`` where there is none.

    ``held_by`` names the holds with the instant each began. ``ripe_at`` and ``due_at`` bound the coming
    invitation: neither is before ``now`` has reached it only if nothing keeps it back longer; ``not_before`` is
    the end of what keeps it back (a meal, a Later, a postponement, a retry), if anything does. ``out_today`` tells
    that no routine is offered for the rest of this office day (D5). ``off_until`` is the start of the next office
    day while outside office hours. ``office_end`` is the end of office hours while in them. ``paused_until`` is
    ``None`` for a pause until resumed. ``invited`` tells that an invitation is open, its count ``n`` (0: none),
    and whether it offers Later (else the one-minute version).
    """

    now: int
    zone: str
    mood: Mood
    held_by: tuple[tuple[Hold, int], ...]
    seated: int
    ripe_at: int | None
    due_at: int | None
    not_before: int | None
    out_today: bool
    invited: bool
    n: int
    offers_later: bool
    nudge_at: int | None
    paused_until: int | None
    off_until: int | None
    office_end: int | None
    left_out: tuple[str, ...]
