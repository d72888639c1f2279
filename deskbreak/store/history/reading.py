"""The history, read to be looked at: sums by day and by exercise, made by SQLite itself.

What is read is as much as what is shown, however long the history is: each day is found by the index, and one row comes
for each thing that happened on it. Nothing is written, nor is deskbreak held up, which may be writing just now.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from deskbreak.engine.actions import Outcome
from deskbreak.i18n import _
from deskbreak.store.aside import reason
from deskbreak.store.history.file import EVER, Odd, open_to_read, select
from deskbreak.store.history.history import EXERCISED
from deskbreak.store.history.row import MOST_SECONDS, MOST_STEP, Row, is_text
from deskbreak.store.history.schema import MIGRATIONS, NewerSchema, migrate
from deskbreak.store.history.unwritten import rows_beside

Span = tuple[int, int]
"""From the first instant up to, not including, the last: UTC ms."""

TO_THE_END = frozenset({Outcome.COMPLETED, Outcome.SHORT})

_WHAT = ", ".join(f"'{outcome.value}'" for outcome in Outcome)
_ROUTINES = ", ".join(f"'{outcome.value}'" for outcome in sorted(EXERCISED, key=lambda one: one.value))
_SECONDS = f"CASE WHEN typeof(seconds) = 'integer' AND seconds BETWEEN 0 AND {MOST_SECONDS} THEN seconds ELSE 0 END"
_STEP = f"typeof(step) = 'integer' AND step BETWEEN 1 AND {MOST_STEP}"

DAYS = f"""
    WITH day (number, first, last) AS (
        SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)
    )
    SELECT number, what, count(*), sum({_SECONDS})
    FROM day CROSS JOIN happened ON at >= first AND at < last
    WHERE what IN ({_WHAT})
    GROUP BY number, what
"""  # noqa: S608 - words of our own
"""A search by the index for each day. ``CROSS``: never all rows for each day, https://www.sqlite.org/optoverview.html."""
EXERCISES = f"""
    SELECT done.value, count(*), sum(what IN ('completed', 'short')), max(CASE WHEN {_STEP} THEN at END), step
    FROM happened CROSS JOIN json_each(CASE WHEN json_valid(exercises) THEN exercises ELSE '[]' END) AS done
    WHERE at >= ? AND at < ? AND what IN ({_ROUTINES}) AND done.type = 'text'
    GROUP BY done.value
"""  # noqa: S608 - words of our own
"""``step`` is that of the row with the greatest ``at``: https://www.sqlite.org/lang_select.html#bareagg."""
PAINS = """
    SELECT detail, count(*) FROM happened
    WHERE at >= ? AND at < ? AND what = 'pain' AND typeof(detail) = 'text' AND detail != ''
    GROUP BY detail
"""
"""It may hurt before an exercise was done once."""


