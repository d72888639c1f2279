"""Start at login on Windows and macOS, where deskbreak could not be run: on stand-ins made by the documentation."""

import plistlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from deskbreak.desktop.autostart.autostart import AutostartState, NotSwitched
from deskbreak.desktop.autostart.macos import MacAutostart
from deskbreak.desktop.autostart.win32 import APPROVED, RUN, WindowsAutostart
from deskbreak.desktop.entry.launcher import NoLauncher

OFF, ON, MOVED = AutostartState.OFF, AutostartState.ON, AutostartState.MOVED


class Key:
    """An open key."""

    def __init__(self, values: dict[str, tuple[object, int]], *, writable: bool) -> None:
        self.values = values
        self.writable = writable

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.values = {}


class FakeRegistry:
    """The module ``winreg``, as its documentation has it: https://docs.python.org/3/library/winreg.html"""

    HKEY_CURRENT_USER, REG_SZ, REG_BINARY, KEY_READ, KEY_SET_VALUE = 0x80000001, 1, 3, 0x20019, 0x2

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, tuple[object, int]]] = {RUN: {"OneDrive": ("onedrive.exe", 1)}}
        self.refuses = False

    def OpenKey(self, root: int, path: str, reserved: int = 0, access: int = KEY_READ) -> Key:
        assert (root, reserved) == (self.HKEY_CURRENT_USER, 0)
        if path not in self.keys:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        if self.refuses and access & self.KEY_SET_VALUE:
            raise PermissionError(13, "Access is denied")
        return Key(self.keys[path], writable=bool(access & self.KEY_SET_VALUE))

    def CreateKey(self, root: int, path: str) -> Key:
        assert root == self.HKEY_CURRENT_USER
        if self.refuses:
            raise PermissionError(13, "Access is denied")
        return Key(self.keys.setdefault(path, {}), writable=True)

    def QueryValueEx(self, key: Key, name: str) -> tuple[object, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return key.values[name]

    def SetValueEx(self, key: Key, name: str, reserved: int, kind: int, value: object) -> None:
        assert key.writable
        key.values[name] = (value, kind)

    def DeleteValue(self, key: Key, name: str) -> None:
        assert key.writable
        if name not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del key.values[name]


PYTHONW = r"C:\Users\A B\venv\Scripts\pythonw.exe"


class Windows:
    """One user's."""

    def __init__(self) -> None:
        self.registry = FakeRegistry()
        self.files = {PYTHONW}
        self.command: tuple[str, ...] = (PYTHONW, "-m", "deskbreak")

    @property
    def autostart(self) -> WindowsAutostart:
        return WindowsAutostart(self.registry, self.files.__contains__, lambda: self.command)

    @property
    def run(self) -> object:
        return self.registry.keys[RUN].get("deskbreak")


def passing() -> tuple[str, ...]:
    raise NoLauncher("It is only there for now.")


def test_windows_on_and_off_and_each_of_them_twice() -> None:
    windows = Windows()
    assert windows.autostart.status().state is OFF
    for _again in range(2):
        windows.autostart.switch_on()
        assert windows.run == (rf'"{PYTHONW}" -m deskbreak', FakeRegistry.REG_SZ)
        status = windows.autostart.status()
        assert (status.state, status.fault) == (ON, "")
        assert status.where == rf"HKEY_CURRENT_USER\{RUN}"
    for _again in range(2):
        windows.autostart.switch_off()
        assert windows.autostart.status().state is OFF
    assert windows.registry.keys[RUN] == {"OneDrive": ("onedrive.exe", 1)}


@pytest.mark.parametrize(("first", "state"), [(2, ON), (6, ON), (3, OFF), (7, OFF)])
def test_windows_has_a_switch_of_its_own(first: int, state: AutostartState) -> None:
    windows = Windows()
    windows.autostart.switch_on()
    windows.registry.keys[APPROVED] = {
        "deskbreak": (bytes([first, *bytes(11)]), FakeRegistry.REG_BINARY),
        "OneDrive": (bytes(12), FakeRegistry.REG_BINARY),
    }
    status = windows.autostart.status()
    assert status.state is state
    assert bool(status.fault) is (state is OFF)
    windows.autostart.switch_on()
    assert windows.autostart.status().state is ON
    assert list(windows.registry.keys[APPROVED]) == ["OneDrive"]


def test_windows_notices_and_mends_a_move() -> None:
    windows = Windows()
    windows.autostart.switch_on()
    assert not windows.autostart.mend()
    windows.files.clear()
    status = windows.autostart.status()
    assert status.state is MOVED
    assert f"would start {PYTHONW}," in status.fault
    windows.command = (r"D:\deskbreak.exe",)
    windows.files.add(r"D:\deskbreak.exe")
    assert windows.autostart.mend()
    assert windows.run == (r"D:\deskbreak.exe", FakeRegistry.REG_SZ)
    assert windows.autostart.status().state is ON
    windows.autostart.switch_off()
    windows.files.clear()
    assert not windows.autostart.mend()


def test_windows_where_it_cannot_be_is_a_sentence() -> None:
    windows = Windows()
    windows.command = ("C:\\" + "x" * 260 + "\\deskbreak.exe",)
    with pytest.raises(NotSwitched, match="260 characters at most"):
        windows.autostart.switch_on()
    windows.registry.refuses = True
    windows.command = (PYTHONW,)
    for switch in (windows.autostart.switch_on, windows.autostart.switch_off):
        with pytest.raises(NotSwitched, match=r"could not be changed: Access is denied\.$"):
            switch()
    with pytest.raises(NotSwitched, match="only there for now"):
        WindowsAutostart(windows.registry, bool, passing).switch_on()
    assert windows.run is None


@pytest.fixture
def agents(tmp_path: Path) -> Path:
    return tmp_path / "Library" / "LaunchAgents"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "a b" / "deskbreak"
    path.parent.mkdir()
    path.touch()
    return path


def test_macos_on_and_off_and_each_of_them_twice(agents: Path, program: Path) -> None:
    mac = MacAutostart(agents, lambda: (str(program), "--home", "/x y"))
    file = agents / "org.deskbreak.Deskbreak.plist"
    assert (mac.status().state, mac.status().where) == (OFF, str(file))
    for _again in range(2):
        mac.switch_on()
        assert (mac.status().state, mac.status().fault) == (ON, "")
    agent = plistlib.loads(file.read_bytes())
    assert agent["Label"] == file.stem
    assert agent["ProgramArguments"] == [str(program), "--home", "/x y"]
    assert agent["RunAtLoad"] is True
    assert "KeepAlive" not in agent, "one who quits it is not to find it started again"
    for _again in range(2):
        mac.switch_off()
        assert mac.status().state is OFF
    assert list(agents.iterdir()) == []


def test_macos_notices_and_mends_a_move(agents: Path, program: Path) -> None:
    mac = MacAutostart(agents, lambda: (str(program),))
    mac.switch_on()
    assert not mac.mend()
    moved = program.rename(program.with_name("new"))
    status = mac.status()
    assert status.state is MOVED
    assert f"would start {program}," in status.fault
    here = MacAutostart(agents, lambda: (str(moved),))
    assert here.mend()
    assert here.status().state is ON


@pytest.mark.parametrize("change", [{"Disabled": True}, {"RunAtLoad": False}])
def test_macos_one_that_is_switched_off_by_hand_is_off(agents: Path, program: Path, change: dict[str, bool]) -> None:
    mac = MacAutostart(agents, lambda: (str(program),))
    mac.switch_on()
    (file,) = agents.iterdir()
    file.write_bytes(plistlib.dumps(plistlib.loads(file.read_bytes()) | change))
    assert (mac.status().state, mac.status().fault) == (OFF, "")
    mac.switch_on()
    assert mac.status().state is ON


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        Path.touch,
        lambda path: path.write_bytes(b"rubbish"),
        lambda path: path.write_bytes(b"<plist><array>"),
        lambda path: path.write_bytes(b"bplist00" + b"\xff" * 40),
        lambda path: path.write_bytes(plistlib.dumps({"RunAtLoad": True})),
        lambda path: path.write_bytes(plistlib.dumps({"ProgramArguments": [1], "RunAtLoad": True})),
        lambda path: path.write_bytes(plistlib.dumps([])),
        lambda path: path.symlink_to(path),
    ],
)
def test_macos_what_is_no_agent_is_off_and_said(agents: Path, make: Callable[[Path], object]) -> None:
    agents.mkdir(parents=True)
    file = agents / "org.deskbreak.Deskbreak.plist"
    make(file)
    status = MacAutostart(agents, passing).status()
    assert (status.state, status.fault) == (OFF, f"{file} is no agent that starts deskbreak.")


def test_macos_where_it_cannot_be_is_a_sentence(agents: Path, program: Path) -> None:
    with pytest.raises(NotSwitched, match="only there for now"):
        MacAutostart(agents, passing).switch_on()
    agents.mkdir(parents=True)
    file = agents / "org.deskbreak.Deskbreak.plist"
    file.mkdir()
    mac = MacAutostart(agents, lambda: (str(program),))
    for switch in (mac.switch_on, mac.switch_off):
        with pytest.raises(NotSwitched, match=r"is not a file\.$"):
            switch()
    with pytest.raises(NotSwitched, match="cannot be written down"):
        MacAutostart(agents, lambda: ("/a\udcff",)).switch_on()
