"""What was begun is never lost: stopped, locked, asleep, killed or closed, one can go on. And how the next one is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from deskbreak.app import notifications
from deskbreak.coach.content.routine_file import DAY_END, OPENER
from deskbreak.engine.actions import Outcome, Version
from deskbreak.engine.events import Answer, Event, Launch, Lock, Manner, Reply, Resume, Start, Suspend, Unlock
from deskbreak.settings import MINUTE
from deskbreak.store.history.history import EVER, Row
from deskbreak.store.history.reading import reading
from tests.app.theatre import Theatre


def rows(theatre: Theatre) -> list[Row]:
    return theatre.desk.history.routines()


def lead_to(theatre: Theatre, part: int, seconds: float = 5) -> None:
    """Play up to so many seconds into the exercise of that number (from 0)."""
    theatre.desk.driver.tell(Start)
    parts = theatre.plan(Version.FULL).parts
    theatre.play(parts[part].start + seconds)
    assert theatre.window.exercise == parts[part].id


def test_stopped_by_mistake_one_goes_on_from_the_last_page(theatre: Theatre) -> None:
    lead_to(theatre, 2)
    theatre.window.close()
    theatre.desk.driver.tell(Start)
    theatre.press("From the start")
    theatre.play(1)
    theatre.window._stop()
    theatre.press("Go on from exercise 1")
    assert theatre.window.running
    theatre.window._stop()


def test_leapt_over_the_end_by_mistake_one_key_leads_back(theatre: Theatre) -> None:
    lead_to(theatre, 3, 2)
    before = theatre.window
    QTest.keyClick(before, Qt.Key.Key_Right)
    assert rows(theatre)[-1].what is Outcome.PARTIAL
    assert "Go on from exercise 4" in theatre.texts()
    QTest.keyClick(before, Qt.Key.Key_Left)
    window = theatre.window
    assert window is not before
    assert window.running
    assert window.exercise == "seated-cat-cow"
    theatre.play(window._player.plan.parts[3].end - window._player.plan.parts[3].start + 1)
    assert [row.what for row in rows(theatre)] == [Outcome.PARTIAL, Outcome.COMPLETED]
    assert sum(row.seconds for row in rows(theatre)) >= window._player.total


def test_the_place_is_offered_for_half_an_hour(theatre: Theatre) -> None:
    lead_to(theatre, 2)
    theatre.window.close()
    theatre.desk.type_for(29)
    theatre.desk.driver.tell(Start)
    assert "Good to have you back" in theatre.texts()
    assert theatre.window.focusWidget().text() == "Go on from exercise 3"  # type: ignore[attr-defined]
    theatre.press("Go on from exercise 3")
    assert theatre.window.running
    assert theatre.window.exercise == "lateral-tilt"
    routine = theatre.desk.driver.state.routine
    assert routine is not None
    assert routine.total < theatre.plan(Version.FULL).total * 1000 / 2
    theatre.window.close()


def test_after_that_it_begins_at_the_start(theatre: Theatre) -> None:
    lead_to(theatre, 2)
    theatre.window.close()
    theatre.desk.type_for(31)
    theatre.desk.driver.tell(Start)
    assert theatre.window.running
    assert theatre.window.exercise == "shoulder-rotation"


def test_from_the_start_is_the_same_routine_anew(theatre: Theatre) -> None:
    lead_to(theatre, 2)
    side = theatre.desk.driver.state.routine.manner.side  # type: ignore[union-attr]
    theatre.window.close()
    theatre.desk.driver.tell(Start)
    theatre.press("From the start")
    assert theatre.window.running
    assert theatre.window.exercise == "shoulder-rotation"
    theatre.play(30)
    theatre.window.close()
    assert rows(theatre)[-1].manner.side == side


def test_esc_on_the_question_where_to_begin_keeps_the_place(theatre: Theatre) -> None:
    lead_to(theatre, 2)
    theatre.window.close()
    before = rows(theatre)
    theatre.desk.driver.tell(Start)
    QTest.keyClick(theatre.window, Qt.Key.Key_Escape)
    assert rows(theatre) == before, "nothing was begun anew"
    theatre.desk.driver.tell(Start)
    assert "Go on from exercise 3" in theatre.texts()


def test_it_goes_on_several_times_and_counts_as_a_whole(theatre: Theatre) -> None:
    lead_to(theatre, 1)
    theatre.window.close()
    theatre.desk.driver.tell(Start)
    theatre.press("Go on from exercise 2")
    parts = theatre.window._player.plan.parts
    theatre.play(parts[2].start - parts[1].start + 5)
    theatre.window.close()
    theatre.desk.driver.tell(Start)
    theatre.press("Go on from exercise 3")
    theatre.play(parts[3].end - parts[2].start + 1)
    assert rows(theatre)[-1].what is Outcome.COMPLETED


def test_leaping_ahead_stopping_and_going_on_is_no_whole_routine(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.play(5)
    for _exercise in range(3):
        theatre.window.forward()
    theatre.play(5)
    theatre.window.close()
    theatre.desk.driver.tell(Start)
    theatre.press("Go on from exercise 4")
    last = theatre.window._player.plan.parts[3]
    theatre.play(last.end - last.start + 1)
    assert rows(theatre)[-1].what is Outcome.STOPPED, "that is not half of what was to be done"
    assert not [row for row in rows(theatre) if row.what is Outcome.PARTIAL]


def test_at_the_end_one_goes_on_where_one_leapt(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.play(5)
    for _exercise in range(3):
        theatre.window.forward()
    last = theatre.window._player.plan.parts[3]
    theatre.play(last.end - last.start + 1)
    assert rows(theatre)[-1].manner.place == theatre.window._player.plan.parts[0].id


@pytest.mark.parametrize(("gone", "back"), [(Lock, Unlock), (Suspend, Resume)])
def test_a_lock_and_a_suspend_lose_nothing(theatre: Theatre, gone: type[Event], back: type[Event]) -> None:
    """D6"""
    lead_to(theatre, 2)
    theatre.desk.driver.tell(gone)
    assert theatre.windows == []
    row = rows(theatre)[-1]
    assert row.seconds > 60
    assert row.manner.place == "lateral-tilt"
    theatre.desk.ticks.run(2 * MINUTE)
    theatre.desk.driver.tell(back)
    theatre.desk.driver.tell(Start)
    theatre.press("Go on from exercise 3")
    assert theatre.window.exercise == "lateral-tilt"
    theatre.window.close()


def test_killed_in_the_middle_the_place_is_kept(theatre: Theatre) -> None:
    """S1"""
    lead_to(theatre, 2, 12)
    theatre.desk.driver.tell(Launch)  # as the next run finds it
    row = rows(theatre)[-1]
    assert row.seconds > 60
    stopped = theatre.session.todays_routine(Version.FULL)
    assert stopped is not None
    assert stopped.number == 3


def test_a_lost_focus_changes_nothing(theatre: Theatre) -> None:
    lead_to(theatre, 1)
    QApplication.sendEvent(theatre.window, QEvent(QEvent.Type.WindowDeactivate))
    QApplication.sendEvent(theatre.window, QEvent(QEvent.Type.FocusOut))
    assert theatre.window.running
    assert rows(theatre) == []


def test_the_invitation_offers_to_go_on_and_keeps_its_word(theatre: Theatre) -> None:
    theatre.set_up(routine={"every": ["20m", "20m"], "retry": "25m"})
    lead_to(theatre, 1)
    theatre.window.close()  # stopped early; offered again when it may be (D3)
    theatre.desk.type_for(26)
    (note,) = [note for note in theatre.notifier.open_notes if note.key == notifications.INVITATION]
    assert note.body == "You can go on from exercise 2, or begin anew."
    theatre.desk.type_for(8)
    theatre.desk.driver.tell(lambda at: Answer(at, Reply.START))
    assert "Go on from exercise 2" in theatre.texts()


def test_pain_keeps_no_place(theatre: Theatre) -> None:
    """D5"""
    lead_to(theatre, 2)
    theatre.window.hurts()
    assert not any("Go on" in text for text in theatre.texts())
    theatre.desk.driver.tell(Start)
    assert theatre.window.running


def test_history_has_how_it_was_done_and_how_it_felt(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.play(theatre.plan(Version.FULL).total + 11)
    (row,) = rows(theatre)
    assert row.what is Outcome.COMPLETED
    assert (row.manner.routine, row.manner.step, row.manner.side) == ("desk", 1, "left")
    QTest.keyClicks(theatre.window, "3")
    assert [row.felt for row in rows(theatre)] == ["easy"]
    QTest.keyClicks(theatre.window, "1")
    assert [row.felt for row in rows(theatre)] == ["too-much"]


def done(theatre: Theatre, version: Version = Version.FULL) -> Row:
    """One routine, done to its end."""
    theatre.desk.driver.tell(Start)
    theatre.play(theatre.window._player.total + 1)
    theatre.session.close()
    return rows(theatre)[-1]


def test_sides_alternate_and_the_step_is_the_same_all_day(theatre: Theatre) -> None:
    found = [done(theatre).manner for _time in range(4)]
    assert [manner.side for manner in found] == ["left", "right", "left", "right"]
    assert [manner.step for manner in found] == [1, 1, 1, 1]


def test_on_the_third_day_the_next_step_is_told(theatre: Theatre) -> None:
    at, manner = theatre.desk.driver.state.last.utc, Manner("desk", 1, "left")
    for days in (1, 2):
        theatre.desk.history.add(Row(Outcome.COMPLETED, at - days * 24 * 60 * MINUTE, 0, ("shrug",), 60, "", manner))
    theatre.desk.driver.tell(Start)
    theatre.play(theatre.window._player.total + 1)
    assert "From tomorrow on: step 2 of 6." in theatre.texts()
    QTest.keyClicks(theatre.window, "1")
    assert "Next time: step 1 of 6." in theatre.texts()
    QTest.keyClicks(theatre.window, "3")
    assert "From tomorrow on: step 2 of 6." in theatre.texts()


def test_after_pain_there_is_a_little_less(theatre: Theatre) -> None:
    """D5"""
    theatre.memory = replace(theatre.memory, chosen=(3, theatre.desk.driver.state.last.utc))
    lead_to(theatre, 1, 20)
    theatre.window.hurts()
    assert "Next time you do a little less: step 2 of 6." in theatre.texts()
    theatre.press("I pressed it by mistake")
    theatre.play(theatre.window._player.total)
    assert rows(theatre)[-1].manner.step == 3
    assert "Next time: step 3 of 6." in theatre.texts()


def test_too_much_is_for_the_next_time_and_told_at_once(theatre: Theatre) -> None:
    theatre.memory = replace(theatre.memory, chosen=(3, theatre.desk.driver.state.last.utc))
    theatre.desk.driver.tell(Start)
    theatre.play(theatre.window._player.total + 1)
    assert "Next time: step 3 of 6." in theatre.texts()
    QTest.keyClicks(theatre.window, "1")
    assert "Next time: step 2 of 6." in theatre.texts()
    theatre.session.close()
    assert done(theatre).manner.step == 2
    theatre.configure(step=5)
    theatre.desk.driver.tell(Start)
    theatre.play(theatre.window._player.total + 1)
    assert "Next time: step 5 of 6, as your settings have it." in theatre.texts()


def test_that_it_hurts_is_kept_at_once_and_taken_back_without_a_trace(theatre: Theatre) -> None:
    """D7"""
    lead_to(theatre, 1, 20)
    before = theatre.desk.driver.state
    theatre.window.hurts()
    assert [row.what for row in rows(theatre)] == [Outcome.PAIN]
    assert theatre.desk.driver.state.routine is None
    theatre.desk.ticks.run(30_000)
    theatre.press("I pressed it by mistake")
    assert rows(theatre) == []
    assert theatre.desk.driver.state.pains == before.pains
    assert theatre.window.running
    assert theatre.window.exercise == theatre.plan(Version.FULL).parts[1].id
    theatre.play(theatre.window._player.total)
    assert [row.what for row in rows(theatre)] == [Outcome.COMPLETED]


def test_too_late_to_take_it_back_the_page_stays(theatre: Theatre) -> None:
    """D7"""
    lead_to(theatre, 1, 20)
    theatre.window.hurts()
    theatre.desk.ticks.run(61_000)
    theatre.press("I pressed it by mistake")
    assert [row.what for row in rows(theatre)] == [Outcome.PAIN]
    assert "Be kind to yourself" in theatre.texts()
    assert "I pressed it by mistake" not in theatre.texts()


def test_what_was_left_out_is_put_back_by_a_button(theatre: Theatre) -> None:
    """D5"""
    theatre.set_up(safety={"pain_limit": 1})
    theatre.desk.driver.tell(Start)
    exercise = theatre.window.exercise
    theatre.window.hurts()
    assert any("has hurt on one day." in text for text in theatre.texts())
    assert exercise in theatre.session.left_out
    theatre.press("Put back")
    assert exercise not in theatre.session.left_out


def test_taken_back_the_advice_goes_too(theatre: Theatre) -> None:
    """D7"""
    theatre.set_up(safety={"pain_limit": 1})
    theatre.desk.driver.tell(Start)
    theatre.window.hurts()
    assert notifications.ADVICE in theatre.open_keys
    theatre.press("I pressed it by mistake")
    assert notifications.ADVICE not in theatre.open_keys
    assert theatre.session.left_out == ()


def test_when_the_next_one_is_offered_the_last_page_lets_go_of_when_it_comes(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.play(theatre.window._player.total + 1)
    assert "Next at noon" in theatre.texts()
    theatre.desk.type_for(125)
    assert notifications.INVITATION in theatre.open_keys
    assert "Next at noon" not in theatre.texts()


def test_volume_and_size_of_text_are_kept_as_settings(theatre: Theatre) -> None:
    theatre.configure(volume=50, text_size=120)
    theatre.desk.driver.tell(Start)
    QTest.keyClick(theatre.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    theatre.window.wishes.volume.emit(60)
    assert theatre.changed == [{"coach.text_size": 140}, {"coach.volume": 60}]


@pytest.mark.parametrize("way", ["Not now", "Esc", "closed"])
def test_not_now_closes_the_window_and_it_is_asked_again(theatre: Theatre, way: str) -> None:
    theatre.memory = replace(theatre.memory, safety_seen=False)
    theatre.desk.driver.tell(Start)
    theatre.desk.ticks.run(MINUTE)
    if way == "Not now":
        theatre.press(way)
    elif way == "Esc":
        QTest.keyClick(theatre.window, Qt.Key.Key_Escape)
    else:
        theatre.window.close()
    assert theatre.windows == []
    assert theatre.desk.driver.state.routine is None
    assert theatre.desk.driver.state.stopped_at is not None, "D3: it is offered again after a while"
    assert rows(theatre) == [], "nothing was begun"
    theatre.desk.driver.tell(Start)
    assert "Your first routine" in theatre.texts()
    theatre.press("I have read this")
    assert theatre.memory.safety_seen


def test_the_last_page_names_what_was_done_and_not_what_one_got_ready_for(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.play(2)
    theatre.window._stop()
    assert theatre.window.end_page is not None
    assert theatre.window.end_page.ending.exercises == ()
    assert "Every bit of movement counts." not in theatre.texts()


def test_the_last_page_leaves_out_the_exercise_one_only_got_ready_for(theatre: Theatre) -> None:
    lead_to(theatre, 1, 1)
    name = theatre.window._player.plan.parts[0].name
    theatre.window._stop()
    assert theatre.window.end_page is not None
    assert theatre.window.end_page.ending.exercises == (name,)


def test_the_history_has_what_was_done_and_not_what_one_got_ready_for(theatre: Theatre) -> None:
    lead_to(theatre, 1, 1)
    parts = theatre.window._player.plan.parts
    theatre.window.close()
    (row,) = rows(theatre)
    assert row.exercises == (parts[0].id,)
    with reading(theatre.desk.paths.history_file) as found:
        assert [(one.exercise, one.times) for one in found.exercises(EVER)] == [(parts[0].id, 1)]
    theatre.desk.driver.tell(Start)
    theatre.press("Go on from exercise 2")
    theatre.play(parts[1].end - parts[1].start + 1)
    theatre.window.close()
    with reading(theatre.desk.paths.history_file) as found:
        assert [(one.exercise, one.times) for one in found.exercises(EVER)] == [
            (part.id, 1) for part in sorted(parts[:2], key=lambda part: part.id)
        ], "what is gone on with is counted once"
    theatre.desk.driver.tell(Start)
    assert "Go on from exercise 3" in theatre.texts()


def test_killed_while_one_gets_ready_the_place_is_that_exercise(theatre: Theatre) -> None:
    """S1"""
    lead_to(theatre, 2, 2)
    theatre.desk.driver.tell(Launch)  # as the next run finds it
    assert rows(theatre)[-1].exercises == tuple(part.id for part in theatre.plan(Version.FULL).parts[:2])
    stopped = theatre.session.todays_routine(Version.FULL)
    assert stopped is not None
    assert stopped.number == 3


def test_what_hurt_before_it_was_done_once_is_told_of(theatre: Theatre) -> None:
    """D5"""
    lead_to(theatre, 1, 1)
    theatre.window.hurts()
    theatre.window.close()
    first, second, *_more = theatre.plan(Version.FULL).parts
    with reading(theatre.desk.paths.history_file) as found:
        told = {one.exercise: (one.times, one.pains) for one in found.exercises(EVER)}
    assert told == {first.id: (1, 0), second.id: (0, 1)}


def test_when_to_expect_results_is_said_at_the_first_end_only(theatre: Theatre) -> None:
    for said in (1, 0):
        theatre.desk.driver.tell(Start)
        theatre.play(theatre.window._player.total + 1)
        assert theatre.ending().count("two or three weeks") == said


def test_the_days_first_routine_begins_with_the_chair(theatre: Theatre) -> None:
    first = theatre.plan(Version.FULL)
    assert theatre.plan(Version.SHORT).total < first.total
    done(theatre)
    assert first.total - theatre.plan(Version.FULL).total >= 8
    theatre.configure(setup_step=False)
    theatre.desk.type_for(16 * 60)
    assert theatre.plan(Version.FULL).total < first.total


def ids(theatre: Theatre, version: Version = Version.FULL) -> list[str]:
    return [part.id for part in theatre.plan(version).parts]


def test_the_days_first_routine_begins_with_a_calm_breath(theatre: Theatre) -> None:
    theatre.configure(opener=True)
    assert ids(theatre)[0] == OPENER
    assert OPENER not in ids(theatre, Version.SHORT)
    theatre.configure(opener=False)
    assert OPENER not in ids(theatre)
    theatre.configure(opener=True)
    done(theatre)
    assert OPENER not in ids(theatre)


def test_the_days_last_routine_ends_with_letting_go(theatre: Theatre) -> None:
    """Once there is no time for another before the last minutes of office hours."""
    theatre.configure(day_end=True)
    assert DAY_END not in ids(theatre)
    theatre.desk.type_for(6 * 60 + 44)
    assert DAY_END not in ids(theatre)
    theatre.desk.type_for(2)
    assert ids(theatre)[-1] == DAY_END
    assert DAY_END not in ids(theatre, Version.SHORT)
    theatre.configure(day_end=False)
    assert DAY_END not in ids(theatre)


def test_the_one_minute_version_takes_another_exercise_each_time(theatre: Theatre) -> None:
    """I2"""
    seen = []
    for number in range(3):
        plan = theatre.plan(Version.SHORT)
        assert 30 < plan.total < 90
        seen += [part.id for part in plan.parts]
        (manner,) = {theatre.session.todays_routine(Version.SHORT).manner}  # type: ignore[union-attr]
        row = Row(Outcome.SHORT, theatre.desk.driver.state.last.utc + number, 0, (seen[-1],), 60, "", manner)
        theatre.desk.history.add(row)
    assert len(set(seen)) == 3


def in_halves(theatre: Theatre) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The neck, by its halves."""
    theatre.set_up(routine={"name": "neck"})
    ids = theatre.library.routines["neck"].exercises
    return ids[:4], ids[4:]


