"""The log, and the one polite window for what should not have happened."""

import io
import logging
import os
import shutil
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QObject, Signal, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from deskbreak.app.log_file import LARGEST, LogFile, report
from deskbreak.app.trouble import Trouble
from deskbreak.store.paths import Paths
from deskbreak.ui.status.trouble_window import TroubleWindow


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def log_file(paths: Paths, told: list[str]) -> Iterator[LogFile]:
    log_file = LogFile(paths.log_file, told.append)
    yield log_file
    log_file.close()


def fault() -> Exception:
    try:
        int("out of tea")
    except ValueError as error:
        return error
    raise AssertionError


def test_what_is_logged_is_in_the_file(paths: Paths, log_file: LogFile) -> None:
    logging.getLogger("deskbreak.some").info("hello")
    assert paths.log_file.read_text(encoding="utf-8").rstrip().endswith("INFO deskbreak.some: hello")


@pytest.mark.skipif(sys.platform == "win32", reason="access rights are kept in another way there")
def test_when_somebody_was_there_is_nobody_elses_business(paths: Paths, log_file: LogFile) -> None:
    assert stat.S_IMODE(paths.log_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.log_file.parent.stat().st_mode) == 0o700
    logging.getLogger("deskbreak.some").info("x" * LARGEST)
    logging.getLogger("deskbreak.some").info("in the next one")
    assert {stat.S_IMODE(file.stat().st_mode) for file in paths.log_file.parent.iterdir()} == {0o600}


