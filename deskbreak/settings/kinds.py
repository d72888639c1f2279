"""The kinds of values that settings have: what each accepts, and how it is written in TOML.

A kind takes a raw value, as ``tomllib`` gives it (``str``, ``int``, ``bool``, ``list``, ``dict``, a date …), and
makes of it the value that the engine uses, or raises ``Unacceptable`` with sentences for people.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from deskbreak.i18n import _
from deskbreak.settings.duration import duration, duration_text
from deskbreak.settings.refusal import Problem, Unacceptable, refuse, shown
from deskbreak.settings.suggestion import nearest
from deskbreak.settings.values import DAY_MINUTES, DAYS, DateSpan, TimeRange

T = TypeVar("T")
E = TypeVar("E")

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RANGE = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(r"[^\W_][\w-]{0,63}")


class Kind(ABC, Generic[T]):
    """A kind of value. Each concrete kind says what it accepts; the sentence around a refusal is made here."""

    def parse(self, raw: object) -> T:
        """The value that ``raw`` stands for.

        Raises ``Unacceptable`` with every problem there is, each saying what is accepted.
        """
        try:
            return self._parse(raw)
        except Unacceptable as refusal:
            raise Unacceptable(*(self._explained(problem) for problem in refusal.problems)) from None

    @abstractmethod
    def toml(self, value: T) -> object:
        """``value`` as it is written in the file; ``parse`` takes it back."""

    @abstractmethod
    def accepts(self) -> str:
        """What is accepted, in the user's language, without a full stop."""

    def example(self) -> str:
        """A line's worth of TOML to learn from, for kinds whose default is empty; else ``""``."""
        return ""

    @abstractmethod
    def _parse(self, raw: object) -> T:
        """As ``parse``; its sentences say only what is wrong."""

    def _explained(self, problem: Problem) -> Problem:
        sentence = _("{problem}; accepted: {accepted}")
        return Problem(sentence.format(problem=problem.sentence, accepted=self.accepts()), problem.at)


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
class Name(Kind[str]):
    """The name of a file without its folder and ending; it can lead nowhere else."""

    def toml(self, value: str) -> object:
        return value

    def accepts(self) -> str:
        return _('a name of letters, digits, "-" and "_", as in "desk"')

    def _parse(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(_("{raw} is no text"), raw)
        if not _NAME.fullmatch(raw):
            raise refuse(_("{raw} is no name"), raw)
        return raw


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

    def _parse(self, raw: object) -> tuple[int, int]:
        if not isinstance(raw, list) or len(raw) != 2:
            raise refuse(_("{raw} is no pair"), raw)
        lengths = _each(raw, Duration(self.low, self.high)._parse)
        if lengths[0] > lengths[1]:
            raise refuse(_("the first, {raw}, is longer than the second"), raw[0])
        return lengths[0], lengths[1]


@dataclass(frozen=True)
class TimeRangeKind(Kind[TimeRange]):
    """From one time of day to another, over midnight or not."""

    def toml(self, value: TimeRange) -> object:
        return f"{_time_text(value.start)}-{_time_text(value.end)}"

    def accepts(self) -> str:
        return _('two times of day, as in "09:00-18:00"')

    def _parse(self, raw: object) -> TimeRange:
        match = _RANGE.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise refuse(_("{raw} is no range of times"), raw)
        start_hour, start_minute, end_hour, end_minute = map(int, match.groups())
        start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
        if start_minute > 59 or end_minute > 59 or start >= DAY_MINUTES or end > DAY_MINUTES:
            raise refuse(_("{raw} names a time that no day has"), raw)
        if start == end:
            raise refuse(_('{raw} ends when it starts (a whole day is "00:00-24:00")'), raw)
        return TimeRange(start, end)


@dataclass(frozen=True)
class OptionalTimeRange(Kind[TimeRange | None]):
    """A range of times, or ``""`` for none."""

    def toml(self, value: TimeRange | None) -> object:
        return "" if value is None else TimeRangeKind().toml(value)

    def accepts(self) -> str:
        return _('two times of day, as in "13:00-14:00", or "" for none')

    def example(self) -> str:
        return '"13:00-14:00"'

    def _parse(self, raw: object) -> TimeRange | None:
        return None if raw == "" else TimeRangeKind()._parse(raw)


@dataclass(frozen=True)
class DayNames(Kind[tuple[str, ...]]):
    """Days of the week, in the week's order, each once."""

    def toml(self, value: tuple[str, ...]) -> object:
        return list(value)

    def accepts(self) -> str:
        return _("a list of days out of {days}").format(days=", ".join(f'"{day}"' for day in DAYS))

    def _parse(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list):
            raise refuse(_("{raw} is no list"), raw)
        named = set(_each(raw, _day))
        return tuple(day for day in DAYS if day in named)


@dataclass(frozen=True)
class HoursByDay(Kind[tuple[tuple[str, TimeRange], ...]]):
    """Hours for single days of the week: a table in the file, pairs in the week's order in the settings."""

    def toml(self, value: tuple[tuple[str, TimeRange], ...]) -> object:
        return {day: TimeRangeKind().toml(hours) for day, hours in value}

    def accepts(self) -> str:
        return _('days with their hours, as in fri = "09:00-15:00"')

    def example(self) -> str:
        return 'fri = "09:00-15:00"'

    def _parse(self, raw: object) -> tuple[tuple[str, TimeRange], ...]:
        if not isinstance(raw, Mapping):
            raise refuse(_("{raw} is no table"), raw)
        found: dict[str, TimeRange] = {}
        problems: list[Problem] = []
        for key, value in raw.items():
            try:
                day, hours = _day(key), TimeRangeKind()._parse(value)
                if day in found:
                    raise refuse(_("{raw} is there twice"), day)
                found[day] = hours
            except Unacceptable as refusal:
                problems += (Problem(problem.sentence, key) for problem in refusal.problems)
        if problems:
            raise Unacceptable(*problems)
        return tuple((day, found[day]) for day in DAYS if day in found)


@dataclass(frozen=True)
class DateSpans(Kind[tuple[DateSpan, ...]]):
    """Dates and ranges of dates, as texts or as TOML's own dates."""

    def toml(self, value: tuple[DateSpan, ...]) -> object:
        return [f"{span.first}" if span.first == span.last else f"{span.first}..{span.last}" for span in value]

    def accepts(self) -> str:
        return _('a list of dates and ranges of dates, as in ["2026-12-24..2027-01-01"]')

    def example(self) -> str:
        return '["2026-11-23", "2026-12-24..2027-01-01"]'

    def _parse(self, raw: object) -> tuple[DateSpan, ...]:
        if not isinstance(raw, list):
            raise refuse(_("{raw} is no list"), raw)
        return tuple(_each(raw, _date_span))


def _each(raw: Iterable[object], parse: Callable[[object], E]) -> list[E]:
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


def _day(raw: object) -> str:
    """``"mon"`` for ``"mon"``, ``"Monday"`` and what lies between."""
    if not isinstance(raw, str):
        raise refuse(_("{raw} is no day"), raw)
    word = raw.strip().lower()
    for short, full in zip(DAYS, _DAY_NAMES, strict=True):
        if word.startswith(short) and full.startswith(word):
            return short
    if guess := nearest(word, DAYS + _DAY_NAMES):
        raise Unacceptable(Problem(_('{raw} is no day (perhaps "{guess}"?)').format(raw=shown(raw), guess=guess)))
    raise refuse(_("{raw} is no day"), raw)


def _date_span(raw: object) -> DateSpan:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return DateSpan(raw, raw)
    if not isinstance(raw, str):
        raise refuse(_("{raw} is no date"), raw)
    first, separator, last = raw.partition("..")
    span = _date(first), _date(last if separator else first)
    if span[1] < span[0]:
        raise refuse(_("{raw} ends before it starts"), raw)
    return DateSpan(*span)


def _date(text: str) -> date:
    if not _DATE.fullmatch(text.strip()):
        raise refuse(_("{raw} is no date"), text)
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise refuse(_("{raw} is a day that no calendar has"), text) from None


def _time_text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
