"""``autostart`` and ``desktop-entry``, as they are typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.desktop.entry.entry import FILE
from deskbreak.store.memory import Memory, amend
from deskbreak.store.paths import find_paths
from tests.app.test_login import program, started_by
from tests.cli.conftest import Say
from tests.desktop.services import PrivateBus, ScriptedService
from tests.desktop.session_manager import begun_at_login, main_group
from tests.desktop.test_autostart_portal import PORTAL, answering

__all__ = ["program"]


@pytest.fixture(autouse=True)
def _started(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "usr/share"))


@pytest.fixture
def entry() -> Path:
    return Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / FILE


def test_it_is_switched_and_told(say: Say, entry: Path) -> None:
    off = "deskbreak does not start at login. To have it do so: deskbreak autostart on\n"
    assert say("autostart", "status").out == off
    for words in (("on",), ("on",), ("status",)):
        told = say("autostart", *words)
        assert (told.code, told.out, told.err) == (0, f"deskbreak starts at login, by {entry}.\n", "")
    assert begun_at_login(os.environ) is not None
    for _again in range(2):
        told = say("autostart", "off")
        assert (told.code, told.out, told.err) == (0, "deskbreak does not start at login any more.\n", "")
    assert begun_at_login(os.environ) is None
    assert say("autostart", "status").out == off


def test_programs_get_one_object(say: Say, entry: Path) -> None:
    for what, state in (("status", "off"), ("on", "on"), ("status", "on"), ("off", "off")):
        told = say("autostart", what, "--json")
        assert (told.code, told.err) == (0, "")
        assert json.loads(told.out) == {"state": state, "where": str(entry), "fault": "", "reminders": []}


def test_a_move_is_told_and_mended(
    say: Say,
    entry: Path,
    program: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say("autostart", "on")
    program.unlink()
    new = started_by(tmp_path / "opt/deskbreak", monkeypatch)
    told = say("autostart", "status")
    assert told.code == 0
    assert told.out.splitlines() == [
        "deskbreak would start at login, and has moved. To mend that: deskbreak autostart on",
        f"{entry} would start {program}, and that is not there.",
    ]
    assert json.loads(say("autostart", "status", "--json").out)["state"] == "moved"
    assert say("autostart", "on").code == 0
    assert begun_at_login(os.environ) == [str(new)]


def test_what_cannot_be_switched_is_a_sentence(say: Say, entry: Path) -> None:
    entry.mkdir(parents=True)
    told = say("autostart", "on")
    assert (told.code, told.out, told.err) == (1, "", f"{entry} is not a file.\n")
    told = say("autostart", "status")
    assert told.code == 0
    assert told.out.splitlines()[1] == f"{entry} cannot be read as a desktop entry: it is no file."


def test_reminders_that_were_given_back_are_told(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a gsettings that keeps one value in a file."""
    value = Path(os.environ["HOME"]) / "value"
    value.write_text("@as []\n")
    folder = Path(os.environ["PATH"])
    folder.mkdir(parents=True)
    (folder / "gsettings").write_text(
        f'#!/bin/sh\n[ $1 = get ] && read -r all <{value} && echo "$all" || echo "$4" >{value}\n'
    )
    (folder / "gsettings").chmod(0o755)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    amend(find_paths().memory_file, lambda _none: Memory(reminders=("eyesight", "movement")))
    told = say("autostart", "off")
    assert told.code == 0
    assert told.out.splitlines()[1:] == ["The desktop's own break reminders are on again, as they were."]
    assert value.read_text() == "['eyesight', 'movement']\n"
    assert len(say("autostart", "off").out.splitlines()) == 1


def test_the_menu(say: Say, program: Path) -> None:
    file = Path(os.environ["XDG_DATA_HOME"]) / "applications" / FILE
    for _again in range(2):
        told = say("desktop-entry", "install")
        assert (told.code, told.err) == (0, "")
        assert told.out == f"deskbreak is in the menu of programs now, by {file}.\n"
    assert main_group(file)["Exec"] == str(program)
    assert say("desktop-entry", "remove").out == "deskbreak is no longer in the menu of programs.\n"
    assert not file.exists()
    told = say("desktop-entry", "remove")
    assert (told.code, told.out) == (0, "deskbreak has put nothing in the menu of programs.\n")


def test_the_menu_where_a_package_has_it(say: Say, tmp_path: Path) -> None:
    theirs = tmp_path / "usr/share/applications" / FILE
    theirs.parent.mkdir(parents=True)
    theirs.write_text("[Desktop Entry]\nName=deskbreak\n")
    told = say("desktop-entry", "install")
    assert (told.code, told.out) == (1, "")
    assert told.err == f"deskbreak is in the menu already, by {theirs}, which came with its package.\n"


def test_the_menu_is_for_linux_without_a_sandbox(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNAP", "/snap/deskbreak/1")
    for what in ("install", "remove"):
        assert say("desktop-entry", what).err == "deskbreak came in a sandbox, which has put it in the menu already.\n"
    monkeypatch.setattr("sys.platform", "darwin")
    assert say("desktop-entry", "install").err == "This is for the menus of Linux desktops.\n"


def test_from_a_sandbox_the_portal_is_asked(
    say: Say, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SNAP", "/snap/deskbreak/1")
    monkeypatch.setenv("PATH", os.defpath)
    with PrivateBus(tmp_path) as bus:
        portal = ScriptedService(bus, PORTAL)
        for what, starts in (("on", True), ("status", True), ("off", False)):
            portal.answers["RequestBackground"] = answering(portal, 0, autostart=("b", starts))
            told = say("autostart", what, "--json")
            assert (told.code, told.err) == (0, "")
            status = json.loads(told.out)
            assert (status["state"], status["where"]) == ("on" if starts else "off", "the desktop's portal")
        assert portal.asked("RequestBackground") == 2


def test_in_a_sandbox_without_a_desktop_it_is_a_sentence(home: Path) -> None:
    """In a process of its own, which has no application yet."""
    told = subprocess.run(
        [sys.executable, "-m", "deskbreak", "--home", str(home), "autostart", "on"],
        env={**os.environ, "SNAP": "/snap/deskbreak/1", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("The desktop's portal cannot be asked for that: ")
    assert len(told.stderr.splitlines()) == 1
