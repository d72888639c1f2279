"""The state as plain values for a JSON file, and back; a damaged one is refused as a whole (S1)."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from deskbreak.engine import bounds
from deskbreak.engine.state import State

TAG = "is"
"""The key that names the class where several are possible."""

FORMER_NAMES = {"Machine": "MachineState", "Shown": "ShownSign", "Claiming": "KeptStatus"}
"""What a class was called when the file was written: until 2026-11, and what it is called now."""

LEAST, MOST = -(2**40), 2**45
"""What an instant or a span can be, ms: of the wall clock, the years 1935 to 3084. With an office day more, and as far
back as ahead, that is within what calendars (``Instant``), and everything that shows a date, can hold."""
FIRST_YEAR, LAST_YEAR = 1970, 3000
MOST_TIMES = 10**6
COUNTED = frozenset({"n", "laters", "shown", "step"})
"""The fields that count something; every other number is an instant or a span."""
LONGEST_TEXT = 200
"""Characters of an id, or the name of a zone."""
MOST_ITEMS = 10_000
MOST_SHOWN = 10**30
LONGEST_FAULT = 300


class Damaged(ValueError):
    """A saved state that cannot be the engine's; the message says where."""


def to_dict(state: State) -> dict[str, Any]:
    """``state`` as dicts, lists, strings, numbers, booleans and ``None``."""
    table: dict[str, Any] = plain(state)
    return table


def from_dict(saved: Mapping[str, Any]) -> State:
    """The state that ``to_dict`` made ``saved`` of. Raises ``Damaged``."""
    state: State = value_of(State, _as_of_today(saved), "state")
    if fault := bounds.fault(state):
        raise Damaged(fault)
    return state


def _as_of_today(saved: Mapping[str, Any]) -> Mapping[str, Any]:
    """Until 2026-11 signs were saved by their names alone; what the machine shows is asked anew at every start.

    And a routine stopped early was saved by when it may be offered again, which the settings say now; and then, when it
    was, with the office day. What the user says of themselves was saved as claims.
    """
    match saved:
        case {"machine": {"signs": [str(), *_others], **machine}}:
            saved = {**saved, "machine": {**machine, "signs": []}}
    match saved:
        case {"day": {"retry_at": _, **day}}:
            saved = {**saved, "day": day}
    match saved:
        case {"day": {"stopped_at": stopped_at, **day}}:
            saved = {"stopped_at": stopped_at, **saved, "day": day}
    match saved:
        case {"claims": statuses, **others}:
            saved = {"statuses": statuses, **others}
    return saved


def plain(value: Any) -> Any:
    """A value made of dataclasses, tuples, sets, enums and dates as what JSON knows."""
    if is_dataclass(value):
        return {TAG: type(value).__name__} | {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def value_of(kind: Any, saved: Any, where: str) -> Any:
    """What ``plain`` made ``saved`` of, as a value of the annotated type ``kind``. Raises ``Damaged``."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), saved, where)
    if origin is tuple:
        return _items(get_args(kind), saved, where)
    if origin is frozenset:
        return frozenset(_items((*get_args(kind), ...), saved, where))
    if is_dataclass(kind) and isinstance(kind, type):
        return _instance(kind, saved, where)
    return _scalar(kind, saved, where)


def _one_of(kinds: tuple[Any, ...], saved: Any, where: str) -> Any:
    if saved is None and NoneType in kinds:
        return None
    candidates = [kind for kind in kinds if kind is not NoneType]
    if len(candidates) > 1:
        name = _name(saved) if isinstance(saved, Mapping) else None
        candidates = [kind for kind in candidates if kind.__name__ == name]
    if not candidates:
        raise _damaged(where, f"none of the possible kinds: {_shown(saved)}")
    return value_of(candidates[0], saved, where)


def _name(saved: Mapping[str, Any]) -> Any:
    """The class that ``saved`` says it is of, by its name of today."""
    name = saved.get(TAG)
    return FORMER_NAMES.get(name, name) if isinstance(name, str) else name


def _items(kinds: tuple[Any, ...], saved: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(saved, list):
        raise _damaged(where, f"a list is expected, not {_shown(saved)}")
    if len(saved) > MOST_ITEMS:
        raise _damaged(where, f"at most {MOST_ITEMS} items are expected, not {len(saved)}")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(saved)
    if len(kinds) != len(saved):
        raise _damaged(where, f"{len(kinds)} items are expected, not {len(saved)}")
    return tuple(value_of(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(kinds, saved, strict=True)))


def _instance(kind: type, saved: Any, where: str) -> Any:
    if not isinstance(saved, Mapping):
        raise _damaged(where, f"a table is expected, not {_shown(saved)}")
    hints = get_type_hints(kind)
    # What an older deskbreak did not know has its default.
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    if not needed | {TAG} <= set(saved) <= {TAG, *hints} or _name(saved) != kind.__name__:
        raise _damaged(where, f"not a {kind.__name__}: {sorted(saved)}")
    values = {name: value_of(hint, saved[name], f"{where}.{name}") for name, hint in hints.items() if name in saved}
    try:
        return kind(**values)
    except ValueError as fault:
        raise _damaged(where, fault) from fault


def _scalar(kind: type, saved: Any, where: str) -> Any:
    readers: dict[type, Callable[[str], Any]] = {
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    if issubclass(kind, Enum):
        readers[kind] = kind
    if kind in readers and isinstance(saved, str):
        try:
            value = readers[kind](saved)
        except ValueError as fault:
            raise _damaged(where, fault) from fault
    elif type(saved) is kind:
        value = saved
    else:
        raise _damaged(where, f"{kind.__name__} is expected, not {_shown(saved)}")
    if accepted := _out_of_bounds(kind, value, where.rpartition(".")[2]):
        raise _damaged(where, f"{accepted} is expected, not {_shown(saved)}")
    return value


def _out_of_bounds(kind: type, value: Any, field: str) -> str:
    """What is accepted, if ``value`` of the field of that name is none that the engine can hold; else ``""``."""
    match value:
        case int() if kind is int:  # a truth value would be one, too
            least, most = (0, MOST_TIMES) if field in COUNTED else (LEAST, MOST)
            return "" if least <= value <= most else f"a number from {least} to {most}"
        case str():
            short = len(value) <= LONGEST_TEXT and value.isprintable()
            return "" if short else f"a text that can be printed, of at most {LONGEST_TEXT} characters,"
        case date():
            return "" if FIRST_YEAR <= value.year <= LAST_YEAR else f"a year from {FIRST_YEAR} to {LAST_YEAR}"
        case _:
            return ""


def _shown(found: Any) -> str:
    """``found`` in a sentence."""
    match found:
        case Mapping():
            return "a table"
        case list():
            return "a list"
        case int() if not -MOST_SHOWN < found < MOST_SHOWN:  # longer ones than 4300 digits cannot even be written
            return f"a number of {found.bit_length()} bits"
        case _:
            return ascii(found)


def _damaged(where: str, fault: object) -> Damaged:
    """For people: of what is in the file no more than anybody reads, and nothing that a terminal obeys."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in f"{where}: {fault}"[:LONGEST_FAULT])
    return Damaged(text)
