"""The tray: what it shows, what it tells, and that it does not chatter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from deskbreak.engine.events import ForSpan, UntilResumed, UntilTomorrow, UserStatus
from deskbreak.engine.outlook import Mood
from deskbreak.engine.pause_length import pause_length
from deskbreak.engine.reasons import Hold
from deskbreak.ui.status.outlook_view import tray_view
from deskbreak.ui.status.tray import USER_STATUSES, Tray
from deskbreak.ui.status.tray_view import TrayView
from tests.ui.samples import at, fullest, morning

MARK = str(Path(__file__).parents[2] / "resources" / "icons" / "deskbreak.png")


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    made = Tray(MARK)
    made.show(tray_view(morning()))
    yield made
    made.close()


def _icon(tray: Tray) -> QSystemTrayIcon:
    (found,) = tray.findChildren(QSystemTrayIcon)
    return found


def _menu(tray: Tray) -> QMenu:
    return _icon(tray).contextMenu()


def _texts(tray: Tray) -> list[str]:
    return [action.text() for action in _menu(tray).actions() if action.isVisible() and not action.isSeparator()]


def _find(tray: Tray, text: str, under: str = "") -> QAction:
    """The entry of the menu, or of the menu that hangs on the entry ``under`` it."""
    within = _find(tray, under).menu() if under else _menu(tray)
    assert isinstance(within, QMenu)
    menus = [within] if under else [within, *(menu for menu in within.findChildren(QMenu))]
    (found,) = [action for menu in menus for action in menu.actions() if action.text() == text]
    return found


def test_the_menu_says_what_comes_and_offers_what_makes_sense(tray: Tray) -> None:
    assert _texts(tray) == [
        "Posture nudge at 10:00",
        "Routine between 11:00 and 12:00",
        "Sitting since 09:00",
        "Start routine now",
        "Skip the next routine, until 13:00",
        "Pause",
        "I’m reading",
        "Today…",
        "History…",
        "Settings…",
        "Quit",
    ]
    assert not any(action.isEnabled() for action in _menu(tray).actions()[:3])
    assert _icon(tray).toolTip() == "Posture nudge at 10:00 · Routine between 11:00 and 12:00"


def test_an_invitation_can_be_answered_from_the_menu(tray: Tray, qtbot: QtBot) -> None:
    tray.show(tray_view(morning(invited=True, n=1)))
    assert {"Later: in 10 min", "Skip until 13:00"} <= set(_texts(tray))
    with qtbot.waitSignal(tray.later):
        _find(tray, "Later: in 10 min").trigger()
    tray.show(tray_view(morning(invited=True, n=1, offers_short=True)))
    assert {"Start routine now", "Later: in 10 min"} <= set(
        _texts(tray)
    )  # I2: nothing is taken away, and nothing moves
    assert _texts(tray).index("Later: in 10 min") + 1 == _texts(tray).index("Skip until 13:00")
    with qtbot.waitSignal(tray.short):
        _find(tray, "One-minute version").trigger()


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Start routine now", "start"),
        ("Skip the next routine, until 13:00", "skip"),
        ("Resume", "resume"),
        ("Today…", "open_window"),
        ("History…", "open_history"),
        ("Settings…", "open_settings"),
        ("Quit", "quit"),
    ],
)
def test_each_entry_tells_its_wish(tray: Tray, qtbot: QtBot, text: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(tray, signal)):
        _find(tray, text).trigger()


@pytest.mark.parametrize(
    ("text", "wish", "length"),
    [
        ("30 minutes", "30m", ForSpan(1_800_000)),
        ("1 hour", "1h", ForSpan(3_600_000)),
        ("2 hours", "2h", ForSpan(7_200_000)),
        ("Until tomorrow", "tomorrow", UntilTomorrow()),
        ("Until I say so", None, UntilResumed()),
    ],
)
def test_each_pause_tells_its_length(tray: Tray, qtbot: QtBot, text: str, wish: str | None, length: object) -> None:
    with qtbot.waitSignal(tray.pause) as told:
        _find(tray, text, "Pause").trigger()
    assert told.args[0] == wish
    assert pause_length(wish) == length


@pytest.mark.parametrize(("say", "what", "end"), [(say, what, end) for what, say, end in USER_STATUSES])
def test_what_else_one_may_be_doing_is_said_for_a_while_and_taken_back(
    tray: Tray, qtbot: QtBot, say: str, what: str, end: str
) -> None:
    for text, length in (("30 minutes", "30m"), ("1 hour", "1h"), ("Until I say so", None)):
        with qtbot.waitSignal(tray.set_status) as told:
            _find(tray, text, say).trigger()
        assert told.args == [what, length]
    assert end not in _texts(tray)
    tray.show(tray_view(morning(statuses=((UserStatus(what), at(10, 30)),))))
    assert end in _texts(tray)
    with qtbot.waitSignal(tray.clear_status) as taken_back:
        _find(tray, end).trigger()
    assert taken_back.args == [what]


def test_to_read_is_no_pause(tray: Tray) -> None:
    pauses = _find(tray, "Pause").menu()
    assert isinstance(pauses, QMenu)
    assert "I’m reading" not in [action.text() for action in pauses.actions()]
    tray.show(tray_view(morning(statuses=((UserStatus.READING, None),))))
    assert [text for text in _texts(tray) if "reading" in text] == ["I’m done reading"]


def test_paused_it_offers_to_resume_instead(tray: Tray) -> None:
    tray.show(tray_view(morning(mood=Mood.PAUSED, held_by=((Hold.PAUSED, at(9)),), paused_until=at(14, 30))))
    assert "Resume" in _texts(tray)
    assert "Pause" not in _texts(tray)
    assert _texts(tray)[0] == _icon(tray).toolTip() == "Paused until 14:30"


def test_with_a_routine_open_that_one_is_shown_and_no_second_one_offered(tray: Tray, qtbot: QtBot) -> None:
    tray.show(tray_view(morning(mood=Mood.ROUTINE)))
    assert "Start routine now" not in _texts(tray)
    assert not _find(tray, "Skip the next routine, until 13:00").isEnabled()
    with qtbot.waitSignal(tray.start):
        _find(tray, "Show the routine").trigger()
    tray.show(tray_view(morning()))
    assert "Start routine now" in _texts(tray)


def test_a_pause_behind_an_open_routine_can_be_ended(tray: Tray) -> None:
    tray.show(tray_view(morning(mood=Mood.ROUTINE, held_by=((Hold.PAUSED, at(9)), (Hold.ROUTINE, at(9))))))
    assert "Resume" in _texts(tray)
    assert "Pause" not in _texts(tray)


def test_an_equal_view_changes_nothing(tray: Tray) -> None:
    icon = _icon(tray)
    changes: list[QAction] = []
    for action in _menu(tray).actions():
        action.changed.connect(lambda action=action: changes.append(action))
    before = icon.icon().cacheKey()
    tray.show(tray_view(morning()))
    assert changes == []
    tray.show(tray_view(morning(seated=40 * 60_000)))
    assert [action.text() for action in changes] == ["Sitting since 09:08"]
    assert icon.icon().cacheKey() == before


def test_the_icon_changes_with_the_sign_and_comes_back_the_same(tray: Tray) -> None:
    working = _icon(tray).icon().cacheKey()
    tray.show(tray_view(morning(mood=Mood.OFF)))
    assert _icon(tray).icon().cacheKey() != working
    tray.show(tray_view(morning()))
    assert _icon(tray).icon().cacheKey() == working


def test_a_click_on_the_icon_opens_the_window(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.open_window):
        _icon(tray).activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.open_window):
        _icon(tray).activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_it_tells_that_the_menu_is_about_to_be_seen(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.opening):
        _menu(tray).aboutToShow.emit()


def test_a_host_that_comes_late_gets_a_new_icon_with_the_same_menu(tray: Tray, qtbot: QtBot) -> None:
    old, menu = _icon(tray), _menu(tray)
    gone = []
    old.destroyed.connect(lambda: gone.append(True))
    assert not tray.available  # offscreen there never is one
    tray._host_changed("org.kde.StatusNotifierWatcher", "", ":1.7")
    qtbot.waitUntil(lambda: bool(gone), timeout=3000)
    assert _menu(tray) is menu
    assert _icon(tray).isVisible()
    assert _icon(tray).toolTip().startswith("Posture nudge")


def test_a_host_that_leaves_is_no_reason_for_a_new_icon(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(_icon(tray).destroyed, wait=700):
        tray._host_changed("org.kde.StatusNotifierWatcher", ":1.7", "")


def test_speed_and_faults_are_rows_of_their_own(tray: Tray) -> None:
    view = tray_view(morning(), speed=60, faults=2)
    tray.show(view)
    assert _texts(tray)[3:5] == ["Your settings have 2 faults; “Today…” says which", "60× speed"]
    assert view.tooltip.endswith("60× speed")


def test_however_much_there_is_to_tell_every_row_is_in_the_menu(tray: Tray) -> None:
    before = _texts(tray)
    for outlook in fullest():
        view = tray_view(outlook, speed=60, faults=1)
        tray.show(view)
        told = _texts(tray)
        assert told[: told.index("60× speed") + 1] == list(view.rows)
    tray.show(tray_view(morning()))
    assert _texts(tray) == before


def test_an_ampersand_is_no_shortcut(tray: Tray) -> None:
    view = tray_view(morning())
    tray.show(TrayView(**{name: getattr(view, name) for name in view.__slots__} | {"rows": ("Neck & back",)}))
    assert _texts(tray)[0] == "Neck && back"


def test_before_anything_is_known_it_shows_the_plain_mark(tray: Tray) -> None:
    tray.show(TrayView(None, ("Starting…",), "deskbreak is starting"))
    icon = _icon(tray).icon()
    assert icon.pixmap(128, 128).toImage() == QIcon(MARK).pixmap(128, 128).toImage()
    tray.show(tray_view(morning()))
    assert _icon(tray).icon().cacheKey() != icon.cacheKey()
