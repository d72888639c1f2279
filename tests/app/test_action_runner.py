"""What the engine decides, carried out: notes on the desktop, and the routine window."""

from deskbreak.app import notifications
from deskbreak.desktop.notify.notifier import Note, Urgency
from deskbreak.engine.actions import Invite, Nudge, Outcome, Record, Version, Why
from deskbreak.engine.events import Finish, Lock, Pain, Start
from deskbreak.engine.reasons import Sign
from deskbreak.settings import MINUTE, SECOND
from deskbreak.settings.reading import read_settings
from deskbreak.store.memory import Memory, recall
from tests.app.theatre import Theatre


def test_a_nudge_is_a_tip_that_goes_by_itself(theatre: Theatre) -> None:
    """N4"""
    theatre.desk.type_for(56)
    (note,) = theatre.notifier.shown
    tip = theatre.library.tips[0].text("en")
    assert (note.key, note.title, note.body, note.expire_ms) == (notifications.NUDGE, tip.title, tip.body, 20 * SECOND)
    assert note.actions == ((notifications.SHOW_ME, "Show me"),)


def test_nudges_go_on_from_the_tip_before_and_keep_it_before_it_is_shown(theatre: Theatre) -> None:
    """N4, S2: killed in the moment in which it shows, the rotation is on the disk."""
    kept: list[tuple[str, ...]] = []
    show = theatre.notifier.show

    def look_at_the_disk(note: Note) -> None:
        kept.append(recall(theatre.desk.paths.memory_file).tips)
        show(note)

    theatre.notifier.show = look_at_the_disk  # type: ignore[method-assign]
    for number in range(3):
        theatre.desk.on_action(Nudge(number, 0, ("walk", "breath"), folds=True))
    first, second, third = theatre.kept.value.tips
    assert kept == [(first,), (first, second), (first, second, third)]
    by_id = {tip.id: tip for tip in theatre.library.tips}
    assert [note.title for note in theatre.notifier.shown] == [by_id[one].text("en").title for one in kept[-1]]
    assert [by_id[one].kind for one in kept[-1]] == ["walk", "breath", "walk"]


def test_a_tip_without_a_clip_has_no_button_that_would_show_it(theatre: Theatre) -> None:
    bare = next(tip for tip in theatre.library.tips if not tip.clip)
    assert notifications.nudge(bare, 20 * SECOND).actions == ()


def test_an_invitation_has_three_buttons_and_tells_how_long_it_takes(theatre: Theatre) -> None:
    """I2"""
    theatre.desk.type_for(116)
    note = theatre.notifier.shown[-1]
    assert (note.key, note.expire_ms) == (notifications.INVITATION, None)
    assert [action for action, _label in note.actions] == ["start", "later", "skip"]
    plan = theatre.plan(Version.FULL)
    assert f"{round(plan.total / 60)} minutes, 4 seated exercises" in note.body


def test_a_repetition_takes_the_place_of_the_first_and_says_so(theatre: Theatre) -> None:
    """I1, I3"""
    theatre.desk.type_for(126)
    first, second = (note for note in theatre.notifier.shown if note.key == notifications.INVITATION)
    assert first.title != second.title
    assert theatre.open_keys == [notifications.INVITATION]


def test_a_hold_takes_it_down(theatre: Theatre) -> None:
    """H2"""
    theatre.desk.type_for(116)
    assert theatre.open_keys == [notifications.INVITATION]
    theatre.desk.driver.tell(Lock)
    assert theatre.open_keys == []


def test_after_many_laters_one_minute_is_offered(theatre: Theatre) -> None:
    """I2"""
    note = notifications.invitation(Invite(2, short=True, why=Why.LATER), theatre.desk.driver.outlook(), 1, 4)
    assert [action for action, _label in note.actions] == ["short", "later", "skip"]


def test_what_is_not_believed_any_more_is_told_quietly_by_name(theatre: Theatre) -> None:
    """H6"""
    desk = theatre.desk
    desk.machine.shows_at_once(Sign.CALL)
    desk.driver.look()
    desk.leave_for(3 * 60 + 5)
    assert notifications.DOUBT not in theatre.open_keys, "nobody is there to read it"
    desk.touch()
    desk.type_for(3)
    (note,) = (note for note in theatre.notifier.shown if note.key == notifications.DOUBT)
    assert note.body.startswith("Microphone in use for hours, not counted as a call (Firefox)")
    assert (note.urgency, note.actions) == (Urgency.LOW, ())
    assert desk.driver.outlook().doubted == ((Sign.CALL, "microphone", "Firefox"),)


def test_start_opens_the_window_and_it_tells_of_its_progress(theatre: Theatre) -> None:
    """D2"""
    theatre.desk.driver.tell(Start)
    assert theatre.window.running
    routine = theatre.desk.driver.state.routine
    assert routine is not None
    assert routine.total == round(theatre.plan(Version.FULL).total * 1000)
    assert routine.since is not None


def test_only_a_routine_that_is_not_over_is_brought_to_the_front(theatre: Theatre) -> None:
    """D2"""
    assert not theatre.session.raise_window()
    theatre.desk.driver.tell(Start)
    assert theatre.session.raise_window()
    theatre.window._stop()
    assert not theatre.session.raise_window()
    theatre.session.close()
    assert not theatre.session.raise_window()


