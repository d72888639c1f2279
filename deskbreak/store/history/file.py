"""The history's file: opened and checked, rows written and read. What becomes of one that is odd, ``history`` decides.

SQLite looks at no more of a file than it is asked for, and finds rows by an index: where that is damaged, rows vanish
without a word. So the file is checked as a whole when it is opened.
"""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from deskbreak.engine.actions import Outcome
from deskbreak.folders import UnsafeError, file_fault, open_private, private_folder
from deskbreak.i18n import _, ngettext
from deskbreak.store.aside import set_aside
from deskbreak.store.history.row import Row, columns, row_of
from deskbreak.store.history.schema import MIGRATIONS, NEWEST_EVER, migrate

PATIENCE = 0.2
"""Seconds to wait for another process that has locked the file: the GUI stands still for so long, but only once.

While it is known to be busy, nobody waits for it again (``be_patient``)."""
EVER = (0, 2**62)
"""The span of all rows."""
LARGEST_CHECKED = 16 * 1024 * 1024
"""Bytes. A year of rows takes 1 MB and 9 ms (2 cores of 2023, SQLite 3.40); a check of more would delay the start."""
CHECK_STEPS = 4_000
"""Thousands of SQLite's instructions after which a check is given up: some 15 years of rows."""

PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_INTERRUPT,
    }
)
"""Errors that say nothing about what is in the file: the disk's, the system's, another process's."""

COMPANIONS = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite opens beside it by their names, and follows links."""
HEADER = 100
"""Bytes with which every SQLite file begins."""

_COLUMNS = "what, at, utc_offset, exercises, seconds, detail, routine, step, side, place, felt"


class Odd(Exception):
    """The file is damaged, or no history of deskbreak's; the message says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file. ``mended``: its index was damaged and has been made anew. ``odd``: numbers of rows that no span of
    time has."""

    db: sqlite3.Connection
    mended: bool = False
    odd: frozenset[int] = frozenset()


def open_file(path: Path, *, patient: bool = True) -> Opened:
    """The file at ``path``, brought to the last version, or a new one; ``patient``: whether to wait if it is locked.

    Raises ``Odd``, ``NewerSchema``, ``sqlite3.Error`` and ``OSError``.
    """
    private_folder(path.parent)
    for companion in _companions(path):
        if fault := file_fault(companion):
            raise UnsafeError(fault)
    _must_be_a_file(path)
    with os.fdopen(open_private(path, os.O_RDWR | os.O_CREAT), "rb") as file:  # SQLite gives further files its mode
        _must_be_a_database(file.read(HEADER))
    db = sqlite3.connect(path, timeout=PATIENCE if patient else 0, isolation_level=None)
    try:
        db.text_factory = _decoded
        _must_be_ours(db)
        migrate(db, MIGRATIONS)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # In WAL mode the default loses the last rows with the power.
        if path.stat().st_size > LARGEST_CHECKED:
            return Opened(db)
        return Opened(db, _mended(db), _out_of_time(db))
    except ValueError as error:  # even what SQLite says of a damaged file may be no text
        db.close()
        raise Odd(str(error)) from error
    except BaseException:
        db.close()
        raise


def clear_companions(path: Path) -> str:
    """Set aside what lies where SQLite would open a file beside the one at ``path`` and is none of the user's own.

    A sentence for each, ``""`` if there is none. Raises ``OSError`` where the folder is not the user's alone.
    """
    private_folder(path.parent)  # nothing of somebody else's is moved
    odd = ((companion, file_fault(companion)) for companion in _companions(path))
    return " ".join(set_aside(companion, fault, alone=True) for companion, fault in odd if fault)


def be_patient(db: sqlite3.Connection, *, patient: bool) -> None:
    """Whether to wait ``PATIENCE`` from now on where another process has locked the file, or not at all."""
    db.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000) if patient else 0}").close()


def insert(db: sqlite3.Connection, row: Row) -> None:
    """Write ``row``. The same thing at the same time again changes nothing but how it felt, where that is told."""
    db.execute(
        f"""
        INSERT INTO happened ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (at, what, detail) DO UPDATE SET felt = excluded.felt WHERE excluded.felt != ''
        """,  # noqa: S608 - names of our own
        columns(row),
    )


def delete(db: sqlite3.Connection, at: int, what: Outcome, detail: str) -> None:
    """Take that row out, if it is there."""
    db.execute("DELETE FROM happened WHERE at = ? AND what = ? AND detail = ?", (at, what.value, detail)).close()


def select(db: sqlite3.Connection, first: int, last: int, of: frozenset[Outcome]) -> tuple[list[Row], frozenset[int]]:
    """The rows of those outcomes from ``first`` up to ``last`` (UTC ms) in the order of time, and the numbers of those
    that are no rows of deskbreak's."""
    # All of them: not by their names, so that rows of somebody else are found, and told.
    only = (
        "" if of == frozenset(Outcome) else "AND what IN ({})".format(", ".join(f"'{outcome.value}'" for outcome in of))
    )
    query = f"SELECT id, {_COLUMNS} FROM happened WHERE at >= ? AND at < ? {only} ORDER BY at, id"  # noqa: S608 - our own
    rows, odd = [], set()
    with closing(db.execute(query, (max(first, EVER[0]), min(last, EVER[1])))) as found:
        for number, *values in found:
            try:
                rows.append(row_of(*values))
            except (ValueError, TypeError, RecursionError):
                odd.add(number)
    return rows, frozenset(odd)