def test_a_fault_is_logged_and_told_once(
    paths: Paths, log_file: LogFile, told: list[str], expected: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    expected.add("out of tea")
    report(fault())
    report(fault())
    assert len(told) == 1
    assert "ValueError: invalid" in told[0]
    assert "in fault" in told[0]
    assert paths.log_file.read_text(encoding="utf-8").count("  ValueError: invalid") == 2
    assert capsys.readouterr().err.count("ValueError: invalid") == 2


def test_ctrl_c_is_no_fault(log_file: LogFile, told: list[str]) -> None:
    report(KeyboardInterrupt())
    assert told == []


def test_a_fault_in_a_thread_is_told(
    log_file: LogFile, told: list[str], expected: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    expected.add("ZeroDivisionError")
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert len(told) == 1
    assert "ZeroDivisionError" in told[0]


class Sender(QObject):
    sent = Signal()


def test_a_fault_in_a_slot_is_told(
    qtbot: QtBot, paths: Paths, told: list[str], expected: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    expected.add("out of tea")

    def slot() -> None:
        int("out of tea")

    with capture_exceptions():  # pytest-qt's own hook stands below ours for the length of this test
        log_file = LogFile(paths.log_file, told.append)
        sender = Sender()
        sender.sent.connect(slot)
        sender.sent.emit()
        log_file.close()
    assert len(told) == 1


def test_what_qt_says_is_in_the_log(qtbot: QtBot, paths: Paths, log_file: LogFile, expected: set[str]) -> None:
    expected.add("the theme is missing")
    qWarning("the theme is missing")
    assert "WARNING qt: the theme is missing" in paths.log_file.read_text(encoding="utf-8")


def test_the_log_is_turned_over(paths: Paths, log_file: LogFile) -> None:
    logging.getLogger("deskbreak.some").info("x" * (LARGEST - 100))
    logging.getLogger("deskbreak.some").info("y" * 200)
    assert sorted(path.name for path in paths.state.iterdir()) == ["deskbreak.log", "deskbreak.log.1"]


def test_closed_it_leaves_everything_as_it_was(paths: Paths) -> None:
    before = sys.excepthook, threading.excepthook, logging.getLogger().level, logging.getLogger().handlers[:]
    scheduler = logging.getLogger("apscheduler").level
    LogFile(paths.log_file, lambda _text: None).close()
    assert before == (sys.excepthook, threading.excepthook, logging.getLogger().level, logging.getLogger().handlers)
    assert logging.getLogger("apscheduler").level == scheduler


def test_where_no_log_can_be_written_it_goes_where_it_can_be_seen(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.log_file.mkdir(parents=True)
    log_file = LogFile(paths.log_file, lambda _text: None)
    logging.getLogger("deskbreak.some").info("hello")
    log_file.close()
    said = capsys.readouterr().err
    assert str(paths.log_file) in said
    assert "hello" in said


def say(text: str) -> None:
    logging.getLogger("deskbreak.some").info(text)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_said_once_and_then_there_is_a_log_again(
    paths: Paths, log_file: LogFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say("all is well")
    with monkeypatch.context() as full:
        full.setattr("deskbreak.app.log_file.open_private", lambda _path, flags: os.open("/dev/full", flags))
        paths.log_file.unlink()  # so that it is opened anew
        for number in range(20):
            say(f"line {number} of many")
    told = capsys.readouterr().err
    assert told.count("No space left on device") == 1
    assert "Traceback" not in told
    assert [f"line {number} of many" in told for number in range(20)] == [True] * 20
    say("well again")
    assert "well again" in paths.log_file.read_text(encoding="utf-8")
    assert "of many" not in paths.log_file.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_where_the_folder_is_shut_it_is_said_and_the_log_begins_when_it_is_open(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def shut(_path: Path, _flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as closed:
        closed.setattr("deskbreak.app.log_file.open_private", shut)
        log_file = LogFile(paths.log_file, lambda _text: None)
        say("one")
        say("two")
    told = capsys.readouterr().err
    assert told.count(f"{paths.log_file}: Permission denied") == 1
    assert told.count("INFO deskbreak.some") == 2
    say("three")
    log_file.close()
    assert paths.log_file.read_text(encoding="utf-8").rstrip().endswith("three")


def test_a_log_that_was_removed_with_its_home_is_begun_anew(paths: Paths, log_file: LogFile) -> None:
    say("before")
    shutil.rmtree(paths.state.parent)
    say("after")
    assert "after" in paths.log_file.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_turned_over_goes_on(
    paths: Paths, log_file: LogFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(30, "Read-only file system")

    say("x" * (LARGEST - 100))
    with monkeypatch.context() as failing:
        failing.setattr(os, "rename", refuse)
        say("y" * 200)
        say("z" * 200)
    told = capsys.readouterr().err
    assert told.count("Read-only file system") == 1
    assert "Traceback" not in told
    assert "y" * 200 in told
    say("after")
    assert "after" in paths.log_file.read_text(encoding="utf-8")


def test_half_a_surrogate_is_written_out(paths: Paths, log_file: LogFile) -> None:
    say("\ud800")
    assert "\\ud800" in paths.log_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("nobody", [None, "closed"])
def test_where_nobody_listens_nothing_goes_wrong(
    paths: Paths, nobody: str | None, monkeypatch: pytest.MonkeyPatch, told: list[str], expected: set[str]
) -> None:
    expected.add("out of tea")
    stderr = None
    if nobody is not None:
        stderr = io.StringIO()
        stderr.close()
    paths.log_file.mkdir(parents=True)
    log_file = LogFile(paths.log_file, told.append)
    with monkeypatch.context() as deaf:
        deaf.setattr(sys, "stderr", stderr)
        say("hello")
        report(fault())
    log_file.close()
    assert len(told) == 1


def test_a_line_that_is_itself_wrong_is_a_bug(log_file: LogFile, capsys: pytest.CaptureFixture[str]) -> None:
    record = logging.LogRecord("some", logging.INFO, "file", 1, "%d", ("no number",), None)
    log_file._handler.handle(record)
    assert "Traceback" in capsys.readouterr().err


def trouble_windows() -> list[TroubleWindow]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, TroubleWindow)]


def test_the_trouble_window_opens_from_another_thread_in_the_gui_thread(qtbot: QtBot, paths: Paths) -> None:
    trouble = Trouble(paths.log_file)
    thread = threading.Thread(target=trouble.tell, args=("Traceback of a thread",))
    thread.start()
    thread.join()
    assert trouble_windows() == []
    qtbot.waitUntil(lambda: bool(trouble_windows()))
    (window,) = trouble_windows()
    (text,) = window.findChildren(QPlainTextEdit)
    assert "Traceback of a thread" in text.toPlainText()
    assert str(paths.log_file) in str(
        [label.text() for label in window.findChildren(QObject) if hasattr(label, "text")]
    )
    trouble.close()
    assert not window.isVisible()
    window.deleteLater()


def test_its_copy_button_copies(qtbot: QtBot, paths: Paths) -> None:
    trouble = Trouble(paths.log_file)
    trouble.tell("Traceback")
    (window,) = [window for window in trouble_windows() if window.isVisible()]
    (copy,) = [button for button in window.findChildren(QPushButton) if button.text() == "Copy"]
    copy.click()
    assert "Traceback" in QGuiApplication.clipboard().text()
    trouble.close()
    window.deleteLater()


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), ValueError("I/O operation on closed file")])
def test_a_terminal_that_is_gone_keeps_no_fault_from_the_log(
    paths: Paths,
    log_file: LogFile,
    told: list[str],
    expected: set[str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    expected.add("out of tea")
    monkeypatch.setattr("sys.stderr", Mock(write=Mock(side_effect=error)))
    report(fault())
    assert "out of tea" in paths.log_file.read_text(encoding="utf-8")
    assert len(told) == 1


def test_no_text_acts_or_passes_for_another_record(paths: Paths, log_file: LogFile, expected: set[str]) -> None:
    forged = "2026-11-28 10:00:00,000 INFO deskbreak: all is well"
    foreign = f"\x1b[2J\udcff\u2028\r\n{forged}"
    expected |= {"twist", "unexpected"}
    logger = logging.getLogger("deskbreak.some")
    logger.warning("twist %s", foreign)
    error = ValueError(foreign)
    logger.warning("twist", exc_info=error)
    report(error)
    lines = paths.log_file.read_text(encoding="utf-8").split("\n")
    assert all(line.isprintable() for line in lines)
    assert len([line for line in lines if line.startswith("20")]) == 3
    assert not [line for line in lines if line.startswith(forged)]
    assert [line for line in lines if line.endswith(forged)]
    assert "twist \\u001b[2J\\udcff\\u2028\\u000d\\u000a" in lines[0]
