"""Rows are kept, whatever else is done to the file (S2)."""

import errno
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history import file as history_file
from deskbreak.store.history import history, schema, unwritten
from deskbreak.store.history.deletion import NotForgotten
from deskbreak.store.history.history import EVER, Counts, History, Row
from deskbreak.store.history.schema import NewerSchema, migrate
from tests.store import years

DAY = 86_400_000
HOUR = 3_600_000
DONE = Row(Outcome.COMPLETED, at=11 * HOUR, offset=3600, exercises=("shoulder-rotation", "seated-twist"), seconds=240)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "history.db"


@pytest.fixture
def kept(path: Path) -> Iterator[History]:
    kept = History(path)
    yield kept
    kept.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is locked is locked for good, so waiting would only cost time."""
    monkeypatch.setattr(history_file, "PATIENCE", 0)


@pytest.fixture
def other(path: Path, kept: History) -> Iterator[sqlite3.Connection]:
    """Another process's look at the file."""
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    yield other
    other.close()


def in_file(path: Path) -> list[Row]:
    again = History(path)
    rows = again.rows(0, 365 * DAY)
    assert again.waiting == 0
    again.close()
    return rows


def test_every_field_of_every_thing_survives(path: Path, kept: History) -> None:
    rows = [replace(DONE, what=what, at=DONE.at + number) for number, what in enumerate(Outcome)]
    rows.append(Row(Outcome.NUDGE, at=12 * HOUR, offset=-12_600, detail="walk"))
    rows.append(replace(DONE, at=13 * HOUR, manner=Manner("desk", 3, "right", "seated-twist"), felt="easy"))
    for row in rows:
        kept.add(row)
    assert kept.waiting == 0
    assert in_file(path) == rows
    assert kept.notice == ""


def test_what_is_killed_loses_nothing(path: Path, kept: History) -> None:
    kept.add(DONE)
    # No close: the file as it would be found after a kill -9.
    for name in ("history.db", "history.db-wal"):
        (path.parent / f"killed-{name}").write_bytes((path.parent / name).read_bytes())
    (path.parent / "killed-history.db").rename(path.parent / "k.db")
    (path.parent / "killed-history.db-wal").rename(path.parent / "k.db-wal")
    assert in_file(path.parent / "k.db") == [DONE]


def test_the_same_once_more_changes_nothing(kept: History) -> None:
    kept.add(DONE)
    kept.add(DONE)
    assert kept.rows(0, DAY) == [DONE]


def test_how_it_felt_is_told_later_and_stays(path: Path, kept: History) -> None:
    kept.add(DONE)
    for felt in ("right", "", "easy"):
        kept.add(replace(DONE, felt=felt))
    assert kept.rows(0, DAY) == [replace(DONE, felt="easy")]
    assert in_file(path) == [replace(DONE, felt="easy")]


@pytest.mark.usefixtures("impatient")
def test_how_it_felt_counts_while_it_waits(path: Path, kept: History, other: sqlite3.Connection) -> None:
    kept.add(DONE)
    assert kept.rows(0, DAY) == [DONE]
    other.execute("BEGIN IMMEDIATE")
    kept.add(replace(DONE, felt="too-much"))
    kept.add(replace(DONE, what=Outcome.NUDGE))
    assert kept.waiting == 2
    assert kept.routines() == [replace(DONE, felt="too-much")]
    other.execute("COMMIT")
    assert kept.routines() == [replace(DONE, felt="too-much")]
    assert kept.waiting == 0


def test_routines_are_those_that_moved_somebody(kept: History) -> None:
    for number, what in enumerate(Outcome):
        kept.add(Row(what, at=number * 100 * DAY, offset=0))
    assert {row.what for row in kept.routines()} == {
        Outcome.COMPLETED,
        Outcome.SHORT,
        Outcome.PARTIAL,
        Outcome.STOPPED,
        Outcome.PAIN,
    }


def test_a_span_has_its_first_instant_and_not_its_last(kept: History) -> None:
    for at in (DAY - 1, DAY, 2 * DAY - 1, 2 * DAY):
        kept.add(replace(DONE, at=at))
    assert [row.at for row in kept.rows(DAY, 2 * DAY)] == [DAY, 2 * DAY - 1]


