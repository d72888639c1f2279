"""The state in a file: what comes back, and what a damaged file comes to."""

import json
from copy import deepcopy
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from deskbreak.engine.engine import next_wake, step
from deskbreak.engine.events import (
    ForSpan,
    Launch,
    Postpone,
    Progress,
    Sign,
    Start,
    Stop,
    UntilTime,
    Wake,
)
from deskbreak.engine.outlook import outlook
from deskbreak.engine.saved import COUNTED, LEAST, MOST, Damaged, from_dict, to_dict
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
from deskbreak.settings import HOUR, MINUTE, Settings

from .desk import Desk, instant, reloaded
from .saved_states import DICTS, STATES, at, far_off, places

HOSTILE = Path(__file__).parents[1] / "hostile"


@pytest.mark.parametrize("state", STATES)
def test_it_comes_back_as_it_was(state: State) -> None:
    assert reloaded(state) == state


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


def live_through_a_day(state: State, settings: Settings) -> None:
    """As the app does: launched, and woken whenever the engine wants it."""
    now, end = state.last.later(HOUR), state.last.later(HOUR).mono + 24 * HOUR
    state, _ = step(state, Launch(now), settings)
    for _number in range(2000):
        outlook(state, settings, state.last)
        wake = next_wake(state, settings)
        if wake is None or wake.at.mono > end:
            return
        assert wake.at.mono > state.last.mono
        state, _ = step(state, Wake(wake.at), settings)
    raise AssertionError("it is woken without end")


@given(far_off())
@profile(max_examples=300, deadline=None)
def test_what_is_not_refused_can_be_lived_with(saved: Any) -> None:
    try:
        state = from_dict(saved)
    except Damaged:
        return
    live_through_a_day(state, Settings())


@pytest.mark.parametrize("number", [LEAST, 0, MOST])
@pytest.mark.parametrize("saved", DICTS, ids=range(len(DICTS)))
def test_every_number_at_its_bounds_can_be_lived_with(saved: Any, number: int) -> None:
    accepted = 0
    numbers = [path for path in places(saved) if type(at(saved, path)) is int]
    for path in numbers:
        changed = deepcopy(saved)
        at(changed, path[:-1])[path[-1]] = number
        try:
            state = from_dict(changed)
        except Damaged:
            continue
        accepted += 1
        live_through_a_day(state, Settings())
    assert accepted >= len(numbers) // 4


def test_what_is_counted_is_still_called_so() -> None:
    """A field of another name would be taken for an instant, with its bounds."""

    def kinds(kind: Any) -> set[type]:
        if is_dataclass(kind) and isinstance(kind, type):
            return {kind}.union(*(kinds(hint) for hint in get_type_hints(kind).values()))
        return set().union(*(kinds(inner) for inner in get_args(kind))) if get_origin(kind) else set()

    hints = [(name, hint) for kind in kinds(State) for name, hint in get_type_hints(kind).items()]
    assert {name for name, hint in hints if hint is int} >= COUNTED


@pytest.mark.parametrize("file", sorted(HOSTILE.glob("state-*.json")), ids=lambda file: file.stem)
def test_a_number_beyond_all_bounds_is_refused(file: Path) -> None:
    with pytest.raises(Damaged, match=r"a number from .* is expected, not -?\d+$"):
        from_dict(json.loads(file.read_bytes())["state"])


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
        (("last", "utc"), 2**60, f"state.last.utc: a number from {LEAST} to {MOST} is expected, not {2**60}"),
        (("last", "utc"), 10**999, "state.last.utc: a number from "),
        (("last", "mono"), -(10**25), "state.last.mono: a number from "),
        (("last", "zone"), "\ud800", "state.last.zone: a text that can be printed, of at most 200 characters, is exp"),
        (("last", "zone"), "x" * 201, "state.last.zone: a text that can be printed"),
        (("last", "zone"), "\x1b[2J", "state.last.zone: a text that can be printed"),
        (("day", "date"), "9999-12-31", "state.day.date: a year from 1970 to 3000 is expected, not '9999-12-31'"),
        (("day", "date"), "0001-01-01", "state.day.date: a year from 1970 to 3000 is expected"),
        (("tips", "shown"), 10**6 + 1, "state.tips.shown: a number from 0 to 1000000 is expected, not 1000001"),
        (("pains", "left_out"), ["twist"] * 10_001, "state.pains.left_out: at most 10000 items are expected, not 1000"),
        (("last",), [], "state.last: a table is expected, not a list"),
        (("whereabouts", "is"), "Where", "state.whereabouts: none of the possible kinds: "),
        (("whereabouts",), 3, "state.whereabouts: none of the possible kinds: 3"),
        (("holds",), "off", "state.holds: a list is expected, not 'off'"),
        (("holds",), [["off"]], "state.holds[0]: 2 items are expected, not 1"),
        (("holds",), [["of", 1]], "state.holds[0][0]: 'of' is not a valid Hold"),
        (("day", "date"), "yesterday", "state.day.date: Invalid isoformat string: 'yesterday'"),
        (("tips", "shown"), True, "state.tips.shown: int is expected, not True"),
        (("tips", "shown"), -1, "state.tips.shown: a number from 0 to 1000000 is expected, not -1"),
        (("tips", "until"), float("nan"), "state.tips.until: int is expected, not nan"),
        (("tips", "more"), 1, "state.tips: not a Tips: "),
        (("claims",), [{"is": "Claiming", "what": "meeting", "until": None}] * 2, "state: one thing is said once: "),
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


def test_when_a_routine_was_stopped_is_read_where_an_older_deskbreak_saved_it() -> None:
    desk = Desk()
    desk.tell(Start)
    desk.tell(Stop)
    saved = to_dict(desk.state)
    older = {**saved, "day": {**saved["day"], "stopped_at": saved["stopped_at"]}}
    del older["stopped_at"]
    assert from_dict(older) == desk.state
    assert desk.state.stopped_at == desk.now.mono


def test_signs_as_an_older_deskbreak_saved_them_cost_nothing_else() -> None:
    """By their names alone; what the machine shows is asked anew at every start."""
    state = Desk().until("10:30").state
    saved = to_dict(state)
    saved["machine"]["signs"] = ["call", "dnd"]
    assert from_dict(saved) == state
