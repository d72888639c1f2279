"""All that the engine remembers between two events, as one immutable value that cannot be built wrong.

``int`` fields count ms on the engine's span clock (``Instant.mono``) unless they say otherwise.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from deskbreak.engine.actions import Why
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import UserStatus
from deskbreak.engine.exercising import Exercising, Pains, ToldPain
from deskbreak.engine.reasons import Hold, Sign


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A sign that the machine shows (see ``engine.rules.signs``).

    ``began``: when this sign, or another of the same hold before it without a gap, began (H5). ``since``: from when on
    its time to be believed counts (H6). ``found``: it was there when somebody looked, nobody knows for how long.
    ``doubted``: it is not believed any more until it has ended; ``told``: the user knows.
    """

    sign: Sign
    began: int
    since: int
    found: bool = False
    doubted: bool = False
    told: bool = False

    def __post_init__(self) -> None:
        if self.told and not self.doubted:
            raise ValueError(f"only what is not believed is told: {self}")


@dataclass(frozen=True, slots=True)
class MachineState:
    """What the machine shows. ``idle_since``: last input, ``None`` while input is continuous.

    ``last_sign`` is when the latest call, presentation or routine ended.
    """

    idle_since: int | None = None
    locked_at: int | None = None
    suspended_at: int | None = None
    signs: tuple[ShownSign, ...] = ()
    last_sign: int | None = None

    def __post_init__(self) -> None:
        names = [shown.sign.value for shown in self.signs]
        if len(names) > 1 and sorted(set(names)) != names:
            raise ValueError(f"signs are sorted and different: {self.signs}")

    @property
    def showing(self) -> frozenset[Sign]:
        """The signs that there are, whether they count or not."""
        return frozenset(shown.sign for shown in self.signs)

    @property
    def believed(self) -> frozenset[Sign]:
        """The signs that are believed, long ones and blips."""
        return self.showing - set(self.doubted)

    @property
    def doubted(self) -> tuple[Sign, ...]:
        """The signs that are not believed any more (H6)."""
        return tuple(shown.sign for shown in self.signs if shown.doubted)


@dataclass(frozen=True, slots=True)
class Here:
    """Present; ``back_at`` is when the last absence ended, if there was one."""

    back_at: int | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """Absent since ``since``."""

    since: int


@dataclass(frozen=True, slots=True)
class Open:
    """The invitation is on the screen (or was dismissed, which is no answer: I4), for the ``n``-th time."""

    n: int
    laters: int
    shown_at: int

    def __post_init__(self) -> None:
        if self.n < 1 or self.laters < 0:
            raise ValueError(f"an invitation is shown for the first time at least: {self}")


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The user said Later: it comes back at ``until``."""

    until: int
    laters: int

    def __post_init__(self) -> None:
        if self.laters < 0:
            raise ValueError(f"there are no fewer Laters than none: {self}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Shown before, taken back by a hold; comes back as number ``n`` by D1 once nothing holds (I5)."""

    n: int
    laters: int

    def __post_init__(self) -> None:
        if self.n < 1 or self.laters < 0:
            raise ValueError(f"an invitation is shown for the first time at least: {self}")


Invitation = Open | Snoozed | Waiting


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two stopwatches and the seated time, each by the instant at which it stood at 0 (C1 to C3).

    ``back``: ms by which the routine clock shows less than that, since it was set back, below 0 if need be (C4, U2).
    """

    routine: int
    nudge: int
    seated: int
    back: int = 0

    def __post_init__(self) -> None:
        if self.back < 0:
            raise ValueError(f"a clock is set back, not forward: {self}")


@dataclass(frozen=True, slots=True)
class Day:
    """An office day. ``clocks`` is ``None`` until somebody is present in it (C1).

    ``ends``: when its office hours end, as the settings and the wall clock had it when they were last looked at.
    """

    date: date
    clocks: Clocks | None = None
    invitation: Invitation | None = None
    ends: int | None = None

    def __post_init__(self) -> None:
        if self.clocks is None and self.invitation is not None:
            raise ValueError("nobody is invited before the clocks run")


@dataclass(frozen=True, slots=True)
class PausedFor:
    """Paused until the span clock shows ``until``."""

    until: int


@dataclass(frozen=True, slots=True)
class PausedToTime:
    """Paused until the wall clock shows ``until`` (naive local time)."""

    until: datetime

    def __post_init__(self) -> None:
        if self.until.tzinfo is not None:
            raise ValueError("the end of a pause is a local time without a zone: the one in force counts")


@dataclass(frozen=True, slots=True)
class PausedToDay:
    """Paused until an office day of a date after ``after`` starts."""

    after: date


@dataclass(frozen=True, slots=True)
class PausedOpen:
    """Paused until the user resumes."""


Paused = PausedFor | PausedToTime | PausedToDay | PausedOpen


@dataclass(frozen=True, slots=True)
class KeptStatus:
    """What the user says of themselves, until ``until``; ``None``: until taken back, or until office hours end."""

    what: UserStatus
    until: int | None


@dataclass(frozen=True, slots=True)
class Tips:
    """``shown``: how many tips were shown in all (N4); ``until``: one is on the screen until then."""

    shown: int = 0
    until: int | None = None

    def __post_init__(self) -> None:
        if self.shown < 0:
            raise ValueError("tips are counted from 0")


@dataclass(frozen=True, slots=True)
class State:
    """Everything; how far from ``last`` any of it can lie, ``engine.bounds`` says.

    ``holds`` are those that stood at ``last``, each with the UTC ms at which it began.
    ``grace_at`` is when the last of the quiet holds ended (H1), ``not_before`` the end of a postponement (U2).
    ``owed`` is a moment (D1) that fell into a blip: it is made good when that is over (H5).
    ``stopped_at``: when the last routine was stopped early, if it was: none is offered for a while after it (D3).
    ``told_pain``: what it was before it hurt last, for whoever has said so by mistake (D7).
    """

    last: Instant
    machine: MachineState = field(default_factory=MachineState)
    whereabouts: Here | Gone = field(default_factory=Here)
    holds: tuple[tuple[Hold, int], ...] = ()
    grace_at: int | None = None
    paused: Paused | None = None
    day: Day | None = None
    routine: Exercising | None = None
    not_before: int | None = None
    tips: Tips = field(default_factory=Tips)
    pains: Pains = field(default_factory=Pains)
    statuses: tuple[KeptStatus, ...] = ()
    owed: Why | None = None
    stopped_at: int | None = None
    told_pain: ToldPain | None = None

    def __post_init__(self) -> None:
        if self.open is not None and (self.holds or self.routine is not None):
            raise ValueError("no invitation is open while something holds it back (H2)")
        if len(self.statuses) > 1 and len({status.what for status in self.statuses}) < len(self.statuses):
            raise ValueError(f"one thing is said once: {self.statuses}")

    @property
    def open(self) -> Open | None:
        """The invitation on the screen."""
        if self.day is not None and isinstance(self.day.invitation, Open):
            return self.day.invitation
        return None

    def has_status(self, what: UserStatus) -> bool:
        """Whether the user says so."""
        return any(status.what is what for status in self.statuses)

    def holding(self, hold: Hold) -> bool:
        """Whether ``hold`` stood at ``last``."""
        return any(standing is hold for standing, _ in self.holds)
