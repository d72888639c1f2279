"""What lies around the playing figure: where to begin, why, safety, and that it hurts at every moment."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.coach.run import Kept
from deskbreak.engine.actions import Outcome
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.pages.ending import Ending
from deskbreak.ui.routine.pages.playing_page import subtitle
from deskbreak.ui.routine.pages.why_page import Reason
from deskbreak.ui.routine.window import RoutineWindow
from tests.coach.samples import StillClock

Open = Callable[..., RoutineWindow]


@pytest.fixture
def open_(player: Player, clock: StillClock, qtbot: QtBot) -> Open:
    def open_one(**wishes: object) -> RoutineWindow:
        reasons = [Reason(part.name, part.purpose, "It moves.", "Slowly.") for part in player.plan.parts]
        more = {"safety_read": True, "reasons": reasons, "step": 3, **wishes}
        window = RoutineWindow(player, clock, **more)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        window.open()
        qtbot.waitExposed(window)
        return window

    return open_one


def texts(window: QWidget) -> list[str]:
    return [label.text() for label in seen(window, QLabel) if isinstance(label, QLabel)]


def seen(window: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in window.findChildren(kind) if widget.isVisibleTo(window)]


def button(window: QWidget, text: str) -> QAbstractButton:
    (found,) = [one for one in seen(window, QAbstractButton) if isinstance(one, QAbstractButton) and one.text() == text]
    return found


def play(window: RoutineWindow, clock: StillClock, seconds: float) -> None:
    clock.pass_(seconds)
    window._playback.timer.timeout.emit()


KEPT = Kept("lateral-tilt", 130)


def test_stopped_before_one_may_go_on_or_begin_anew(open_: Open, player: Player) -> None:
    window = open_(kept=KEPT)
    assert not window.running
    assert "Still to come: Side bend · Cat and cow" in texts(window)
    assert window.focusWidget() is button(window, "Go on from exercise 3")
    told: list[tuple[int, int, bool]] = []
    window.progress.connect(lambda done, total, running, _begun: told.append((done, total, running)))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    rest = round((player.total - player.plan.parts[2].start) * 1000)
    assert told == [(0, rest, True)]
    assert window.exercise == "lateral-tilt"
    assert window.focusWidget() is button(window, "Pause")


def test_from_the_start(open_: Open, player: Player) -> None:
    window = open_(kept=KEPT)
    button(window, "From the start").click()
    assert window.running
    assert window.exercise == player.plan.parts[0].id


def test_what_was_done_before_counts_towards_the_whole(open_: Open, player: Player, clock: StillClock) -> None:
    window = open_(kept=Kept("lateral-tilt", player.plan.parts[2].start), at_once=True)
    ended: list[str] = []
    window.finished.connect(lambda: ended.append("finished"))
    window.stopped.connect(lambda: ended.append("stopped"))
    play(window, clock, player.total)
    assert ended == ["finished"]


def test_what_was_leapt_over_before_does_not(open_: Open, player: Player, clock: StillClock) -> None:
    window = open_(kept=Kept("lateral-tilt", 5), at_once=True)
    ended: list[str] = []
    window.finished.connect(lambda: ended.append("finished"))
    window.stopped.connect(lambda: ended.append("stopped"))
    play(window, clock, player.total)
    assert ended == ["stopped"]


def test_safety_goes_before_the_question_where_to_begin(open_: Open) -> None:
    window = open_(kept=KEPT, safety_read=False)
    assert "Before you start" in texts(window)
    button(window, "I have read this").click()
    assert "Good to have you back" in texts(window)
    assert not window.running


MOMENTS: dict[str, Callable[[RoutineWindow], object]] = {
    "running": lambda window: None,
    "paused": lambda window: window.pause_or_go_on(),
    "asked": lambda window: window.stop(),
    "safety": lambda window: window.show_safety(),
    "why": lambda window: window.show_why(),
}


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_it_hurts_can_be_said_at_every_moment(open_: Open, player: Player, clock: StillClock, moment: str) -> None:
    """D5"""
    window = open_()
    play(window, clock, player.plan.parts[1].start + 10)
    MOMENTS[moment](window)
    hurt: list[str] = []
    window.pained.connect(hurt.append)
    button(window, "It hurts").click()
    assert hurt == [player.plan.parts[1].id]
    assert not window.running


def test_it_hurts_can_be_said_before_it_goes_on(open_: Open) -> None:
    window = open_(kept=KEPT)
    hurt: list[str] = []
    window.pained.connect(hurt.append)
    button(window, "It hurts").click()
    assert len(hurt) == 1


def test_after_pain_it_is_quiet(open_: Open) -> None:
    window = open_()
    window.show_ending(Ending(Outcome.PAIN, 5_000, ("Twist",), 5_000, "No further routine today", "Twist"))
    assert not window._footer.isVisibleTo(window)
    assert [b.text() for b in seen(window, QAbstractButton) if isinstance(b, QAbstractButton)] == ["Close", "Safety"]


def test_why_is_told_of_this_exercise_and_the_routine_waits(open_: Open, player: Player, clock: StillClock) -> None:
    window = open_()
    play(window, clock, player.plan.parts[1].start + 10)
    button(window, "Why?").click()
    assert not window.running
    assert player.plan.parts[1].name in texts(window)
    assert "It moves." in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.running


@pytest.mark.parametrize("pages", [("why",), ("safety",), ("why", "safety")], ids="-".join)
def test_paused_before_reading_it_is_paused_after(open_: Open, pages: tuple[str, ...]) -> None:
    window = open_()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not window.running
    for page in pages:
        window.show_why() if page == "why" else window.show_safety()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.running
    assert button(window, "Go on")
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.running


def test_where_no_reason_is_known_none_is_offered(open_: Open) -> None:
    window = open_(reasons=[])
    window.show_why()
    assert window.running
    assert "Why?" not in [one.text() for one in seen(window, QAbstractButton) if isinstance(one, QAbstractButton)]


def test_the_step_stands_above_the_figure(open_: Open) -> None:
    assert "Exercise 1 of 4 · step 3 of 6" in texts(open_())
    assert "Exercise 1 of 4" in texts(open_(step=0))


def test_captions_show_every_spoken_word(open_: Open, player: Player, clock: StillClock) -> None:
    window = open_()
    for line in player.plan.script:
        window._playback.run._place = line.at + 0.01
        window._playback.show()
        assert line.say in texts(window)


@pytest.mark.parametrize(
    ("said", "ahead", "ahead_in", "shown"),
    [
        ("", ("Now the other way,", "slowly."), 3.0, "Soon: Now the other way, slowly."),
        ("", ("Now the other way,", "slowly."), 20.0, ""),
        ("Breathe out.", ("Now the other way,", "slowly."), 3.0, "Breathe out."),
        ("", (), 3.0, ""),
    ],
)
def test_in_silence_it_says_what_comes_shortly_before_it_does(
    player: Player, said: str, ahead: tuple[str, ...], ahead_in: float, shown: str
) -> None:
    assert subtitle(replace(player.frame(20), said=said, ahead=ahead, ahead_in=ahead_in)) == shown


@pytest.mark.parametrize("spoken", [False, True])
def test_a_screen_reader_is_told_of_each_step(
    open_: Open, player: Player, clock: StillClock, monkeypatch: pytest.MonkeyPatch, spoken: bool
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    window = open_(appearance=Appearance(spoken=spoken))
    for _second in range(30):
        play(window, clock, 1)
    assert all(one != other for one, other in pairwise(said))
    if spoken:  # the voice says the rest
        assert said == [
            "Shoulder circles, Sit up straight, feet on the floor, knees shoulder-width apart.",
            "Shoulder circles, Fingertips on your shoulders.",
            "Shoulder circles, Circle your elbows: back, up, and forward.",
        ]
    else:
        assert [line.say for line in player.plan.script if line.at < 8] == said[:2]


def test_as_with_a_person_opposite_the_arrow_turns_round(open_: Open, player: Player, clock: StillClock) -> None:
    angles = {}
    for mirror in (True, False):
        window = open_(appearance=Appearance(mirror=mirror))
        found: dict[str, float | None] = {}
        for beat in player.plan.beats:
            window._playback.run._place = beat.start + 0.1
            window._playback.show()
            found[beat.side.value] = window._page.arrow.angle
        angles[mirror] = found
    for side, angle in angles[True].items():
        other = angles[False][side]
        assert (angle is None and other is None) or (angle is not None and other == (180 - angle) % 360), side


def test_right_to_left_the_arrow_keys_lead_the_other_way(open_: Open) -> None:
    window = open_()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert "Exercise 2 of 4 · step 3 of 6" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert "Exercise 1 of 4 · step 3 of 6" in texts(window)


def test_an_unplugged_monitor_takes_neither_window_nor_place_along(
    open_: Open, player: Player, clock: StillClock
) -> None:
    window = open_()
    play(window, clock, 20)
    window.move(QPoint(5000, 5000))
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(window.screen())
    QApplication.processEvents()
    assert window.screen().availableGeometry().intersects(window.frameGeometry())
    assert window.running
    assert round(window._playback.run.done) == 20


def test_a_window_in_sight_stays_where_it_is(open_: Open) -> None:
    window = open_()
    window.move(30, 40)
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(window.screen())
    QApplication.processEvents()
    assert window.pos() == QPoint(30, 40)


@pytest.fixture
def letters(request: pytest.FixtureRequest) -> object:
    """The desktop's letters, this many times as large."""
    font, before = QFont(QApplication.font()), QApplication.font()
    font.setPointSizeF(10 * request.param)
    QApplication.setFont(font)
    yield request.param
    QApplication.setFont(before)


