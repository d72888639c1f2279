"""The history window with what is behind it: what happens shows, and what is wished is done."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from deskbreak.app.routine.routine_history import RoutineHistory
from deskbreak.app.windows.history import HistoryDisplay
from deskbreak.app.windows.history_shown import first_weekday, history_shown, present
from deskbreak.engine.actions import Outcome
from deskbreak.engine.calendar.office import today
from deskbreak.engine.events import Manner
from deskbreak.engine.exercising import Pains
from deskbreak.settings import HOUR, MINUTE
from deskbreak.settings.reading import read_settings
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.history.history import EVER, Row
from deskbreak.store.history.reading import reading
from deskbreak.store.memory import MemoryFile
from deskbreak.ui.history.period import Days, Period, Scope
from deskbreak.ui.history.sentences import long_date
from deskbreak.ui.history.text_table import TextTable
from deskbreak.ui.history.window import HistoryWindow
from deskbreak.ui.kit.fields.date_edit import DateEdit
from tests.app.desk import MONDAY, NINE, Desk

DAY = 24 * HOUR


class Looking:
    """A desk with the history window open, or not yet."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.asked_for_names = 0
        self.memory = MemoryFile(desk.paths.memory_file)
        self.display = HistoryDisplay(desk.paths.history_file, desk.history, desk.in_force, self._library, self.memory)
        desk.driver.stepped.connect(self.display.refresh)

    def _library(self) -> Library:
        self.asked_for_names += 1
        return open_library(self.desk.paths)

    def row(self, what: Outcome = Outcome.COMPLETED, ago: int = 0, seconds: int = 240, step: int = 1) -> Row:
        """A routine that ended so many ms ago, in the history."""
        at = self.desk.driver.state.last.utc - ago
        row = Row(what, at, 0, ("seated-twist",), seconds, "", Manner("desk", step, "left"))
        self.desk.history.add(row)
        return row

    @property
    def window(self) -> HistoryWindow:
        (window,) = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, HistoryWindow) and one.isVisible()
        ]
        return window

    @property
    def texts(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisibleTo(self.window)]

    def table(self) -> list[list[str]]:
        """The days that are shown: their cells, without the headings."""
        table = self.window.findChildren(TextTable)[0]
        return [line.split("\t") for line in table.text().splitlines()[1:]]

    def delete(self, *, everything: bool) -> str:
        """Ask for everything or for what is shown, and confirm; the question."""
        return self.delete_days(None if everything else self.window.period.days)

    def delete_days(self, days: Days | None) -> str:
        """Ask for these, and confirm; the question."""
        before = set(self.texts)
        self.window.ask_delete.emit(days)
        (question,) = [text for text in self.texts if text not in before]
        self.window.delete.emit(days)
        return question


@pytest.fixture
def looking(desk: Desk, qtbot: QtBot) -> Iterator[Looking]:
    desk.begin()
    desk.type_for(60)
    looking = Looking(desk)
    yield looking
    looking.display.close()


def test_it_opens_on_this_week_and_once(looking: Looking) -> None:
    looking.row(Outcome.PARTIAL)
    looking.display.open()
    window = looking.window
    assert window.period == Period.around(Scope.WEEK, MONDAY.date(), first_weekday())
    assert [row[1:4] for row in looking.table()] == [["4", "0", "1"]]
    looking.display.open()
    assert looking.window is window
    window.close()
    looking.display.open()
    assert looking.window is not window


def test_what_happens_while_it_is_open_shows(looking: Looking) -> None:
    looking.display.open()
    assert looking.table() == []
    looking.row(seconds=300)
    looking.desk.driver.stepped.emit()
    assert [row[1:3] for row in looking.table()] == [["5", "1"]]
    seen = looking.asked_for_names
    looking.desk.driver.stepped.emit()
    assert looking.asked_for_names == seen, "nothing is read anew where nothing has happened"
    looking.window.close()
    looking.row(ago=MINUTE)
    looking.desk.driver.stepped.emit()
    assert looking.asked_for_names == seen, "nor where nobody looks"


