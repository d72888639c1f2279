"""The history looked at: sums that are those of its rows, and no more read than is shown."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history import reading, schema
from deskbreak.store.history.history import EVER, EXERCISED, History, Row
from deskbreak.store.history.reading import DAYS, EXERCISES, PAINS, ExerciseTotals, HistoryReading, NotReadable
from deskbreak.store.history.schema import MIGRATIONS, migrate
from tests.draws import draws
from tests.store import years

DAY = 86_400_000
MONDAY = round(years.FIRST.timestamp() * 1000)
WEEK = [(MONDAY + number * DAY, MONDAY + (number + 1) * DAY) for number in range(7)]
DONE = Row(Outcome.COMPLETED, MONDAY + 5_000, 3600, ("seated-twist", "pendulum"), 240, "", Manner("desk", 3, "left"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "history.db"


def test_nothing_there_is_nothing_and_none_is_made(path: Path) -> None:
    with reading.reading(path) as found:
        assert found.extent() is None
        assert found.days(WEEK) == [reading.DayTotals()] * 7
        assert found.exercises(EVER) == []
        assert found.rows(EVER) == []
    assert not path.parent.exists()


def test_it_is_read_beside_whoever_writes_and_changes_nothing(path: Path) -> None:
    kept = History(path)
    kept.add(DONE)
    with reading.reading(path) as found:
        kept.add(Row(Outcome.NUDGE, MONDAY + DAY, 0, detail="walk"))
        assert found.rows(EVER)[0] == DONE
    kept.close()
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with reading.reading(path) as found:
        assert found.extent() == (DONE.at, MONDAY + DAY)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_what_waits_counts_once(path: Path) -> None:
    late = Row(Outcome.PARTIAL, MONDAY + DAY, 0, ("pendulum",), 100, "", Manner("desk", 4, "left", "pendulum"))
    years.write(path, [DONE])
    beside = path.with_name("history.unwritten.jsonl")
    beside.write_text(f"{years.as_kept(late)}\n[]\nno row\n{years.as_kept(DONE)}\n", encoding="utf-8")
    with reading.reading(path, [late]) as found:
        assert found.rows(EVER) == [DONE, late]
        days = found.days(WEEK)
        assert days[0].seconds == Counter({Outcome.COMPLETED: 240})
        assert (days[1].times, days[1].seconds) == (Counter([Outcome.PARTIAL]), Counter({Outcome.PARTIAL: 100}))
        assert found.exercises(EVER) == [
            ExerciseTotals("pendulum", 2, 1, 0, late.at, 4),
            ExerciseTotals("seated-twist", 1, 1, 0, DONE.at, 3),
        ]
        assert found.extent() == (DONE.at, late.at)
    path.unlink()
    with reading.reading(path) as found:
        assert found.rows(EVER) == [DONE, late]


def _rows() -> st.SearchStrategy[list[Row]]:
    manners = st.builds(Manner, st.just("desk"), st.integers(0, 6), st.sampled_from(("", "left")), st.just(""))
    return st.lists(
        st.builds(
            Row,
            st.sampled_from(list(Outcome)),
            st.integers(MONDAY - DAY, MONDAY + 8 * DAY),
            st.just(0),
            st.lists(st.sampled_from(years.EXERCISES), unique=True).map(tuple),
            st.integers(0, 900),
            st.sampled_from(("", *years.EXERCISES)),
            manners,
        ),
        max_size=30,
        unique_by=lambda row: row.at,
    )


@given(rows=_rows(), waiting=st.integers(0, 30))
@profile(max_examples=draws(60))
def test_sums_of_the_days_are_those_of_the_rows(rows: list[Row], waiting: int) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, MIGRATIONS)
    years.fill(db, rows[waiting:])
    found = HistoryReading(db, rows[:waiting])
    for day, span in zip(found.days(WEEK), WEEK, strict=True):
        of_it = found.rows(span)
        assert of_it == sorted((row for row in rows if span[0] <= row.at < span[1]), key=lambda row: row.at)
        assert day.times == Counter(row.what for row in of_it)
        assert sum(day.seconds.values()) == sum(row.seconds for row in of_it)
    whole = WEEK[0][0], WEEK[-1][1]
    routines = [row for row in found.rows(whole) if row.what in EXERCISED]
    told = {one.exercise: one for one in found.exercises(whole)}
    hurt = {row.detail for row in routines if row.what is Outcome.PAIN and row.detail}
    assert set(told) == {name for row in routines for name in row.exercises} | hurt
    for name, one in told.items():
        of_it = [row for row in routines if name in row.exercises]
        assert one.times == len(of_it)
        assert one.to_the_end == sum(row.what in (Outcome.COMPLETED, Outcome.SHORT) for row in of_it)
        assert one.pains == sum(row.what is Outcome.PAIN and row.detail == name for row in routines)
        assert one.step == next((row.manner.step for row in reversed(of_it) if row.manner.step), 0)


def test_odd_rows_are_no_obstacle(path: Path) -> None:
    years.write(path, [DONE])
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "INSERT INTO happened (what, at, utc_offset, exercises, seconds, detail)"
            " VALUES ('completed', ?, 0, 'no list', 'many', ''), ('danced', ?, 0, '[]', 5, ''),"
            """ ('completed', ?, 0, '["\\ud800", 7, "\\u0007", null]', 0, '')""",
            (MONDAY + 7, MONDAY + 8, MONDAY + 9),
        )
        db.commit()
    with reading.reading(path) as found:
        assert sum(found.days(WEEK)[0].seconds.values()) == 240
        assert {one.exercise for one in found.exercises(EVER)} == {"seated-twist", "pendulum"}
        assert found.rows(EVER) == [DONE]


@pytest.mark.parametrize("query", [DAYS, EXERCISES, PAINS, "SELECT min(at) FROM happened WHERE at >= ? AND at < ?"])
def test_what_is_shown_is_found_by_the_index(path: Path, query: str) -> None:
    years.write(path, years.workdays(20))
    values = ("[[0, 1]]",) if query == DAYS else (0, 1)
    with closing(sqlite3.connect(path)) as db:
        plan = [told for *_numbers, told in db.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    assert [told for told in plan if "INDEX happened_once (at>? AND at<?)" in told], plan
    assert [told for told in plan if told.startswith("SCAN happened")] == []


def _work(path: Path, look: Callable[[HistoryReading], object]) -> int:
    """Thousands of SQLite's instructions that it takes."""
    with reading.reading(path) as found:
        assert found._db is not None
        counted = []
        found._db.set_progress_handler(lambda: counted.append(1), 1_000)
        look(found)
    return len(counted)


