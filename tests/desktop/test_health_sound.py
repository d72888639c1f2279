"""Whether anything can be heard: players that play, fail and hang, and engines that lack something."""

import wave
from pathlib import Path

import pytest

from deskbreak.desktop.health import sound
from deskbreak.desktop.health.sound import SoundOutput, has_output, sound_output
from deskbreak.desktop.speech import choice
from deskbreak.desktop.speech.choice import engines

LINUX = "linux"


class Programs:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def program(self, name: str, then: str = "exit 0") -> str:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{then}\n")
        path.chmod(0o755)
        return str(path)

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    programs = Programs(tmp_path / "bin")
    programs.folder.mkdir()
    (tmp_path / "snd").mkdir()
    monkeypatch.setattr("shutil.which", programs.which)
    monkeypatch.setattr(sound, "CARDS", tmp_path / "snd")
    return programs


def test_a_player_is_tried_with_silence_and_leaves_nothing_behind(programs: Programs, tmp_path: Path) -> None:
    kept = tmp_path / "kept.wav"
    player = programs.program("paplay", f"cp \"$1\" '{kept}'; echo \"$1\" >'{kept}.from'")
    assert sound_output(LINUX) == SoundOutput((player,), "", cards=False)
    with wave.open(str(kept)) as file:
        assert set(file.readframes(file.getnframes())) == {0}
    assert not Path(f"{kept}.from").read_text().startswith(str(programs.folder))
    assert not Path(Path(f"{kept}.from").read_text().strip()).exists()


def test_the_first_that_plays_is_enough(programs: Programs) -> None:
    programs.program("paplay", "echo 'Connection refused' >&2; exit 1")
    programs.program("pw-play")
    programs.program("aplay", "exit 3")
    assert sound_output(LINUX).fault == ""


def test_nobody_plays(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "WITHIN", 0.3)
    programs.program("paplay", "echo 'Connection refused' >&2; exit 1")
    programs.program("pw-play", "exec sleep 60")
    programs.program("aplay", "exit 3")
    told = sound_output(LINUX).fault
    assert told == "paplay: Connection refused; pw-play: it did not come to an end; aplay: it ended with 3"


@pytest.mark.parametrize("what", ["snd/pcmC0D0p", "own/pulse/native", "own/pipewire-0", "run/pulse/native"])
def test_a_card_or_a_server_is_something_to_be_heard_by(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(sound, "SYSTEM", tmp_path / "run")
    environ = {"XDG_RUNTIME_DIR": str(tmp_path / "own")}
    assert not has_output(LINUX, environ)
    assert not has_output(LINUX, {})
    assert has_output("darwin", environ)
    assert has_output(LINUX, {**environ, "PULSE_SERVER": "tcp:elsewhere"})
    (tmp_path / what).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / what).touch()
    assert has_output(LINUX, environ)


def test_without_a_player_there_is_no_fault_of_one(programs: Programs, tmp_path: Path) -> None:
    assert sound_output(LINUX) == SoundOutput((), "", cards=False)
    (tmp_path / "snd" / "pcmC0D0p").touch()
    assert sound_output(LINUX).cards
    assert sound_output("darwin").cards


def test_an_engine_lacks_what_it_speaks_through(programs: Programs) -> None:
    programs.program("spd-say", "echo 'it was started' >&2; exit 1")
    (found,) = engines("spd-say", LINUX)
    assert found.fault() == "spd-say: speech-dispatcher is not installed"
    programs.program("speech-dispatcher")
    assert found.fault() == "", "no service is started for it"


@pytest.mark.parametrize(
    ("then", "fault"), [("exit 0", ""), ("exit 2", "it ended with 2"), ("exec sleep 60", "did not come to an end")]
)
def test_an_engine_is_tried_without_a_sound(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, then: str, fault: str
) -> None:
    monkeypatch.setattr(choice, "TRIED_WITHIN", 0.3)
    programs.program("espeak-ng", f'[ "$1" = -q ] || exit 9\n{then}')
    (found,) = engines("espeak-ng", LINUX)
    told = found.fault()
    assert fault in told
    assert bool(told) is bool(fault)
