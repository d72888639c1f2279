"""The settings window of a process of its own: what of the desktop is asked there, and when."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from deskbreak.app.machine import senses
from deskbreak.app.windows.settings_alone import LateSenses
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.settings import Settings
from deskbreak.settings.reading import with_values


class HandSenses(QObject):
    """Sees what the test says."""

    changed = Signal()
    made = 0
    last: "HandSenses"

    def __init__(self, _clock: Clock, _platform: str, idle: str, ignored: tuple[str, ...]) -> None:
        super().__init__()
        type(self).made += 1
        self.programs = ("Firefox",)
        self.configured: list[tuple[str, tuple[str, ...]]] = [(idle, ignored)]
        self.closed = False
        type(self).last = self

    def begin(self, then: Callable[[], None]) -> None:
        then()

    ask = begin

    def configure(self, idle: str, ignored: tuple[str, ...]) -> None:
        self.configured.append((idle, ignored))

    def close(self) -> None:
        self.closed = True


def test_the_desktop_is_asked_when_somebody_looks_and_given_back(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senses, "Senses", HandSenses)
    settings = [Settings()]
    told: list[bool] = []
    with ExitStack() as closing:
        late = LateSenses(Clock(MachineTicks()), lambda: settings[0], closing)
        assert not late.programs
        assert not HandSenses.made
        late.ask(lambda: told.append(True))
        assert (HandSenses.made, told) == (1, [True])
        assert late.programs == ("Firefox",)
        HandSenses.last.changed.emit()
        assert len(told) == 2, "what changes while the page is open is told"
        settings[0] = with_values(Settings(), {"hold.ignore": ("obs",)})
        late.ask(lambda: told.append(True))
        assert HandSenses.last.configured == [("none", ()), ("none", ("obs",))]
        assert (HandSenses.made, len(told)) == (1, 3)
        assert not HandSenses.last.closed
    assert HandSenses.last.closed


def test_the_real_ones_answer_where_there_is_nobody_to_ask(qtbot: QtBot) -> None:
    told: list[bool] = []
    with ExitStack() as closing:
        late = LateSenses(Clock(MachineTicks()), Settings, closing)
        late.ask(lambda: told.append(True))
        qtbot.waitUntil(lambda: bool(told))
        assert not late.programs
