"""A scenario as it is written: events at instants, each tried out on the simulator, as TOML."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from deskbreak.engine.calendar.instant import Instant, local_time
from deskbreak.engine.calendar.office import wall_instant
from deskbreak.engine.events import Wake
from deskbreak.i18n import _
from deskbreak.settings import SECOND, Settings, duration_text
from deskbreak.settings.changes import changes
from deskbreak.simulation.scenario import Do, Happening, Nonsense, Scenario, SignChange, read_happening
from deskbreak.simulation.simulator import Simulation

FAR = timedelta(days=365 * 20)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """Something to write, at ``mono`` ms of the span clock.

    ``raw`` is what stands in ``with``; of ``SET_CLOCK`` it is the new UTC ms.
    """

    mono: int
    do: Do | SignChange
    raw: Any = None


@dataclass(frozen=True, slots=True)
class _Written:
    """One event of the file; ``fault`` says why it is only told as a comment."""

    happening: Happening
    raw: Any
    fault: str = ""


class _Rehearsal(Simulation):
    """What the simulator would say to the file so far."""

    def begin(self) -> None:
        """As every run does: somebody sits down."""
        for _happened in self._feed(Wake(self._now)):
            pass

    def take(self, number: int, at: Instant, do: Do | SignChange, raw: Any) -> None:
        """Play it, and all that falls due before. Raises ``Nonsense``, its first fault without the place."""
        # With its date: one that was refused has let the time pass here, and not in the file.
        local = at.local.replace(tzinfo=None, fold=0)
        try:
            self._play(read_happening(number, local, do, raw))
        except Nonsense as nonsense:
            raise Nonsense(nonsense.faults[0].removeprefix(f"{Happening(number, local, do).place}: ")) from None

    def _play(self, happening: Happening) -> None:
        for _happened in self._until(self._place(happening)):
            pass
        for _happened in self._happen(happening):
            pass


class Writing:
    """Writes a scenario that begins at ``start`` under ``settings``, and in which a routine takes ``takes`` ms."""

    def __init__(self, start: Instant, settings: Settings, takes: int) -> None:
        self._start = start
        self._settings = settings
        self._takes = takes

    def text(self, entries: Iterable[WrittenEvent], end: Instant) -> str:
        """The scenario with ``entries``, in TOML. What the simulator would refuse is a comment that says why."""
        written = sorted(entries, key=lambda entry: entry.mono)
        span = end.mono - self._start.mono
        if not written or written[-1].mono < end.mono:
            span += 1  # what fell due at the last moment has been heard, and the simulator stops just before the end
        return "\n".join(self._lines(written, span))

    def _lines(self, entries: list[WrittenEvent], span: int) -> Iterator[str]:
        start = local_time(self._start.utc, self._start.zone).replace(tzinfo=None)
        takes = duration_text(round(self._takes / SECOND) * SECOND)
        yield from (f"# {line}" for line in _introduction())
        yield f"start = {_at_text(start)}"
        yield f"end = {_at_text(self._end(start, span))}"
        yield f"zone = {_literal(self._start.zone)}"
        yield f"routine_takes = {_literal(takes)}"
        for group, table in changes(self._settings).items():
            yield f"\n[config.{group}]"
            yield from (f"{name} = {_literal(value)}" for name, value in table.items())
        for one in self._written(start, entries):
            what = one.happening.do.value + ("" if one.raw is None else f" {_literal(one.raw)}")
            if one.fault:
                yield f"\n# {_at_text(one.happening.at)} {what}: {one.fault}"
                continue
            yield f"\n[[event]]\nat = {_at_text(one.happening.at)}\ndo = {_literal(one.happening.do.value)}"
            if one.raw is not None:
                yield f"with = {_literal(one.raw)}"
        yield ""

    def _end(self, start: datetime, span: int) -> datetime:
        """The end by the clock at the start, which nobody sets; its last second counts."""
        zone = self._start.zone
        utc = wall_instant(start, zone) + max(SECOND, span)
        end = local_time(utc, zone).replace(tzinfo=None)
        return end if wall_instant(end, zone) >= utc else end + timedelta(hours=1)

    def _written(self, start: datetime, entries: list[WrittenEvent]) -> Iterator[_Written]:
        """Every entry with the local time by which the simulator finds it, tried out."""
        zone = self._start.zone
        scenario = Scenario(start, start + FAR, zone, self._settings, self._takes)
        rehearsal = _Rehearsal(scenario)
        rehearsal.begin()
        now = Instant(self._start.mono, wall_instant(start, zone), zone)
        number = 0
        for entry in entries:
            at = now.later(entry.mono - now.mono)
            local = at.local.replace(tzinfo=None)
            first = wall_instant(local, at.zone)
            if first != at.utc and now.utc <= first:  # the second of two: an event in between says so
                aside = Instant(now.mono + first + 1 - now.utc, first + 1, at.zone)
                anchor = Happening(number + 1, _shortest(aside, now), Do.CONFIG, {})
                rehearsal.take(number + 1, aside, Do.CONFIG, {})
                number, now = number + 1, aside
                yield _Written(anchor, {})
            raw = entry.raw
            if entry.do is Do.SET_CLOCK:
                raw = local_time(entry.raw, at.zone).replace(tzinfo=None)
            happening = Happening(number + 1, _shortest(at, now), entry.do)
            try:
                rehearsal.take(number + 1, at, entry.do, raw)
            except Nonsense as nonsense:
                if entry.do is not Do.FINISH:  # that a routine was over by itself is what it says, too
                    yield _Written(happening, raw, nonsense.faults[0])
                continue
            number += 1
            yield _Written(happening, raw)
            if entry.do is Do.SET_CLOCK:
                at = replace(at, utc=wall_instant(raw, at.zone))
            elif entry.do is Do.SET_ZONE:
                at = replace(at, zone=raw)
            now = at


def _introduction() -> tuple[str, ...]:
    return (
        _("What deskbreak heard, written by deskbreak watch. Play it: deskbreak simulate FILE"),
        _("All stopwatches start at 0 at its beginning, and nothing is open then."),
    )


def _shortest(at: Instant, before: Instant) -> datetime | time:
    """The local time, with its date where it is another than that of the event before."""
    local = at.local.replace(tzinfo=None, fold=0)
    return local.time() if local.date() == before.local.date() else local


def _at_text(at: datetime | time) -> str:
    return at.isoformat(timespec="milliseconds" if at.microsecond else "seconds")


def _literal(value: object) -> str:
    """TOML for what settings and events hold; JSON's texts, numbers and truths are TOML's as well."""
    if isinstance(value, datetime):
        return _at_text(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_literal(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _literal(key)
