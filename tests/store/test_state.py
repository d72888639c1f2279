"""The state survives; what cannot be used is set aside and said (S1)."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.store.regular_file import LARGEST_KEPT
from deskbreak.store.state import Restored, Saved, StateStore

SAVED = Saved({"boot_id": "a", "offset_ms": 5}, {"last": {"mono": 1}, "tips": ["ü", None, True]})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.json"


def test_nothing_saved_yet(path: Path) -> None:
    assert StateStore(path).load() == Restored(None)


def test_what_is_saved_is_loaded_by_the_next(path: Path) -> None:
    StateStore(path).save(SAVED)
    assert StateStore(path).load() == Restored(SAVED)


def test_the_same_is_not_written_again(path: Path) -> None:
    StateStore(path).save(SAVED)
    store = StateStore(path)
    store.load()
    before = path.stat().st_ino
    store.save(SAVED)
    assert path.stat().st_ino == before
    store.save(Saved({}, {}))
    assert path.stat().st_ino != before
    assert StateStore(path).load().saved == Saved({}, {})


def test_a_writing_that_failed_is_made_up_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = StateStore(path)
    store.save(SAVED)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.save(Saved({}, {}))
    assert StateStore(path).load() == Restored(SAVED)
    store.save(Saved({}, {}))
    assert StateStore(path).load() == Restored(Saved({}, {}))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Expecting value"),
        (b'{"version": 1, "epo', "Unterminated string"),
        (b"\xff\xff", "decode"),
        (b"[" * 100_000, "recursion"),
        (b"[]", "not a state of deskbreak"),
        (b'{"version": true, "epoch": {}, "state": {}}', "not a state of deskbreak"),
        (b'{"version": 2, "epoch": {}, "state": {}}', "it is of version 2, and this deskbreak knows version 1"),
        (b'{"version": 1, "epoch": {}}', "it is not whole"),
        (b'{"version": 1, "epoch": {}, "state": []}', "it is not whole"),
    ],
)
def test_a_file_that_cannot_be_used_is_set_aside(content: bytes, says: str, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    found = StateStore(path).load()
    assert found.saved is None
    assert says in found.notice
    assert found.notice.endswith("it was set aside as state.damaged-1.json.")
    assert (path.parent / "state.damaged-1.json").read_bytes() == content
    assert StateStore(path).load() == Restored(None)


@pytest.mark.parametrize("odd", ["folder", "loop", "pipe", "huge"])
def test_what_is_no_file_is_set_aside_too(odd: str, path: Path) -> None:
    path.parent.mkdir()
    if odd == "folder":
        path.mkdir()
    elif odd == "loop":
        path.symlink_to(path)
    elif odd == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b" " * (LARGEST_KEPT + 1))
    store = StateStore(path)
    assert store.load().notice.endswith("it was set aside as state.damaged-1.json.")
    assert store.notice
    assert not store.withheld
    store.save(SAVED)
    assert StateStore(path).load() == Restored(SAVED)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_what_cannot_be_read_is_neither_set_aside_nor_written_over(
    number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the refusal is played."""
    StateStore(path).save(SAVED)
    store = StateStore(path)
    with monkeypatch.context() as refusing:
        refusing.setattr(os, "open", refuse(number))
        found = store.load()
    assert found.saved is None
    assert found.notice == store.notice
    assert found.notice.startswith(f"{path} cannot be read ({os.strerror(number)}). Until it can be, ")
    assert store.withheld
    with pytest.raises(OSError, match="cannot be read"):
        store.save(Saved({}, {}))
    assert [file.name for file in path.parent.iterdir()] == ["state.json"]
    assert store.load() == Restored(SAVED)
    assert (store.notice, store.withheld) == ("", False)
    store.save(Saved({}, {}))
    assert StateStore(path).load() == Restored(Saved({}, {}))


def refuse(number: int) -> Callable[..., int]:
    """Opens nothing."""

    def refused(*_args: object, **_more: object) -> int:
        raise OSError(number, os.strerror(number))

    return refused


def test_what_is_damaged_and_cannot_be_moved_is_not_written_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x")
    store = StateStore(path)
    with monkeypatch.context() as refusing:
        refusing.setattr(os, "rename", refuse(errno.EPERM))
        store.load()
    assert store.withheld
    with pytest.raises(OSError, match="nor set aside"):
        store.save(SAVED)
    assert path.read_bytes() == b"x"


def test_nothing_set_aside_before_is_lost(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        StateStore(path).load()
    assert sorted(file.read_bytes() for file in path.parent.iterdir()) == [b"one", b"three", b"two"]


def test_whoever_finds_the_content_damaged_sets_it_aside(path: Path) -> None:
    store = StateStore(path)
    store.save(SAVED)
    store.load()
    assert "(no such hold); it was set aside" in store.set_aside("no such hold")
    store.save(SAVED)
    assert StateStore(path).load() == Restored(SAVED)


def test_where_it_cannot_even_be_set_aside_that_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x")

    def readonly(*_args: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "rename", readonly)
    assert StateStore(path).load().notice.endswith("nor set aside (Read-only file system).")
    assert path.read_bytes() == b"x"


def test_a_number_json_does_not_have_is_a_mistake_of_the_caller(path: Path) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        StateStore(path).save(Saved({}, {"x": float("nan")}))
    assert not path.exists()