def shown(theatre: Theatre) -> tuple[str, ...]:
    return tuple(part.id for part in theatre.window._player.plan.parts)


def test_halves_come_in_turn_and_then_with_the_other_side_first(theatre: Theatre) -> None:
    first, second = in_halves(theatre)
    came = []
    for _time in range(4):
        theatre.desk.driver.tell(Start)
        came.append((shown(theatre), theatre.desk.driver.state.routine.manner.side))  # type: ignore[union-attr]
        theatre.play(theatre.window._player.total + 1)
        theatre.session.close()
    assert came == [(first, "left"), (second, "left"), (first, "right"), (second, "right")]


def test_a_half_that_was_stopped_is_gone_on_with(theatre: Theatre) -> None:
    _first, second = in_halves(theatre)
    done(theatre)
    lead_to(theatre, 2)
    assert shown(theatre) == second
    theatre.window._stop()
    theatre.press("Go on from exercise 3")
    assert theatre.window.running
    assert theatre.window.exercise == second[2]
    theatre.play(theatre.window._player.total)
    assert rows(theatre)[-1].what is Outcome.COMPLETED
    theatre.session.close()
    assert tuple(part.id for part in theatre.plan(Version.FULL).parts) == _first


def test_of_a_half_that_is_mostly_done_one_goes_on_with_the_rest_and_the_other_half_comes_next(
    theatre: Theatre,
) -> None:
    first, second = in_halves(theatre)
    lead_to(theatre, 3, 12)
    theatre.window._stop()
    assert rows(theatre)[-1].what is Outcome.PARTIAL
    theatre.press("Go on from exercise 4")
    assert theatre.window.exercise == first[3]
    theatre.play(theatre.window._player.total)
    assert [row.what for row in rows(theatre)] == [Outcome.PARTIAL, Outcome.COMPLETED]
    theatre.session.close()
    assert tuple(part.id for part in theatre.plan(Version.FULL).parts) == second


