"""Posture tips, and texts by language: what is there from the start, apart from exercises and all that reads files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TipText:
    """A tip's words in one language: a title and one or two sentences."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Tip:
    """One posture tip for a nudge. ``clip`` is the id of what shows it moving, or empty."""

    id: str
    texts: Mapping[str, TipText] = field(default_factory=dict)
    clip: str = ""

    def text(self, language: str) -> TipText:
        """The words in ``language``, or in the nearest there is."""
        return spoken_in(self.texts, language)


def tip(tips: Sequence[Tip], number: int) -> Tip:
    """The ``number``-th tip (from 0), in the order of the file and round again (N4)."""
    return tips[number % len(tips)]


def spoken_in(texts: Mapping[str, _T], language: str) -> _T:
    """What is meant for ``language`` (``pt_BR``): its own, else that of ``pt``, else English, else the first."""
    for code in (language, language.partition("_")[0], "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()))
