"""The routine window: its keys, its clock, what it tells, and that it rests when nobody looks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.engine.actions import Outcome
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.routine.marks import Arrow, BreathRing, Segments
from deskbreak.ui.routine.pages.cues import repetition_text
from deskbreak.ui.routine.pages.ending import Ending
from deskbreak.ui.routine.window import RoutineWindow
from tests.coach.samples import StillClock

Open = Callable[..., "Watched"]


class Watched:
    """A window with all it has told."""

    def __init__(self, window: RoutineWindow, clock: StillClock) -> None:
        self.window, self.clock = window, clock
        self.told: list[tuple[object, ...]] = []
        window.progress.connect(lambda *args: self.told.append(("progress", *args)))
        for name in ("finished", "stopped"):
            getattr(window, name).connect(lambda name=name: self.told.append((name,)))
        window.wishes.safety_confirmed.connect(lambda: self.told.append(("safety_confirmed",)))
        window.pained.connect(lambda exercise: self.told.append(("pained", exercise)))
        window.closed.connect(lambda *size: self.told.append(("closed", *size)))

    @property
    def part(self) -> str:
        """In which exercise it is, as a screen reader tells it."""
        return self.window._page.segments.accessibleDescription()

    @property
    def names(self) -> list[object]:
        return [item[0] for item in self.told]

    @property
    def timer(self) -> QTimer:
        (timer,) = self.window.findChildren(QTimer, "frames")
        return timer

    def play(self, seconds: float) -> None:
        """Let time pass and the timer have its say."""
        self.clock.pass_(seconds)
        self.timer.timeout.emit()

    def button(self, text: str) -> Button:
        (found,) = [b for b in self.window.findChildren(Button) if b.text() == text and b.isVisibleTo(self.window)]
        return found

    def texts(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisibleTo(self.window)]


@pytest.fixture
def open_(qtbot: QtBot, player: Player, clock: StillClock) -> Open:
    def open_one(*, safety_read: bool = True, size: tuple[int, int] | None = None) -> Watched:
        window = RoutineWindow(player, clock, safety_read=safety_read, size=size)
        qtbot.addWidget(window)
        watched = Watched(window, clock)
        window.open()
        qtbot.waitExposed(window)
        return watched

    return open_one


def _press(watched: Watched, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(watched.window.focusWidget() or watched.window, key)


def _total(player: Player) -> int:
    return round(player.total * 1000)


def test_it_opens_running_and_tells_so(open_: Open, player: Player) -> None:
    watched = open_()
    assert watched.told == [("progress", 0, _total(player), True, ())]
    assert watched.timer.isActive()
    assert watched.timer.interval() >= 33  # no more than 30 frames a second
    assert watched.window.windowTitle() == player.plan.name
    assert not watched.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


def test_text_count_clock_and_figure_come_from_the_same_frame(open_: Open, player: Player) -> None:
    watched = open_()
    twist = player.plan.parts[1]
    turn = next(beat for beat in player.plan.beats if beat.part == 1 and beat.phase == "turn")
    watched.play(turn.start + 1)
    frame = player.frame(turn.start + 1)
    texts = watched.texts()
    assert watched.part == "Exercise 2 of 4"
    assert not any("Exercise 2" in text for text in texts)
    assert twist.name in texts
    assert frame.side_text in texts
    assert f"{frame.repetition} of {frame.repetitions}" in texts
    assert "\n".join(frame.caption) in texts
    assert frame.breath_text in texts
    minutes, seconds = divmod(round(frame.left), 60)
    assert f"{minutes}:{seconds:02} left" in texts
    described = watched.window._page.figure.accessibleDescription()
    assert twist.name in described
    assert frame.side_text in described
    assert frame.caption[0] in described
    (segments,) = watched.window.findChildren(Segments)
    assert segments.value() == round(frame.fraction * 1000)
    (arrow,) = watched.window.findChildren(Arrow)
    assert arrow.angle == {"left": 180, "right": 0, "none": None}[frame.side.value]
    assert arrow.accessibleName() == frame.side_text
    (ring,) = watched.window.findChildren(BreathRing)
    assert ring.accessibleName() == frame.breath_text


def test_the_arrow_goes_forward_the_way_the_figure_faces(open_: Open, player: Player) -> None:
    watched = open_()
    (arrow,) = watched.window.findChildren(Arrow)
    seen = {}
    while watched.window._playback.run.place < player.plan.parts[0].end - 1:
        watched.play(1)
        seen[player.frame(watched.window._playback.run.place).side.value] = arrow.angle
    forward, backward = seen["forward"], seen["backward"]
    assert forward is not None
    assert backward == (forward + 180) % 360


def test_space_pauses_and_keeps_the_place(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(10)
    watched.told.clear()
    _press(watched, Qt.Key.Key_Space)
    assert not watched.timer.isActive()
    assert watched.button("Go on")
    assert "Paused" in watched.texts()
    watched.clock.pass_(500)
    _press(watched, Qt.Key.Key_Space)
    assert watched.timer.isActive()
    assert watched.told == [
        ("progress", 10_000, _total(player), False, ()),
        ("progress", 10_000, _total(player), True, ()),
    ]


def test_arrows_lead_back_and_on(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(10)
    _press(watched, Qt.Key.Key_Right)
    assert player.plan.parts[1].name in watched.texts()
    _press(watched, Qt.Key.Key_Left)
    assert player.plan.parts[0].name in watched.texts()
    assert watched.told[-1] == ("progress", 10_000, _total(player), True, ())


def test_keys_work_on_the_window_itself_too(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    QTest.keyClick(watched.window, Qt.Key.Key_Space)
    assert not watched.window.running
    QTest.keyClick(watched.window, Qt.Key.Key_Right)
    assert player.plan.parts[1].name in watched.texts()


def test_tab_reaches_every_button_and_enter_presses_it(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    start = watched.window.focusWidget()
    assert start is watched.button("Pause")
    reached: list[QWidget | None] = [start]
    for _step in range(12):
        watched.window.focusNextChild()
        if watched.window.focusWidget() is start:
            break
        reached.append(watched.window.focusWidget())
    assert [b.text() for b in reached if isinstance(b, Button)] == [
        "Pause",
        "Next ›",
        "It hurts",
        "Safety",
        "Stop",
        "Menu",
        "Mute",
        "‹ Again",
    ]
    watched.button("Next ›").setFocus()
    _press(watched, Qt.Key.Key_Return)
    assert watched.part == "Exercise 2 of 4"
    _press(watched, Qt.Key.Key_Space)  # a focused button takes Space for itself
    assert watched.part == "Exercise 3 of 4"


def test_the_focus_can_be_seen(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    watched.window.activateWindow()
    button = watched.button("Next ›")
    without = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != without


def test_a_click_leaves_the_keyboard_on_pause(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    QTest.mouseClick(watched.button("Next ›"), Qt.MouseButton.LeftButton)
    assert watched.part == "Exercise 2 of 4"
    _press(watched, Qt.Key.Key_Space)
    assert not watched.window.running


def test_esc_stops_at_once_in_the_first_half_minute(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(29)
    watched.told.clear()
    _press(watched, Qt.Key.Key_Escape)
    assert watched.told == [
        ("progress", 29_000, _total(player), False, (player.plan.parts[0].id,)),
        ("stopped",),
    ]
    assert not watched.timer.isActive()


def test_esc_asks_after_half_a_minute_in_the_window_itself(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    watched.play(31)
    _press(watched, Qt.Key.Key_Escape)
    assert "stopped" not in watched.names
    assert not watched.timer.isActive()
    assert "Stop here? Done so far: under a minute." in watched.texts()
    assert QApplication.activeModalWidget() is None
    assert watched.window.focusWidget() is watched.button("Keep going")
    _press(watched, Qt.Key.Key_Escape)
    assert watched.window.running
    _press(watched, Qt.Key.Key_Escape)
    watched.button("Keep going").click()
    assert watched.window.running
    _press(watched, Qt.Key.Key_Escape)
    watched.button("Stop here").click()
    assert watched.names[-1] == "stopped"


def test_a_question_while_paused_stays_paused_afterwards(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(player.total * 0.6)
    watched.window.pause_or_go_on()
    watched.window.stop()
    assert any("more than half counts" in text for text in watched.texts())
    watched.button("Keep going").click()
    assert not watched.window.running
    assert watched.button("Go on")


def test_it_hurts_stops_at_once_and_names_the_exercise(open_: Open, player: Player) -> None:
    watched = open_()
    watched.play(player.plan.parts[2].start + 20)
    watched.button("It hurts").click()
    assert watched.told[-1] == ("pained", player.plan.parts[2].id)
    assert "stopped" not in watched.names
    assert not watched.timer.isActive()
    watched.button("It hurts").click()
    assert watched.names.count("pained") == 1


def test_done_to_its_end_it_is_finished(open_: Open, player: Player) -> None:
    watched = open_()
    for part in player.plan.parts:
        watched.play(part.end - part.start)
    everything = tuple(part.id for part in player.plan.parts)
    assert watched.told[-2:] == [("progress", _total(player), _total(player), False, everything), ("finished",)]
    begun = [item[4] for item in watched.told if item[0] == "progress" and item[3]]
    assert begun == [everything[:count] for count in range(5) if count < 4]
    assert not watched.timer.isActive()


def test_leapt_through_it_is_stopped_with_what_was_done(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(3)
    for _part in player.plan.parts:
        _press(watched, Qt.Key.Key_Right)
    assert "finished" not in watched.names
    assert watched.told[-2:] == [
        ("progress", 3_000, _total(player), False, ()),
        ("stopped",),
    ]


def test_closing_is_stopping(open_: Open, player: Player) -> None:
    watched = open_(size=(430, 610))
    watched.play(100)
    watched.window.close()
    assert watched.names[-3:] == ["progress", "stopped", "closed"]
    assert watched.told[-1] == ("closed", 430, 610)


def test_dismissed_it_says_nothing_of_a_stop(open_: Open) -> None:
    watched = open_()
    watched.window.dismiss()
    assert "stopped" not in watched.names
    assert watched.names[-1] == "closed"
    assert not watched.timer.isActive()


class _Paints(QWidget):
    """Counts the paint events of a window and all in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.count += 1
        return False


