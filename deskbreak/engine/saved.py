"""The state as plain values for a JSON file, and back; a damaged one is refused as a whole (S1)."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from deskbreak.engine.state import State

TAG = "is"
"""The key that names the class where several are possible."""


class Damaged(ValueError):
    """A saved state that cannot be the engine's; the message says where."""


def to_dict(state: State) -> dict[str, Any]:
    """``state`` as dicts, lists, strings, numbers, booleans and ``None``."""
    table: dict[str, Any] = plain(state)
    return table


def from_dict(saved: Mapping[str, Any]) -> State:
    """The state that ``to_dict`` made ``saved`` of. Raises ``Damaged``."""
    state: State = value_of(State, saved, "state")
    return state


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
        name = saved.get(TAG) if isinstance(saved, Mapping) else None
        candidates = [kind for kind in candidates if kind.__name__ == name]
    if not candidates:
        raise Damaged(f"{where}: none of the possible kinds: {saved!r}")
    return value_of(candidates[0], saved, where)


def _items(kinds: tuple[Any, ...], saved: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(saved, list):
        raise Damaged(f"{where}: a list is expected, not {saved!r}")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(saved)
    if len(kinds) != len(saved):
        raise Damaged(f"{where}: {len(kinds)} items are expected, not {len(saved)}")
    return tuple(value_of(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(kinds, saved, strict=True)))


def _instance(kind: type, saved: Any, where: str) -> Any:
    if not isinstance(saved, Mapping):
        raise Damaged(f"{where}: a table is expected, not {saved!r}")
    hints = get_type_hints(kind)
    # What an older deskbreak did not know has its default.
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    if not needed | {TAG} <= set(saved) <= {TAG, *hints} or saved[TAG] != kind.__name__:
        raise Damaged(f"{where}: not a {kind.__name__}: {sorted(saved)}")
    values = {name: value_of(hint, saved[name], f"{where}.{name}") for name, hint in hints.items() if name in saved}
    try:
        return kind(**values)
    except ValueError as fault:
        raise Damaged(f"{where}: {fault}") from fault


def _scalar(kind: type, saved: Any, where: str) -> Any:
    readers: dict[type, Callable[[str], Any]] = {
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    if issubclass(kind, Enum):
        readers[kind] = kind
    if kind in readers and isinstance(saved, str):
        try:
            return readers[kind](saved)
        except ValueError as fault:
            raise Damaged(f"{where}: {fault}") from fault
    if type(saved) is not kind:
        raise Damaged(f"{where}: {kind.__name__} is expected, not {saved!r}")
    return saved