def open_to_read(path: Path) -> sqlite3.Connection:
    """A look at the file at ``path`` as it is; it is not touched, nor is another process kept from writing.

    Raises ``Odd``, ``sqlite3.Error`` and ``OSError``.
    """
    _must_be_a_file(path)
    with path.open("rb") as file:
        _must_be_a_database(file.read(HEADER))
    # Without a log beside it, it is read as a file that nobody changes: otherwise SQLite would make one.
    alone = not path.with_name(path.name + "-wal").exists()
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    db = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        db.text_factory = _decoded
        _must_be_ours(db)
    except BaseException:
        db.close()
        raise
    return db


def examine(path: Path) -> tuple[tuple[str, ...], int]:
    """What is wrong with the file at ``path``, and how many of its rows cannot be read. It is not touched.

    Raises ``Odd``, ``sqlite3.Error`` and ``OSError``.
    """
    with closing(open_to_read(path)) as db:
        told = tuple(str(told) for (told,) in db.execute("PRAGMA integrity_check(3)") if told != "ok")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if told or version != len(MIGRATIONS):
            return told, 0
        return (), len(select(db, *EVER, frozenset(Outcome))[1] | _out_of_time(db))


def left_out(path: Path, rows: int) -> str:
    """A sentence of so many rows that cannot be read."""
    sentence = ngettext(
        "{count} row in {path} cannot be read; it is left out.",
        "{count} rows in {path} cannot be read; they are left out.",
        rows,
    )
    return sentence.format(count=rows, path=path)


def identity(path: Path) -> tuple[int, int] | None:
    """Names the file at ``path``; ``None`` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _companions(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in COMPANIONS)


def _must_be_a_file(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):  # links are not followed, which is told in another way
        raise Odd(_("it is not a file"))


def _must_be_a_database(header: bytes) -> None:
    """Refuse what SQLite would take for an empty file, or for one that it may only read.

    https://www.sqlite.org/fileformat.html: 16 letters, and from 18 on who may write it and read it: 2 is for WAL.
    """
    if header and (header[:16] != b"SQLite format 3\0" or not {1, 2}.issuperset(header[18:20]) or len(header) < HEADER):
        raise Odd(_("it is no SQLite database"))


def _must_be_ours(db: sqlite3.Connection) -> None:
    """Refuse a database that somebody else has made, before anything is written to it."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    if not 0 <= version <= NEWEST_EVER or (version == 0) == bool(names) or (names and "happened" not in names):
        raise Odd(_("it is a database of another program"))


def _mended(db: sqlite3.Connection) -> bool:
    """Whether the index had to be made anew. Raises ``Odd`` for a file that is damaged beyond that."""
    if not _fault(db):
        _columns_are_there(db)
        return False
    try:
        db.execute("REINDEX")
    except sqlite3.IntegrityError as error:
        raise Odd(str(error)) from error
    if fault := _fault(db):
        raise Odd(fault)
    _columns_are_there(db)
    return True


def _columns_are_there(db: sqlite3.Connection) -> None:
    db.execute(f"SELECT id, {_COLUMNS} FROM happened LIMIT 0").close()  # noqa: S608 - names of our own


def _fault(db: sqlite3.Connection) -> str:
    """What is wrong inside the file; ``""`` if nothing is, or it takes too long to find out."""
    left = iter(range(CHECK_STEPS))
    db.set_progress_handler(lambda: next(left, None) is None, 1_000)
    try:
        ((told,),) = db.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return ""
        raise
    finally:
        db.set_progress_handler(None, 0)
    return "" if told == "ok" else str(told)


def _out_of_time(db: sqlite3.Connection) -> frozenset[int]:
    """The numbers of rows that no span of time has: their instant is none."""
    query = "SELECT id FROM happened NOT INDEXED WHERE typeof(at) <> 'integer' OR at < ? OR at >= ?"
    with closing(db.execute(query, EVER)) as found:
        return frozenset(number for (number,) in found)


def _decoded(raw: bytes) -> str:
    """Text that is none in UTF-8 makes a row odd, and not all rows unreadable."""
    return raw.decode("utf-8", errors="surrogateescape")
