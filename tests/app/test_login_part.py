"""The switch for starting at login, in the settings: it shows what holds, and what came of a wish."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.app.login.at_login import AtLogin
from deskbreak.app.login.break_reminders import BreakReminders
from deskbreak.app.windows.login_part import LoginPart
from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.store.paths import Paths
from deskbreak.ui.settings.controls.toggle import Toggle

Make = Callable[["HandAutostart"], LoginPart]


class HandAutostart:
    """A login that a test switches by hand; ``refusal``: what it says to each wish."""

    def __init__(self, state: AutostartState = AutostartState.OFF, refusal: str = "", fault: str = "") -> None:
        self.state, self.refusal, self.fault = state, refusal, fault

    def status(self) -> AutostartStatus:
        return AutostartStatus(self.state, "/there", self.fault)

    def switch_on(self) -> None:
        self._switch(AutostartState.ON)

    def switch_off(self) -> None:
        self._switch(AutostartState.OFF)

    def mend(self) -> bool:
        return False

    def _switch(self, state: AutostartState) -> None:
        if self.refusal:
            raise NotSwitched(self.refusal)
        self.state = state


@pytest.fixture
def make(qtbot: QtBot, paths: Paths) -> Make:
    def made(autostart: HandAutostart) -> LoginPart:
        part = LoginPart(AtLogin(autostart, BreakReminders(None, paths.memory_file)))
        qtbot.addWidget(part)
        part.show()
        return part

    return made


def _toggle(part: LoginPart) -> Toggle:
    found = part.findChild(Toggle)
    assert isinstance(found, Toggle)
    return found


def _said(part: LoginPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def test_it_is_switched_on_and_off(make: Make) -> None:
    autostart = HandAutostart()
    part = make(autostart)
    assert not _toggle(part).isChecked()
    for on in (True, False):
        _toggle(part).click()
        assert autostart.status().on is on
        assert _toggle(part).isChecked() is on


def test_what_could_not_be_switched_is_told_and_shown_as_it_is(make: Make) -> None:
    part = make(HandAutostart(refusal="The folder cannot be written"))
    _toggle(part).click()
    assert "The folder cannot be written" in _said(part)
    assert not _toggle(part).isChecked()


def test_one_that_has_moved_is_off_and_says_why(make: Make) -> None:
    part = make(HandAutostart(AutostartState.MOVED))
    assert not _toggle(part).isChecked()
    assert "has moved" in _said(part)
    _toggle(part).click()
    assert "has moved" not in _said(part)


def test_what_is_odd_is_told(make: Make) -> None:
    assert "It is odd." in _said(make(HandAutostart(fault="It is odd.")))
