"""What happened, one row each, in an SQLite file that only ever grows.

The file is in WAL mode: whoever reads it does not hold deskbreak up.
"""

import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from deskbreak.engine.actions import Deed
from deskbreak.engine.events import UNTOLD, Manner
from deskbreak.folders import UnsafeError, file_fault, open_private, private_folder
from deskbreak.i18n import _
from deskbreak.store.aside import set_aside
from deskbreak.store.schema import NewerSchema, migrate

PATIENCE = 0.2
"""Seconds to wait for another process that has locked the file: the GUI stands still for so long."""

ALL = frozenset(Deed)

_COLUMNS = "what, at, utc_offset, exercises, seconds, detail, routine, step, side, place, felt"
_Span = tuple[int, int, frozenset[Deed]]
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

EXERCISED = frozenset({Deed.COMPLETED, Deed.SHORT, Deed.PARTIAL, Deed.STOPPED, Deed.PAIN})
"""The deeds of a routine; for these a row knows its ``manner`` and how it ``felt``."""

EVER = (0, 2**62)
"""The span of all rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened. ``at``: UTC in ms since 1970; ``offset``: of local time then, s east of UTC.

    ``exercises``: ids of those begun; ``seconds``: done of a routine. ``detail``: the tip's id for a nudge, the
    exercise for a pain, the number for an invitation, else ``""``. ``manner``: how a routine was done; ``felt``: how
    it was, in the person's own words (``too-much``, ``right``, ``easy``), ``""`` if they did not say.
    """

    what: Deed
    at: int
    offset: int
    exercises: tuple[str, ...] = ()
    seconds: int = 0
    detail: str = ""
    manner: Manner = UNTOLD
    felt: str = ""


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
    not worth telling. A file that a newer deskbreak made is left alone; a damaged one is set aside and a new one begun.
    """

    def __init__(self, path: Path) -> None:
        self._trouble = ""
        self._lasting = ""
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._refused = False
        self._waiting: list[Row] = []
        self._last_read: dict[_Span, list[Row]] = {}
        self._write_waiting()

    def add(self, row: Row) -> None:
        """Record ``row``: when this returns, it survives a power cut, unless it waits (``waiting``).

        The same thing at the same time again changes nothing but how it felt, where that is told now: after a crash
        it may be added once more to be sure.
        """
        self._waiting.append(row)
        self._write_waiting()

    @property
    def notice(self) -> str:
        """What is wrong, or has become of the file."""
        return self._trouble or self._lasting

    @property
    def waiting(self) -> int:
        """How many rows are not in the file."""
        return len(self._waiting)

    def today(self, first: int, last: int) -> Counts:
        """Sums of the rows from ``first`` up to, not including, ``last`` (UTC ms)."""
        rows = self.rows(first, last)
        had = [row.what for row in rows]
        return Counts(
            completed=had.count(Deed.COMPLETED) + had.count(Deed.SHORT),
            partial=had.count(Deed.PARTIAL),
            skipped=had.count(Deed.SKIPPED),
            missed=had.count(Deed.MISSED),
            nudges=had.count(Deed.NUDGE),
            routine_s=sum(row.seconds for row in rows if row.what in EXERCISED),
        )

    def rows(self, first: int, last: int, of: frozenset[Deed] = ALL) -> list[Row]:
        """The rows from ``first`` up to, not including, ``last`` (UTC ms), in the order of time, waiting ones too.

        Where the file cannot be read just now, they are what it held when the same was last asked for. ``of``: only
        those of these deeds.
        """
        self._write_waiting()
        found = {(row.at, row.what, row.detail): row for row in self._read(first, last, of)}
        for row in self._waiting:
            if first <= row.at < last and row.what in of:
                same = row.at, row.what, row.detail
                found[same] = replace(found[same], felt=row.felt or found[same].felt) if same in found else row
        return sorted(found.values(), key=lambda row: row.at)

    def routines(self) -> list[Row]:
        """Every routine there ever was, in the order of time."""
        return self.rows(*EVER, EXERCISED)

    def close(self) -> None:
        """Write what waits, if that can be, and close the file. ``waiting`` tells whether something is left."""
        self._write_waiting()
        self._disconnect()

    def _write_waiting(self) -> None:
        try:
            self._try_to_write()
        except (sqlite3.Error, OSError) as error:
            if self._failed(error):
                with suppress(sqlite3.Error, OSError):  # Another time, then.
                    self._try_to_write()

    def _try_to_write(self) -> None:
        db = self._connected()
        while db is not None and self._waiting:
            _insert(db, self._waiting[0])
            del self._waiting[0]

    def _read(self, first: int, last: int, of: frozenset[Deed]) -> list[Row]:
        try:
            if db := self._connected():
                self._last_read = {(first, last, of): _select(db, first, last, of)}
                if not self._waiting:
                    self._trouble = ""
        except (sqlite3.Error, OSError, ValueError) as error:  # ValueError: somebody else wrote rows of their own.
            self._failed(error)
        return self._last_read.get((first, last, of), [])

    def _connected(self) -> sqlite3.Connection | None:
        """The open file; ``None`` if it is refused for good."""
        if self._db is None and not self._refused:
            try:
                self._db = _open(self._path)
            except NewerSchema:
                self._refused = True
                sentence = _(
                    "{path} was made by a newer deskbreak and is left alone. "
                    "What happens now is not recorded; please update deskbreak."
                )
                self._lasting = sentence.format(path=self._path)
        return self._db

    def _failed(self, error: sqlite3.Error | OSError | ValueError) -> bool:
        """Draw the consequences; true if a new file can be begun at once."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest is the extended code
        if code in _DAMAGED:
            self._disconnect()
            self._lasting = set_aside(self._path, str(error), companions=("-wal", "-shm"))
            return True
        if code not in _BUSY:
            sentence = _("The history in {path} cannot be used ({reason}); what happens is kept until it can.")
            self._trouble = sentence.format(path=self._path, reason=error)
        return False

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _open(path: Path) -> sqlite3.Connection:
    private_folder(path.parent)
    for beside in ("-wal", "-shm", "-journal"):  # SQLite opens these by their names, and follows links
        if fault := file_fault(path.with_name(path.name + beside)):
            raise UnsafeError(fault)
    os.close(open_private(path, os.O_RDWR | os.O_CREAT))  # SQLite gives its further files the same mode
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        migrate(db)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # In WAL mode the default loses the last rows with the power.
    except BaseException:
        db.close()
        raise
    return db


