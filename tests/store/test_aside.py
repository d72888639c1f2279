"""A damaged file is moved, never lost."""

from pathlib import Path

from deskbreak.store.aside import set_aside


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_what_belongs_to_a_file_goes_with_it(tmp_path: Path) -> None:
    # A log left beside a new database would be taken for its own.
    for name in ("history.db", "history.db-wal", "history.db.bak"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    notice = set_aside(tmp_path / "history.db", "not a database", companions=("-wal", "-shm"))
    assert notice.endswith("(not a database); it was set aside as history.damaged-1.db.")
    assert contents(tmp_path) == {
        "history.damaged-1.db": "history.db",
        "history.damaged-1.db-wal": "history.db-wal",
        "history.db.bak": "history.db.bak",
    }


def test_an_earlier_one_is_not_written_over(tmp_path: Path) -> None:
    for content in ("first", "second"):
        (tmp_path / "state.json").write_text(content, encoding="utf-8")
        set_aside(tmp_path / "state.json", "broken")
    assert contents(tmp_path) == {"state.damaged-1.json": "first", "state.damaged-2.json": "second"}


def test_a_file_that_is_gone_meanwhile_is_said(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "state.json", "broken").endswith("nor set aside (No such file or directory).")
