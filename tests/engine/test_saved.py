"""The state in a file: what comes back, and what a damaged file comes to."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from deskbreak.engine.engine import next_wake, step
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
    Sign,
    SignBegan,
    Start,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
    Wake,
)
from deskbreak.engine.outlook import outlook
from deskbreak.engine.saved import Damaged, from_dict, to_dict
from deskbreak.engine.state import (
    Clocks,
    Day,
    Exercising,
    Machine,
    Open,
    PausedToTime,
    Shown,
    Snoozed,
    State,
    Tips,
    Waiting,
)
from deskbreak.settings import MINUTE, Settings

from .desk import Desk, instant, reloaded


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


@pytest.mark.parametrize("state", STATES)
def test_it_comes_back_as_it_was(state: State) -> None:
    assert reloaded(state) == state


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, the root first."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inside for place in places(item, (*path, key)))]


KEYS = st.sampled_from(["is", "n", "since", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.sampled_from(
        ["Open", "Here", "call", "2026-11-23", "2026-11-23T09:00:00", "2026-11-23T09:00:00+01:00", "UTC", "Europe"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@st.composite
def mutilated(draw: st.DrawFn) -> Any:
    """A saved state in which up to three places were overwritten or are gone."""
    saved = deepcopy(draw(st.sampled_from(DICTS)))
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(places(saved)[1:]))
        inside = saved
        for key in path:
            inside = inside[key]
        if draw(st.booleans()):
            del inside[last]
        else:
            inside[last] = draw(JSON)
    return saved


@given(mutilated())
@profile(max_examples=400, deadline=None)
def test_a_damaged_one_is_refused_or_is_a_state_that_works(saved: Any) -> None:
    try:
        state = from_dict(saved)
    except Damaged:
        return
    assert from_dict(to_dict(state)) == state
    after, _ = step(state, Wake(state.last.later(MINUTE)), Settings())
    next_wake(after, Settings())
    outlook(after, Settings(), after.last)


@given(JSON)
@profile(max_examples=50, deadline=None)
def test_what_is_no_state_at_all_is_refused(saved: Any) -> None:
    with pytest.raises(Damaged):
        from_dict(saved)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("last", "mono"), True, "state.last.mono: int is expected, not True"),
        (("last", "mono"), 1.5, "state.last.mono: int is expected, not 1.5"),
        (("last", "zone"), "Europe", "state.last: no such time zone: Europe"),
        (("last", "utc"), 2**60, f"state.last: no calendar reaches that far: {2**60}"),
        (("last",), [], "state.last: a table is expected, not []"),
        (("whereabouts", "is"), "Where", "state.whereabouts: none of the possible kinds: "),
        (("whereabouts",), 3, "state.whereabouts: none of the possible kinds: 3"),
        (("holds",), "off", "state.holds: a list is expected, not 'off'"),
        (("holds",), [["off"]], "state.holds[0]: 2 items are expected, not 1"),
        (("holds",), [["of", 1]], "state.holds[0][0]: 'of' is not a valid Hold"),
        (("day", "date"), "yesterday", "state.day.date: Invalid isoformat string: 'yesterday'"),
        (("tips", "shown"), True, "state.tips.shown: int is expected, not True"),
        (("tips", "shown"), -1, "state.tips: tips are counted from 0"),
        (("tips", "more"), 1, "state.tips: not a Tips: "),
    ],
)
def test_the_damage_has_a_place(path: tuple[str, ...], value: object, message: str) -> None:
    saved = deepcopy(DICTS[0])
    *outer, last = path
    inside = saved
    for key in outer:
        inside = inside[key]
    inside[last] = value
    with pytest.raises(Damaged) as damage:
        from_dict(saved)
    assert str(damage.value).startswith(message)


def test_a_state_that_cannot_be_is_not_built() -> None:
    now, day = instant("09:00"), instant("09:00").local.date()
    opened = Day(day, Clocks(0, 0, 0), Open(1, 0, 0))
    for build in (
        lambda: Machine(signs=(Shown(Sign.DND, 0, 0), Shown(Sign.CALL, 0, 0))),
        lambda: Shown(Sign.CALL, 0, 0, told=True),
        lambda: Clocks(0, 0, 0, back=-1),
        lambda: Open(0, 0, 0),
        lambda: Open(1, -1, 0),
        lambda: Snoozed(0, -1),
        lambda: Waiting(0, 0),
        lambda: Day(day, None, Open(1, 0, 0)),
        lambda: Exercising(STATES[5].routine.version, 5, 4),  # type: ignore[union-attr]
        lambda: PausedToTime(now.local),
        lambda: Tips(-1),
        lambda: State(now, day=opened, routine=STATES[5].routine),
        lambda: State(now, whereabouts=type(STATES[6].whereabouts)(5)),
        lambda: Progress(now, 5, 4, running=True),
        lambda: ForSpan(0),
        lambda: UntilTime(24 * 60),
        lambda: Postpone(now, 0),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - each has a sentence of its own
            build()
    assert State(now, day=opened).open == Open(1, 0, 0)


def test_what_an_older_deskbreak_did_not_know_has_its_default() -> None:
    """An upgrade loses nothing: a state saved before there were claims."""
    saved = to_dict(Desk().until("10:30").state)
    del saved["claims"]
    assert from_dict(saved) == Desk().until("10:30").state
