"""A written day for the simulator (behaviour.md §10): read from TOML text, every fault told at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import Enum
from typing import Any

from deskbreak.engine.calendar.instant import Instant, zone_info
from deskbreak.engine.events import PauseLength, Reply, UntilResumed
from deskbreak.engine.pause_length import pause_length, written_span
from deskbreak.engine.reasons import Sign
from deskbreak.i18n import _
from deskbreak.settings import MINUTE, Settings
from deskbreak.settings.reading import read_settings
from deskbreak.settings.refusal import Unacceptable, shown
from deskbreak.settings.suggestion import did_you_mean
from deskbreak.settings.toml import NoToml, toml_table


class Do(Enum):
    """What can happen in a written day, besides signs that begin and end."""

    IDLE = "idle"
    INPUT = "input"
    LOCK = "lock"
    UNLOCK = "unlock"
    SUSPEND = "suspend"
    RESUME = "resume"
    ANSWER = "answer"
    START = "start"
    FINISH = "finish"
    STOP = "stop"
    PAIN = "pain"
    PAIN_BACK = "pain-back"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    MEETING = "meeting"
    MEETING_END = "meeting-end"
    READING = "reading"
    READING_END = "reading-end"
    SKIP = "skip"
    POSTPONE = "postpone"
    SET_CLOCK = "set-clock"
    SET_ZONE = "set-zone"
    QUIT = "quit"
    LAUNCH = "launch"
    CONFIG = "config"


@dataclass(frozen=True, slots=True)
class SignChange:
    """A sign begins to be shown by the machine, or is shown no longer."""

    sign: Sign
    begins: bool

    @property
    def value(self) -> str:
        """``call``, ``call-end``."""
        return self.sign.value if self.begins else f"{self.sign.value}-end"


CHANGES = tuple(SignChange(sign, begins) for sign in Sign for begins in (True, False))
NAMED: Mapping[str, Do | SignChange] = {one.value: one for one in (*Do, *CHANGES)}
"""Everything that can happen, by what stands in ``do``."""

Argument = Reply | PauseLength | str | int | datetime | time | Mapping[str, Any] | None
"""What stands in ``with``, read."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One ``[[event]]``: ``number`` counts from 1; ``at`` is local time, with a date where one is written."""

    number: int
    at: datetime | time
    do: Do | SignChange
    argument: Argument = None

    @property
    def place(self) -> str:
        """``event 3 (at 10:12)``."""
        return _("event {number} (at {at})").format(number=self.number, at=_at_text(self.at))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A written day. ``start`` and ``end`` are naive local times in ``zone``; ``routine_takes`` in ms."""

    start: datetime
    end: datetime
    zone: str
    settings: Settings = field(default_factory=Settings)
    routine_takes: int = 4 * MINUTE
    happenings: tuple[Happening, ...] = ()


class Nonsense(ValueError):
    """A scenario that makes no sense; ``faults`` are sentences, each naming its place."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


SHORT = "short"
"""What stands beside ``start`` for the one-minute version."""
NEEDS_WITH = frozenset({Do.ANSWER, Do.PAIN, Do.POSTPONE, Do.SET_CLOCK, Do.SET_ZONE, Do.CONFIG})
YEARS = range(1000, 6001)
"""Years that a written day may lie in: those for which there are dates around it."""
TOP_LEVEL = ("start", "end", "zone", "routine_takes", "config", "event")


def read_scenario(text: str, default_zone: str, exercises: Collection[str] | None = None) -> Scenario:
    """The scenario written in ``text``; ``exercises`` are the ids of those there are (``None``: any may hurt).

    Raises ``Nonsense`` with all that is wrong with it as it stands.
    """
    try:
        table = toml_table(text)
    except NoToml as fault:
        raise Nonsense(_("this is not TOML: {fault}").format(fault=fault)) from fault
    reader = _Reader(exercises)
    scenario = reader.scenario(table, default_zone)
    if reader.faults or scenario is None:
        raise Nonsense(*reader.faults)
    return scenario


def read_happening(number: int, at: datetime | time, do: Do | SignChange, argument: object) -> Happening:
    """One event with ``argument`` as it stands in ``with``. Raises ``Nonsense``."""
    reader = _Reader(None)
    happening = reader.event(Happening(number, at, do), argument)
    if reader.faults:
        raise Nonsense(*reader.faults)
    return happening


