"""One key of a text in TOML changed; comments, order and spacing stay, and all that is unknown.

Each way to do it is tried on the text and measured by the parser that will read it: one that changes anything else is
not taken.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from deskbreak.settings.toml import NoToml, toml_table
from deskbreak.store.toml_text.places import (
    added,
    commented,
    has_comment,
    items_replaced,
    removed,
    replaced,
    table_added,
    uncommented,
)
from deskbreak.store.toml_text.table import MISSING, KeyPath, NoPlace, same, value_at

Spelled = Callable[[object], object]
"""The one spelling of all values that say the same, in TOML's own types; ``None`` for what is not accepted."""
_Way = Callable[[], str]

log = logging.getLogger(__name__)


def with_value(text: str, key: KeyPath, value: object, default: object, spelled: Spelled) -> str:
    """``text`` (lines end with ``\\n``, the last one, too) with ``value``, as ``tomllib`` would give it, at ``key``.

    A key that is there keeps its place and its comment, a list and a table whatever stays in them; else a comment
    ``#key = …`` becomes the live line; else the key is added to its table, and a table that is missing at the end.
    Raises ``NoPlace`` where nothing leads to that, and ``NoToml`` for a text that is none.
    """
    before = value_at(toml_table(text), key)
    ways: list[_Way] = []
    if isinstance(before, Mapping) and isinstance(value, Mapping):
        ways.append(partial(_with_entries, text, key, value, spelled))
    if isinstance(before, list) and isinstance(value, list):
        ways.append(partial(items_replaced, text, key, [_one(one, spelled) for one in before], value))
    if before is MISSING:
        ways.append(partial(uncommented, text, key, value, (value, default)))
        ways += (partial(way, text, key, value) for way in (added, table_added))
    else:
        ways += (partial(replaced, text, key, value), lambda: added(removed(text, key), key, value))
    return _first(text, key, ways, lambda now: same(now, value) or same(spelled(now), value))


def without_value(text: str, key: KeyPath, default: object, spelled: Spelled) -> str:
    """``text`` without ``key``. Its line is a comment with the default again, in its place, even where it was none: so
    nobody misses it. Of a table only the header stays. Raises as ``with_value``.
    """
    before = value_at(toml_table(text), key)
    if before is MISSING:
        return text
    ways: list[_Way] = [partial(commented, text, key, default)]
    if isinstance(before, Mapping) and isinstance(default, Mapping):
        ways.append(partial(_with_entries, text, key, default, spelled))
    ways.append(partial(removed, text, key))
    return _first(text, key, ways, lambda now: now is MISSING or now == default == {})


def _with_entries(text: str, key: KeyPath, value: Mapping[str, object], spelled: Spelled) -> str:
    """A table key by key. What goes stays as a comment if it has one."""
    left = dict(value)
    before = value_at(toml_table(text), key)
    for name, one in before.items() if isinstance(before, Mapping) else ():
        place, says = (*key, name), spelled({name: one})
        entry = next(iter(says), "") if isinstance(says, Mapping) else ""
        if entry not in left:
            text = _first(text, place, (partial(_gone, text, place, one), partial(removed, text, place)), _is_missing)
        elif not same(wished := left.pop(entry), value_at(says, (entry,))):
            text = replaced(text, place, wished)
    for name, one in left.items():
        text = with_value(text, (*key, name), one, MISSING, lambda raw: raw)
    return text


def _gone(text: str, key: KeyPath, value: object) -> str:
    return commented(text, key, value) if has_comment(text, key) else removed(text, key)


def _is_missing(value: object) -> bool:
    return value is MISSING


def _one(item: object, spelled: Spelled) -> object:
    says = spelled([item])
    return says[0] if isinstance(says, list) and len(says) == 1 else MISSING


def _first(text: str, key: KeyPath, ways: Iterable[_Way], done: Callable[[object], bool]) -> str:
    """What comes of the first of ``ways`` that does what is to be done, and nothing else."""
    rest = repr(_rest(toml_table(text), key))  # as a text, in which nan is the same as nan, and 1 is not true
    why: object = "there is none"
    for way in ways:
        try:
            new = way()
            table = toml_table(new)
        except (NoPlace, NoToml) as error:
            why = error
        except Exception as bug:  # of the library's, and there is another way, or else the text stays as it is
            log.warning("%s could not be changed in one way", ".".join(key), exc_info=True)
            why = bug
        else:
            if done(value_at(table, key)) and repr(_rest(table, key)) == rest:
                return new
            why = "it would change something else"
    raise NoPlace(f"{'.'.join(key)}: {why}")


def _rest(table: Mapping[str, object], key: KeyPath) -> dict[str, object]:
    """All but ``key``, and but the tables that are there for it alone."""
    name, *inner = key
    rest = {other: value for other, value in table.items() if other != name}
    below = table.get(name)
    if inner and isinstance(below, Mapping):
        below = _rest(below, tuple(inner))
    if inner and below:
        rest[name] = below
    return rest
