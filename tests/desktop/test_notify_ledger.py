"""Notes that a killed deskbreak has left on the screen are taken down by the next one."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.notify.ledger import Entry, Ledger
from tests.desktop.session import FakeDaemon, private_bus
from tests.desktop.test_notify_fdo import INVITE, LIMIT, NUDGE


@pytest.fixture
def bus(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    with private_bus(tmp_path) as process:
        yield process


@pytest.fixture
def daemon(bus: object, qtbot: QtBot) -> Iterator[FakeDaemon]:
    daemon = FakeDaemon()
    yield daemon
    daemon.stop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "notes.json"


@pytest.fixture
def killed(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> int:
    """A run that showed an invitation and was killed; the note's number."""
    notifier = FdoNotifier(ledger=Ledger(file))
    notifier.show(NUDGE)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: len(daemon.up) == 2 and file.exists(), timeout=LIMIT)
    assert notifier._bus is not None
    notifier._bus.close()  # as the kernel does it
    (number,) = (number for number, note in daemon.up.items() if note.title == INVITE.title)
    return number


def test_the_next_run_takes_it_down_at_once(qtbot: QtBot, daemon: FakeDaemon, file: Path, killed: int) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    qtbot.waitUntil(lambda: killed not in daemon.up, timeout=LIMIT)
    assert [note.title for note in daemon.up.values()] == [NUDGE.title], "what passes by itself is left alone"
    assert not file.exists()
    notifier.shut()


def test_another_daemon_gives_the_same_number_to_somebody_elses_note(
    qtbot: QtBot, daemon: FakeDaemon, file: Path, killed: int
) -> None:
    daemon.stop()
    other = FakeDaemon()
    notifier = FdoNotifier(ledger=Ledger(file))
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(other.up), timeout=LIMIT)
    assert other.closed == []
    notifier.shut()
    other.stop()


def test_what_is_answered_or_quit_leaves_nothing_behind(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    notifier.show(INVITE)
    qtbot.waitUntil(file.exists, timeout=LIMIT)
    daemon.press(next(iter(daemon.up)), "later")
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(file.exists, timeout=LIMIT)
    notifier.shut()
    assert not file.exists()


def test_the_ledger_keeps_one_entry(file: Path) -> None:
    ledger = Ledger(file)
    assert not Ledger(file).left
    assert ledger.take() is None
    entry = Entry("b", ":1.5", (3, 4))
    ledger.write(entry)
    assert ledger.left
    assert Ledger(file).take() == entry
    assert not Ledger(file).left


NUMBERS = ("x", 5, None, [1e999], [float("nan")], [2**32], [-1], [0], [True], ["1"], [[1]], list(range(1, 2_000)))
NO_ENTRIES = (
    "",
    "[]",
    "{}",
    "\xff",
    "[" * 10_000,
    '{"bus": "b", "daemon": "d", "numbers": [1e999]}',
    '{"bus": "\\ud800", "daemon": "d", "numbers": [1]}',
    '{"bus": "b", "daemon": 5, "numbers": [1]}',
    *(json.dumps({"bus": "b", "daemon": "d", "numbers": numbers}) for numbers in NUMBERS),
    " " * 100_000 + '{"bus": "b", "daemon": "d", "numbers": [1]}',
)


@pytest.mark.parametrize("content", NO_ENTRIES, ids=range(len(NO_ENTRIES)))
def test_a_damaged_ledger_is_none(file: Path, content: str) -> None:
    file.write_text(content, encoding="latin-1")
    assert Ledger(file).take() is None
    assert not Ledger(file).left


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda file: file.symlink_to("/dev/zero")])
def test_what_is_no_ledger_is_not_waited_for(file: Path, make: Callable[[Path], None]) -> None:
    make(file)
    assert Ledger(file).take() is None


def test_a_ledger_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    Ledger(tmp_path / "nowhere" / "notes.json").write(Entry("b", "d", (1,)))
