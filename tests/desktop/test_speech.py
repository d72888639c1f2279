"""The speaker and its engines, with programs that speak, are silent, hang and break, and with a stand-in PowerShell."""

import base64
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from deskbreak.desktop.speech import engine as bounds
from deskbreak.desktop.speech import powershell
from deskbreak.desktop.speech.choice import FoundEngine, NoVoices, engines
from deskbreak.desktop.speech.engine import SpeechStyle, Voice
from deskbreak.desktop.speech.powershell import PowerShellEngine
from deskbreak.desktop.speech.program import ProgramEngine
from deskbreak.desktop.speech.programs import ESPEAK, SAY, SPD_SAY, Speech
from deskbreak.desktop.speech.speaker import Speaker
from tests.pace import own_s

LIMIT = 10_000
SPOKEN = "exec sleep 0.4"
"""Long enough for a few words."""


@pytest.fixture(autouse=True)
def _less_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FIRST_MS", 0)
    monkeypatch.setattr(bounds, "SPARE_MS", 800)


class SpeechPrograms:
    """A folder of programs that stand for engines; what they were asked to say is in a file of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def program(self, name: str, then: str = SPOKEN) -> Path:
        """One that notes its arguments, and then does what is written in sh."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{path}.said'\n{then}\n")
        path.chmod(0o755)
        return path

    def found(self, name: str, then: str = SPOKEN) -> FoundEngine:
        path = str(self.program(name, then))
        speech = Speech(name, (name,), lambda text, manner: [text], (), ESPEAK.voices)
        return FoundEngine(name, path, lambda manner: ProgramEngine(speech, path, manner), (), ESPEAK.voices)

    def said(self, name: str) -> list[str]:
        notes = self.folder / f"{name}.said"
        return notes.read_text().splitlines() if notes.exists() else []

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SpeechPrograms:
    programs = SpeechPrograms(tmp_path / "bin")
    monkeypatch.setattr("shutil.which", programs.which)
    return programs


