"""*Test voice*: the voice tried aloud by a button, with engines of the test's own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.routine import hearing, voice_test
from deskbreak.app.routine.voice_test import in_words
from deskbreak.app.routine.voice_trial import VoiceButton
from deskbreak.desktop.notify.notifier import Note
from deskbreak.desktop.speech import choice
from deskbreak.desktop.speech.choice import engines
from deskbreak.desktop.speech.engine import HUNG, UNHEARD
from deskbreak.settings import Settings
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths

LIMIT = 15_000


class Machine:
    def __init__(self, folder: Path, paths: Paths) -> None:
        self.folder = folder
        self.settings = Settings()
        self.shown: list[Note] = []
        self.button = VoiceButton(lambda: open_library(paths), lambda: self.settings, self.shown.append)

    def engine(self, name: str, then: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{path}.said'\n{then}\n")
        path.chmod(0o755)

    def said(self, name: str) -> list[str]:
        return (self.folder / f"{name}.said").read_text().splitlines()

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None


@pytest.fixture
def machine(tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Machine]:
    folder = tmp_path / "bin"
    folder.mkdir()
    machine = Machine(folder, paths)
    monkeypatch.setattr("shutil.which", machine.which)
    monkeypatch.setattr(hearing, "has_output", lambda _platform, _environ: True)
    monkeypatch.setattr(choice, "engines", lambda wanted, _platform: engines(wanted, "linux"))
    yield machine
    machine.button.close()


def test_it_speaks_as_a_routine_does_and_says_so(machine: Machine, qtbot: QtBot) -> None:
    machine.engine("espeak-ng", "exec sleep 0.7")
    machine.settings = replace(machine.settings, coach=replace(machine.settings.coach, volume=20, voice_name="Anna"))
    machine.button.press()
    machine.button.press()
    qtbot.waitUntil(lambda: bool(machine.shown), timeout=LIMIT)
    assert machine.said("espeak-ng") == [f"-v Anna -a 20 -- {voice_test.HELLO}"], "once, though pressed twice"
    (note,) = machine.shown
    assert note.title == "That was the voice"
    machine.button.press()
    qtbot.waitUntil(lambda: len(machine.said("espeak-ng")) == 2, timeout=LIMIT)


def test_what_is_wrong_is_told_in_plain_words(machine: Machine, qtbot: QtBot) -> None:
    machine.engine("spd-say", "exit 0")
    machine.engine("espeak-ng", "echo 'no sound card' >&2; exit 1")
    machine.button.press()
    qtbot.waitUntil(lambda: bool(machine.shown), timeout=LIMIT)
    (note,) = machine.shown
    assert note.title == "No voice can be heard here"
    assert note.body == (
        "A voice is installed, but it could not be heard. Please look whether other programs can be heard."
    ), "the log has the rest"
    assert note.actions == (("test-voice", "Test again"),)


def test_without_an_engine_it_says_what_would_help(machine: Machine) -> None:
    machine.button.press()
    assert machine.shown[0].body == (
        "No voice is installed here: espeak-ng brings one, from your program for installing software."
    )
    machine.settings = replace(machine.settings, coach=replace(machine.settings.coach, voice_engine="none"))
    machine.button.press()
    assert machine.shown[1].body == "Nobody is to speak, as it is set now."


@pytest.mark.parametrize("why", [HUNG, UNHEARD])
def test_no_technical_line_is_left(why: str) -> None:
    told = in_words(f"spd-say: {why}")
    assert told.startswith("spd-say was asked to speak, and ")
    assert why not in told


def test_closed_it_falls_silent(machine: Machine, qtbot: QtBot) -> None:
    machine.engine("espeak-ng", "exec sleep 60")
    machine.button.press()
    qtbot.waitUntil((machine.folder / "espeak-ng.said").exists, timeout=LIMIT)
    machine.button.close()
    assert machine.shown == []
