"""What somebody probably meant: the nearest word among those that are accepted."""

from collections.abc import Iterable
from difflib import get_close_matches

from deskbreak.i18n import _


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The one of ``choices`` that ``word`` most likely stands for, whatever its case; ``None`` if none is near."""
    by_lower = {choice.lower(): choice for choice in choices}
    found = get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``"; did you mean “every”?"`` to end a sentence with, or ``""`` when nothing is near."""
    guess = nearest(word, choices)
    return "" if guess is None else _("; did you mean “{guess}”?").format(guess=guess)