@pytest.fixture
def speaker(qtbot: QtBot) -> Iterator[Callable[..., Speaker]]:
    made: list[Speaker] = []

    def make(*found: FoundEngine) -> Speaker:
        made.append(Speaker(found, SpeechStyle()))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_words_are_said_and_done_is_told_once(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    one = speaker(programs.found("good"))
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("hello")
        assert one.speaking
    assert (programs.said("good"), one.speaking, one.engine) == (["hello"], False, "good")


def test_what_is_being_said_is_not_cut_off_and_the_newest_waits(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    one = speaker(programs.found("good"))
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        for words in ("one", "two", "three"):
            one.say(words)
    assert programs.said("good") == ["one", "three"]


def test_stop_silences_at_once_and_forgets_what_waits(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    one = speaker(programs.found("good", "exec sleep 60"))
    one.say("one", 60_000)
    one.say("two")
    qtbot.waitUntil(lambda: programs.said("good") == ["one"], timeout=LIMIT)
    process = one.findChild(QProcess)
    assert process is not None
    with qtbot.assertNotEmitted(one.done), qtbot.waitSignal(process.finished, timeout=LIMIT):
        one.stop()
    assert (one.speaking, programs.said("good")) == (False, ["one"])


def test_it_speaks_again_after_a_stop(qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]) -> None:
    one = speaker(programs.found("good"))
    one.say("one")
    one.stop()
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("two")
    assert programs.said("good")[-1] == "two"


def test_one_whose_daemon_speaks_on_is_told_to_stop_before_it_speaks_again(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    path = str(programs.program("daemon", f'test "$1" = -S && exec sleep 0.2; {SPOKEN}'))
    speech = Speech("daemon", ("daemon",), lambda text, manner: [text], (), ESPEAK.voices, hush=("-S",))
    one = speaker(FoundEngine("daemon", path, lambda manner: ProgramEngine(speech, path, manner), (), ESPEAK.voices))
    one.say("one")
    qtbot.waitUntil(lambda: programs.said("daemon") == ["one"], timeout=LIMIT)
    one.stop()
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("two")
    assert programs.said("daemon") == ["one", "-S", "two"]


def test_a_daemon_that_does_not_stop_is_not_waited_for(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    path = str(programs.program("daemon", f'test "$1" = -S && exec sleep 60; {SPOKEN}'))
    speech = Speech("daemon", ("daemon",), lambda text, manner: [text], (), ESPEAK.voices, hush=("-S",))
    one = speaker(FoundEngine("daemon", path, lambda manner: ProgramEngine(speech, path, manner), (), ESPEAK.voices))
    one.say("one")
    one.stop()
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("two")
    assert programs.said("daemon")[-1] == "two"


def test_nothing_runs_on_after_the_end(qtbot: QtBot, programs: SpeechPrograms) -> None:
    """Neither what speaks nor what is to silence it, where its daemon hangs."""
    path = str(programs.program("daemon", "exec sleep 60"))
    speech = Speech("daemon", ("daemon",), lambda text, manner: [text], (), ESPEAK.voices, hush=("-S",))
    engine = ProgramEngine(speech, path, SpeechStyle())
    engine.say("one")
    qtbot.waitUntil(lambda: programs.said("daemon") == ["one"], timeout=LIMIT)
    engine.close()
    processes = engine.findChildren(QProcess)
    assert len(processes) == 2
    assert {process.state() for process in processes} == {QProcess.ProcessState.NotRunning}


@pytest.mark.parametrize(
    ("ill", "why"),
    [
        ("echo 'no such voice' >&2; exit 1", "no such voice"),
        ("exit 3", "it ended with 3"),
        ("exit 0", "before anything can have been heard"),
        ("exec sleep 60", "it did not come to an end"),
        ("kill -9 $$", "it ended with 9"),
    ],
)
def test_an_engine_that_is_no_good_gives_way_to_the_next_which_says_the_same_words(
    qtbot: QtBot,
    programs: SpeechPrograms,
    speaker: Callable[..., Speaker],
    ill: str,
    why: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    one = speaker(programs.found("ill", ill), programs.found("good"))
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("a few words of more than a moment")
    assert programs.said("good") == ["a few words of more than a moment"]
    assert one.engine == "good"
    assert why in caplog.text
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("hello")
    assert len(programs.said("ill")) == 1


def test_what_waits_is_said_by_the_next_engine_and_not_what_is_late(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    one = speaker(programs.found("ill", "exec sleep 60"), programs.found("good"))
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("old", 300)
        one.say("new")
    assert programs.said("good") == ["new"]


def test_when_nobody_is_left_that_is_told_once(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    one = speaker(programs.found("ill", "exit 1"), programs.found("worse", "exit 2"))
    with qtbot.waitSignal(one.failed, timeout=LIMIT) as told:
        one.say("hello")
    assert told.args == ["ill: it ended with 1; worse: it ended with 2"]
    assert (one.mute, one.speaking) == (True, False)
    with qtbot.assertNotEmitted(one.failed):
        one.say("again")
    assert not one.speaking


def test_a_program_that_cannot_be_started_is_no_good(
    qtbot: QtBot, tmp_path: Path, speaker: Callable[..., Speaker]
) -> None:
    gone = FoundEngine(
        "gone", "", lambda manner: ProgramEngine(ESPEAK, str(tmp_path / "gone"), manner), (), ESPEAK.voices
    )
    one = speaker(gone)
    with qtbot.waitSignal(one.failed, timeout=LIMIT) as told:
        one.say("hello")
    assert told.args is not None
    assert told.args[0].startswith("espeak-ng: ")


def test_without_any_engine_that_is_told_at_the_first_words(qtbot: QtBot, speaker: Callable[..., Speaker]) -> None:
    one = speaker()
    with qtbot.waitSignal(one.failed, timeout=LIMIT) as told:
        one.say("hello")
    assert told.args == ["there is no program that speaks"]


def test_one_that_has_spoken_before_is_given_a_second_chance(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    one = speaker(programs.found("moody", f'test "$1" = bad && exit 1; {SPOKEN}'), programs.found("good"))
    for words in ("fine", "bad", "fine", "bad"):
        with qtbot.waitSignal(one.done, timeout=LIMIT):
            one.say(words)
    assert (one.engine, programs.said("good")) == ("moody", [])
    with qtbot.waitSignal(one.done, timeout=LIMIT):
        one.say("bad")
    assert (one.engine, programs.said("good")) == ("good", ["bad"])


def test_a_hanging_engine_holds_up_nobody(
    qtbot: QtBot, programs: SpeechPrograms, speaker: Callable[..., Speaker]
) -> None:
    """Neither a call nor a turn of the event loop waits for it, not even as long as something killed may take to go."""
    one = speaker(programs.found("ill", "trap '' TERM; while :; do sleep 60; done"), programs.found("good"))
    turns = [own_s()]

    def turn() -> bool:
        turns.append(own_s())
        return not one.speaking

    one.say("hello there")
    qtbot.waitUntil(turn, timeout=LIMIT)  # it looks every 10 ms
    assert programs.said("good") == ["hello there"]
    assert max(later - before for before, later in pairwise(turns)) < 0.1


# How programs are called, and what they list


def test_how_the_programs_are_called() -> None:
    manner = SpeechStyle(language="pt_BR", voice="", volume=70)
    assert SPD_SAY.words("-oi", manner) == [
        *("-w", "-N", "deskbreak", "-P", "message", "-r", "0", "-i", "40", "-l", "pt-BR"),
        *("--", "-oi"),
    ]
    assert ESPEAK.words("oi", manner) == ["-v", "pt-BR", "-a", "70", "--", "oi"]
    assert SAY.words("o[[slnc 9000]]i", manner) == ["--", "[[volm 0.70]] oslnc 9000i"]
    named = SpeechStyle(language="en", voice="Kate", volume=100)
    assert SPD_SAY.words("hi", named)[-6:] == ["-l", "en", "-y", "Kate", "--", "hi"]
    assert ESPEAK.words("hi", named)[:2] == ["-v", "Kate"]
    assert SAY.words("hi", named) == ["-v", "Kate", "--", "[[volm 1.00]] hi"]


@pytest.mark.parametrize(("language", "tag"), [("de", "de"), ("de_CH.UTF-8", "de-CH"), ("ca@valencia", "ca")])
def test_a_language_as_engines_write_it(language: str, tag: str) -> None:
    assert SpeechStyle(language=language).tag == tag


def test_lists_of_voices_are_read() -> None:
    spd_say = """                     NAME                 LANGUAGE                  VARIANT
  English (Great Britain)                    en-GB                     none
           Afrikaans+Adam                       af                     Adam
"""
    assert list(SPD_SAY.voices(spd_say)) == [
        Voice("English (Great Britain)", "en-GB"),
        Voice("Afrikaans+Adam", "af"),
    ]
    espeak = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 5  en-us           --/F      us-mbrola-1        mb/mb-us1            (en 8)
"""
    assert list(ESPEAK.voices(espeak)) == [Voice("English (Great Britain)", "en-gb")]
    say = """Alex                en_US    # Most people recognize me by my voice.
Bad News            en_US    # The light you see at the end of the tunnel.
Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
"""
    assert list(SAY.voices(say)) == [
        Voice("Alex", "en_US"),
        Voice("Bad News", "en_US"),
        Voice("Eddy (German (Germany))", "de_DE"),
    ]
    assert list(powershell.voices("en-US Microsoft Zira Desktop\n\n")) == [Voice("Microsoft Zira Desktop", "en-US")]


def test_engines_are_found_in_their_order(programs: SpeechPrograms) -> None:
    for name in ("spd-say", "espeak", "say", "powershell"):
        programs.program(name)
    assert [one.name for one in engines("auto", "linux")] == ["spd-say", "espeak-ng"]
    assert [one.name for one in engines("auto", "darwin")] == ["say", "espeak-ng"]
    assert [one.name for one in engines("auto", "win32")] == ["windows"]
    assert [one.name for one in engines("espeak-ng", "linux")] == ["espeak-ng"]
    assert engines("none", "linux") == ()
    assert engines("say", "linux") == ()
    (espeak,) = engines("espeak-ng", "linux")
    assert espeak.path.endswith("/espeak")
    assert espeak.make(SpeechStyle()).name == "espeak-ng"
    (windows,) = engines("auto", "win32")
    assert windows.make(SpeechStyle()).name == "windows"
    Path(windows.path).unlink()
    assert engines("auto", "win32") == ()


def test_voices_are_listed_by_the_program_and_a_fault_names_it(programs: SpeechPrograms) -> None:
    programs.program("espeak-ng", "printf 'Pty\\n 5  de --/M German gmw/de\\n'")
    programs.program("spd-say", "exit 1")
    bad, good = engines("auto", "linux")
    assert good.voices() == (Voice("German", "de"),)
    assert programs.said("espeak-ng") == ["--voices"]
    with pytest.raises(NoVoices, match=r"^it ended with 1$"):
        bad.voices()


# Windows: a program that reads commands and answers as PowerShell does

STAND_IN = """#!{python}
import base64, pathlib, re, sys
folder = pathlib.Path({folder!r})
with (folder / "starts").open("a") as notes:
    print(sys.argv[1:], file=notes)
asked = 0
for line in sys.stdin:
    text = re.search(r"FromBase64String\\('([^']*)'\\)", line)
    with (folder / "told").open("a") as notes:
        what = base64.b64decode(text[1]).decode() if text else ""
        print(re.sub(r"\\W+", " ", line.split("catch")[0])[:40].strip(), "|", what, file=notes)
    if "SelectVoice" in line and (folder / "no-voice").exists():
        print("deskbreak fault there is no voice", flush=True)
    asked = asked + 1 if "IsCompleted" in line else 0
    if asked > 2 and not (folder / "hangs").exists():
        print("PS> deskbreak done " + re.search(r"' \\+ (\\d+)\\)", line)[1], flush=True)
    if "SpeakAsync(" in line and (folder / "dies").exists():
        sys.exit(1)
"""


class PowerShell:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "powershell"
        self.path.write_text(STAND_IN.format(python=sys.executable, folder=str(folder)))
        self.path.chmod(0o755)

    def told(self) -> list[str]:
        notes = self.folder / "told"
        return notes.read_text().splitlines() if notes.exists() else []

    def is_to(self, what: str) -> None:
        (self.folder / what).touch()

    def starts(self) -> list[str]:
        return (self.folder / "starts").read_text().splitlines()


@pytest.fixture
def shell(tmp_path: Path) -> PowerShell:
    return PowerShell(tmp_path)


@pytest.fixture
def windows(qtbot: QtBot, shell: PowerShell) -> Iterator[PowerShellEngine]:
    engine = PowerShellEngine(str(shell.path), SpeechStyle(language="de_CH", volume=55))
    yield engine
    engine.close()


def test_one_power_shell_says_everything(qtbot: QtBot, shell: PowerShell, windows: PowerShellEngine) -> None:
    for words in ("Grüezi; Remove-Item '*'", "zwei"):
        with qtbot.waitSignal(windows.done, timeout=LIMIT):
            windows.say(words, LIMIT)
    assert shell.starts() == ["['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', '-']"]
    spoken = [line.partition("| ")[2] for line in shell.told() if "SpeakAsync" in line]
    assert spoken == ["Grüezi; Remove-Item '*'", "zwei"]
    assert [line.partition("| ")[2] for line in shell.told() if "AssemblyName" in line] == ["de-CH"]


def test_power_shell_is_told_to_stop_and_speaks_again(
    qtbot: QtBot, shell: PowerShell, windows: PowerShellEngine
) -> None:
    shell.is_to("hangs")
    windows.say("eins", LIMIT)
    windows.stop()
    qtbot.waitUntil(lambda: any(line.startswith("try voice SpeakAsyncCancelAll |") for line in shell.told()))
    (shell.folder / "hangs").unlink()
    with qtbot.waitSignal(windows.done, timeout=LIMIT):
        windows.say("zwei", LIMIT)
    assert len(shell.starts()) == 1


@pytest.mark.parametrize(("ill", "why"), [("no-voice", "there is no voice"), ("dies", "PowerShell has ended")])
def test_a_power_shell_that_is_no_good(
    qtbot: QtBot, shell: PowerShell, windows: PowerShellEngine, ill: str, why: str
) -> None:
    shell.is_to(ill)
    shell.is_to("hangs")
    with qtbot.waitSignal(windows.failed, timeout=LIMIT) as told:
        windows.say("eins", LIMIT)
    assert told.args == [f"windows: {why}"]


def test_power_shell_that_is_not_there(qtbot: QtBot, tmp_path: Path) -> None:
    engine = PowerShellEngine(str(tmp_path / "gone"), SpeechStyle())
    with qtbot.waitSignal(engine.failed, timeout=LIMIT):
        engine.say("eins")
    engine.close()


def test_nothing_but_base64_goes_into_the_commands() -> None:
    literal = powershell._literal("'; Remove-Item * #")
    coded = re.search(r"'([^']*)'\)\)$", literal)
    assert coded is not None
    assert base64.b64decode(coded[1]).decode() == "'; Remove-Item * #"
    assert literal.count("'") == 2


@pytest.mark.skipif(os.name != "nt", reason="Windows only")
def test_power_shell_lists_voices() -> None:
    assert engines("auto", sys.platform)[0].voices()
