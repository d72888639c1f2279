"""The texts of content files."""

import errno
import os
import sys
from pathlib import Path

import pytest

from deskbreak.store.content.content import LARGEST_TOGETHER, MOST, Texts, texts
from deskbreak.store.content.shipped import shipped
from deskbreak.store.regular_file import LARGEST


def test_a_missing_folder_is_as_good_as_empty(tmp_path: Path) -> None:
    assert texts(tmp_path / "nowhere") == Texts({})


def test_reads_toml_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text("b", encoding="utf-8")
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf\xc3\xbc\r\n")
    (tmp_path / "a.toml~").write_text("old", encoding="utf-8")
    found = texts(tmp_path)
    assert list(found.by_name.items()) == [("a.toml", "ü\n"), ("b.toml", "b")]
    assert found.faults == ()


def test_what_cannot_be_read_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff")
    (tmp_path / "b.toml").mkdir()
    (tmp_path / "c.toml").write_text("c", encoding="utf-8")
    found = texts(tmp_path)
    assert dict(found.by_name) == {"c.toml": "c"}
    assert found.faults == (
        f"{tmp_path / 'a.toml'} cannot be read: line 1 is no text in UTF-8",
        f"{tmp_path / 'b.toml'} cannot be read: it is a folder, not a file",
    )


def test_what_may_not_be_read_is_said_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    opened = os.open

    def forbidden(path: Path, flags: int) -> int:  # to root, who may run this, nothing is
        if path.name == "a.toml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, flags)

    with monkeypatch.context() as forbidding:  # pytest opens folders, too, when it removes them
        forbidding.setattr("deskbreak.store.regular_file.os.open", forbidden)
        found = texts(tmp_path)
    assert dict(found.by_name) == {"b.toml": "b.toml"}
    assert found.faults == (f"{tmp_path / 'a.toml'} cannot be read: {os.strerror(errno.EACCES)}",)


def test_of_thousands_of_files_so_many_are_read_and_the_rest_is_named(tmp_path: Path) -> None:
    names = [f"own-{number:04}.toml" for number in range(3000)]
    for name in names:
        (tmp_path / name).touch()
    found = texts(tmp_path)
    assert list(found.by_name) == names[:MOST]
    told = f"{tmp_path} has more than is read ({MOST} files, 512 kB together); left out: {names[MOST]} … {names[-1]} ("
    assert found.faults == (f"{told}{3000 - MOST})",)


def test_of_large_files_so_much_is_read_and_the_rest_is_named(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.toml").write_text("#" * LARGEST, encoding="utf-8")
    (tmp_path / "large.toml").write_text("#" * (LARGEST + 1), encoding="utf-8")
    found = texts(tmp_path)
    assert sum(map(len, found.by_name.values())) <= LARGEST_TOGETHER + LARGEST
    assert found.faults[0].endswith("left out: 3.toml … large.toml (4)")
    for number in (3, 4, 5):
        (tmp_path / f"{number}.toml").unlink()
    assert texts(tmp_path).faults[0].endswith("left out: large.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "pipe"
    os.mkfifo(folder)
    assert texts(folder) == Texts({}, (f"{folder} cannot be read: Not a directory",))
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    nowhere = tmp_path / "nowhere"
    nowhere.symlink_to("gone")
    for folder in (nowhere, nowhere / "below"):
        assert texts(folder) == Texts({}, (f"{nowhere} is a link, and there is nothing where it leads",))
    assert texts(loop).faults == (f"{loop} cannot be read: {os.strerror(errno.ELOOP)}",)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_what_is_no_file_keeps_nobody_waiting_and_the_rest_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")
    (tmp_path / "b.toml").symlink_to("/dev/zero")
    (tmp_path / "c.toml").symlink_to("c.toml")
    (tmp_path / "d.toml").write_text("d", encoding="utf-8")
    (tmp_path / "\x1b]0;e.toml").symlink_to("nowhere")
    found = texts(tmp_path)
    assert dict(found.by_name) == {"d.toml": "d"}
    assert [Path(fault.partition(" cannot")[0]).name for fault in found.faults] == [
        "\\u001b]0;e.toml", "a.toml", "b.toml", "c.toml"]  # fmt: skip


@pytest.mark.parametrize("folder", ["exercises", "routines"])
def test_the_shipped_files_are_readable(folder: str) -> None:
    found = texts(shipped(folder))
    assert found.by_name
    assert found.faults == ()