def test_what_one_went_on_with_is_left_out_meanwhile_the_half_comes_without_it(theatre: Theatre) -> None:
    first, _second = in_halves(theatre)
    lead_to(theatre, 2)
    theatre.window.close()
    theatre.leave_out(first[2])
    today = theatre.session.todays_routine(Version.FULL)
    assert today is not None
    assert today.kept is None
    assert first[2] not in [part.id for part in today.plan.parts]


def test_one_exercise_at_a_time_is_not_gone_on_with(theatre: Theatre) -> None:
    theatre.set_up(routine={"name": "minute"})
    minute = theatre.library.routines["minute"].exercises
    theatre.desk.driver.tell(Start)
    assert shown(theatre) == minute[:1]
    theatre.play(theatre.window._player.total * 0.7)
    theatre.window.close()
    assert rows(theatre)[-1].what is Outcome.PARTIAL
    theatre.desk.driver.tell(Start)
    assert shown(theatre) == minute[1:2]
    theatre.window.close()


def test_of_several_routines_each_has_a_day_of_work(theatre: Theatre) -> None:
    """D8"""
    theatre.set_up(routine={"name": ["desk", "back"]})

    def today() -> str:
        (found,) = {theatre.session.todays_routine(Version.FULL).manner.routine}  # type: ignore[union-attr]
        return found

    came = []
    for _day in range(3):
        came.append(today())
        assert done(theatre).manner.routine == came[-1]
        assert today() == came[-1], "the same all day"
        theatre.desk.ticks.run(24 * 60 * MINUTE)
        theatre.desk.type_for(1)
    assert came[0] != came[1]
    assert came[0] == came[2]


