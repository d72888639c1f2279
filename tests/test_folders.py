"""The one door by which everything is written: folders that are ours alone, files that are no link to elsewhere."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.folders import (
    NoFolder,
    UnsafeError,
    dead_link,
    file_fault,
    make_folder,
    open_private,
    own_folder,
    private_folder,
    sweep,
)

WRITE = os.O_WRONLY | os.O_CREAT | os.O_APPEND


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    before = os.umask(0)
    os.umask(before)
    yield os.umask
    os.umask(before)


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is made from now on, and was before, is another user's."""
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 4711)


@pytest.mark.parametrize("mask", [0o000, 0o002, 0o022, 0o077, 0o777])
def test_every_folder_that_is_made_is_ours_alone(tmp_path: Path, umask: Callable[[int], int], mask: int) -> None:
    umask(mask)
    private_folder(tmp_path / "one" / "two" / "three")
    for folder in ("one", "one/two", "one/two/three"):
        assert mode(tmp_path / folder) == 0o700, folder


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_every_file_that_is_made_is_ours_alone(tmp_path: Path, umask: Callable[[int], int], mask: int) -> None:
    umask(mask)
    os.close(open_private(tmp_path / "log", WRITE))
    assert mode(tmp_path / "log") == 0o600


def test_what_is_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder").chmod(0o777)
    (tmp_path / "file").write_text("kept")
    (tmp_path / "file").chmod(0o666)
    private_folder(tmp_path / "folder")
    os.close(open_private(tmp_path / "file", WRITE))
    assert (mode(tmp_path / "folder"), mode(tmp_path / "file")) == (0o700, 0o600)
    assert (tmp_path / "file").read_text() == "kept"


def test_a_folder_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for name, sentence in (("file", "not a folder"), ("link", "a link to"), ("nowhere", "a link to")):
        with pytest.raises(UnsafeError, match=f"{name} is {sentence}"):
            private_folder(tmp_path / name)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("made", [private_folder, make_folder, own_folder])
@pytest.mark.parametrize("below", ["below", "far/below"])
def test_what_is_no_folder_on_the_way_is_told_by_name(made: Callable[[Path], None], below: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "astray").symlink_to(tmp_path / "file")
    astray, dead = (f"a link, and there is {what} where it leads" for what in ("no folder", "nothing"))
    for name, sentence in (("file", "not a folder"), ("nowhere", dead), ("round", dead), ("astray", astray)):
        with pytest.raises(NoFolder, match=f"{re.escape(str(tmp_path / name))} is {sentence}$"):
            made(tmp_path / name / below)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("make", [make_folder, own_folder])
def test_what_has_the_place_of_a_folder_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "nowhere").symlink_to("gone")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("file", "pipe", "link", "nowhere", "loop"):
        way = tmp_path / name
        dead = name in ("nowhere", "loop")
        link = f"a link, and there is {'nothing' if dead else 'no folder'} where it leads"
        told = link if way.is_symlink() else "not a folder"
        for folder in (way, way / "below"):
            with pytest.raises(NoFolder, match=f"^{way} is {told}$"):
                make(folder)
            assert dead_link(folder) == (way if dead else None)
    assert dead_link(tmp_path / "gone" / "below") is None


def test_another_users_folder_is_refused(tmp_path: Path, stranger: None) -> None:
    with pytest.raises(UnsafeError, match="another user"):
        private_folder(tmp_path)
    with pytest.raises(UnsafeError, match="another user"):
        own_folder(tmp_path)


def test_a_users_own_settings_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "dotfiles").chmod(0o755)
    (tmp_path / "deskbreak").symlink_to(tmp_path / "dotfiles")
    own_folder(tmp_path / "deskbreak")
    assert mode(tmp_path / "dotfiles") == 0o755, "it is theirs"


@pytest.mark.parametrize("target", ["there", "gone"])
def test_nothing_is_written_through_a_link(tmp_path: Path, target: str) -> None:
    (tmp_path / "there").write_text("somebody's own")
    (tmp_path / "log").symlink_to(tmp_path / target)
    with pytest.raises(UnsafeError, match="log is a link"):
        open_private(tmp_path / "log", WRITE)
    assert "log is a link" in file_fault(tmp_path / "log")
    assert (tmp_path / "there").read_text() == "somebody's own"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("flags", [os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_CREAT])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, flags: int) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(UnsafeError, match=f"{name} is not a file"):
            open_private(tmp_path / name, flags)
        assert f"{name} is not a file" in file_fault(tmp_path / name)


def test_another_users_file_is_refused(tmp_path: Path, stranger: None) -> None:
    (tmp_path / "log").write_text("theirs")
    with pytest.raises(UnsafeError, match="another user"):
        open_private(tmp_path / "log", WRITE)
    assert "another user" in file_fault(tmp_path / "log")


def test_what_is_ours_or_not_there_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("")
    assert file_fault(tmp_path / "log") == ""
    assert file_fault(tmp_path / "gone") == ""
    assert file_fault(tmp_path / "gone" / "below") == ""


def test_what_is_swept_is_gone_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "precious").write_text("kept")
    folder = tmp_path / "copies"
    sweep(folder)
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "one.wav").write_text("")
    (folder / "link").symlink_to(tmp_path / "theirs")
    sweep(folder)
    assert not folder.exists()
    folder.symlink_to(tmp_path / "theirs")
    sweep(folder)
    assert not folder.is_symlink()
    assert (tmp_path / "theirs" / "precious").read_text() == "kept"


def test_no_descriptor_is_left_behind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = sorted(Path("/proc/self/fd").iterdir())
    for _time in range(3):
        with pytest.raises(UnsafeError):
            open_private(tmp_path / "pipe", os.O_RDWR)
    assert sorted(Path("/proc/self/fd").iterdir()) == before
