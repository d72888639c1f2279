"""What cannot be carried out is taken back and told, and may be done again."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from deskbreak.app import notifications
from deskbreak.app.action_runner import ActionRunner
from deskbreak.app.routine.session import RoutineSession
from deskbreak.engine.actions import LeaveOut, Outcome
from deskbreak.engine.events import Lock, Skip, Start
from deskbreak.settings import MINUTE
from deskbreak.ui.routine.window import RoutineWindow
from tests.app.theatre import Theatre


class Broken(Exception):
    """As a bug, or a file that passed every check, would raise it."""


def broken(*_args: object, **_words: object) -> None:
    raise Broken


PLACES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "planning": lambda patch: patch.setattr("deskbreak.app.routine.session.todays_routine", broken),
    "playing": lambda patch: patch.setattr("deskbreak.app.routine.session.Player", broken),
    "building": lambda patch: patch.setattr("deskbreak.app.routine.session.RoutineWindow", broken),
    "opening": lambda patch: patch.setattr(RoutineWindow, "open", broken),
    "session": lambda patch: patch.setattr(ActionRunner, "session", property(broken)),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_routine_that_cannot_open_is_closed_told_and_may_be_started_again(
    theatre: Theatre, place: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """D2, D3"""
    desk = theatre.desk
    desk.type_for(116)
    with pytest.MonkeyPatch.context() as patch:
        place(patch)
        desk.driver.tell(Start)
    assert [type(trouble) for trouble in desk.troubles] == [Broken]
    assert desk.driver.state.routine is None
    assert Outcome.STOPPED not in {row.what for row in desk.rows()}, "nothing was begun"
    assert theatre.windows == []
    assert theatre.open_keys == [notifications.NOT_OPENED]
    desk.driver.tell(Start)
    assert theatre.window.running
    assert theatre.open_keys == []
    assert len(desk.troubles) == 1


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_it_is_offered_again_and_can_be_skipped(theatre: Theatre, place: Callable[[pytest.MonkeyPatch], None]) -> None:
    """D3, D4"""
    desk = theatre.desk
    desk.type_for(116)
    with pytest.MonkeyPatch.context() as patch:
        place(patch)
        desk.driver.tell(Start)
    desk.type_for(61)  # routine.retry, and then until the nudge is due
    assert notifications.INVITATION in theatre.open_keys
    desk.driver.tell(Skip)
    assert [row.what for row in desk.rows()][-1] is Outcome.SKIPPED


def test_a_window_that_stays_half_open_is_gone(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    opened = RoutineWindow.open

    def half_open(window: RoutineWindow) -> None:
        opened(window)
        raise Broken

    monkeypatch.setattr(RoutineWindow, "open", half_open)
    theatre.desk.driver.tell(Start)
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in before and widget.isVisible()]
    assert left == []
    assert not theatre.session.raise_window()
    assert theatre.desk.rows() == []


def test_the_ending_that_cannot_be_shown_takes_its_window_along(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoutineSession, "_ending", broken)
    theatre.desk.driver.tell(Start)
    theatre.desk.ticks.run(4 * MINUTE)
    theatre.window._stop()
    assert [type(trouble) for trouble in theatre.desk.troubles] == [Broken]
    assert [row.what for row in theatre.desk.rows()] == [Outcome.PARTIAL]
    assert theatre.windows == []


def test_a_window_that_will_not_close_is_gone(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    """D6"""
    theatre.desk.driver.tell(Start)
    monkeypatch.setattr(RoutineWindow, "dismiss", broken)
    theatre.desk.driver.tell(Lock)
    assert theatre.desk.driver.state.routine is None
    assert theatre.windows == []
    assert [type(trouble) for trouble in theatre.desk.troubles] == [Broken]


def test_the_advice_comes_though_the_name_is_not_known(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    """D5"""
    monkeypatch.setattr(RoutineSession, "name", broken)
    with pytest.raises(Broken):
        theatre.desk.on_action(LeaveOut("shrug"))
    assert theatre.notifier.shown[-1].actions == (("shrug", "Put it back"),)


def test_an_invitation_comes_though_nobody_knows_how_long_it_takes(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbreak.app.routine.session.todays_routine", broken)
    theatre.desk.type_for(116)
    (note,) = (note for note in theatre.notifier.open_notes if note.key == notifications.INVITATION)
    assert [action for action, _label in note.actions] == ["start", "later", "skip"]
    assert note.body == "Your chair will do."
    assert [type(trouble) for trouble in theatre.desk.troubles] == [Broken]


def test_a_nudge_comes_though_nobody_knows_the_tips(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "nudge", broken)
    theatre.desk.type_for(56)
    (note,) = theatre.notifier.shown
    assert (note.key, note.title, note.actions) == (notifications.NUDGE, "Time to move a little", ())
    assert [type(trouble) for trouble in theatre.desk.troubles] == [Broken]
