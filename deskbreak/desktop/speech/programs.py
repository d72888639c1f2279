"""The programs that say one text each time they are run: how they are called, and how they list their voices."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deskbreak.desktop.speech.engine import SpeechStyle, Voice


@dataclass(frozen=True, slots=True)
class Speech:
    """A kind of program. ``commands`` are names it goes by, the best first.

    ``words`` are the arguments by which it says a text and ends when that has been said; ``listing`` those by which it
    lists its voices, which ``voices`` reads. ``hush``: those that silence it, where to end the program is not enough.
    ``through``: another program that it cannot do without. ``quietly``: arguments by which it does all but be heard.
    """

    name: str
    commands: tuple[str, ...]
    words: Callable[[str, SpeechStyle], list[str]]
    listing: tuple[str, ...]
    voices: Callable[[str], Iterator[Voice]]
    hush: tuple[str, ...] = ()
    through: str = ""
    quietly: tuple[str, ...] = ()


def _spd_say(text: str, manner: SpeechStyle) -> list[str]:
    # spd-say(1). -r 0: at the rate that the script counts on, whatever the screen reader's is. Priority "message" is
    # not cut off by what a screen reader says next.
    voice = ["-y", manner.voice] if manner.voice else []
    loudness = str(2 * manner.volume - 100)
    options = ["-w", "-N", "deskbreak", "-P", "message", "-r", "0", "-i", loudness, "-l", manner.tag]
    return [*options, *voice, "--", text]


def _spd_say_voices(listing: str) -> Iterator[Voice]:
    # Right-aligned columns: name, language, variant. A name may have blanks, and "+Adam" for one of many variants.
    for line in listing.splitlines()[1:]:
        columns = re.split(r"\s{2,}", line.strip())
        if len(columns) == 3:
            yield Voice(columns[0], columns[1])


def _espeak(text: str, manner: SpeechStyle) -> list[str]:
    # espeak-ng(1). Amplitude is 0 to 200, 100 where nothing is said.
    return ["-v", manner.voice or manner.tag, "-a", str(manner.volume), "--", text]


def _espeak_voices(listing: str) -> Iterator[Voice]:
    # Columns: priority, language, age/gender, name (with _ for a blank), file, other languages.
    for line in listing.splitlines()[1:]:
        columns = line.split()
        if len(columns) >= 5 and not columns[4].startswith("mb/"):  # mbrola's are listed though they are not there
            yield Voice(columns[3].replace("_", " ").strip(), columns[1])


def _say(text: str, manner: SpeechStyle) -> list[str]:
    # say(1); it has no option for the volume, but the embedded command volm, 0 to 1:
    # https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/SpeechSynthesisProgrammingGuide/FineTuning/FineTuning.html
    words = text.replace("[[", "").replace("]]", "")
    return [*(["-v", manner.voice] if manner.voice else []), "--", f"[[volm {manner.volume / 100:.2f}]] {words}"]


def _say_voices(listing: str) -> Iterator[Voice]:
    # Alex                en_US    # Most people recognize me by my voice.
    for line in listing.splitlines():
        if told := re.match(r"(.+?)\s+([a-z]{2,3}(?:[_-]\w+)*)\s+#", line):
            yield Voice(told[1], told[2])


# The daemon goes on speaking when spd-say has ended; -S stops whatever is being said just then, and that is ours.
SPD_SAY = Speech("spd-say", ("spd-say",), _spd_say, ("-L",), _spd_say_voices, hush=("-S",), through="speech-dispatcher")
ESPEAK = Speech(
    "espeak-ng", ("espeak-ng", "espeak"), _espeak, ("--voices",), _espeak_voices, quietly=("-q", "--", "one")
)
SAY = Speech("say", ("say",), _say, ("-v", "?"), _say_voices)
