"""Settings drawn at random, one by one, and files that people might have written with them."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from deskbreak.settings import DAYS, SECOND, DateSpan, Settings, TimeRange
from deskbreak.settings.calendar import DateSpans, DayNames, HoursByDay, OptionalTimeRange, TimeRangeKind
from deskbreak.settings.declared import GROUPS
from deskbreak.settings.example import example_text
from deskbreak.settings.in_turn import NamesInTurn
from deskbreak.settings.kinds import Duration, DurationPair, Kind, Language, Names, Switch, TextLine, Whole
from deskbreak.settings.reading import declarations
from deskbreak.settings.words import OneOf, SomeOf

KEYS = tuple(f"{group}.{name}" for group in GROUPS for name in declarations(group))

ranges = st.builds(TimeRange, st.integers(0, 700), st.integers(701, 1440))
texts = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=' "\\#=[]{}'), max_size=12)
names = st.text(st.sampled_from("aé#x\"'\\"), min_size=1, max_size=6)


def kind_of(key: str) -> Kind[Any]:
    group, _dot, name = key.partition(".")
    return declarations(group)[name].kind


def default_of(key: str) -> object:
    return value_in(Settings(), key)


def value_in(settings: Settings, key: str) -> object:
    group, _dot, name = key.partition(".")
    return getattr(getattr(settings, group), name)


def values(kind: Kind[Any]) -> st.SearchStrategy[Any]:
    match kind:
        case Switch():
            return st.booleans()
        case Whole(low, high):
            return st.integers(low, high)
        case OneOf(words):
            return st.sampled_from(words)
        case SomeOf(words):
            chosen = st.sets(st.sampled_from(words), min_size=1)
            return chosen.map(lambda some: tuple(word for word in words if word in some))
        case NamesInTurn(most):
            return st.lists(st.sampled_from(("desk", "my-own", "Über_1")), min_size=1, max_size=most).map(tuple)
        case Language():
            return st.sampled_from(("auto", "en", "pt_BR"))
        case TextLine():
            return texts
        case Names():
            return st.lists(names, max_size=4, unique_by=str.casefold).map(tuple)
        case Duration(low, high):
            return lengths(low, high)
        case DurationPair(low, high):
            return st.tuples(lengths(low, high), lengths(low, high)).map(sorted).map(tuple)
        case TimeRangeKind():
            return ranges
        case OptionalTimeRange(longest):
            return st.none() | ranges.map(lambda one: TimeRange(one.start, min(one.end, one.start + longest)))
        case DayNames():
            return st.sets(st.sampled_from(DAYS)).map(lambda some: tuple(day for day in DAYS if day in some))
        case HoursByDay():
            some = st.dictionaries(st.sampled_from(DAYS), ranges, max_size=4)
            return some.map(lambda hours: tuple((day, hours[day]) for day in DAYS if day in hours))
        case DateSpans():
            dates = st.dates(date(2026, 1, 1), date(2027, 12, 31))
            spans = st.lists(dates, min_size=2, max_size=2).map(lambda ends: DateSpan(min(ends), max(ends)))
            return st.lists(spans | dates.map(lambda day: DateSpan(day, day)), max_size=4).map(tuple)
        case _:
            raise AssertionError(kind)


def lengths(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low // SECOND, high // SECOND).map(lambda seconds: seconds * SECOND)


settings_by_key = st.lists(st.sampled_from(KEYS), max_size=5, unique=True).flatmap(
    lambda keys: st.fixed_dictionaries({key: values(kind_of(key)) for key in keys})
)
"""The engine's values for some of the settings."""

REMARKS = ("# since June", "#x = 1", "# These.", "# What this is.", "# About this.", "# mine", "#y = 1")
"""What is said in the files of ``by_hand``, apart from what is said of single items in a list."""
remarks = st.sampled_from(("", "  # since June", " #x = 1"))


@st.composite
def from_the_example(draw: st.DrawFn) -> str:
    """The example with some of its settings made live, as it says that one should."""
    lines, group = [], ""
    given = {key: kind_of(key).toml(value) for key, value in draw(settings_by_key).items()}
    for line in example_text().splitlines():
        header, setting = re.fullmatch(r"\[([\w.]+)\]", line), re.match(r"#(\w+) = ", line)
        key = f"{group}.{setting[1]}" if setting else ""
        lines.append(f"{setting[1]} = {literal(given[key])}{draw(remarks)}" if setting and key in given else line)
        if header:
            group = header[1]
            hours = given.get(group)
            lines += [f"{day} = {literal(one)}" for day, one in hours.items()] if isinstance(hours, Mapping) else []
    return "\n".join(lines) + "\n"


@st.composite
def by_hand(draw: st.DrawFn) -> str:
    """A file with some settings, in one of the ways in which TOML can be written, or in several."""
    lines: list[str] = []
    given = {key: kind_of(key).toml(value) for key, value in draw(settings_by_key).items()}
    for group in draw(st.permutations(sorted({key.split(".")[0] for key in given}))):
        raws = {key.split(".")[1]: raw for key, raw in given.items() if key.split(".")[0] == group}
        match draw(st.sampled_from(("header", "header", "dotted", "inline"))):
            case "dotted":
                dotted = [f"{group}.{name} = {literal(raw)}{draw(remarks)}" for name, raw in raws.items()]
                lines = [*dotted, draw(st.sampled_from(("", "# About this."))), *lines]
            case "inline":
                inside = ", ".join(f"{name} = {literal(raw)}" for name, raw in raws.items())
                lines = [f"{group} = {{ {inside} }}{draw(remarks)}", *lines]
            case _:
                lines += [f"[{group}]{draw(remarks)}", *draw(st.sampled_from(([], ["", "# What this is."])))]
                for name, raw in sorted(raws.items(), key=lambda item: isinstance(item[1], Mapping)):
                    lines += under_header(draw, group, name, raw)
                lines.append("")
    lines += draw(st.sampled_from(([], ["[mine]", "a.b = nan # mine", "[[mine.list]]", "x = '''", "#y = 1", "'''"])))
    end = draw(st.sampled_from(("\n", "\r\n")))
    return draw(st.sampled_from(("", "\ufeff"))) + end.join(lines) + draw(st.sampled_from(("", end)))


def under_header(draw: st.DrawFn, group: str, name: str, raw: object) -> list[str]:
    indent = draw(st.sampled_from(("", "\t")))
    if isinstance(raw, Mapping) and draw(st.booleans()):
        return [f"[{group}.{name}]", *(f"{indent}{day} = {literal(one)}{draw(remarks)}" for day, one in raw.items())]
    if isinstance(raw, list) and draw(st.booleans()):
        items = [f"{indent}  {literal(one)},{draw(st.sampled_from(('', ' # an item')))}" for one in raw]
        return [f"{indent}{name} = [", f"{indent}  # These.", *items, f"{indent}]"]
    return [f"{indent}{name} = {literal(raw)}{draw(remarks)}"]


def literal(raw: object) -> str:
    if isinstance(raw, Mapping):
        return "{" + ", ".join(f"{key} = {literal(one)}" for key, one in raw.items()) + "}"
    return json.dumps(raw, ensure_ascii=False)
