"""Whether there is a display, told before Qt would abort."""

import os
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from deskbreak.desktop import display, libraries
from deskbreak.desktop.display import Plugins, display_fault, screen_fault, x11_answers
from deskbreak.desktop.libraries import PACKAGES, missing_library
from tests.dates import passed_on

DEBIAN = Path(__file__).parents[2] / "packaging" / "debian-packages.toml"

YES, NO = True, False
Blamed = Callable[..., str]


@pytest.fixture
def blamed(monkeypatch: pytest.MonkeyPatch) -> Blamed:
    """``display_fault`` on Linux, where an X server answers or none, by these plugins of Qt's and this trial."""

    def fault(
        environment: Mapping[str, str],
        answers: bool = False,
        plugins: type[Plugins] = Plugins,
        trial: Callable[[Mapping[str, str]], str] = screen_fault,
    ) -> str:
        monkeypatch.setattr(display, "x11_answers", lambda _name: answers)
        monkeypatch.setattr(display, "Plugins", plugins)
        monkeypatch.setattr(display, "screen_fault", trial)
        return display_fault(environment, "linux")

    return fault


def test_no_display_is_a_sentence() -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in display_fault({}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_one(platform: str) -> None:
    assert display_fault({}, platform) == ""


@pytest.mark.parametrize("name", ["offscreen", "minimal:enable_fonts", "OFFSCREEN", "nonsense;;:Minimal:a:b;"])
def test_some_platforms_of_qt_need_none(blamed: Blamed, name: str) -> None:
    """However they are written, as long as Qt reads it."""
    assert blamed({"QT_QPA_PLATFORM": name}, trial=never) == ""


def never(_environment: Mapping[str, str]) -> str:
    """The usual start tries nothing out."""
    raise AssertionError("this costs a second")


def test_an_x_server_that_answers_is_enough(blamed: Blamed) -> None:
    assert blamed({"DISPLAY": ":0"}, YES, trial=never) == ""
    assert blamed({"DISPLAY": ":0", "WAYLAND_DISPLAY": "gone"}, YES) == ""
    assert blamed({"DISPLAY": ":0", "QT_QPA_PLATFORM": "XCB"}, YES, trial=never) == ""


def test_one_that_does_not_is_named(blamed: Blamed) -> None:
    assert "The display :5 does not answer" in blamed({"DISPLAY": ":5"}, NO)
    both = {"DISPLAY": ":5", "WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}
    assert "wayland-9, :5" in blamed(both, NO)


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[dict[str, str]]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "wayland-3"))
        listener.listen()
        yield {"WAYLAND_DISPLAY": "wayland-3", "XDG_RUNTIME_DIR": str(tmp_path)}


def test_a_wayland_compositor_that_lets_us_in_is_enough(blamed: Blamed, compositor: dict[str, str]) -> None:
    assert blamed(compositor, NO) == ""
    absolute = str(Path(compositor["XDG_RUNTIME_DIR"], "wayland-3"))
    assert blamed({"WAYLAND_DISPLAY": absolute}, NO) == ""