def test_what_no_file_holds_yet_counts(looking: Looking) -> None:
    with closing(sqlite3.connect(looking.desk.paths.history_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        looking.row(seconds=600)
        assert looking.desk.history.waiting == 1
        looking.display.open()
        assert [row[1:3] for row in looking.table()] == [["10", "1"]]
        other.execute("COMMIT")


def test_a_night_shift_counts_as_today_does(desk: Desk, qtbot: QtBot) -> None:
    night = read_settings({"office": {"hours": "22:00-06:00"}}).settings
    desk.begin()
    for hours in (3, 7, 23):  # of Tuesday: two of them in Monday's night, or after it; the last in Tuesday's
        desk.history.add(Row(Outcome.COMPLETED, NINE + (15 + hours) * HOUR, 0, (), 60 * hours))
    now = replace(desk.in_force(), settings=night)
    zone = now.state.last.zone
    period = Period.around(Scope.WEEK, MONDAY.date(), 1)
    with reading(desk.paths.history_file) as found:
        shown = history_shown(found, period, now, lambda: open_library(desk.paths))
    for day in shown.days:
        first, last = today(night, NINE + (day.on - MONDAY.date()) // timedelta(days=1) * DAY + 3 * HOUR, zone)
        assert day.moved == desk.history.today(first, last).routine_s
    assert [day.minutes for day in shown.days[:3]] == [3, 30, 0]


def test_it_leafs_as_far_as_there_are_rows(looking: Looking) -> None:
    looking.row(ago=7 * DAY)
    looking.display.open()
    window = looking.window
    assert (window._earlier.isEnabled(), window._later.isEnabled()) == (True, False)
    window._earlier.click()
    assert len(looking.table()) == 1
    window._earlier.click()
    assert (window._earlier.isEnabled(), window._later.isEnabled()) == (False, True)


@pytest.mark.parametrize("everything", [False, True])
def test_export_writes_what_is_shown_or_everything(looking: Looking, tmp_path: Path, everything: bool) -> None:
    rows = [looking.row(ago=20 * DAY), looking.row()]
    looking.display.open()
    for name in ("mine.csv", "mine.JSON"):
        file = tmp_path / name
        looking.window.export.emit(str(file), everything)
        wanted = rows if everything else rows[1:]
        told = f"{len(wanted)} entr{'ies are' if everything else 'y is'} in {file} now."
        assert told in looking.texts
        text = file.read_text(encoding="utf-8")
        found = json.loads(text) if name.endswith("JSON") else list(csv.DictReader(text.splitlines()))
        assert [datetime.fromisoformat(one["at"]).timestamp() for one in found] == [row.at // 1000 for row in wanted]


def test_where_a_file_cannot_be_written_that_is_told(looking: Looking, tmp_path: Path) -> None:
    looking.row()
    looking.display.open()
    looking.window.export.emit(str(tmp_path), False)
    assert [text for text in looking.texts if text.startswith(f"{tmp_path} cannot be written: ")]


def test_what_is_shown_is_deleted_after_one_question_that_names_it(looking: Looking, qtbot: QtBot) -> None:
    old = looking.row(ago=20 * DAY)
    looking.row()
    looking.row(Outcome.SKIPPED, ago=MINUTE)
    looking.display.open()
    with qtbot.waitSignal(looking.display.deleted):
        question = looking.delete(everything=False)
    assert question.startswith("Delete ")
    assert question.endswith("2 entries go for good, 1 routine among them. Your step of progress stays: 1 of 6.")
    assert looking.desk.history.rows(*EVER) == [old]
    assert looking.table() == []
    assert "2 entries are deleted." in looking.texts
    assert looking.desk.history.today(*today(looking.desk.driver.settings, NINE, "UTC")).completed == 0


def test_days_of_ones_choice_are_counted_and_deleted_for_good(looking: Looking, qtbot: QtBot) -> None:
    days, file = [(MONDAY - timedelta(days=ago)).date() for ago in (40, 30, 20)], looking.desk.paths.history_file
    kept = [looking.row(ago=40 * DAY), looking.row(Outcome.NUDGE)]
    for number in range(600):
        looking.row(Outcome.MISSED, ago=30 * DAY + number)
    looking.row(ago=20 * DAY)
    with closing(sqlite3.connect(file)) as now:
        now.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    size = file.stat().st_size
    looking.display.open()
    looking.window.choose_days()
    for field, day in zip(looking.window.findChildren(DateEdit), (days[1], days[2]), strict=True):
        field.selectAll()
        QTest.keyClicks(field, day.isoformat())
        QTest.keyClick(field, Qt.Key.Key_Return)
    told = f"{long_date(days[1])} to {long_date(days[2])}"
    assert f"{told}: 601 entries, 1 routine among them." in looking.texts
    question = looking.delete_days(Days(days[1], days[2]))
    assert question.startswith(f"Delete {told}? 601 entries go for good, 1 routine among them.")
    assert "601 entries are deleted." in looking.texts
    assert looking.desk.history.rows(*EVER) == kept
    assert file.stat().st_size < size / 2
    assert looking.delete_days(Days(days[0], days[0])).startswith(f"Delete {long_date(days[0])}? 1 entry goes for good")
    assert looking.desk.history.rows(*EVER) == kept[1:]


@pytest.mark.parametrize("days", [Days(date.min, date.max), Days(date.min, date.min), Days(date.max, date.max)])
def test_no_day_is_too_far_away(looking: Looking, days: Days) -> None:
    rows = [looking.row(ago=DAY), looking.row()]
    looking.display.open()
    looking.window.choose_days()
    looking.window.count.emit(days)
    looking.delete_days(days)
    assert looking.desk.history.rows(*EVER) == ([] if days.first < days.last else rows)


def test_the_step_of_progress_stays_whatever_is_deleted(looking: Looking) -> None:
    now = RoutineHistory(looking.desk.history, looking.desk.in_force, looking.memory)
    for number in range(7):
        looking.row(ago=(10 - number) * MINUTE, step=1 + number // 3)
    assert now.step() == 3
    looking.display.open()
    assert "Your step of progress stays: 3 of 6." in looking.delete(everything=True)
    assert looking.desk.history.rows(*EVER) == []
    assert now.step() == 3
    assert MemoryFile(looking.desk.paths.memory_file).value.chosen == looking.memory.value.chosen
    looking.desk.type_for(60)
    for number in range(3):
        looking.row(ago=-1 - number * DAY, step=3)
    looking.desk.ticks.run(3 * DAY)
    looking.desk.type_for(1)
    assert now.step() == 4, "and progress goes on from there"


def test_what_decides_nothing_is_deleted_without_a_word_to_the_memory(looking: Looking) -> None:
    looking.row(Outcome.STOPPED)
    looking.display.open()
    looking.delete(everything=True)
    assert looking.memory.value.chosen is None


def test_what_is_left_out_for_pain_stays_left_out(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    looking.row(Outcome.PAIN)
    state = looking.desk.driver.state
    looking.desk.driver.state = replace(state, pains=Pains((), ("seated-twist",), None))
    looking.display.open()
    assert "An exercise that is left out because it hurt stays left out." in looking.delete(everything=True)
    assert looking.desk.driver.state.pains.left_out == ("seated-twist",)


def test_what_was_set_aside_is_named(looking: Looking) -> None:
    looking.row()
    aside = looking.desk.paths.history_file.with_name("history.damaged-1.db")
    aside.write_bytes(b"")
    looking.display.open()
    question = looking.delete(everything=True)
    assert question.endswith(f"What was set aside stays in {aside.parent}: history.damaged-1.db.")


@pytest.mark.bears("history")
def test_what_cannot_be_deleted_stays_and_is_told(looking: Looking) -> None:
    looking.row()
    looking.display.open()
    with closing(sqlite3.connect(looking.desk.paths.history_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        looking.delete(everything=True)
        assert [text for text in looking.texts if text.startswith("Nothing was deleted: ")]
        other.execute("COMMIT")
    assert len(looking.desk.history.rows(*EVER)) == 1
    assert len(looking.table()) == 1


def test_what_cannot_be_read_is_told(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    looking.row()
    looking.display.open()
    looking.desk.history.close()
    looking.desk.paths.history_file.write_bytes(b"something else" * 20)
    fault = "history.db cannot be read: it is no SQLite database."
    looking.window.ask_delete.emit(None)
    assert [text for text in looking.texts if fault in text]
    looking.window.tell("")
    looking.window.choose_days()
    assert [text for text in looking.texts if fault in text]
    looking.window.tell("")
    looking.window.export.emit("/nowhere", True)
    assert [text for text in looking.texts if fault in text]
    looking.window._earlier.click()
    looking.window.look_at.emit(present(Scope.MONTH, looking.desk.in_force()))
    assert not looking.window._export.isEnabled()


def test_without_any_file_there_is_nothing_to_delete(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.begin()
    file = tmp_path / "none" / "history.db"
    display = HistoryDisplay(
        file, None, desk.in_force, lambda: open_library(desk.paths), MemoryFile(tmp_path / "memory")
    )
    display.open()
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HistoryWindow) and one.isVisible()]
    assert not window._delete.isEnabled()
    window.delete.emit(None)
    assert not file.parent.exists()
    with qtbot.waitSignal(display.closed):
        window.close()
    display.close()
