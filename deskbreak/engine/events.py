"""What the engine is told. Every event carries the instant at which it is told."""

from dataclasses import dataclass
from enum import Enum

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.reasons import Sign


class UserStatus(Enum):
    """What the user says of themselves that no machine can see. Either counts as being there without any input."""

    MEETING = "meeting"
    """In a meeting: nothing is shown, as in a call."""
    READING = "reading"
    """Reading, or thinking: nothing is kept back."""


class Reply(Enum):
    """What the user may answer to an invitation."""

    START = "start"
    LATER = "later"
    SHORT = "short"
    SKIP = "skip"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class _Told:
    """What all of them have in common: the instant at which they are told."""

    at: Instant


class Wake(_Told):
    """Time has passed, a setting has changed, or the wall clock was set: look again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Idle(_Told):
    """No input from ``since`` (mono ms) to now; so there was input at ``since``."""

    since: int


class Input(_Told):
    """Input is continuous from now on."""

    __slots__ = ()


class Lock(_Told):
    """The session was locked."""

    __slots__ = ()


class Unlock(_Told):
    """The session was unlocked."""

    __slots__ = ()


class Suspend(_Told):
    """The machine goes to sleep."""

    __slots__ = ()


class Resume(_Told):
    """The machine woke up."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SignBegan(_Told):
    """A call, do-not-disturb or a full-screen presentation began."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class SignEnded(_Told):
    """It ended."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class Looked(_Told):
    """The machine was asked and shows these signs and no others; nothing may be concluded for ``at`` without that."""

    signs: frozenset[Sign]


@dataclass(frozen=True, slots=True)
class Answer(_Told):
    """The user answered the open invitation; without an open one it is ignored."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Start(_Told):
    """The user asks for a routine now (D2), or for its one-minute version."""

    short: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How the open routine is done. The engine minds nothing of it: it keeps it for the record.

    ``routine`` is its id, ``step`` that of progress (0: none), ``side`` the one that comes first (``left``, ``right``
    or ``""``). ``place`` is the id of the exercise that one was in last.
    """

    routine: str = ""
    step: int = 0
    side: str = ""
    place: str = ""


UNTOLD = Manner()
"""Nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Progress(_Told):
    """How far the open routine is: ``done`` of ``total`` ms, and whether it is running on from there.

    Sent when the window opens, pauses, goes on or jumps; between two of them the engine counts by itself.
    ``exercises`` are the ids of those done once at the least, ``manner`` is how it is done.
    """

    done: int
    total: int
    running: bool
    exercises: tuple[str, ...] = ()
    manner: Manner = UNTOLD

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.total:
            raise ValueError(f"a routine is between 0 and {self.total} ms done, not {self.done}")


class Finish(_Told):
    """The open routine was done to its end."""

    __slots__ = ()


class Stop(_Told):
    """The user stopped the open routine."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Pain(_Told):
    """It hurt in this exercise (D5); the routine stops."""

    exercise: str


class TakeBackPain(_Told):
    """It did not hurt: that was said by mistake a moment ago (D7). The routine goes on."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class PutBack(_Told):
    """The user puts an exercise back that was left out for pain (D5)."""

    exercise: str


@dataclass(frozen=True, slots=True)
class ForSpan:
    """A pause for ``span`` ms."""

    span: int

    def __post_init__(self) -> None:
        if self.span <= 0:
            raise ValueError("a pause lasts longer than nothing")


@dataclass(frozen=True, slots=True)
class UntilTime:
    """A pause until the wall clock next shows this time of day (minutes after midnight)."""

    minute: int

    def __post_init__(self) -> None:
        if not 0 <= self.minute < 24 * 60:
            raise ValueError("a time of day lies between 00:00 and 23:59")


@dataclass(frozen=True, slots=True)
class UntilTomorrow:
    """A pause until the next office day starts."""


@dataclass(frozen=True, slots=True)
class UntilResumed:
    """A pause without an end of its own."""


PauseLength = ForSpan | UntilTime | UntilTomorrow | UntilResumed


@dataclass(frozen=True, slots=True)
class Pause(_Told):
    """The user pauses deskbreak (U1)."""

    length: PauseLength


@dataclass(frozen=True, slots=True)
class SetUserStatus(_Told):
    """The user says so, for ``span`` ms from now on; ``None``: until taken back, or until office hours end."""

    what: UserStatus
    span: int | None = None

    def __post_init__(self) -> None:
        if self.span is not None and self.span <= 0:
            raise ValueError("a meeting lasts longer than nothing")


@dataclass(frozen=True, slots=True)
class ClearUserStatus(_Told):
    """The user takes it back."""

    what: UserStatus


class Unpause(_Told):
    """The user ends the pause."""

    __slots__ = ()


class Skip(_Told):
    """The user skips the open invitation, or the coming routine (D4, U2)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Postpone(_Told):
    """The user wants no invitation for ``span`` ms (U2)."""

    span: int

    def __post_init__(self) -> None:
        if self.span <= 0:
            raise ValueError("later is later than now")


@dataclass(frozen=True, slots=True)
class Launch(_Told):
    """deskbreak starts again on a saved state (S1), on a machine that shows this."""

    idle_since: int | None = None
    locked: bool = False
    signs: frozenset[Sign] = frozenset()


MachineEvent = Input | Lock | Unlock | Suspend | Resume | SignBegan | SignEnded
"""What the machine shows."""
UserEvent = (
    Answer
    | Start
    | Progress
    | Finish
    | Stop
    | Pain
    | TakeBackPain
    | PutBack
    | Pause
    | Unpause
    | SetUserStatus
    | ClearUserStatus
    | Skip
    | Postpone
)
"""What people say and do."""
Event = Wake | Idle | Looked | Launch | MachineEvent | UserEvent
"""Everything that can be told to the engine."""
