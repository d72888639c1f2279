"""Rows that the user deletes: out of the file, and off the disk as far as SQLite can see to it."""

import logging
import sqlite3

from deskbreak.store.history.file import EVER

log = logging.getLogger(__name__)


class NotForgotten(Exception):
    """Nothing could be deleted just now; the message is a sentence that says why."""


def delete_span(db: sqlite3.Connection, first: int, last: int) -> int:
    """Delete the rows from ``first`` up to ``last`` (UTC ms; ``EVER``: those that no span has, too); how many it were.

    They are overwritten, and the file is made as small as what is left:
    https://www.sqlite.org/pragma.html#pragma_secure_delete. Raises ``sqlite3.Error`` where nothing was deleted.
    """
    db.execute("PRAGMA secure_delete = ON").close()
    where, span = ("", ()) if (first, last) == EVER else ("WHERE at >= ? AND at < ?", (max(first, EVER[0]), last))
    gone = db.execute(f"DELETE FROM happened {where}", span).rowcount  # noqa: S608 - words of our own
    try:
        db.execute("VACUUM").close()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()  # the log has the pages of before
    except sqlite3.Error as error:  # no room for a second file, or somebody reads: they are overwritten all the same
        log.warning("the history keeps its size for now: %s", error)
    return gone
