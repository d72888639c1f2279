"""What happened, one row each, in an SQLite file; what was said by mistake, or the user deletes, leaves it again (D7).

The file is in WAL mode: whoever reads it does not hold deskbreak up.
"""

import logging
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from deskbreak.engine.actions import Outcome
from deskbreak.i18n import _
from deskbreak.store.aside import reason, set_aside
from deskbreak.store.history.file import (
    COMPANIONS,
    EVER,
    PASSING,
    Odd,
    Opened,
    be_patient,
    clear_companions,
    delete,
    identity,
    insert,
    left_out,
    open_file,
    select,
)
from deskbreak.store.history.row import Row
from deskbreak.store.history.schema import NewerSchema
from deskbreak.store.history.unwritten import Unwritten

__all__ = ["ALL", "EVER", "EXERCISED", "Counts", "History", "Row"]

ALL = frozenset(Outcome)

EXERCISED = frozenset({Outcome.COMPLETED, Outcome.SHORT, Outcome.PARTIAL, Outcome.STOPPED, Outcome.PAIN})
"""The outcomes of a routine; for these a row knows its ``manner`` and how it ``felt``."""

_Span = tuple[int, int, frozenset[Outcome]]
_Key = tuple[int, Outcome, str]
"""Instant, outcome and detail: what makes a row that row."""
_OF_THE_FILE = (Odd, sqlite3.Error, OSError, ValueError)
"""``ValueError``: even what SQLite says of a damaged file may be no text."""
_OF_THE_ROW = (
    ValueError,  # half a surrogate is no text
    OverflowError,  # no column holds so large a number
    TypeError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    sqlite3.DataError,
    sqlite3.IntegrityError,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over a span. The one-minute version counts as completed (I2); ``routine_s`` has every second exercised."""

    completed: int = 0
    partial: int = 0
    skipped: int = 0
    missed: int = 0
    nudges: int = 0
    routine_s: int = 0


class History:
    """The history in the file at ``path``. Belongs to one thread of one process; others may read the file.

    Nothing here raises for what happens to the file: rows that cannot be written wait in memory, count all the same,
    and are tried again with the next call (S2). ``notice`` is a sentence for the user, ``""`` while all is well, new
    whenever something new is wrong; what is over is not told any more, and a file that is only locked for a while is
    not worth telling, and it is waited for once and not with every call: the GUI stands still meanwhile. A file that a
    newer deskbreak made is left alone; a damaged one, or another program's, is set aside and a new one begun, and so is
    what is odd beside it. A row that no file can hold is kept beside it (``unwritten``), and so is what still waits at
    the close; rows in the file that are none are left out, and counted.
    """

    def __init__(self, path: Path) -> None:
        self._trouble = ""
        self._lasting = ""
        self._unwritten = Unwritten(path)
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._refused = False
        self._busy = False
        """Another process had locked the file when it was last needed."""
        self._waiting: list[Row] = []
        self._taken_back: list[_Key] = []
        """Rows that are to leave the file, and have not yet."""
        self._last_read: dict[_Span, list[Row]] = {}
        self._odd: dict[_Span | None, frozenset[int]] = {}
        self.changes = 0
        """How often something was added or taken out: whoever shows the history sees by it that it is another."""
        self._write_waiting()

    def add(self, row: Row) -> None:
        """Record ``row``: when this returns, it survives a power cut, unless it waits (``waiting``).

        The same thing at the same time again changes nothing but how it felt, where that is told now: after a crash
        it may be added once more to be sure.
        """
        self._waiting.append(row)
        self.changes += 1
        self._write_waiting()

    def forget(self, first: int, last: int) -> int:
        """Delete the rows from ``first`` up to ``last`` (UTC ms; ``EVER``: all), waiting ones too; how many it were.

        The file is as small afterwards as what is left. Raises ``NotForgotten`` where nothing was deleted.
        """
        from deskbreak.store.history.deletion import NotForgotten, delete_span  # noqa: PLC0415 - seldom wished

        self._write_waiting()
        everything = (first, last) == EVER
        try:
            db = self._connected()
            if db is None:
                raise NotForgotten(self._lasting)
            gone = delete_span(db, first, last)
        except _OF_THE_FILE as error:
            self._failed(error)
            sentence = _("Nothing was deleted: {path} cannot be written just now ({reason}).")
            raise NotForgotten(sentence.format(path=self._path, reason=reason(error))) from error
        left = [row for row in self._waiting if not first <= row.at < last]
        gone += len(self._waiting) - len(left)
        self._waiting, self._last_read = left, {}
        self._odd = {} if everything else {None: self._odd.get(None, frozenset())}
        self.changes += 1
        return gone + self._unwritten.forget(first, last, everything=everything)

    @property
    def unwritten(self) -> tuple[Row, ...]:
        """The rows of this run that the file does not hold."""
        return (*self._unwritten.rows, *self._waiting)

    def take_back(self, at: int, what: Outcome, detail: str) -> None:
        """What happened ``at`` (UTC ms) was said by mistake: its row counts no more, and leaves the file (D7)."""
        self._waiting = [row for row in self._waiting if _key(row) != (at, what, detail)]
        self._taken_back.append((at, what, detail))
        self._write_waiting()
        self.changes += 1

    @property
    def notice(self) -> str:
        """What is wrong, or has become of the file."""
        odd = len(frozenset().union(*self._odd.values()))
        odd_rows = left_out(self._path, odd) if odd else ""
        return " ".join(told for told in (self._trouble or self._lasting, self._unwritten.notice, odd_rows) if told)

    @property
    def waiting(self) -> int:
        """How many rows are not in the file."""
        return len(self._waiting)

    def today(self, first: int, last: int) -> Counts:
        """Sums of the rows from ``first`` up to, not including, ``last`` (UTC ms)."""
        rows = self.rows(first, last)
        had = [row.what for row in rows]
        return Counts(
            completed=had.count(Outcome.COMPLETED) + had.count(Outcome.SHORT),
            partial=had.count(Outcome.PARTIAL),
            skipped=had.count(Outcome.SKIPPED),
            missed=had.count(Outcome.MISSED),
            nudges=had.count(Outcome.NUDGE),
            routine_s=sum(row.seconds for row in rows if row.what in EXERCISED),
        )

    def rows(self, first: int, last: int, of: frozenset[Outcome] = ALL) -> list[Row]:
        """The rows from ``first`` up to, not including, ``last`` (UTC ms), in the order of time, waiting ones too.

        Where the file cannot be read just now, they are what it held when the same was last asked for. ``of``: only
        those of these outcomes.
        """
        self._write_waiting()
        found = {_key(row): row for row in self._read(first, last, of)}
        for row in self.unwritten:
            if first <= row.at < last and row.what in of:
                same = _key(row)
                found[same] = replace(found[same], felt=row.felt or found[same].felt) if same in found else row
        return sorted((row for same, row in found.items() if same not in self._taken_back), key=lambda row: row.at)

    def routines(self) -> list[Row]:
        """Every routine there ever was, in the order of time."""
        return self.rows(*EVER, EXERCISED)

    def close(self) -> None:
        """Write what waits, if that can be, and close the file. ``waiting`` tells whether something is left."""
        self._write_waiting()
        if not self._refused:
            self._waiting = [row for row in self._waiting if not self._unwritten.keep(row)]
        self._disconnect()  # last: SQLite brings its log into the file, which a slow disk takes its time for

    def _write_waiting(self) -> None:
        try:
            self._try_to_write()
        except _OF_THE_FILE as error:
            if self._failed(error):
                with suppress(*_OF_THE_FILE):  # Another time, then.
                    self._try_to_write()

    def _try_to_write(self) -> None:
        db = self._connected()
        while db is not None and self._waiting:
            try:
                insert(db, self._waiting[0])
            except _OF_THE_ROW as error:
                self._unwritten.take(self._waiting[0], error)
            else:
                self._busy_is(busy=False)
            del self._waiting[0]
        while db is not None and self._taken_back:
            delete(db, *self._taken_back[0])
            del self._taken_back[0]

    def _read(self, first: int, last: int, of: frozenset[Outcome]) -> list[Row]:
        span = first, last, of
        try:
            if db := self._connected():
                before = self.notice
                self._last_read[span], self._odd[span] = select(db, *span)
                if not self._waiting:  # else it may be locked only against those who write
                    self._trouble = ""
                    self._busy_is(busy=False)
                if self.notice and self.notice != before:
                    log.warning("%s", self.notice)
        except _OF_THE_FILE as error:
            self._failed(error)
        return self._last_read.get(span, [])

    def _connected(self) -> sqlite3.Connection | None:
        """The open file; ``None`` if it is refused for good."""
        if self._db is not None and identity(self._path) != self._identity:
            self._disconnect()  # it was removed, or replaced: what is written to it now would be nowhere
        if self._db is None and not self._refused:
            if (told := clear_companions(self._path)) and told != self._lasting:
                self._lasting = told
                log.warning("%s", told)
            try:
                opened = open_file(self._path, patient=not self._busy)
            except NewerSchema:
                self._refused = True
                sentence = _(
                    "{path} was made by a newer deskbreak and is left alone. "
                    "What happens now is not recorded; please update deskbreak."
                )
                self._lasting = sentence.format(path=self._path)
                log.warning("%s", self._lasting)
            else:
                self._begin(opened)
        return self._db

    def _begin(self, opened: Opened) -> None:
        self._db, self._identity = opened.db, identity(self._path)
        self._odd = {None: opened.odd}
        if opened.mended:
            sentence = _("The index of {path} was damaged. It has been made anew; no row is lost.")
            self._lasting = sentence.format(path=self._path)
            log.warning("%s", self._lasting)

    def _failed(self, error: Exception) -> bool:
        """Draw the consequences; true if a new file can be begun at once."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest is the extended code
        if not isinstance(error, OSError) and code not in PASSING:
            self._disconnect()
            self._odd = {}
            self._lasting = set_aside(self._path, str(error), companions=COMPANIONS)
            log.warning("%s", self._lasting)
            return True
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._busy_is(busy=True)
        else:
            sentence = _("The history in {path} cannot be used ({reason}); what happens is kept until it can.")
            trouble = sentence.format(path=self._path, reason=reason(error))
            if trouble != self._trouble:
                log.warning("%s", trouble)
            self._trouble = trouble
        return False

    def _busy_is(self, *, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            if self._db is not None:
                be_patient(self._db, patient=not busy)

    def _disconnect(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None


def _key(row: Row) -> _Key:
    return row.at, row.what, row.detail