def test_counts_of_a_day(kept: History) -> None:
    assert kept.today(0, DAY) == Counts()
    for hour, what in enumerate((Outcome.NUDGE, Outcome.NUDGE, Outcome.INVITE, Outcome.SKIPPED, Outcome.MISSED)):
        kept.add(Row(what, at=hour * HOUR, offset=0))
    for hour, (what, seconds) in enumerate(
        (
            (Outcome.COMPLETED, 240),
            (Outcome.SHORT, 60),
            (Outcome.PARTIAL, 130),
            (Outcome.STOPPED, 20),
            (Outcome.PAIN, 5),
        ),
        start=10,
    ):
        kept.add(Row(what, at=hour * HOUR, offset=0, seconds=seconds))
    kept.add(replace(DONE, at=DAY))
    assert kept.today(0, DAY) == Counts(
        completed=2, partial=1, skipped=1, missed=1, nudges=2, routine_s=240 + 60 + 130 + 20 + 5
    )


def test_nobody_else_can_read_it(path: Path, kept: History) -> None:
    kept.add(DONE)
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_row_is_brought_to_the_disk(kept: History) -> None:
    assert kept._db is not None
    assert kept._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert kept._db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_a_reader_does_not_hold_it_up(kept: History, other: sqlite3.Connection) -> None:
    other.execute("BEGIN")
    other.execute("SELECT * FROM happened").fetchall()
    kept.add(DONE)
    assert kept.waiting == 0


