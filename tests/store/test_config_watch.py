"""A change of the settings file is noticed, however an editor makes it (U3)."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from deskbreak.desktop.files import FileWatch, KernelFiles, QtFiles
from deskbreak.store.config_watch import ConfigWatch

by_the_kernel = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


@pytest.fixture(params=[pytest.param(KernelFiles, marks=by_the_kernel), QtFiles], autouse=True)
def files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[FileWatch]:
    """By which the watches of a test are told."""
    kind: type[FileWatch] = request.param
    monkeypatch.setattr(Told, "files", kind)
    return kind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"


class Told:
    """A watch and how many changes it has told."""

    files: type[FileWatch] = QtFiles

    def __init__(self, path: Path) -> None:
        self.watch = ConfigWatch(path, self.files)
        self.times = 0
        self.watch.changed.connect(self._count)

    def _count(self) -> None:
        self.times += 1

    @property
    def watched(self) -> frozenset[Path]:
        return self.watch._files.watched


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
    quiet = told.watch._debounce._quiet
    told.watch._debounce._latest.setInterval(600_000)
    usual = quiet.interval()
    quiet.setInterval(10 * usual)  # so that they are in a row on a busy machine, too
    for text in "bcdefgh":
        with qtbot.waitSignal(told.watch._files.happened, timeout=5_000):
            replace(path, text)
        path.write_text(text * 2, encoding="utf-8")
    qtbot.waitUntil(lambda: quiet.remainingTime() < 8 * usual, timeout=5_000)
    with qtbot.waitSignal(told.watch._files.happened, timeout=5_000):
        replace(path, "i")
    assert quiet.remainingTime() > 8 * usual, "each begins the quiet anew"
    assert told.times == 0
    quiet.setInterval(usual)
    wait(qtbot, told, 1)
    path.unlink()
    wait(qtbot, told, 2)


def test_another_file_in_the_folder_is_none(path: Path, told: Told, qtbot: QtBot) -> None:
    looks: list[None] = []
    told.watch._debounce.came.connect(lambda: looks.append(None))
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
    qtbot.waitUntil(lambda: path.parent.parent in told.watched, timeout=5_000)
    path.parent.mkdir()
    qtbot.waitUntil(lambda: path.parent in told.watched, timeout=5_000)
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


def home_of(place: Path, text: str) -> Path:
    """A folder with settings in it, where somebody keeps them."""
    place.mkdir(parents=True)
    (place / "config.toml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def linked(tmp_path: Path, qtbot: QtBot) -> Iterator[Told]:
    """``~/.config/deskbreak`` is a link into a folder of dotfiles."""
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "deskbreak").symlink_to(home_of(tmp_path / "dotfiles" / "one", "a"))
    told = Told(tmp_path / ".config" / "deskbreak" / "config.toml")
    yield told
    told.watch.close()


def point(link: Path, target: Path) -> None:
    """As ``ln -sfn`` does."""
    new = link.with_name("new-link")
    new.symlink_to(target)
    new.replace(link)


def test_a_folder_that_is_a_link_is_pointed_elsewhere_and_back(tmp_path: Path, linked: Told, qtbot: QtBot) -> None:
    link = tmp_path / ".config" / "deskbreak"
    point(link, home_of(tmp_path / "dotfiles" / "two", "b"))
    wait(qtbot, linked, 1)
    (tmp_path / "dotfiles" / "two" / "config.toml").write_text("c", encoding="utf-8")
    wait(qtbot, linked, 2)
    link.unlink()
    wait(qtbot, linked, 3)
    link.symlink_to(Path("..") / "dotfiles" / "one")
    wait(qtbot, linked, 4)
    replace(tmp_path / "dotfiles" / "one" / "config.toml", "d")
    wait(qtbot, linked, 5)


def test_a_link_further_up_is_pointed_elsewhere(tmp_path: Path, qtbot: QtBot) -> None:
    """As generations of a whole configuration are switched: a link to a link to the folder."""
    home_of(tmp_path / "store" / "1" / "deskbreak", "a")
    home_of(tmp_path / "store" / "2" / "deskbreak", "b")
    (tmp_path / "current").symlink_to(tmp_path / "store" / "1")
    (tmp_path / ".config").symlink_to("current")
    told = Told(tmp_path / ".config" / "deskbreak" / "config.toml")
    point(tmp_path / "current", tmp_path / "store" / "2")
    wait(qtbot, told, 1)
    point(tmp_path / ".config", tmp_path / "store" / "1")
    wait(qtbot, told, 2)
    told.watch.close()


def test_the_link_of_the_file_itself_is_pointed_elsewhere(tmp_path: Path, path: Path, qtbot: QtBot) -> None:
    path.symlink_to(home_of(tmp_path / "one", "a") / "config.toml")
    told = Told(path)
    point(path, home_of(tmp_path / "two", "b") / "config.toml")
    wait(qtbot, told, 1)
    (tmp_path / "two" / "config.toml").write_text("c", encoding="utf-8")
    wait(qtbot, told, 2)
    told.watch.close()


def test_a_folder_becomes_a_link(tmp_path: Path, path: Path, told: Told, qtbot: QtBot) -> None:
    """As dotfile managers take a folder in."""
    path.parent.rename(tmp_path / "taken in")
    path.parent.symlink_to(home_of(tmp_path / "dotfiles", "b"))
    wait(qtbot, told, 1)
    replace(tmp_path / "dotfiles" / "config.toml", "c")
    wait(qtbot, told, 2)


def test_what_else_happens_around_the_folder_wakes_nobody(tmp_path: Path, path: Path, told: Told, qtbot: QtBot) -> None:
    """All programs have their settings beside deskbreak's."""
    with qtbot.waitSignal(told.watch._files.happened, timeout=5_000):
        (tmp_path / "another program").mkdir()
    assert not told.watch._debounce._quiet.isActive()


