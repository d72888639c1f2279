"""The voice tried out by a button: with engines of the test's own, and what is said of it to people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.routine import hearing
from deskbreak.app.routine.voice_test import HELLO
from deskbreak.app.routine.voice_trial import VoiceTrial
from deskbreak.desktop.speech import choice
from deskbreak.desktop.speech.choice import engines
from deskbreak.settings import Settings
from deskbreak.settings.reading import with_values
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths

SILENT = "A voice is installed, but it could not be heard. Please look whether other programs can be heard."
NO_OUTPUT = "No loudspeaker or headphones are found here, so nothing can be heard."
SPEAKS, DUMB = "exec sleep 0.7", "exit 0"


class Machine:
    """A folder of programs that speak, and a trial."""

    def __init__(self, folder: Path, trial: VoiceTrial, qtbot: QtBot) -> None:
        self.folder, self.trial, self.qtbot = folder, trial, qtbot
        self.told: list[str] = []
        self.output = True
        folder.mkdir()
        trial.heard.connect(self.told.append)

    def engine(self, name: str, speaks: str = SPEAKS) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{path}.said'\n{speaks}\n")
        path.chmod(0o755)

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.said").read_text()

    def say(self, **coach: object) -> str:
        """Try it out; the last sentence."""
        self.told.clear()
        self.trial.say(with_values(Settings(), {f"coach.{name}": value for name, value in coach.items()}))
        self.qtbot.waitUntil(lambda: bool(self.told) and self.told[-1] != "One moment…", timeout=20_000)
        return self.told[-1]


@pytest.fixture
def machine(tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Machine]:
    library = open_library(paths)
    trial = VoiceTrial(lambda: library)
    machine = Machine(tmp_path / "bin", trial, qtbot)
    monkeypatch.setattr("shutil.which", machine.which)
    monkeypatch.setattr(hearing, "has_output", lambda _platform, _environ: machine.output)
    monkeypatch.setattr(choice, "engines", lambda wanted, _platform: engines(wanted, "linux"))
    yield machine
    trial.close()


def test_it_speaks_as_the_settings_have_it(machine: Machine) -> None:
    machine.engine("espeak-ng")
    assert machine.say(volume=35) == "espeak-ng has spoken."
    assert machine.told[0] == "One moment…"
    assert HELLO in machine.said("espeak-ng")


def test_what_would_keep_a_routine_silent_is_told(machine: Machine) -> None:
    machine.engine("espeak-ng")
    assert machine.say(voice=False, volume=0, discreet=True) == (
        "espeak-ng has spoken. In a routine the voice is off. In a routine it is silent, as you would rather not be "
        "noticed. In a routine it is silent, as the volume is 0."
    )


def test_nobody_to_speak(machine: Machine) -> None:
    assert machine.say() == (
        "No voice is installed here: espeak-ng brings one, from your program for installing software."
    )
    assert machine.say(voice_engine="spd-say") == "spd-say was not found here."
    assert machine.say(voice_engine="none") == "Nobody is to speak, as it is set now."


def test_one_that_ends_at_once_has_said_nothing(machine: Machine) -> None:
    machine.engine("espeak-ng", DUMB)
    assert machine.say() == SILENT


def test_without_anything_to_be_heard_by_that_is_told_at_once_and_tried_all_the_same(machine: Machine) -> None:
    machine.output = False
    machine.engine("espeak-ng", DUMB)
    machine.trial.say(Settings())
    assert machine.told[0] == NO_OUTPUT
    machine.qtbot.waitUntil(lambda: not machine.trial.busy, timeout=20_000)
    assert set(machine.told) == {NO_OUTPUT}
    machine.engine("espeak-ng")
    machine.told.clear()
    machine.trial.say(Settings())
    machine.qtbot.waitUntil(lambda: not machine.trial.busy, timeout=20_000)
    assert machine.told[-1] == "espeak-ng has spoken."
    assert not any(word in NO_OUTPUT + SILENT for word in ("espeak", "spd-say", "PulseAudio", "PipeWire"))


def test_one_that_hangs_where_nothing_can_be_heard_is_given_up_soon(machine: Machine) -> None:
    machine.engine("espeak-ng", "exec sleep 600")
    waits = []
    for machine.output in (True, False):
        machine.trial.say(Settings())
        assert machine.trial._test is not None
        waits.append(machine.trial._test._late.interval())
    assert waits[1] < waits[0] / 2


def test_who_presses_again_hears_it_once_more(machine: Machine) -> None:
    machine.engine("espeak-ng", "exec sleep 600")
    machine.trial.say(Settings())
    machine.engine("espeak-ng")
    assert machine.say() == "espeak-ng has spoken."


def test_one_that_hangs_is_not_waited_for_for_ever(machine: Machine) -> None:
    machine.engine("espeak-ng", "exec sleep 600")
    machine.trial.say(Settings())
    test = machine.trial._test
    assert test is not None
    test._late.timeout.emit()
    assert machine.told[-1] == SILENT
    assert machine.trial._test is None
