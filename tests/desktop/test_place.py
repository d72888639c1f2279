"""The place for one: held by a lock of the kernel, whatever lies on the disk."""

import errno
import os
import re
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from deskbreak.desktop.instance import place as module
from deskbreak.desktop.instance.place import LOCK, Place
from deskbreak.folders import UnsafeError

ROUNDS = 40
HOLDER = """
import sys
from pathlib import Path
from deskbreak.desktop.instance.place import Place
place = Place(Path(sys.argv[1]))
for line in sys.stdin:
    if line == "take\\n":
        print(place.take(), flush=True)
    else:
        place.leave()
        print("left", flush=True)
"""


class Holder:
    """Another process."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def told(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def say(self, word: str) -> str:
        self.ask(word)
        return self.told()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def holders(folder: Path) -> Iterator[tuple[Holder, Holder]]:
    with ExitStack() as closing:
        found = Holder(folder), Holder(folder)
        for holder in found:
            closing.callback(holder.close)
        yield found


def test_one_has_it_until_it_leaves(folder: Path) -> None:
    first, second = Place(folder), Place(folder)
    assert first.take()
    assert first.take(), "it has it already"
    assert not second.take()
    first.leave()
    assert second.take()
    assert not first.stands
    second.leave()


def test_of_two_in_the_same_moment_one_has_it(holders: tuple[Holder, Holder]) -> None:
    assert [holder.say("leave") for holder in holders] == ["left", "left"], "both are there"
    for _round in range(ROUNDS):
        for holder in holders:
            holder.ask("take")
        told = [holder.told() for holder in holders]
        assert sorted(told) == ["False", "True"]
        winner = told.index("True")
        assert holders[winner].say("leave") == "left"
        assert holders[1 - winner].say("take") == "True", "free at once"
        assert holders[1 - winner].say("leave") == "left"


def test_the_kernel_frees_the_place_of_one_who_is_killed(folder: Path, holders: tuple[Holder, Holder]) -> None:
    assert holders[0].say("take") == "True"
    mine = Place(folder)
    assert not mine.take()
    holders[0].process.kill()
    holders[0].process.wait(10)
    assert mine.take()
    mine.leave()


def test_a_program_that_it_started_does_not_hold_the_place_on(folder: Path) -> None:
    mine = Place(folder)
    assert mine.take()
    command = [sys.executable, "-c", "print(1, flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False) as child:
        assert child.stdout is not None
        assert child.stdout.readline(), "it is wholly there, and what it was not to inherit is closed"
        mine.leave()
        other = Place(folder)
        assert other.take()
        other.leave()
        child.communicate(b"\n", timeout=60)


LEFT = {
    "empty": b"",
    "garbage": bytes(range(256)) * 64,
    "a foreign machine": b"1\npython3\nsomewhere\n0123456789abcdef0123456789abcdef\n\n",
    "a living Python": f"{os.getpid()}\npython3\n{socket.gethostname()}\n".encode(),
}


@pytest.mark.parametrize("content", LEFT.values(), ids=LEFT)
def test_what_a_file_says_keeps_nobody_out(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / LOCK).write_bytes(content)
    mine = Place(folder)
    assert mine.take()
    mine.leave()


def a_link(path: Path) -> None:
    path.symlink_to(path.parent / "target")
    (path.parent / "target").write_text("kept")


def a_link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "target").write_text("kept")


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


@pytest.mark.parametrize(
    "lay", [a_link, a_link_to_nowhere, a_loop, a_folder, a_socket, os.mkfifo], ids=lambda one: one.__name__
)
def test_what_is_no_file_gives_way_and_is_kept(folder: Path, lay: Callable[[Path], None]) -> None:
    folder.mkdir()
    for time in (1, 2):
        lay(folder / LOCK)
        laid = (folder / LOCK).lstat()
        mine = Place(folder)
        assert mine.take(), time
        assert not Place(folder).take()
        mine.leave()
        assert stat.S_ISREG((folder / LOCK).lstat().st_mode)
        (folder / LOCK).unlink()
        aside = (folder / f"{LOCK}.aside-{time}").lstat()
        assert (aside.st_ino, aside.st_mode) == (laid.st_ino, laid.st_mode)
    assert not (folder / "gone").exists()
    assert {path.read_text() for path in folder.rglob("target")} == ({"kept"} if lay in {a_link, a_folder} else set())


def test_a_file_without_rights_keeps_nobody_out_and_is_kept(folder: Path) -> None:
    folder.mkdir()
    (folder / LOCK).write_text("kept")
    (folder / LOCK).chmod(0)
    mine = Place(folder)
    assert mine.take()
    assert not Place(folder).take()
    mine.leave()
    kept = [path for path in folder.iterdir() if path.stat().st_size]
    assert len(kept) == 1, "root may open it as it is; for others it gives way"
    kept[0].chmod(0o600)
    assert kept[0].read_text() == "kept"


def test_a_lock_that_was_removed_holds_nothing(folder: Path) -> None:
    first, second = Place(folder), Place(folder)
    assert first.take()
    (folder / LOCK).unlink()
    assert (first.held, first.stands) == (True, False)
    assert second.take()
    assert not first.take(), "somebody was quicker"
    second.leave()
    assert first.take(), "anew"
    assert (first.held, first.stands) == (True, True)
    first.leave()


def test_a_lock_removed_while_it_is_taken_is_taken_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module._lock
    removing = [(folder / LOCK).unlink]

    def lock(descriptor: int) -> bool:
        if removing:
            removing.pop()()
        return real(descriptor)

    monkeypatch.setattr(module, "_lock", lock)
    mine = Place(folder)
    assert mine.take()
    assert mine.stands
    assert not removing
    assert not Place(folder).take()
    mine.leave()


def test_a_file_system_without_locks_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def flock(_descriptor: int, _how: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    mine = Place(folder)
    assert mine.take()
    mine.leave()


def test_a_lock_that_goes_wrong_is_told_with_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def flock(_descriptor: int, _how: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", flock)
    mine = Place(folder)
    with pytest.raises(OSError, match=f"Input/output error: '{re.escape(str(mine.path))}'"):
        mine.take()
    assert not mine.held


@pytest.mark.parametrize("lay", [a_link, a_link_to_nowhere, Path.touch, os.mkfifo], ids=lambda one: one.__name__)
def test_what_is_no_folder_gives_way_too(tmp_path: Path, lay: Callable[[Path], None]) -> None:
    lay(tmp_path / "run")
    mine = Place(tmp_path / "run")
    assert mine.take()
    assert (tmp_path / "run").is_dir()
    assert not (tmp_path / "run").is_symlink()
    mine.leave()
    assert not (tmp_path / "gone").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_another_users_folder_gives_way_where_all_around_it_is_ours(folder: Path) -> None:
    folder.mkdir()
    os.chown(folder, 4711, 4711)
    mine = Place(folder)
    assert mine.take()
    assert folder.stat().st_uid == 0
    mine.leave()
    os.chown(folder, 4711, 4711)
    os.chown(folder.parent, 4711, 4711)
    with pytest.raises(UnsafeError, match="another user"):
        Place(folder).take()
    os.chown(folder.parent, 0, 0)


def test_another_users_folder_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 4711)
    with pytest.raises(UnsafeError, match="another user"):
        Place(folder).take()


def test_what_is_signed_can_be_read_by_the_next_one(folder: Path) -> None:
    mine, other = Place(folder), Place(folder)
    assert other.signed() == ""
    assert mine.take()
    mine.sign("a longer text")
    mine.sign("1234\n")
    assert not other.take()
    assert other.signed() == "1234"
    mine.leave()


def test_nothing_stays_open(folder: Path) -> None:
    def open_now() -> list[Path]:
        return sorted(Path("/proc/self/fd").iterdir())

    before = open_now()
    mine, other = Place(folder), Place(folder)
    for _time in range(3):
        assert mine.take()
        assert not other.take()
        mine.leave()
        (folder / LOCK).unlink()
        a_link(folder / LOCK)
    assert open_now() == before


class _Windows:
    """What one has locked there nobody else can read."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self._locked = -1
        self._read = os.read

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (self.LK_NBLCK, 1)
        if self._locked >= 0:
            raise PermissionError(13, "Permission denied")
        self._locked = os.lseek(descriptor, 0, os.SEEK_CUR)

    def read(self, descriptor: int, length: int) -> bytes:
        begin = os.lseek(descriptor, 0, os.SEEK_CUR)
        if begin <= self._locked < begin + length:
            raise PermissionError(13, "Permission denied")
        return self._read(descriptor, length)


def test_windows_locks_a_byte_that_nobody_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Place(folder), Place(folder)
    with monkeypatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        system = _Windows()
        windows.setitem(sys.modules, "msvcrt", system)
        windows.setattr(os, "read", system.read)
        assert first.take()
        first.sign("1234\n")
        assert not second.take()
        assert second.signed() == "1234"
    first.leave()
