"""Which recordings count as a call, and where the sound server is: the rules, without a server."""

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from deskbreak.desktop.call import pulse
from deskbreak.desktop.call.pulse import PulseMicrophone
from deskbreak.desktop.call.recording import Recording
from deskbreak.desktop.call.sound_server import SYSTEM_WIDE, find_address
from deskbreak.desktop.program import LONGEST, Ignored
from deskbreak.desktop.sense import NoSense

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a path of Unix is another one there")


def recording(properties: Mapping[str, str], *, corked: bool = False, resampler: str = "copy") -> Recording:
    return Recording(corked=corked, has_client=True, resampler=resampler, properties=properties)


FIREFOX = {"application.name": "Firefox", "application.process.binary": "firefox", "media.name": "AudioCallbackDriver"}


def test_a_program_that_records_counts() -> None:
    assert recording(FIREFOX).counts
    assert recording({}).counts, "who says nothing about himself may be speaking too"
    assert recording({**FIREFOX, "node.passive": "false", "resample.peaks": "false"}).counts


@pytest.mark.parametrize(
    "properties",
    [
        {"node.link-group": "filter-chain-1234-33", "node.name": "capture.rnnoise_source", "node.passive": "true"},
        {"node.link-group": "loopback-77-12"},
        {"node.passive": "true"},
        {"resample.peaks": "true", "application.name": "PulseAudio Volume Control"},
        {"application.id": "org.gnome.VolumeControl"},
        {"application.id": "org.PulseAudio.pavucontrol"},
        {"application.id": "com.github.wwmm.pulseeffects.sourceoutputs"},
        {"application.id": "com.github.wwmm.pulseeffects.streaminputs"},
        {"stream.capture.sink": "true"},
    ],
)
def test_what_keeps_a_microphone_open_all_day_does_not(properties: Mapping[str, str]) -> None:
    assert not recording({**FIREFOX, **properties}).counts


def test_what_rests_meters_or_belongs_to_the_server_does_not() -> None:
    assert not recording(FIREFOX, corked=True).counts
    assert not recording(FIREFOX, resampler="peaks").counts
    assert not Recording(corked=False, has_client=False, resampler="copy", properties=FIREFOX).counts


def test_who_records() -> None:
    assert recording(FIREFOX).program.name == "Firefox"
    assert recording({**FIREFOX, "application.name": " "}).program.name == "firefox"
    assert recording({"media.name": "a\n tune"}).program.name == "a tune", "one line"
    assert recording({}).program.name == "some program"


@pytest.mark.parametrize("name", ["obs studio", "OBS", "com.obsproject.Studio"])
def test_a_recorder_is_ignored_by_its_name_its_file_or_its_id(name: str) -> None:
    """H7"""
    obs = {"application.name": "OBS Studio", "application.process.binary": "obs"}
    assert Ignored.of([name]).covers(recording({**obs, "application.id": "com.obsproject.Studio"}).program)
    assert not Ignored.of([name]).covers(recording(FIREFOX).program)


@given(st.dictionaries(st.sampled_from(["application.name", "media.name", "node.name"]), st.text()))
def test_whatever_a_program_says_of_itself_it_has_a_name_of_one_short_line(properties: dict[str, str]) -> None:
    who = recording(properties).program.name
    assert 0 < len(who) <= LONGEST
    assert len(who.splitlines()) == 1


def test_the_socket_is_where_libpulse_looks() -> None:
    assert find_address({"XDG_RUNTIME_DIR": "/run/user/7"}).sockets == (Path("/run/user/7/pulse/native"), SYSTEM_WIDE)
    assert find_address({"PULSE_RUNTIME_PATH": "/p", "XDG_RUNTIME_DIR": "/r"}).sockets[0] == Path("/p/native")
    assert find_address({}).sockets == (SYSTEM_WIDE,)
    assert find_address({"XDG_RUNTIME_DIR": "/r"}).text == "unix:/r/pulse/native unix:/run/pulse/native"


@pytest.mark.parametrize(
    "text", ["unix:/mnt/wslg/PulseServer", "/mnt/wslg/PulseServer", "{4f1c}unix:/mnt/wslg/PulseServer"]
)
def test_a_server_that_is_named_is_the_one(text: str) -> None:
    address = find_address({"PULSE_SERVER": text, "XDG_RUNTIME_DIR": "/r"})
    assert (address.sockets, address.text) == ((Path("/mnt/wslg/PulseServer"),), text)


def test_no_other_machine_is_asked() -> None:
    mixed = find_address({"PULSE_SERVER": "tcp:desk.example:4713 unix:/s/native"})
    assert mixed.text == "unix:/s/native"
    for other in ("tcp:desk.example", "desk.example", "tcp6:[::1]:4713", "{4f1c}tcp:desk.example"):
        with pytest.raises(NoSense, match=re.escape(other)):
            PulseMicrophone({"PULSE_SERVER": other})


def test_a_socket_to_come_is_looked_out_for(tmp_path: Path) -> None:
    address = find_address({"XDG_RUNTIME_DIR": str(tmp_path), "PULSE_SERVER": ""})
    assert not address.there
    assert str(tmp_path) in address.folders, "its folder is to come, too"
    folder = tmp_path / "pulse"
    folder.mkdir()
    assert str(folder) in address.folders
    assert str(tmp_path) not in address.folders
    (folder / "native").write_text("no socket")
    assert not address.there
    (folder / "native").unlink()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(folder / "native"))
        assert address.there


def test_without_libpulse_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.desktop.call.pulse.LIBRARY", "libpulse-of-elsewhere.so.0")
    with pytest.raises(NoSense, match="install libpulse0"):
        PulseMicrophone({})


class Conversation(QObject):
    """In the place of a ``RecordingListener``: the first finds nobody behind the socket, the next one is answered."""

    seen, lost = Signal(object), Signal(str)
    begun: ClassVar[list[str]] = []

    def __init__(self, server: str, parent: QObject) -> None:
        super().__init__(parent)
        self.begun.append(server)

    def start(self) -> None:
        if len(self.begun) == 1:
            self.lost.emit("Connection refused")
        else:
            self.seen.emit(())

    def close(self) -> None:
        """It needs nothing."""


@pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio and PipeWire")
def test_a_socket_at_which_nobody_listens_yet_is_tried_once_more(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "RecordingListener", Conversation)
    monkeypatch.setattr(Conversation, "begun", [])
    path = tmp_path / "native"
    sense = pulse.PulseMicrophone({"PULSE_SERVER": f"unix:{path}"})
    with socket.socket(socket.AF_UNIX) as unheard:
        unheard.bind(str(path))
        qtbot.waitUntil(lambda: sense.value is False)
    assert len(Conversation.begun) == 2
    sense.close()
