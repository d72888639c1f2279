"""A change of the user's own exercises and routines is noticed, however it is made."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.files import FileWatch, KernelFiles, QtFiles
from deskbreak.store.content.content import MOST as READ
from deskbreak.store.content.own_watch import MOST, OwnWatch

by_the_kernel = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


class Told:
    """A watch and how many changes it has told."""

    def __init__(self, config: Path, files: type[FileWatch]) -> None:
        self.watch = OwnWatch((config / "exercises", config / "routines"), files)
        self.times = 0
        self.watch.changed.connect(self._count)

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config"


@pytest.fixture(params=[pytest.param(KernelFiles, marks=by_the_kernel), QtFiles])
def told(request: pytest.FixtureRequest, config: Path, qtbot: QtBot) -> Iterator[Told]:
    told = Told(config, request.param)
    yield told
    told.watch.close()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def replace(path: Path, text: str) -> None:
    """As most editors save."""
    new = path.with_name("new~")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def wait(qtbot: QtBot, told: Told, times: int) -> None:
    qtbot.waitUntil(lambda: told.times >= times, timeout=5_000)
    assert told.times == times


def test_as_many_are_watched_as_are_read() -> None:
    assert MOST == READ


def test_the_first_file_and_all_that_comes_of_it(config: Path, told: Told, qtbot: QtBot) -> None:
    mine = config / "routines" / "mine.toml"
    write(mine, "a")
    wait(qtbot, told, 1)
    write(mine, "ab")
    wait(qtbot, told, 2)
    replace(mine, "abc")
    wait(qtbot, told, 3)
    write(config / "exercises" / "mine.toml", "a")
    wait(qtbot, told, 4)
    mine.rename(mine.with_name("other.toml"))
    wait(qtbot, told, 5)
    mine.with_name("other.toml").unlink()
    wait(qtbot, told, 6)
    mine.parent.rmdir()
    wait(qtbot, told, 7)
    write(mine, "a")
    wait(qtbot, told, 8)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_files_and_folders_that_are_links(tmp_path: Path, config: Path, told: Told, qtbot: QtBot) -> None:
    """As dotfile managers lay them."""
    write(tmp_path / "one" / "mine.toml", "a")
    write(tmp_path / "two" / "mine.toml", "b")
    (config / "routines").symlink_to(tmp_path / "one")
    wait(qtbot, told, 1)
    write(tmp_path / "one" / "mine.toml", "aa")
    wait(qtbot, told, 2)
    (config / "new").symlink_to(tmp_path / "two")
    (config / "new").replace(config / "routines")
    wait(qtbot, told, 3)
    (config / "exercises").mkdir()
    wait(qtbot, told, 4)
    (config / "exercises" / "link.toml").symlink_to(tmp_path / "one" / "mine.toml")
    wait(qtbot, told, 5)
    write(tmp_path / "one" / "mine.toml", "aaa")
    wait(qtbot, told, 6)
    replace(tmp_path / "one" / "mine.toml", "b")
    wait(qtbot, told, 7)


def test_what_is_no_such_file_is_not_told(config: Path, told: Told, qtbot: QtBot) -> None:
    write(config / "routines" / "mine.toml", "a")
    wait(qtbot, told, 1)
    write(config / "config.toml", "a")
    write(config / "routines" / "mine.toml~", "a")
    os.utime(config / "routines")
    with qtbot.waitSignal(told.watch._debounce.came, timeout=5_000):
        write(config / "routines" / "notes.txt", "a")
    assert told.times == 1


def test_who_cannot_wait_is_told_at_once(config: Path, told: Told, qtbot: QtBot) -> None:
    told.watch.look()
    assert told.times == 0
    write(config / "routines" / "mine.toml", "a")
    told.watch.look()
    assert told.times == 1
    told.watch.look()
    assert told.times == 1


def test_after_its_end_nothing_is_told(config: Path, told: Told, qtbot: QtBot) -> None:
    write(config / "routines" / "mine.toml", "a")
    told.watch.close()
    write(config / "routines" / "mine.toml", "ab")
    qtbot.wait_signal(told.watch.changed, timeout=10, raising=False)
    assert not told.watch._debounce._quiet.isActive()
    assert told.watch._files.watched == frozenset()
