"""A file is the old one or the new one, whole, wherever the writing ends."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store.atomic import create_file, replace_file, replace_named
from deskbreak.store.regular_file import Unreadable

OLD, NEW = b"old", b"new and longer"
SYSTEM_CALLS = ("open", "write", "fsync", "close", "rename", "replace", "link", "unlink", "mkdir")


class Killed(BaseException):
    """The process is gone: nothing that would clean up after an error runs to any effect."""


def dying_at(monkeypatch: pytest.MonkeyPatch, call: int, error: BaseException, for_good: bool) -> list[str]:
    """Let the ``call``-th system call (from 0) raise ``error``; ``for_good``: each one after it too."""
    done: list[str] = []

    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **named: Any) -> Any:
            done.append(name)
            if len(done) - 1 == call or (for_good and len(done) > call):
                raise error
            return real(*args, **named)

        return instead

    for name in SYSTEM_CALLS:
        monkeypatch.setattr(os, name, failing(name, getattr(os, name)))
    return done


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def calls(tmp_path: Path, write: Callable[[Path, bytes], None]) -> list[str]:
    """The system calls that one undisturbed writing makes."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        done = dying_at(monkeypatch, 1_000, Killed(), for_good=True)
        write(tmp_path / "probe", NEW)
        return list(done)


def test_replaces(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "state.json"
    replace_file(path, OLD)
    replace_file(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert names(path.parent) == ["state.json"]


def test_a_large_content_is_written_whole_although_the_system_takes_it_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, content: real(file, content[:7]))
    replace_file(tmp_path / "state.json", b"0123456789" * 5)
    assert (tmp_path / "state.json").read_bytes() == b"0123456789" * 5


def test_killed_anywhere_the_file_is_old_or_new(tmp_path: Path) -> None:
    done = calls(tmp_path, replace_file)
    there = done.index("replace")
    assert {"open", "write", "fsync"} <= set(done[:there]), "it can be killed in each of these"
    assert sys.platform == "win32" or "fsync" in done[there:], "the folder, which has its name"
    outcomes = []
    for call in range(len(done)):
        path = tmp_path / f"{call}.json"
        path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as monkeypatch:
            dying_at(monkeypatch, call, Killed(), for_good=True)
            with pytest.raises(Killed):
                replace_file(path, NEW)
        outcomes.append(path.read_bytes())
        replace_file(path, NEW)  # What was left behind is not in the way.
        assert path.read_bytes() == NEW
    assert set(outcomes) == {OLD, NEW}
    assert outcomes == sorted(outcomes, reverse=True)  # "old" up to the one call that makes it "new"


def test_a_full_disk_anywhere_leaves_old_or_new_and_nothing_beside_it(tmp_path: Path) -> None:
    for call in range(len(calls(tmp_path, replace_file))):
        path = tmp_path / str(call) / "state.json"
        path.parent.mkdir()
        path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as monkeypatch:
            dying_at(monkeypatch, call, OSError(errno.ENOSPC, "No space left on device"), for_good=False)
            with pytest.raises(OSError, match="No space left"):
                replace_file(path, NEW)
        assert path.read_bytes() in (OLD, NEW)
        assert names(path.parent) == ["state.json"]


def lying_in_the_way(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    """These cannot be removed, as somebody else's in a folder for all."""
    real = os.unlink

    def unlink(path: Any, *more: Any, **named: Any) -> None:
        if Path(path) in files and os.path.lexists(path):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))
        real(path, *more, **named)

    monkeypatch.setattr(os, "unlink", unlink)


