"""The engine in real time: what is kept before it is shown, and what goes on when something goes wrong."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.engine.actions import (
    Action,
    CameBack,
    CloseNudge,
    Freed,
    HoldBegan,
    Invite,
    Nudge,
    OpenRoutine,
    Outcome,
    Record,
    Rest,
    WentAway,
    Why,
    Withdraw,
)
from deskbreak.engine.events import (
    Event,
    Finish,
    Pause,
    Progress,
    Resume,
    SetUserStatus,
    Skip,
    Start,
    Stop,
    UntilResumed,
    UserStatus,
    Wake,
)
from deskbreak.engine.outlook import Mood
from deskbreak.engine.reasons import Hold, Sign
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
    assert [(row.what, row.at - NINE) for row in desk.rows()] == [(Outcome.NUDGE, HOUR), (Outcome.INVITE, 2 * HOUR)]


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
    assert [row.what for row in desk.rows()] == [Outcome.COMPLETED]


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
    desk.touch()
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
    desk.touch()
    desk.driver.look()
    assert len(desk.did(CameBack)) == 1
    desk.type_for(1)
    desk.leave_for(1)
    desk.driver.look()
    assert isinstance(desk.driver.state.whereabouts, Here)


def test_nobody_is_away_where_nobody_can_tell(desk: Desk) -> None:
    desk.machine.lose()
    desk.begin()
    desk.leave_for(90)
    assert desk.did(WentAway) == []


def test_an_x_server_that_is_gone_makes_nobody_absent(desk: Desk) -> None:
    desk.begin()
    desk.leave_for(2)
    desk.machine.lose()
    desk.leave_for(60)
    assert desk.did(WentAway) == []
    assert desk.driver.state.machine.idle_since is None


def test_somebody_absent_is_back_when_nobody_can_tell_any_more(desk: Desk) -> None:
    desk.begin()
    desk.leave_for(10)
    assert desk.did(WentAway)
    desk.machine.lose()
    desk.driver.look()
    assert len(desk.did(CameBack)) == 1


def test_while_nobody_is_there_nothing_runs_and_the_first_touch_is_told(desk: Desk) -> None:
    desk.begin()
    desk.leave_for(10)
    assert isinstance(desk.driver.state.whereabouts, Gone)
    before = desk.paths.state_file.stat().st_mtime_ns, desk.driver.state
    assert desk.machine.next_alarm() is None
    assert not desk.look_again()
    desk.leave_for(40)
    assert (desk.paths.state_file.stat().st_mtime_ns, desk.driver.state) == before
    desk.touch()
    assert len(desk.did(CameBack)) == 1


def test_the_first_touch_after_a_suspend_is_told_though_no_input_had_stopped(desk: Desk) -> None:
    """An idle counter that stood still says that there was input a second ago, so nothing would be told of the next."""
    desk.begin()
    desk.type_for(10)
    desk.leave_for(0.01)
    desk.ticks.sleep(8 * HOUR)
    desk.driver.look()
    assert isinstance(desk.driver.state.whereabouts, Gone)
    desk.leave_for(0.5)
    assert desk.did(CameBack) == []
    desk.touch()
    assert len(desk.did(CameBack)) == 1


def test_who_types_on_wakes_nobody(desk: Desk) -> None:
    """The input is watched by the machine from the first moment on; the driver sleeps until the nudge."""
    began = desk.now
    desk.begin()
    assert desk.driver.state.machine.idle_since is None
    assert desk.wake.mono == began + HOUR
    desk.type_for(50)
    assert desk.driver.state.last.mono == began


@pytest.mark.usefixtures("qapp")
def test_at_speed_idle_time_and_wakes_go_as_fast(paths: Paths) -> None:
    desk = Desk(paths, speed=60)
    desk.begin()
    desk.ticks.run(4 * SECOND)  # four minutes of its own time
    desk.driver.look()
    assert len(desk.did(WentAway)) == 1
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


def a_folder_in_its_place(file: Path, _patch: pytest.MonkeyPatch) -> str:
    file.unlink()
    file.mkdir()
    return "Is a directory"


def a_home_that_leads_nowhere(file: Path, _patch: pytest.MonkeyPatch) -> str:
    home = file.parent.parent
    home.rename(home.with_name("moved"))
    home.symlink_to(home.with_name("gone"))
    return f"{home} is a link, and there is nothing where it leads"


def a_folder_without_rights(file: Path, patch: pytest.MonkeyPatch) -> str:
    opened = os.open

    def shut(path: Any, *more: Any, **named: Any) -> int:
        if Path(path).parent == file.parent and Path(path).name.startswith(".state"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *more, **named)

    patch.setattr(os, "open", shut)
    return "Permission denied"


def a_disk_that_is_full(_file: Path, patch: pytest.MonkeyPatch) -> str:
    """Of which the system tells without a file."""

    def fsync(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(os, "fsync", fsync)
    return "No space left on device"


@pytest.mark.parametrize(
    "what", [a_folder_in_its_place, a_home_that_leads_nowhere, a_folder_without_rights, a_disk_that_is_full]
)
def test_what_cannot_be_saved_is_told_with_its_file_and_the_reason(
    desk: Desk, what: Callable[[Path, pytest.MonkeyPatch], str], expected: set[str]
) -> None:
    desk.begin()
    assert desk.driver.notice == ""
    expected |= {"cannot be saved"} | ({"cannot be used"} if what is a_home_that_leads_nowhere else set())
    file = desk.paths.state_file
    with pytest.MonkeyPatch.context() as patch:
        reason = what(file, patch)
        desk.type_for(61)
        assert desk.driver.notice == f"What deskbreak has to remember cannot be saved in {file}: {reason}"
        assert desk.did(Nudge)
    if file.parent.parent.is_symlink():
        file.parent.parent.unlink()
    elif file.is_dir():
        file.rmdir()
    desk.driver.look()
    assert desk.driver.notice == ""


def test_where_the_home_is_removed_meanwhile_it_is_kept_anew(desk: Desk) -> None:
    desk.begin()
    desk.type_for(125)
    assert desk.did(Invite)
    shutil.rmtree(desk.paths.state.parent)
    desk.driver.tell(Skip)
    desk.type_for(5)
    assert (desk.driver.notice, desk.history.notice, desk.history.waiting) == ("", "", 0)
    assert [row.what for row in desk.rows()] == [Outcome.SKIPPED]
    before = desk.driver.state
    desk.restart()
    assert not desk.before.first
    assert desk.driver.state.day == before.day
    assert desk.troubles == []


def test_a_state_that_no_file_can_hold_is_told_and_what_is_to_be_done_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a surrogate, or a number that JSON does not have: a bug, but none that stops reminders."""
    desk.begin()
    monkeypatch.setattr("deskbreak.app.driver.to_dict", lambda _state: {"zone": "\ud800"})
    desk.type_for(180)
    assert desk.did(Nudge)
    assert desk.did(Invite)
    assert {type(trouble) for trouble in desk.troubles} == {UnicodeEncodeError}


