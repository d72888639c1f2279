"""What people write for a pause: a length of time, a time of day, ``tomorrow`` or nothing (U1)."""

import re

from deskbreak.engine.events import ForSpan, PauseLength, UntilResumed, UntilTime, UntilTomorrow
from deskbreak.i18n import _
from deskbreak.settings.duration import parse_duration
from deskbreak.settings.refusal import Unacceptable, refuse

TOMORROW = "tomorrow"
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def pause_length(text: str | None) -> PauseLength:
    """The pause that ``text`` asks for; ``None`` is one until resumed. Raises ``Unacceptable`` with a sentence."""
    if text is None:
        return UntilResumed()
    if text == TOMORROW:
        return UntilTomorrow()
    match = _TIME.fullmatch(text.strip())
    if match is not None:
        return UntilTime(int(match[1]) * 60 + int(match[2]))
    try:
        return ForSpan(span(text))
    except Unacceptable:
        raise refuse(
            _('a pause is a length of time ("30m"), a time of day ("14:30") or "tomorrow", not {raw}'), text
        ) from None


def span(text: str) -> int:
    """What people say: a length of time of more than nothing, in ms; a number alone is minutes.

    Raises ``Unacceptable`` with a sentence.
    """
    bare = text.strip()
    return written_span(f"{bare}m" if bare.isdecimal() else text)


def written_span(text: object) -> int:
    """The same in a file, where a number without a unit may be meant for anything, and is refused."""
    length = parse_duration(text)
    if length == 0:
        raise refuse(_("{raw} is no time at all"), text)
    return length
