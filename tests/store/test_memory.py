"""Small things remembered; not one of them matters enough to stop a start."""

import logging
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.store.memory import Memory, amend, recall, remember
from deskbreak.store.regular_file import LARGEST_KEPT


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    memory = Memory(
        routine_size=(420, 600),
        safety_seen=True,
        tray_told=True,
        results_told=True,
        hurts_told=True,
        chosen=(3, 1_795_000_000_000),
        tips=("bend", "walk"),
    )
    remember(tmp_path / "state" / "memory.json", memory)
    assert recall(tmp_path / "state" / "memory.json") == memory


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"\xff\xff",
        b"[]",
        b"[" * 100_000,
        b'{"routine_size": [420], "safety_seen": "yes"}',
        b'{"routine_size": [0, 600]}',
        b'{"routine_size": [420, 1000000]}',
        b'{"routine_size": ["420", "600"]}',
        b'{"chosen": [0, 5]}',
        b'{"chosen": 3, "results_told": 1}',
        b'{"chosen": [7, 5], "routine_size": [1e999, 5]}',
        b'{"chosen": [3, 1e999]}',
        b'{"chosen": [3, 4611686018427387904]}',
        b'{"chosen": [3, -1]}',
        b'{"chosen": [true, true], "routine_size": [true, true]}',
        b'{"chosen": [NaN, 5]}',
        b'{"tips": "walk"}',
        b'{"tips": ["walk", 3]}',
        b'{"tips": ["' + b'x", "' * 500 + b'x"]}',
        b'{"reminders": "eyesight", "at_login": 1}',
        b'{"reminders": [1], "at_login": "yes"}',
        b'{"reminders": ["a\\nb"]}',
        b'{"reminders": ["1", "2", "3", "4", "5", "6", "7", "8", "9"]}',
        b'{"reminders": ["' + b"x" * 41 + b'"]}',
        b'{"chosen": [3, ' + b"9" * 5_000 + b"]}",
        b" " * (LARGEST_KEPT + 1),
    ],
)
def test_what_cannot_be_read_is_forgotten(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    if content is not None:
        path.write_bytes(content)
    assert recall(path) == Memory()


def test_what_cannot_be_read_just_now_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Root may read everything, so the refusal is played."""

    def refused(*_args: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "state" / "memory.json"
    remember(path, Memory(routine_size=(420, 600), safety_seen=True, chosen=(2, 7)))
    content = path.read_bytes()
    with monkeypatch.context() as shut:
        shut.setattr(os, "open", refused)
        memory = recall(path)
        assert memory == Memory()
        memory = remember(path, replace(memory, tray_told=True))
    assert path.read_bytes() == content
    assert "is left as it is: Permission denied" in caplog.text
    memory = remember(path, replace(memory, chosen=(3, 9)))
    assert memory == Memory(routine_size=(420, 600), safety_seen=True, tray_told=True, chosen=(3, 9))
    assert recall(path) == memory


def test_as_many_tips_as_there_can_be_are_recalled(tmp_path: Path) -> None:
    memory = Memory(tips=tuple(f"{number:->40}" for number in range(500)))
    assert remember(tmp_path / "memory.json", memory) == recall(tmp_path / "memory.json") == memory


@pytest.mark.parametrize("content", [b"", b"[]", b"[" * 100_000, b"\xff"])
def test_what_is_damaged_is_set_aside_when_there_is_something_new(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "memory.json"
    path.write_bytes(content)
    assert remember(path, Memory(safety_seen=True)) == Memory(safety_seen=True) == recall(path)
    assert (tmp_path / "memory.damaged-1.json").read_bytes() == content
    assert "memory.damaged-1.json" in caplog.text


@pytest.mark.complains("set aside as memory.damaged")
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_in_nobodys_way(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    make(path)
    assert recall(path) == Memory()
    assert remember(path, Memory(safety_seen=True)) == recall(path) == Memory(safety_seen=True)


def test_where_it_cannot_be_written_the_log_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    with caplog.at_level(logging.WARNING):
        remember(tmp_path / "file" / "memory.json", Memory())
    assert re.search(r"could not be written: \S+/file is not a folder", caplog.text)


def test_what_is_of_the_desktop_is_changed_by_itself_and_both_ways(tmp_path: Path) -> None:
    """The command line does so beside the app, which goes on with what it has read at its start."""
    path = tmp_path / "state" / "memory.json"
    apps = remember(path, Memory(safety_seen=True))
    amend(path, lambda memory: replace(memory, reminders=("eyesight", "movement"), at_login=True))
    assert recall(path) == Memory(safety_seen=True, reminders=("eyesight", "movement"), at_login=True)
    apps = remember(path, replace(apps, tray_told=True))
    assert (
        recall(path)
        == apps
        == Memory(safety_seen=True, tray_told=True, reminders=("eyesight", "movement"), at_login=True)
    )
    amend(path, lambda memory: replace(memory, reminders=(), at_login=False))
    remember(path, replace(apps, chosen=(2, 5)))
    assert recall(path) == Memory(safety_seen=True, tray_told=True, chosen=(2, 5))


def test_what_is_of_the_desktop_is_kept_where_nothing_was(tmp_path: Path) -> None:
    path = tmp_path / "state" / "memory.json"
    assert amend(path, lambda memory: replace(memory, at_login=True)) == Memory(at_login=True) == recall(path)
