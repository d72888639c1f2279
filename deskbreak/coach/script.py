"""What is said, and when: the words of a routine, placed so that each step is announced before it begins.

First it is described what will be done, on which breath, which side comes first and how often; then a word and the
breath come just before each movement, the number with it. A hold is counted to its end. Followed with closed eyes
nothing is missing: the name, the position, the side, the count, the breath, the hold, the change and the end. Where
time is short, the fuller wording gives way to a shorter one.
"""

import re
import sys
from collections.abc import Sequence
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
_BETWEEN = N_("Rest, breathe freely.")
_HURTS = {
    "control": N_("If anything hurts, press Control and P: it stops at once."),
    "command": N_("If anything hurts, press Command and P: it stops at once."),
}
_LAST, _LAST_ROUND = N_("One more."), N_("Last time.")
_DONE = N_("{count} done.")
_OTHER_SIDE = N_("The other side.")
_SIDE_FIRST = {Side.LEFT: N_("Left first."), Side.RIGHT: N_("Right first.")}

KEY_HERE = "command" if sys.platform == "darwin" else "control"
"""The key beside P by which it is said that it hurts: the one that Qt calls ``Ctrl``."""
COUNTED_SINGLY = 5
"""Seconds of a hold up to which each is counted aloud; of a longer one, each fifth."""


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

    ``opens``: it is the first of a repetition, ``closes``: it is the last; ``numbered``: with it the number is said;
    ``holds``: in its block something is held. ``fresh``: its text has not come up before in this exercise.
    ``new_breath``: one breathes otherwise than before. ``each_side``: a repetition has both sides, ``first`` is the one
    that comes first. ``describes``: it says what will be done ``repetitions`` times, and is none of them;
    ``described``: that has been said. ``changes``: the other side has been done before. ``direction`` is the word for
    where it goes, if nothing but the announcement tells. ``held``: for so many seconds one stays where one is, or will
    each time, where that is described. ``brief``: there is a minute for all of it.
    """

    text: StepText
    breath: Breath
    repetition: int = 0
    repetitions: int = 0
    opens: bool = False
    closes: bool = False
    numbered: bool = False
    holds: bool = False
    fresh: bool = True
    new_breath: bool = False
    each_side: bool = False
    first: Side = Side.NONE
    describes: bool = False
    described: bool = False
    changes: bool = False
    direction: str = ""
    held: int = 0
    brief: bool = False

    @property
    def counted(self) -> bool:
        """Whether it is one of the repetitions."""
        return bool(self.repetitions) and not self.describes


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

    def between(self) -> str:
        """What is said between two exercises."""
        return self._catalogue.gettext(_BETWEEN)

    def hurts(self, key: str) -> str:
        """How one says that it hurts: with P and ``key``, ``control`` or ``command``."""
        return self._catalogue.gettext(_HURTS[key])

    def lasting(self, held: int) -> str:
        """How long a hold is, if its seconds are not counted each."""
        if held <= COUNTED_SINGLY:
            return ""
        return self._catalogue.ngettext("{count} second.", "{count} seconds.", held).format(count=held)

    def number(self, cue: Cue) -> str:
        """The number that is said with it; before the last time, that one more comes; "" where nothing is counted."""
        if not cue.numbered or cue.repetitions < 2:
            return ""
        if cue.holds and cue.closes and cue.repetition == cue.repetitions:
            return ""  # the end is told just then
        comes = cue.repetition + 1 if cue.closes else cue.repetition
        if comes == cue.repetitions:
            return self._catalogue.gettext(_LAST_ROUND if cue.each_side else _LAST)
        return self._catalogue.gettext(_DONE).format(count=cue.repetition) if cue.holds else str(cue.repetition)

    def wordings(self, cue: Cue) -> list[tuple[str, ...]]:
        """What could be said before it, the best first: a few lines each, or none where there is nothing to say."""
        told = [tuple(line for line in lines if line) for lines in self._wordings(cue)]
        return list(dict.fromkeys(told))

    def _wordings(self, cue: Cue) -> list[tuple[str, ...]]:
        spoken = cue.text.spoken
        if cue.describes:
            other = self._catalogue.gettext(_OTHER_SIDE) if cue.changes else ""
            return [(other, *sentences_of(spoken), _sentences(self._first(cue), self._times(cue), self._stays(cue)))]
        if not cue.repetitions:
            full, short = (self._with_breath(spoken, cue),), (_listed((cue.text.cue, self._breath(cue))),)
            return [full, *([short] if any(short) else [])]
        if not cue.fresh:
            return self._again(cue)
        if cue.opens and cue.repetition == 1 and not cue.described and not cue.brief:
            told = _sentences(spoken, self._first(cue), self._times(cue))
            return [*((told, *go) for go in self._again(cue)), *self._again(cue)]
        brief = [(_listed((spoken, self._breath(cue, _SHORT))),)] if cue.brief else []
        return [(self._with_breath(spoken, cue),), *brief, *self._again(cue)]

    def _again(self, cue: Cue) -> list[tuple[str, ...]]:
        """The short wordings, each no longer than the one before."""
        word = cue.text.cue or cue.direction
        short = self._breath(cue, _SHORT)
        full = self._breath(cue) if cue.repetition <= TALKATIVE else short
        return [(_listed(parts),) for parts in ((word, full), (word, short), (word,))]

    def _with_breath(self, words: str, cue: Cue) -> str:
        """``words``, and on which breath, unless they say so themselves."""
        breath = self._breath(cue)
        return words if words and breath and breath in words.lower() else _listed((words, breath))

    def _breath(self, cue: Cue, words: dict[Breath, str] = _FULL) -> str:
        word = words[cue.breath] if cue.new_breath else ""
        return self._catalogue.gettext(word) if word else ""

    def _first(self, cue: Cue) -> str:
        word = _SIDE_FIRST.get(cue.first) if cue.each_side else None
        return self._catalogue.gettext(word) if word else ""

    def _stays(self, cue: Cue) -> str:
        """How long each hold is, so that its count is known for seconds."""
        words = self._catalogue.ngettext("{count} second each time.", "{count} seconds each time.", cue.held)
        return words.format(count=cue.held) if cue.held > 1 else ""

    def _times(self, cue: Cue) -> str:
        words, count = self._catalogue, cue.repetitions
        if count == 1:
            return words.gettext(N_("Once on each side.")) if cue.each_side else words.gettext(N_("Once."))
        if cue.each_side:
            told = words.ngettext("{count} time on each side.", "{count} times on each side.", count)
        else:
            told = words.ngettext("{count} time.", "{count} times.", count)
        return told.format(count=count)


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, each with its stop."""
    return tuple(one for one in re.split(r"(?<=[.!?])\s+", text.strip()) if one)


def seconds_told(held: int) -> range:
    """Which seconds of a hold are counted aloud, each at its beginning; the first is that in which one has come."""
    return range(2, held + 1) if held <= COUNTED_SINGLY else range(COUNTED_SINGLY, held + 1, COUNTED_SINGLY)


def _sentences(*parts: str) -> str:
    """Parts as sentences of their own."""
    told = (part if part[-1] in ".!?:" else part + "." for part in parts if part)
    return " ".join(one[0].upper() + one[1:] for one in told)


def _listed(parts: Sequence[str]) -> str:
    """Parts as one short sentence: ``Up, in.``"""
    told = ", ".join(part.rstrip(".") for part in parts if part)
    return told[:1].upper() + told[1:] + "." if told else ""
