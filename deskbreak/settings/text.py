"""Text from anywhere, made fit for a terminal, a log and a notification: nothing in it acts, and nothing is lost."""

import re

_NAME = re.compile(r"[^\W_][\w-]{0,63}")
_ACTING = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
# Control characters move cursors and open windows; the two separators end lines; embeddings, overrides and isolates
# write over what stands beside (CVE-2021-42574). The marks of Hebrew and Arabic (U+200E, U+200F, U+061C) do neither.
# A lone surrogate cannot be written at all: it is a byte of a name that is not UTF-8.
_ONE_LINE = re.compile(rf"[\t\n{_ACTING}]")
_LINES = re.compile(f"[{_ACTING}]")


def plain(text: str) -> str:
    """``text`` as one line in which no character acts: each such is written out as JSON and TOML do (``\\u001b``)."""
    return text if text.isprintable() else _ONE_LINE.sub(_written_out, text)


def plain_lines(text: str) -> str:
    """As ``plain``, but line ends and tabs stay. Text that is JSON stays the same JSON."""
    return text if text.isprintable() else _LINES.sub(_written_out, text)


def is_name(text: str) -> bool:
    """Whether an exercise or a routine can have this id: it is the name of its file, too, and never a path."""
    return _NAME.fullmatch(text) is not None


def _written_out(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
