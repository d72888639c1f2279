"""What the engine was told, as plain values for a line of JSON, and back."""

from collections.abc import Iterator, Mapping
from typing import Any, assert_never, get_args

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import (
    Event,
    ForSpan,
    Idle,
    Lock,
    Pause,
    PauseLength,
    SetUserStatus,
    SignBegan,
    Suspend,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
)
from deskbreak.engine.saved import TAG, Damaged, plain, value_of
from deskbreak.engine.state import Paused, PausedFor, PausedOpen, PausedToDay, PausedToTime, State


def to_line(event: Event) -> dict[str, Any]:
    """``event`` as dicts, lists, strings, numbers, booleans and ``None``."""
    line: dict[str, Any] = plain(event)
    return line


def from_line(line: Mapping[str, Any]) -> Event:
    """The event that ``to_line`` made ``line`` of. Raises ``Damaged``."""
    kinds = {kind.__name__: kind for kind in get_args(Event)}
    kind = kinds.get(str(line.get(TAG)))
    if kind is None:
        raise Damaged(f"no event is called {line.get(TAG)!r}")
    event: Event = value_of(kind, line, kind.__name__)
    return event


def standing(state: State, at: Instant) -> Iterator[Event]:
    """The events at ``at`` that bring a fresh engine to what the machine shows and the user has said in ``state``.

    What deskbreak itself has done (clocks, invitations, an open routine) is not among it.
    """
    machine = state.machine
    if machine.idle_since is not None:
        yield Idle(at, machine.idle_since)
    if machine.locked_at is not None:
        yield Lock(at)
    if machine.suspended_at is not None:
        yield Suspend(at)
    for shown in machine.signs:
        yield SignBegan(at, shown.sign)
    if state.paused is not None:
        yield Pause(at, _pause_left(state.paused, at.mono))
    for status in state.statuses:
        yield SetUserStatus(at, status.what, None if status.until is None else max(1, status.until - at.mono))


def _pause_left(paused: Paused, now: int) -> PauseLength:
    match paused:
        case PausedFor(until):
            return ForSpan(max(1, until - now))
        case PausedToTime(until):
            return UntilTime(until.hour * 60 + until.minute)
        case PausedToDay():
            return UntilTomorrow()
        case PausedOpen():
            return UntilResumed()
        case _:
            assert_never(paused)
