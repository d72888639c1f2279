"""Real voices into a real sound server that nobody hears, recorded: what is heard, and when."""

import array
import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.coach.script import speaking
from deskbreak.desktop.sound.player import SoundPlayer
from deskbreak.desktop.sound.sounds import Sound
from deskbreak.desktop.speech.choice import engines
from deskbreak.desktop.speech.engine import SpeechStyle
from deskbreak.desktop.speech.speaker import Speaker
from deskbreak.store.content.shipped import shipped
from tests.e2e.desktop import Desktop
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now
from tests.e2e.sound import MONITOR, SoundServer, sound_server
from tests.patience import patience

pytestmark = pytest.mark.e2e

RATE = 8_000
LOUD = 300
"""Of 32767; what is not heard is exactly 0 in a null sink."""
LIMIT = 30_000
LATE = 0.7
"""Seconds that sound or silence may come late, times ``patience``; none may come early."""
SENTENCE = "Sit at the front of the seat, feet flat, hands behind your head."


class Ear:
    """Everything that the speaker plays, from now on."""

    def __init__(self, server: SoundServer, folder: Path) -> None:
        self.file = folder / "heard.raw"
        form = ["--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=20"]
        words = ["parec", *form, f"--device={MONITOR}", "--stream-name=ear"]
        self._program = server.programs.start("ear", ["sh", "-c", f'exec "$@" >{self.file}', "sh", *words])
        wait_until(lambda: self.seconds > 0, "the ear hears")

    @property
    def seconds(self) -> float:
        """How long it has been listening."""
        return self.file.stat().st_size / 2 / RATE if self.file.exists() else 0.0

    def samples(self) -> "array.array[int]":
        data = self.file.read_bytes()
        return array.array("h", data[: len(data) // 2 * 2])

    def loud(self, since: float, until: float) -> list[float]:
        """The moments (s, to a hundredth) at which there was something to hear."""
        step, heard = RATE // 100, self.samples()
        begin, end = round(max(0.0, since) * RATE), min(len(heard), round(until * RATE))
        return [at / RATE for at in range(begin, end, step) if max(map(abs, heard[at : at + step])) > LOUD]

    def silent_for(self, seconds: float, since: float) -> bool:
        """Whether it heard something after ``since``, and then nothing for so long."""
        heard = self.loud(since, self.seconds)
        return bool(heard) and self.seconds - heard[-1] >= seconds


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """The sound server that the programs started here find, and no other of the machine's."""
    with sound_server(tmp_path) as server:
        for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER"):
            monkeypatch.setenv(name, server.environment[name])
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            monkeypatch.delenv(name, raising=False)
        yield server
        _end_speech_dispatcher(server.runtime)


@pytest.fixture
def ear(server: SoundServer, tmp_path: Path) -> Ear:
    return Ear(server, tmp_path)


NOTHING_AROUND = "setup_step = false\nopener = false\nday_end = false\n"


def _end_speech_dispatcher(runtime: Path) -> None:
    """The daemon that spd-say has started in this folder, and the daemon's modules: none is its child any more."""
    ours = f"XDG_RUNTIME_DIR={runtime}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has gone meanwhile, or is somebody else's
            words, settings = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
            if b"speech-dispatcher" in words and ours in settings.split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)  # without a sound server they heed nothing less


@pytest.fixture(params=["spd-say", "espeak-ng"])
def speaker(request: pytest.FixtureRequest, qtbot: QtBot, server: SoundServer) -> Iterator[Speaker]:
    found = engines(request.param, sys.platform)
    if not found:
        pytest.skip(f"not installed: {request.param} (packaging/debian-packages.toml)")
    speaker = Speaker(found, SpeechStyle(volume=100))
    yield speaker
    speaker.close()


def test_a_sentence_is_heard_and_takes_no_longer_than_the_script_counts_on(
    qtbot: QtBot, speaker: Speaker, ear: Ear
) -> None:
    with qtbot.waitSignal(speaker.done, timeout=LIMIT):
        speaker.say("One.")  # speech-dispatcher has to be started first
    wait_until(lambda: ear.silent_for(0.5, 0), "silence")
    since = ear.seconds
    word = ear.loud(0, since)
    with qtbot.waitSignal(speaker.done, timeout=LIMIT):
        speaker.say(SENTENCE)
    heard = ear.loud(since, ear.seconds)
    assert heard[-1] - heard[0] < speaking(SENTENCE)
    assert heard[-1] - heard[0] > 2 * (word[-1] - word[0]), "there was more of it than of a single word"
    assert speaker.faults == ()


def test_stopped_it_is_silent_soon(qtbot: QtBot, speaker: Speaker, ear: Ear) -> None:
    speaker.say(SENTENCE * 3)
    qtbot.waitUntil(lambda: bool(ear.loud(0, ear.seconds)), timeout=LIMIT)
    stopped = ear.seconds
    speaker.stop()
    wait_until(lambda: ear.silent_for(2.0, 0), "silence")
    assert ear.loud(0, ear.seconds)[-1] - stopped < LATE * patience()


def test_softer_is_softer(qtbot: QtBot, server: SoundServer, ear: Ear) -> None:
    loudest = []
    for volume in (100, 30):
        (found,) = engines("espeak-ng", sys.platform) or pytest.skip("not installed: espeak-ng")
        speaker = Speaker([found], SpeechStyle(volume=volume))
        since = ear.seconds
        with qtbot.waitSignal(speaker.done, timeout=LIMIT):
            speaker.say("Hello there")
        speaker.close()
        wait_until(lambda since=since: ear.silent_for(0.3, since), "silence")  # type: ignore[misc]
        loudest.append(max(map(abs, ear.samples()[round(since * RATE) :])))
    assert loudest[1] < 0.6 * loudest[0]


def test_the_sounds_are_heard(qtbot: QtBot, server: SoundServer, ear: Ear, tmp_path: Path) -> None:
    player = SoundPlayer(shipped("sounds"), tmp_path / "copies", sys.platform)
    for sound in Sound:
        since = ear.seconds
        player.play(sound, 70)
        wait_until(lambda since=since: bool(ear.loud(since, ear.seconds)), sound)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not player.playing, timeout=LIMIT)
        wait_until(lambda since=since: ear.silent_for(0.3, since), "silence")  # type: ignore[misc]
    assert player.fault == ""
    player.close()


