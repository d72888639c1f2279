"""Quitting by signal, while the event loop sleeps."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from deskbreak.desktop.signals import QUITTING, UnixSignals

HANGING = """
import os, signal, sys, time
from PySide6.QtCore import QCoreApplication, QProcess, QTimer
from deskbreak.desktop import signals as limits
from deskbreak.desktop.signals import Deadline, UnixSignals

def sleep():
    time.sleep(1000)

def read():
    open(sys.argv[2]).read()

def turn():
    while True:
        pass

def in_qt():
    child = QProcess()
    child.start("sleep", ["1000"])
    child.waitForFinished(-1)

def ready():
    print("ready", flush=True)
    globals()[sys.argv[3]]()

qt = QCoreApplication([])
words = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
limits.LIMIT = 0.5
signals = UnixSignals(qt.quit, Deadline(words))
if sys.argv[4] == "loop":
    QTimer.singleShot(0, ready)
else:
    QTimer.singleShot(0, lambda: print("ready", flush=True))
qt.exec()
if sys.argv[4] == "close":
    globals()[sys.argv[3]]()
signals.close()
"""


@pytest.mark.parametrize("number", QUITTING)
def test_a_signal_is_heard_while_qt_waits(qtbot: QtBot, number: signal.Signals) -> None:
    asked: list[None] = []
    signals = UnixSignals(lambda: asked.append(None))
    os.kill(os.getpid(), number)
    assert not asked, "it comes from the event loop, not from the middle of things"
    qtbot.waitUntil(lambda: bool(asked), timeout=2_000)
    signals.close()


@pytest.fixture
def hup() -> Iterator[Callable[[signal.Handlers], object]]:
    before = signal.getsignal(signal.SIGHUP)
    yield partial(signal.signal, signal.SIGHUP)
    signal.signal(signal.SIGHUP, before)


def test_who_is_not_to_hear_of_the_terminals_end_does_not(
    qtbot: QtBot, hup: Callable[[signal.Handlers], object]
) -> None:
    """As ``nohup`` starts it."""
    hup(signal.SIG_IGN)
    asked: list[None] = []
    signals = UnixSignals(lambda: asked.append(None))
    os.kill(os.getpid(), signal.SIGHUP)
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: bool(asked), timeout=5_000)
    QCoreApplication.processEvents()
    assert len(asked) == 1
    signals.close()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


@contextmanager
def hanging(tmp_path: Path, how: str, where: str) -> Iterator["subprocess.Popen[str]"]:
    pipe, words = tmp_path / "pipe", tmp_path / "words"
    os.mkfifo(pipe)
    command: list[str | Path] = [sys.executable, "-c", HANGING, words, pipe, how, where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # and what it has started


@pytest.mark.parametrize("number", QUITTING)
@pytest.mark.parametrize("where", ["loop", "close"])
@pytest.mark.parametrize("how", ["sleep", "read", "turn", "in_qt"])
def test_what_hangs_is_ended_all_the_same(tmp_path: Path, how: str, where: str, number: signal.Signals) -> None:
    with hanging(tmp_path, how, where) as process:
        process.send_signal(number)
        assert process.wait(30) == 1
    told = (tmp_path / "words").read_text()
    assert "Timeout" in told
    assert f"in {how}\n" in told, "where it hung"


@pytest.mark.parametrize("where", ["loop", "close"])
def test_to_ask_again_and_again_puts_nothing_off(tmp_path: Path, where: str) -> None:
    with hanging(tmp_path, "sleep", where) as process:
        for _time in range(300):
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                assert process.wait(0.1) == 1
                break
        assert process.returncode == 1, "it lives on and on"


def test_what_does_not_hang_ends_well(tmp_path: Path) -> None:
    with hanging(tmp_path, "sleep", "nowhere") as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert (tmp_path / "words").read_text() == ""


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
