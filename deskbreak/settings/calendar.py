"""The kinds of settings that are about times of day, days of the week and dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from deskbreak.i18n import _
from deskbreak.settings.duration import shown_duration
from deskbreak.settings.kinds import Kind, each
from deskbreak.settings.refusal import Problem, Unacceptable, refuse, shown
from deskbreak.settings.suggestion import nearest
from deskbreak.settings.values import DAY_MINUTES, DAYS, MINUTE, DateSpan, TimeRange

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RANGE = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class TimeRangeKind(Kind[TimeRange]):
    """From one time of day to another, over midnight or not."""

    def toml(self, value: TimeRange) -> object:
        return f"{_time_text(value.start)}-{_time_text(value.end)}"

    def accepts(self) -> str:
        return _('two times of day, as in "09:00-18:00"')

    def wanted(self) -> str:
        return _("two different times of day")

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
    """A range of times of at most ``longest`` minutes, or ``""`` for none.

    An end that was written before its start would be one of nearly a day, over midnight.
    """

    longest: int

    def toml(self, value: TimeRange | None) -> object:
        return "" if value is None else TimeRangeKind().toml(value)

    def accepts(self) -> str:
        sentence = _(
            'two times of day, the second at most {longest} after the first, as in "13:00-14:00", or "" for none'
        )
        return sentence.format(longest=self._span(self.longest))

    def example(self) -> str:
        return '"13:00-14:00"'

    def wanted(self) -> str:
        return _("two times of day, the second at most {longest} after the first").format(
            longest=self._span(self.longest)
        )

    def _parse(self, raw: object) -> TimeRange | None:
        if raw == "":
            return None
        hours = TimeRangeKind()._parse(raw)
        if hours.minutes > self.longest:
            sentence = _("{raw} is a span of {length}")
            raise Unacceptable(Problem(sentence.format(raw=shown(raw), length=self._span(hours.minutes))))
        return hours

    @staticmethod
    def _span(minutes: int) -> str:
        return shown_duration(minutes * MINUTE)


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
        named = set(each(raw, _day))
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
        return tuple(each(raw, _date_span))


def _day(raw: object) -> str:
    """``"mon"`` for ``"mon"``, ``"Monday"`` and what lies between."""
    if not isinstance(raw, str):
        raise refuse(_("{raw} is no day"), raw)
    word = raw.strip().lower()
    for short, full in zip(DAYS, _DAY_NAMES, strict=True):
        if word.startswith(short) and full.startswith(word):
            return short
    if guess := nearest(word, DAYS + _DAY_NAMES):
        raise Unacceptable(Problem(_("{raw} is no day (perhaps “{guess}”?)").format(raw=shown(raw), guess=guess)))
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
