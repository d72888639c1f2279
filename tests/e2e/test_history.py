"""What was done in a month, seen in the history window: by the tray, the command line, a screen reader; and taken away.

Everything is pressed by real keys.
"""

import csv
import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from deskbreak.app.driver import kept
from deskbreak.desktop.time.zone import zone_name
from deskbreak.engine.actions import Outcome, Record
from deskbreak.engine.events import Manner
from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.store.history.history import History, Row
from tests.e2e.assistive import Assistive, Node
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, EVERY_DAY, Deskbreak, office_around_now

TITLE = "History"
CELLS = ("cell", "table cell")
"""What older and newer toolkits call them."""
DAY = (
    *(("09:30:00", "start"), ("10:30:00", "start"), ("10:32:30", "stop"), ("11:00:00", "start"), ("11:00:30", "stop")),
    ("11:30:00", "skip"),
)
"""A routine is done, one in part, one hardly begun, one skipped; and one missed in the afternoon by itself."""
HAPPENED = (Outcome.COMPLETED, Outcome.PARTIAL, Outcome.STOPPED, Outcome.SKIPPED, Outcome.MISSED)


@pytest.fixture
def reader(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> Iterator[Assistive]:
    with Assistive(desktop) as reader:
        yield reader


def month() -> list[Row]:
    """The last thirty days, today to its end, as the engine has them when ``DAY`` is what somebody does on each."""
    today, zone = datetime.datetime.now().astimezone().date(), zone_name()
    days = [today - datetime.timedelta(days=ago) for ago in range(29, -1, -1)]
    text = f"start = {days[0]}T08:59:00\nend = {days[-1]}T17:00:00\n"
    text += f'[config.office]\ndays = {EVERY_DAY}\nhours = "09:00-17:00"\n'
    for day in days:
        text += "".join(f'[[event]]\nat = {day}T{at}\ndo = "{do}"\n' for at, do in DAY)
    happened = Simulation(read_scenario(text, zone)).run()
    return [kept(_led(one.action), one.at.zone) for one in happened if isinstance(one.action, Record)]


def _led(record: Record) -> Record:
    """With what the coach tells the engine of a routine: which exercises began, and how."""
    if not record.done:
        return record
    left_at = "" if record.outcome is Outcome.COMPLETED else "pendulum"
    return replace(record, exercises=("seated-twist", "pendulum"), manner=Manner("desk", 2, "left", left_at))


def day_of(row: Row) -> datetime.date:
    """The day on which it was, there."""
    return datetime.datetime.fromtimestamp(row.at / 1000 + row.offset, datetime.UTC).date()


def this_week() -> int:
    """How many days of this week are behind us, today among them; British weeks begin on Monday."""
    return datetime.datetime.now().astimezone().isoweekday()


def with_a_past(desktop: Desktop, rows: list[Row]) -> Deskbreak:
    """A home in which that has happened; nothing runs yet."""
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    history = History(app.home / "state" / "history.db")
    for row in rows:
        history.add(row)
    history.close()
    return app


def cells(window: Node, table: str) -> list[str]:
    """What a screen reader says of the cells of a table."""
    return [child.name for child in window.find(table).children() if child.role in CELLS]


def moved_on(window: Node, before: str) -> bool:
    """Whether something else than before has the keyboard."""
    return window.focus() not in ("", before)


def press(desktop: Desktop, window: Node, name: str, *then: str) -> None:
    """Go to a control with Tab, press it with Space, and go on with these keys."""
    for _control in range(40):
        if window.focus() == name:
            break
        before = window.focus()
        desktop.key("Tab")
        wait_until(partial(moved_on, window, before), "Tab to go on")
    assert window.focus() == name
    desktop.key("space")
    for key in then:
        desktop.key(key)


def test_a_month_is_seen_exported_and_deleted(desktop: Desktop, reader: Assistive) -> None:
    rows = month()
    assert {what: sum(row.what is what for row in rows) for what in HAPPENED} == dict.fromkeys(HAPPENED, 30)
    app = with_a_past(desktop, rows)
    app.start()
    app.item().click("History…")
    window = reader.wait_for(TITLE)
    wait_until(lambda: len(cells(window, "What happened on each day")) == 9 * this_week(), "the days of this week")
    told = cells(window, "What happened on each day")
    assert told.count("minutes: 7") == told.count("done: 1") == told.count("missed: 1") == this_week()
    routines = 3 * this_week()
    assert cells(window, "Exercises")[1:3] == [f"how often: {routines}", "both sides: –"]
    assert f"both sides: {this_week()}" in cells(window, "Exercises")
    picture = next(seen for seen in window.read() if seen.name.startswith("Picture of "))
    assert picture.role in ("image", "graphic")
    assert "7 min of movement · done: 1 · in part: 1 · stopped: 1" in picture.description
    assert "Nothing of this leaves this computer." in window.names("label")

    # What happens meanwhile: the coming routine is skipped
    app.tell("skip")
    before = len(rows) + 1
    assert len(app.history()) == before
    wait_until(lambda: "skipped: 2" in cells(window, "What happened on each day"), "what has just happened")

    # A second way there, and a file
    app.tell("history")
    wait_until(lambda: window.focus() == "Week", "the window to have the keyboard")
    press(desktop, window, "Export…", "Down", "Down", "Return")
    dialog = desktop.wait_for_window("Export the history")
    wait_until(lambda: desktop.focused() == dialog.id, "the dialog to have the keyboard")
    desktop.key("Return")  # the name that is proposed
    (file,) = wait_until(lambda: list(desktop.home.rglob("deskbreak-history.csv")), "the file")
    wait_until(lambda: window.focus() == "Export…", "the window to have the keyboard again")
    with file.open(encoding="utf-8", newline="") as written:
        exported = list(csv.DictReader(written))
    assert sorted(row["what"] for row in exported) == sorted([*(row.what.value for row in rows), "skipped"])
    assert [row["at"] for row in json.loads(app.tell("history", "--json"))] == [row["at"] for row in exported]

    # Some days of one's choice go, as they are typed
    first, last = min(map(day_of, rows)), min(map(day_of, rows)) + datetime.timedelta(days=4)
    gone = [row for row in rows if first <= day_of(row) <= last]
    press(desktop, window, "Delete…", "Down", "Down", "Return")
    wait_until(lambda: window.focus() == "First day", "the first day to be typed")
    desktop.type(first.isoformat())
    desktop.key("Tab")
    wait_until(lambda: window.focus() == "Last day", "the last day to be typed")
    desktop.type(last.isoformat())
    press(desktop, window, "Delete these days…")
    wait_until(lambda: window.focus() == "Keep it", "the question")
    assert f"{len(gone)} entries go for good" in " ".join(window.names("label"))
    press(desktop, window, "Delete it")
    before -= len(gone)
    wait_until(lambda: len(app.history()) == before, "those days to be gone, and no others")
    assert not {row["at"] for row in app.history()} & {row.at for row in gone}

    # And away with it
    size = (app.home / "state" / "history.db").stat().st_size
    press(desktop, window, "Delete…", "Down", "Down", "Down", "Return")
    wait_until(lambda: window.focus() == "Keep it", "the question, with the keyboard on what loses nothing")
    question = " ".join(window.names("label"))
    assert "Delete everything that is recorded?" in question
    assert f"{before} entries go for good" in question
    press(desktop, window, "Delete it")
    wait_until(lambda: app.history() == [], "nothing to be left")
    wait_until(lambda: (app.home / "state" / "history.db").stat().st_size < size, "the file to be smaller")
    assert json.loads(app.tell("history", "--json")) == []
    assert app.status()["today"]["completed"] == 0
    wait_until(lambda: "What happened on each day" not in window.names("table"), "the tables to be gone")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(TITLE), "Esc to close it")


def test_by_itself_where_none_runs(desktop: Desktop, reader: Assistive) -> None:
    rows = month()
    app = with_a_past(desktop, rows)
    program = desktop.programs.start("history", [DESKBREAK, "--home", app.home, "history"])
    window = reader.wait_for(TITLE)
    wait_until(lambda: "done: 1" in cells(window, "What happened on each day"), "the days of this week")
    press(desktop, window, "Delete…", "Down", "Return")
    wait_until(lambda: window.focus() == "Keep it", "the question")
    press(desktop, window, "Delete it")
    monday = max(map(day_of, rows)) - datetime.timedelta(days=this_week() - 1)
    left = [row.at for row in rows if day_of(row) < monday]
    wait_until(lambda: [row["at"] for row in app.history()] == left, "this week to be gone")
    desktop.key("Escape")
    assert program.wait() == 0
    assert "Traceback" not in program.said()


def test_by_itself_where_nothing_was_ever_done(desktop: Desktop) -> None:
    home = desktop.folder / "none"
    program = desktop.programs.start("history", [DESKBREAK, "--home", home, "history"])
    desktop.wait_for_window(TITLE)
    desktop.key("Escape")
    assert program.wait() == 0
    assert not home.exists(), "nothing is made to look at nothing"
