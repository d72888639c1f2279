"""``voice test`` and ``voice list`` with engines of the test's own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.cli import exits, main
from deskbreak.desktop.speech.choice import engines
from deskbreak.store.content.shipped import shipped
from tests.dates import passed_on
from tests.e2e.processes import wait_until

ESPEAK_LISTS = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  de              --/M      German             gmw/de
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
"""


class Machine:
    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        folder.mkdir()
        home.mkdir()

    def engine(self, name: str, speaks: str = "exec sleep 0.7", lists: str = ESPEAK_LISTS) -> None:
        path = self.folder / name
        listing = self.folder / f"{name}.list"
        listing.write_text(lists)
        path.write_text(
            f"#!/bin/sh\ncase \"$*\" in -L|--voices) exec cat '{listing}';; esac\n"
            f"printf '%s\\n' \"$*\" >>'{path}.said'\n{speaks}\n"
        )
        path.chmod(0o755)

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None

    def said(self, name: str) -> list[str]:
        return (self.folder / f"{name}.said").read_text().splitlines()

    def configure(self, coach: str) -> None:
        (self.home / "config.toml").write_text(f"[coach]\n{coach}\n")

    def run(self, *words: str) -> int:
        return main(["voice", *words, "--home", str(self.home)])


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Machine:
    machine = Machine(tmp_path / "bin", tmp_path / "desk")
    monkeypatch.setattr("shutil.which", machine.which)
    monkeypatch.setattr("deskbreak.cli.voice.engines", lambda wanted, _platform: engines(wanted, "linux"))
    return machine