def test_what_was_stopped_the_day_before_is_not_gone_on_with_in_another_routine(theatre: Theatre) -> None:
    """D8"""
    theatre.set_up(routine={"name": ["desk", "back"]})
    lead_to(theatre, 2)
    theatre.window.close()
    assert theatre.session.todays_routine(Version.FULL).number == 3  # type: ignore[union-attr]
    theatre.set_up(routine={"name": ["back", "desk"]})
    assert theatre.session.todays_routine(Version.FULL).kept is None  # type: ignore[union-attr]


def test_with_all_of_the_minute_left_out_the_routine_is_made_short(theatre: Theatre) -> None:
    minute = theatre.library.routines["minute"].exercises
    theatre.leave_out(*(one for one in minute if one != "lateral-tilt"))
    assert [part.id for part in theatre.plan(Version.SHORT).parts] == ["lateral-tilt"]
    theatre.leave_out(*minute)
    assert theatre.session.todays_routine(Version.SHORT) is None


def test_discreet_it_is_small_and_done_with_arms_crossed(theatre: Theatre) -> None:
    usual = theatre.plan(Version.FULL)
    theatre.configure(discreet=True)
    assert theatre.plan(Version.FULL).keys != usual.keys
    theatre.desk.driver.tell(Start)
    assert theatre.window.width() < 400
    theatre.window.close()
    assert theatre.memory.routine_size is None


