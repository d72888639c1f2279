"""The card: what it tells, and where it is. That it leaves the focus alone is seen on a real desktop (tests/e2e)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import Button
from deskbreak.ui.status.card import MARGIN, Card

ACTIONS = (("start", "Start"), ("later", "Later"), ("skip", "Skip"))


class Watched:
    def __init__(self, card: Card) -> None:
        self.card = card
        self.told: list[tuple[str, object]] = []
        card.action.connect(lambda name: self.told.append(("action", name)))
        card.closed.connect(lambda by_user: self.told.append(("closed", by_user)))

    def press(self, text: str) -> None:
        (button,) = [b for b in self.card.findChildren(Button) if b.text() == text]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    card = Card("Time for a short routine", "You have been sitting for <b>2 h</b> & a bit.", ACTIONS)
    card.show()
    qtbot.waitExposed(card)
    return Watched(card)


@pytest.mark.parametrize(("name", "label"), ACTIONS)
def test_a_button_tells_its_action_and_nothing_else(watched: Watched, name: str, label: str) -> None:
    watched.press(label)
    assert watched.told == [("action", name)]
    assert not watched.card.isVisible()


def test_the_cross_is_the_users_doing(watched: Watched) -> None:
    watched.press("×")
    assert watched.told == [("closed", True)]


def test_closed_by_the_program_is_not(watched: Watched) -> None:
    watched.card.close()
    assert watched.told == [("closed", False)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_A])
def test_keys_press_nothing(watched: Watched, key: Qt.Key) -> None:
    """Where a compositor gives it the keyboard all the same, what was typed for another window answers nothing."""
    QTest.keyClick(watched.card, key)
    assert watched.told == []
    assert watched.card.isVisible()
    assert watched.card.focusWidget() is None


def test_it_sits_in_the_corner_of_the_primary_screen(watched: Watched) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    card = watched.card.frameGeometry()
    assert room.right() - card.right() == MARGIN
    assert room.bottom() - card.bottom() == MARGIN


def test_text_is_text_and_never_markup(watched: Watched) -> None:
    texts = [label.text() for label in watched.card.findChildren(QLabel)]
    assert "You have been sitting for <b>2 h</b> & a bit." in texts
    assert {label.textFormat() for label in watched.card.findChildren(QLabel) if label.text()} == {
        Qt.TextFormat.PlainText
    }


def test_a_tip_has_no_buttons_but_the_cross(qtbot: QtBot) -> None:
    card = Card("Walk a little", "Once round the room.")
    card.show()
    assert [button.accessibleName() for button in card.findChildren(Button)] == ["Close"]
    assert card.accessibleName() == "Walk a little"
    assert card.accessibleDescription() == "Once round the room."
    card.close()


def test_it_is_dark_on_a_dark_desktop(
    qtbot: QtBot, wear: Callable[[QPalette], None], light: QPalette, dark: QPalette
) -> None:
    seen = []
    for palette in (light, dark):
        wear(palette)
        card = Card("Walk a little", "Once round the room.")
        card.show()
        seen.append(card.grab().toImage().pixelColor(200, 5).lightness())
        card.close()
    assert seen[0] > 200
    assert seen[1] < 80
