"""The engine in real time: what is kept before it is shown, and what goes on when something goes wrong."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from deskbreak.app.driver import SAME_INPUT_MS
from deskbreak.engine.actions import Action, CameBack, Deed, Freed, Invite, Nudge, OpenRoutine, Record, WentAway
from deskbreak.engine.events import Event, Finish, Pause, Progress, Start, Stop, UntilResumed, Wake
from deskbreak.engine.outlook import Mood
from deskbreak.engine.saved import from_dict
from deskbreak.engine.state import Gone, Here
from deskbreak.settings import HOUR, MINUTE, SECOND, Settings
from deskbreak.settings.reading import read_settings
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from tests.app.desk import NINE, Desk


def test_an_hour_of_typing_brings_a_nudge_and_two_an_invitation(desk: Desk) -> None:
    desk.begin()
    desk.type_for(60.1)
    assert len(desk.did(Nudge)) == 1
    desk.type_for(60)
    assert len(desk.did(Invite)) == 1
    assert [(row.what, row.at - NINE) for row in desk.rows()] == [(Deed.NUDGE, HOUR), (Deed.INVITE, 2 * HOUR)]


def test_it_is_kept_before_it_is_shown(desk: Desk) -> None:
    """S2: killed in the moment in which it shows, it has both the row and the state on the disk."""
    kept: list[tuple[int, int]] = []

    def look_at_the_disk(action: Action) -> None:
        if isinstance(action, Nudge):
            found = StateStore(desk.paths.state_file).load().saved
            assert found is not None
            with closing(sqlite3.connect(desk.paths.history_file)) as db:
                (rows,) = db.execute("SELECT count(*) FROM happened").fetchone()
            kept.append((from_dict(found.state).tips.shown, rows))

    desk.on_action = look_at_the_disk
    desk.begin()
    desk.type_for(60.1)
    assert kept == [(1, 1)]


def test_killed_after_showing_it_shows_nothing_twice(desk: Desk) -> None:
    desk.begin()
    desk.type_for(60.1)
    assert desk.did(Nudge)
    desk.restart()
    desk.type_for(30)
    assert desk.did(Nudge) == []
    assert len(desk.rows()) == 1


def test_what_is_told_from_within_an_action_waits_for_its_turn(desk: Desk) -> None:
    """The window tells of its progress while the engine's decision to open it is being carried out."""
    order: list[str] = []

    def answer(action: Action) -> None:
        order.append(type(action).__name__)
        if isinstance(action, OpenRoutine):
            desk.driver.tell(lambda at: Progress(at, 0, 240_000, running=True))
            desk.driver.tell(Finish)
            assert desk.driver.state.routine is not None  # neither is taken yet
            order.append("told")

    desk.on_action = answer
    desk.begin()
    desk.type_for(5)
    order.clear()
    desk.driver.tell(Start)
    assert order[:2] == ["OpenRoutine", "told"]
    assert order.index("Record") > order.index("told")
    assert desk.driver.state.routine is None
    assert [row.what for row in desk.rows()] == [Deed.COMPLETED]


def test_a_fault_in_showing_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    def fail(action: Action) -> None:
        if desk.did(Nudge) == [action]:
            raise RuntimeError("no tips")

    desk.on_action = fail
    desk.begin()
    desk.type_for(60.1)
    assert [str(trouble) for trouble in desk.troubles] == ["no tips"]
    assert desk.driver.state.tips.shown == 1
    assert desk.performed.index(desk.did(Nudge)[0]) < len(desk.performed) - 1  # the row that follows it was carried out
    desk.type_for(60)
    assert len(desk.did(Invite)) == 1


def test_after_a_fault_in_showing_it_still_wakes_and_repaints(desk: Desk) -> None:
    stepped: list[int] = []
    desk.driver.stepped.connect(lambda: stepped.append(desk.now))

    def fail(_action: Action) -> None:
        raise RuntimeError("nothing works")

    desk.on_action = fail
    desk.begin()
    desk.driver.tell(lambda at: Pause(at, UntilResumed()))
    assert desk.troubles
    assert len(stepped) == 2
    assert desk.wake.mono is not None
    assert desk.wake.mono > desk.now


