"""What packagers and desktops read: true, valid, and in agreement with the app."""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from deskbreak import __version__

ROOT = Path(__file__).parent.parent
APP_ID = "org.deskbreak.Deskbreak"
DESKTOP = ROOT / "resources" / "desktop" / f"{APP_ID}.desktop"
METAINFO = ROOT / "packaging" / f"{APP_ID}.metainfo.xml"


def project() -> dict[str, object]:
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def test_the_desktop_file_starts_the_entry_point() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DESKTOP, encoding="utf-8")
    entry = parser["Desktop Entry"]
    scripts = project()["scripts"]
    assert isinstance(scripts, dict)
    assert entry["Exec"].split()[0] in scripts
    assert entry["Icon"] == APP_ID


def test_the_metainfo_is_about_this_app_and_version() -> None:
    component = ElementTree.parse(METAINFO).getroot()  # noqa: S314 - our own file
    assert component.findtext("id") == APP_ID
    assert component.findtext("launchable") == DESKTOP.name
    assert component.findtext("project_license") == project()["license"] == "MIT"
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == project()["version"] == __version__


def test_the_changelog_tells_of_this_version() -> None:
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_set_up_is_done_whether_a_virtual_environment_is_activated_or_not(tmp_path: Path) -> None:
    """Made by the same Python, each finds what the other has done."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    activated = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    digest = "import runpy, sys; print(runpy.run_path(sys.argv[1])['_digest']())"
    set_up = ROOT / "packaging" / "set_up.py"
    told = {
        subprocess.run([python, "-c", digest, set_up], capture_output=True, text=True, check=True).stdout
        for python in (sys.executable, activated, getattr(sys, "_base_executable", sys.executable))
    }
    assert len(told) == 1


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_desktop_file_is_valid() -> None:
    result = subprocess.run(["desktop-file-validate", DESKTOP], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


ACCEPTED = {
    "cid-contains-uppercase-letter": "its bus and file names are the same, and those that are out may not change",
    "unknown-tag developer": "0.16 (Debian 12) knows developer_name alone, which 1.0 calls deprecated",
    "url-homepage-missing": "it has no public page yet, and one that does not exist would be worse",
}
"""What some appstreamcli finds, from 0.16 (Debian 12) to 1.0 (Debian 13), and why it may be so."""


def findings(metainfo: Path) -> set[str]:
    """What the appstreamcli of this machine has to say, each without its severity, which differs, and its place."""
    result = subprocess.run(
        ["appstreamcli", "validate", "--no-net", "--no-color", "--pedantic", metainfo],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Validation" in result.stdout, result
    found = set(re.findall(r"^[EWIP]: [^:]*:[^:]*: (\S.*?)\s*$", result.stdout, re.MULTILINE))
    return {re.sub(f" {re.escape(APP_ID)}$", "", one) for one in found}


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_the_metainfo_is_valid() -> None:
    assert findings(METAINFO) <= set(ACCEPTED)


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
@pytest.mark.parametrize("tag", ["id", "name", "summary", "metadata_license"])
def test_what_is_missing_in_a_metainfo_is_found(tag: str, tmp_path: Path) -> None:
    damaged = tmp_path / METAINFO.name
    damaged.write_text(re.sub(f"\n *<{tag}>.*</{tag}>", "", METAINFO.read_text(encoding="utf-8"), count=1), "utf-8")
    assert not findings(damaged) <= set(ACCEPTED)