def test_links_in_a_ring_and_a_way_that_is_shut_are_no_end(tmp_path: Path, path: Path, qtbot: QtBot) -> None:
    path.symlink_to(path)
    told = Told(path)
    path.unlink()
    path.write_text("a", encoding="utf-8")
    wait(qtbot, told, 1)
    told.watch.close()


def test_a_folder_that_may_not_be_entered_stops_no_start(
    path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Root may enter everything, so the refusal is played."""
    looked = os.stat

    def shut(at: Any, **more: Any) -> os.stat_result:
        if path.parent in Path(at).parents:
            raise PermissionError(13, "Permission denied", str(at))
        return looked(at, **more)

    path.write_text("a", encoding="utf-8")
    with monkeypatch.context() as refusing:
        refusing.setattr(os, "stat", shut)
        told = Told(path)
    path.parent.chmod(0o755)
    path.parent.chmod(0o700)
    wait(qtbot, told, 1)
    told.watch.close()


def test_nothing_after_the_close(path: Path, told: Told, qtbot: QtBot) -> None:
    with qtbot.waitSignal(told.watch._files.happened, timeout=5_000):
        replace(path, "b")
    assert told.watch._debounce._quiet.isActive()
    told.watch.close()
    assert not told.watched
    witness = Told(path)
    replace(path, "c")
    wait(qtbot, witness, 1)
    assert told.times == 0
    witness.watch.close()


def test_sleeps_while_nothing_happens(path: Path, told: Told, qtbot: QtBot) -> None:
    path.write_text("b", encoding="utf-8")
    wait(qtbot, told, 1)
    timers = told.watch.findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers), timeout=5_000)
    assert path in told.watched


@by_the_kernel
@pytest.mark.parametrize("files", [KernelFiles], indirect=True)
@pytest.mark.parametrize("name", [b"caf\xe9", b"\xff\xfe", "a b\n\u202e".encode()], ids=repr)
def test_a_folder_of_any_name_will_do(tmp_path: Path, qtbot: QtBot, name: bytes) -> None:
    """Also as that to which a link leads, and of the link."""
    home = tmp_path / os.fsdecode(name)
    told = Told(home_of(home, "a") / "config.toml")
    replace(home / "config.toml", "b")
    wait(qtbot, told, 1)
    (home / "config.toml").write_text("c", encoding="utf-8")
    wait(qtbot, told, 2)
    home.rename(tmp_path / os.fsdecode(name + b"1"))
    home.symlink_to(home_of(tmp_path / os.fsdecode(name + b"2"), "d"))
    wait(qtbot, told, 3)
    point(home, tmp_path / os.fsdecode(name + b"1"))
    wait(qtbot, told, 4)
    (home / "config.toml").write_text("e", encoding="utf-8")
    wait(qtbot, told, 5)
    told.watch.close()


def test_in_a_folder_that_never_rests_a_change_is_told_all_the_same(path: Path, told: Told, qtbot: QtBot) -> None:
    """A program that writes there all the time, as deskbreak's own state does below a ``--home``."""
    restless = QTimer()
    restless.setInterval(20)
    restless.timeout.connect(lambda: replace(path.with_name("another"), "x"))
    restless.start()
    path.write_text("b", encoding="utf-8")
    wait(qtbot, told, 1)
    path.write_text("c", encoding="utf-8")
    wait(qtbot, told, 2)
    restless.stop()
