"""The tables of the history file, and the way there from every earlier version."""

import sqlite3
from collections.abc import Callable, Sequence

NEWEST_EVER = 1_000
"""No deskbreak will ever make a file of a later version: one that says so is another program's, or damaged."""

Migration = Callable[[sqlite3.Connection], None]


class NewerSchema(Exception):
    """The file was made by a newer deskbreak. It was left alone."""


def _happened(db: sqlite3.Connection) -> None:
    """Version 1. The same thing cannot happen twice at the same millisecond: adding it again changes nothing."""
    db.execute(
        """
        CREATE TABLE happened (
            id INTEGER PRIMARY KEY,
            what TEXT NOT NULL,
            at INTEGER NOT NULL,          -- UTC, ms since 1970
            utc_offset INTEGER NOT NULL,  -- of local time at that moment, s east of UTC
            exercises TEXT NOT NULL,      -- a JSON list of ids
            seconds INTEGER NOT NULL,     -- done of a routine
            detail TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE UNIQUE INDEX happened_once ON happened (at, what, detail)")


def _manner(db: sqlite3.Connection) -> None:
    """Version 2: how a routine was done, and how it felt. Rows of before know nothing of that."""
    for column in (
        "routine TEXT NOT NULL DEFAULT ''",  # its id
        "step INTEGER NOT NULL DEFAULT 0",  # of progress, 1 to 6
        "side TEXT NOT NULL DEFAULT ''",  # the one that came first: left, right
        "place TEXT NOT NULL DEFAULT ''",  # the id of the exercise in which it ended
        "felt TEXT NOT NULL DEFAULT ''",  # too-much, right, easy
    ):
        db.execute(f"ALTER TABLE happened ADD COLUMN {column}")


MIGRATIONS: tuple[Migration, ...] = (_happened, _manner)
"""Number ``n`` leads from version ``n`` to ``n + 1`` (``PRAGMA user_version``). They are added to, never changed."""


def migrate(db: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Bring ``db`` (in autocommit mode) to the last version, each step wholly or not at all.

    Raises ``NewerSchema`` and ``sqlite3.Error``. It is one of deskbreak's, or empty.
    """
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations):
        raise NewerSchema(f"version {version}, known up to {len(migrations)}")
    for number in range(version, len(migrations)):
        db.execute("BEGIN IMMEDIATE")
        with db:
            migrations[number](db)
            db.execute(f"PRAGMA user_version = {number + 1}")