def test_a_fault_in_the_engine_keeps_the_state_and_does_not_spin(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.begin()
    state = desk.driver.state

    def broken(*_words: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("deskbreak.app.driver.step", broken)
        desk.ticks.run(2 * HOUR)
        desk.driver.look()
    assert desk.driver.state is state
    assert desk.troubles
    assert desk.wake.mono is not None
    assert desk.wake.mono >= desk.now + MINUTE
    desk.driver.look()
    assert desk.driver.state.last.mono == desk.now


def test_before_the_beginning_and_after_the_end_nothing_is_heard(desk: Desk) -> None:
    desk.driver.tell(Start)
    desk.begin()
    assert desk.did(OpenRoutine) == []
    desk.driver.close()
    assert desk.wake.mono is None
    desk.driver.tell(Start)
    assert desk.did(OpenRoutine) == []


def test_closed_from_within_an_action_it_wakes_no_more(desk: Desk) -> None:
    desk.on_action = lambda _action: desk.driver.close()
    desk.begin()
    desk.driver.tell(Start)
    assert desk.wake.mono is None


def test_a_suspended_machine_is_away_from_the_suspend_on(desk: Desk) -> None:
    desk.begin()
    desk.type_for(70)
    desk.driver.look()
    desk.ticks.sleep(90 * MINUTE)
    desk.idle.touch()
    desk.driver.look()
    back = desk.did(CameBack)
    assert [action.away for action in back if isinstance(action, CameBack)] == [90 * MINUTE]
    assert desk.driver.outlook().mood is Mood.HELD  # settling in


def test_a_machine_that_woke_by_itself_brings_nobody_back(desk: Desk) -> None:
    """X11's idle counter stands still in suspend: two minutes without input before it are not two minutes ago."""
    desk.begin()
    desk.type_for(10)
    left = desk.now
    desk.leave_for(2)
    desk.ticks.sleep(8 * HOUR)
    desk.driver.look()
    assert desk.did(CameBack) == []
    assert desk.driver.state == replace(desk.driver.state, whereabouts=Gone(left))
    desk.leave_for(0.1)
    desk.ticks.sleep(HOUR)
    desk.driver.look()
    desk.leave_for(0.5)
    desk.driver.look()
    assert desk.did(CameBack) == []
    desk.idle.touch()
    desk.driver.look()
    assert len(desk.did(CameBack)) == 1
    desk.type_for(1)
    desk.leave_for(1)
    desk.driver.look()
    assert isinstance(desk.driver.state.whereabouts, Here)


def test_nobody_is_away_where_nobody_can_tell(desk: Desk) -> None:
    desk.idle.lose()
    desk.begin()
    desk.leave_for(90)
    assert desk.did(WentAway) == []


def test_an_x_server_that_is_gone_makes_nobody_absent(desk: Desk) -> None:
    desk.begin()
    desk.leave_for(2)
    desk.idle.lose()
    desk.leave_for(60)
    assert desk.did(WentAway) == []
    assert desk.driver.state.machine.idle_since is None


def test_somebody_absent_is_back_when_nobody_can_tell_any_more(desk: Desk) -> None:
    desk.begin()
    desk.leave_for(10)
    assert desk.did(WentAway)
    desk.idle.lose()
    desk.driver._look_for_return()
    assert len(desk.did(CameBack)) == 1


def test_looking_for_a_return_writes_nothing_until_there_is_one(desk: Desk) -> None:
    desk.begin()
    desk.leave_for(10)
    assert isinstance(desk.driver.state.whereabouts, Gone)
    assert desk.driver._return.isActive()
    before = desk.paths.state_file.stat().st_mtime_ns, desk.driver.state
    asked, desk.idle.jitter = desk.idle.asked, 2
    for _second in range(20):
        desk.ticks.run(5 * SECOND)
        desk.driver._look_for_return()
        desk.idle.jitter = -desk.idle.jitter  # two clocks are read one after the other
    assert desk.idle.asked == asked + 20
    assert (desk.paths.state_file.stat().st_mtime_ns, desk.driver.state) == before
    desk.idle.touch()
    desk.ticks.run(SAME_INPUT_MS + 1)
    desk.driver._look_for_return()
    assert len(desk.did(CameBack)) == 1
    assert not desk.driver._return.isActive()


def test_at_speed_idle_time_and_wakes_go_as_fast(paths: Paths) -> None:
    desk = Desk(paths, speed=60)
    desk.begin()
    desk.ticks.run(4 * SECOND)  # four minutes of its own time
    desk.driver.look()
    assert len(desk.did(WentAway)) == 1
    assert desk.driver._return.interval() == 5_000 // 60
    desk.close()


def test_settings_take_effect_at_once_and_keep_the_clocks(desk: Desk) -> None:
    """U3"""
    desk.begin()
    desk.type_for(50)
    seated = desk.driver.outlook().seated
    desk.driver.configure(read_settings({"nudge": {"every": "45m"}}).settings)
    assert len(desk.did(Nudge)) == 1
    assert desk.driver.outlook().seated == seated
    assert desk.driver.settings != Settings()


def test_a_state_that_cannot_be_saved_is_said_once_and_taken_back(desk: Desk, expected: set[str]) -> None:
    desk.begin()
    assert desk.driver.notice == ""
    folder = desk.paths.state_file.with_name(".state.json.new")
    folder.mkdir()
    expected.add("cannot be saved")
    desk.type_for(61)
    assert "cannot be saved" in desk.driver.notice
    assert desk.did(Nudge)
    folder.rmdir()
    desk.driver.look()
    assert desk.driver.notice == ""


def test_rows_carry_the_offset_and_the_exercises(desk: Desk) -> None:
    desk.begin()
    desk.driver.tell(Start)
    desk.driver.tell(lambda at: Progress(at, 130_400, 240_000, running=False, exercises=("a", "b")))
    desk.driver.tell(Stop)
    (row,) = desk.rows()
    assert (row.what, row.offset, row.exercises, row.seconds) == (Deed.PARTIAL, 0, ("a", "b"), 130)
    assert desk.did(Record)


def test_the_span_clock_may_seem_to_go_back(desk: Desk) -> None:
    desk.begin()
    desk.type_for(10)
    desk.driver.look()
    last = desk.driver.state.last
    desk.ticks.elapsed -= 5 * SECOND
    assert desk.driver.outlook().seated == 10 * MINUTE
    desk.driver.look()
    assert desk.driver.state.last.mono == last.mono


def test_a_pause_survives_a_restart_and_its_end_frees(desk: Desk) -> None:
    """U1, S1"""
    desk.begin()
    desk.driver.tell(lambda at: Pause(at, UntilResumed()))
    desk.restart()
    desk.type_for(3)
    assert desk.driver.outlook().mood is Mood.PAUSED
    assert desk.did(Freed) == []


def test_events_are_made_for_the_instant_at_which_they_are_told(desk: Desk) -> None:
    seen: list[int] = []

    def note(at: object) -> Event:
        event = Wake(at)  # type: ignore[arg-type]
        seen.append(event.at.mono)
        return event

    desk.begin()
    began = desk.now
    desk.type_for(7)
    desk.driver.tell(note)
    assert seen == [began + 7 * MINUTE]
