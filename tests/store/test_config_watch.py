"""A change of the settings file is noticed, however an editor makes it (U3)."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.store.config_watch import ConfigWatch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"


class Told:
    """A watch and how many changes it has told."""

    def __init__(self, path: Path) -> None:
        self.watch = ConfigWatch(path)
        self.times = 0
        self.watch.changed.connect(self._count)

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def told(path: Path, qtbot: QtBot) -> Iterator[Told]:
    path.write_text("a", encoding="utf-8")
    told = Told(path)
    yield told
    told.watch.close()


def replace(path: Path, text: str) -> None:
    """As most editors save."""
    new = path.with_name("new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def wait(qtbot: QtBot, told: Told, times: int) -> None:
    qtbot.waitUntil(lambda: told.times >= times, timeout=5_000)
    assert told.times == times


def test_written_in_place_again_and_again(path: Path, told: Told, qtbot: QtBot) -> None:
    for times in (1, 2, 3):
        path.write_text(f"b{times}", encoding="utf-8")
        wait(qtbot, told, times)


def test_replaced_again_and_again_and_then_written_in_place(path: Path, told: Told, qtbot: QtBot) -> None:
    for times in (1, 2, 3):
        replace(path, f"b{times}")
        wait(qtbot, told, times)
    path.write_text("c", encoding="utf-8")
    wait(qtbot, told, 4)


def test_removed_and_created_again(path: Path, told: Told, qtbot: QtBot) -> None:
    path.unlink()
    wait(qtbot, told, 1)
    path.write_text("b", encoding="utf-8")
    wait(qtbot, told, 2)
    path.write_text("c", encoding="utf-8")
    wait(qtbot, told, 3)


def test_many_changes_in_a_row_are_one(path: Path, told: Told, qtbot: QtBot) -> None:
    for text in "bcdefgh":
        replace(path, text)
        path.write_text(text * 2, encoding="utf-8")
    wait(qtbot, told, 1)


def test_another_file_in_the_folder_is_none(path: Path, told: Told, qtbot: QtBot) -> None:
    looks: list[None] = []
    told.watch._quiet.timeout.connect(lambda: looks.append(None))
    path.with_name("other").touch()
    qtbot.waitUntil(lambda: bool(looks), timeout=5_000)
    assert told.times == 0


def test_readable_again_is_a_change(path: Path, told: Told, qtbot: QtBot) -> None:
    path.chmod(0o400)
    wait(qtbot, told, 1)


def test_a_folder_that_comes_later_and_goes_again(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "not" / "yet" / "config.toml"
    told = Told(path)
    path.parent.mkdir(parents=True)
    path.write_text("a", encoding="utf-8")
    wait(qtbot, told, 1)
    path.write_text("b", encoding="utf-8")
    wait(qtbot, told, 2)
    shutil.rmtree(tmp_path / "not")
    wait(qtbot, told, 3)
    path.parent.mkdir(parents=True)
    replace(path, "c")
    wait(qtbot, told, 4)
    told.watch.close()


def test_a_folder_that_grows_step_by_step(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "not" / "yet" / "config.toml"
    told = Told(path)
    path.parent.parent.mkdir()
    qtbot.waitUntil(lambda: str(path.parent.parent) in told.watch._watcher.directories(), timeout=5_000)
    path.parent.mkdir()
    qtbot.waitUntil(lambda: str(path.parent) in told.watch._watcher.directories(), timeout=5_000)
    path.write_text("a", encoding="utf-8")
    wait(qtbot, told, 1)
    told.watch.close()


def test_through_a_link(tmp_path: Path, path: Path, qtbot: QtBot) -> None:
    real = tmp_path / "dotfiles" / "deskbreak.toml"
    real.parent.mkdir()
    real.write_text("a", encoding="utf-8")
    path.symlink_to(real)
    told = Told(path)
    real.write_text("b", encoding="utf-8")
    wait(qtbot, told, 1)
    replace(real, "c")
    wait(qtbot, told, 2)
    replace(real, "d")
    wait(qtbot, told, 3)
    told.watch.close()


def test_nothing_after_the_close(path: Path, told: Told, qtbot: QtBot) -> None:
    replace(path, "b")
    told.watch.close()
    assert told.watch._watcher.files() == []
    assert told.watch._watcher.directories() == []
    assert not told.watch._quiet.isActive()


def test_sleeps_while_nothing_happens(told: Told) -> None:
    assert not told.watch._quiet.isActive()
    assert os.fspath(told.watch._path) in told.watch._watcher.files()
