"""The state in a file: what comes back, and what a damaged file comes to."""

import json
import re
from copy import deepcopy
from dataclasses import is_dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from deskbreak.engine.actions import Invite, Nudge, Version
from deskbreak.engine.bounds import AHEAD, SPANS
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import LOOK_AHEAD, next_office_day
from deskbreak.engine.engine import step
from deskbreak.engine.events import (
    ForSpan,
    Launch,
    Postpone,
    Progress,
    Start,
    Stop,
    Unpause,
    UntilTime,
    UserStatus,
    Wake,
)
from deskbreak.engine.exercising import Exercising
from deskbreak.engine.outlook import outlook
from deskbreak.engine.reasons import Sign
from deskbreak.engine.rules.holds import pause_end
from deskbreak.engine.saved import COUNTED, FORMER_NAMES, LEAST, MOST, Damaged, from_dict, to_dict
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
    Waiting,
)
from deskbreak.engine.wake import next_wake
from deskbreak.settings import HOUR, MINUTE, Settings, parse_duration
from deskbreak.settings.duration import LONGEST
from tests.draws import draws

from .desk import MONDAY, Desk, instant, reloaded
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
@profile(max_examples=draws(400), deadline=None)
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
@profile(max_examples=draws(300), deadline=None)
def test_what_is_not_refused_can_be_lived_with(saved: Any) -> None:
    try:
        state = from_dict(saved)
    except Damaged:
        return
    live_through_a_day(state, Settings())
    assert reminds_again(state, Settings()) == {Invite, Nudge}


def reminds_again(state: State, settings: Settings) -> set[type]:
    """What is shown to somebody who sits there for two office days, once all is over that the user has asked for."""
    now = after_the_wishes(state, settings)
    first = next_office_day(settings, now.utc, now.zone)
    assert first is not None
    second = next_office_day(settings, first.start, now.zone)
    assert second is not None
    state, done = step(state, Launch(now), settings)
    state, more = step(state, Unpause(now), settings)
    actions = [*done, *more]
    while state.last.utc < second.end:
        wake = next_wake(state, settings)
        assert wake is not None
        state, done = step(state, Wake(wake.at), settings)
        actions += done
    return {type(action) for action in actions} & {Invite, Nudge}


def after_the_wishes(state: State, settings: Settings) -> Instant:
    """When the postponement, the Later, the pause and what the user says of themselves have had their time."""
    later = state.day.invitation if state.day is not None else None
    paused = None if state.paused is None else pause_end(state.paused, state.last, settings)
    ends = [
        state.not_before,
        later.until if isinstance(later, Snoozed) else None,
        None if paused is None else paused - state.last.utc + state.last.mono,
        *(status.until for status in state.statuses),
    ]
    spans = [end - state.last.mono for end in ends if end is not None]
    assert max(spans, default=0) <= LONGEST, "nobody can ask for that"
    return state.last.later(max([HOUR, *spans]))


TODAY, SITTING = instant("10:30").local.date(), Clocks(0, 0, 0)
EACH: dict[type, dict[str, Any]] = {
    ShownSign: {"machine": MachineState(signs=(ShownSign(Sign.DND, 0, 0),))},
    MachineState: {"machine": MachineState(0, 0, 0, (), 0)},
    Here: {"whereabouts": Here(0)},
    Gone: {"whereabouts": Gone(0)},
    Open: {"day": Day(TODAY, SITTING, Open(1, 0, 0)), "holds": ()},
    Snoozed: {"day": Day(TODAY, SITTING, Snoozed(0, 0))},
    Clocks: {"day": Day(TODAY, SITTING)},
    Day: {"day": Day(TODAY, SITTING, ends=0)},
    Exercising: {"routine": Exercising(Version.FULL, 0, 4 * MINUTE, 0)},
    PausedFor: {"paused": PausedFor(0)},
    PausedToTime: {"paused": PausedToTime(datetime.fromisoformat(f"{MONDAY}T14:30"))},
    PausedToDay: {"paused": PausedToDay(TODAY)},
    KeptStatus: {"statuses": (KeptStatus(UserStatus.READING, 0),)},
    Tips: {"tips": Tips(0, 0)},
    State: {"grace_at": 0, "not_before": 0, "stopped_at": 0},
}
"""Every class that has times, and what brings one of it into a state."""


def places_of(kind: type, name: str) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """A saved state with a field of that name in that class, and where."""
    saved = to_dict(replace(Desk().until("10:30").state, **EACH[kind]))
    [path] = [path for path in places(saved) if path[-1:] == (name,) and at(saved, (*path[:-1], "is")) == kind.__name__]
    return saved, path


def with_value(saved: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """``saved`` with another value in one place."""
    changed = deepcopy(saved)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def check_latest(kind: type, name: str, latest: object, *beyond: object) -> None:
    """Up to ``latest`` it can be lived with; what lies beyond is refused, and its place told."""
    saved, path = places_of(kind, name)
    state = from_dict(with_value(saved, path, latest))
    live_through_a_day(state, Settings())
    assert reminds_again(state, Settings()) == {Invite, Nudge}
    where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in ("state", *path))[1:]
    for value in beyond:
        with pytest.raises(Damaged, match=rf"^{re.escape(where)}: no (more|later) than .* is expected, not "):
            from_dict(with_value(saved, path, value))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in AHEAD.items() for name in names])
def test_no_time_lies_further_ahead_than_it_can(kind: type, name: str) -> None:
    """What has been is over; what is to come is no further off than anybody can ask for."""
    latest = Desk().until("10:30").now.mono + AHEAD[kind][name]
    check_latest(kind, name, latest, latest + 1, 2**44)


