"""The history's file, attacked in its bytes and in its rows: what is good of it is read, and nothing is lost."""

import json
import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history.export import as_csv
from deskbreak.store.history.history import EVER, History, Row
from deskbreak.store.history.reading import NotReadable, reading
from deskbreak.store.history.row import is_text
from tests.soak.examples import attack
from tests.soak.ground import Ground
from tests.soak.mutation import NUMBERS, TEXTS, Damage, damages, in_time, spoilt

pytestmark = pytest.mark.bears(
    "set aside as",
    "is left alone",
    "It has been made anew",
    "cannot be read; (it is|they are) left out",
    "cannot be used",
)

AT = 1_795_000_000_000
GOOD = tuple(
    Row(
        outcome,
        AT + 1000 * number,
        3600,
        ("seated-twist",),
        100,
        "",
        Manner("desk", 1, "left", "seated-twist"),
        "right",
    )
    for number, outcome in enumerate([Outcome.COMPLETED, Outcome.PARTIAL, Outcome.NUDGE, Outcome.PAIN, Outcome.SKIPPED])
)
NEW = Row(Outcome.COMPLETED, AT + 10**6, 0, ("seated-twist",), 240)
COLUMNS = (
    "id",
    "what",
    "at",
    "utc_offset",
    "exercises",
    "seconds",
    "detail",
    "routine",
    "step",
    "side",
    "place",
    "felt",
)
EVERYTHING = (-(2**62), 2**62)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a day, closed in good order."""
    file = tmp_path_factory.mktemp("history") / "whole.db"
    history = History(file)
    for row in GOOD:
        history.add(row)
    history.close()
    return file


def _lives(ground: Ground, file: Path) -> tuple[list[Row], str]:
    """It is read, a row is added, and that is there the next time too; all rows then, and what was told."""
    with in_time():
        _looked_at(file)
        history = History(file)
        history.today(AT, AT + 10**7)
        history.routines()
        history.add(NEW)
        assert NEW in history.rows(*EVERYTHING)
        history.close()
        if history.waiting:
            assert history.notice
            assert file.name in history.notice
        again = History(file)
        rows = again.rows(*EVERYTHING)
        again.close()
    assert NEW in rows or history.waiting
    return rows, history.notice or again.notice


def _looked_at(file: Path) -> None:
    """As the history window and the command line look at it: it is read, or a sentence says why not."""
    with suppress(NotReadable), reading(file) as found:
        found.extent()
        days = found.days([(AT - 10**6, AT + 10**7)])
        assert sum(days[0].seconds.values()) >= 0
        assert all(is_text(one.exercise) for one in found.exercises(EVER))
        as_csv(found.rows(EVER), lambda _at: date(2026, 11, 23)).encode()


@attack
@given(changes=damages(28_672))
def test_damaged_bytes(ground: Ground, whole: Path, changes: list[Damage]) -> None:
    _nothing_vanishes(ground, spoilt(whole.read_bytes(), changes))


def test_a_row_with_another_offset_is_there_still(ground: Ground, whole: Path) -> None:
    content, row = whole.read_bytes(), GOOD[0]
    place = content.index(row.offset.to_bytes(2) + json.dumps(row.exercises).encode())
    rows = _nothing_vanishes(ground, spoilt(content, [Damage("flip", place, 1, b"\0")]))
    assert sum(row not in rows for row in GOOD) == 1
    assert len(rows) == len((*GOOD, NEW))


def _nothing_vanishes(ground: Ground, content: bytes) -> list[Row]:
    """The rows of a file with that content; none is missing without a word."""
    ground.clear()
    file = ground.paths.history_file
    file.write_bytes(content)
    rows, told = _lives(ground, file)
    # By what the index holds too; of a flipped bit in how long it took or how it felt, SQLite knows nothing.
    there = {(row.at, row.what, row.detail) for row in rows}
    vanished = [row for row in GOOD if (row.at, row.what, row.detail) not in there]
    assert not vanished or told or not content, "rows that vanish in silence"
    aside = file.with_name("history.damaged-1.db")
    assert not aside.exists() or aside.stat().st_size or not content  # SQLite may have written before it met the damage
    return rows


@attack
@given(version=st.one_of(st.sampled_from([-1, -(2**31), 0, 1, 2, 3, 4, 99, 2**31 - 1]), st.integers(-5, 12)))
def test_odd_versions(ground: Ground, whole: Path, version: int) -> None:
    ground.clear()
    file = ground.paths.history_file
    file.write_bytes(whole.read_bytes())
    _change(file, f"PRAGMA user_version = {version}")
    before = file.read_bytes()
    rows, told = _lives(ground, file)
    if any(row not in rows for row in GOOD):  # another program's, or made by a newer one: set aside, or left alone
        assert file.name in told
        ground.check(before, file.name, "history.damaged-1.db")
    else:
        assert told == ""


VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.sampled_from([number for number in NUMBERS if abs(number) < 2**63]),
    st.sampled_from(TEXTS),
    st.sampled_from(['["a"', "[1]", "5", "{}", '["\\u001b[31m"]', "[[[[]]]]", "null", "[" * 5000]),
    st.binary(max_size=8),
)


@attack
@given(column=st.sampled_from(COLUMNS), value=VALUES, number=st.integers(1, len(GOOD)))
def test_an_odd_row_takes_no_other_along(ground: Ground, whole: Path, column: str, value: Any, number: int) -> None:
    ground.clear()
    file = ground.paths.history_file
    file.write_bytes(whole.read_bytes())
    try:
        _change(file, f"UPDATE happened SET {column} = ? WHERE id = ?", value, number)  # noqa: S608 - our own
    except sqlite3.Error:
        return  # the schema does not let it in
    rows, _told = _lives(ground, file)
    others = [row for index, row in enumerate(GOOD, 1) if index != number]
    assert [row for row in others if row not in rows] == []
    for row in rows:
        json.dumps([row.what.value, row.at, row.offset, row.exercises, row.seconds, row.detail, row.felt]).encode()


def _change(file: Path, sql: str, *values: Any) -> None:
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.execute(sql, values)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode = DELETE")
    finally:
        database.close()
