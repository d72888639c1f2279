"""Which voices there are, found out while nobody waits; with programs that list, fail, hang and are not there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from deskbreak.desktop.speech.choice import FoundEngine
from deskbreak.desktop.speech.engine import Voice
from deskbreak.desktop.speech.listing import VoiceListing
from deskbreak.desktop.speech.program import ProgramEngine
from deskbreak.desktop.speech.programs import ESPEAK

LISTS = "Pty\\n 5  de  --/M  German  gmw/de\\n 2  en-gb  --/M  English_(Great_Britain)  gmw/en\\n"
GERMAN, ENGLISH = Voice("German", "de"), Voice("English (Great Britain)", "en-gb")

Engines = Callable[..., list[FoundEngine]]


@pytest.fixture
def engines(tmp_path: Path) -> Engines:
    """Engines that do what is written in sh when they are asked; ``""``: they are not there."""

    def make(*scripts: str) -> list[FoundEngine]:
        found = []
        for number, script in enumerate(scripts):
            program = tmp_path / f"engine-{number}"
            if script:
                program.write_text(f"#!/bin/sh\necho \"$*\" >'{program}.asked'\n{script}\n")
                program.chmod(0o755)
            speech = replace(ESPEAK, name=program.name, commands=(program.name,))
            made = partial(ProgramEngine, speech, str(program))
            found.append(FoundEngine(program.name, str(program), made, ESPEAK.listing, ESPEAK.voices))
        return found

    return make


@pytest.fixture
def listing(qtbot: QtBot) -> Iterator[VoiceListing]:
    listing = VoiceListing()
    yield listing
    listing.close()
    assert listing.findChildren(QProcess) == [] or all(
        process.state() is QProcess.ProcessState.NotRunning for process in listing.findChildren(QProcess)
    )


def _voices(qtbot: QtBot, listing: VoiceListing, found: list[FoundEngine]) -> object:
    with qtbot.waitSignal(listing.listed, timeout=20_000) as told:
        listing.ask(found)
    return told.args[0] if told.args else None


def test_the_voices_of_the_first(qtbot: QtBot, listing: VoiceListing, engines: Engines) -> None:
    found = engines(f"printf '{LISTS}'", f"printf '{LISTS}'")
    assert _voices(qtbot, listing, found) == (GERMAN, ENGLISH)
    assert Path(f"{found[0].path}.asked").read_text() == "--voices\n"
    assert not Path(f"{found[1].path}.asked").exists()


@pytest.mark.parametrize("ill", ["", "exit 1", "kill -9 $$", f"printf '{LISTS}'; exit 3", "echo odd"])
def test_the_next_where_one_does_not_say_so(qtbot: QtBot, listing: VoiceListing, engines: Engines, ill: str) -> None:
    assert _voices(qtbot, listing, engines(ill, f"printf '{LISTS}'")) == (GERMAN, ENGLISH)


def test_one_that_hangs_is_given_up_and_nobody_waits_for_it(
    qtbot: QtBot, listing: VoiceListing, engines: Engines
) -> None:
    found = engines("exec sleep 600", f"printf '{LISTS}'")
    told: list[object] = []
    listing.listed.connect(told.append)
    listing.ask(found)
    qtbot.waitUntil(lambda: Path(f"{found[0].path}.asked").exists(), timeout=20_000)
    assert told == []
    listing._late.timeout.emit()
    qtbot.waitUntil(lambda: told == [(GERMAN, ENGLISH)], timeout=20_000)


@pytest.mark.parametrize("scripts", [(), ("",), ("exit 1", "exit 1")])
def test_nobody_says_so(qtbot: QtBot, listing: VoiceListing, engines: Engines, scripts: tuple[str, ...]) -> None:
    assert _voices(qtbot, listing, engines(*scripts)) == ()


def test_a_question_takes_the_place_of_the_one_before(qtbot: QtBot, listing: VoiceListing, engines: Engines) -> None:
    told: list[object] = []
    listing.listed.connect(told.append)
    hanging, quick = engines("exec sleep 600", f"printf '{LISTS}'")
    listing.ask([hanging])
    qtbot.waitUntil(lambda: Path(f"{hanging.path}.asked").exists(), timeout=20_000)
    assert _voices(qtbot, listing, [quick]) == (GERMAN, ENGLISH)
    assert told == [(GERMAN, ENGLISH)]


def test_who_does_not_wait_any_more_is_not_answered(qtbot: QtBot, listing: VoiceListing, engines: Engines) -> None:
    with qtbot.assertNotEmitted(listing.listed, wait=200):
        listing.ask(engines(f"printf '{LISTS}'"))
        listing.close()


@pytest.mark.parametrize(
    ("voice", "language", "fits"),
    [
        (ENGLISH, "en", True),
        (ENGLISH, "en_US", True),
        (ENGLISH, "de", False),
        (Voice("Samantha", "en_US"), "en", True),
        (Voice("Afrikaans+Adam", "af"), "af", False),
    ],
)
def test_a_voice_speaks_its_language_in_whatever_region(voice: Voice, language: str, fits: bool) -> None:
    assert voice.speaks(language) is fits
