"""Small things remembered; not one of them matters enough to stop a start."""

import logging
import re
from pathlib import Path

import pytest

from deskbreak.store.memory import Memory, recall, remember


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    memory = Memory(
        routine_size=(420, 600), safety_seen=True, tray_told=True, results_told=True, chosen=(3, 1_795_000_000_000)
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
    ],
)
def test_what_cannot_be_read_is_forgotten(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    if content is not None:
        path.write_bytes(content)
    assert recall(path) == Memory()


def test_where_it_cannot_be_written_the_log_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    with caplog.at_level(logging.WARNING):
        remember(tmp_path / "file" / "memory.json", Memory())
    assert re.search(r"could not be written: \S+/file is not a folder", caplog.text)
