"""``status --json`` as it is promised."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile

from deskbreak import __version__
from deskbreak.app.current_status import CurrentStatus
from deskbreak.app.remote.status import as_json
from deskbreak.engine.actions import Outcome
from deskbreak.engine.calendar.office import today
from deskbreak.engine.events import Pain, Pause, PutBack, Start, UntilResumed, UserStatus
from deskbreak.engine.outlook import Mood, outlook
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.saved import Damaged, from_dict
from deskbreak.settings import HOUR, MINUTE, Settings
from deskbreak.simulation.timeline import iso
from deskbreak.store.history.history import Counts, Row
from deskbreak.ui.kit import words
from deskbreak.ui.kit.today import Today
from deskbreak.ui.status.outlook_view import tray_view
from deskbreak.ui.status.view import StatusView
from tests.app.desk import NINE, Desk
from tests.draws import draws
from tests.engine.saved_states import far_off
from tests.ui.samples import ZONE, at, morning


def test_the_keys_are_exactly_those_that_are_promised() -> None:
    """Issue §5; besides them what the command line itself needs."""
    status = as_json(morning(), Counts(), [], [], 1)
    assert list(status) == [
        *("state", "held_by", "held", "not_believed", "claims", "seated_s", "routine", "nudge", "today"),
        *("paused_until", "left_out"),
        *("config_errors", "notices", "version", "pid"),
    ]
    assert list(status["routine"]) == ["ripe_at", "due_at", "invited", "n"]
    assert list(status["nudge"]) == ["due_at"]
    assert list(status["today"]) == ["completed", "partial", "skipped", "missed", "nudges", "routine_s"]
    assert as_json(morning(), Counts(), [], [], 60)["speed"] == 60


def test_times_have_an_offset_and_spans_are_seconds() -> None:
    counts = Counts(completed=2, partial=1, skipped=3, missed=4, nudges=5, routine_s=600)
    status = as_json(morning(invited=True, n=2), counts, ["a fault"], ["a notice"], 1)
    assert status["state"] == "working"
    assert status["seated_s"] == 48 * 60
    assert status["routine"] == {
        "ripe_at": "2026-11-23T11:00:00+01:00",
        "due_at": "2026-11-23T12:00:00+01:00",
        "invited": True,
        "n": 2,
    }
    assert status["nudge"] == {"due_at": "2026-11-23T10:00:00+01:00"}
    assert status["today"] == {
        "completed": 2, "partial": 1, "skipped": 3, "missed": 4, "nudges": 5, "routine_s": 600
    }  # fmt: skip
    assert (status["config_errors"], status["notices"]) == (["a fault"], ["a notice"])
    assert status["version"] == __version__


@pytest.mark.parametrize("mood", list(Mood))
def test_every_state_has_its_word(mood: Mood) -> None:
    status = as_json(morning(mood=mood, held_by=((Hold.CALL, at(9)), (Hold.GRACE, at(9)))), Counts(), [], [], 1)
    assert status["state"] in {"working", "away", "held", "paused", "off", "routine"}
    assert status["held_by"] == ["call", "grace"]


def test_what_is_not_known_is_null() -> None:
    status = as_json(morning(ripe_at=None, due_at=None, nudge_at=None), Counts(), [], [], 1)
    assert status["routine"]["ripe_at"] is None
    assert status["nudge"]["due_at"] is None
    assert status["paused_until"] is None


@pytest.fixture
def standing(desk: Desk) -> CurrentStatus:
    desk.begin()
    desk.type_for(30)
    desk.driver.look()
    return CurrentStatus(
        desk.driver,
        desk.history,
        1,
        lambda: ("a fault",),
        lambda: (desk.history.notice or "a notice",),
        str,
        str.upper,
    )


def test_in_the_window_a_voice_that_is_not_heard_is_told_apart(desk: Desk) -> None:
    """It has a button there."""
    desk.begin()
    standing = CurrentStatus(
        desk.driver, desk.history, 1, tuple, lambda: ("a notice", "no voice"), lambda: "no voice", str.upper
    )
    view = standing.status_view(tray=True)
    assert (view.faults, view.silent) == (("a notice",), "no voice")
    assert "no voice" in standing.lines()


def test_all_roads_tell_the_same(desk: Desk, standing: CurrentStatus) -> None:
    desk.history.add(Row(Outcome.COMPLETED, NINE + MINUTE, 0, seconds=240))
    assert standing.json()["today"]["completed"] == 1
    assert standing.counts().routine_s == 240
    view = standing.status_view(tray=True)
    assert view.today.minutes == 4
    assert view.faults == ("a fault", "a notice")
    assert view.wishes == replace(standing.tray_view(), rows=view.wishes.rows, tooltip=view.wishes.tooltip)
    assert standing.lines()[-2:] == ["a fault", "a notice"]
    assert standing.lines()[0] == view.headline
    assert "Your settings have a fault" in standing.tray_view().tooltip


def test_what_is_left_out_is_told_by_name_with_the_way_back(desk: Desk, standing: CurrentStatus) -> None:  # D5
    for _day in range(2):
        desk.driver.tell(Start)
        desk.driver.tell(lambda at: Pain(at, "twist"))
        desk.type_for(24 * 60)
    (told,) = [line for line in standing.lines() if "put-back" in line]
    assert told == "Left out because it hurt: TWIST. To have it back: deskbreak put-back twist"
    assert standing.status_view(tray=True).left_out == (("twist", "TWIST"),)
    desk.driver.tell(lambda at: PutBack(at, "twist"))
    assert told not in standing.lines()


def test_a_history_that_cannot_be_opened_is_told(
    desk: Desk, standing: CurrentStatus, monkeypatch: pytest.MonkeyPatch, expected: set[str]
) -> None:
    def refused(_path: Path, _flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    expected.add("cannot be used (Permission denied); what happens is kept until it can.")
    desk.history.close()
    with monkeypatch.context() as shut:
        shut.setattr("deskbreak.store.history.file.open_private", refused)
        assert str(desk.paths.history_file) in standing.lines()[-1]
        assert str(desk.paths.history_file) in standing.json()["notices"][0]
    assert standing.json()["notices"] == ["a notice"], "the other one only"


def test_rows_that_cannot_be_read_are_told(desk: Desk, standing: CurrentStatus, expected: set[str]) -> None:
    expected.add("1 row in ")
    with closing(sqlite3.connect(desk.paths.history_file)) as other, other:
        other.execute("INSERT INTO happened VALUES (7, 'nudge', ?, 0, '5', 0, '', '', 0, '', '', '')", (NINE,))
    told = f"1 row in {desk.paths.history_file} cannot be read; it is left out."
    assert standing.json()["notices"] == [told]
    assert standing.lines()[-1] == told


def test_a_fast_clock_is_told(desk: Desk, standing: CurrentStatus) -> None:
    desk.driver.tell(lambda now: Pause(now, UntilResumed()))
    fast = CurrentStatus(desk.driver, desk.history, 60, tuple, tuple, str, str.upper)
    assert fast.lines() == ["Paused until you resume", "60× speed"]
    assert fast.json()["speed"] == 60
    assert "60× speed" in fast.tray_view().tooltip


def test_a_hold_is_told_with_its_beginning_its_end_and_its_cause() -> None:
    statuses, causes = ((UserStatus.MEETING, at(11, 30)),), ((Sign.CALL, "microphone", "Firefox"),)
    outlook = morning(held_by=((Hold.CALL, at(10, 40)), (Hold.DND, at(10))), statuses=statuses, causes=causes)
    status = as_json(outlook, Counts(), [], [], 1)
    end = iso(at(11, 30), ZONE)
    assert status["held"] == [
        {"why": "call", "since": iso(at(10, 40), ZONE), "until": end, "by": "microphone", "who": "Firefox"},
        {"why": "dnd", "since": iso(at(10), ZONE), "until": None, "by": None, "who": None},
    ]
    assert status["claims"] == [{"what": "meeting", "until": end}]


@given(far_off())
@profile(max_examples=draws(150), deadline=None)
def test_what_was_saved_can_be_told_if_it_is_not_refused(saved: dict[str, Any]) -> None:
    try:
        state = from_dict(saved)
    except Damaged:
        return
    for now in (state.last, state.last.later(9 * HOUR)):
        seen = outlook(state, Settings(), now)
        as_json(seen, Counts(), [], [], 1)
        words.lines(seen)
        words.next_routine(seen)
        tray_view(seen)
        StatusView.of(seen, Today(), (), (), speed=1, tray=True)
        first, last = today(Settings(), now.utc, now.zone)
        assert first < last