@pytest.mark.usefixtures("qapp")
def test_rows_carry_the_offset_and_the_exercises(paths: Paths) -> None:
    """In Berlin it is one hour later in November."""
    desk = Desk(paths, zone="Europe/Berlin")
    desk.begin()
    desk.driver.tell(Start)
    desk.driver.tell(lambda at: Progress(at, 130_400, 240_000, running=False, exercises=("a", "b")))
    desk.driver.tell(Stop)
    (row,) = desk.rows()
    assert (row.what, row.offset, row.exercises, row.seconds) == (Outcome.PARTIAL, 3600, ("a", "b"), 130)
    assert desk.did(Record)
    desk.close()


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


# What the machine shows


def test_a_call_that_was_not_told_of_is_noticed_before_anything_is_shown(desk: Desk) -> None:
    """Asked right before something would be shown, and not before that."""
    desk.begin()
    desk.type_for(59)
    assert desk.machine.asked == 0
    desk.machine.shows = frozenset({Sign.CALL})
    desk.type_for(2)
    assert desk.machine.asked == 2  # and once more when it would hold: it may have been a blip (H5)
    assert desk.did(Nudge) == []
    assert [hold.value for hold, _since in desk.driver.state.holds] == ["call"]
    assert desk.driver.outlook().causes == ((Sign.CALL, "microphone", "Firefox"),)


