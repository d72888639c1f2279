"""Where the files lie, and that the runtime folder is nobody else's."""

import os
import stat
import warnings
from pathlib import Path

import pytest

from deskbreak.store import paths
from deskbreak.store.paths import UnsafeFolder, find_paths, private_folder


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


def test_a_private_folder_is_made_and_can_be_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "run"
    assert private_folder(folder) == folder
    assert mode(folder) == 0o700
    assert private_folder(folder) == folder


def test_an_open_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    folder.chmod(0o777)
    private_folder(folder)
    assert mode(folder) == 0o700


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafeFolder, match="not a folder of your own"):
        private_folder(tmp_path / "run")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = private_folder(tmp_path / "run")
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(UnsafeFolder, match="not a folder of your own"):
        private_folder(folder)


def test_a_file_in_its_place_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "run").touch()
    with pytest.raises(FileExistsError):
        private_folder(tmp_path / "run")