def _insert(db: sqlite3.Connection, row: Row) -> None:
    db.execute(
        f"""
        INSERT INTO happened ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (at, what, detail) DO UPDATE SET felt = excluded.felt WHERE excluded.felt != ''
        """,  # noqa: S608 - names of our own
        (
            row.what.value,
            row.at,
            row.offset,
            json.dumps(row.exercises),
            row.seconds,
            row.detail,
            row.manner.routine,
            row.manner.step,
            row.manner.side,
            row.manner.place,
            row.felt,
        ),
    )


def _select(db: sqlite3.Connection, first: int, last: int, of: frozenset[Deed]) -> list[Row]:
    # All of them: not by their names, so that rows of somebody else are found, and told.
    only = "" if of == ALL else "AND what IN ({})".format(", ".join(f"'{deed.value}'" for deed in of))
    query = f"SELECT {_COLUMNS} FROM happened WHERE at >= ? AND at < ? {only} ORDER BY at, id"  # noqa: S608 - our own
    with closing(db.execute(query, (first, last))) as found:
        return [
            Row(
                Deed(what),
                at,
                offset,
                tuple(json.loads(exercises)),
                seconds,
                detail,
                Manner(routine, step, side, place),
                felt,
            )
            for what, at, offset, exercises, seconds, detail, routine, step, side, place, felt in found
        ]
