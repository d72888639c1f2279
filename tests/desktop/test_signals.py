"""Quitting by signal, while the event loop sleeps."""

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.signals import QUITTING, UnixSignals


@pytest.mark.parametrize("number", QUITTING)
def test_a_signal_is_heard_while_qt_waits(qtbot: QtBot, number: signal.Signals) -> None:
    asked: list[None] = []
    signals = UnixSignals(lambda: asked.append(None))
    os.kill(os.getpid(), number)
    assert not asked, "it comes from the event loop, not from the middle of things"
    qtbot.waitUntil(lambda: bool(asked), timeout=2_000)
    signals.close()


def test_another_signal_is_no_quitting(qtbot: QtBot) -> None:
    asked: list[None] = []
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    signals = UnixSignals(lambda: asked.append(None))
    os.kill(os.getpid(), signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: bool(asked), timeout=2_000)
    assert len(asked) == 1
    signals.close()
    signal.signal(signal.SIGUSR1, before)


def test_close_puts_everything_back() -> None:
    before = {number: signal.getsignal(number) for number in QUITTING}
    descriptor = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(descriptor)
    UnixSignals(lambda: None).close()
    assert {number: signal.getsignal(number) for number in QUITTING} == before
    assert signal.set_wakeup_fd(descriptor) == descriptor
