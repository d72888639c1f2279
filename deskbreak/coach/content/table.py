"""Reading content out of TOML: every fault is collected as a sentence, with what is accepted, and told at once."""

import re
from collections.abc import Collection, Mapping, Sequence
from math import isfinite

from deskbreak.i18n import _
from deskbreak.settings.suggestion import did_you_mean
from deskbreak.settings.text import is_name, plain
from deskbreak.settings.toml import NoToml, toml_table

LONGEST_TEXT = 1000
"""Characters of a text that somebody reads or hears."""
MOST_LANGUAGES = 200
MOST_FAULTS = 50
"""Faults of a file after which it is read no further: nobody reads them, and each takes a look for what was meant."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST_SHOWN = 60
_MOST_SHOWN = 20
_MOST_COMPARED = 500


class LibraryError(ValueError):
    """Content that cannot be used. ``faults`` has a sentence for each, naming file, key and what is accepted."""

    def __init__(self, faults: Collection[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def parsed(text: str, source: str) -> "Table":
    """The top table of a TOML text; ``source`` is the file's name for the faults. Raises LibraryError."""
    where = f"{plain(source)}: "
    try:
        return Table(toml_table(text), where, [])
    except NoToml as error:
        raise LibraryError([where + plain(str(error))]) from error


def name_rule() -> str:
    """What ``is_name`` accepts, in words."""
    return _('a name of letters, digits, "-" and "_"')


def need_english(table: "Table", texts: Mapping[str, object]) -> None:
    """Tell a fault if there are no English texts: they stand in for every language that is missing."""
    if "en" not in texts:
        table.fault(_("text.en is missing; every text is there at least in English"))


def suggestion(word: str, known: Collection[str]) -> str:
    """``; did you mean …?`` where a known word is near, else what there is."""
    comparable = len(word) <= _LONGEST_SHOWN and len(known) <= _MOST_COMPARED
    if comparable and (meant := did_you_mean(word, known)):
        return meant
    shown = [_cut(one) for one in sorted(known) if one]  # an empty word stands for what is left out
    more = ["…"] if len(shown) > _MOST_SHOWN else []
    return "; " + _("known here: {words}").format(words=", ".join(shown[:_MOST_SHOWN] + more)) if known else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


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
        """Tell a fault of this table. Raises LibraryError where that is one too many."""
        self.faults.append(self.where + plain(sentence))
        if len(self.faults) >= MOST_FAULTS:
            raise LibraryError(self.faults)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, of at most ``LONGEST_TEXT`` characters."""
        value = self._value(key, default)
        if not isinstance(value, str) or not (value.strip() or value == default):
            self._wrong(key, value, _("a text"))
        elif len(value) > LONGEST_TEXT:
            self.fault(_("{key} is too long; accepted: {count} characters").format(key=key, count=LONGEST_TEXT))
        elif _CONTROL.search(value):  # no voice and no font can do anything with them
            self._wrong(key, value, _("a text without control characters"))
        else:
            return value
        return ""

    def name(self, key: str) -> str:
        """A name that a file can have, too."""
        value = self._value(key, None)
        if isinstance(value, str) and is_name(value):
            return value
        self._wrong(key, value, name_rule())
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

    def flag_or_whole(self, key: str, high: int) -> int:
        """``true`` for 1, ``false`` or nothing for 0, or a whole number from 1 to ``high``."""
        value = self._value(key, False)
        if isinstance(value, bool) or (isinstance(value, int) and 1 <= value <= high):
            return int(value)
        self._wrong(key, value, _("true, false, or a whole number from 1 to {high}").format(high=high))
        return 0

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """One of the known words."""
        value = self._value(key, default)
        if isinstance(value, str) and value in known:
            return value
        if isinstance(value, str):
            self.fault(_("{key} is “{word}”").format(key=key, word=_cut(value)) + suggestion(value, known))
        else:
            self._wrong(key, value, ", ".join(sorted(known)))
        return default if default is not None else next(iter(known), "")

    def words(self, key: str, most: int, known: Collection[str] | None = None, least: int = 1) -> tuple[str, ...]:
        """A list of texts, ``least`` (0 or 1) to ``most``; each one of the known words, if such are given."""
        value = self._value(key, None)
        if not isinstance(value, list) or len(value) < least or not all(isinstance(word, str) for word in value):
            self._wrong(key, value, _("a list of texts"))
            return ()
        if self._too_many(key, value, most):
            return ()
        for word in value:
            if known is not None and word not in known:
                self.fault(_("{key} has “{word}”").format(key=key, word=_cut(word)) + suggestion(word, known))
        return tuple(value)

    def numbers(self, key: str, count: int, low: float, high: float) -> tuple[float, ...]:
        """A list of ``count`` numbers, each from ``low`` to ``high``."""
        value = self._value(key, None)
        if (
            isinstance(value, list)
            and len(value) == count
            and all(type(item) in {int, float} and isfinite(item) and low <= item <= high for item in value)
        ):
            return tuple(float(item) for item in value)
        accepted = _("a list of {count} numbers from {low:g} to {high:g}").format(count=count, low=low, high=high)
        self._wrong(key, value, accepted)
        return (low,) * count

    def table(self, key: str, optional: bool = False) -> "Table":
        """A table inside this one."""
        value = self._value(key, {} if optional else None)
        if not isinstance(value, dict):
            self._wrong(key, value, _("a table"))
            value = {}
        return Table(value, f"{self.where}{plain(_cut(key))}: ", self.faults)

    def tables(self, key: str, most: int) -> list["Table"]:
        """A list of tables, 1 to ``most``."""
        value = self._value(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self._wrong(key, value, _("a list of tables"))
            return []
        if self._too_many(key, value, most):
            return []
        return [Table(item, f"{self.where}{key} {n}: ", self.faults) for n, item in enumerate(value, 1)]

    def children(self, most: int) -> dict[str, "Table"]:
        """Every key of this table as a table of its own, in the order of the file; ``most`` at most, with names."""
        if len(self.values) > most:
            self.fault(_("there are {there}; accepted: {most} at most").format(there=len(self.values), most=most))
            return {}
        for key in self.values:
            if len(key) > _LONGEST_SHOWN or not key.isprintable():
                self.fault(_("“{word}” is no name").format(word=_cut(key)))
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
                self.fault(_("“{key}” means nothing here").format(key=_cut(key)) + suggestion(key, self._asked))

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self.values.get(key, default)

    def _wrong(self, key: str, value: object, accepted: str) -> None:
        if key not in self.values:
            self.fault(_("{key} is missing; accepted: {accepted}").format(key=_cut(key), accepted=accepted))
        else:
            told = _("{key} is {value}; accepted: {accepted}")
            self.fault(told.format(key=_cut(key), value=_cut(repr(value)), accepted=accepted))

    def _too_many(self, key: str, value: Sequence[object], most: int) -> bool:
        if len(value) <= most:
            return False
        sentence = _("{key} has {there}; accepted: {most} at most")
        self.fault(sentence.format(key=key, there=len(value), most=most))
        return True
