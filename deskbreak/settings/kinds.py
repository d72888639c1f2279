"""The kinds of values that settings have: what each accepts, and how it is written in TOML.

A kind takes a raw value, as ``tomllib`` gives it (``str``, ``int``, ``bool``, ``list``, ``dict``, a date …), and
makes of it the value that the engine uses, or raises ``Unacceptable`` with sentences for people.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from deskbreak.i18n import _
from deskbreak.settings.duration import duration, duration_text, shown_duration
from deskbreak.settings.refusal import Problem, Unacceptable, refuse
from deskbreak.settings.values import MINUTE

T = TypeVar("T")
E = TypeVar("E")

_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class Kind(ABC, Generic[T]):
    """A kind of value. Each concrete kind says what it accepts; the sentence around a refusal is made here."""

    def parse(self, raw: object) -> T:
        """The value that ``raw`` stands for.

        Raises ``Unacceptable`` with every problem there is, each saying what is accepted.
        """
        try:
            return self._parse(raw)
        except Unacceptable as refusal:
            raise Unacceptable(*(_explained(problem, self.accepts()) for problem in refusal.problems)) from None

    def parse_typed(self, raw: object) -> T:
        """As ``parse``, for what somebody does in a window: the sentences say what is ``wanted``."""
        try:
            return self._parse(raw)
        except Unacceptable as refusal:
            raise Unacceptable(*(_explained(problem, self.wanted()) for problem in refusal.problems)) from None

    @abstractmethod
    def toml(self, value: T) -> object:
        """``value`` as it is written in the file; ``parse`` takes it back."""

    @abstractmethod
    def accepts(self) -> str:
        """What is accepted, in the user's language, without a full stop."""

    def wanted(self) -> str:
        """As ``accepts``, for somebody who types a value and writes no TOML."""
        return self.accepts()

    def example(self) -> str:
        """A line's worth of TOML to learn from, for kinds whose default is empty; else ``""``."""
        return ""

    @abstractmethod
    def _parse(self, raw: object) -> T:
        """As ``parse``; its sentences say only what is wrong."""


@dataclass(frozen=True)
class Switch(Kind[bool]):
    """On or off."""

    def toml(self, value: bool) -> object:
        return value

    def accepts(self) -> str:
        return _("true or false")

    def _parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in ("true", "false"):
            raise refuse(_("{raw} is a text; leave out the quotes"), raw)
        raise refuse(_("{raw} is neither true nor false"), raw)


