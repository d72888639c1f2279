"""Calls, as a real sound server and real programs that record make them."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import Thread
from threading import enumerate as threads
from types import SimpleNamespace
from typing import Any

import pulsectl
import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from pytestqt.qtbot import QtBot

from deskbreak.desktop.call.listener import INVALID, recording_now
from deskbreak.desktop.call.pulse import PulseMicrophone
from deskbreak.desktop.program import Ignored, Program, names_of
from deskbreak.desktop.sense import LIMIT_MS
from tests.desktop.contract import ask
from tests.e2e.processes import wait_until
from tests.e2e.sound import MICROPHONE, MONITOR, SoundServer, sound_server
from tests.pace import own_s

pytestmark = pytest.mark.e2e


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path) as server:
        yield server


@pytest.fixture
def microphone(qtbot: QtBot, sound: SoundServer) -> Iterator[PulseMicrophone]:
    """What listens to ``sound``, and knows that nobody records."""
    sense = PulseMicrophone(sound.environment)
    qtbot.waitUntil(lambda: sense.value is False)
    yield sense
    sense.close()


def asked(qtbot: QtBot, sense: PulseMicrophone) -> bool | None:
    """The answer to a question of now."""
    with qtbot.waitSignal(sense.answered, timeout=5_000):
        sense.ask()
    return sense.value


def settled(qtbot: QtBot, sense: PulseMicrophone) -> None:
    """Nothing is on its way any more that was told before."""
    asked(qtbot, sense)
    QCoreApplication.processEvents()


def test_a_call_begins_and_ends(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    call = sound.record("Firefox")
    qtbot.waitUntil(lambda: microphone.value is True)
    assert (microphone.detail, microphone.fault) == ("Firefox", "")
    call.stop()
    qtbot.waitUntil(lambda: microphone.value is False)
    assert microphone.detail == ""


def test_of_two_programs_one_ends(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    first, second = sound.record("Firefox"), sound.record("Zoom")
    qtbot.waitUntil(lambda: microphone.detail == "Firefox, Zoom")
    first.stop()
    qtbot.waitUntil(lambda: microphone.detail == "Zoom")
    assert microphone.value is True
    second.stop()
    qtbot.waitUntil(lambda: microphone.value is False)


def test_a_program_that_is_ignored_counts_as_nothing(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone
) -> None:
    """H7: by its name, or by its file's; a call beside it counts."""
    microphone.ignore(Ignored.of(["obs studio"]))
    sound.record("OBS Studio")
    qtbot.waitUntil(lambda: microphone.left_out == "OBS Studio")
    assert microphone.value is False
    call = sound.record("Zoom")
    qtbot.waitUntil(lambda: microphone.value is True)
    assert microphone.detail == "Zoom"
    call.stop()
    qtbot.waitUntil(lambda: microphone.value is False)
    microphone.ignore(Ignored.of(["pacat"]))
    assert microphone.value is False, "the file that parec is a link to"
    microphone.ignore(Ignored())
    assert microphone.value is True


def test_what_is_going_on_already_is_seen(qtbot: QtBot, sound: SoundServer) -> None:
    sound.record("Firefox")
    sense = PulseMicrophone(sound.environment)
    qtbot.waitUntil(lambda: sense.value is not None)
    assert sense.value is True
    sense.close()


def test_a_muted_microphone_is_a_call_still(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    sound.record("Firefox")
    with sound.control() as pulse:
        stream = sound.stream_of(pulse, "Firefox")
        pulse.mute(stream)
        pulse.mute(pulse.source_info(stream.source))
    assert ask(qtbot, microphone) is True


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(lambda sound: sound.record("OBS", MONITOR), id="what-is-played"),
        pytest.param(lambda sound: sound.play(), id="playing"),
        pytest.param(lambda sound: sound.load("module-loopback", "source=microphone sink=speaker"), id="loopback"),
        pytest.param(lambda sound: sound.load("module-remap-source", "master=microphone source_name=two"), id="remap"),
        pytest.param(
            lambda sound: sound.record("pavucontrol", MICROPHONE, "application.id=org.PulseAudio.pavucontrol"),
            id="level-meter",
        ),
    ],
)
def test_what_is_no_call(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone, start: Callable[[SoundServer], object]
) -> None:
    start(sound)
    with sound.control() as pulse:
        assert pulse.source_output_list() or pulse.sink_input_list(), "something is going on"
    settled(qtbot, microphone)
    assert microphone.value is False
    sound.record("Firefox")
    qtbot.waitUntil(lambda: microphone.value is True)
    assert microphone.detail == "Firefox", "and a call beside it is seen"