@pytest.mark.parametrize("write", [replace_file, create_file])
def test_what_lies_in_the_way_and_cannot_be_removed_stays_there(
    write: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, theirs = tmp_path / "state.json", tmp_path / ".state.json.new"
    theirs.write_text("somebody's own")
    lying_in_the_way(monkeypatch, theirs)
    write(path, NEW)
    assert path.read_bytes() == NEW
    assert theirs.read_text() == "somebody's own"
    assert names(tmp_path) == [".state.json.new", "state.json"]


def test_killed_with_something_in_the_way_nothing_piles_up(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    (tmp_path / ".state.json.new").mkdir()
    for call in range(len(calls(tmp_path / "probes", replace_file)) + 3):
        with pytest.MonkeyPatch.context() as monkeypatch, suppress(Killed):
            dying_at(monkeypatch, call, Killed(), for_good=True)
            replace_file(path, NEW)
        assert len(names(tmp_path)) <= 4  # what was written, what is in the way, one that is left, the probes
    replace_file(path, NEW)
    assert names(tmp_path) == [".state.json.new", "probes", "state.json"]


def test_where_everything_is_in_the_way_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(OLD)
    ways = [tmp_path / f".state.json.new{ending}" for ending in ("", *(f"-{number}" for number in range(2, 100)))]
    for way in ways:
        way.write_bytes(b"theirs")
    lying_in_the_way(monkeypatch, *ways)
    with pytest.raises(PermissionError, match=r"state\.json\.new"):
        replace_file(path, NEW)
    assert {way.read_bytes() for way in ways} == {b"theirs"}
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_sync_folders_will_do(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(number, "no such thing here")
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    replace_file(tmp_path / "state.json", NEW)
    assert (tmp_path / "state.json").read_bytes() == NEW


def test_creates(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "config.toml"
    create_file(path, NEW)
    assert path.read_bytes() == NEW
    assert names(path.parent) == ["config.toml"]


def test_never_creates_over_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(OLD)
    dangling = tmp_path / "link.toml"
    dangling.symlink_to(tmp_path / "nowhere")
    for there in (path, dangling):
        with pytest.raises(FileExistsError):
            create_file(there, NEW)
    # And not either when it comes into being after the first look.
    monkeypatch.setattr(Path, "exists", lambda path: False)
    with pytest.raises(FileExistsError):
        create_file(path, NEW)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["config.toml", "link.toml"]


def test_killed_anywhere_nothing_half_is_created(tmp_path: Path) -> None:
    for call in range(len(calls(tmp_path, create_file))):
        path = tmp_path / str(call) / "config.toml"
        with pytest.MonkeyPatch.context() as monkeypatch:
            dying_at(monkeypatch, call, Killed(), for_good=True)
            with pytest.raises(Killed):
                create_file(path, NEW)
        assert not path.exists() or path.read_bytes() == NEW


# A file that the user has named


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_a_named_file_is_as_the_user_would_have_it(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(mode=0o755)
    (tmp_path / "there").chmod(0o755)
    path, link = tmp_path / "there" / "card.pdf", tmp_path / "link.pdf"
    replace_named(path, OLD)
    assert (mode(path.parent), mode(path)) == (0o755, 0o640)
    path.chmod(0o604)
    link.symlink_to(path)
    replace_named(link, NEW)
    assert (path.read_bytes(), mode(path), link.is_symlink()) == (NEW, 0o604, True)
    path.unlink()
    replace_named(link, OLD)
    assert path.read_bytes() == OLD
    assert names(path.parent) == ["card.pdf"]


def test_a_named_file_is_old_or_new_where_the_disk_is_full(tmp_path: Path) -> None:
    for call in range(len(calls(tmp_path, replace_named))):
        path = tmp_path / str(call) / "card.pdf"
        path.parent.mkdir()
        path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as monkeypatch:
            dying_at(monkeypatch, call, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), for_good=False)
            with suppress(OSError):
                replace_named(path, NEW)
        assert path.read_bytes() in (OLD, NEW)
        assert names(path.parent) == ["card.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_what_is_no_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "folder").mkdir()
    for name, kind in (("pipe", "a pipe"), ("link", "a pipe"), ("folder", "a folder"), ("/dev/full", "a device")):
        with pytest.raises(Unreadable, match=f"it is {kind}, not a file"):
            replace_named(tmp_path / name, NEW)
    (tmp_path / "file").write_bytes(OLD)
    monkeypatch.setattr("os.access", lambda _path, _how: False)  # root may do everything
    with pytest.raises(PermissionError):
        replace_named(tmp_path / "file", NEW)
    assert names(tmp_path) == ["file", "folder", "link", "pipe"]
    assert (tmp_path / "file").read_bytes() == OLD
