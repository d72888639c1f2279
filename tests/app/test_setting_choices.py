"""What there is to choose from: voices of whoever speaks, and programs that were seen; found out when looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.windows.setting_choices import IGNORE, VOICE, SettingChoices
from deskbreak.desktop.speech import choice
from deskbreak.desktop.speech.choice import engines
from deskbreak.settings import Settings
from deskbreak.settings.reading import with_values
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from tests.app.programs import Programs

ESPEAK = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  de              --/M      German             gmw/de
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
"""
DISPATCHER = """                     NAME                 LANGUAGE                  VARIANT
                   Joanna                    en-US                     none
              Joanna+Adam                    en-US                     Adam
                    Klara                    de-DE                     none
"""


class Machine:
    """A folder of programs that list voices; how often each was asked is in a file of each."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        folder.mkdir()

    def engine(self, name: str, lists: str) -> None:
        path = self.folder / name
        (self.folder / f"{name}.list").write_text(lists)
        path.write_text(f"#!/bin/sh\necho \"$*\" >>'{path}.asked'\nexec cat '{path}.list'\n")
        path.chmod(0o755)

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None

    def asked(self, name: str) -> int:
        notes = self.folder / f"{name}.asked"
        return len(notes.read_text().splitlines()) if notes.exists() else 0


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Machine:
    machine = Machine(tmp_path / "bin", qtbot)
    monkeypatch.setattr("shutil.which", machine.which)
    monkeypatch.setattr(choice, "engines", lambda wanted, _platform: engines(wanted, "linux"))
    return machine


@pytest.fixture
def programs() -> Programs:
    return Programs("Firefox")


@pytest.fixture
def choices(paths: Paths, machine: Machine, programs: Programs) -> Iterator[SettingChoices]:
    library = open_library(paths)
    choices = SettingChoices(lambda: library, programs)
    yield choices
    choices.close()


def _voices(choices: SettingChoices) -> list[str]:
    return [name for name, _called in choices.by_key[VOICE]]


def _with(**coach: object) -> Settings:
    return with_values(Settings(), {f"coach.{name}": value for name, value in coach.items()})


def test_the_voices_of_the_engine_that_speaks_in_the_language_that_is_spoken(
    choices: SettingChoices, machine: Machine
) -> None:
    machine.engine("spd-say", DISPATCHER)
    machine.engine("espeak-ng", ESPEAK)
    assert _voices(choices) == []
    choices.look(VOICE, _with())
    machine.qtbot.waitUntil(lambda: _voices(choices) == ["Joanna"], timeout=20_000)
    assert machine.asked("espeak-ng") == 0
    choices.follow(_with(voice_engine="espeak-ng"))
    assert _voices(choices) == [], "those of another engine are none to choose from"
    machine.qtbot.waitUntil(
        lambda: _voices(choices) == ["English (America)", "English (Great Britain)"], timeout=20_000
    )


def test_nobody_is_asked_before_anybody_looks_nor_twice_for_the_same(choices: SettingChoices, machine: Machine) -> None:
    machine.engine("espeak-ng", ESPEAK)
    choices.follow(_with(voice_engine="espeak-ng"))
    for _time in range(3):
        choices.look(VOICE, _with())
        choices.look("coach.volume", _with())
        choices.follow(_with(volume=30))
    machine.qtbot.waitUntil(lambda: len(_voices(choices)) == 2, timeout=20_000)
    choices.look(VOICE, _with())
    assert machine.asked("espeak-ng") == 1


@pytest.mark.parametrize("coach", [{"voice": False}, {"voice_engine": "none"}, {"voice_engine": "say"}])
def test_where_nobody_speaks_nobody_is_asked(
    choices: SettingChoices, machine: Machine, coach: dict[str, object]
) -> None:
    machine.engine("espeak-ng", ESPEAK)
    with machine.qtbot.waitSignal(choices._listing.listed):
        choices.look(VOICE, _with(**coach))
    assert machine.asked("espeak-ng") == 0
    assert _voices(choices) == []
    choices.follow(_with())
    machine.qtbot.waitUntil(lambda: len(_voices(choices)) == 2, timeout=20_000)


def test_what_has_no_answer_is_asked_once_more_by_who_looks_again(choices: SettingChoices, machine: Machine) -> None:
    machine.engine("espeak-ng", "nothing that anybody reads\n")
    with machine.qtbot.waitSignal(choices._listing.listed, timeout=20_000):
        choices.look(VOICE, _with())
    machine.engine("espeak-ng", ESPEAK)
    choices.look(VOICE, _with())
    machine.qtbot.waitUntil(lambda: len(_voices(choices)) == 2, timeout=20_000)


def test_programs_are_looked_for_when_somebody_looks_at_that(
    choices: SettingChoices, programs: Programs, qtbot: QtBot
) -> None:
    assert programs.asked == 0
    with qtbot.waitSignal(choices.changed):
        choices.look(IGNORE, _with())
    assert programs.asked == 1
    assert choices.by_key[IGNORE] == (("Firefox", "Firefox"),)