def test_look_mirror_and_motion_are_those_of_the_settings(theatre: Theatre) -> None:
    theatre.configure(look="stone", mirror=False, reduced_motion="on")
    theatre.desk.driver.tell(Start)
    figure = theatre.window._page.figure
    assert (figure._look, figure._mirror, figure._reduced) == ("stone", False, True)
    theatre.session.reduce()
    assert figure._reduced
    theatre.configure(reduced_motion="auto")
    theatre.session.reduce()
    assert not figure._reduced


def said(theatre: Theatre) -> str:
    return " ".join(line.say for line in theatre.plan(Version.FULL).script)


def test_the_key_for_pain_is_told_in_the_first_routine_in_which_that_is_heard(theatre: Theatre) -> None:
    theatre.memory = replace(theatre.memory, hurts_told=False)
    assert "If anything hurts, press Control and P" in said(theatre)
    theatre.desk.driver.tell(Start)
    theatre.play(1)
    theatre.window.close()
    heard_so_far = theatre.memory.hurts_told
    assert not heard_so_far
    lead_to(theatre, 0, 40)
    assert theatre.memory.hurts_told
    theatre.window.close()
    assert "If anything hurts" not in said(theatre)


def test_where_to_take_care_is_said_the_first_three_times(theatre: Theatre) -> None:
    care = "To a slight tension, never into pain."
    now = theatre.desk.driver.state.last.utc
    for number in range(3):
        assert care in said(theatre), number
        theatre.desk.history.add(Row(Outcome.COMPLETED, now - number * MINUTE, 0, ("seated-twist",), 60))
    assert care not in said(theatre)
    assert "Never forward, and never into pain." in said(theatre), "the others are new still"
