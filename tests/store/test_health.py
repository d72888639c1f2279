"""How the files are: told, and never touched."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from deskbreak.engine.actions import Outcome
from deskbreak.store import health
from deskbreak.store.health import FileHealth, examine
from deskbreak.store.history.history import History, Row
from deskbreak.store.history.schema import MIGRATIONS, migrate
from deskbreak.store.memory import Memory, remember
from deskbreak.store.paths import Paths, find_paths
from deskbreak.store.state import Saved, StateStore


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "home")


def found(paths: Paths) -> dict[str, FileHealth]:
    return {file.name: file for file in examine(paths)}


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def all_but_shared_memory(folder: Path) -> dict[Path, bytes]:
    """In that file those who have the history open note that they do, readers too."""
    return {path: content for path, content in tree(folder).items() if not path.name.endswith("-shm")}


@pytest.fixture
def lived_in(paths: Paths) -> Iterator[Paths]:
    history = History(paths.history_file)
    history.add(Row(Outcome.NUDGE, 1, 0))
    StateStore(paths.state_file).save(Saved({}, {}))
    paths.log_file.write_text("line\n")
    yield paths
    history.close()


def test_nothing_is_there_yet_and_nothing_is_made(paths: Paths, tmp_path: Path) -> None:
    files = found(paths)
    assert list(files) == ["config", "content", "state", "history", "memory", "log", "runtime"]
    assert all(file.size is None and file.writable and not file.faults for file in files.values())
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_well_and_stays_as_it_was(lived_in: Paths) -> None:
    before = all_but_shared_memory(lived_in.state)
    files = found(lived_in)
    assert not any(file.faults for file in files.values())
    assert (files["log"].size, files["log"].writable) == (5, True)
    assert (files["history"].size or 0) > 0
    assert all_but_shared_memory(lived_in.state) == before
    assert tree(lived_in.state).keys() == before.keys() | {lived_in.history_file.with_name("history.db-shm")}


def test_all_that_is_kept_of_a_person_is_named(paths: Paths) -> None:
    """Of what lies in the state folder only a copy of the settings is not."""
    told = [getattr(paths, name) for name, of in vars(Paths).items() if isinstance(of, property)]
    kept = {path for path in told if isinstance(path, Path)}
    beside = {paths.last_good_config} | {path for path in kept if path.parent != paths.state}
    assert {Path(file.path) for file in examine(paths)} >= kept - beside


def test_a_memory_that_cannot_be_used_is_told(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    remember(paths.memory_file, Memory(safety_seen=True))
    assert found(paths)["memory"].faults == ()
    paths.memory_file.write_text("[]")
    (fault,) = found(paths)["memory"].faults
    assert fault == f"{paths.memory_file} cannot be used: it is no table"


def test_a_history_that_nobody_has_open_is_read_without_a_trace(paths: Paths) -> None:
    history = History(paths.history_file)
    history.add(Row(Outcome.NUDGE, 1, 0))
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
    """A letter of a row is another one: the row can be read, and only the index knows of it."""
    history = History(paths.history_file)
    history.add(Row(Outcome.NUDGE, 1, 0, detail="walk"))
    history.close()
    assert found(paths)["history"].faults == ()
    whole = paths.history_file.read_bytes()
    assert whole.count(b"walk") == 2, "in the table and in the index"
    paths.history_file.write_bytes(whole.replace(b"walk", b"talk", 1))
    (fault,) = found(paths)["history"].faults
    assert fault == f"{paths.history_file} is damaged: row 1 missing from index happened_once"


def test_faulty_settings_state_and_content_are_told(paths: Paths) -> None:
    paths.exercises.mkdir(parents=True)
    paths.state.mkdir()
    (paths.exercises / "mine.toml").write_text("nonsense = [")
    paths.config_file.write_text('[routine]\nname = "none"\n[nudge]\nevry = 1\n')
    paths.state_file.write_text("{}")
    files = found(paths)
    assert any("nudge.evry" in fault for fault in files["config"].faults)
    assert any("mine.toml" in fault for fault in files["content"].faults)
    assert files["state"].faults == (f"{paths.state_file} cannot be used: it is not a state of deskbreak",)


def test_a_routine_that_is_not_there_is_a_fault_of_the_settings(paths: Paths) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text('[routine]\nname = "none"\n')
    (fault,) = found(paths)["config"].faults
    assert fault.startswith("config.toml: routine.name: there is no routine “none”")


def test_of_several_routines_each_that_is_not_there_is_one(paths: Paths) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text('[routine]\nname = ["none", "desk", "nek"]\n')
    none, nek = found(paths)["config"].faults
    assert none.startswith("config.toml: routine.name: there is no routine “none”")
    assert nek.endswith("there is no routine “nek”; did you mean “neck”?")


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_what_cannot_be_written_is_told_though_its_rights_are_there(
    number: int, lived_in: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that the system has remounted read-only; root may write everything else."""
    with monkeypatch.context() as refusing:
        refuse(refusing, lived_in.log_file, number)
        files = found(lived_in)
        assert files["log"].faults == (f"The system says: {os.strerror(number)}",)
        assert (files["log"].writable, files["state"].writable) == (False, True)
    with monkeypatch.context() as refusing:
        refuse(refusing, lived_in.state, number)
        assert {name for name, file in found(lived_in).items() if not file.writable} == {
            "state",
            "history",
            "memory",
            "log",
        }
    lived_in.state_file.unlink()
    with monkeypatch.context() as refusing:
        refuse(refusing, lived_in.state, number)
        assert not found(lived_in)["state"].writable
    assert found(lived_in)["state"].writable


