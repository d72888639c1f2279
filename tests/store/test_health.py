"""How the files are: told, and never touched."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.engine.actions import Deed
from deskbreak.store.health import FileHealth, examine
from deskbreak.store.history import History, Row
from deskbreak.store.paths import Paths, find_paths
from deskbreak.store.state import Saved, StateStore


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "home")


def found(paths: Paths) -> dict[str, FileHealth]:
    return {file.name: file for file in examine(paths)}


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def lived_in(paths: Paths) -> Iterator[Paths]:
    history = History(paths.history_file)
    history.add(Row(Deed.NUDGE, 1, 0))
    StateStore(paths.state_file).save(Saved({}, {}))
    paths.log_file.write_text("line\n")
    yield paths
    history.close()


def test_nothing_is_there_yet_and_nothing_is_made(paths: Paths, tmp_path: Path) -> None:
    files = found(paths)
    assert list(files) == ["config", "content", "state", "history", "log", "runtime"]
    assert all(file.size is None and file.writable and not file.faults for file in files.values())
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_well_and_stays_as_it_was(lived_in: Paths) -> None:
    before = tree(lived_in.state)
    files = found(lived_in)
    assert not any(file.faults for file in files.values())
    assert (files["log"].size, files["log"].writable) == (5, True)
    assert (files["history"].size or 0) > 0
    assert tree(lived_in.state).keys() == before.keys()


def test_a_history_that_nobody_has_open_is_read_without_a_trace(paths: Paths) -> None:
    history = History(paths.history_file)
    history.add(Row(Deed.NUDGE, 1, 0))
    history.close()
    before = tree(paths.state)
    assert found(paths)["history"].faults == ()
    assert tree(paths.state) == before


def test_a_damaged_history_is_told(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    paths.history_file.write_bytes(b"rubbish" * 1000)
    (fault,) = found(paths)["history"].faults
    assert fault.startswith(f"{paths.history_file} is damaged: ")


def test_a_history_that_is_damaged_inside_is_told(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    with sqlite3.connect(paths.history_file) as database:
        database.execute("CREATE TABLE t (a TEXT)")
        database.executemany("INSERT INTO t VALUES (?)", [("x" * 500,) for _n in range(200)])
    database.close()
    content = bytearray(paths.history_file.read_bytes())
    content[8192:12288] = b"\x00" * 4096
    paths.history_file.write_bytes(content)
    assert found(paths)["history"].faults


def test_faulty_settings_state_and_content_are_told(paths: Paths) -> None:
    paths.exercises.mkdir(parents=True)
    paths.state.mkdir()
    (paths.exercises / "mine.toml").write_text("nonsense = [")
    paths.config_file.write_text('[routine]\nname = "none"\n[nudge]\nevry = 1\n')
    paths.state_file.write_text("{}")
    files = found(paths)
    assert any("nudge.evry" in fault for fault in files["config"].faults)
    assert any("mine.toml" in fault for fault in files["content"].faults)
    assert "is no" in files["state"].faults[0] or "not a state" in files["state"].faults[0]


def test_a_routine_that_is_not_there_is_a_fault_of_the_settings(paths: Paths) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text('[routine]\nname = "none"\n')
    (fault,) = found(paths)["config"].faults
    assert fault.startswith('config.toml: routine.name: there is no routine "none"')


def test_what_cannot_be_written_is_told(lived_in: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may run as root, who can write everything."""
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != lived_in.log_file)
    files = found(lived_in)
    assert (files["log"].writable, files["state"].writable) == (False, True)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != lived_in.state)
    assert not found(lived_in)["history"].writable
    lived_in.state_file.unlink()
    assert not found(lived_in)["state"].writable


@pytest.mark.parametrize("name", ["state", "history", "log"])
def test_a_file_through_which_nothing_is_written_is_told(paths: Paths, tmp_path: Path, name: str) -> None:
    paths.state.mkdir(parents=True)
    file = {"state": paths.state_file, "history": paths.history_file, "log": paths.log_file}[name]
    file.symlink_to(tmp_path / "gone")
    told = found(paths)[name]
    assert not told.writable
    assert f"{file} is a link to elsewhere" in told.faults[0]


def test_a_folder_that_is_another_users_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (paths.state, paths.runtime):
        folder.mkdir(mode=0o777, parents=True)
    runtime = paths.runtime
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 4711)
    files = {file.name: file for file in examine(paths)}
    for name, folder in (("state", paths.state), ("history", paths.state), ("log", paths.state), ("runtime", runtime)):
        assert not files[name].writable
        assert f"{folder} belongs to another user" in files[name].faults[0]
