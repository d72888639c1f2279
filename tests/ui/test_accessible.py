"""What Qt would call a filler has a role, and everything else keeps Qt's own."""

import gc

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.accessible import name_roles
from deskbreak.ui.kit.controls import Button, ThemedWindow
from deskbreak.ui.routine.marks import Arrow, BreathRing


@pytest.fixture(autouse=True, scope="module")
def _named(qapp: object) -> None:
    name_roles()


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_a_window_is_a_window_with_its_title_and_its_parts(qtbot: QtBot) -> None:
    window = ThemedWindow("Seated twist")
    qtbot.addWidget(window)
    QLabel("inside", window)
    window.show()
    interface = QAccessible.queryAccessibleInterface(window)
    assert interface.role() is QAccessible.Role.Window
    assert interface.text(QAccessible.Text.Name).startswith("Seated twist")
    assert interface.childCount() == 1


def test_what_paints_itself_is_a_picture(qtbot: QtBot) -> None:
    window = ThemedWindow("")
    qtbot.addWidget(window)
    painted = Figure(), Arrow(window.theme), BreathRing(window.theme)
    for widget in painted:
        qtbot.addWidget(widget)
        assert role(widget) is QAccessible.Role.Graphic
    assert QAccessible.queryAccessibleInterface(painted[0]).text(QAccessible.Text.Name) != ""


def test_all_else_stays_as_it_is(qtbot: QtBot) -> None:
    button, plain = Button("Go on"), QWidget()
    for widget in (button, plain):
        qtbot.addWidget(widget)
    assert role(button) is QAccessible.Role.Button
    assert role(plain) is QAccessible.Role.Client


def test_it_goes_with_its_window(qtbot: QtBot) -> None:
    for _time in range(20):
        window = ThemedWindow("soon gone")
        assert role(window) is QAccessible.Role.Window
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()
        del window
        gc.collect()
