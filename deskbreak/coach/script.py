"""What is said, and when: the words of a routine, placed so that each step is announced before it begins.

Followed with closed eyes nothing is missing: the name, the position, the side, the count, the breath, the hold, the
change and the end. Where time is short, the fuller wording gives way to a shorter one; the count goes last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskbreak.coach.content.exercise import StepText
from deskbreak.coach.frame import Breath, Side
from deskbreak.i18n import N_, catalogue

WORDS_A_SECOND = 2.5
"""How fast a voice is counted on to speak: 150 words a minute. Engines are a little faster unless told otherwise:
espeak-ng has 175 words a minute (espeak-ng(1), ``-s``), and the voices of spd-say, macOS and Windows are about as fast.
"""
LETTERS_A_WORD = 6
"""Longer words count for more than one, so that languages with long ones have their time, too."""
PAUSE = 0.3
"""Seconds until a voice begins, and of silence after it."""
STOP = 0.12
"""Seconds for a comma or a full stop within a line."""
TALKATIVE = 2
"""Repetitions in which the breath is told in full; from the next one on by a word."""

_FULL = {Breath.IN: N_("breathe in"), Breath.OUT: N_("breathe out"), Breath.FREE: ""}
_SHORT = {Breath.IN: N_("in"), Breath.OUT: N_("out"), Breath.FREE: ""}

_FIRST = N_("{name}.")
_NEXT = N_("Next: {name}.")
_CLOSING = N_("And rest. That was it, well done.")
_LAST = N_("last one")


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Words said ``at`` so many seconds from the routine's start, and shown meanwhile.

    They are about the step that comes next, or has just begun: its exercise (id), side, repetition (0 of 0 where
    nothing is counted) and breath.
    """

    at: float
    say: str
    exercise: str
    side: Side
    repetition: int
    repetitions: int
    breath: Breath
    begins: float
    """When that step begins, in seconds from the routine's start."""

    @property
    def until(self) -> float:
        """When it has been said, and a breath after."""
        return self.at + speaking(self.say)


@dataclass(frozen=True, slots=True)
class Cue:
    """What there is to say about a movement.

    ``opens``: it is the first of a repetition. ``fresh``: its text has not come up before in this exercise.
    ``new_breath``: one breathes otherwise than before. ``each_side``: a repetition has both sides. ``direction`` is the
    word for where it goes, if nothing but the announcement tells. ``brief``: there is a minute for all of it.
    """

    text: StepText
    breath: Breath
    repetition: int = 0
    repetitions: int = 0
    opens: bool = False
    fresh: bool = True
    new_breath: bool = False
    each_side: bool = False
    direction: str = ""
    brief: bool = False


def speaking(words: str) -> float:
    """Seconds that it takes to say this, with the silence around it; none for nothing.

    Held against espeak-ng 1.51 at its own rate, which takes 70 to 95 % of it for the shipped lines.
    """
    if not words:
        return 0.0
    stops = sum(words.count(mark) for mark in (", ", ". ", ": "))
    return PAUSE + STOP * stops + max(len(words.split()), len(words) / LETTERS_A_WORD) / WORDS_A_SECOND


class Phrases:
    """The words around those of the exercises, in one language."""

    def __init__(self, language: str) -> None:
        self._catalogue = catalogue(language)

    def name(self, name: str, *, first: bool) -> str:
        """What exercise comes now."""
        return self._catalogue.gettext(_FIRST if first else _NEXT).format(name=name)

    def closing(self) -> str:
        """The routine's last words."""
        return self._catalogue.gettext(_CLOSING)

    def wordings(self, cue: Cue) -> list[tuple[str, ...]]:
        """What could be said, the best first: one or two lines each, or none where there is nothing to say."""
        return [tuple(line for line in lines if line) for lines in self._wordings(cue)]

    def _wordings(self, cue: Cue) -> list[tuple[str, ...]]:
        if not cue.repetitions:
            told, breath = cue.text.spoken, self._breath(cue)
            return [(_sentences(told, "" if told.strip(".").lower() == breath else breath),)]
        counts = list(dict.fromkeys(self._counts(cue, cue.text.cue)))
        if cue.opens and cue.repetition == 1:
            counts = list(dict.fromkeys(self._counts(cue, "")))  # it has just been said where it goes
            alone = list(dict.fromkeys(self._counts(cue, cue.direction or cue.text.cue)))
            told = _sentences(cue.text.spoken, "" if cue.brief else self._times(cue))
            return [*((told, count) for count in counts), *((count,) for count in alone)]
        if cue.fresh:
            told = _sentences(cue.text.spoken, self._breath(cue))
            return [(told,), *((count,) for count in counts)]
        return [(count,) for count in counts]

    def _breath(self, cue: Cue, words: dict[Breath, str] = _FULL) -> str:
        word = words[cue.breath] if cue.new_breath else ""
        return self._catalogue.gettext(word) if word else ""

    def _counts(self, cue: Cue, word: str) -> Iterator[str]:
        """The short wordings, each shorter than the one before; ``word`` says where it goes."""
        counted = cue.opens and cue.repetitions > 1
        count = str(cue.repetition) if counted else ""
        last = self._catalogue.gettext(_LAST) if counted and cue.repetition == cue.repetitions else ""
        short = self._breath(cue, _SHORT)
        full = self._breath(cue) if cue.repetition <= TALKATIVE else short
        for parts in (
            (count, last, word, full),
            (count, word, full),
            (count, word, short),
            (count, word),
        ):
            yield _listed(parts)

    def _times(self, cue: Cue) -> str:
        words, count = self._catalogue, cue.repetitions
        if count == 1:
            return words.gettext(N_("Once on each side.")) if cue.each_side else words.gettext(N_("Once."))
        if cue.each_side:
            told = words.ngettext("{count} time on each side.", "{count} times on each side.", count)
        else:
            told = words.ngettext("{count} time.", "{count} times.", count)
        return told.format(count=count)


def _sentences(*parts: str) -> str:
    """Parts as sentences of their own."""
    told = (part if part[-1] in ".!?:" else part + "." for part in parts if part)
    return " ".join(one[0].upper() + one[1:] for one in told)


def _listed(parts: Sequence[str]) -> str:
    """Parts as one short sentence: ``3, last one, in.`` A number alone stays bare, lest it be read as an ordinal."""
    told = ", ".join(part.rstrip(".") for part in parts if part)
    return told if not told or told.isdigit() else told[0].upper() + told[1:] + "."
