"""Values in a table of TOML by their keys, as ``tomllib`` gives them, without tomlkit: more is asked than changed."""

from collections.abc import Mapping

KeyPath = tuple[str, ...]
"""A key by its parts: ``office.hours``."""


class Missing:
    """What a key has that is not there."""


MISSING = Missing()


class NoPlace(Exception):
    """An edit comes to nothing here. The message says why, in English: it is for the log."""


def value_at(table: object, key: KeyPath) -> object:
    """What ``table`` has at ``key``, ``MISSING`` if nothing."""
    for part in key:
        if not isinstance(table, Mapping) or part not in table:
            return MISSING
        table = table[part]
    return table


def same(one: object, other: object) -> bool:
    """Whether both are the same in TOML, where ``true`` is not 1, and a table has no order."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other
