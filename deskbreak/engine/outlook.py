"""What comes next and why: a value for the tray, ``status`` and the end of a routine."""

from dataclasses import dataclass, replace
from enum import Enum

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import next_office_day
from deskbreak.engine.engine import step
from deskbreak.engine.events import Skip, UserStatus
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.rules import holds, nudges, routine
from deskbreak.engine.state import Gone, Open, Snoozed, State
from deskbreak.engine.turn import Turn
from deskbreak.settings import Settings


class Mood(Enum):
    """The one word for what deskbreak is doing."""

    WORKING = "working"
    AWAY = "away"
    HELD = "held"
    PAUSED = "paused"
    OFF = "off"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Skipping:
    """What a Skip leads to now: the earliest next routine is at ``until`` (UTC ms; ``None``: none today).

    ``moves``: that instant is ever as far off, whenever it is skipped, since the clock begins anew with the Skip (D4).
    """

    until: int | None
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """All instants are UTC in ms, spans are ms; ``None`` where there is none.

    ``held_by`` names the holds with the instant each began. ``ripe_at`` and ``due_at`` bound the coming invitation
    by its clock; ``not_before`` is the end of what keeps it back beyond that (a meal, a Later, a postponement, a
    retry), if anything does. ``offers`` are the spans in which that invitation may come today, lunch, the meal and the
    wind-down left out; ``nudge_at`` is when the clock of the nudge says so, ``nudge_comes`` when it is shown (N1), if
    it still is today. ``out_today``: no routine is offered any more this office day. ``off_until`` is the
    start of the next office day while outside office hours, ``office_end`` their end while in them, ``lunch_end``
    that of lunch while it lasts.
    ``paused_until`` is ``None`` for a pause until resumed. ``invited``: an invitation is open, its count ``n``
    (0: none), and whether it offers the one-minute version in the place of Start. ``statuses`` is what the user says of
    themselves, each with its end, if it has one. ``causes``: the signs that speak for holds, by whom they are
    noticed, and which program it is; the engine itself does not know. ``doubted`` are the signs that are not believed
    any more (H6), in the same words. ``later`` is how long a Later waits, ``skipping`` what a Skip leads to; ``None``:
    there is nothing to skip.
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
    offers_short: bool
    nudge_at: int | None
    paused_until: int | None
    off_until: int | None
    office_end: int | None
    lunch_end: int | None
    left_out: tuple[str, ...]
    statuses: tuple[tuple[UserStatus, int | None], ...] = ()
    causes: tuple[tuple[Sign, str, str], ...] = ()
    doubted: tuple[tuple[Sign, str, str], ...] = ()
    later: int = 0
    offers: tuple[tuple[int, int], ...] = ()
    nudge_comes: int | None = None
    skipping: Skipping | None = None


MOODS = (
    (Hold.ROUTINE, Mood.ROUTINE),
    (Hold.PAUSED, Mood.PAUSED),
    (Hold.OFF, Mood.OFF),
    (Hold.AWAY, Mood.AWAY),
)
"""Which hold gives the mood its name, the first that stands; any other makes it ``held``."""


def outlook(state: State, settings: Settings, at: Instant) -> Outlook:
    """How things stand at ``at``, which is no earlier than ``state.last``, for a state brought up to it."""
    seen = _seen(state, settings, at)
    if state.routine is not None or seen.ripe_at is None or seen.out_today:
        return seen
    skipped, _actions = step(state, Skip(at), settings)
    then = _seen(skipped, settings, at)
    if then.out_today:
        return replace(seen, skipping=Skipping(None))
    until = max(then.ripe_at or 0, then.not_before or 0)
    pending = Turn(state, at, settings).invitation is not None
    return replace(seen, skipping=Skipping(until, moves=pending and until == then.ripe_at))


def _seen(state: State, settings: Settings, at: Instant) -> Outlook:
    turn = Turn(state, at, settings)
    to_utc = at.utc - at.mono

    def wall(mono: int | None) -> int | None:
        return None if mono is None else mono + to_utc + _frozen(turn)

    in_hours = turn.office is not None and turn.clocks is not None
    ripe, due, nudge = turn.ripe_at, turn.due_at, nudges.due_at(turn)
    not_before = _not_before(turn, ripe)
    invitation = turn.invitation
    coming = None if turn.office is not None else next_office_day(settings, at.utc, at.zone)
    return Outlook(
        now=at.utc,
        zone=at.zone,
        mood=_mood(turn, state),
        held_by=state.holds,
        seated=_seated(turn),
        ripe_at=wall(ripe) if in_hours else None,
        due_at=wall(due) if in_hours else None,
        not_before=not_before,
        out_today=_out_today(turn, wall(ripe), not_before),
        invited=isinstance(invitation, Open),
        n=invitation.n if isinstance(invitation, Open) else 0,
        offers_short=invitation is not None and routine.offers_short(invitation.laters, settings),
        nudge_at=wall(nudge) if in_hours else None,
        paused_until=None if state.paused is None else holds.pause_end(state.paused, at, settings),
        off_until=None if coming is None else coming.start,
        office_end=None if turn.office is None else turn.office.end,
        lunch_end=_lunch_end(turn),
        left_out=state.pains.left_out,
        statuses=tuple(
            (status.what, None if status.until is None else status.until + to_utc) for status in state.statuses
        ),
        doubted=tuple((sign, "", "") for sign in state.machine.doubted),
        later=settings.reminder.later,
        offers=_offers(turn, wall(ripe), wall(due), not_before),
        nudge_comes=_nudge_comes(turn, wall(nudge)),
    )


def _frozen(turn: Turn) -> int:
    """How long an absence has lasted: the clocks stand still meanwhile."""
    gone = turn.whereabouts
    return turn.now - gone.since if isinstance(gone, Gone) else 0


def _mood(turn: Turn, state: State) -> Mood:
    for hold, mood in MOODS:
        if state.holding(hold):
            return mood
    return Mood.HELD if turn.held else Mood.WORKING


def _seated(turn: Turn) -> int:
    clocks = turn.clocks
    if clocks is None or turn.office is None:
        return 0
    return max(0, turn.now - _frozen(turn) - clocks.seated)


def _not_before(turn: Turn, ripe: int | None) -> int | None:
    """The end, UTC ms, of what keeps the routine back after it is ripe."""
    if turn.day is None or ripe is None:
        return None
    to_utc = turn.at.utc - turn.now
    ends = [end + to_utc for end in (turn.not_before, turn.retry_at) if end is not None]
    if isinstance(turn.invitation, Snoozed):
        ends.append(turn.invitation.until + to_utc)
    earliest = max([turn.at.utc, ripe + to_utc, *ends])
    if turn.office is not None and turn.office.meal_end is not None and turn.office.in_meal(earliest):
        ends.append(turn.office.meal_end)
    latest = max(ends, default=turn.at.utc)
    return latest if latest > turn.at.utc else None


def _offers(turn: Turn, ripe: int | None, due: int | None, not_before: int | None) -> tuple[tuple[int, int], ...]:
    if turn.office is None or ripe is None or due is None:
        return ()
    first = max(ripe, not_before or ripe)
    return turn.office.offer_spans(first, max(due, first), turn.settings.hold.grace)


def _nudge_comes(turn: Turn, due: int | None) -> int | None:
    if turn.office is None or due is None:
        return None
    late = turn.office.in_lunch(turn.at.utc)  # what fell due before or in it waits for its end
    return turn.office.nudge_comes(max(due, turn.at.utc) if late else due, turn.settings.hold.grace)


def _out_today(turn: Turn, ripe: int | None, not_before: int | None) -> bool:
    if turn.office is None or turn.day is None or ripe is None:
        return False
    return turn.pains.latest == turn.day.date or max(ripe, not_before or ripe, turn.at.utc) >= turn.office.wind_down


def _lunch_end(turn: Turn) -> int | None:
    office = turn.office
    if office is None or office.lunch is None or not office.in_lunch(turn.at.utc):
        return None
    return office.lunch[1]