@dataclass(frozen=True)
class Whole(Kind[int]):
    """A whole number from ``low`` to ``high``, both included."""

    low: int
    high: int

    def toml(self, value: int) -> object:
        return value

    def accepts(self) -> str:
        return _("a whole number from {low} to {high}").format(low=self.low, high=self.high)

    def _parse(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise refuse(_("{raw} is no whole number"), raw)
        if not self.low <= raw <= self.high:
            raise refuse(_("{raw} is out of range"), raw)
        return raw


@dataclass(frozen=True)
class Language(Kind[str]):
    """``"auto"``, or the code of a language, as POSIX or BCP 47 has it."""

    def toml(self, value: str) -> object:
        return value

    def accepts(self) -> str:
        return _('"auto", or the code of a language, as in "en" or "pt_BR"')

    def _parse(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(_("{raw} is no text"), raw)
        if raw.casefold() == "auto":
            return "auto"
        if not _LANGUAGE.fullmatch(raw):
            raise refuse(_("{raw} is no language"), raw)
        return raw


@dataclass(frozen=True)
class TextLine(Kind[str]):
    """A text on one line, or ``""`` for none."""

    longest: int

    def toml(self, value: str) -> object:
        return value

    def accepts(self) -> str:
        return _('a text of one line, at most {count} characters, or "" for none').format(count=self.longest)

    def wanted(self) -> str:
        return _("a text of one line, at most {count} characters").format(count=self.longest)

    def _parse(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(_("{raw} is no text"), raw)
        if not raw.isprintable() or len(raw) > self.longest:
            raise refuse(_("{raw} is no such text"), raw)
        return raw


@dataclass(frozen=True)
class Names(Kind[tuple[str, ...]]):
    """At most ``most`` names of at most ``longest`` characters; upper and lower case make no other name of one."""

    longest: int
    most: int

    def toml(self, value: tuple[str, ...]) -> object:
        return list(value)

    def accepts(self) -> str:
        sentence = _('a list of at most {most} names of at most {count} characters each, as in ["obs", "Firefox"]')
        return sentence.format(most=self.most, count=self.longest)

    def wanted(self) -> str:
        sentence = _("at most {most} names of at most {count} characters each")
        return sentence.format(most=self.most, count=self.longest)

    def example(self) -> str:
        return '["obs"]'

    def _parse(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list):
            raise refuse(_("{raw} is no list"), raw)
        names: dict[str, str] = {}
        for name in each(raw, self._name):
            names.setdefault(name.casefold(), name)
        if len(names) > self.most:
            raise refuse(_("{raw} is too long"), raw)
        return tuple(names.values())

    def _name(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(_("{raw} is no text"), raw)
        name = " ".join(raw.split())
        if not name or not raw.isprintable() or len(name) > self.longest:
            raise refuse(_("{raw} is no such name"), raw)
        return name


@dataclass(frozen=True)
class Duration(Kind[int]):
    """A length of time in ms, from ``low`` to ``high`` ms, both included."""

    low: int
    high: int

    def toml(self, value: int) -> object:
        return duration_text(value)

    def accepts(self) -> str:
        sentence = _('a length of time from "{low}" to "{high}"')
        return sentence.format(low=duration_text(self.low), high=duration_text(self.high))

    def wanted(self) -> str:
        sentence = _("a length of time from {low} to {high}, as in {example}")
        example = shown_duration((self.low + self.high) // 2 // MINUTE * MINUTE or self.high)
        return sentence.format(low=shown_duration(self.low), high=shown_duration(self.high), example=example)

    def _parse(self, raw: object) -> int:
        length = duration(raw)
        if length < self.low:
            raise refuse(_("{raw} is too short"), raw)
        if length > self.high:
            raise refuse(_("{raw} is too long"), raw)
        return length


@dataclass(frozen=True)
class DurationPair(Kind[tuple[int, int]]):
    """Two lengths of time in ms, the shorter first, both from ``low`` to ``high`` ms."""

    low: int
    high: int

    def toml(self, value: tuple[int, int]) -> object:
        return [duration_text(length) for length in value]

    def accepts(self) -> str:
        sentence = _('two lengths of time from "{low}" to "{high}", the shorter first, as in ["2h", "3h"]')
        return sentence.format(low=duration_text(self.low), high=duration_text(self.high))

    def wanted(self) -> str:
        sentence = _("two lengths of time from {low} to {high}, the shorter first, as in 2 h and 2 h 30 min")
        return sentence.format(low=shown_duration(self.low), high=shown_duration(self.high))

    def _parse(self, raw: object) -> tuple[int, int]:
        if not isinstance(raw, list) or len(raw) != 2:
            raise refuse(_("{raw} is no pair"), raw)
        lengths = each(raw, Duration(self.low, self.high)._parse)
        if lengths[0] > lengths[1]:
            raise refuse(_("the first, {raw}, is longer than the second"), raw[0])
        return lengths[0], lengths[1]


def each(raw: Iterable[object], parse: Callable[[object], E]) -> list[E]:
    """Each parsed, the problems of all told at once."""
    values: list[E] = []
    problems: list[Problem] = []
    for item in raw:
        try:
            values.append(parse(item))
        except Unacceptable as refusal:
            problems += refusal.problems
    if problems:
        raise Unacceptable(*problems)
    return values


def _explained(problem: Problem, accepted: str) -> Problem:
    sentence = _("{problem}; accepted: {accepted}")
    return Problem(sentence.format(problem=problem.sentence, accepted=accepted), problem.at)
