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
    every = (found.config, found.state, found.runtime)
    assert all(folder.is_relative_to(tmp_path / "here") for folder in every)
    assert len(set(every)) == 3


def test_a_tilde_is_the_users_home() -> None:
    assert find_paths(Path("~/here")).config == Path(os.environ["HOME"], "here")


@pytest.mark.parametrize("given", [None, "", "not/absolute"])
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
