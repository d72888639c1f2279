"""Calls on Windows and macOS, by stand-ins of their system's functions; and which sense each platform gets."""

import ctypes
import re
import sys
import threading
from collections.abc import Mapping
from types import SimpleNamespace, TracebackType
from typing import Any, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from deskbreak.desktop.call.choice import open_camera, open_microphone
from deskbreak.desktop.call.macos import Framework, MacCamera, MacMicrophone, camera_in_use, microphone_in_use
from deskbreak.desktop.call.pulse import PulseMicrophone
from deskbreak.desktop.call.threaded import ThreadedSense, Users
from deskbreak.desktop.call.win32 import ConsentStore, Device, program
from deskbreak.desktop.program import Program
from deskbreak.desktop.sense import NoSense, NullSense, Sense

WINDOWS_1903 = 18_362
CONSENT_STORE = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
START = 134_400_000_000_000_000
"""Some day of 2026, as Windows counts."""


class FakeTicks:
    """A machine that was started ``since_ms`` before ``START``, a minute ago."""

    def __init__(self, since_ms: int = 3_600_000) -> None:
        self.since_ms = since_ms

    def elapsed_ms(self) -> int:
        return self.since_ms + 60_000

    def awake_ms(self) -> int:
        return self.elapsed_ms()

    def utc_ms(self) -> int:
        return START // 10_000 - 11_644_473_600_000 + 60_000

    def boot_id(self) -> str:
        return ""


def consent_store(device: Device, registry: "FakeRegistry", since_ms: int = 3_600_000) -> ConsentStore:
    return ConsentStore(device, registry, WINDOWS_1903, FakeTicks(since_ms))


def asked(qtbot: QtBot, sense: Sense) -> bool | None:
    with qtbot.waitSignal(sense.answered):
        sense.ask()
    return sense.value


class FakeRegistry:
    """``winreg`` as far as it is used: keys by their path, each with its values."""

    HKEY_CURRENT_USER = "HKCU"

    def __init__(self, keys: Mapping[str, Mapping[str, int]]) -> None:
        self.keys = keys
        self.refuses = False

    def OpenKey(self, root: str, path: str) -> "FakeKey":
        assert root == "HKCU"
        if self.refuses:
            raise PermissionError(5, "Access is denied")
        if path != CONSENT_STORE and not any(f"{key}\\".startswith(f"{path}\\") for key in self.keys):
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return FakeKey(path)

    def _below(self, key: "FakeKey") -> list[str]:
        head = f"{key.path}\\"
        return list(dict.fromkeys(path[len(head) :].split("\\")[0] for path in self.keys if path.startswith(head)))

    def QueryInfoKey(self, key: "FakeKey") -> tuple[int, int, int]:
        return len(self._below(key)), len(self.keys.get(key.path, {})), 0

    def EnumKey(self, key: "FakeKey", number: int) -> str:
        return self._below(key)[number]

    def QueryValueEx(self, key: "FakeKey", name: str) -> tuple[int, int]:
        try:
            return self.keys[key.path][name], 11
        except KeyError:
            raise FileNotFoundError(2, "The system cannot find the file specified") from None


class FakeKey:
    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass


def times(start: int, stop: int) -> dict[str, int]:
    return {"LastUsedTimeStart": start, "LastUsedTimeStop": stop}


MICROPHONE = rf"{CONSENT_STORE}\microphone"
ZOOM = rf"{MICROPHONE}\NonPackaged\C:#Program Files#Zoom#bin#Zoom.exe"
TEAMS = rf"{MICROPHONE}\MSTeams_8wekyb3d8bbwe"
BEFORE = {
    rf"{MICROPHONE}\Microsoft.WindowsSoundRecorder_8wekyb3d8bbwe": {},
    TEAMS: times(START, START + 9),
    ZOOM: times(START, START + 5),
    rf"{CONSENT_STORE}\webcam\Microsoft.WindowsCamera_8wekyb3d8bbwe": times(START, 0),
}


@pytest.mark.parametrize(
    ("keys", "value", "detail"),
    [
        (BEFORE, False, ""),
        ({**BEFORE, ZOOM: times(START, 0)}, True, "Zoom"),
        ({**BEFORE, TEAMS: times(START, 0)}, True, "MSTeams"),
        ({**BEFORE, TEAMS: times(START, 0), ZOOM: times(START, 0)}, True, "MSTeams, Zoom"),
        ({**BEFORE, ZOOM: times(0, 0)}, False, ""),
        ({TEAMS: times(START, START + 9)}, False, ""),
    ],
    ids=["over", "a-program", "from-the-store", "two", "never-used", "only-the-store"],
)
def test_windows_remembers_who_speaks(
    qtbot: QtBot, keys: Mapping[str, Mapping[str, int]], value: bool, detail: str
) -> None:
    sense = consent_store(Device.MICROPHONE, FakeRegistry(keys))
    assert asked(qtbot, sense) is value
    assert sense.detail == detail
    assert sense.name == "consent-store-microphone"


