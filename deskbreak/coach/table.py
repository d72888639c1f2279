"""Reading content out of TOML: every fault is collected as a sentence, with what is accepted, and told at once."""

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from deskbreak.i18n import _

_NAME = re.compile(r"[^\W_][\w-]{0,63}")


class LibraryError(ValueError):
    """Content that cannot be used. ``faults`` has a sentence for each, naming file, key and what is accepted."""

    def __init__(self, faults: Collection[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def parsed(text: str, source: str) -> "Table":
    """The top table of a TOML text; ``source`` is the file's name for the faults. Raises LibraryError."""
    try:
        return Table(tomllib.loads(text), f"{source}: ", [])
    except tomllib.TOMLDecodeError as error:
        raise LibraryError([f"{source}: {error}"]) from error


def need_english(table: "Table", texts: Mapping[str, object]) -> None:
    """Tell a fault if there are no English texts: they stand in for every language that is missing."""
    if "en" not in texts:
        table.fault(_("text.en is missing; every text is there at least in English"))


def suggestion(word: str, known: Collection[str]) -> str:
    """``; did you mean …?`` where a known word is near, else what there is."""
    if near := get_close_matches(word, known, 1):
        return "; " + _("did you mean “{word}”?").format(word=near[0])
    return "; " + _("known here: {words}").format(words=", ".join(sorted(known))) if known else ""


class Table:
    """One TOML table being read. Asking for a key checks it; ``close`` complains about keys nobody asked for.

    A faulty or missing value is told in ``faults`` (shared by all tables of a file) and a harmless one of the right
    type is returned, so that reading goes on and finds the other faults too.
    """

    def __init__(self, values: Mapping[str, object], where: str, faults: list[str]) -> None:
        self.values = values
        self.where = where
        self.faults = faults
        self._asked: set[str] = set()

    def fault(self, sentence: str) -> None:
        """Tell a fault of this table."""
        self.faults.append(self.where + sentence)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self._value(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        self._wrong(key, value, _("a text"))
        return ""

    def name(self, key: str) -> str:
        """A name that a file can have, too."""
        value = self._value(key, None)
        if isinstance(value, str) and _NAME.fullmatch(value):
            return value
        self._wrong(key, value, _('a name of letters, digits, "-" and "_"'))
        return ""

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A number from ``low`` to ``high``."""
        value = self._value(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        accepted = _("a number from {low:g} to {high:g}").format(low=low, high=high)
        self._wrong(key, value, accepted)
        return float(low)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._wrong(key, value, _("a whole number from {low} to {high}").format(low=low, high=high))
        return low

    def flag(self, key: str, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self._value(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, value, _("true or false"))
        return default

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """One of the known words."""
        value = self._value(key, default)
        if isinstance(value, str) and value in known:
            return value
        if isinstance(value, str):
            self.fault(_("{key} is “{word}”").format(key=key, word=value) + suggestion(value, known))
        else:
            self._wrong(key, value, ", ".join(sorted(known)))
        return default if default is not None else next(iter(known), "")

    def words(self, key: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts that is not empty; each one of the known words, if such are given."""
        value = self._value(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            self._wrong(key, value, _("a list of texts"))
            return ()
        for word in value:
            if known is not None and word not in known:
                self.fault(_("{key} has “{word}”").format(key=key, word=word) + suggestion(word, known))
        return tuple(value)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """A list of ``count`` numbers."""
        value = self._value(key, None)
        if isinstance(value, list) and len(value) == count and all(type(item) in {int, float} for item in value):
            return tuple(float(item) for item in value)
        self._wrong(key, value, _("a list of {count} numbers").format(count=count))
        return (0.0,) * count

    def table(self, key: str, optional: bool = False) -> "Table":
        """A table inside this one."""
        value = self._value(key, {} if optional else None)
        if not isinstance(value, dict):
            self._wrong(key, value, _("a table"))
            value = {}
        return Table(value, f"{self.where}{key}: ", self.faults)

    def tables(self, key: str) -> list["Table"]:
        """A list of tables that is not empty."""
        value = self._value(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self._wrong(key, value, _("a list of tables"))
            return []
        return [Table(item, f"{self.where}{key} {n}: ", self.faults) for n, item in enumerate(value, 1)]

    def children(self) -> dict[str, "Table"]:
        """Every key of this table as a table of its own, in the order of the file."""
        return {key: self.table(key) for key in self.values}

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.values

    def known(self, key: str) -> None:
        """Take the key as read: somebody else reads it."""
        self._asked.add(key)

    def close(self) -> None:
        """Tell the keys that mean nothing here."""
        for key in self.values:
            if key not in self._asked:
                self.fault(_("“{key}” means nothing here").format(key=key) + suggestion(key, self._asked))

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self.values.get(key, default)

    def _wrong(self, key: str, value: object, accepted: str) -> None:
        if key not in self.values:
            self.fault(_("{key} is missing; accepted: {accepted}").format(key=key, accepted=accepted))
        else:
            self.fault(_("{key} is {value!r}; accepted: {accepted}").format(key=key, value=value, accepted=accepted))