def test_the_voice_of_the_settings_is_heard(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.engine("espeak-ng")
    machine.configure('volume = 30\nlanguage = "en-GB"')
    assert machine.run("test", "Hello there") == exits.OK
    assert machine.said("espeak-ng") == ["-v en-GB -a 30 -- Hello there"]
    assert capsys.readouterr().out == "espeak-ng has spoken (en_GB).\n"


def test_without_words_it_says_a_sentence_of_its_own(machine: Machine) -> None:
    machine.engine("espeak-ng")
    assert machine.run("test") == exits.OK
    assert machine.said("espeak-ng") == ["-v en -a 70 -- Hello. This is the voice that leads you through your routine."]


def test_what_is_wrong_with_the_first_is_told_and_the_next_speaks(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.engine("spd-say", "echo 'Failed to connect to Speech Dispatcher' >&2; exit 1")
    machine.engine("espeak-ng")
    assert machine.run("test", "Hello") == exits.OK
    told = capsys.readouterr()
    assert told.out == "espeak-ng has spoken (en).\n"
    assert told.err == "spd-say was asked to speak, and says: Failed to connect to Speech Dispatcher\n"


def test_nobody_can_speak(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Words that take half a minute: also on a busy machine nobody has said them when the engine ends at once."""
    machine.engine("espeak-ng", "exit 0")
    assert machine.run("test", "Hello there. " * 40) == exits.FAULT
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "espeak-ng was asked to speak, and nothing can have been heard."
    assert told[1].startswith("No voice can be heard here. Can other programs be heard?")


def test_it_is_the_voice_that_a_routine_would_use(machine: Machine) -> None:
    machine.engine("spd-say")
    machine.engine("espeak-ng")
    machine.configure('voice_engine = "espeak-ng"\nvoice_name = "Anna"\nlanguage = "en_GB"\nvolume = 15')
    assert machine.run("test", "Hello") == exits.OK
    assert machine.said("espeak-ng") == ["-v Anna -a 15 -- Hello"]
    assert not (machine.folder / "spd-say.said").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones there")
def test_broken_off_it_ends_at_once_and_says_nothing(machine: Machine) -> None:
    """Ctrl-C while an engine hangs: a process of its own, as Python hears of it only between two of its own steps."""
    machine.engine("espeak-ng", "exec sleep 60")
    machine.configure('voice_engine = "espeak-ng"')  # and none of this machine, which would start a service
    environment = {**passed_on(os.environ), "PATH": f"{machine.folder}:/usr/bin:/bin", "HOME": str(machine.home)}
    words: list[str | Path] = [sys.executable, "-m", "deskbreak", "--home", machine.home, "voice", "test", "Hello"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        wait_until((machine.folder / "espeak-ng.said").exists, "the engine to speak")
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)
    assert (program.returncode, out, err) == (exits.BROKEN_OFF, b"", b"")


@pytest.mark.parametrize(
    ("coach", "hint"), [("voice = false", "voice is false"), ("discreet = true", "discreet"), ("volume = 0", "volume")]
)
def test_it_says_what_keeps_a_routine_silent(
    machine: Machine, capsys: pytest.CaptureFixture[str], coach: str, hint: str
) -> None:
    machine.engine("espeak-ng")
    machine.configure(coach)
    assert machine.run("test", "Hello") == exits.OK
    assert hint in capsys.readouterr().out.splitlines()[1]


@pytest.mark.parametrize("command", ["test", "list"])
@pytest.mark.parametrize(
    ("engine", "told"),
    [
        ("auto", "No program that speaks was found. On Debian and Ubuntu: sudo apt-get install espeak-ng"),
        ("none", 'Nobody speaks here: [coach] voice_engine is "none".'),
        ("say", "“say”, which [coach] voice_engine names, was not found here;"),
    ],
)
def test_where_there_is_no_engine(
    machine: Machine, capsys: pytest.CaptureFixture[str], command: str, engine: str, told: str
) -> None:
    if engine != "auto":
        machine.engine("espeak-ng")
    machine.configure(f'voice_engine = "{engine}"')
    assert machine.run(command) == exits.FAULT
    assert capsys.readouterr().err.startswith(told)


def test_voices_are_listed_for_the_language(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.engine("espeak-ng")
    assert machine.run("list") == exits.OK
    assert capsys.readouterr().out.splitlines() == [
        "espeak-ng:",
        "  en-gb    English (Great Britain)",
        "  en-us    English (America)",
    ]
    assert machine.run("list", "--all") == exits.OK
    assert "  de       German" in capsys.readouterr().out.splitlines()


def test_long_names_of_languages_have_a_column_too(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    longer = " 5  en-gb-scotland  --/M      English_(Scotland)  gmw/en-GB-scotland   (en 4)\n"
    machine.engine("espeak-ng", lists=ESPEAK_LISTS + longer)
    assert machine.run("list") == exits.OK
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  en-gb          English (Great Britain)",
        "  en-gb-scotland English (Scotland)",
        "  en-us          English (America)",
    ]


def test_a_language_without_a_voice_says_so(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.engine("espeak-ng")
    machine.configure('language = "fi"')
    assert machine.run("list") == exits.OK
    assert capsys.readouterr().out.splitlines() == ["espeak-ng:", "  no voice for fi; --all shows every one"]


def test_one_that_lists_nothing_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.engine("spd-say")
    (machine.folder / "spd-say").write_text("#!/bin/sh\nexit 1\n")
    assert machine.run("list") == exits.FAULT
    assert capsys.readouterr().err == "The voices of spd-say cannot be listed (it ended with 1).\n"


def in_german(machine: Machine) -> None:
    """The first exercise of the routine has German words, too."""
    words = shipped("exercises", "shoulder-rotation.toml").read_text(encoding="utf-8")
    other = words.replace("text.en", "text.de").replace('name = "Shoulder circles"', 'name = "Schulterkreisen"')
    tables = other[other.index("[text.de]") : other.index("[variants")]
    own = machine.home / "exercises" / "shoulder-rotation.toml"
    own.parent.mkdir()
    own.write_text(words.replace("[variants", f"{tables}\n[variants", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "own", "spoken"),
    [
        ("auto", False, "en"),
        ("fi", False, "en"),
        ("de-AT", False, "en"),
        ("de-AT", True, "de_AT"),
        ("fi", True, "en"),
        ("en-GB", True, "en_GB"),
    ],
)
def test_it_speaks_the_language_that_a_routine_would(
    machine: Machine, capsys: pytest.CaptureFixture[str], language: str, own: bool, spoken: str
) -> None:
    """That of the words there are: a Finnish voice that reads English words helps nobody."""
    machine.engine("espeak-ng")
    if own:
        in_german(machine)
    machine.configure(f'language = "{language}"')
    assert machine.run("test") == exits.OK
    assert capsys.readouterr().out == f"espeak-ng has spoken ({spoken}).\n"
    (said,) = machine.said("espeak-ng")
    assert said.startswith(f"-v {spoken.replace('_', '-')} ")
    assert ("Schulterkreisen" in said) == (spoken == "de_AT"), "in words of that language, too"
    assert ("Hello." in said) == (spoken != "de_AT")


def test_the_words_of_a_routine_are_in_the_language_of_the_settings(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there are words in it; and a voice of that language speaks them."""
    in_german(machine)
    for language, name in (("de-AT", "Schulterkreisen"), ("fi", "Shoulder circles"), ("auto", "Shoulder circles")):
        machine.configure(f'language = "{language}"')
        assert main(["routine", "transcript", "shoulder-rotation", "--home", str(machine.home)]) == exits.OK
        assert name in capsys.readouterr().out.splitlines()[0]
