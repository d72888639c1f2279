"""A text edited as if its lines ended by ``\\n``, and written as it was: its byte order mark, and each line's end."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import takewhile

_BOM = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def edited(content: bytes, edit: Callable[[str], str]) -> bytes:
    """``content`` (UTF-8) after ``edit``, which is given lines that all end by ``\\n``, without a mark.

    Lines above and below what has changed end as they did, and those between as most do.
    """
    text = content.decode()
    mark = _BOM if text.startswith(_BOM) else ""
    lines = [(found[1], found[2]) for found in _LINE.finditer(text, len(mark)) if found[0]]
    before = [line for line, _end in lines]
    after = edit("".join(f"{line}\n" for line in before)).removesuffix("\n").split("\n")
    ends = [end for _line, end in lines]
    usual = next((end for end, _count in Counter(filter(None, ends)).most_common(1)), "\n")
    above = _alike(before, after)
    below = min(_alike(reversed(before), reversed(after)), len(before) - above, len(after) - above)
    now = [*ends[:above], *[usual] * (len(after) - above - below), *ends[len(ends) - below :]]
    # A last line without an end: whichever is the last now has none either.
    now = [*(end or usual for end in now[:-1]), ends[-1] if ends else usual]
    return (mark + "".join(line + end for line, end in zip(after, now, strict=True))).encode()


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many lines are the same at the beginning."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