def refuse(patch: pytest.MonkeyPatch, there: Path, number: int) -> None:
    """Nothing can be written to ``there``, nor made in it."""
    opened = os.open

    def open_others(path: Any, flags: int, *more: Any, **named: Any) -> int:
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        if writes and there in (Path(path), Path(path).parent):
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, flags, *more, **named)

    patch.setattr(os, "open", open_others)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_disk_that_is_full_is_told(lived_in: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full")
    monkeypatch.setattr(health, "TemporaryFile", lambda **_more: full.open("wb", buffering=0))
    assert "The system says: No space left on device" in found(lived_in)["state"].faults


def test_a_folder_that_may_not_be_entered_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.state.mkdir(parents=True)
    looked = Path.stat

    def shut(path: Path, **more: Any) -> os.stat_result:
        if paths.state in path.parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return looked(path, **more)

    monkeypatch.setattr(Path, "stat", shut)
    files = found(paths)
    for name in ("state", "history", "memory", "log"):
        assert not files[name].writable
        assert "The system says: Permission denied" in files[name].faults


@pytest.mark.parametrize("odd", ["folder", "pipe", "link"])
def test_what_is_no_history_file_is_told_and_not_waited_for(odd: str, paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    if odd == "folder":
        paths.history_file.mkdir()
    elif odd == "pipe":
        os.mkfifo(paths.history_file)
    else:
        paths.history_file.symlink_to("/dev/zero")
    assert found(paths)["history"].faults


def test_rows_that_cannot_be_read_are_counted(lived_in: Paths) -> None:
    with closing(sqlite3.connect(lived_in.history_file)) as database, database:
        database.execute("INSERT INTO happened VALUES (7, 'nudge', 5, 0, '5', 0, '', '', 0, '', '', '')")
        database.execute("INSERT INTO happened VALUES (8, 'nudge', 'x', 0, '[]', 0, '', '', 0, '', '', '')")
    (fault,) = found(lived_in)["history"].faults
    assert fault == f"2 rows in {lived_in.history_file} cannot be read; they are left out."


def test_another_programs_database_is_told(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    with closing(sqlite3.connect(paths.history_file)) as database, database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    (fault,) = found(paths)["history"].faults
    assert fault == f"{paths.history_file} is damaged: it is a database of another program"


def test_what_would_act_in_a_terminal_is_written_out(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    with closing(sqlite3.connect(paths.history_file, isolation_level=None)) as database:
        migrate(database, MIGRATIONS)
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET name = char(27) || '[2J', sql = 'CREATE TABLE x ('")
    (fault,) = found(paths)["history"].faults
    assert fault.isprintable()


def test_a_history_of_an_older_version_is_well(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    with closing(sqlite3.connect(paths.history_file, isolation_level=None)) as database:
        migrate(database, MIGRATIONS[:1])
    assert found(paths)["history"].faults == ()


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
