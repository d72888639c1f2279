"""The one question before something is done, wherever it is asked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import Button, ThemedWindow
from deskbreak.ui.kit.panels.question import AskedOnce


class Asking(ThemedWindow):
    """A window that asks, and takes Esc for itself where nobody else wants it."""

    def __init__(self) -> None:
        super().__init__("Asking")
        self.question = AskedOnce("Delete it", "Keep it")
        self.answers: list[bool] = []
        self.question.answered.connect(self.answers.append)
        self.other = Button("Other")
        column = QVBoxLayout(self)
        column.addWidget(self.other)
        column.addWidget(self.question)

    def seen(self) -> list[str]:
        parts: list[QWidget] = [*self.findChildren(QLabel), *self.findChildren(Button)]
        texts = [part.text() for part in parts if isinstance(part, QLabel | Button) and part.isVisible()]
        return [text for text in texts if text != "Other"]

    def button(self, text: str) -> Button:
        (found,) = [one for one in self.findChildren(Button) if one.text() == text]
        return found


@pytest.fixture
def asking(qtbot: QtBot) -> Asking:
    made = Asking()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_is_not_seen_before_it_asks(asking: Asking) -> None:
    assert asking.seen() == []


def test_the_keyboard_stands_on_the_answer_that_changes_nothing(asking: Asking) -> None:
    asking.question.ask("Delete the week?")
    assert asking.seen() == ["Delete the week?", "Keep it", "Delete it"]
    assert QApplication.focusWidget() is asking.button("Keep it")
    QTest.keyClick(asking.button("Keep it"), Qt.Key.Key_Return)
    assert asking.answers == [False]
    assert asking.seen() == []


def test_it_is_done_only_where_that_is_pressed_and_once(asking: Asking) -> None:
    asking.question.ask("Delete the week?")
    asking.button("Delete it").click()
    assert asking.answers == [True]
    assert asking.seen() == []


@pytest.mark.parametrize("where", ["Keep it", "Delete it"])
def test_esc_keeps_and_goes_no_further(asking: Asking, where: str) -> None:
    asking.question.ask("Delete the week?")
    asking.button(where).setFocus()
    QTest.keyClick(asking.button(where), Qt.Key.Key_Escape)
    assert asking.answers == [False]
    assert asking.isVisible()


def test_what_is_told_needs_no_answer(asking: Asking) -> None:
    asking.question.ask("Delete the week?")
    asking.question.tell("3 entries are deleted.")
    assert asking.seen() == ["3 entries are deleted."]
    asking.question.withdraw()
    assert asking.seen() == []
    assert asking.answers == []


def test_it_says_it_to_a_screen_reader(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("deskbreak.ui.kit.panels.question.announce", lambda _widget, words: said.append(words))
    asking.question.ask("Delete the week?")
    asking.question.tell("It is gone.")
    assert said == ["Delete the week?", "It is gone."]
