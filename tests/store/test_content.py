"""The texts of content files."""

from pathlib import Path

import pytest

from deskbreak.store.content import Texts, texts
from deskbreak.store.shipped import shipped


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
        f"{tmp_path / 'a.toml'} is no text in UTF-8",
        f"{tmp_path / 'b.toml'} cannot be read: Is a directory",
    )


@pytest.mark.parametrize("folder", ["exercises", "routines"])
def test_the_shipped_files_are_readable(folder: str) -> None:
    found = texts(shipped(folder))
    assert found.by_name
    assert found.faults == ()
