"""Saying no to a value: the sentences that tell a person what was not accepted."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from deskbreak.i18n import _

_LONGEST = 40


class Problem(NamedTuple):
    """One thing wrong with a value; ``at`` names the key inside it where that value is a table."""

    sentence: str
    at: str = ""


class Unacceptable(ValueError):
    """A value that is not accepted. Its text is fit to be shown to the user."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = problems


def refuse(sentence: str, raw: object) -> Unacceptable:
    """The refusal that says ``sentence`` with ``raw`` in its ``{raw}`` place."""
    return Unacceptable(Problem(sentence.format(raw=shown(raw))))


def shown(raw: object) -> str:
    """``raw`` as it stands in the file, cut to what fits into a sentence."""
    if isinstance(raw, str):
        # What cannot be printed is escaped, so that a stray byte in it does not break the line or the terminal.
        text = json.dumps(raw, ensure_ascii=not raw.isprintable())
    elif isinstance(raw, bool):
        text = "true" if raw else "false"
    elif isinstance(raw, list):
        text = _("a list")
    elif isinstance(raw, Mapping):
        text = _("a table")
    elif isinstance(raw, int) and raw.bit_length() > 128:  # Python refuses to print really long numbers.
        text = _("a number that long")
    else:
        text = str(raw)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