def test_only_the_platform_that_qt_is_told_to_use_counts(blamed: Blamed, compositor: dict[str, str]) -> None:
    assert blamed({**compositor, "DISPLAY": ":5", "QT_QPA_PLATFORM": "xcb"}, NO) != ""
    assert blamed({**compositor, "QT_QPA_PLATFORM": "xcb"}, YES) != ""
    assert blamed({**compositor, "QT_QPA_PLATFORM": "wayland-egl;xcb"}, NO) == ""
    assert blamed({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, YES) != ""


def test_nobody_answers_at_a_display_that_is_not_there() -> None:
    assert not x11_answers(":7654")
    assert not x11_answers("nonsense")


def test_a_server_that_refuses_us_is_no_display() -> None:
    """Another user's screen: its socket lets everybody in, and the server then says no. Qt would abort."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        answered = []

        def answer(allowed: bool) -> None:
            guest, _address = listener.accept()
            with guest:
                guest.recv(4096)
                words = bytes(32) if allowed else b"No protocol specified\n\0\0"
                guest.sendall(bytes([allowed, 0 if allowed else 22, 11, 0, 0, 0, len(words) // 4, 0]) + words)
                answered.append(allowed)

        for allowed in (False, True):
            answering = threading.Thread(target=answer, args=(allowed,))
            answering.start()
            assert x11_answers(f"127.0.0.1:{listener.getsockname()[1] - 6000}") is allowed
            answering.join(5)
        assert answered == [False, True]


def test_asking_leaves_nothing_open() -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    for _time in range(5):
        x11_answers(":7654")
    assert sorted(Path("/proc/self/fd").iterdir()) == before


# What else may be to blame


def test_a_variable_that_names_nothing_is_blamed(blamed: Blamed) -> None:
    for names in ({}, {"DISPLAY": ":0"}):
        fault = blamed({**names, "QT_QPA_PLATFORM": "waylnad"}, YES)
        assert fault.startswith("QT_QPA_PLATFORM is “waylnad”, which Qt does not know here.")
        assert "offscreen" in fault
        assert "xcb" in fault
    assert blamed({"DISPLAY": ":0", "QT_QPA_PLATFORM": "waylnad;xcb"}, YES) == "", "Qt takes the next"


def test_a_variable_that_keeps_qt_from_the_display_is_blamed(blamed: Blamed, compositor: dict[str, str]) -> None:
    told = blamed({"DISPLAY": ":0", "XDG_RUNTIME_DIR": "/nowhere", "QT_QPA_PLATFORM": "wayland"}, YES)
    assert told.startswith("QT_QPA_PLATFORM is “wayland”, and no display of that kind answers.")
    assert blamed({**compositor, "QT_QPA_PLATFORM": "xcb"}, NO).startswith("QT_QPA_PLATFORM is “xcb”")
    alone = {"DISPLAY": ":5", "QT_QPA_PLATFORM": "xcb"}
    assert "The display :5 does not answer" in blamed(alone, NO), "there is no other"
    assert "neither DISPLAY nor" in blamed({"QT_QPA_PLATFORM": "xcb"}, NO)


@pytest.mark.parametrize("name", [";", ":", " "])
def test_a_variable_that_names_nothing_at_all_is_blamed(blamed: Blamed, name: str) -> None:
    told = blamed({"DISPLAY": ":0", "QT_QPA_PLATFORM": name}, YES)
    assert told.startswith(f"QT_QPA_PLATFORM is “{name}”, which Qt does not know here.")


# Screens that only Qt can find

ODD = [
    "eglfs",
    "minimalegl",
    "linuxfb:fb=/dev/fb7",
    "vnc:port=5901",
    "LinuxFB",
    "nonsense;eglfs",
    "xcb;eglfs;offscreen",
]


@pytest.mark.parametrize("name", ODD)
def test_what_only_qt_can_say_is_tried_out(blamed: Blamed, name: str) -> None:
    asked: list[Mapping[str, str]] = []

    def well(given: Mapping[str, str]) -> str:
        asked.append(given)
        return ""

    environment = {"QT_QPA_PLATFORM": name}
    assert blamed(environment, NO, Without, well) == ""
    assert asked == [environment]


@pytest.mark.parametrize("name", ODD)
def test_a_screen_that_is_not_there_is_told_in_qts_words(blamed: Blamed, name: str) -> None:
    """Also where another way is named after it: Qt takes the first that it can load, and ends with that."""
    told = blamed({"QT_QPA_PLATFORM": name}, NO, Without, trial=lambda _environment: "no EGL")
    assert told == f"QT_QPA_PLATFORM is “{name}”, and Qt finds no screen of that kind here: no EGL"
    beside = {"DISPLAY": ":0", "QT_QPA_PLATFORM": name.replace("xcb;", "")}
    told = blamed(beside, YES, Without, trial=lambda _environment: "no EGL")
    assert told.endswith("no display of that kind answers. Without it deskbreak could start.")


def test_what_is_never_reached_is_not_tried_out(blamed: Blamed) -> None:
    assert blamed({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb;eglfs"}, YES, trial=never) == ""
    assert blamed({"QT_QPA_PLATFORM": "offscreen;linuxfb"}, NO, trial=never) == ""


NOWHERE = {"__EGL_VENDOR_LIBRARY_DIRS": "/nowhere", "EGL_PLATFORM": "surfaceless"}
"""Whatever screen this machine has, libEGL finds nobody to show anything on it."""


@pytest.mark.parametrize("name", ["minimalegl", "eglfs", "linuxfb:fb=/dev/null"])
def test_qt_is_asked_in_a_process_that_may_end_by_it(name: str) -> None:
    assert screen_fault({**os.environ, **NOWHERE, "QT_QPA_PLATFORM": name}) not in ("", "it does not say why")
    assert screen_fault({**os.environ, "QT_QPA_PLATFORM": "offscreen"}) == ""


def test_a_module_of_that_name_in_this_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "PySide6.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert screen_fault({**os.environ, "QT_QPA_PLATFORM": "offscreen"}) == ""


def test_a_trial_that_cannot_be_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert "/nowhere/python" in screen_fault({})
    mute = tmp_path / "mute"
    mute.write_text("#!/bin/sh\nexit 3\n")
    mute.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(mute))
    assert screen_fault({}) == "it does not say why"


@pytest.mark.parametrize("words", [[], ["doctor"], ["show", "seated-twist"]], ids=" ".join)
@pytest.mark.parametrize("name", ["minimalegl;offscreen", "linuxfb:fb=/dev/null"])
def test_no_command_ends_with_qt(tmp_path: Path, name: str, words: list[str]) -> None:
    environment = {**passed_on(os.environ), **NOWHERE, "QT_QPA_PLATFORM": name, "HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-m", "deskbreak", "--home", tmp_path / "home", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 1, told
    said = " ".join((told.stdout + told.stderr).split())
    assert f"QT_QPA_PLATFORM is “{name}”, and Qt finds no screen of that kind here:" in said
    assert "Traceback" not in said


CANNOT = "Cannot load library /a/libq{}.so: lib{}.so.0: cannot open shared object file: No such file or directory"


class Without(Plugins):
    """Qt, where some of its plugins lack a library."""

    lack: ClassVar[dict[str, str]] = {}

    def fault(self, name: str) -> str:
        return self.lack.get(name, "")


def test_a_library_that_is_missing_is_named_with_its_package(blamed: Blamed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Without, "lack", {"xcb": CANNOT.format("xcb", "xcb-cursor")})
    fault = blamed({"DISPLAY": ":0"}, YES, Without)
    assert fault.startswith("Qt cannot start here: libxcb-cursor.so.0")
    assert "apt install" in fault
    assert "libxcb-cursor0" in fault
    assert "does not answer" in blamed({"DISPLAY": ":0"}, NO, Without), "the first thing to mend"


def test_what_one_way_lacks_the_other_makes_good(
    blamed: Blamed, monkeypatch: pytest.MonkeyPatch, compositor: dict[str, str]
) -> None:
    monkeypatch.setattr(Without, "lack", {"wayland": CANNOT.format("wayland", "wayland-client")})
    assert blamed({**compositor, "DISPLAY": ":0"}, YES, Without) == ""
    assert "libwayland-client0" in blamed(compositor, NO, Without)


def test_a_plugin_that_is_broken_otherwise_is_told_in_its_own_words(
    blamed: Blamed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Without, "lack", {"xcb": "The file is not a valid Qt plugin."})
    assert "not a valid Qt plugin" in blamed({"DISPLAY": ":0"}, YES, Without)


def test_qt_knows_its_own_plugins() -> None:
    there = Plugins({})
    assert {"xcb", "wayland", "offscreen", "minimal"} <= set(there.names)
    assert there.fault("offscreen") == ""
    elsewhere = Plugins({"QT_QPA_PLATFORM_PLUGIN_PATH": "/nowhere"})
    assert elsewhere.names == there.names


# The libraries


def test_every_package_of_the_list_is_known_by_its_library() -> None:
    listed = tomllib.loads(DEBIAN.read_text(encoding="utf-8"))["run"]
    assert set(PACKAGES.values()) == {*listed} - {"libpulse0"}, "that one is asked for a microphone, by another way"


@pytest.mark.parametrize(
    ("error", "library"),
    [
        ("libGL.so.1: cannot open shared object file: No such file or directory", "libGL.so.1"),
        ("/usr/lib/x86_64-linux-gnu/libEGL.so.1: file too short", "libEGL.so.1"),
        (CANNOT.format("xcb", "xcb-cursor"), "libxcb-cursor.so.0"),
        ("Cannot load library /x/libqxcb.so: (libxcb-icccm.so.4: cannot open shared object file)", "libxcb-icccm.so.4"),
    ],
)
def test_the_library_is_read_from_what_the_system_says(error: str, library: str) -> None:
    told = missing_library(error)
    assert f"{library}" in told
    assert f" {PACKAGES[library]}" in told


def test_a_library_that_nobody_listed_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_loads", lambda _name: True)
    told = missing_library("libnew+thing-2.so.5.1: cannot open shared object file")
    assert "libnew+thing-2.so.5.1 cannot be loaded" in told
    assert "apt" not in told


@pytest.mark.parametrize("error", ["", "cannot import name 'QtGui' from 'PySide6'", "No module named 'PySide6'"])
def test_what_is_no_library_is_not_told_as_one(error: str) -> None:
    assert missing_library(error) == ""


def test_all_that_are_missing_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_loads", lambda name: "xcb" not in name)
    told = missing_library(CANNOT.format("xcb", "xcb-cursor"))
    assert "libxcb-cursor0 libxcb-icccm4 libxcb-image0" in told
    assert "libgl1" not in told
