"""The window for what should not have happened."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
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
