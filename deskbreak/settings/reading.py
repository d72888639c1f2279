"""From a table of the file to settings: every fault at once, by key. Pure; the store reads the file."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from deskbreak.i18n import _
from deskbreak.settings.declaration import META, Declaration
from deskbreak.settings.declared import GROUPS, Settings
from deskbreak.settings.duration import duration_text
from deskbreak.settings.kinds import Kind
from deskbreak.settings.refusal import Unacceptable
from deskbreak.settings.suggestion import did_you_mean
from deskbreak.settings.values import MINUTE

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of the file. ``key`` is the full key (``nudge.evry``), ``""`` for the whole file."""

    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.key}: {self.message}" if self.key else self.message


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table came to. Where a key is faulty, ``settings`` keeps the value it would have without that key."""

    settings: Settings
    faults: tuple[Fault, ...]


def read_settings(table: Mapping[str, object], base: Settings = Settings()) -> Reading:  # noqa: B008 - immutable
    """The settings that ``table`` (as ``tomllib`` gives it) makes of ``base``; what it leaves out stays as in ``base``.

    Never raises for what a table can hold. A table inside a group (``office.other_hours``) replaces the whole
    value; it is not merged.
    """
    faults: list[Fault] = []
    given: dict[str, Any] = {}
    refused: set[str] = set()
    for group, content in table.items():
        if group not in GROUPS:
            faults.append(Fault(_key(group), _unknown_group(group)))
        elif not isinstance(content, Mapping):
            sentence = _("this is a group of settings, not a setting; write [{group}] and its settings below")
            faults.append(Fault(group, sentence.format(group=group)))
        else:
            for key, kind, raw in _declared(group, content, faults):
                try:
                    given[key] = kind.parse(raw)
                except Unacceptable as refusal:
                    refused.add(key)
                    faults += (
                        Fault(f"{key}.{_key(problem.at)}" if problem.at else key, problem.sentence)
                        for problem in refusal.problems
                    )
    _check_together(base, given, refused, faults)
    return Reading(with_values(base, given), tuple(faults))


def declarations(group: str) -> dict[str, Declaration]:
    """The settings of a group by name, in the order in which they are declared."""
    return {item.name: item.metadata[META] for item in fields(GROUPS[group])}


def declaration(key: str) -> Declaration:
    """That of ``nudge.every``, as an example."""
    group, _dot, name = key.partition(".")
    return declarations(group)[name]


def value(settings: Settings, key: str) -> Any:
    """What ``settings`` have for ``nudge.every``, as an example."""
    group, _dot, name = key.partition(".")
    return getattr(getattr(settings, group), name)


def keys() -> tuple[str, ...]:
    """The keys of all settings (``nudge.every``), in the order in which they are declared."""
    return tuple(f"{group}.{name}" for group in GROUPS for name in declarations(group))


def together(settings: Settings) -> str:
    """A sentence that names settings by their titles, where ``settings`` are not accepted together; else ``""``."""
    faults = (rule.fault(settings, _title) for rule in _TOGETHER)
    return next((fault for fault in faults if fault), "")


def _title(key: str) -> str:
    return _("“{title}”").format(title=_(declaration(key).title))


def _declared(
    group: str, content: Mapping[str, object], faults: list[Fault]
) -> Iterator[tuple[str, Kind[Any], object]]:
    """Key, kind and raw value of what is declared; the rest goes to ``faults``."""
    declared = declarations(group)
    for name, raw in content.items():
        if name in declared:
            yield _key(group, name), declared[name].kind, raw
        else:
            faults.append(Fault(_key(group, name), _unknown_setting(group, name)))


def _unknown_group(name: str) -> str:
    for group in GROUPS:
        if name in declarations(group):
            return _("this belongs below [{group}]").format(group=group)
    if guess := did_you_mean(name, GROUPS):
        return _("unknown group") + guess
    return _("unknown group; there are {names}").format(names=", ".join(GROUPS))


def _unknown_setting(group: str, name: str) -> str:
    for other in GROUPS:
        if name in declarations(other):
            return _("unknown setting; it belongs below [{group}]").format(group=other)
    if guess := did_you_mean(name, declarations(group)):
        return _("unknown setting") + guess
    names = ", ".join(declarations(group))
    return _("unknown setting; [{group}] has {names}").format(group=group, names=names)


def _key(*parts: str) -> str:
    """The full key as TOML writes it, with quotes where a part needs them."""
    return ".".join(part if _BARE_KEY.fullmatch(part) else json.dumps(part, ensure_ascii=False) for part in parts)


@dataclass(frozen=True, slots=True)
class _Together:
    """A rule about several settings: ``fault`` gives the sentence if it is broken, naming them all."""

    keys: tuple[str, ...]
    fault: Callable[[Settings, Callable[[str], str]], str]
    """The second is what a setting is called, by its key."""


def _long_is_no_shorter_than_rest(settings: Settings, name: Callable[[str], str]) -> str:
    return _longer(name("away.rest"), settings.away.rest, name("away.long"), settings.away.long)


def _longer(low_key: str, low: int, high_key: str, high: int) -> str:
    if low <= high:
        return ""
    sentence = _("{low_key} ({low}) is longer than {high_key} ({high}); accepted: at most as long")
    return sentence.format(low_key=low_key, low=duration_text(low), high_key=high_key, high=duration_text(high))


def _some_of_the_day_is_left(settings: Settings, name: Callable[[str], str]) -> str:
    office = settings.office
    shortest = MINUTE * min(hours.minutes for hours in (office.hours, *(own for _day, own in office.other_hours)))
    if office.wind_down < shortest:
        return ""
    sentence = _("{quiet_key} ({quiet}) is no shorter than the office hours ({hours}); accepted: a shorter one")
    quiet, hours = duration_text(office.wind_down), duration_text(shortest)
    return sentence.format(quiet_key=name("office.wind_down"), quiet=quiet, hours=hours)


_TOGETHER = (
    _Together(("away.rest", "away.long"), _long_is_no_shorter_than_rest),
    _Together(("office.wind_down", "office.hours", "office.other_hours"), _some_of_the_day_is_left),
)


def _check_together(base: Settings, given: dict[str, Any], refused: set[str], faults: list[Fault]) -> None:
    """Tell which rules the given settings break together, and take those out of ``given`` until none is broken.

    A rule one of whose settings was refused by itself is not told: nobody knows yet what that one will be.
    """
    told = [(rule, sentence) for rule, sentence in _broken(base, given) if refused.isdisjoint(rule.keys)]
    faults += (Fault(next(key for key in rule.keys if key in given), sentence) for rule, sentence in told)
    while broken := [rule for rule, _sentence in _broken(base, given)]:
        for key in {key for rule in broken for key in rule.keys if key in given}:
            del given[key]


def _broken(base: Settings, given: dict[str, Any]) -> Iterator[tuple[_Together, str]]:
    """The rules that ``given`` breaks; one that ``base`` breaks by itself is not this table's doing."""
    settings = with_values(base, given)
    for rule in _TOGETHER:
        if any(key in given for key in rule.keys) and (sentence := rule.fault(settings, str)):
            yield rule, sentence


def with_values(base: Settings, given: Mapping[str, Any]) -> Settings:
    """``base`` with these values, by their keys (``nudge.every``); each is one that its kind would give."""
    groups: dict[str, Any] = {}
    for group in GROUPS:
        own = {name: given[f"{group}.{name}"] for name in declarations(group) if f"{group}.{name}" in given}
        groups[group] = replace(getattr(base, group), **own)
    return Settings(**groups)
