"""What lies around the playing figure: where to begin, why, safety, and that it hurts at every moment."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QProgressBar,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deskbreak.coach import flow
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.frame import Side
from deskbreak.coach.player import Player
from deskbreak.coach.run import Kept
from deskbreak.engine.actions import Outcome
from deskbreak.settings.declared import CoachSettings
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit import screens
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Scroller
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.marks import PausedSign
from deskbreak.ui.routine.pages.cues import coming
from deskbreak.ui.routine.pages.ending import Ending
from deskbreak.ui.routine.pages.first_look import FirstLook
from deskbreak.ui.routine.pages.menu_page import MenuPage
from deskbreak.ui.routine.pages.why_page import Reason
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.routine.wishes import RoutineWishes
from tests.coach.samples import StillClock

Open = Callable[..., RoutineWindow]


@pytest.fixture
def open_(player: Player, clock: StillClock, qtbot: QtBot) -> Open:
    def open_one(**wishes: object) -> RoutineWindow:
        reasons = [Reason(part.name, part.purpose, "It moves.", "Slowly.") for part in player.plan.parts]
        more = {"safety_read": True, "reasons": reasons, **wishes}
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


def scrolls(area: Scroller) -> bool:
    return area.verticalScrollBar().maximum() > 0


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
    rest = round((player.total - KEPT.done) * 1000)  # what was leapt over before is to be done, too
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
    "menu": lambda window: window.show_menu(),
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
    shown = [b.text() for b in seen(window, QAbstractButton) if isinstance(b, QAbstractButton)]
    assert shown == ["I pressed it by mistake", "Rest", "See what the article says"]


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


def test_one_fraction_stands_beside_the_figure(open_: Open, player: Player, clock: StillClock) -> None:
    window = open_()
    play(window, clock, next(beat.start for beat in player.plan.beats if beat.phase == "turn") + 1)
    fractions = [text for text in texts(window) if re.search(r"\d+ of \d+", text)]
    assert len(fractions) == 1
    assert "step" not in " ".join(texts(window)).split()


def said_now(window: RoutineWindow) -> list[str]:
    cues = window._page.cues
    return [text.text() for text in (cues.side, cues.repetition, cues.breath, cues.caption)]


def test_what_is_now_and_what_comes_next_are_told_apart_and_nothing_twice(open_: Open, player: Player) -> None:
    window = open_()
    seen_next = 0
    for tenth in range(0, round(player.total * 10), 3):
        window._playback.run._place = tenth / 10
        window._playback.show()
        frame, grey = player.frame(tenth / 10), window._page.cues.coming.text()
        assert grey == "" or grey.startswith("Next: ")
        assert grey.count("Next:") <= 1
        assert grey.removeprefix("Next: ") not in {" ".join(text.split()) for text in said_now(window) if text} | {
            player.frame(tenth / 10).exercise.name
        }
        if frame.said and not frame.said_ahead:
            assert frame.said not in grey
        seen_next += bool(grey)
    assert seen_next


def test_where_no_voice_is_wished_for_there_is_no_line_of_cues(open_: Open, player: Player) -> None:
    window = open_(appearance=Appearance(cues=False))
    for line in player.plan.script:
        window._playback.run._place = line.at + 0.01
        window._playback.show()
        assert not window._page.cues.coming.isVisible()
        assert not any(text.startswith("Next:") for text in texts(window))
    assert Appearance.of(CoachSettings(voice=False), desktop_reduces=False).cues is False
    assert Appearance.of(CoachSettings(), desktop_reduces=False).cues


@pytest.mark.parametrize(
    ("said", "of_next", "ahead", "ahead_in", "shown"),
    [
        ("", False, ("Now the other way,", "slowly."), 3.0, "Next: Now the other way, slowly."),
        ("", False, ("Now the other way,", "slowly."), 20.0, ""),
        ("Breathe out.", True, ("Now the other way,", "slowly."), 3.0, "Next: Breathe out."),
        ("Breathe out.", False, ("Now the other way,", "slowly."), 3.0, ""),
        ("", False, (), 3.0, ""),
    ],
)
def test_the_grey_line_is_of_what_comes(
    player: Player, said: str, of_next: bool, ahead: tuple[str, ...], ahead_in: float, shown: str
) -> None:
    frame = replace(player.frame(20), said=said, said_ahead=of_next, ahead=ahead, ahead_in=ahead_in)
    assert coming(frame) == shown


def test_paused_is_seen_at_a_glance(open_: Open) -> None:
    window = open_()
    sign = window._page.figure.paused
    assert not sign.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert sign.isVisible()
    assert sign.parent() is window._page.figure
    (word,) = sign.findChildren(QLabel)
    assert word.text() == "Paused"
    assert word.fontMetrics().height() > 1.2 * window.fontMetrics().height()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not sign.isVisible()


def test_back_and_next_say_where_they_lead(open_: Open, player: Player, clock: StillClock) -> None:
    window = open_()
    page = window._page
    assert page.back_button.text() == "‹ Again"  # before the first there is none
    play(window, clock, player.plan.parts[1].start + 1)
    assert (page.back_button.text(), page.back_button.accessibleName()) == ("‹ Before", "Back to the exercise before")
    play(window, clock, 2)
    assert page.back_button.text() == "‹ Again"
    page.back_button.click()
    assert window.exercise == player.plan.parts[1].id
    assert page.back_button.text() == "‹ Before"
    page.back_button.click()
    assert window.exercise == player.plan.parts[0].id
    assert page.next_button.text() == "Next ›"
    window.go_to(3)
    assert page.next_button.text() == "End ›"


# The menu


def test_the_menu_leads_to_an_exercise_and_the_routine_waits_meanwhile(
    open_: Open, player: Player, clock: StillClock
) -> None:
    window = open_()
    button(window, "Menu").click()
    assert not window.running
    here, *others = [b for b in seen(window, QAbstractButton) if isinstance(b, QAbstractButton) and b.isCheckable()]
    assert window.focusWidget() is here
    assert here.isChecked()
    assert [b.text() for b in (here, *others)][:4] == [
        f"{n}  {part.name}" for n, part in enumerate(player.plan.parts, 1)
    ]
    others[1].click()
    assert window._playback.run.running
    assert window.exercise == player.plan.parts[2].id


def test_a_number_leads_to_that_exercise_and_one_too_large_nowhere(open_: Open, player: Player) -> None:
    window = open_()
    QTest.keyClick(window, Qt.Key.Key_3)
    assert window.exercise == player.plan.parts[2].id
    QTest.keyClick(window, Qt.Key.Key_9)
    assert window.exercise == player.plan.parts[2].id
    assert window.running


def test_a_key_is_named_only_where_there_is_one(player: Player, qtbot: QtBot) -> None:
    part = player.plan.parts[0]
    parts, no = [replace(part, name=f"Exercise {n}") for n in range(1, 13)], lambda *_what: None
    page = MenuPage(parts, 0, muted=False, volume=50, size=100, wishes=RoutineWishes(), to=no, back=no)
    qtbot.addWidget(page)
    assert [one.accessibleName() for one in page.exercises] == [
        *(f"Exercise {n}, key {n}" for n in range(1, 10)),
        *(f"Exercise {n}" for n in range(10, 13)),
    ]
    assert [one.text() for one in page.exercises][8:] == [
        *("9  Exercise 9", "Exercise 10", "Exercise 11", "Exercise 12")
    ]


def test_m_mutes_and_unmutes_wherever_one_is(open_: Open) -> None:
    window = open_()
    told: list[bool] = []
    window.wishes.mute.connect(told.append)
    QTest.keyClick(window, Qt.Key.Key_M)
    assert window._page.mute_button.isChecked()
    window.show_menu()
    assert button(window, "Mute").isChecked()
    button(window, "Mute").click()
    QTest.keyClick(window, Qt.Key.Key_M)
    assert told == [True, False, True]
    assert button(window, "Mute").isChecked()


def test_the_volume_is_wished_for_by_keyboard(open_: Open) -> None:
    window = open_(appearance=Appearance(volume=70))
    told: list[int] = []
    window.wishes.volume.connect(told.append)
    window.show_menu()
    (slider,) = window.findChildren(QSlider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert told == [80]
    assert "80 %" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.show_menu()
    assert "80 %" in texts(window)


def test_text_grows_at_once_as_far_as_it_may(open_: Open) -> None:
    window = open_()
    told: list[int] = []
    window.wishes.text_size.connect(told.append)
    name, pause = window._page.name.fontMetrics().height(), button(window, "Pause").height()
    for _press in range(7):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert told == [120, 140, 160, 180, 200, 200, 200]
    QApplication.processEvents()
    assert window._page.name.fontMetrics().height() > 1.8 * name
    assert button(window, "Pause").height() > 1.3 * pause
    window.show_menu()
    assert not button(window, "A +").isEnabled()
    button(window, "A −").click()
    assert "180 %" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == 100
    assert not button(window, "A −").isEnabled()


@pytest.mark.parametrize("page", ["running", "hurt", "menu", "safety"])
def test_wherever_it_lies_it_grows_on_its_screen_alone(open_: Open, page: str) -> None:
    window = open_()
    room = window.screen().availableGeometry()
    window.move(room.right() + 1 - window.width(), room.bottom() + 1 - window.height())
    PAGES[page](window)
    for _press in range(4):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        assert room.contains(window.frameGeometry())
    place = window.pos()
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.pos() == place, "it has room where it is"


def test_the_text_size_of_the_settings_is_there_from_the_start(open_: Open) -> None:
    usual = open_()._page.cues.caption.fontMetrics().height()
    assert open_(appearance=Appearance(text_size=150))._page.cues.caption.fontMetrics().height() > 1.3 * usual


# The first routine, and what scrolls


def test_the_first_routine_shows_itself_before_it_asks_about_illnesses(open_: Open, clock: StillClock) -> None:
    window = open_(safety_read=False)
    (look,) = window.findChildren(FirstLook)
    assert look.figure.isVisible()
    doctor = next(label for label in window.findChildren(QLabel) if label.text() == "Ask a doctor first")
    what = next(label for label in look.findChildren(QLabel) if "Shoulder circles" in label.text())
    tops = [widget.mapTo(window, QPoint(0, 0)).y() for widget in (look.figure, what, doctor)]
    assert tops == sorted(tops)
    assert "Your first routine" in texts(window)
    shown = look.figure._shown
    clock.pass_(1.5)
    look.timer.timeout.emit()
    assert look.figure._shown != shown  # it moves
    window.hide()
    assert not look.timer.isActive()


@pytest.mark.parametrize("page", ["why", "safety"])
def test_what_scrolls_scrolls_by_every_key_wherever_the_keyboard_is(open_: Open, page: str) -> None:
    window = open_()
    window.show_why() if page == "why" else window.show_safety()
    for _round in range(3):
        QApplication.processEvents()
    window.setMinimumSize(1, 1)
    window.resize(380, 300)
    for _round in range(3):
        QApplication.processEvents()
    (scroller,) = [area for area in seen(window, Scroller) if isinstance(area, Scroller) and scrolls(area)]
    bar, keyboard = scroller.verticalScrollBar(), window.focusWidget()
    assert isinstance(keyboard, QAbstractButton)
    assert bar.maximum() > bar.pageStep() // 2 > 0
    QTest.keyClick(keyboard, Qt.Key.Key_PageDown)
    down = bar.value()
    assert down > 0
    QTest.keyClick(keyboard, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(keyboard, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(keyboard, Qt.Key.Key_Home)
    assert bar.value() == 0


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
            "Shoulder circles, Elbows will circle forward: up behind you, down in front.",
            "Shoulder circles, Fingertips on your shoulders.",
            "Shoulder circles, Elbows back and up.",
            "Shoulder circles, Elbows forward and down.",
            "Shoulder circles, Elbows back and up.",
        ]
    else:
        assert [line.say for line in player.plan.script if line.at < 12] == said[:2]


def test_as_with_a_person_opposite_the_arrow_turns_round(open_: Open, player: Player, clock: StillClock) -> None:
    angles = {}
    for mirror in (True, False):
        window = open_(appearance=Appearance(mirror=mirror))
        found: dict[str, float | None] = {}
        for beat in player.plan.beats:
            window._playback.run._place = beat.start + 0.1
            window._playback.show()
            found[beat.side.value] = window._page.cues.arrow.angle
        angles[mirror] = found
    for side, angle in angles[True].items():
        other = angles[False][side]
        assert (angle is None and other is None) or (angle is not None and other == (180 - angle) % 360), side


def test_from_right_to_left_the_figure_and_its_arrow_go_where_they_always_go(
    open_: Open, player: Player, request: pytest.FixtureRequest
) -> None:
    """Left is left of the body, however one reads."""
    seen: list[list[object]] = []
    for reading in ("left to right", "mirrored"):
        if reading == "mirrored":
            request.getfixturevalue(reading)
        window = open_()
        window.resize(420, 640)
        QApplication.processEvents()
        window._page.figure.setFixedSize(200, 200)
        told: list[object] = []
        for beat in player.plan.beats:
            if beat.side in (Side.LEFT, Side.RIGHT):
                window._playback.run._place = (beat.start + beat.end) / 2
                window._playback.show()
                told += [window._page.cues.arrow.angle, window._page.figure.grab().toImage()]
        seen.append(told)
    assert len(seen[0]) > 2
    assert seen[0] == seen[1]


def test_right_to_left_the_arrow_keys_lead_the_other_way(open_: Open) -> None:
    window = open_()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window._page.segments.accessibleDescription() == "Exercise 2 of 4"
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window._page.segments.accessibleDescription() == "Exercise 1 of 4"


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


def _show_article(window: RoutineWindow) -> None:
    window.show_ending(Ending(Outcome.PAIN, 1, (), 0, hurt="Seated twist", caution="Slowly."))
    window.show_safety()


EVERY_PAGE: dict[str, Callable[[RoutineWindow], object]] = {
    **PAGES,
    "left out": lambda window: window.show_ending(
        Ending(Outcome.PAIN, 212_000, ("Seated twist",), 0, "Tomorrow at 9:00", "Seated twist", "seated-twist", 2)
    ),
    "article": _show_article,
}
OPENED: tuple[dict[str, object], ...] = ({}, {"safety_read": False}, {"kept": KEPT})
"""Ways to open a window: the last two begin with another page."""


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


SCREENS = [
    (1024, 600, 1),
    (1024, 600, 1.5),
    (1024, 600, 2),
    (1366, 768, 1),
    (1366, 768, 1.5),
    (1366, 768, 2),
    (1920, 1080, 1),
    (1920, 1080, 2),
    (960, 540, 1),
    (960, 540, 1.5),
    (960, 540, 2),
    (683, 384, 1),
]
"""Sizes in the pixels that windows are laid out in, and how many times as large as usual letters are: 960 x 540 is
1920 x 1080 at 200 %, 683 x 384 is 1366 x 768 at that."""


class Screen:
    """What is asked of a screen."""

    def __init__(self, width: int, height: int) -> None:
        self.room = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:
        return self.room

    def availableSize(self) -> QSize:
        return self.room.size()


@pytest.mark.parametrize("small", [False, True], ids=["usual", "discreet"])
@pytest.mark.parametrize(("size", "letters"), [((w, h), times) for w, h, times in SCREENS], indirect=["letters"])
def test_on_every_screen_nothing_is_covered_and_the_figure_is_whole(
    open_: Open,
    player: Player,
    clock: StillClock,
    monkeypatch: pytest.MonkeyPatch,
    letters: float,
    small: bool,
    size: tuple[int, int],
) -> None:
    screen = Screen(*size)
    monkeypatch.setattr(screens, "_pointer_screen", lambda: screen)
    for opened in OPENED:
        window = open_(appearance=Appearance(small=small), **opened)
        play(window, clock, player.plan.parts[1].start + 20)
        pages = EVERY_PAGE if opened == {} else {next(iter(opened)): lambda window: None}
        for name, lead in pages.items():
            lead(window)
            for _round in range(5):
                QApplication.processEvents()
            assert window.width() <= size[0], name
            assert window.height() <= size[1], name
            for widget in seen(window, QWidget):
                _check(widget, window, name)
            _nothing_overlaps(window, name)
            if name in ("running", "paused"):
                _figure_is_whole(window, player, name)
            if flow.leads_back(window._at):
                window._lead_back()
        window.dismiss()
        window.deleteLater()


@pytest.mark.parametrize("letters", [1.6, 3.2], indirect=True)
def test_however_large_letters_are_what_to_do_is_in_sight(
    open_: Open,
    player: Player,
    clock: StillClock,
    monkeypatch: pytest.MonkeyPatch,
    letters: float,
) -> None:
    monkeypatch.setattr(screens, "_pointer_screen", lambda: Screen(1024, 600))
    window = open_()
    play(window, clock, player.plan.parts[1].start + 20)
    for _round in range(5):
        QApplication.processEvents()
    page = window._page
    assert page.cues.caption.text()
    shown = page.cues.caption.visibleRegion().boundingRect()
    assert shown == page.cues.caption.rect()
    assert page.figure.isVisible() is (letters < 2), "it gives way to the words alone"
    _nothing_overlaps(window, "running")
    window.resize(1000, 1200)
    QApplication.processEvents()
    assert page.figure.isVisible()


def _nothing_overlaps(window: QWidget, page: str) -> None:
    """Buttons, words and what is painted lie beside each other, but for what says on the figure that it is paused."""
    kinds = (QAbstractButton, QLabel, QProgressBar, QAbstractScrollArea, Figure, QSlider)
    shown = [
        widget
        for kind in kinds
        for widget in seen(window, kind)
        if not isinstance(widget.parent(), PausedSign) and not (isinstance(widget, QLabel) and not widget.text())
    ]
    areas = [widget for widget in shown if isinstance(widget, QAbstractScrollArea)]
    for one, other in combinations(shown, 2):
        if not one.isAncestorOf(other) and not other.isAncestorOf(one):
            covered = _seen_beside(one, other, areas, window).intersected(_seen_beside(other, one, areas, window))
            assert covered.isEmpty(), (page, _told(one), _told(other), covered)


def _seen_beside(widget: QWidget, other: QWidget, areas: Sequence[QWidget], window: QWidget) -> QRect:
    """Where it lies, without what is scrolled out of sight where the other is not scrolled with it."""
    seen_of_it = _placed(widget, window)
    for area in areas:
        if area.isAncestorOf(widget) and not area.isAncestorOf(other):
            seen_of_it = seen_of_it.intersected(_placed(area, window))
    return seen_of_it


def _figure_is_whole(window: RoutineWindow, player: Player, page: str) -> None:
    """Every part of the body that a picture shows lies in it, at every moment; a bust ends where its view does."""
    figure = window._page.figure
    assert min(figure.width(), figure.height()) >= 120, (page, figure.size())
    assert window.rect().contains(_placed(figure, window)), page
    box = QRectF(figure.rect())
    for beat in player.plan.beats:
        frame = player.frame((beat.start + beat.end) / 2)
        camera = Camera(frame.view, box)
        shape = body(frame.pose)
        parts = [shape.head.at, *(leg.ankle for leg in (shape.left_leg, shape.right_leg))]
        parts += [point for arm in (shape.left, shape.right) for point in (arm.elbow, arm.wrist)]
        for part in parts:
            if part[1] >= frame.view.low:
                assert box.contains(camera.point(part)), (page, frame.exercise.id, part)


def _placed(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _told(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else type(widget).__name__


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
