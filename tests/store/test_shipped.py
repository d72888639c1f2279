"""What comes with deskbreak is found however deskbreak came."""

import sys
from pathlib import Path

import pytest

from deskbreak.store.content import shipped as module
from deskbreak.store.content.shipped import NotShipped, shipped

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder with nothing around it."""
    folder = tmp_path / "lib" / "deskbreak"
    folder.mkdir(parents=True)
    monkeypatch.setattr(module, "PACKAGE", folder)
    return folder


def put(folder: Path) -> Path:
    path = folder / "exercises" / "turn.toml"
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def test_in_this_checkout() -> None:
    assert shipped("exercises") == CHECKOUT / "resources" / "exercises"


def test_in_a_checkout(package: Path) -> None:
    path = put(package.parent / "resources")
    assert shipped("exercises", "turn.toml") == path


def test_installed_comes_before_what_happens_to_lie_beside_it(package: Path) -> None:
    put(package.parent / "resources")
    path = put(package / "resources")
    assert shipped("exercises", "turn.toml") == path


@pytest.mark.parametrize("inside", ["resources", "deskbreak/resources"])
def test_frozen(inside: str, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "frozen"), raising=False)
    put(package / "resources")
    path = put(tmp_path / "frozen" / inside)
    assert shipped("exercises", "turn.toml") == path


def test_missing_names_every_place(package: Path) -> None:
    with pytest.raises(NotShipped) as missing:
        shipped("exercises", "turn.toml")
    assert str(package / "resources" / "exercises" / "turn.toml") in str(missing.value)
    assert str(package.parent / "resources" / "exercises" / "turn.toml") in str(missing.value)
