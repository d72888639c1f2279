"""Settings, events and times drawn at random, within what the settings' own declarations accept."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Event,
    Finish,
    ForSpan,
    Idle,
    Input,
    Lock,
    Looked,
    Pain,
    Pause,
    Postpone,
    Progress,
    PutBack,
    Reply,
    Resume,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    Stop,
    Suspend,
    TakeBackPain,
    Unlock,
    Unpause,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
    UserStatus,
    Wake,
)
from deskbreak.engine.reasons import Sign
from deskbreak.settings import DAYS, MINUTE, SECOND, DateSpan, Settings, TimeRange
from deskbreak.settings.declared import GROUPS
from deskbreak.settings.kinds import Duration, DurationPair, Kind, Switch, Whole
from deskbreak.settings.reading import declarations

STEP = 5 * SECOND
"""Everything drawn is a multiple of this, so that a clock that ticks so misses nothing."""

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")


def spans(low: int, high: int) -> st.SearchStrategy[int]:
    """Lengths of time in ms, short ones often: at a short measure more happens."""
    most = max(low, min(high, low * 4, low + 30 * MINUTE))
    return st.one_of(st.integers(low // STEP, most // STEP), st.integers(low // STEP, high // STEP)).map(
        lambda steps: steps * STEP
    )


def _drawn(kind: Kind[Any]) -> st.SearchStrategy[Any] | None:
    match kind:
        case Duration(low, high):
            return spans(low, high)
        case DurationPair(low, high):
            return st.tuples(spans(low, high), spans(low, high)).map(lambda pair: (min(pair), max(pair)))
        case Whole(low, high):
            return st.integers(low, min(high, low + 3))
        case Switch():
            return st.sampled_from([True, True, True, False])
        case _:
            return None


def _hours(low: int, high: int) -> st.SearchStrategy[TimeRange]:
    """Ranges of ``low`` to ``high`` minutes, from any quarter of an hour on, over midnight too."""
    return st.builds(
        lambda start, length: TimeRange(start * 15, (start * 15 + length) % (24 * 60)),
        st.integers(0, 95),
        st.integers(low // 15, high // 15).map(lambda quarters: quarters * 15),
    )


@st.composite
def all_settings(draw: st.DrawFn) -> Settings:
    """Any settings that the reader would let through."""
    groups: dict[str, Any] = {}
    for name, group in GROUPS.items():
        drawn = {key: _drawn(declared.kind) for key, declared in declarations(name).items()}
        usual = draw(st.sampled_from([True, False]))
        groups[name] = (
            group() if usual else group(**{key: draw(values) for key, values in drawn.items() if values is not None})
        )
    away = groups["away"]
    after, rest, long = sorted((away.after, away.rest, away.long))
    groups["away"] = replace(away, after=after, rest=rest, long=long)
    groups["office"] = replace(
        groups["office"],
        hours=draw(st.one_of(st.just(TimeRange(9 * 60, 18 * 60)), _hours(180, 900), st.just(TimeRange(0, 1440)))),
        days=draw(st.sampled_from([DAYS[:5], DAYS, DAYS[:1]])),
        lunch=draw(st.one_of(st.none(), st.just(TimeRange(13 * 60, 14 * 60)), _hours(15, 120))),
        days_off=draw(st.sampled_from([(), (), (DateSpan(date(2026, 11, 24), date(2026, 11, 24)),)])),
    )
    return Settings(**groups)


def short_times(most: int = 90 * MINUTE) -> st.SearchStrategy[int]:
    """How long until the next event, ms."""
    return st.one_of(
        st.integers(0, 5 * MINUTE // STEP), st.integers(0, 45 * MINUTE // STEP), st.integers(0, most // STEP)
    ).map(lambda steps: steps * STEP)


MACHINE: tuple[type[Event], ...] = (Input, Lock, Unlock, Suspend, Resume)
WISHES: tuple[type[Event], ...] = (Start, Finish, Stop, Skip, Unpause, Wake)
SIGN_KINDS: tuple[type[Event], ...] = (SignBegan, SignEnded, SignEnded)
PAUSES = st.one_of(
    spans(MINUTE, 180 * MINUTE).map(ForSpan),
    st.integers(0, 24 * 60 - 1).map(UntilTime),
    st.just(UntilTomorrow()),
    st.just(UntilResumed()),
)


KINDS = ("machine", "idle", "sign", "answer", "wish", "routine", "pause", "postpone", "set_status", "clear_status")


@st.composite
def event_makers(draw: st.DrawFn) -> tuple[type[Event], tuple[Any, ...]]:
    """An event's class, and what it takes besides its instant. An ``Idle`` takes how long the input has rested."""
    match draw(
        st.sampled_from(
            ("machine", "idle", "sign", "answer", "wish", "routine", "pause", "postpone", "set_status", "clear_status")
        )
    ):
        case "machine":
            return draw(st.sampled_from(MACHINE)), ()
        case "idle":
            return Idle, (draw(st.sampled_from((0, 0, 20 * SECOND, MINUTE, 10 * MINUTE))),)
        case "sign":
            if draw(st.integers(0, 3)) == 0:
                return Looked, (frozenset(draw(st.sets(st.sampled_from(Sign)))),)
            return draw(st.sampled_from(SIGN_KINDS)), (draw(st.sampled_from(Sign)),)
        case "answer":
            return Answer, (draw(st.sampled_from(Reply)),)
        case "wish":
            return draw(st.sampled_from(WISHES)), ()
        case "routine":
            done = draw(st.integers(0, 48)) * STEP
            progress = (Progress, (done, 48 * STEP, draw(st.booleans()), ("twist",)))
            return draw(st.sampled_from((progress, (Pain, ("twist",)), (TakeBackPain, ()), (PutBack, ("twist",)))))
        case "set_status":
            what = draw(st.sampled_from(UserStatus))
            span = draw(st.none() | spans(MINUTE, 180 * MINUTE))
            return SetUserStatus, (what, span)
        case "clear_status":
            return ClearUserStatus, (draw(st.sampled_from(UserStatus)),)
        case "pause":
            return Pause, (draw(PAUSES),)
        case _:
            return Postpone, (draw(spans(MINUTE, 120 * MINUTE)),)


def made(maker: tuple[type[Event], tuple[Any, ...]], at: Instant) -> Event:
    """The event at ``at``."""
    kind, arguments = maker
    if kind is Idle:
        return Idle(at, at.mono - arguments[0])
    return kind(at, *arguments)


def wall_clocks() -> st.SearchStrategy[datetime]:
    """What the wall clock is set to: far from any change of the hour, in this year and in others."""
    return st.builds(
        lambda year, span: datetime.fromisoformat(f"{year}-11-16") + timedelta(seconds=5 * span),
        st.sampled_from((2026, 2026, 2026, 2025, 2029)),
        st.integers(0, 12 * 24 * 720),
    )
