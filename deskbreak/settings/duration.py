"""Lengths of time as people write them: ``"2h"``, ``"90m"``, ``"1h30m"``, ``"20 seconds"``."""

import re

from deskbreak.i18n import _
from deskbreak.settings.refusal import Problem, Unacceptable, refuse
from deskbreak.settings.values import HOUR, MINUTE, SECOND

_TEXT = re.compile(
    r"\s*(?:([0-9]{1,6})\s*h(?:(?:ou)?rs?)?)?"
    r"\s*(?:([0-9]{1,6})\s*m(?:in(?:ute)?s?)?)?"
    r"\s*(?:([0-9]{1,6})\s*s(?:ec(?:ond)?s?)?)?\s*",
    re.IGNORECASE,
)
LONGEST = 999_999 * (HOUR + MINUTE + SECOND)
"""ms: the longest that can be written so, a hundred years and more."""


def parse_duration(text: object) -> int:
    """The length that ``text`` stands for, in ms; ``"1 Hour 30 min"`` is as good as ``"1h30m"``.

    Raises ``Unacceptable`` with a sentence that says how to write one.
    """
    try:
        return duration(text)
    except Unacceptable as refusal:
        sentence = _('{problem}; write it as in "30m", "1h30m" or "20s"')
        raise Unacceptable(
            *(Problem(sentence.format(problem=problem.sentence)) for problem in refusal.problems)
        ) from None


def duration(raw: object) -> int:
    """As ``parse_duration``, for callers that say themselves what is accepted."""
    bare = raw.strip() if isinstance(raw, str) else raw
    if (isinstance(bare, int | float) and not isinstance(bare, bool)) or (isinstance(bare, str) and bare.isdecimal()):
        raise refuse(_('{raw} has no unit, as "20m" has'), raw)
    match = _TEXT.fullmatch(raw) if isinstance(raw, str) else None
    if match is None or not any(match.groups()):
        raise refuse(_("{raw} is no length of time"), raw)
    hours, minutes, seconds = (int(digits or 0) for digits in match.groups())
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def duration_text(ms: int) -> str:
    """``ms`` (not negative) as ``parse_duration`` reads it, to the second: ``"1h30m"``; nothing is ``"0s"``."""
    if ms < 0:
        raise ValueError(f"a length of time is not negative: {ms}")
    parts = (ms // HOUR, "h"), (ms % HOUR // MINUTE, "m"), (ms % MINUTE // SECOND, "s")
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def spaced(text: str) -> str:
    """``"1h30m"`` as one rather reads it, and ``parse_duration`` does, too: ``"1h 30m"``."""
    return re.sub(r"(?<=[hm])(?=[0-9])", " ", text)


def shown_duration(ms: int) -> str:
    """``ms`` as one rather reads it, and ``parse_duration`` does, too: ``"1 h 30 min"``, in the units' own signs."""
    return re.sub(r"([0-9]+)([hms])", _shown, duration_text(ms)).rstrip()


def in_its_unit(text: str, ms: int) -> str:
    """A bare number with the unit that ``ms`` is shown in, where that is one: ``"25"`` beside 20 s is ``"25 s"``."""
    _number, *unit = shown_duration(ms).split()
    return f"{text.strip()} {unit[0]}" if text.strip().isdecimal() and len(unit) == 1 else text


def _shown(part: re.Match[str]) -> str:
    count, unit = part.groups()
    return f"{count} {'min' if unit == 'm' else unit} "
