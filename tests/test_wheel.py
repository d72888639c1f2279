"""Facts about wheels: PySide6's that deskbreak stands on, and deskbreak's own."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never given back there, whoever drops it")
def test_none_keeps_its_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 drops a reference of None at each call: on Python < 3.12 animations abort in seconds."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(300):
        widget.update()
    assert sys.getrefcount(None) > before - 100


@pytest.mark.parametrize(
    ("python", "pyside", "allowed"),
    [
        ("3.11", "6.12.0", False),
        ("3.11", "6.11.3", True),
        ("3.12", "6.12.0", True),
        ("3.13", "6.12.1", True),
        ("3.11", "6.12.1", False),
        ("3.12", "6.7.3", False),
    ],
)
def test_pyside_6_12_is_kept_off_python_before_3_12(python: str, pyside: str, allowed: bool) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    environment = {**{k: str(v) for k, v in default_environment().items()}, "python_version": python}
    requirements = [Requirement(text) for text in project["dependencies"]]
    here = [
        requirement
        for requirement in requirements
        if requirement.name == "PySide6-Essentials"
        and (requirement.marker is None or requirement.marker.evaluate(environment))
    ]
    assert len(here) == 1
    assert (pyside in here[0].specifier) is allowed


def test_the_wheel_has_the_resources_and_the_entry_point(tmp_path: Path) -> None:
    """Built without a network: hatchling is in the dev group."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("deskbreak-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry_points,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
        assert "deskbreak = deskbreak.cli:main" in archive.read(entry_points).decode().splitlines()
    shipped = {
        f"deskbreak/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert shipped
    assert shipped <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "packaging/")) for name in names)