def test_what_the_user_says_is_so_at_once(desk: Desk) -> None:
    """U4: no machine has to be asked, so whoever asks then is told of it."""
    desk.begin()
    desk.type_for(30)
    desk.machine.slow = True
    desk.driver.tell(lambda at: SetUserStatus(at, UserStatus.MEETING))
    assert desk.driver.outlook().statuses == ((UserStatus.MEETING, None),)
    assert [hold.value for hold, _since in desk.driver.state.holds] == ["call"]
    assert desk.machine.asked == 0


def test_but_what_falls_due_as_they_say_it_is_asked_about_all_the_same(desk: Desk) -> None:
    desk.begin()
    desk.type_for(59)
    desk.machine.slow = True
    desk.ticks.run(2 * MINUTE)  # the wake is late
    desk.driver.tell(lambda at: SetUserStatus(at, UserStatus.READING))
    assert desk.did(Nudge) == []
    assert desk.machine.asked == 1
    desk.machine.shows = frozenset({Sign.DND})
    desk.machine.answer()
    assert desk.driver.state.has_status(UserStatus.READING)


def test_what_is_kept_back_is_asked_after_until_it_is_free(desk: Desk) -> None:
    desk.begin()
    desk.type_for(30)
    desk.machine.shows_at_once(Sign.DND)
    desk.driver.look()
    desk.type_for(29)
    assert not desk.look_again()
    desk.type_for(2)
    assert desk.look_again()
    assert desk.did(Nudge) == []
    desk.machine.shows = frozenset()
    assert desk.look_again()
    desk.type_for(1.1)  # grace
    assert len(desk.did(Nudge)) == 1
    assert not desk.look_again()


def test_what_has_long_been_over_is_asked_after_at_once_when_it_would_keep_something_back(desk: Desk) -> None:
    """A film at the start of the day is over by the first nudge; nobody had a reason to look meanwhile."""
    desk.begin()
    desk.machine.shows_at_once(Sign.FULLSCREEN)
    desk.driver.look()
    desk.type_for(1)
    desk.machine.shows = frozenset()
    desk.type_for(59.1)
    assert desk.machine.asked == 2  # when it came to hold, and now
    assert desk.driver.state.machine.showing == frozenset()
    desk.type_for(1)  # grace
    assert len(desk.did(Nudge)) == 1


def test_what_was_a_blip_comes_not_to_hold(desk: Desk) -> None:
    """H5: a window that filled the screen for a moment, of which nobody tells that it is gone."""
    desk.begin()
    desk.machine.shows_at_once(Sign.FULLSCREEN)
    desk.driver.look()
    desk.machine.shows = frozenset()
    desk.type_for(60.1)
    assert desk.did(HoldBegan) == []
    assert len(desk.did(Nudge)) == 1


def test_it_can_be_asked_for_the_truth_at_any_time(desk: Desk) -> None:
    desk.driver.ask()  # before the beginning: nobody to ask
    desk.begin()
    desk.machine.shows_at_once(Sign.FULLSCREEN)
    desk.driver.look()
    desk.type_for(1)
    desk.machine.shows = frozenset()
    assert desk.driver.outlook().mood is Mood.HELD
    desk.driver.ask()
    assert desk.driver.state.machine.showing == frozenset()


def test_a_call_that_comes_and_goes_while_something_is_asked_is_over(desk: Desk) -> None:
    desk.begin()
    desk.machine.slow = True
    desk.type_for(61)
    desk.machine.shows_at_once(Sign.CALL)
    desk.driver.look()
    desk.machine.shows_at_once()
    desk.driver.look()
    desk.machine.answer()
    assert desk.driver.state.machine.showing == frozenset()


def test_an_answer_that_takes_its_time_keeps_the_reminder_and_its_order(desk: Desk) -> None:
    desk.begin()
    desk.machine.slow = True
    desk.type_for(61)
    assert desk.did(Nudge) == []
    desk.driver.tell(lambda at: Pause(at, UntilResumed()))  # waits for its turn
    assert desk.driver.state.paused is None
    desk.machine.answer()
    assert len(desk.did(Nudge)) == 1
    assert desk.driver.state.paused is not None