def test_ten_years_are_no_more_work_than_one(tmp_path: Path) -> None:
    one, ten = tmp_path / "one" / "history.db", tmp_path / "ten" / "history.db"
    rows = years.workdays(2600)
    last = rows[-1].at + 1
    year = last - 364 * DAY, last
    days = [(year[0] + number * DAY, year[0] + (number + 1) * DAY) for number in range(364)]
    years.write(one, [row for row in rows if row.at >= year[0]])
    years.write(ten, rows)

    def look(found: HistoryReading) -> None:
        assert found.extent() is not None
        assert sum(sum(day.times.values()) for day in found.days(days)) > 4_000
        assert len(found.exercises(year)) == 4

    assert _work(ten, look) <= _work(one, look) * 1.1 + 1


def test_an_earlier_version_is_read_and_left_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir(mode=0o700)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, MIGRATIONS[:1])
        db.execute("INSERT INTO happened VALUES (1, 'completed', ?, 0, '[\"pendulum\"]', 60, '')", (MONDAY,))
    before = path.read_bytes()
    with reading.reading(path) as found:
        assert found.exercises(EVER) == [ExerciseTotals("pendulum", 1, 1)]
    assert path.read_bytes() == before


def test_what_cannot_be_read_is_told_in_a_sentence(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(b"no database at all" * 20)
    with (
        pytest.raises(NotReadable, match=r"history\.db cannot be read: it is no SQLite database"),
        reading.reading(path),
    ):
        pass
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, MIGRATIONS)
        db.execute(f"PRAGMA user_version = {schema.NEWEST_EVER}")
    with pytest.raises(NotReadable, match="made by a newer deskbreak"), reading.reading(path):
        pass


def test_a_month_of_days_has_the_weekends_free() -> None:
    spans = [(MONDAY + number * DAY, MONDAY + (number + 1) * DAY) for number in range(28)]
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, MIGRATIONS)
    quiet = [not day.times for day in HistoryReading(db, years.workdays(20)).days(spans)]
    assert quiet == [(years.FIRST + timedelta(days=number)).weekday() >= 5 for number in range(28)]
