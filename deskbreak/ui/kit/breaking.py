"""Words without end, as strangers write them: they go on in the next line instead of making a window wider."""

import re

_ENDLESS = re.compile(r"[^\s/-]{28}(?=[^\s/-])")
"""So many letters that no language's word is cut, followed by more."""
_MOST = 80
_BREAK = "\u200b"
"""No space, and yet a line may end here."""


def breaking(text: str) -> str:
    """``text`` with places to break in words that are longer than any."""
    return _ENDLESS.sub(lambda found: found[0] + _BREAK, text)


def shown_name(name: str) -> str:
    """A name in a line or two, cut off where it is longer."""
    return breaking(name if len(name) <= _MOST else name[: _MOST - 1] + "…")