def test_running_it_paints_and_paused_it_does_not(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    paints = _Paints(watched.window)
    qtbot.addWidget(paints)
    watched.play(14)
    qtbot.waitUntil(lambda: paints.count > 0)
    watched.window.pause_or_go_on()
    QApplication.processEvents()
    paints.count = 0
    watched.clock.pass_(5)
    frames: list[None] = []
    screen = QTimer(interval=16)
    screen.timeout.connect(lambda: frames.append(None))
    screen.start()
    qtbot.waitUntil(lambda: len(frames) == 12)
    assert paints.count == 0


def test_what_a_frame_changes_is_painted_together(open_: Open, qtbot: QtBot) -> None:
    """Not a part of it while the rest is still to be told: the window would be painted twice."""
    watched = open_()
    paints = _Paints(watched.window)
    qtbot.addWidget(paints)
    for _frame in range(5):
        QApplication.processEvents()
        paints.count = 0
        watched.play(0.5)  # enough for the progress to be another
        assert paints.count == 0
        qtbot.waitUntil(lambda: paints.count > 0)


@pytest.mark.parametrize("vanish", ["showMinimized", "hide"])
def test_out_of_sight_it_pauses_and_stays_paused(open_: Open, qtbot: QtBot, vanish: str) -> None:
    watched = open_()
    watched.play(10)
    getattr(watched.window, vanish)()
    qtbot.waitUntil(lambda: not watched.window.running)
    assert not watched.timer.isActive()
    assert watched.told[-1][1:4:2] == (10_000, False)
    watched.clock.pass_(300)
    watched.window.showNormal()
    assert not watched.window.running
    assert watched.button("Go on")
    watched.window.pause_or_go_on()
    assert watched.window.running


class _Surface(QObject):
    """A window's surface that its virtual desktop has taken away."""

    def isExposed(self) -> bool:
        return False


def test_on_another_desktop_it_pauses(open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, surface = open_(), _Surface()
    monkeypatch.setattr(watched.window, "windowHandle", lambda: surface)
    QApplication.sendEvent(surface, QEvent(QEvent.Type.Expose))
    assert watched.timer.isActive()  # not its own surface yet
    surface.installEventFilter(watched.window)
    QApplication.sendEvent(surface, QEvent(QEvent.Type.Expose))
    assert not watched.timer.isActive()


def test_it_tells_its_progress_at_least_every_ten_seconds(open_: Open, player: Player) -> None:
    """So that little is lost when it is killed."""
    watched = open_()
    assert player.plan.parts[0].end > 28  # no exercise begins meanwhile
    told, running = [0], set()
    watched.window.progress.connect(lambda done, _total, _running, _begun: told.append(done))
    watched.window.progress.connect(lambda _done, _total, runs, _begun: running.add(runs))
    for _tenth in range(280):
        watched.play(0.1)
    assert told == sorted(told)
    gaps = [after - before for before, after in zip(told, [*told[1:], 28_000], strict=True)]
    assert max(gaps) <= 10_000
    assert len(told) <= 5  # and no more than that asks for
    assert running == {True}


def test_paused_it_has_nothing_to_tell(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    watched.play(5)
    watched.window.pause_or_go_on()
    told = len(watched.told)
    watched.clock.pass_(60)
    watched.window.pause_or_go_on()
    watched.play(9)
    assert [item[1] for item in watched.told[told:]] == [5000]
    watched.play(1)
    assert [item[1] for item in watched.told[told:]] == [5000, 15_000]


@pytest.mark.parametrize("maximised", [False, True])
def test_brought_to_the_front_it_is_as_it_was(open_: Open, qtbot: QtBot, maximised: bool) -> None:
    watched = open_()
    window = watched.window
    window.to_front()
    assert watched.window.running
    if maximised:
        window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    qtbot.waitUntil(lambda: not window.running)
    window.to_front()
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.isMinimized()
    assert window.isMaximized() == maximised
    assert not window.running
    watched.button("Go on").click()
    assert watched.window.running


def test_a_still_figure_is_looked_at_less_often(open_: Open, player: Player) -> None:
    watched = open_()
    (hold, *_) = [beat for beat in player.plan.beats if beat.phase == "hold"]
    watched.play(hold.start + 1)
    watched.play(0)  # the same instant: the same figure
    assert watched.timer.interval() > 100
    watched.play(hold.end - hold.start)
    assert watched.timer.interval() < 40


def test_before_the_first_routine_safety_comes_first(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_(safety_read=False)
    assert watched.told == [("progress", 0, _total(player), False, ())]
    assert "Before you start" in watched.texts()
    assert not watched.timer.isActive()
    watched.clock.pass_(100)
    assert watched.window.focusWidget() is watched.button("I have read this")
    _press(watched, Qt.Key.Key_Return)
    assert watched.names == ["progress", "safety_confirmed", "progress"]
    assert watched.told[-1] == ("progress", 0, _total(player), True, ())


@pytest.mark.parametrize("way", ["button", "esc"])
def test_not_now_confirms_nothing(open_: Open, qtbot: QtBot, way: str) -> None:
    watched = open_(safety_read=False)
    if way == "button":
        watched.button("Not now").click()
    else:
        _press(watched, Qt.Key.Key_Escape)
    assert watched.names[-2:] == ["stopped", "closed"]  # and no page about it
    assert "safety_confirmed" not in watched.names
    assert not watched.window.isVisible()


def test_safety_is_always_within_reach_and_the_routine_waits(open_: Open, qtbot: QtBot) -> None:
    watched = open_()
    watched.play(40)
    watched.button("Safety").click()
    assert not watched.window.running
    assert any("doctor" in text for text in watched.texts())
    _press(watched, Qt.Key.Key_Space)
    assert watched.timer.isActive()
    assert watched.part == "Exercise 1 of 4"
    assert "safety_confirmed" not in watched.names
    watched.button("Safety").click()
    assert not watched.timer.isActive()
    _press(watched, Qt.Key.Key_Escape)
    assert watched.timer.isActive()


ENDINGS = {
    Outcome.COMPLETED: ("Well done!", "The whole routine, 5 min."),
    Outcome.SHORT: ("A minute well spent", "All of the one-minute version."),
    Outcome.PARTIAL: ("Good: most of it is done", "5 min of movement, at least half of the routine."),
    Outcome.STOPPED: ("Stopped for now", "That is fine, whatever the reason."),
    Outcome.PAIN: ("Be kind to yourself", "“Seated twist” hurt, and it was right to stop. Take a break and rest."),
}


@pytest.mark.parametrize("outcome", list(ENDINGS))
def test_the_end_says_kindly_what_was_done(open_: Open, qtbot: QtBot, outcome: Outcome) -> None:
    watched = open_()
    watched.window.show_ending(
        Ending(
            outcome,
            275_500,
            ("Shoulder circles", "Seated twist"),
            9 * 60_000,
            "Routine between 13:04 and 14:04",
            "Seated twist",
        )
    )
    texts = watched.texts()
    assert set(ENDINGS[outcome]) <= set(texts)
    assert "Done: Shoulder circles · Seated twist" in texts
    assert "9 min of movement today. 10 to 15 are enough." in texts
    assert "Routine between 13:04 and 14:04" in texts
    assert any("see a doctor" in text for text in texts) is (outcome is Outcome.PAIN)
    assert not watched.timer.isActive()
    asked = outcome not in (Outcome.STOPPED, Outcome.PAIN)
    first = "2  Just right" if asked else "Rest" if outcome is Outcome.PAIN else "Close"
    assert watched.window.focusWidget() is watched.button(first)
    watched.button("See what the article says" if outcome is Outcome.PAIN else "Safety").click()
    watched.button("Back").click()
    assert ENDINGS[outcome][0] in watched.texts()
    _press(watched, Qt.Key.Key_Escape)
    assert "stopped" not in watched.names
    assert watched.names[-1] == "closed"


def test_an_exercise_that_hurts_on_different_days_is_left_out_and_a_doctor_advised(open_: Open) -> None:
    watched = open_()
    watched.window.show_ending(
        Ending(Outcome.PAIN, 50_000, (), 0, "No further routine today", "Seated twist", left_out="seated-twist")
    )
    (advice,) = [text for text in watched.texts() if "Seated twist" in text and "left out" in text]
    assert "doctor" in advice
    assert watched.button("Put back")


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "No movement yet today. 10 to 15 min are enough."),
        (0.3, "Less than a minute of movement today. 10 to 15 min are enough."),
        (0.5, "1 min of movement today. 10 to 15 are enough."),
        (11, "11 min of movement today: just right."),
        (17, "17 min of movement today. 10 to 15 are enough."),
    ],
)
def test_todays_minutes_stand_against_the_articles(open_: Open, minutes: float, told: str) -> None:
    watched = open_()
    watched.window.show_ending(Ending(Outcome.COMPLETED, 275_500, (), round(minutes * 60_000)))
    assert told in watched.texts()


def test_it_is_no_larger_than_its_screen_and_lies_on_it(open_: Open) -> None:
    watched = open_(size=(5000, 4000))
    room = watched.window.screen().availableGeometry()
    assert room.contains(watched.window.frameGeometry())


@pytest.mark.parametrize("page", ["playing", "safety", "end"])
def test_in_a_large_window_it_stays_a_readable_column_in_the_middle(open_: Open, page: str) -> None:
    watched = open_(safety_read=page != "safety")
    window = watched.window
    if page == "end":
        window.show_ending(Ending(Outcome.COMPLETED, 240_000, ("Twist",), 240_000, "Next at noon"))
    window.resize(1600, 900)
    QApplication.sendPostedEvents()
    shown = window._column
    foot = window._footer.height() if window._footer.isVisible() else 0
    assert shown.height() + foot == window.height()
    assert shown.width() <= 80 * shown.fontMetrics().horizontalAdvance("x"), "WCAG 2.2, 1.4.8"
    assert shown.mapTo(window, shown.rect().center()).x() in (799, 800)
    watched.window.resize(420, 600)
    for _turn in range(6):
        QApplication.processEvents()
    assert shown.width() == 420


def test_it_follows_the_desktop_into_the_dark(
    open_: Open, wear: Callable[[QPalette], None], light: QPalette, dark: QPalette
) -> None:
    wear(light)
    watched = open_()
    bright = watched.window.grab().toImage().pixelColor(3, 3).lightness()
    wear(dark)
    assert watched.window.grab().toImage().pixelColor(3, 3).lightness() < bright - 100


def test_nobody_is_told_to_get_ready_at_the_very_end(player: Player) -> None:
    last = player.plan.parts[-1]
    assert repetition_text(player.frame(last.start + 1)) == "Get ready"
    assert repetition_text(player.frame((last.start + last.end) / 2)).endswith(" of 6")
    assert repetition_text(player.frame(last.end - 0.5)) == ""


CTRL = Qt.KeyboardModifier.ControlModifier


def test_pain_has_a_key_that_is_not_hit_by_chance(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(4)
    _press(watched, Qt.Key.Key_P)
    assert "pained" not in watched.names
    assert "Ctrl+P" in watched.button("It hurts").accessibleName()
    QTest.keyClick(watched.window.focusWidget(), Qt.Key.Key_P, CTRL)
    assert watched.told[-1] == ("pained", player.plan.parts[0].id)
    QTest.keyClick(watched.window, Qt.Key.Key_P, CTRL)
    assert watched.names.count("pained") == 1


def test_pain_can_be_told_by_key_from_a_page_over_the_routine(open_: Open, qtbot: QtBot, player: Player) -> None:
    watched = open_()
    watched.play(4)
    watched.window.show_menu()
    QTest.keyClick(watched.window.focusWidget(), Qt.Key.Key_P, CTRL)
    assert watched.names[-1] == "pained"


def test_before_the_safety_page_is_read_nothing_hurts(open_: Open, qtbot: QtBot) -> None:
    watched = open_(safety_read=False)
    QTest.keyClick(watched.window, Qt.Key.Key_P, CTRL)
    assert "pained" not in watched.names