def test_windows_tells_of_the_camera_apart(qtbot: QtBot) -> None:
    sense = consent_store(Device.CAMERA, FakeRegistry(BEFORE))
    assert asked(qtbot, sense) is True
    assert sense.detail == "WindowsCamera"


def test_what_windows_does_not_show_is_unknown(qtbot: QtBot) -> None:
    registry = FakeRegistry(BEFORE)
    sense = consent_store(Device.MICROPHONE, registry)
    registry.refuses = True
    assert asked(qtbot, sense) is None
    assert "denied" in sense.fault
    registry.refuses = False
    assert asked(qtbot, sense) is False
    assert asked(qtbot, consent_store(Device.MICROPHONE, FakeRegistry({}))) is None
    nonsense: dict[str, Any] = {ZOOM: {"LastUsedTimeStart": "today", "LastUsedTimeStop": 0}}
    assert asked(qtbot, consent_store(Device.MICROPHONE, FakeRegistry(nonsense))) is None
    with pytest.raises(NoSense, match="1903"):
        ConsentStore(Device.MICROPHONE, registry, WINDOWS_1903 - 1, FakeTicks())


def test_what_a_power_cut_has_left_is_no_call(qtbot: QtBot) -> None:
    registry = FakeRegistry({ZOOM: times(START, 0)})
    assert asked(qtbot, consent_store(Device.MICROPHONE, registry, since_ms=1)) is True
    assert asked(qtbot, consent_store(Device.MICROPHONE, registry, since_ms=-50_000)) is True, "clocks differ a little"
    assert asked(qtbot, consent_store(Device.MICROPHONE, registry, since_ms=-120_000)) is False


def test_names_of_programs() -> None:
    slack = program(rf"{MICROPHONE}\NonPackaged\C:#Users#me#AppData#Local#slack#slack.exe")
    assert slack == Program("slack", ("slack.exe",))
    assert program(rf"{MICROPHONE}\Microsoft.SkypeApp_kzf8qxf38zg5c") == Program("SkypeApp", ("Microsoft.SkypeApp",))
    assert program(TEAMS).name == "MSTeams"


class FakeObjects:
    """What macOS tells: properties by object, selector and scope. What is not there fails, as on an older macOS."""

    def __init__(self, **properties: list[int]) -> None:
        self.properties = {self._key(name): numbers for name, numbers in properties.items()}

    @staticmethod
    def _key(name: str) -> tuple[int, str, str]:
        kind, number, scope = name.split("_")
        selectors = {
            "devices": "dev#",
            "processes": "prs#",
            "running": "gone",
            "listens": "piri",
            "streams": "stm#",
        }
        return int(number), selectors[kind], {"in": "inpt", "out": "outp", "all": "glob"}[scope]

    def numbers(self, number: int, selector: str, scope: str = "glob") -> list[int]:
        try:
            return self.properties[number, selector, scope]
        except KeyError:
            raise OSError(f"macOS does not tell {selector!r} (status 2003332927)") from None


def mac(*, speaker: int = 0, microphone: int = 0, headset: int = 0, **more: list[int]) -> FakeObjects:
    """Three devices, and which of them run."""
    return FakeObjects(
        devices_1_all=[40, 41, 42],
        **{"streams_40_in": [], "streams_40_out": [7], "running_40_all": [speaker]},
        **{"streams_41_in": [8], "streams_41_out": [], "running_41_all": [microphone]},
        **{"streams_42_in": [9], "streams_42_out": [10], "running_42_all": [headset]},
        **more,
    )


def test_macos_tells_which_program_listens() -> None:
    quiet = mac(speaker=1, headset=1, processes_1_all=[90, 91], listens_90_all=[0], listens_91_all=[0])
    assert not microphone_in_use(quiet), "a headset that is only listened to is no call"
    spoken = mac(processes_1_all=[90, 91], listens_90_all=[0], listens_91_all=[1])
    assert microphone_in_use(spoken)
    assert not microphone_in_use(mac(processes_1_all=[])), "nobody at all"


def test_a_program_that_ends_meanwhile_is_no_no() -> None:
    assert microphone_in_use(mac(processes_1_all=[90, 91], listens_91_all=[1]))
    with pytest.raises(OSError, match="does not tell"):
        microphone_in_use(mac(processes_1_all=[90, 91], listens_91_all=[0]))


def test_before_macos_14_only_devices_tell() -> None:
    assert not microphone_in_use(mac())
    assert not microphone_in_use(mac(speaker=1)), "music"
    assert microphone_in_use(mac(microphone=1))
    assert microphone_in_use(mac(microphone=1, headset=1))
    with pytest.raises(OSError, match="headset"):
        microphone_in_use(mac(headset=1))


def test_macos_tells_of_cameras(qtbot: QtBot) -> None:
    cameras = FakeObjects(devices_1_all=[30, 31], running_30_all=[0], running_31_all=[1])
    assert camera_in_use(cameras)
    assert not camera_in_use(FakeObjects(devices_1_all=[30], running_30_all=[0]))
    assert not camera_in_use(FakeObjects(devices_1_all=[]))
    sense = MacCamera(cameras)
    assert asked(qtbot, sense) is True
    assert sense.detail == ""
    unknown = MacMicrophone(FakeObjects())
    assert asked(qtbot, unknown) is None
    assert "dev#" in unknown.fault


