"""What is told of files and folders, by the kernel and by Qt."""

import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop import watches
from deskbreak.desktop.call.inotify import InotifyEvent
from deskbreak.desktop.files import FileWatch, KernelFiles, QtFiles, open_files

LIMIT = 5_000
by_the_kernel = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


@pytest.fixture(params=[pytest.param(KernelFiles, marks=by_the_kernel), QtFiles])
def files(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FileWatch]:
    files: FileWatch = request.param()
    yield files
    files.close()


@pytest.fixture
def told(files: FileWatch) -> list[Path]:
    told: list[Path] = []
    files.happened.connect(told.append)
    return told


def test_a_file_and_a_folder_are_told(tmp_path: Path, files: FileWatch, told: list[Path], qtbot: QtBot) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a", encoding="utf-8")
    files.watch([tmp_path / "folder", tmp_path / "file", tmp_path / "not there"])
    assert files.watched == {tmp_path / "folder", tmp_path / "file"}
    (tmp_path / "file").write_text("b", encoding="utf-8")
    qtbot.waitUntil(lambda: tmp_path / "file" in told, timeout=LIMIT)
    assert tmp_path / "folder" not in told
    (tmp_path / "folder" / "new").touch()
    qtbot.waitUntil(lambda: tmp_path / "folder" in told, timeout=LIMIT)


def test_what_is_not_watched_any_more_is_not_told(
    tmp_path: Path, files: FileWatch, told: list[Path], qtbot: QtBot
) -> None:
    before, now = tmp_path / "before", tmp_path / "now"
    for folder in (before, now):
        folder.mkdir()
    files.watch([before])
    files.watch([now])
    assert files.watched == {now}
    (before / "new").touch()
    (now / "new").touch()
    qtbot.waitUntil(lambda: now in told, timeout=LIMIT)
    assert before not in told
    files.close()
    assert not files.watched
    files.watch([before])
    (before / "newer").touch()
    qtbot.waitUntil(lambda: before in told, timeout=LIMIT)


@by_the_kernel
def test_two_ways_to_one_folder_are_both_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    files, told = KernelFiles(), list[Path]()
    files.happened.connect(told.append)
    files.watch([tmp_path / "folder", tmp_path / "link"])
    (tmp_path / "folder" / "new").touch()
    qtbot.waitUntil(lambda: {tmp_path / "folder", tmp_path / "link"} <= set(told), timeout=LIMIT)
    files.close()


@by_the_kernel
def test_where_some_are_lost_everything_may_have_happened(tmp_path: Path, qtbot: QtBot) -> None:
    """IN_Q_OVERFLOW, which has no watch."""
    files, told = KernelFiles(), list[Path]()
    files.happened.connect(told.append)
    (tmp_path / "one").mkdir()
    files.watch([tmp_path, tmp_path / "one"])
    files._watches.happened.emit([InotifyEvent(-1, 0x4000, "")])
    assert set(told) == {tmp_path, tmp_path / "one"}
    files.close()


@by_the_kernel
def test_nothing_is_told_while_nothing_happens_not_even_of_the_watches_themselves(tmp_path: Path, qtbot: QtBot) -> None:
    """Where a watch ends, the kernel says so: that is no reason to look, and to watch anew."""
    files, told = KernelFiles(), list[Path]()
    files.happened.connect(told.append)
    reads: list[None] = []
    (tmp_path / "file").touch()
    files.watch([tmp_path, tmp_path / "file"])
    files.watch([tmp_path, tmp_path / "file"])
    notifier = files._watches._notifier
    assert notifier is not None
    notifier.activated.connect(lambda: reads.append(None))
    qtbot.waitUntil(lambda: bool(reads), timeout=LIMIT)
    assert files._watches._inotify is not None
    assert not files._watches._inotify.read()
    assert told == []
    files.close()


def test_the_kernel_is_asked_first(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    files = open_files()
    assert isinstance(files, KernelFiles if sys.platform == "linux" else QtFiles)
    files.close()
    monkeypatch.setattr(watches, "Inotify", Mock(side_effect=OSError("no inotify left")))
    files = open_files()
    assert isinstance(files, QtFiles)
    files.close()
