"""The window for what should not have happened."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import Button
from deskbreak.ui.status.trouble_window import TroubleWindow

TRACE = 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nZeroDivisionError: division by zero\n'


def test_it_shows_the_traceback_and_the_log_and_copies_both(qtbot: QtBot) -> None:
    window = TroubleWindow(TRACE, "/home/me/deskbreak.log", "0.1.0")
    qtbot.addWidget(window)
    window.open()
    (details,) = window.findChildren(QPlainTextEdit)
    assert "ZeroDivisionError" in details.toPlainText()
    assert details.isReadOnly()
    assert any("/home/me/deskbreak.log" in label.text() for label in window.findChildren(QLabel))
    copy = next(button for button in window.findChildren(Button) if button.text() == "Copy")
    assert window.focusWidget() is copy
    QTest.keyClick(copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == f"deskbreak 0.1.0\n\n{TRACE}"
    assert copy.text() == "Copied"
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_the_report_is_in_letters_as_large_as_all_others(qtbot: QtBot, letters: Callable[[float], None]) -> None:
    """And of the family in which programs are written."""
    window = TroubleWindow(TRACE, "/home/me/deskbreak.log", "0.1.0")
    qtbot.addWidget(window)
    window.open()
    (details,) = window.findChildren(QPlainTextEdit)
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    before = QFontMetrics(details.font()).height()
    for times in (1.0, 1.5, 2.0):
        letters(times)
        QApplication.processEvents()
        assert details.font().pointSizeF() == QApplication.font().pointSizeF()
        assert details.font().family() == family
    assert QFontMetrics(details.font()).height() > 1.8 * before