PAGES: dict[str, Callable[[RoutineWindow], object]] = {
    **MOMENTS,
    "done": lambda window: window.show_ending(
        Ending(
            Outcome.PARTIAL, 212_000, ("Seated twist", "Side bend"), 0, "Next at noon", step=3, beginning=True, place=3
        )
    ),
    "hurt": lambda window: window.show_ending(Ending(Outcome.PAIN, 212_000, ("Seated twist",), 0, hurt="Seated twist")),
}


@pytest.mark.parametrize("letters", [1, 1.5, 2], indirect=True)
@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_cut_off(
    open_: Open,
    player: Player,
    clock: StillClock,
    qtbot: QtBot,
    letters: float,
    small: bool,
    direction: Qt.LayoutDirection,
) -> None:
    for name, lead in PAGES.items():
        window = open_(appearance=Appearance(small=small))
        window.setLayoutDirection(direction)
        play(window, clock, player.plan.parts[1].start + 20)
        lead(window)
        for _round in range(5):
            QApplication.processEvents()
        assert window.screen().availableGeometry().contains(window.frameGeometry())
        for widget in seen(window, QWidget):
            _check(widget, window, name)
        window.dismiss()


@pytest.mark.parametrize("letters", [1, 2], indirect=True)
def test_nothing_of_a_clip_is_cut_off(player: Player, clock: StillClock, qtbot: QtBot, letters: float) -> None:
    body = "Walk around the room a little. Your back has been still for a while."
    window = ClipWindow(player, clock, "Another way to sit", body, Appearance())
    qtbot.addWidget(window)
    window.open()
    clock.pass_(player.plan.parts[0].start + 20)
    window._playback.timer.timeout.emit()
    for _round in range(5):
        QApplication.processEvents()
    for widget in seen(window, QWidget):
        _check(widget, window, "clip")
    window.close()


def _check(widget: QWidget, window: QWidget, page: str) -> None:
    scrolled = any(area.isAncestorOf(widget) for area in seen(window, QAbstractScrollArea))
    placed = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    if isinstance(widget, QAbstractButton):
        assert widget.width() >= widget.sizeHint().width() - 1, (page, widget.text())
        assert widget.height() >= widget.sizeHint().height() - 1, (page, widget.text())
        assert scrolled or window.rect().contains(placed), (page, widget.text())
    elif isinstance(widget, QLabel) and widget.text():
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        assert widget.height() >= needed, (page, widget.text(), widget.size())
        widest = max(widget.fontMetrics().horizontalAdvance(word) for word in widget.text().split())
        assert widget.width() >= widest, (page, widget.text())
        assert scrolled or window.rect().contains(placed), (page, widget.text())