def test_who_stops_typing_in_a_call_is_not_away(desk: Desk) -> None:
    """Is it a call? That is asked when the input stops."""
    desk.begin()
    desk.type_for(10)
    desk.machine.shows = frozenset({Sign.CALL})
    desk.leave_for(10)
    assert desk.did(WentAway) == []
    assert desk.machine.asked == 2  # and once more when it would hold (H5)
    assert desk.look_again()  # it alone speaks for somebody being there
    desk.machine.shows = frozenset()
    assert desk.look_again()
    desk.leave_for(3.1)  # its end was a sign of presence
    assert len(desk.did(WentAway)) == 1


def test_an_open_invitation_is_taken_back_by_a_call_that_begins(desk: Desk) -> None:
    desk.begin()
    desk.type_for(121)
    assert len(desk.did(Invite)) == 1
    desk.machine.shows = frozenset({Sign.FULLSCREEN})
    assert desk.look_again()
    assert desk.did(Withdraw) == []  # H5
    desk.type_for(0.2)
    assert [action.why for action in desk.did(Withdraw) if isinstance(action, Withdraw)] == [Hold.FULLSCREEN]


def test_a_pause_in_the_input_is_watched_for_once_the_routine_is_ripe(paths: Paths, qtbot: QtBot) -> None:
    """D1: the twenty seconds are of no interest before."""
    settings = read_settings({"nudge": {"enabled": False}}).settings
    desk = Desk(paths, settings)
    desk.begin()
    desk.type_for(119)
    assert desk.machine.spans == {3 * MINUTE}
    desk.type_for(2)
    assert desk.machine.spans == {20 * SECOND, 3 * MINUTE}
    desk.leave_for(0.5)
    assert [action.why for action in desk.did(Invite) if isinstance(action, Invite)] == [Why.PAUSE]
    assert desk.machine.spans == {3 * MINUTE}
    desk.close()


def test_a_lock_is_told_and_its_end_too(desk: Desk) -> None:
    desk.begin()
    desk.type_for(10)
    desk.machine.locked = True
    desk.driver.look()
    assert len(desk.did(WentAway)) == 1
    desk.machine.locked = False
    desk.type_for(0.1)
    desk.driver.look()
    assert len(desk.did(CameBack)) == 1


def test_started_on_a_locked_session_in_a_call_it_knows_both(desk: Desk) -> None:
    desk.begin()
    desk.type_for(10)
    desk.machine.locked = True
    desk.machine.shows_at_once(Sign.CALL)
    desk.restart()
    assert desk.driver.state.machine.locked_at is not None
    assert desk.driver.state.machine.showing == {Sign.CALL}


def test_falling_asleep_is_kept_at_once(desk: Desk) -> None:
    """Whatever is being asked: a second later the machine may be out of power."""
    desk.begin()
    desk.type_for(59)
    desk.machine.slow = True
    desk.type_for(2)
    desk.driver.fall_asleep()
    kept = desk.store.load().saved
    assert kept is not None
    assert from_dict(kept.state).machine.suspended_at == desk.now
    desk.ticks.sleep(HOUR)
    desk.machine.answer()
    desk.machine.touch()
    desk.driver.tell(Resume)
    assert desk.did(Nudge) == [] or desk.performed.index(desk.did(Nudge)[0]) < desk.performed.index(CloseNudge())
    assert [action.rest for action in desk.did(CameBack) if isinstance(action, CameBack)] == [Rest.LONG]


def test_falling_asleep_after_the_end_is_of_no_interest(desk: Desk) -> None:
    desk.begin()
    desk.driver.close()
    desk.driver.fall_asleep()
    assert desk.driver.state.machine.suspended_at is None


def test_all_that_is_told_is_heard(desk: Desk) -> None:
    heard: list[Event] = []
    desk.driver.heard.connect(heard.append)
    desk.begin()
    desk.driver.tell(Start)
    assert [type(event) for event in heard if isinstance(event, Start)] == [Start]


def test_answers_that_never_come_keep_nothing_back_for_ever(desk: Desk) -> None:
    """What people hate: reminders that silently die."""
    desk.begin()
    desk.machine.slow = True
    desk.type_for(61)
    assert desk.did(Nudge) == []
    assert desk.driver._patience.isActive()
    desk.driver._patience.timeout.emit()
    assert len(desk.did(Nudge)) == 1
    desk.machine.answer()  # after all
    assert len(desk.did(Nudge)) == 1
    assert desk.wake.mono is not None
