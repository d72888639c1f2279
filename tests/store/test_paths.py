"""Where the files lie, and that the runtime folder is nobody else's."""

import os
import stat
import warnings
from pathlib import Path

import pytest

from deskbreak.store import paths
from deskbreak.store.paths import find_paths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_platforms_folders() -> None:
    found = find_paths()
    assert found.config_file == Path(os.environ["XDG_CONFIG_HOME"], "deskbreak", "config.toml")
    assert found.routines == Path(os.environ["XDG_CONFIG_HOME"], "deskbreak", "routines")
    assert found.exercises == Path(os.environ["XDG_CONFIG_HOME"], "deskbreak", "exercises")
    state = Path(os.environ["XDG_STATE_HOME"], "deskbreak")
    assert found.state_file == state / "state.json"
    assert found.history_file == state / "history.db"
    assert found.log_file == state / "deskbreak.log"
    assert found.last_good_config == state / "config.last-good.toml"
    assert found.runtime == Path(os.environ["XDG_RUNTIME_DIR"], "deskbreak")
    assert not found.config.exists()
    assert not found.state.exists()


def test_all_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = find_paths(Path("here"))
    assert found.config_file == tmp_path / "here" / "config.toml"
    assert found.state == tmp_path / "here" / "state"
    assert not found.config.exists()


def test_lock_and_socket_of_a_home_outlive_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a second one could start when it is removed; each home has its own, however it is written."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)
    ways = {find_paths(Path(way)).runtime for way in ("real", "link", "./link/../real", str(tmp_path / "real"))}
    assert len(ways) == 1
    (runtime,) = ways
    assert runtime.parent == Path(os.environ["XDG_RUNTIME_DIR"])
    assert runtime not in (find_paths(Path("other")).runtime, find_paths().runtime)
    (tmp_path / "link").unlink()
    (tmp_path / "real").rmdir()
    assert find_paths(Path("real")).runtime == runtime


def test_the_runtime_folder_is_another_when_what_decides_leads_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to("one")
    found, session = find_paths(tmp_path / "link"), Path(os.environ["XDG_RUNTIME_DIR"])
    assert found.runtime_now() == found.runtime == find_paths(tmp_path / "one").runtime
    assert found.ways == (tmp_path / "link", session)
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to("two")
    assert found.runtime_now() == find_paths(tmp_path / "two").runtime
    monkeypatch.setattr(paths, "RUN_USER", tmp_path)
    session.rename(tmp_path / "session")
    assert found.runtime_now() == tmp_path / "link" / "state" / "run"
    assert find_paths().ways == (session,)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert find_paths().ways == ()


def test_a_tilde_is_the_users_home() -> None:
    assert find_paths(Path("~/here")).config == Path(os.environ["HOME"], "here")


@pytest.mark.parametrize("given", [None, "", "not/absolute", "/nowhere/at/all", "/dev/null"])
def test_without_a_runtime_folder_of_the_session(
    given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    if given is not None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", given)
    monkeypatch.setattr(paths, "RUN_USER", tmp_path)
    assert find_paths().runtime == find_paths().state / "run"

    (tmp_path / str(os.geteuid())).mkdir(mode=0o700)
    with warnings.catch_warnings(action="error"):
        assert find_paths().runtime == tmp_path / str(os.geteuid()) / "deskbreak"


def test_another_users_runtime_folder_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``su`` leaves it."""
    monkeypatch.setattr(paths, "RUN_USER", tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 4711)
    assert find_paths().runtime == find_paths().state / "run"
    assert find_paths(tmp_path / "home").runtime == tmp_path / "home" / "state" / "run"