@pytest.mark.parametrize("engine", ["spd-say", "espeak-ng"])
def test_without_a_sound_server_it_is_found_out_that_nobody_is_heard(
    qtbot: QtBot, server: SoundServer, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """espeak-ng ends at once and well, spd-say never (or not well): both are told from speaking."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{server.runtime}/nowhere")
    speaker = Speaker(engines(engine, sys.platform), SpeechStyle())
    with qtbot.waitSignal(speaker.failed, timeout=LIMIT):
        speaker.say("Hello there, my friend.")
    speaker.close()


LED = 46.0
"""Seconds of the routine that are listened to."""


def test_the_real_app_says_what_the_transcript_says_when_it_says_it(
    desktop: Desktop, server: SoundServer, ear: Ear, tmp_path: Path
) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("not installed: espeak-ng (packaging/debian-packages.toml)")
    desktop.environment["PULSE_SERVER"] = server.environment["PULSE_SERVER"]
    coach = '[coach]\nvoice_engine = "espeak-ng"\nsounds = false\nstep = 1\n' + NOTHING_AROUND
    app = Deskbreak(desktop, desktop.home / "desk", office_around_now() + coach)
    app.start()
    app.tell("start")
    assert not ear.loud(0, ear.seconds), "nobody speaks over the safety page"
    app.confirm_safety()
    wait_until(lambda: ear.loud(0, ear.seconds), "the first word")
    onset = ear.loud(0, ear.seconds)[0]
    wait_until(lambda: ear.seconds > onset + LED, "half a minute of the routine", 60)
    app.tell("quit")

    script = app.run("routine", "transcript", "desk", "--dose", "start", "--json").stdout
    lines = [json.loads(line) for line in script.splitlines()]
    led = [line for line in lines if line["until"] < LED]
    assert len(led) > 10
    late = LATE * patience()
    for line, following in zip(led, lines[1:], strict=False):
        heard = [at - onset for at in ear.loud(onset + line["t"] - 0.1, onset + following["t"] - 0.1)]
        assert heard, line
        assert -0.1 <= heard[0] - line["t"] < late, line
        assert heard[-1] < line["until"] + late, line

    stopped = ear.seconds
    wait_until(lambda: ear.seconds > stopped + late + 1, "a moment longer")
    assert ear.loud(stopped + late, ear.seconds) == [], "it is silent when it has quit"


def test_paused_by_the_keyboard_it_is_silent_and_says_again_what_it_broke_off(
    desktop: Desktop, server: SoundServer, ear: Ear
) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("not installed: espeak-ng (packaging/debian-packages.toml)")
    desktop.environment["PULSE_SERVER"] = server.environment["PULSE_SERVER"]
    coach = '[coach]\nvoice_engine = "espeak-ng"\nsounds = false\nstep = 1\n' + NOTHING_AROUND
    app = Deskbreak(desktop, desktop.home / "desk", office_around_now() + coach)
    app.start()
    app.tell("start")
    app.confirm_safety()
    wait_until(lambda: ear.loud(0, ear.seconds), "the first word")
    desktop.key("space")
    wait_until(lambda: ear.silent_for(1.5, 0), "silence in the middle of a sentence")
    paused = ear.seconds
    wait_until(lambda: ear.seconds > paused + 3, "three seconds more")
    assert ear.loud(paused, ear.seconds) == []
    desktop.key("space")
    wait_until(lambda: ear.loud(paused, ear.seconds), "the sentence again")
    app.tell("quit")
