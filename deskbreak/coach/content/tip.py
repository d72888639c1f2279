"""Posture tips, and texts by language: what is there from the start, apart from exercises and all that reads files."""

from collections.abc import Collection, Mapping, Sequence
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
    """One posture tip for a nudge, of one of the ``TIP_KINDS`` of the settings.

    ``folds``: it folds the body, as a bend or a squat does. ``clip`` is the id of what shows it moving, or empty.
    """

    id: str
    kind: str
    texts: Mapping[str, TipText] = field(default_factory=dict)
    folds: bool = False
    clip: str = ""

    def text(self, language: str) -> TipText:
        """The words in ``language``, or in the nearest there is."""
        return spoken_in(self.texts, language)


def next_tip(tips: Sequence[Tip], shown: Sequence[str], kinds: Collection[str], *, folds: bool) -> Tip:
    """The tip that comes after those whose ids are ``shown``, the latest last (N4).

    Of the ``kinds`` the one that was not seen for the longest, and of that the tip that was not; what was never seen
    comes first, in the order of ``tips``. ``folds``: it may fold the body. Raises ValueError where no tip fits; of
    deskbreak's own there are some of each kind that do not fold.
    """
    seen = {one: at for at, one in enumerate(shown)}
    latest: dict[str, int] = {}
    for one in tips:
        latest[one.kind] = max(latest.get(one.kind, -1), seen.get(one.id, -1))
    fitting = [one for one in tips if one.kind in kinds and (folds or not one.folds)]
    there = {one.kind for one in fitting}
    turn = min((kind for kind in latest if kind in there), key=lambda kind: latest[kind])
    return min((one for one in fitting if one.kind == turn), key=lambda one: seen.get(one.id, -1))


def with_shown(shown: Sequence[str], one: Tip) -> tuple[str, ...]:
    """``shown`` once ``one`` is shown, too: each id once, the latest last."""
    return (*(earlier for earlier in shown if earlier != one.id), one.id)


def last_shown(tips: Sequence[Tip], shown: Sequence[str]) -> Tip | None:
    """The tip that is on the screen, or was last; ``None``: none was, or deskbreak has it no more."""
    return next((one for one in tips if one.id in shown[-1:]), None)


def spoken_in(texts: Mapping[str, _T], language: str) -> _T:
    """What is meant for ``language`` (``pt_BR``): its own, else that of ``pt``, else English, else the first."""
    for code in (language, language.partition("_")[0], "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()))