LONGEST_SPANS = {"back": parse_duration("999999h999999m999999s"), "done": 24 * HOUR, "total": 24 * HOUR}
"""What can be written as a length of time, and a routine that takes a day."""


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in SPANS.items() for name in names])
def test_nothing_lasts_longer_than_it_can(kind: type, name: str) -> None:
    saved, path = places_of(kind, name)
    most = LONGEST_SPANS[name]
    if name == "done":  # of as much
        saved = with_value(saved, (*path[:-1], "total"), most)
    longest = with_value(saved, path, most)
    assert to_dict(from_dict(longest)) == longest
    with pytest.raises(Damaged, match=f"{most + 1}"):
        from_dict(with_value(saved, path, most + 1))


def test_a_pause_ends_within_what_anybody_looks_ahead() -> None:
    latest = TODAY + timedelta(days=LOOK_AHEAD)
    beyond = latest + timedelta(days=1)
    check_latest(PausedToDay, "after", latest.isoformat(), beyond.isoformat(), "2999-12-31")
    check_latest(PausedToTime, "until", f"{latest}T23:59:00", f"{beyond}T00:00:00", "2999-12-31T09:00:00")


def kinds(kind: Any) -> set[type]:
    """The classes that a value annotated so is made of."""
    if is_dataclass(kind) and isinstance(kind, type):
        return {kind}.union(*(kinds(hint) for hint in get_type_hints(kind).values()))
    return set().union(*(kinds(inner) for inner in get_args(kind))) if get_origin(kind) else set()


def test_every_number_is_known_for_a_time_or_a_span_or_a_count() -> None:
    """A field that is new, or of another name, would be bounded by nothing but the calendar."""
    numbers = {
        (kind, name)
        for kind in kinds(State) - {Instant}
        for name, hint in get_type_hints(kind).items()
        if int in (hint, *get_args(hint))
    }
    counted = {(kind, name) for kind, name in numbers if name in COUNTED}
    bounded = {(kind, name) for table in (AHEAD, SPANS) for kind, names in table.items() for name in names}
    assert numbers - counted == bounded
    assert {name for _kind, name in counted} == COUNTED


BEEN = {"began", "idle_since", "last_sign", "locked_at", "nudge", "routine", "seated", "shown_at", "since"}
TO_COME = {"ends", "not_before", "until"}
LENGTHS, COUNTS = {"back", "done", "total"}, {"laters", "shown", "step"}
TAKEN = {LEAST: BEEN | TO_COME, 0: BEEN | TO_COME | LENGTHS | COUNTS, MOST: {"mono", "utc"}}
"""Which fields can have a number: what was to come may be over for long, but what has been is not to come. When a hold
began, by the wall clock, which can be set to whatever one likes, is only told."""


@pytest.mark.parametrize("number", TAKEN)
@pytest.mark.parametrize("saved", DICTS, ids=range(len(DICTS)))
def test_every_number_at_its_bounds_can_be_lived_with(saved: Any, number: int) -> None:
    for path in [path for path in places(saved) if type(at(saved, path)) is int]:
        name = next(key for key in reversed(path) if isinstance(key, str))
        try:
            state = from_dict(with_value(saved, path, number))
        except Damaged:
            assert name not in TAKEN[number] | {"holds"}, path
            continue
        live_through_a_day(state, Settings())


def test_some_state_has_each_of_these_numbers() -> None:
    names = {path[-1] for saved in DICTS for path in places(saved) if type(at(saved, path)) is int}
    assert names >= BEEN | TO_COME | LENGTHS | COUNTS | {"mono", "utc"}


@pytest.mark.parametrize("file", sorted(HOSTILE.glob("state-*.json")), ids=lambda file: file.stem)
def test_a_number_beyond_all_bounds_is_refused(file: Path) -> None:
    with pytest.raises(Damaged, match=r"a number from .* is expected, not -?\d+$"):
        from_dict(json.loads(file.read_bytes())["state"])


def test_a_state_of_before_a_class_had_another_name_is_read() -> None:
    machine, said = MachineState(signs=(ShownSign(Sign.CALL, 0, 0),)), (KeptStatus(UserStatus.READING, None),)
    state = replace(STATES[0], machine=machine, statuses=said)
    text = json.dumps(to_dict(state)).replace('"statuses"', '"claims"')
    for former, name in FORMER_NAMES.items():
        assert f'"{name}"' in text
        text = text.replace(f'"{name}"', f'"{former}"')
    assert from_dict(json.loads(text)) == state


@given(JSON)
@profile(max_examples=draws(50), deadline=None)
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
        (
            ("statuses",),
            [{"is": "KeptStatus", "what": "meeting", "until": None}] * 2,
            "state: one thing is said once: ",
        ),
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
        lambda: MachineState(signs=(ShownSign(Sign.DND, 0, 0), ShownSign(Sign.CALL, 0, 0))),
        lambda: ShownSign(Sign.CALL, 0, 0, told=True),
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
        lambda: Progress(now, 5, 4, running=True),
        lambda: ForSpan(0),
        lambda: UntilTime(24 * 60),
        lambda: Postpone(now, 0),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - each has a sentence of its own
            build()
    assert State(now, day=opened).open == Open(1, 0, 0)


def test_what_an_older_deskbreak_did_not_know_has_its_default() -> None:
    """An upgrade loses nothing: a state saved before there were statuses."""
    saved = to_dict(Desk().until("10:30").state)
    del saved["statuses"]
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