class NotReadable(Exception):
    """The history cannot be read just now; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class DayTotals:
    """How often each thing happened on a day, and the seconds of exercise, by how the routine ended."""

    times: Counter[Outcome] = field(default_factory=Counter)
    seconds: Counter[Outcome] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ExerciseTotals:
    """``times``: in how many routines it was done; ``to_the_end``: in how many of these that went to their end;
    ``pains``: how often it hurt. ``step``: of progress, when it was done last with one (at ``step_at``, UTC ms; 0:
    never)."""

    exercise: str
    times: int = 0
    to_the_end: int = 0
    pains: int = 0
    step_at: int = 0
    step: int = 0


class HistoryReading:
    """The rows of ``db``, if there is one, and besides them those that ``wait`` for it."""

    def __init__(self, db: sqlite3.Connection | None, waiting: Iterable[Row]) -> None:
        self._db = db
        found = {(row.at, row.what, row.detail): row for row in waiting}
        self._waiting = [row for row in found.values() if not self._has(row)]

    def extent(self) -> Span | None:
        """The instants of the first row and of the last; ``None`` where there is none."""
        ends = [row.at for row in self._waiting]
        for which in ("min", "max"):
            query = f"SELECT {which}(at) FROM happened WHERE at >= ? AND at < ?"  # noqa: S608 - our own
            ends += [at for (at,) in self._asked(query, EVER) if isinstance(at, int)]
        return (min(ends), max(ends)) if ends else None

    def days(self, spans: Sequence[Span]) -> list[DayTotals]:
        """The sums of each of these days."""
        totals = [DayTotals() for _span in spans]
        for number, what, times, seconds in self._asked(DAYS, (json.dumps(spans),)):
            totals[number].times[Outcome(what)] += times
            totals[number].seconds[Outcome(what)] += seconds
        for row in self._waiting:
            for total, (first, last) in zip(totals, spans, strict=True):
                if first <= row.at < last:
                    total.times[row.what] += 1
                    total.seconds[row.what] += row.seconds
        return totals

    def exercises(self, span: Span) -> list[ExerciseTotals]:
        """The exercises of a span, those done most often first."""
        totals = {one.exercise: one for one in self._exercises(span)}
        hurt = Counter({name: pains for name, pains in self._asked(PAINS, span) if is_text(name)})
        for row in self._waiting:
            if span[0] <= row.at < span[1] and row.what in EXERCISED:
                for name in row.exercises:
                    totals[name] = _with(totals.get(name, ExerciseTotals(name)), row)
                if row.what is Outcome.PAIN and row.detail:
                    hurt[row.detail] += 1
        for name, pains in hurt.items():
            totals[name] = replace(totals.get(name, ExerciseTotals(name)), pains=pains)
        return sorted(totals.values(), key=lambda one: (-one.times, one.exercise))

    def rows(self, span: Span) -> list[Row]:
        """All rows of a span, in the order of time; what is no row of deskbreak's is left out."""
        found = [] if self._db is None else select(self._db, *span, frozenset(Outcome))[0]
        return sorted([*found, *(row for row in self._waiting if span[0] <= row.at < span[1])], key=lambda row: row.at)

    def _exercises(self, span: Span) -> Iterator[ExerciseTotals]:
        """Without the pains."""
        for name, times, to_the_end, step_at, step in self._asked(EXERCISES, span):
            if is_text(name):
                yield ExerciseTotals(name, times, to_the_end, 0, step_at or 0, step if step_at else 0)

    def _has(self, row: Row) -> bool:
        query = "SELECT 1 FROM happened WHERE at = ? AND what = ? AND detail = ?"
        return any(self._asked(query, (row.at, row.what.value, row.detail)))

    def _asked(self, query: str, values: Sequence[object]) -> list[Any]:
        return [] if self._db is None else self._db.execute(query, values).fetchall()


@contextmanager
def reading(path: Path, unwritten: Iterable[Row] = ()) -> Iterator[HistoryReading]:
    """Read the history in the file at ``path``, ``unwritten`` rows, and those kept beside it; none is made.

    Raises ``NotReadable``, also for what goes wrong later.
    """
    try:
        beside = rows_beside(path)
        if not path.exists():
            yield HistoryReading(None, (*beside, *unwritten))
            return
        with closing(_opened(path)) as db:
            yield HistoryReading(db, (*beside, *unwritten))
    except (Odd, sqlite3.Error, OSError, ValueError) as error:
        sentence = _("The history in {path} cannot be read: {reason}.")
        raise NotReadable(sentence.format(path=path, reason=reason(error))) from error
    except NewerSchema as error:
        sentence = _("{path} was made by a newer deskbreak; please update deskbreak to look at it.")
        raise NotReadable(sentence.format(path=path)) from error


def _opened(path: Path) -> sqlite3.Connection:
    """A file of an earlier version is read as it will be: brought to the last one, in memory."""
    db = open_to_read(path)
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == len(MIGRATIONS):
        return db
    with closing(db):
        copy = sqlite3.connect(":memory:", isolation_level=None)
        copy.text_factory = db.text_factory
        db.backup(copy)
    try:
        migrate(copy, MIGRATIONS)
    except BaseException:
        copy.close()
        raise
    return copy


def _with(totals: ExerciseTotals, row: Row) -> ExerciseTotals:
    step, at = (
        (row.manner.step, row.at) if row.manner.step and row.at > totals.step_at else (totals.step, totals.step_at)
    )
    return replace(
        totals,
        times=totals.times + 1,
        to_the_end=totals.to_the_end + (row.what in TO_THE_END),
        step=step,
        step_at=at,
    )
