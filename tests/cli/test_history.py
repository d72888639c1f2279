"""``history`` in words and for programs: it needs none running, and leaves everything as it is."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from deskbreak.desktop.time.clock import MachineTicks
from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history.history import History, Row
from tests.cli.conftest import Say

MIDDAY = datetime.fromisoformat("2026-06-10T12:00+02:00")
"""A Wednesday."""
COLUMNS = ["at", "day", "what", "seconds", "routine", "step", "side", "place", "exercises", "felt", "detail"]


@pytest.fixture(autouse=True)
def _a_wednesday_in_berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setattr(MachineTicks, "utc_ms", lambda _ticks: _ms(MIDDAY))


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _row(day: str, what: Outcome = Outcome.COMPLETED, seconds: int = 240) -> Row:
    at = datetime.fromisoformat(f"{day}T11:00+02:00")
    return Row(what, _ms(at), 7200, ("seated-twist", "shoulder-rotation"), seconds, "", Manner("desk", 3, "left"))


@pytest.fixture
def recorded(home: Path) -> Path:
    """A year ago, in January, in this month, and in this week: on Monday and today."""
    kept = History(home / "state" / "history.db")
    for day in ("2025-06-11", "2026-01-05", "2026-06-01", "2026-06-08"):
        kept.add(_row(day))
    kept.add(_row("2026-06-10", Outcome.PARTIAL, 131))
    kept.close()
    return home


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ["2025-06-11", "2026-01-05", "2026-06-01", "2026-06-08", "2026-06-10"]),
        (("--year",), ["2026-01-05", "2026-06-01", "2026-06-08", "2026-06-10"]),
        (("--month",), ["2026-06-01", "2026-06-08", "2026-06-10"]),
        (("--week",), ["2026-06-08", "2026-06-10"]),
    ],
)
def test_for_programs_there_is_data_and_nothing_else(
    say: Say, recorded: Path, words: tuple[str, ...], days: list[str]
) -> None:
    as_json = say("--home", recorded, "history", *words, "--json")
    assert (as_json.code, as_json.err) == (0, "")
    told = json.loads(as_json.out)
    assert [row["day"] for row in told] == days
    assert all(list(row) == COLUMNS for row in told)
    as_csv = say("--home", recorded, "history", "--csv", *words)
    assert (as_csv.code, as_csv.err) == (0, "")
    assert [row["at"] for row in csv.DictReader(io.StringIO(as_csv.out))] == [row["at"] for row in told]


def test_a_week_in_words(say: Say, recorded: Path) -> None:
    told = say("--home", recorded, "history", "--week")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[1] == "You moved on 2 days, 6 min in all: every bit counts."
    assert lines[3].split()[:3] == ["Day", "minutes", "done"]
    assert [line.split()[-8:] for line in lines[4:6]] == [
        ["4", "1", "0", "0", "0", "0", "0", "0"],
        ["2", "0", "1", "0", "0", "0", "0", "0"],
    ]
    assert {line.rsplit(maxsplit=4)[0].strip(): line.split()[-4:] for line in lines[8:]} == {
        "Seated twist": ["2", "1", "3", "0"],
        "Shoulder circles": ["2", "–", "3", "0"],
    }


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_nothing_recorded_is_said_kindly_beside_the_data(say: Say, home: Path, form: str) -> None:
    told = say("--home", home, "history", form)
    assert told.code == 0
    assert told.out == ("[]\n" if form == "--json" else ",".join(COLUMNS) + "\n")
    assert told.err == "Nothing is recorded here yet.\n"
    assert not home.exists()


def test_nothing_recorded_in_words(say: Say, home: Path) -> None:
    told = say("--home", home, "history", "--month")
    assert told.code == 0
    assert told.out.splitlines()[1:] == ["Nothing is recorded yet. After your first routine this is where you see it."]
    assert not home.exists()


@pytest.mark.parametrize("words", [("--json",), ("--week",)])
def test_what_cannot_be_read_is_told_and_left_as_it_is(say: Say, recorded: Path, words: tuple[str, ...]) -> None:
    file = recorded / "state" / "history.db"
    file.write_bytes(b"what somebody has written over it, and long enough to be a file of SQLite's if it were one" * 3)
    before = file.read_bytes()
    told = say("--home", recorded, "history", *words)
    assert (told.code, told.out) == (1, "")
    assert "history.db cannot be read: it is no SQLite database." in told.err
    assert [one.name for one in file.parent.iterdir()] == ["history.db"]
    assert file.read_bytes() == before


@pytest.mark.parametrize("words", [("--week", "--year"), ("--json", "--csv")])
def test_two_at_once_make_no_sense(say: Say, home: Path, words: tuple[str, ...]) -> None:
    assert say("--home", home, "history", *words).code == 2


def test_without_a_display_the_window_says_so(say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = say("--home", home, "history")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("There is no display here")