def test_the_end_is_shown_as_it_was_recorded(theatre: Theatre) -> None:
    """D3"""
    desk = theatre.desk
    desk.driver.tell(Start)
    desk.ticks.run(4 * MINUTE)
    theatre.window._stop()
    assert [row.what for row in desk.rows()] == [Outcome.PARTIAL]
    said = theatre.ending()
    assert "most of it is done" in said
    assert "4 min of movement today" in said
    assert "Next at noon" in said
    assert len(theatre.windows) == 1


def test_pain_names_the_exercise(theatre: Theatre) -> None:
    """D5"""
    theatre.desk.driver.tell(Start)
    exercise = theatre.library.routine("desk").exercises[0]
    theatre.window.hurts()
    (row,) = theatre.desk.rows()
    assert (row.what, row.detail) == (Outcome.PAIN, exercise)
    assert "see a doctor" in theatre.ending()


def test_pain_on_another_day_leaves_it_out_and_shows_the_advice(theatre: Theatre) -> None:
    """D5"""
    desk, exercise = theatre.desk, theatre.library.routine("desk").exercises[0]
    for _day in range(2):
        desk.driver.tell(Start)
        desk.driver.tell(lambda at: Pain(at, exercise))
        desk.type_for(24 * 60)
    (note,) = [note for note in theatre.notifier.shown if note.key == notifications.ADVICE]
    assert note.actions == ((exercise, "Put it back"),)
    assert "deskbreak" not in note.body, "nobody is asked to type a command"
    assert theatre.session.name(exercise) in note.body
    plan = theatre.plan(Version.FULL)
    assert exercise not in {part.id for part in plan.parts}


def test_a_lock_closes_the_window_without_a_word(theatre: Theatre) -> None:
    """D6"""
    desk = theatre.desk
    desk.driver.tell(Start)
    desk.ticks.run(MINUTE)
    desk.driver.tell(Lock)
    assert theatre.windows == []
    assert [row.what for row in desk.rows()] == [Outcome.STOPPED]


def test_closing_the_window_is_stopping_and_its_size_is_remembered(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.window.resize(500, 700)
    theatre.window.close()
    assert theatre.memory.routine_size == (500, 700)
    assert theatre.desk.driver.state.routine is None
    theatre.desk.driver.tell(Start)
    assert (theatre.window.width(), theatre.window.height()) == (500, 700)


def test_a_new_routine_takes_the_place_of_an_ending(theatre: Theatre) -> None:
    theatre.desk.driver.tell(Start)
    theatre.desk.driver.tell(Finish)
    first = theatre.window
    theatre.desk.driver.tell(Start)
    assert theatre.window is not first
    assert len(theatre.windows) == 1


def test_the_safety_page_comes_once(theatre: Theatre) -> None:
    theatre.memory = Memory()
    theatre.desk.driver.tell(Start)
    assert not theatre.window.running
    theatre.window._lead_back()
    assert theatre.memory.safety_seen
    assert theatre.window.running


def test_the_safety_page_names_what_strengthens_the_back(theatre: Theatre) -> None:
    """All that there are, and not those of this routine alone."""
    theatre.memory = Memory()
    theatre.desk.driver.tell(Start)
    (told,) = [text for text in theatre.texts() if "strengthen the back" in text]
    assert "deskbreak counts as such: Cat and cow, Pendulum, Seated twist, Side bend." in told


def test_with_every_exercise_left_out_it_says_what_to_do(theatre: Theatre) -> None:
    """D5"""
    theatre.leave_out(*theatre.library.routine("desk").exercises)
    theatre.desk.driver.tell(Start)
    assert theatre.windows == []
    assert theatre.desk.driver.state.routine is None
    note = theatre.notifier.shown[-1]
    assert note.key == notifications.NOTHING_TO_DO
    assert note.actions == ((",".join(theatre.session.left_out), "Put them back"),)
    assert "deskbreak" not in note.body, "nobody is asked to type a command"
    theatre.desk.type_for(125)
    (invitation,) = [note for note in theatre.notifier.open_notes if note.key == notifications.INVITATION]
    assert "left out" in invitation.body


def test_a_routine_of_ones_own_is_the_one_that_opens(theatre: Theatre) -> None:
    settings = read_settings({"routine": {"name": "nobody-has-it"}}).settings
    theatre.desk.driver.configure(settings)
    short, full = theatre.plan(Version.SHORT), theatre.plan(Version.FULL)
    assert short.total < full.total / 2


def test_a_name_that_nobody_knows_is_shown_as_it_is(theatre: Theatre) -> None:
    assert theatre.session.name("gone") == "gone"


def test_a_record_of_no_routine_here_shows_nothing(theatre: Theatre) -> None:
    theatre.session.recorded(Record(Outcome.STOPPED, 0))
    assert theatre.windows == []


def test_the_tip_is_taken_away_when_something_holds(theatre: Theatre) -> None:
    """H2"""
    theatre.desk.type_for(55.1)
    assert [note.key for note in theatre.notifier.open_notes] == [notifications.NUDGE]
    theatre.desk.driver.tell(Lock)
    assert theatre.notifier.open_notes == ()


def test_an_invitation_counts_the_exercises_of_the_routine_and_all_of_its_time(theatre: Theatre) -> None:
    """What is around them, a breath before and a minute after, is none of them."""
    theatre.configure(opener=True, day_end=True)
    theatre.desk.type_for(116)
    note = theatre.notifier.shown[-1]
    plan = theatre.plan(Version.FULL)
    assert len(plan.parts) > 4
    assert f"{round(plan.total / 60)} minutes, 4 seated exercises" in note.body
