"""Saved states: one of each kind, and such as have the right shape and values from far off."""

import json
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from deskbreak.engine.events import (
    Answer,
    ForSpan,
    Idle,
    Lock,
    Manner,
    Pain,
    Pause,
    Postpone,
    Progress,
    Reply,
    SignBegan,
    Start,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
)
from deskbreak.engine.reasons import Sign
from deskbreak.engine.saved import LEAST, MOST, to_dict
from deskbreak.engine.state import State
from deskbreak.settings import MINUTE

from .desk import Desk


def states() -> list[State]:
    """One of each kind of state."""
    found = []
    for minutes, events in (
        (0, ()),
        (60, ()),
        (120, ()),
        (120, ((Answer, Reply.LATER),)),
        (120, ((SignBegan, Sign.CALL), (SignBegan, Sign.DND))),
        (30, ((Start,), (Progress, 0, 4 * MINUTE, True, ("twist",), Manner("desk", 3, "left", "twist")))),
        (30, ((Start,), (Pain, "twist"), (Postpone, 20 * MINUTE), (Lock,))),
        (30, ((Start,), (Progress, 0, 4 * MINUTE, True, ("twist",)), (Pain, "twist"))),
        (30, ((Idle, 5 * MINUTE), (Pause, ForSpan(MINUTE)))),
        (30, ((Pause, UntilTime(870)),)),
        (30, ((Pause, UntilTomorrow()),)),
        (30, ((Pause, UntilResumed()),)),
    ):
        desk = Desk().wait(minutes * MINUTE)
        for kind, *arguments in events:
            desk.tell(kind, *arguments)
        found.append(desk.state)
    return found


STATES = states()
DICTS = [json.loads(json.dumps(to_dict(state))) for state in STATES]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, the root first."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inside for place in places(item, (*path, key)))]


NUMBERS = st.one_of(
    st.sampled_from([LEAST, LEAST + 1, -1, 0, 1, 8_600_000, 2**40, 2**44, MOST - 1, MOST]),
    st.integers(0, 2**31),
    st.integers(-(2**31), max(state.last.mono for state in STATES)),  # what has been, as such a state has it
)
TEXTS = st.sampled_from(["", "UTC", "Asia/Kathmandu", "twist", "left", "x" * 200, "é", "call", "dnd"])
DATES = st.dates(date(1970, 1, 1), date(3000, 12, 31))
TIMES = st.datetimes(datetime(1970, 1, 1), datetime(3000, 12, 31, 23, 59, 59))  # noqa: DTZ001 - local ones


def like(found: Any) -> st.SearchStrategy[Any]:
    """Other values of the same shape, the outermost ones often."""
    match found:
        case bool():
            return st.booleans()
        case int():
            return NUMBERS
        case str() if "T" in found and found[:4].isdigit():
            return TIMES.map(datetime.isoformat)
        case str() if found[:4].isdigit():
            return DATES.map(date.isoformat)
        case str():
            return TEXTS
        case _:
            return st.just(found)


@st.composite
def far_off(draw: st.DrawFn) -> Any:
    """A saved state of the right shape, with other values in some places."""
    saved = deepcopy(draw(st.sampled_from(DICTS)))
    scalars = [path for path in places(saved) if path and isinstance(at(saved, path), int | str) and path[-1] != "is"]
    for path in draw(st.lists(st.sampled_from(scalars), min_size=1, max_size=4)):
        at(saved, path[:-1])[path[-1]] = draw(like(at(saved, path)))
    return saved


def at(value: Any, path: tuple[Any, ...]) -> Any:
    """What is at that place."""
    for key in path:
        value = value[key]
    return value