def test_a_level_meter_is_known_by_its_resampler(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    with sound.stream("a meter", peaks=True), sound.control() as pulse:
        assert not sound.stream_of(pulse, "a meter").corked
        settled(qtbot, microphone)
        assert microphone.value is False


def test_recording_from_a_virtual_microphone_is_a_call(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone
) -> None:
    """As NoiseTorch makes one: a source remapped from another, by which the server records all day."""
    sound.load("module-remap-source", "master=microphone source_name=clean")
    settled(qtbot, microphone)
    assert microphone.value is False
    sound.record("Teams", "clean")
    qtbot.waitUntil(lambda: microphone.detail == "Teams")


def test_a_stream_at_rest_is_no_call(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    with sound.stream("Skype", corked=True) as set_corked:
        settled(qtbot, microphone)
        assert microphone.value is False
        set_corked(False)
        qtbot.waitUntil(lambda: microphone.detail == "Skype")
        set_corked(True)
        qtbot.waitUntil(lambda: microphone.value is False)


def test_a_stream_that_is_moved_to_a_monitor(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    sound.record("OBS")
    qtbot.waitUntil(lambda: microphone.value is True)
    with sound.control() as pulse:
        stream = sound.stream_of(pulse, "OBS")
        pulse.source_output_move(stream.index, pulse.get_source_by_name(MONITOR).index)
    qtbot.waitUntil(lambda: microphone.value is False)


def test_the_server_dies_and_comes_back(qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone) -> None:
    sound.record("Firefox")
    qtbot.waitUntil(lambda: microphone.value is True)
    sound.kill()
    qtbot.waitUntil(lambda: microphone.value is None)
    assert "sound server" in microphone.fault
    assert asked(qtbot, microphone) is None, "asking does no harm"
    sound.start()
    qtbot.waitUntil(lambda: microphone.value is False)
    sound.record("Zoom")
    qtbot.waitUntil(lambda: microphone.detail == "Zoom")


def test_the_server_ends_as_it_should_and_takes_its_socket_along(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone
) -> None:
    assert sound.server is not None
    sound.server.stop()
    assert not sound.socket.exists()
    qtbot.waitUntil(lambda: microphone.value is None)
    sound.start()
    qtbot.waitUntil(lambda: microphone.value is False)


@pytest.mark.parametrize("folder", [True, False], ids=["with-its-folder", "before-its-folder"])
def test_the_server_comes_later(qtbot: QtBot, tmp_path: Path, folder: bool) -> None:
    with sound_server(tmp_path, start=False) as sound:
        if not folder:
            sound.socket.parent.rmdir()
        sense = PulseMicrophone(sound.environment)
        assert asked(qtbot, sense) is None
        assert "no sound server" in sense.fault
        if not folder:
            sound.socket.parent.mkdir(mode=0o700)
            QCoreApplication.processEvents()
        sound.start()
        qtbot.waitUntil(lambda: sense.value is False)
        sense.close()


def test_a_server_that_hangs(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone, capfd: pytest.CaptureFixture[str]
) -> None:
    sound.record("Firefox")
    qtbot.waitUntil(lambda: microphone.value is True)
    settled(qtbot, microphone)
    sound.hang()
    ticks = [own_s()]
    ticker = QTimer(interval=5)
    ticker.timeout.connect(lambda: ticks.append(own_s()))
    ticker.start()
    with qtbot.waitSignal(microphone.answered, timeout=LIMIT_MS + 300):
        microphone.ask()
    assert microphone.late, "it may be busy"
    qtbot.waitUntil(lambda: microphone.value is None, timeout=30_000)
    assert (microphone.late, microphone.detail) == (False, ""), "what it said before may be long over"
    ticks.append(own_s())
    assert max(after - before for before, after in pairwise(ticks)) < LIMIT_MS / 1000, "the event loop stood still"
    sound.wake()
    qtbot.waitUntil(lambda: microphone.value is True)
    sound.hang()
    microphone.ask()
    microphone.close()
    wait_until(lambda: not listening(), "the thread ends although the server hangs")
    assert capfd.readouterr().err == ""


def test_a_server_that_hangs_from_the_beginning(qtbot: QtBot, sound: SoundServer) -> None:
    sound.hang()
    sense = PulseMicrophone(sound.environment)
    assert asked(qtbot, sense) is None
    sound.wake()
    qtbot.waitUntil(lambda: sense.value is False)
    sense.close()
    sound.hang()
    unheard = PulseMicrophone(sound.environment)
    assert asked(qtbot, unheard) is None
    unheard.close()
    wait_until(lambda: not listening(), "the thread ends although nobody has answered yet")


@pytest.mark.parametrize(
    "words", [b"", b"220 mail.example ESMTP\r\n" * 99, bytes(4096)], ids=["silence", "mail", "zeros"]
)
def test_whoever_else_listens_there_is_no_sound_server(qtbot: QtBot, tmp_path: Path, words: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "native"))
        door.listen()

        def answer() -> None:
            with door.accept()[0] as caller, contextlib.suppress(OSError):
                caller.sendall(words)

        stranger = Thread(target=answer)
        stranger.start()
        sense = PulseMicrophone({"PULSE_SERVER": f"unix:{tmp_path / 'native'}"})
        qtbot.waitUntil(lambda: sense.fault.startswith("the sound server"))
        assert sense.value is None
        stranger.join(5)
        sense.close()
    wait_until(lambda: not listening(), "the thread has ended")


def test_after_close_nothing_is_told_and_nothing_is_left(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone
) -> None:
    assert microphone._listener is not None
    on_its_way: list[tuple[Program, ...]] = []
    microphone._listener.seen.connect(on_its_way.append, Qt.ConnectionType.DirectConnection)
    sound.record("Firefox")
    wait_until(lambda: "Firefox" in map(names_of, on_its_way), "the thread has told of it")
    with qtbot.assertNotEmitted(microphone.answered):
        microphone.close()
        QCoreApplication.processEvents()
    assert not listening()
    with sound.control() as pulse:
        assert "deskbreak" not in {client.name for client in pulse.client_list()}


def test_what_begins_while_it_looks_is_not_missed(
    qtbot: QtBot, sound: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[tuple[Program, ...]] = []

    def look(pulse: Any) -> tuple[Program, ...]:
        who = recording_now(pulse)
        if not looks:
            sound.record("Firefox")
            pulse.server_info()  # what the server has told before this is taken in here
        looks.append(who)
        return who

    monkeypatch.setattr("deskbreak.desktop.call.listener.recording_now", look)
    sense = PulseMicrophone(sound.environment)
    qtbot.waitUntil(lambda: sense.value is True)
    assert [names_of(who) for who in looks] == ["", "Firefox"]
    sense.close()


def test_a_source_that_is_not_there_any_more() -> None:
    """In between, a stream has no source; and a microphone may be unplugged between two questions."""

    def gone(index: int) -> object:
        assert index == 5, "nobody is asked for no source"
        raise pulsectl.PulseIndexError(index)

    def stream(source: int) -> SimpleNamespace:
        return SimpleNamespace(
            corked=False, client=7, resample_method=None, proplist={"media.name": None}, source=source
        )

    pulse = SimpleNamespace(connected=True, source_output_list=lambda: [stream(INVALID), stream(5)], source_info=gone)
    assert recording_now(pulse) == ()
    pulse.connected = False
    with pytest.raises(pulsectl.PulseIndexError):
        recording_now(pulse)
    pulse.source_output_list = list
    with pytest.raises(pulsectl.PulseDisconnected):
        recording_now(pulse)


def test_the_thread_sleeps_unless_someone_records(
    qtbot: QtBot, sound: SoundServer, microphone: PulseMicrophone
) -> None:
    settled(qtbot, microphone)
    (thread,) = listening()
    status = Path(f"/proc/self/task/{thread}/status")

    def woken() -> int:
        """How often it has gone to sleep by itself; that the kernel took the processor away is another line."""
        lines = [line for line in status.read_text().splitlines() if line.startswith("voluntary_ctxt_switches")]
        return int(lines[0].split()[1])

    seen = [-1]

    def at_rest() -> bool:
        seen.append(woken())
        return len(seen) > 20 and len(set(seen[-10:])) == 1

    qtbot.waitUntil(at_rest)
    before = woken()
    for _ in range(5):
        sound.play().stop()
    by_playing = woken() - before
    before = woken()
    for _ in range(5):
        recording = sound.record("Firefox")
        qtbot.waitUntil(lambda: microphone.value is True)
        recording.stop()
        qtbot.waitUntil(lambda: microphone.value is False)
    by_recording = woken() - before
    assert by_recording >= 10, "each begins and ends"
    assert by_playing * 4 < by_recording, "playing wakes nobody"


def listening() -> list[int]:
    """The native ids of the threads that talk to a sound server."""
    return [thread.native_id for thread in threads() if thread.name == "pulse" and thread.native_id is not None]
