"""The welcome, as people meet it: every choice by mouse and keyboard, and never more than the screen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.settings.values import DAY_MINUTES, TimeRange
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.kit.day_picture import DayPicture, DayShown
from deskbreak.ui.kit.dress import dress
from deskbreak.ui.kit.fields.time_edit import TimeEdit
from deskbreak.ui.kit.theme import contrast
from deskbreak.ui.welcome.choice import Choice, Welcome
from deskbreak.ui.welcome.window import SIZE, WelcomeWindow
from tests.coach.samples import StillClock
from tests.ui.samples import CHOICE, full_welcome, scroll_over

DAY = DayShown(
    "A whole day with these hours",
    ("11:00 to 12:00: a routine, when your hands rest",),
    hours=((0.0, "09:00"), (1.0, "18:00")),
)


class Guest:
    """Somebody who meets the window, and what they have wished for."""

    def __init__(self, window: WelcomeWindow) -> None:
        self.window = window
        self.changed: list[Choice] = []
        self.done: list[Choice] = []
        self.listened: list[Choice] = []
        self.tried: list[bool] = []
        self.closed: list[bool] = []
        window.changed.connect(self.changed.append)
        window.done.connect(self.done.append)
        window.listen.connect(self.listened.append)
        window.try_minute.connect(lambda: self.tried.append(True))
        window.closed.connect(lambda: self.closed.append(True))

    def control(self, kind: type[QWidget], name: str) -> QWidget:
        """The one control of this kind and accessible name (or, without one, text) that is seen."""
        found = [
            one
            for one in self.window.findChildren(kind)
            if one.isVisible() and (one.accessibleName() or one.property("text")) == name
        ]
        assert len(found) == 1, (name, found)
        return found[0]

    def click(self, kind: type[QWidget], name: str) -> None:
        control = self.control(kind, name)
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_Space)

    def set_time(self, name: str, hour: int, minute: int) -> None:
        self.write_time(name, f"{hour}:{minute:02}")

    def write_time(self, name: str, typed: str) -> None:
        edit = self.control(TimeEdit, name)
        assert isinstance(edit, TimeEdit)
        edit.selectAll()
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())


Meet = Callable[..., Guest]


@pytest.fixture
def meet(player: Player, qtbot: QtBot, clock: StillClock) -> Meet:
    def open_(welcome: Welcome | None = None) -> Guest:
        window = WelcomeWindow(full_welcome() if welcome is None else welcome, player, clock, Appearance())
        qtbot.addWidget(window)
        window.show_day(DAY)
        window.open()
        return Guest(window)

    return open_


def test_done_at_once_takes_what_was_proposed(meet: Meet) -> None:
    guest = meet()
    guest.click(Button, "Done")
    assert guest.done == [CHOICE]


def test_each_choice_is_told_as_it_is_made(meet: Meet) -> None:
    guest = meet()
    guest.click(QCheckBox, "Friday")
    guest.click(QCheckBox, "Sunday")
    assert guest.changed[-1].days == ("mon", "tue", "wed", "thu", "sun")
    guest.set_time("Start of work", 8, 30)
    guest.set_time("End of work", 16, 45)
    assert guest.changed[-1].hours == TimeRange(8 * 60 + 30, 16 * 60 + 45)
    guest.click(QCheckBox, "A lunch break at a fixed time")
    assert guest.changed[-1].lunch == TimeRange(12 * 60, 13 * 60)
    guest.set_time("End of lunch", 12, 45)
    assert guest.changed[-1].lunch == TimeRange(12 * 60, 12 * 60 + 45)
    languages = guest.control(QComboBox, "Language of the voice")
    assert isinstance(languages, QComboBox)
    languages.setCurrentIndex(1)
    assert guest.changed[-1].language == "en"
    guest.click(QRadioButton, "Maple")
    assert guest.changed[-1].look == "maple"
    guest.click(QCheckBox, "Start deskbreak when I log in")
    guest.click(QCheckBox, "Only deskbreak’s reminders")
    guest.click(QCheckBox, "A voice leads me")
    last = guest.changed[-1]
    assert (last.at_login, last.others_off, last.voice) == (True, True, False)
    guest.click(Button, "Done")
    assert guest.done == [last]


def test_the_desktops_own_reminders_go_with_the_start_at_login_alone(meet: Meet) -> None:
    guest = meet()
    assert not guest.control(QCheckBox, "Only deskbreak’s reminders").isEnabled()
    guest.click(QCheckBox, "Start deskbreak when I log in")
    guest.click(QCheckBox, "Only deskbreak’s reminders")
    assert guest.changed[-1].others_off
    guest.click(QCheckBox, "Start deskbreak when I log in")
    assert not guest.changed[-1].others_off, "nothing would give them back"


@pytest.mark.parametrize("kind", [QComboBox, TimeEdit])
def test_the_wheel_scrolls_the_page_and_chooses_nothing(meet: Meet, kind: type[QWidget]) -> None:
    guest = meet()
    before = guest.window.choice
    for part in guest.window.findChildren(kind):
        part.clearFocus()
        wheel = QWheelEvent(
            QPointF(5, 5),
            part.mapToGlobal(QPointF(5, 5)),
            QPoint(),
            QPoint(0, -240),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(part, wheel)
    assert guest.window.choice == before


def test_nothing_is_chosen_unasked(meet: Meet) -> None:
    chosen = meet().window.choice
    assert chosen is not None
    assert (chosen.at_login, chosen.others_off, chosen.lunch) == (False, False, None)


def test_what_cannot_be_chosen_here_is_not_shown(meet: Meet) -> None:
    guest = meet(replace(full_welcome(), can_start_at_login=False, others_on=False))
    shown = {box.text() for box in guest.window.findChildren(QCheckBox) if box.isVisible()}
    assert not shown & {"Start deskbreak when I log in", "Only deskbreak’s reminders"}


def test_what_is_missing_here_is_told_when_it_is_known(meet: Meet) -> None:
    guest = meet()
    assert "Good to know" not in guest.texts()
    guest.window.show_findings(("Speech: no program for it. A voice takes espeak-ng.",))
    assert "Good to know about this desktop\nSpeech: no program for it. A voice takes espeak-ng." in guest.texts()
    guest.window.tell("espeak-ng has spoken.")
    assert "espeak-ng has spoken." in guest.texts()


@pytest.mark.parametrize("which", ["work", "lunch"])
def test_a_span_that_is_none_is_told_and_waits(meet: Meet, which: str) -> None:
    guest = meet(full_welcome(replace(CHOICE, lunch=TimeRange(720, 780))))
    guest.set_time(f"End of {which}", *((9, 0) if which == "work" else (12, 0)))
    assert "begins and ends at two different times" in guest.texts()
    assert guest.window.choice is None
    done = guest.control(Button, "Done")
    assert not done.isEnabled()
    assert not guest.control(Button, "Listen to the voice").isEnabled()
    guest.set_time(f"End of {which}", 17, 0)
    assert "begins and ends" not in guest.texts()
    assert done.isEnabled()


def test_midnight_ends_the_day(meet: Meet) -> None:
    guest = meet()
    guest.set_time("End of work", 0, 0)
    assert guest.changed[-1].hours == TimeRange(9 * 60, DAY_MINUTES)
    guest.set_time("Start of work", 0, 0)
    assert guest.changed[-1].hours == TimeRange(0, DAY_MINUTES)


def test_hours_that_end_on_the_next_day_are_told_in_words(meet: Meet) -> None:
    guest = meet()
    assert "next day" not in guest.texts()
    guest.set_time("Start of work", 22, 0)
    guest.set_time("End of work", 6, 0)
    assert "until 06:00 the next day (8 h)" in guest.texts()
    assert guest.changed[-1].hours == TimeRange(22 * 60, 6 * 60)


def test_a_lunch_that_would_last_all_day_is_told_and_waits(meet: Meet) -> None:
    guest = meet(full_welcome(replace(CHOICE, lunch=TimeRange(720, 780))))
    guest.set_time("Start of lunch", 14, 0)
    assert "a span of 23 h; accepted: two times of day, the second at most 6 h after the first." in guest.texts()
    assert guest.window.choice is None
    guest.set_time("End of lunch", 14, 30)
    assert "accepted" not in guest.texts()
    assert guest.changed[-1].lunch == TimeRange(14 * 60, 14 * 60 + 30)


@pytest.mark.parametrize("name", ["Start of work", "End of work", "Start of lunch", "End of lunch"])
def test_what_is_wrong_with_a_time_is_said_right_beneath_it(meet: Meet, name: str, qapp: QApplication) -> None:
    guest = meet(full_welcome(replace(CHOICE, lunch=TimeRange(720, 780))))
    field = guest.control(TimeEdit, name)
    assert isinstance(field, TimeEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "99:99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qapp.processEvents()
    (said,) = [
        one for one in guest.window.findChildren(QLabel) if one.isVisible() and "is no time of day" in one.text()
    ]
    below = said.mapToGlobal(QPoint()).y() - field.mapToGlobal(QPoint(0, field.height())).y()
    assert 0 <= below < field.height()


def test_listening_and_trying_are_wishes(meet: Meet) -> None:
    guest = meet()
    guest.click(Button, "Listen to the voice")
    guest.click(Button, "Try one minute")
    assert (guest.listened, guest.tried) == ([CHOICE], [True])
    guest.click(QCheckBox, "A voice leads me")
    assert not guest.control(Button, "Listen to the voice").isEnabled()


def test_the_first_sentence_is_whole_and_promises_nothing(meet: Meet) -> None:
    said = "deskbreak offers you short seated routines and kind nudges while you work, and keeps quiet during calls."
    assert said in meet().texts().split("\n")


def test_the_last_page_says_where_it_is(meet: Meet) -> None:
    guest = meet()
    before = guest.window.size()
    guest.window.show_ready("This is its icon.", ("It starts by itself.", "A note has just said hello."))
    assert "It starts by itself.\n\nA note has just said hello." in guest.texts()
    (where,) = [label for label in guest.window.findChildren(QLabel) if label.text() == "This is its icon."]
    (mark,) = [label for label in guest.window.findChildren(QLabel) if not label.pixmap().isNull()]
    assert mark.isVisible()
    assert mark.geometry().right() < where.geometry().left(), "the icon stands beside the sentence"
    after = guest.window.size()
    assert after.width() < before.width()
    assert after.height() < before.height() / 2, "it is not a large empty window"
    assert where.height() >= where.heightForWidth(where.width())
    guest.click(Button, "Try one minute")
    guest.click(Button, "Close")
    assert (guest.tried, guest.closed) == ([True], [True])


def test_without_a_tray_no_icon_is_shown(meet: Meet) -> None:
    guest = meet()
    guest.window.show_ready("", ("This desktop shows no tray.",))
    assert not any(label.isVisible() for label in guest.window.findChildren(QLabel) if not label.pixmap().isNull())


def test_what_came_of_listen_stands_beside_it(meet: Meet) -> None:
    guest = meet()
    guest.window.tell_voice("No voice is installed here.")
    (said,) = [label for label in guest.window.findChildren(QLabel) if label.text() == "No voice is installed here."]
    listen = guest.control(Button, "Listen to the voice")
    below = said.mapTo(guest.window, QPoint(0, 0)).y() - listen.mapTo(guest.window, QPoint(0, listen.height())).y()
    assert said.isVisible()
    assert 0 <= below < listen.height()


def test_the_days_are_on_one_line_where_there_is_room(meet: Meet) -> None:
    guest = meet()

    def lines() -> int:
        return len({box.mapTo(guest.window, QPoint(0, 0)).y() for box in guest.window._form._days.values()})

    guest.window.resize(*SIZE)
    QApplication.processEvents()
    assert lines() == 1
    days = guest.window._form._days["mon"].parentWidget()
    assert days is not None
    assert days.heightForWidth(150) > days.heightForWidth(days.width()), "in less, there are more lines"


def test_esc_closes(meet: Meet) -> None:
    guest = meet()
    QTest.keyClick(guest.window, Qt.Key.Key_Escape)
    assert not guest.window.isVisible()
    assert (guest.closed, guest.done) == ([True], [])


def test_the_figure_moves_while_it_is_seen(meet: Meet, clock: StillClock, player: Player) -> None:
    guest = meet()
    (figure,) = guest.window.findChildren(Figure)

    def told_after(seconds: float) -> str:
        clock.pass_(seconds)
        guest.window._timer.timeout.emit()
        return figure.accessibleDescription()

    first, later = told_after(1), told_after(player.plan.parts[1].start)
    assert first != later
    told_after(player.plan.total)
    assert told_after(1) == first, "it begins again"
    assert guest.window._timer.isActive()
    guest.window.hide()
    assert not guest.window._timer.isActive()
    guest.window.show()
    assert guest.window._timer.isActive()
    guest.window.setWindowState(Qt.WindowState.WindowMinimized)
    assert not guest.window._timer.isActive()
    guest.window.setWindowState(Qt.WindowState.WindowNoState)
    assert guest.window._timer.isActive()


def test_another_figure_is_seen_at_once(meet: Meet) -> None:
    guest = meet()
    (figure,) = guest.window.findChildren(Figure)
    guest.click(QRadioButton, "Stone")
    assert figure._look == "stone"
    guest.window.set_reduced(True)
    assert figure._look == "stone"
    assert figure._reduced


def test_a_day_off_has_no_picture(meet: Meet) -> None:
    guest = meet()
    (picture,) = guest.window.findChildren(DayPicture)
    assert picture.isVisible()
    assert "11:00 to 12:00: a routine" in guest.texts()
    guest.window.show_day(DayShown("No office day", ("deskbreak stays quiet.",)))
    assert not picture.isVisible()
    assert "deskbreak stays quiet." in guest.texts()


def test_it_turns_dark_with_the_desktop(meet: Meet, wear: Callable[[QPalette], None], dark: QPalette) -> None:
    guest = meet()
    (button,) = (one for one in guest.window.findChildren(QRadioButton) if one.text() == "Fern")
    before = button.grab().toImage()
    wear(dark)
    assert guest.window.theme.dark
    assert button.grab().toImage() != before


@pytest.mark.parametrize("before", [True, False], ids=["from the first", "meanwhile"])
def test_times_that_are_off_can_be_read_in_the_dark(meet: Meet, qapp: QApplication, before: bool) -> None:
    was = qapp.palette()
    try:
        if before:
            dress(qapp, dark=True, contrast=False, font=qapp.font())
        guest = meet()
        if not before:
            dress(qapp, dark=True, contrast=False, font=qapp.font())
            QApplication.sendEvent(guest.window, QEvent(QEvent.Type.ApplicationPaletteChange))
        edit = guest.control(TimeEdit, "Start of lunch")
        assert not edit.isEnabled()
        off = QPalette.ColorGroup.Disabled
        ink, ground = (edit.palette().color(off, role) for role in (QPalette.ColorRole.Text, QPalette.ColorRole.Base))
        assert contrast(ink, ground) >= 2.5
    finally:
        qapp.styleHints().unsetColorScheme()
        qapp.setPalette(was)


@pytest.mark.parametrize("screen", [QSize(1024, 600), QSize(1366, 768)])
@pytest.mark.parametrize("scale", [1, 2, 3])
@pytest.mark.parametrize("way", list(Qt.LayoutDirection)[:2])
def test_all_of_it_can_be_reached_on_a_small_screen(
    meet: Meet,
    qapp: QApplication,
    letters: Callable[[float], None],
    way: Qt.LayoutDirection,
    screen: QSize,
    scale: int,
    request: pytest.FixtureRequest,
) -> None:
    if way is Qt.LayoutDirection.RightToLeft:
        request.getfixturevalue("mirrored")
    letters(scale)
    window = meet().window
    window.resize(screen - QSize(16, 48))
    for _turn in range(3):
        qapp.processEvents()
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()
    for name in ("Done", "Try one minute"):
        (button,) = (one for one in window.findChildren(Button) if one.isVisible() and one.text() == name)
        assert window.rect().contains(QRect(button.mapTo(window, QPoint()), button.size()))
    for part in window.findChildren(QWidget):
        if part.isVisible():
            left = part.mapTo(window, QPoint(0, 0)).x()
            assert left >= 0, "nothing is cut at the side"
            assert left + part.width() <= window.width(), "nothing is cut at the side"
            if isinstance(part, QAbstractButton | QComboBox | QAbstractSpinBox | QLabel):
                assert part.width() >= part.minimumSizeHint().width(), (part, part.accessibleName())


@pytest.mark.parametrize("way", list(Qt.LayoutDirection)[:2])
def test_from_right_to_left_the_columns_change_places(
    meet: Meet, qapp: QApplication, way: Qt.LayoutDirection, request: pytest.FixtureRequest
) -> None:
    mirrored = way is Qt.LayoutDirection.RightToLeft
    if mirrored:
        request.getfixturevalue("mirrored")
    guest = meet()
    guest.window.resize(1100, 700)
    for _turn in range(3):
        qapp.processEvents()
    (figure,) = guest.window.findChildren(Figure)
    (label,) = (one for one in guest.window.findChildren(QLabel) if one.text() == "Hours")
    (done, again) = (guest.control(Button, name) for name in ("Done", "Try one minute"))
    start, end = (guest.control(TimeEdit, name) for name in ("Start of work", "End of work"))
    in_order = [_centre(one) for one in (label, start, end, figure)]
    assert in_order == sorted(in_order, reverse=mirrored)
    assert (_centre(done) < _centre(again)) is mirrored


def _centre(part: QWidget) -> int:
    return part.mapTo(part.window(), part.rect().center()).x()


def test_a_wheel_that_scrolls_the_page_changes_nothing_beneath_the_pointer(meet: Meet) -> None:
    guest = meet()
    told = len(guest.changed)
    for field in (*guest.window.findChildren(TimeEdit), *guest.window.findChildren(QComboBox)):
        field.clearFocus()
        scroll_over(field)
    assert len(guest.changed) == told


def test_a_time_is_taken_when_it_is_written_and_what_is_none_is_told(meet: Meet) -> None:
    guest = meet()
    edit = guest.control(TimeEdit, "Start of work")
    told = len(guest.changed)
    guest.write_time("Start of work", "0745")
    assert isinstance(edit, TimeEdit)
    assert edit.minutes == 465
    assert len(guest.changed) == told + 1
    guest.write_time("Start of work", "99")
    assert edit.minutes == 465
    assert "“99” is no time of day, and nothing was changed" in guest.texts()
    assert len(guest.changed) == told + 1
    guest.write_time("Start of work", "8")
    assert "is no time of day" not in guest.texts()
