"""Reading what somebody may have put in the place of a file."""

import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.store.regular_file import NotText, Unreadable, read_bytes, read_text

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def bound_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as door:  # the name stays
        door.bind(str(path))


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (fifo, "it is a pipe, not a file"),
    "socket": (bound_socket, "it is a socket, not a file"),
    "folder": (Path.mkdir, "it is a folder, not a file"),
    "nothing without end": (link_to("/dev/zero"), "it is a device, not a file"),
    "full": (link_to("/dev/full"), "it is a device, not a file"),
    "loop": (link_to("odd"), os.strerror(errno.ELOOP)),
}


@needs_unix
@pytest.mark.parametrize(("put", "says"), NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_said_and_waited_for_by_nobody(
    put: Callable[[Path], None], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    put(Path("odd"))
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the sentence is looked at below
        read_bytes(Path("odd"))
    assert caught.value.strerror == says


@needs_unix
def test_what_becomes_a_pipe_under_ones_hands_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, regular = tmp_path / "odd", tmp_path / "regular"
    regular.touch()
    os.mkfifo(path)
    looked_at = regular.stat()
    monkeypatch.setattr(Path, "stat", lambda *_: looked_at)
    with pytest.raises(Unreadable, match="pipe"):
        read_bytes(path)


def test_up_to_the_limit_and_not_a_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, 10) == b"x" * 10
    with pytest.raises(Unreadable) as caught:
        read_bytes(path, 9)
    assert caught.value.strerror == "it is larger than 9 bytes"


def test_a_huge_file_is_not_read_to_be_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("nothing is to be read"))
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    assert caught.value.strerror == "it is larger than 256 kB"


@needs_unix
def test_a_file_that_hides_its_size_is_read_up_to_the_limit() -> None:
    assert read_bytes(Path("/proc/self/status"))  # its size is given as 0
    with pytest.raises(Unreadable, match="it is larger than 5 bytes"):
        read_bytes(Path("/proc/self/status"), 5)


def test_what_is_not_there_is_told_from_the_rest(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "nowhere")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0o000)
    with pytest.raises(PermissionError):
        read_bytes(path)


@needs_unix
def test_leaves_no_descriptor_open(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 10)
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/proc/self/fd").iterdir()))
    read_bytes(tmp_path / "file")
    for name, largest in (("file", 5), ("pipe", 5)):
        with pytest.raises(Unreadable):
            read_bytes(tmp_path / name, largest)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_text_without_its_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"\xef\xbb\xbf\xc3\xbc\r\nb\rc")
    assert read_text(path) == "ü\nb\nc"


def test_a_text_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"a\nb\n\xff")
    with pytest.raises(NotText) as caught:
        read_text(path)
    assert caught.value.strerror == "line 3 is no text in UTF-8"
