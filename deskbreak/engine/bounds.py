"""How far from ``State.last`` a time in it can lie: what has been is over, what is to come has been asked for (S1).

A number within all calendars can still be one that the engine never comes to, and would wait for in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from deskbreak.engine.calendar.office import LOOK_AHEAD
from deskbreak.engine.exercising import Exercising
from deskbreak.engine.state import (
    Clocks,
    Day,
    Gone,
    Here,
    KeptStatus,
    MachineState,
    Open,
    PausedFor,
    PausedToDay,
    PausedToTime,
    ShownSign,
    Snoozed,
    State,
    Tips,
)
from deskbreak.settings import HOUR
from deskbreak.settings.declaration import META
from deskbreak.settings.declared import NudgeSettings
from deskbreak.settings.duration import LONGEST

SHIFT = 72 * HOUR
"""ms. Office hours last a day at the most; a zone's clock, which shows UTC and up to a day more or less, can be put
back by two within them."""
ROUTINE = 24 * HOUR
"""ms. None takes nearly as long (``store.content.library``)."""
TIP: int = next(item for item in fields(NudgeSettings) if item.name == "show_for").metadata[META].kind.high
DATES = timedelta(days=LOOK_AHEAD)
"""A pause to a time or a day is one to the next, and a clock that is set back may put it off (T3); beyond this no
office day is looked for."""

AHEAD: Mapping[type, Mapping[str, int]] = MappingProxyType(
    {
        ShownSign: {"began": 0, "since": 0},
        MachineState: {"idle_since": 0, "locked_at": 0, "suspended_at": 0, "last_sign": 0},
        Here: {"back_at": 0},
        Gone: {"since": 0},
        Open: {"shown_at": 0},
        Snoozed: {"until": LONGEST},
        Clocks: {"routine": 0, "nudge": 0, "seated": 0},
        Day: {"ends": SHIFT},
        Exercising: {"since": 0},
        PausedFor: {"until": LONGEST},
        KeptStatus: {"until": LONGEST},
        Tips: {"until": TIP},
        State: {"grace_at": 0, "not_before": LONGEST, "stopped_at": 0},
    }
)
"""Every time of the span clock: how much later than ``last`` it can be, ms; 0 for what has been."""
SPANS: Mapping[type, Mapping[str, int]] = MappingProxyType(
    {Clocks: {"back": LONGEST}, Exercising: {"done": ROUTINE, "total": ROUTINE}}
)
"""Every length of time: the most it can be, ms."""


def fault(state: State) -> str:
    """What in ``state`` lies further off than it can, and how far it may; ``""`` if nothing does."""
    return next(_faults(state), "")


def _faults(state: State) -> Iterator[str]:
    last = state.last
    for where, part in _parts(state, "state"):
        ahead = {name: last.mono + most for name, most in AHEAD.get(type(part), {}).items()}
        for name, most in (*ahead.items(), *SPANS.get(type(part), {}).items()):
            found = getattr(part, name)
            if found is not None and found > most:
                yield f"{where}.{name}: no more than {most} is expected, not {found}"
        match part:
            case PausedToTime(until) if until.date() > (latest := last.local.date() + DATES):
                yield f"{where}.until: no later than {latest} is expected, not {until}"
            case PausedToDay(after) if after > (latest := last.local.date() + DATES):
                yield f"{where}.after: no later than {latest} is expected, not {after}"
            case _:
                pass


def _parts(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Each value with fields in ``value``, itself included, and the place where it is."""
    if is_dataclass(value):
        yield where, value
        for item in fields(value):
            yield from _parts(getattr(value, item.name), f"{where}.{item.name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _parts(item, f"{where}[{number}]")
