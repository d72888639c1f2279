"""What the engine decides. Whoever calls ``step`` carries these out, in order."""

from dataclasses import dataclass
from enum import Enum

from deskbreak.engine.events import UNTOLD, Manner, UserStatus
from deskbreak.engine.reasons import Hold, Sign


class Why(Enum):
    """Why an invitation is shown just now (D1, I1, I2)."""

    PAUSE = "pause"
    SETTLED = "settled"
    HOLD_OVER = "hold-over"
    NUDGE_DUE = "nudge-due"
    DUE = "due"
    AGAIN = "again"
    LATER = "later"


class Version(Enum):
    """Which routine opens: the whole one, or the one-minute version (I2)."""

    FULL = "full"
    SHORT = "short"


class Outcome(Enum):
    """What history keeps a row of."""

    NUDGE = "nudge"
    INVITE = "invite"
    COMPLETED = "completed"
    SHORT = "short"
    PARTIAL = "partial"
    STOPPED = "stopped"
    PAIN = "pain"
    SKIPPED = "skipped"
    MISSED = "missed"


class Rest(Enum):
    """How long an absence was, by ``away.rest`` and ``away.long``."""

    NONE = "none"
    REST = "rest"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Nudge:
    """Show the next posture tip of one of the ``kinds`` (N4).

    ``number`` counts up for ever. ``folds``: it may fold the body, which nothing does after a meal.
    """

    number: int
    seated: int
    kinds: tuple[str, ...]
    folds: bool


@dataclass(frozen=True, slots=True)
class CloseNudge:
    """Take the posture tip off the screen if it is still there (H2, N2)."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Show the invitation, or show it again in the place of the one before (I3).

    ``short``: it offers the one-minute version in the place of Start (I2).
    """

    n: int
    short: bool
    why: Why


class Closed(Enum):
    """How an invitation has ended, of which ``Withdraw`` tells, if no hold took it back."""

    ANSWERED = "answered"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the invitation off the screen; ``why``: the hold that begins, or how it has ended."""

    why: Hold | Closed


@dataclass(frozen=True, slots=True)
class UserStatusOver:
    """Say that the time of a meeting, or of reading, is over: it has ended by itself."""

    what: UserStatus


@dataclass(frozen=True, slots=True)
class Doubted:
    """Say, once and quietly, that this is not believed any more: it has gone on for too long (H6)."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class OpenRoutine:
    """Open the routine window; answer with ``Progress`` at once."""

    version: Version


@dataclass(frozen=True, slots=True)
class CloseRoutine:
    """Close the routine window: a lock, a suspend or a restart has ended it (D6)."""


@dataclass(frozen=True, slots=True)
class Record:
    """Keep one row in history. ``at`` is UTC in ms; ``done`` ms of exercise; ``detail`` an exercise id or a number.

    ``manner``: how it was done, of a routine.
    """

    outcome: Outcome
    at: int
    done: int = 0
    exercises: tuple[str, ...] = ()
    detail: str = ""
    manner: Manner = UNTOLD


@dataclass(frozen=True, slots=True)
class HoldBegan:
    """A reason to keep quiet began."""

    hold: Hold


@dataclass(frozen=True, slots=True)
class Freed:
    """The last reason to keep quiet ended (``meal`` is no such reason, H3)."""


@dataclass(frozen=True, slots=True)
class WentAway:
    """An absence was noticed; it began at ``since`` (UTC ms)."""

    since: int


@dataclass(frozen=True, slots=True)
class CameBack:
    """An absence of ``away`` ms ended."""

    away: int
    rest: Rest


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """An exercise has hurt on enough different days: leave it out and show the advice to see a doctor (D5)."""

    exercise: str


@dataclass(frozen=True, slots=True)
class PainTakenBack:
    """It was said by mistake that ``exercise`` hurts (D7): take the record of ``at`` (UTC ms) out of history, and go on
    with the routine in its window, which tells its ``Progress``."""

    at: int
    exercise: str


Action = (
    Nudge
    | CloseNudge
    | Invite
    | Withdraw
    | UserStatusOver
    | Doubted
    | OpenRoutine
    | CloseRoutine
    | Record
    | HoldBegan
    | Freed
    | WentAway
    | CameBack
    | LeaveOut
    | PainTakenBack
)
