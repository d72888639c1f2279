"""The small window: what it says, what it offers, and where no tray is."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.engine.events import UserStatus
from deskbreak.engine.outlook import Mood
from deskbreak.engine.reasons import Hold
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.kit.today import MinutesBar, Today
from deskbreak.ui.status.tray import pause_menu
from deskbreak.ui.status.view import StatusView
from deskbreak.ui.status.window import StatusWindow, counts_line
from tests.ui.samples import at, fullest, morning

TODAY = Today(completed=2, partial=1, skipped=1, missed=1, nudges=4, moved=9 * 60_000 + 20_000)


@pytest.fixture
def window(qtbot: QtBot) -> StatusWindow:
    made = StatusWindow(StatusView.of(morning(), TODAY))
    qtbot.addWidget(made)
    made.open()
    return made


def _texts(window: StatusWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window) and label.text()]


def _buttons(window: StatusWindow) -> dict[str, Button]:
    return {button.text(): button for button in window.findChildren(Button) if button.isVisibleTo(window)}


def test_it_says_what_comes_and_what_was(window: StatusWindow) -> None:
    assert _texts(window) == [
        "Posture nudge at 10:00",
        "Routine between 11:00 and 12:00",
        "You have been sitting for 48 min",
        "Today",
        "2 routines · 1 in part · 4 nudges · 1 skipped · 1 missed",
        "9 min of movement today. 10 to 15 are enough.",
    ]
    (bar,) = window.findChildren(MinutesBar)
    assert bar.value() == 9
    assert "9 min" in bar.accessibleDescription()
    assert list(_buttons(window)) == [
        *("History…", "Start routine now", "Skip the next routine, until 13:00", "Pause", "I’m reading"),
        *("Why these?", "Settings…", "Quit deskbreak", "Close"),
    ]


def test_what_is_left_out_is_told_with_the_way_back(window: StatusWindow) -> None:  # D5
    hurt = (("seated-twist", "Seated twist"), ("side-bend", "Side bend"))
    told: list[str] = []
    window.put_back.connect(told.append)
    window.show_view(StatusView.of(morning(), TODAY, left_out=hurt))
    assert [text for text in _texts(window) if "left out" in text] == [
        "“Seated twist” is left out because it hurt.",
        "“Side bend” is left out because it hurt.",
    ]
    buttons = [button for button in window.findChildren(Button) if button.text() == "Put back"]
    assert [button.accessibleName() for button in buttons] == ["Put back “Seated twist”", "Put back “Side bend”"]
    buttons[1].setFocus()
    window.show_view(StatusView.of(morning(), TODAY, left_out=hurt))
    assert buttons[1].hasFocus(), "what is told of once more stays"
    QTest.keyClick(buttons[1], Qt.Key.Key_Space)
    buttons[0].click()
    assert told == ["side-bend", "seated-twist"]
    window.show_view(StatusView.of(morning(), TODAY))
    assert not any("left out" in text for text in _texts(window))
    assert "Put back" not in _buttons(window)


def test_no_window_asks_to_type_a_command(window: StatusWindow) -> None:
    window.show_view(StatusView.of(morning(), TODAY, left_out=(("seated-twist", "Seated twist"),), tray=False))
    assert not [text for text in _texts(window) if re.search(r"deskbreak [a-z]+-[a-z]+|“deskbreak|commands", text)]


def test_however_much_there_is_to_tell_every_row_is_in_the_window(window: StatusWindow) -> None:
    for outlook in fullest():
        view = StatusView.of(outlook, TODAY, speed=60)
        window.show_view(view)
        told = _texts(window)
        assert told[: told.index("60× speed") + 1] == [view.headline, *view.rows, "60× speed"]


def test_a_voice_that_is_not_heard_can_be_tried_and_what_comes_of_it_is_told_there(window: StatusWindow) -> None:
    assert "Test voice" not in _buttons(window)
    window.show_view(replace(StatusView.of(morning(), TODAY), silent="No loudspeaker is found."))
    assert "This needs a look" in _texts(window)
    wished: list[bool] = []
    window.test_voice.connect(lambda: wished.append(True))
    _buttons(window)["Test voice"].click()
    assert wished == [True]
    window.tell_voice("espeak-ng has spoken.")
    assert {"No loudspeaker is found.", "espeak-ng has spoken."} <= set(_texts(window))
    window.show_view(replace(StatusView.of(morning(), TODAY), faults=("office.hours: odd",)))
    assert "Test voice" not in _buttons(window)
    window.close()
    window.open()
    assert "espeak-ng has spoken." not in _texts(window), "that was then"


def test_no_bar_takes_room_where_all_fits_without_it(qtbot: QtBot) -> None:
    """Qt keeps a bar that has come once: beside it lines wrap, and so it is needed."""
    silent = "No loudspeaker or headphones are found here, so nothing can be heard. The words are on the screen."
    window = StatusWindow(replace(StatusView.of(morning(), TODAY), silent=silent))
    qtbot.addWidget(window)
    window.open()
    bar = window._told.verticalScrollBar()
    qtbot.waitUntil(lambda: window.height() == window._page.sizeHint().height() and not bar.isVisible())
    window.tell_voice(silent)
    qtbot.waitUntil(lambda: window.height() == window._page.sizeHint().height() and not bar.isVisible())
    window.resize(window.width(), window.height() - 40)
    qtbot.waitUntil(bar.isVisible)


def test_it_is_rebuilt_from_the_next_view(window: StatusWindow) -> None:
    window.show_view(StatusView.of(morning(invited=True, n=2, offers_short=True), Today()))
    assert _texts(window)[0] == "Routine invitation waiting"
    assert {"One-minute version", "Later: in 10 min", "Skip until 13:00"} <= set(_buttons(window))
    window.show_view(
        StatusView.of(morning(mood=Mood.PAUSED, held_by=((Hold.PAUSED, at(9)),), paused_until=at(14, 30)), Today())
    )
    assert _texts(window)[:2] == ["Paused until 14:30", "Today"]
    assert "Resume" in _buttons(window)
    assert "Pause" not in _buttons(window)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Start routine now", "start"),
        ("Skip the next routine, until 13:00", "skip"),
        ("History…", "open_history"),
        ("Quit deskbreak", "quit"),
        ("Close", "closed"),
    ],
)
def test_each_button_tells_its_wish(window: StatusWindow, qtbot: QtBot, text: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        _buttons(window)[text].click()


def test_later_short_and_resume_tell_theirs(window: StatusWindow, qtbot: QtBot) -> None:
    window.show_view(StatusView.of(morning(invited=True), Today()))
    with qtbot.waitSignal(window.later):
        _buttons(window)["Later: in 10 min"].click()
    window.show_view(StatusView.of(morning(invited=True, offers_short=True), Today()))
    with qtbot.waitSignal(window.short):
        _buttons(window)["One-minute version"].click()
    window.show_view(StatusView.of(morning(mood=Mood.PAUSED, held_by=((Hold.PAUSED, at(9)),)), Today()))
    with qtbot.waitSignal(window.resume):
        _buttons(window)["Resume"].click()


def test_pause_has_the_trays_menu(window: StatusWindow, qtbot: QtBot) -> None:
    trays = pause_menu(print, print)
    texts = [action.text() for action in _buttons(window)["Pause"].menu().actions()]
    assert texts == [action.text() for action in trays.actions()]
    with qtbot.waitSignal(window.pause) as told:
        _buttons(window)["Pause"].menu().actions()[3].trigger()
    assert told.args == ["tomorrow"]


def test_a_meeting_can_be_said_to_be_over(window: StatusWindow, qtbot: QtBot) -> None:
    assert not {"The meeting is over", "I’m done reading"} & set(_buttons(window))
    window.show_view(StatusView.of(morning(statuses=((UserStatus.MEETING, None), (UserStatus.READING, at(10)))), TODAY))
    with qtbot.waitSignal(window.clear_status) as told:
        _buttons(window)["The meeting is over"].click()
    assert told.args == ["meeting"]
    assert "I’m reading" not in _buttons(window)
    assert "Reading until 10:00: you count as here" in _texts(window)


def test_reading_is_said_in_its_own_place(window: StatusWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.set_status) as told:
        _buttons(window)["I’m reading"].menu().actions()[0].trigger()
    assert told.args == ["reading", "30m"]


def test_faults_and_a_missing_tray_are_told(window: StatusWindow) -> None:
    faults = ("nudge.evry: unknown setting; did you mean “every”?", "routine.every: two durations")
    before = window.height()
    window.show_view(StatusView.of(morning(), TODAY, faults, speed=60, tray=False))
    texts = _texts(window)
    assert "\n".join(faults) in texts
    assert any(text.startswith("This desktop shows no tray") and "your menu of programs" in text for text in texts)
    assert "60× speed" in texts
    assert window.height() > before
    window.show_view(StatusView.of(morning(), TODAY))
    assert not any("tray" in text for text in _texts(window))


def test_with_more_to_tell_than_the_screen_has_room_for_its_buttons_stay_in_sight(window: StatusWindow) -> None:
    faults = tuple(f"office.hours: fault number {number} of many" for number in range(200))
    window.show_view(StatusView.of(morning(), TODAY, faults))
    assert window.screen().availableGeometry().contains(window.frameGeometry())
    window.move(0, window.screen().availableGeometry().bottom() - 100)
    window.show_view(StatusView.of(morning(), TODAY, faults[:1]))
    window.show_view(StatusView.of(morning(), TODAY, faults))
    assert window.screen().availableGeometry().contains(window.frameGeometry())


def test_esc_closes(window: StatusWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    window.open()
    assert window.isVisible()


def test_a_day_on_which_nothing_has_happened_yet() -> None:
    assert counts_line(Today()) == "0 routines · 0 nudges"
    assert counts_line(Today(completed=1, nudges=1)) == "1 routine · 1 nudge"


def test_an_open_routine_can_be_shown_from_here(window: StatusWindow, qtbot: QtBot) -> None:
    window.show_view(StatusView.of(morning(mood=Mood.ROUTINE), Today()))
    with qtbot.waitSignal(window.start):
        _buttons(window)["Show the routine"].click()
    window.show_view(StatusView.of(morning(), Today()))
    assert "Start routine now" in _buttons(window)


@pytest.mark.parametrize("short", [False, True])
def test_an_invitation_is_answered_here_by_the_keyboard_alone(window: StatusWindow, qtbot: QtBot, short: bool) -> None:
    """I4: where a notification offers no more than a click."""
    window.show_view(StatusView.of(morning(invited=True, offers_short=short), Today()))
    window.open()
    start = _buttons(window)["Start routine now"]
    assert window.focusWidget() is start, "what Return and space mean first"
    names = {"Start routine now": "start", "Later: in 10 min": "later", "Skip until 13:00": "skip"}
    if short:
        names["One-minute version"] = "short"
    for text, signal in names.items():
        for _step in range(30):
            focused = window.focusWidget()
            if isinstance(focused, Button) and focused.text() == text:
                break
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert isinstance(focused, Button)
        assert focused.text() == text, "Tab leads there"
        assert text in (focused.accessibleName() or focused.text())
        with qtbot.waitSignal(getattr(window, signal)):
            QTest.keyClick(focused, Qt.Key.Key_Space)


def test_later_and_skip_never_move(window: StatusWindow) -> None:  # I2
    places = []
    window.show_view(StatusView.of(morning(invited=True), Today()))
    window.adjustSize()  # to what an invitation takes
    for short in (False, True):
        window.show_view(StatusView.of(morning(invited=True, offers_short=short), Today()))
        window.adjustSize()
        buttons = _buttons(window)
        places.append([buttons[text].mapTo(window, QPoint(0, 0)) for text in ("Later: in 10 min", "Skip until 13:00")])
        assert ("One-minute version" in buttons) is short
    assert places[0] == places[1]