@pytest.mark.usefixtures("impatient")
def test_rows_wait_for_a_lock_and_count_meanwhile(path: Path, kept: History, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    later = replace(DONE, at=DONE.at + 1)
    kept.add(later)
    kept.add(DONE)
    assert kept.waiting == 2
    assert kept.rows(0, DAY) == [DONE, later]
    assert kept.today(0, DAY).completed == 2
    assert kept.notice == ""
    other.execute("COMMIT")
    last = replace(DONE, at=DONE.at + 2)
    kept.add(last)
    assert kept.waiting == 0
    assert in_file(path) == [DONE, later, last]


@pytest.mark.usefixtures("impatient")
def test_rows_that_wait_are_written_at_the_close(path: Path, kept: History, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    kept.add(DONE)
    other.execute("COMMIT")
    kept.close()
    assert kept.waiting == 0
    assert in_file(path) == [DONE]


def held(path: Path, how: str) -> sqlite3.Connection:
    """Another's hold on the file: against everybody (``EXCLUSIVE``), or only against writers (``IMMEDIATE``)."""
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    if how == "EXCLUSIVE":
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute(f"BEGIN {how}")
    return other


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For how long (ms) it was waited in vain, each time that the file was found locked, for a patience of 10 ms."""
    waited: list[int] = []

    class Watched(sqlite3.Connection):
        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            try:
                return super().execute(statement, *values)
            except sqlite3.OperationalError as error:
                (patience,) = super().execute("PRAGMA busy_timeout").fetchone()
                if patience and error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                    waited.append(patience)
                raise

    monkeypatch.setattr(history_file, "PATIENCE", 0.01)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    return waited


@pytest.mark.parametrize("how", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_busy_file_is_waited_for_once_and_not_with_every_call(how: str, path: Path, waited: list[int]) -> None:
    spoiled(path)
    rows = [replace(DONE, at=DONE.at + number) for number in range(1, 6)]
    with closing(held(path, how)) as other:
        kept = History(path)
        for row in rows:
            kept.add(row)
            kept.routines()
            kept.today(0, DAY)
        assert (kept.waiting, kept.notice) == (len(rows), "")
        kept.close()
        assert waited == [10]
        other.execute("ROLLBACK")
    kept_beside = (path.parent / "history.unwritten.jsonl").read_text(encoding="ascii").splitlines()
    assert [json.loads(line)["at"] for line in kept_beside] == [row.at for row in rows]
    assert in_file(path) == [DONE]


@pytest.mark.parametrize("how", ["EXCLUSIVE", "IMMEDIATE"])
def test_once_it_is_free_it_is_waited_for_again(how: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoiled(path)
    monkeypatch.setattr(history_file, "PATIENCE", 0.01)
    with closing(held(path, how)):
        kept = History(path)
        kept.add(replace(DONE, at=DONE.at + 1))
        assert kept.waiting == 1
    kept.add(replace(DONE, at=DONE.at + 2))
    assert kept.waiting == 0
    assert kept._db is not None
    assert kept._db.execute("PRAGMA busy_timeout").fetchone() == (10,)
    kept.close()


@pytest.mark.usefixtures("impatient")
def test_locked_from_the_start_until_later(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept = History(path)
    kept.add(DONE)
    assert kept.rows(0, DAY) == [DONE]
    assert (kept.waiting, kept.notice) == (1, "")
    other.execute("ROLLBACK")
    other.close()
    assert kept.rows(0, DAY) == [DONE]
    assert kept.waiting == 0
    kept.close()
    assert in_file(path) == [DONE]


@pytest.mark.usefixtures("impatient")
def test_while_nothing_can_be_read_the_last_reading_counts(path: Path) -> None:
    kept = History(path)
    kept.add(DONE)
    assert kept.today(0, DAY).completed == 1
    kept._disconnect()  # Only a file that nobody else has open can be locked against readers.
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    kept.add(replace(DONE, at=DONE.at + 1))
    assert kept.today(0, DAY).completed == 2
    assert kept.today(DAY, 2 * DAY).completed == 0
    other.execute("COMMIT")
    other.close()
    assert kept.today(0, DAY).completed == 2
    assert kept.waiting == 0
    kept.close()


@pytest.mark.complains("made by a newer deskbreak and is left alone")
def test_a_newer_file_is_left_alone_and_that_is_said(path: Path) -> None:
    path.parent.mkdir()
    newer = sqlite3.connect(path)
    newer.execute("CREATE TABLE happened (id INTEGER PRIMARY KEY, mood TEXT)")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = path.read_bytes()
    kept = History(path)
    assert kept.notice.startswith(f"{path} was made by a newer deskbreak and is left alone.")
    kept.add(DONE)
    assert kept.today(0, DAY).completed == 1
    kept.close()
    assert kept.waiting == 1
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.complains("set aside as history.damaged")
@pytest.mark.parametrize("damage", [b"no database at all", b"x", b"SQLite format 3\0", None])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(damage: bytes | None, path: Path) -> None:
    first = History(path)
    first.add(DONE)
    first.close()
    content = bytearray(path.read_bytes())
    if damage is None:  # The header is whole, so it opens; the rows are not.
        content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(damage or content)

    kept = History(path)
    kept.add(DONE)
    assert kept.rows(0, DAY) == [DONE]
    assert "it was set aside as history.damaged-1.db." in kept.notice
    assert kept.waiting == 0
    kept.close()
    assert (path.parent / "history.damaged-1.db").read_bytes()[: len(damage or content)] == (damage or content)
    assert in_file(path) == [DONE]


@pytest.mark.complains("is not a folder.*what happens is kept until it can")
def test_where_nothing_can_be_written_that_is_said_and_the_session_counts(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = History(tmp_path / "file" / "history.db")
    kept.add(DONE)
    assert "cannot be used" in kept.notice
    assert "kept until it can" in kept.notice
    assert kept.today(0, DAY).completed == 1
    (tmp_path / "file").unlink()
    assert kept.today(0, DAY).completed == 1
    assert kept.notice == ""
    kept.close()
    assert kept.waiting == 0
    assert in_file(tmp_path / "file" / "history.db") == [DONE]


ODD_ROWS = {
    "outcome": "(1, 'sang', 5, 0, '[]', 0, '', '', 0, '', '', '')",
    "no list": "(1, 'nudge', 5, 0, '5', 0, '', '', 0, '', '', '')",
    "no JSON": "(1, 'nudge', 5, 0, 'x', 0, '', '', 0, '', '', '')",
    "no text in it": "(1, 'nudge', 5, 0, '[5]', 0, '', '', 0, '', '', '')",
    "nested": f"(1, 'nudge', 5, 0, '{'[' * 100_000}', 0, '', '', 0, '', '', '')",
    "bytes": "(1, 'nudge', 5, 0, x'00', 0, '', '', 0, '', '', '')",
    "no UTF-8": "(1, 'nudge', 5, 0, '[]', 0, CAST(x'ff' AS TEXT), '', 0, '', '', '')",
    "escape": "(1, 'nudge', 5, 0, '[]', 0, char(27) || '[2J', '', 0, '', '', '')",
    "offset": "(1, 'nudge', 5, 9e9, '[]', 0, '', '', 0, '', '', '')",
    "seconds": "(1, 'nudge', 5, 0, '[]', -1, '', '', 0, '', '', '')",
    "step": "(1, 'nudge', 5, 0, '[]', 0, '', '', 9223372036854775807, '', '', '')",
    "never": "(1, 'nudge', 'noon', 0, '[]', 0, '', '', 0, '', '', '')",
    "before all": "(1, 'nudge', -1, 0, '[]', 0, '', '', 0, '', '', '')",
    "after all": "(1, 'nudge', 9223372036854775807, 0, '[]', 0, '', '', 0, '', '', '')",
    "far ahead": "(1, 'nudge', 1099511627776000, 0, '[]', 0, '', '', 0, '', '', '')",
}


@pytest.mark.bears("1 row in .* cannot be read; it is left out")
@pytest.mark.parametrize("odd", ODD_ROWS.values(), ids=ODD_ROWS.keys())
def test_one_odd_row_is_left_out_and_counted_and_the_rest_is_there(
    odd: str, path: Path, kept: History, other: sqlite3.Connection
) -> None:
    kept.add(DONE)
    other.execute(f"INSERT INTO happened VALUES {odd}".replace("(1,", "(99,"))  # noqa: S608 - our own
    again = History(path)
    for _time in range(2):
        assert again.rows(*EVER) == [DONE]
        assert again.rows(0, DAY) == [DONE]
        assert again.routines() == [DONE]
    assert again.notice == f"1 row in {path} cannot be read; it is left out."
    again.add(replace(DONE, at=DONE.at + 1))
    assert again.waiting == 0
    other.execute("DELETE FROM happened WHERE id = 99")
    again.close()
    mended = History(path)
    assert len(mended.rows(*EVER)) == 2
    assert mended.notice == ""
    mended.close()


UNWRITABLE = (
    replace(DONE, manner=Manner("desk", 2**64, "left", "")),
    replace(DONE, at=2**63),
    replace(DONE, seconds=2**70),
    replace(DONE, detail="\ud800"),
    replace(DONE, exercises=("\udfff",), felt="\udfff"),
)


@pytest.mark.parametrize("row", UNWRITABLE, ids=ascii)
def test_a_row_that_cannot_be_written_is_kept_beside_and_later_ones_follow(
    row: Row, path: Path, kept: History, caplog: pytest.LogCaptureFixture
) -> None:
    kept.add(row)
    later = replace(DONE, at=DONE.at + 1)
    kept.add(later)
    assert kept.waiting == 0
    assert kept.notice == f"What could not be written to {path} is kept in history.unwritten.jsonl."
    assert "cannot be written" in caplog.text
    (line,) = (path.parent / "history.unwritten.jsonl").read_text(encoding="ascii").splitlines()
    assert json.loads(line)["at"] == row.at
    assert json.loads(line)["what"] == "completed"
    assert row in kept.rows(0, 2**64), "it counts as long as it is known"
    kept.close()
    assert in_file(path) == [later]


def test_where_nothing_can_be_kept_beside_the_log_has_it(
    path: Path, kept: History, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(unwritten, "open_private", refuse(errno.ENOSPC))
    kept.add(UNWRITABLE[0])
    kept.add(DONE)
    assert kept.waiting == 0
    assert str(2**64) in caplog.text
    assert "No space left on device" in caplog.text


def refuse(number: int) -> Callable[..., int]:
    """Opens nothing."""

    def refused(*_args: object, **_more: object) -> int:
        raise OSError(number, os.strerror(number))

    return refused


@pytest.mark.usefixtures("impatient")
def test_what_still_waits_at_the_end_is_kept_beside(path: Path, kept: History, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    kept.add(DONE)
    kept.close()
    assert kept.waiting == 0
    (line,) = (path.parent / "history.unwritten.jsonl").read_text(encoding="ascii").splitlines()
    assert json.loads(line)["exercises"] == list(DONE.exercises)


def spoiled(path: Path, *statements: str) -> bytes:
    """A history with a row in it, after somebody else has been at it; its content."""
    first = History(path)
    first.add(DONE)
    first.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)
    return path.read_bytes()


SPOILED = {
    "negative version": ("PRAGMA user_version = -1",),
    "far too large version": ("PRAGMA user_version = 2147483647",),
    "version of an empty one": ("PRAGMA user_version = 0",),
    "no table": ("DROP TABLE happened",),
    "another's table": ("DROP TABLE happened", "CREATE TABLE bookmarks (url TEXT)"),
    "another's, not numbered": ("DROP TABLE happened", "CREATE TABLE t (x)", "PRAGMA user_version = 0"),
    "other columns": ("DROP TABLE happened", "CREATE TABLE happened (id INTEGER PRIMARY KEY, mood TEXT)"),
    "a view": ("ALTER TABLE happened RENAME TO was", "CREATE VIEW happened AS SELECT * FROM was"),
    "no index": ("DROP INDEX happened_once",),
    "damaged schema": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE happened (' WHERE name = 'happened'",
    ),
    "schema that acts in a terminal": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = char(27) || '[2J', sql = 'CREATE TABLE x (' WHERE type = 'table'",
    ),
    "schema of bytes": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = x'fffe00', name = x'ff' WHERE type = 'table'",
    ),
}


@pytest.mark.parametrize("statements", SPOILED.values(), ids=SPOILED.keys())
def test_a_file_that_is_no_history_is_set_aside_and_a_new_one_begun(
    statements: tuple[str, ...], path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = spoiled(path, *statements)
    kept = History(path)
    later = replace(DONE, at=DONE.at + 1)
    kept.add(later)
    assert kept.rows(*EVER) == [later]
    assert kept.waiting == 0
    assert "it was set aside as history.damaged-1.db." in kept.notice
    assert kept.notice in caplog.text
    assert kept.notice.isprintable()
    assert (path.parent / "history.damaged-1.db").read_bytes() == content
    kept.close()
    assert in_file(path) == [later]


@pytest.mark.complains("it is not a file.*set aside as history.damaged")
@pytest.mark.parametrize("odd", ["folder", "pipe"])
def test_what_is_no_file_is_set_aside(odd: str, path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.mkdir() if odd == "folder" else os.mkfifo(path)
    kept = History(path)
    kept.add(DONE)
    assert "(it is not a file); it was set aside as history.damaged-1.db." in kept.notice
    kept.close()
    assert in_file(path) == [DONE]


def lay(odd: str, path: Path, elsewhere: Path) -> None:
    """Something at ``path`` that is no file of deskbreak's."""
    if odd == "link":
        path.symlink_to(elsewhere)
    elif odd == "link to nowhere":
        path.symlink_to(elsewhere.with_name("nowhere"))
    elif odd == "folder":
        path.mkdir()
        (path / "of somebody's").write_bytes(b"precious")
    else:
        os.mkfifo(path)


ODD_THINGS = ["link", "link to nowhere", "folder", "pipe"]


@pytest.mark.complains("cannot be used .*; it was set aside as history")
@pytest.mark.parametrize("beside", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("odd", ODD_THINGS)
def test_what_is_odd_beside_it_is_set_aside_and_history_goes_on(
    odd: str, beside: str, path: Path, tmp_path: Path
) -> None:
    spoiled(path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"precious")
    for number in (1, 2):
        lay(odd, path.with_name(path.name + beside), elsewhere)
        kept = History(path)
        kept.add(replace(DONE, at=DONE.at + number))
        assert kept.waiting == 0
        assert f"it was set aside as history.db{beside}.damaged-{number}." in kept.notice
        kept.close()
        aside = path.with_name(f"history.db{beside}.damaged-{number}")
        assert os.path.lexists(aside), "nothing is lost"
        assert odd != "folder" or (aside / "of somebody's").read_bytes() == b"precious"
    assert elsewhere.read_bytes() == b"precious", "nothing is written through it"
    assert not (tmp_path / "nowhere").exists()
    assert [row.at - DONE.at for row in in_file(path)] == [0, 1, 2]


@pytest.mark.complains("what happens is kept until it can")
@pytest.mark.bears("unwritten.jsonl cannot be written")
def test_nothing_is_moved_in_a_folder_that_is_not_ones_own(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "history.db-wal").mkdir()
    path.parent.symlink_to(tmp_path / "other")
    kept = History(path)
    kept.add(DONE)
    assert kept.waiting == 1
    kept.close()
    assert [file.name for file in (tmp_path / "other").iterdir()] == ["history.db-wal"]


@pytest.mark.complains("cannot be used .*; it was set aside as history.unwritten.damaged")
@pytest.mark.bears("a row cannot be written")
@pytest.mark.parametrize("odd", ODD_THINGS)
def test_what_is_odd_where_rows_are_kept_beside_is_set_aside(
    odd: str, path: Path, kept: History, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"precious")
    beside = path.with_name("history.unwritten.jsonl")
    lay(odd, beside, elsewhere)
    kept.add(UNWRITABLE[0])
    kept.add(UNWRITABLE[1])
    assert stat.S_ISREG(beside.lstat().st_mode), "and to read it waits for nobody"
    assert [json.loads(line)["at"] for line in beside.read_text(encoding="ascii").splitlines()] == [
        row.at for row in UNWRITABLE[:2]
    ]
    assert os.path.lexists(path.with_name("history.unwritten.damaged-1.jsonl"))
    assert "it was set aside as history.unwritten.damaged-1.jsonl." in kept.notice
    assert elsewhere.read_bytes() == b"precious"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.complains("set aside as history.damaged")
@pytest.mark.parametrize("place", [0, 15, 18, 19])
def test_a_damaged_header_is_noticed(place: int, path: Path) -> None:
    """SQLite takes such a file for one that it may only read, and rows would wait for ever."""
    content = bytearray(spoiled(path))
    content[place] = 7
    path.write_bytes(content)
    kept = History(path)
    kept.add(DONE)
    assert kept.waiting == 0
    assert "(it is no SQLite database); it was set aside as history.damaged-1.db." in kept.notice
    kept.close()


@pytest.mark.bears("set aside as history.damaged", "It has been made anew; no row is lost")
def test_every_damaged_page_is_noticed_before_a_row_is_missed(path: Path) -> None:
    first = History(path)
    rows = [replace(DONE, at=number * HOUR) for number in range(200)]
    for row in rows:
        first.add(row)
    first.close()
    content = path.read_bytes()
    for page in range(4096, len(content), 4096):
        for offset, damage in ((0, b"\x00" * 16), (2000, b"\xff" * 64)):
            spoil = bytearray(content)
            spoil[page + offset : page + offset + len(damage)] = damage
            path.write_bytes(spoil)
            kept = History(path)
            found = kept.rows(0, 365 * DAY)
            assert found == rows or kept.notice, f"page at {page}, {offset}"
            kept.add(DONE)
            assert kept.waiting == 0
            kept.close()
            for file in path.parent.iterdir():
                file.unlink()


@pytest.mark.complains("It has been made anew; no row is lost")
def test_a_damaged_index_is_made_anew_and_no_row_vanishes(path: Path) -> None:
    """As a crash of the disk leaves it: the table has rows that the index does not know."""
    spoiled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        index = other.execute("SELECT * FROM sqlite_master WHERE name = 'happened_once'").fetchone()
        other.execute("PRAGMA writable_schema = ON")
        other.execute("DELETE FROM sqlite_master WHERE name = 'happened_once'")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO happened VALUES (7, 'nudge', 7, 0, '[]', 0, 'walk', '', 0, '', '', '')")
        other.execute("PRAGMA writable_schema = ON")
        other.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM happened WHERE at < 10").fetchone() == (0,), "vanished"
    kept = History(path)
    assert kept.rows(0, DAY) == [Row(Outcome.NUDGE, 7, 0, detail="walk"), DONE]
    assert kept.notice == f"The index of {path} was damaged. It has been made anew; no row is lost."
    kept.close()
    again = History(path)
    assert (len(again.rows(0, DAY)), again.notice) == (2, "")
    again.close()


@pytest.mark.complains("It has been made anew; no row is lost")
@pytest.mark.parametrize("limit", ["CHECK_STEPS", "LARGEST_CHECKED"])
def test_a_large_file_is_checked_only_for_so_long(limit: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its damage the last row tells, to which a check that is given up does not come."""
    first = History(path)
    for number in range(500):
        first.add(replace(DONE, at=number * HOUR))
    first.add(replace(DONE, at=500 * HOUR, detail="before"))
    first.close()
    path.write_bytes(path.read_bytes().replace(b"before", b"after!", 1))  # in the table, or in the index
    with monkeypatch.context() as short:
        short.setattr(history_file, limit, 2)
        kept = History(path)
        assert kept.notice == ""
        assert len(kept.rows(0, 365 * DAY)) == 501
        kept.close()
    kept = History(path)
    assert kept.notice == f"The index of {path} was damaged. It has been made anew; no row is lost."
    assert len(kept.rows(0, 365 * DAY)) == 501
    kept.close()


def test_a_file_that_is_removed_while_it_is_open_is_begun_anew(path: Path, kept: History) -> None:
    kept.add(DONE)
    shutil.rmtree(path.parent)
    later = replace(DONE, at=DONE.at + 1)
    kept.add(later)
    assert kept.waiting == 0
    assert kept.rows(0, DAY) == [later]
    kept.close()
    assert in_file(path) == [later]


@pytest.mark.complains("disk: .*what happens is kept until it can")
@pytest.mark.parametrize("code", ["READONLY", "IOERR", "FULL", "CANTOPEN"])
def test_what_the_disk_does_is_no_damage(code: str, path: Path, kept: History, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError(f"disk: {code}")
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{code}")

    def fails(*_args: object) -> None:
        raise error

    with monkeypatch.context() as failing:
        failing.setattr(history, "insert", fails)
        kept.add(DONE)
        assert (kept.waiting, kept.rows(0, DAY)) == (1, [DONE])
        assert f"cannot be used (disk: {code}); what happens is kept until it can." in kept.notice
    assert kept.rows(0, DAY) == [DONE]
    assert (kept.waiting, kept.notice) == (0, "")
    assert in_file(path) == [DONE]


def version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    yield db
    db.close()


def test_an_empty_file_is_brought_to_the_last_version(empty: sqlite3.Connection) -> None:
    migrate(empty, schema.MIGRATIONS)
    assert version(empty) == len(schema.MIGRATIONS)
    assert empty.execute("SELECT count(*) FROM happened").fetchone() == (0,)
    migrate(empty, schema.MIGRATIONS)
    assert version(empty) == len(schema.MIGRATIONS)


def test_a_file_of_version_1_loses_nothing(path: Path) -> None:
    path.parent.mkdir()
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, schema.MIGRATIONS[:1])
    for number, row in enumerate((DONE, Row(Outcome.PAIN, DONE.at + 1, -3600, ("walk",), 12, "walk"))):
        old.execute(
            "INSERT INTO happened VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, row.what.value, row.at, row.offset, json.dumps(row.exercises), row.seconds, row.detail),
        )
    old.close()
    kept = History(path)
    assert kept.rows(0, DAY) == [DONE, Row(Outcome.PAIN, DONE.at + 1, -3600, ("walk",), 12, "walk")]
    kept.add(replace(DONE, felt="right"))
    kept.add(replace(DONE, at=DONE.at + 2, manner=Manner("neck", 2, "left")))
    assert kept.notice == ""
    kept.close()
    assert [row.felt for row in in_file(path)] == ["right", "", ""]
    assert in_file(path)[-1].manner == Manner("neck", 2, "left")


def test_rows_survive_the_way_to_a_later_version(empty: sqlite3.Connection) -> None:
    migrate(empty, schema.MIGRATIONS)
    empty.execute("INSERT INTO happened VALUES (1, 'nudge', 5, 0, '[]', 0, 'walk', '', 0, '', '', '')")

    def mood(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE happened ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine'")

    migrate(empty, (*schema.MIGRATIONS, mood))
    assert version(empty) == len(schema.MIGRATIONS) + 1
    assert empty.execute("SELECT detail, mood FROM happened").fetchall() == [("walk", "fine")]
    with pytest.raises(NewerSchema):
        migrate(empty, schema.MIGRATIONS)


def test_a_step_that_fails_leaves_nothing_of_itself(empty: sqlite3.Connection) -> None:
    def half(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")
        db.execute("this is no SQL")

    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        migrate(empty, (*schema.MIGRATIONS, half))
    assert version(empty) == len(schema.MIGRATIONS)
    assert empty.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []


# What the user deletes


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in path.parent.glob("*.db*") if one.suffix != ".db-shm")


def test_what_is_deleted_is_gone_and_the_file_is_smaller(path: Path) -> None:
    rows = years.workdays(200)
    years.write(path, rows)
    kept = History(path)
    before, middle = _size(path), rows[len(rows) // 2].at
    gone = kept.forget(0, middle)
    assert gone == sum(row.at < middle for row in rows)
    assert kept.rows(*EVER) == [row for row in rows if row.at >= middle]
    assert _size(path) < before * 0.7
    kept.add(DONE)
    assert kept.forget(*EVER) == len(rows) - gone + 1
    assert kept.rows(*EVER) == []
    assert _size(path) < before * 0.2
    left = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"seated-twist" not in left
    kept.add(DONE)
    assert kept.rows(*EVER) == [DONE]
    kept.close()
    assert in_file(path) == [DONE]


def test_another_process_may_delete(path: Path, kept: History) -> None:
    kept.add(DONE)
    kept.add(replace(DONE, at=DAY * 2))
    other = History(path)
    assert other.forget(0, DAY) == 1
    other.close()
    assert [row.at for row in kept.routines()] == [DAY * 2]
    kept.add(DONE)
    assert len(kept.routines()) == 2
    assert kept.notice == ""


@pytest.mark.usefixtures("impatient")
def test_what_waits_is_deleted_too(path: Path, kept: History, other: sqlite3.Connection) -> None:
    beside = path.with_name("history.unwritten.jsonl")
    lines = [years.as_kept(replace(DONE, at=at)) for at in (HOUR, DAY * 2)]
    beside.write_text("\n".join([*lines, "what is no row"]), encoding="utf-8")
    kept.add(DONE)
    other.execute("BEGIN IMMEDIATE")
    kept.add(replace(DONE, at=DONE.at + 1))
    changes = kept.changes
    with pytest.raises(NotForgotten, match=r"Nothing was deleted: .*history\.db"):
        kept.forget(0, DAY)
    assert kept.changes == changes
    assert len(kept.routines()) == 2
    other.execute("COMMIT")
    other.execute("BEGIN")  # somebody reads: the file may keep its size for now
    other.execute("SELECT * FROM happened").fetchone()
    assert kept.forget(0, DAY) == 3
    assert kept.routines() == []
    assert kept.changes == changes + 1
    assert beside.read_text(encoding="utf-8") == f"{lines[1]}\nwhat is no row\n"
    other.execute("COMMIT")
    assert kept.forget(*EVER) == 2
    assert not beside.exists()


@pytest.mark.complains("a row cannot be written")
def test_what_no_file_holds_is_deleted_too(path: Path, kept: History) -> None:
    bad = replace(DONE, detail="\ud800")
    kept.add(bad)
    assert kept.notice
    assert kept.routines() == [bad]
    kept.forget(*EVER)
    assert kept.routines() == []
    assert kept.notice == ""


@pytest.mark.complains("history.unwritten.jsonl could not be deleted")
def test_what_cannot_be_deleted_beside_it_is_told(path: Path, kept: History, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = path.with_name("history.unwritten.jsonl")
    beside.write_text(years.as_kept(DONE) + "\n", encoding="utf-8")

    def refuse(_self: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        assert kept.forget(*EVER) == 0
    assert "history.unwritten.jsonl could not be deleted" in kept.notice
    assert beside.exists()


@pytest.mark.complains("made by a newer deskbreak")
def test_a_newer_deskbreaks_history_is_not_deleted(path: Path) -> None:
    History(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 999")
    kept = History(path)
    with pytest.raises(NotForgotten, match="newer deskbreak"):
        kept.forget(*EVER)
    kept.close()


@pytest.mark.complains("keeps its size")
def test_without_room_for_a_second_file_the_rows_are_gone_all_the_same(path: Path, kept: History) -> None:
    kept.add(DONE)
    assert kept._db is not None
    kept._db.set_authorizer(
        lambda action, *_more: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK
    )
    assert kept.forget(*EVER) == 1
    assert kept.rows(*EVER) == []


def test_what_was_said_by_mistake_leaves_the_file(path: Path, kept: History) -> None:
    """D7"""
    pain = replace(DONE, what=Outcome.PAIN, detail="seated-twist")
    for row in (DONE, pain):
        kept.add(row)
    kept.take_back(pain.at, pain.what, pain.detail)
    assert kept.routines() == [DONE]
    assert in_file(path) == [DONE]


@pytest.mark.usefixtures("impatient")
def test_while_the_file_is_locked_it_counts_no_more_all_the_same(
    path: Path, kept: History, other: sqlite3.Connection
) -> None:
    """D7"""
    pain = replace(DONE, what=Outcome.PAIN, detail="seated-twist")
    kept.add(pain)
    other.execute("BEGIN IMMEDIATE")
    waits = replace(pain, at=pain.at + 1)
    kept.add(waits)
    for row in (pain, waits):
        kept.take_back(row.at, row.what, row.detail)
    assert kept.routines() == []
    assert kept.waiting == 0
    other.execute("ROLLBACK")
    assert kept.routines() == []
    assert in_file(path) == []
