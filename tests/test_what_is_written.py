"""Every file that deskbreak writes goes by the same door: nothing through a link, nothing into another's folder."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.app.log_file import LogFile
from deskbreak.desktop.notify.ledger import Ledger, LedgerEntry
from deskbreak.engine.actions import Outcome
from deskbreak.store import config
from deskbreak.store.history.history import History, Row
from deskbreak.store.memory import Memory, remember
from deskbreak.store.paths import Paths, find_paths
from deskbreak.store.state import Saved, StateStore

Writer = Callable[[Paths], str]
"""Writes, and gives what it says if that cannot be."""


def state(paths: Paths) -> str:
    try:
        StateStore(paths.state_file).save(Saved({}, {}))
    except OSError as error:
        return str(error)
    return ""


def history(paths: Paths) -> str:
    history = History(paths.history_file)
    history.add(Row(Outcome.NUDGE, 1, 0))
    history.close()
    return history.notice


def log(paths: Paths) -> str:
    log_file = LogFile(paths.log_file, lambda _text: None)
    log_file.close()
    return ""


def ledger(paths: Paths) -> str:
    Ledger(paths.notes_file).write(LedgerEntry("bus", "daemon", (1,)))
    return ""


def memory(paths: Paths) -> str:
    remember(paths.memory_file, Memory())
    return ""


def last_good(paths: Paths) -> str:
    paths.config.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths.config_file.write_text("")
    paths.config_file.chmod(0o600)
    return config.load(paths.config_file, paths.last_good_config).notice


WRITERS: dict[Writer, Callable[[Paths], Path]] = {
    state: lambda paths: paths.state_file,
    history: lambda paths: paths.history_file,
    log: lambda paths: paths.log_file,
    ledger: lambda paths: paths.notes_file,
    memory: lambda paths: paths.memory_file,
    last_good: lambda paths: paths.last_good_config,
}
every = pytest.mark.parametrize("write", WRITERS, ids=lambda write: str(write.__name__))


@pytest.fixture
def there(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "home")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@every
def test_whatever_the_umask_it_is_nobody_elses_business(there: Paths, write: Writer, umask: None) -> None:
    assert write(there) == ""
    file = WRITERS[write](there)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (file.parent, there.config):
        assert not folder.exists() or stat.S_IMODE(folder.stat().st_mode) == 0o700


@every
@pytest.mark.bears("is a link to elsewhere, and deskbreak writes through none", "set aside as memory.damaged")
@pytest.mark.parametrize("beside", ["", "-wal", "-shm", "-journal", ".new"])
@pytest.mark.parametrize("target", ["theirs", "gone"])
def test_nothing_is_written_through_a_link(
    there: Paths, tmp_path: Path, write: Writer, beside: str, target: str
) -> None:
    (tmp_path / "theirs").write_text("somebody's own")
    file = WRITERS[write](there)
    link = file.with_name(f".{file.name}.new" if beside == ".new" else file.name + beside)
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / target)
    write(there)
    assert (tmp_path / "theirs").read_text() == "somebody's own"
    assert not (tmp_path / "gone").exists()


@every
@pytest.mark.parametrize("full", [False, True])
def test_a_folder_in_the_way_keeps_nothing_from_being_written(there: Paths, write: Writer, full: bool) -> None:
    """Of the name under which a file is written before it takes its place."""
    file = WRITERS[write](there)
    in_the_way = file.with_name(f".{file.name}.new")
    (in_the_way / "within" if full else in_the_way).mkdir(parents=True, mode=0o700)
    assert write(there) == ""
    assert file.is_file()
    assert in_the_way.is_dir()
    assert [path.name for path in file.parent.glob(f".{file.name}*")] == [in_the_way.name]


@every
@pytest.mark.bears("is a link to elsewhere, and deskbreak writes through none")
def test_nothing_is_written_into_a_linked_folder(there: Paths, tmp_path: Path, write: Writer) -> None:
    (tmp_path / "theirs").mkdir()
    folder = WRITERS[write](there).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(tmp_path / "theirs")
    said = write(there)
    assert not list((tmp_path / "theirs").iterdir())
    assert write not in (state, history, last_good) or "is a link" in said


@every
@pytest.mark.bears("belongs to another user")
def test_nothing_is_written_into_a_foreign_folder(
    there: Paths, write: Writer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = WRITERS[write](there).parent
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 4711)
    said = write(there)
    assert not list(folder.iterdir())
    assert write not in (state, history, last_good) or "another user" in said
    assert write is not log or "another user" in capsys.readouterr().err