class _Reader:
    """Reads one table and collects its faults."""

    def __init__(self, exercises: Collection[str] | None) -> None:
        self.faults: list[str] = []
        self._exercises = exercises

    def scenario(self, table: Mapping[str, Any], default_zone: str) -> Scenario | None:
        for key in table:
            if key not in TOP_LEVEL:
                self.faults.append(_("unknown key “{key}”").format(key=key) + did_you_mean(key, TOP_LEVEL))
        start, end = (self._moment(table, key) for key in ("start", "end"))
        zone = self._zone("zone", table.get("zone", default_zone))
        takes = self._take("routine_takes", written_span, table.get("routine_takes", "4m"))
        settings = self.settings("config", table.get("config", {}))
        happenings = self._happenings(table.get("event", []))
        if start is None or end is None or zone is None or takes is None:
            return None
        if end <= start:
            self.faults.append(_("end: it lies before the start"))
        return Scenario(start, end, zone, settings, takes, happenings)

    def settings(self, where: str, table: object) -> Settings:
        """The settings of a ``config`` table over the defaults."""
        if not isinstance(table, Mapping):
            self.faults.append(_("{where}: a table of settings is expected").format(where=where))
            return Settings()
        reading = read_settings(table)
        self.faults.extend(f"{where}: {fault}" for fault in reading.faults)
        return reading.settings

    def _moment(self, table: Mapping[str, Any], key: str) -> datetime | None:
        moment = table.get(key)
        if isinstance(moment, datetime) and _is_local(moment):
            return moment
        self.faults.append(_("{key}: a local date and time is expected, as in 2026-11-23T09:00:00").format(key=key))
        return None

    def _zone(self, where: str, raw: object) -> str | None:
        if isinstance(raw, str) and _is_zone(raw):
            return raw
        sentence = _('{where}: {raw} is no time zone; write it as in "Europe/Berlin"')
        self.faults.append(sentence.format(where=where, raw=shown(raw)))
        return None

    def _take(self, where: str, read: Callable[[Any], Any], raw: object) -> Any:
        try:
            return read(raw)
        except Unacceptable as refusal:
            self.faults.append(f"{where}: {refusal}")
            return None

    def _happenings(self, raw: object) -> tuple[Happening, ...]:
        if not isinstance(raw, list):
            self.faults.append(_("event: write each event below a line [[event]]"))
            return ()
        found = (self._happening(number, item) for number, item in enumerate(raw, 1))
        return tuple(happening for happening in found if happening is not None)

    def _happening(self, number: int, item: Any) -> Happening | None:
        at = item.get("at") if isinstance(item, Mapping) else None
        if not isinstance(at, datetime | time) or not _is_local(at):
            sentence = _("event {number}: at: a local time is expected, as in 10:12:00 or 2026-11-24T10:12:00")
            self.faults.append(sentence.format(number=number))
            return None
        untold = Happening(number, at, Do.START)
        for key in item:
            if key not in ("at", "do", "with"):
                sentence = _("{place}: unknown key “{key}”")
                problem = sentence.format(place=untold.place, key=key)
                self.faults.append(problem + did_you_mean(key, ("at", "do", "with")))
        name = item.get("do")
        if name is None:
            self.faults.append(_('{place}: "do" is missing').format(place=untold.place))
            return None
        if not isinstance(name, str) or name not in NAMED:
            problem = _("{place}: unknown event {name}").format(place=untold.place, name=shown(name))
            self.faults.append(problem + _did_you_mean(name, list(NAMED)))
            return None
        return self.event(Happening(number, at, NAMED[name]), item.get("with"))

    def event(self, happening: Happening, raw: Any) -> Happening:
        """With its argument."""
        if raw is None and happening.do not in NEEDS_WITH:  # as nearly all are
            return replace(happening, argument=UntilResumed()) if happening.do is Do.PAUSE else happening
        return replace(happening, argument=self._argument(happening, raw))

    def _argument(self, happening: Happening, raw: Any) -> Argument:
        where = f"{happening.place}: {happening.do.value}"
        if raw is None:
            self.faults.append(_('{where}: "with" is missing').format(where=where))
            return None
        match happening.do:
            case Do.ANSWER:
                return self._reply(where, raw)
            case Do.START if raw in (None, SHORT):
                return SHORT if raw else None
            case Do.START:
                self.faults.append(_('{where}: with = "short" is the one-minute version').format(where=where))
            case Do.PAIN if isinstance(raw, str) and raw:
                if self._exercises is not None and raw not in self._exercises:
                    problem = _("{where}: there is no exercise {name}").format(where=where, name=shown(raw))
                    self.faults.append(problem + did_you_mean(raw, self._exercises))
                return raw
            case Do.PAIN:
                self.faults.append(_("{where}: say which exercise hurts, with = its id").format(where=where))
            case Do.PAUSE if isinstance(raw, str):
                pause: PauseLength | None = self._take(where, pause_length, raw)
                return pause
            case Do.PAUSE | Do.POSTPONE | Do.MEETING | Do.READING:
                postponed: int | None = self._take(where, written_span, raw)
                return postponed
            case Do.SET_CLOCK if isinstance(raw, datetime | time) and _is_local(raw):
                return raw
            case Do.SET_CLOCK:
                self.faults.append(_("{where}: the new local time is expected").format(where=where))
            case Do.SET_ZONE:
                return self._zone(where, raw)
            case Do.CONFIG:
                self.settings(where, raw)
                return raw if isinstance(raw, Mapping) else None
            case _:
                self.faults.append(_('{where}: takes no "with"').format(where=where))
        return None

    def _reply(self, where: str, raw: object) -> Reply | None:
        replies = [reply.value for reply in Reply]
        if isinstance(raw, str) and raw in replies:
            return Reply(raw)
        sentence = _("{where}: one of {replies} is expected, not {raw}")
        problem = sentence.format(where=where, replies=", ".join(replies), raw=shown(raw))
        self.faults.append(problem + _did_you_mean(raw, replies))
        return None


def _did_you_mean(raw: object, choices: Iterable[str]) -> str:
    return did_you_mean(raw, choices) if isinstance(raw, str) else ""


def _is_local(at: datetime | time) -> bool:
    return at.tzinfo is None and (isinstance(at, time) or at.year in YEARS)


def _is_zone(name: str) -> bool:
    try:
        zone_info(name)
    except ValueError:
        return False
    return True


def _at_text(at: datetime | time) -> str:
    clock = at.time() if isinstance(at, datetime) else at
    text = clock.strftime("%H:%M:%S" if clock.second else "%H:%M")
    return f"{at.date()} {text}" if isinstance(at, datetime) else text


def with_date(at: datetime | time, now: Instant) -> datetime:
    """``at`` with its own date, or with that of ``now`` where none is written."""
    return at if isinstance(at, datetime) else datetime.combine(now.local.date(), at)