@pytest.mark.parametrize("prefix", ["AudioObject", "CMIOObject"])
def test_macos_functions_are_called_as_their_headers_say(prefix: str) -> None:
    """By functions of C, so that the types given to them count."""
    word, address = ctypes.POINTER(ctypes.c_uint32), ctypes.POINTER(ctypes.c_uint32 * 3)
    head = (ctypes.c_uint32, address, ctypes.c_uint32, ctypes.c_void_p)
    told = (ctypes.c_uint32 * 2)(40, 41)
    seen: list[tuple[int, list[int]]] = []

    def size_of(number: int, where: Any, _count: int, _what: Any, size: Any) -> int:
        seen.append((number, list(where.contents)))
        size[0] = 8 if number == 1 else 0
        return 0 if number < 99 else 0x21626A21

    def audio(_number: int, _where: Any, _count: int, _what: Any, size: Any, data: int) -> int:
        assert size[0] == 8
        size[0] = 4
        ctypes.memmove(data, told, 4)
        return 0

    def camera(_number: int, _where: Any, _count: int, _what: Any, size: int, used: Any, data: int) -> int:
        assert size == 8
        used[0] = 4
        ctypes.memmove(data, told, 4)
        return 0

    get = (
        ctypes.CFUNCTYPE(ctypes.c_int32, *head, word, ctypes.c_void_p)(audio)
        if prefix == "AudioObject"
        else ctypes.CFUNCTYPE(ctypes.c_int32, *head, ctypes.c_uint32, word, ctypes.c_void_p)(camera)
    )
    get_size = ctypes.CFUNCTYPE(ctypes.c_int32, *head, word)(size_of)
    pointers = {
        f"{prefix}GetPropertyDataSize": ctypes.cast(get_size, ctypes.c_void_p).value,
        f"{prefix}GetPropertyData": ctypes.cast(get, ctypes.c_void_p).value,
    }
    untyped = ctypes.PYFUNCTYPE(ctypes.c_int32)
    library = SimpleNamespace(**{name: untyped(where or 0) for name, where in pointers.items()})
    framework = Framework(prefix, library)
    assert framework.numbers(1, "dev#") == [40], "the list may have become shorter meanwhile"
    assert seen == [(1, [int.from_bytes(b"dev#", "big"), int.from_bytes(b"glob", "big"), 0])]
    assert framework.numbers(7, "stm#", "inpt") == []
    with pytest.raises(OSError, match=re.escape("'gone'")):
        framework.numbers(99, "gone")


# What all of them have in common.


class Slow(ThreadedSense):
    """Answers when the test lets it."""

    name = "slow"

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.looks = 0
        self.answer: Users | OSError = ()

    def _users(self) -> Users:
        self.looks += 1
        self.go.wait(10)
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer


def test_one_that_hangs_is_unknown_and_holds_up_nobody(qtbot: QtBot) -> None:
    sense = Slow()
    for _ in range(3):
        assert asked(qtbot, sense) is None
    assert sense.looks == 1, "one thread, whatever is asked"
    sense.answer = (Program("Zoom"), Program())
    sense.go.set()
    qtbot.waitUntil(lambda: sense.value is True)
    assert sense.detail == "Zoom"
    qtbot.waitUntil(lambda: sense.looks == 2)  # what was asked meanwhile
    sense.close()


@given(
    st.lists(
        st.builds(OSError, st.just("it failed")) | st.lists(st.builds(Program, st.text(max_size=5))).map(tuple),
        max_size=6,
    )
)
def test_unknown_is_never_shown_as_no(qapp: object, answers: list[Users | OSError]) -> None:
    """Whatever comes in whatever order: no only where a look has found nobody."""
    sense = Slow()
    for answer in answers:
        sense._on_looked(None if isinstance(answer, OSError) else answer, str(answer))
        if isinstance(answer, OSError):
            assert (sense.value, sense.fault) == (None, "it failed")
        else:
            assert (sense.value, sense.fault) == (bool(answer), "")


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.platform != "linux", reason="the others have theirs, and say so differently")
def test_each_platform_gets_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    microphone = open_microphone("linux")
    assert isinstance(microphone, PulseMicrophone)
    microphone.close()
    for platform, why in (("win32", "not Windows"), ("darwin", "not macOS")):
        for opened in (open_microphone(platform), open_camera(platform)):
            assert isinstance(opened, NullSense)
            assert opened.fault == why
    assert isinstance(open_camera("freebsd14"), NullSense)
    monkeypatch.setenv("PULSE_SERVER", "tcp:elsewhere")
    assert "elsewhere" in open_microphone("linux").fault
    camera = open_camera("linux")
    assert camera.name == "v4l2"
    camera.close()
