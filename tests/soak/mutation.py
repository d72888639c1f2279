"""Valid files made invalid, and nearly so: what a disk, an editor, a stranger or a joker leaves.

``documents`` changes values where a file has a structure, ``damaged`` bytes wherever they are.
"""

import json
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from types import FrameType
from typing import Any

import tomli_w
from hypothesis import strategies as st

LIMIT_S = 30
"""Seconds that one input may take on a slow machine; more is a hang."""

RAW = "\ue000"
"""Begins a text that stands for itself, without quotes: what no value in Python could be written from."""
_RAW_TEXT = re.compile(f'"{RAW}([^"]*)"')

RAWS = ("9" * 5000, "-" + "9" * 400, "1e999", "-1e999", "[" * 3000 + "]" * 3000, "{a = 1, a = 2}", "1_0", "0x1F", "")
"""Numbers without end, nesting without end, and what only looks like a value."""
NUMBERS = (0, -1, 1, 2**31, 2**53, 2**62, 2**63, -(2**63), 2**64, 10**30, 10**400, 0.0, -0.0, 0.1, 1e-300, 1e300)
ODD_NUMBERS = (float("nan"), float("inf"), float("-inf"))
TEXTS = (
    "",
    " ",
    "\x00",
    "\x1b[31mred\x07",
    "a\nb\r",
    "\u202e",
    "é" * 300,
    "x" * 70_000,
    "../../evil",
    "/dev/zero",
    "%s {x} {0} %(y)s",
    "en",
    "left",
    "24:00-24:00",
    "9999h",
    "-5m",
)
SURROGATE = "\ud800"


def values() -> st.SearchStrategy[Any]:
    """Anything that may stand where something else is expected."""
    plain = st.one_of(
        st.sampled_from(NUMBERS),
        st.sampled_from(ODD_NUMBERS),
        st.sampled_from(TEXTS),
        st.sampled_from([RAW + raw for raw in RAWS]),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        st.dates(),
        st.datetimes(),
    )
    return st.one_of(plain, st.lists(plain, max_size=4), st.dictionaries(st.sampled_from(("a", "id", "en")), plain))


def documents(valid: list[Any]) -> st.SearchStrategy[Any]:
    """One of the ``valid`` trees of dicts and lists in which up to four places hold something else, or nothing."""
    return st.composite(_mutilated)(tuple(valid))


def _mutilated(draw: st.DrawFn, valid: tuple[Any, ...]) -> Any:
    tree = deepcopy(draw(st.sampled_from(valid)))
    for _change in range(draw(st.integers(1, 4))):
        places = list(_places(tree))
        if not places:
            break
        *path, last = draw(st.sampled_from(places))
        inside = tree
        for key in path:
            inside = inside[key]
        match draw(st.sampled_from(("other", "other", "number", "gone", "more", "twice"))):
            case "gone":
                del inside[last]
            case "more" if isinstance(inside, dict):
                inside[draw(st.sampled_from(TEXTS))[:40]] = draw(values())
            case "twice" if isinstance(inside, list):
                inside.insert(last, deepcopy(inside[last]))
            case "number":
                inside[last] = draw(st.sampled_from(NUMBERS + ODD_NUMBERS))
            case _:
                inside[last] = draw(values())
    return tree


def _places(tree: Any) -> Iterator[tuple[Any, ...]]:
    inside = tree.items() if isinstance(tree, Mapping) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inside:
        yield (key,)
        yield from ((key, *more) for more in _places(value))


def toml(tree: Any) -> bytes:
    """A tree as TOML, as far as it can be one: what stands for itself stands there without its quotes."""
    return _RAW_TEXT.sub(lambda found: found[1], tomli_w.dumps(_spelled(tree))).encode("utf-8", "surrogatepass")


def as_json(tree: Any) -> bytes:
    """A tree as JSON, NaN and infinities as Python writes them."""
    text = json.dumps(_spelled(tree), ensure_ascii=False, default=str)
    return _RAW_TEXT.sub(lambda found: found[1], text).encode("utf-8", "surrogatepass")


def _spelled(tree: Any) -> Any:
    """Python refuses to write a whole number of more than 4,300 digits; files have no such limit."""
    match tree:
        case dict():
            return {key: _spelled(value) for key, value in tree.items()}
        case list():
            return [_spelled(value) for value in tree]
        case int() if not isinstance(tree, bool) and abs(tree) >= 10**4000:
            return RAW + "9" * 5000
        case _:
            return tree


@dataclass(frozen=True)
class Damage:
    """One change of the bytes at ``at``, counted round and round."""

    how: str
    at: int
    length: int
    put: bytes

    def done_to(self, content: bytes) -> bytes:
        """The content after it."""
        at = self.at % (len(content) + 1)
        head, hit, rest = content[:at], content[at : at + self.length], content[at + self.length :]
        match self.how:
            case "flip":
                return head + bytes(byte ^ 0x55 for byte in hit) + rest
            case "over":
                return head + self.put + content[at + len(self.put) :]
            case "in":
                return head + self.put + hit + rest
            case "again":
                return head + hit + hit + rest
            case "zero":
                return head + bytes(len(hit)) + rest
            case "cut":
                return head + rest
            case _:
                return head


def damages(size: int) -> st.SearchStrategy[list[Damage]]:
    """Up to four changes of a content of about that size; most are in its beginning, where its structure is."""
    hows = st.sampled_from(("flip", "over", "in", "again", "zero", "cut", "end"))
    at = st.one_of(st.integers(0, min(size, 200)), st.integers(0, size))
    lengths = st.sampled_from((1, 2, 16, 512, 4096))
    return st.lists(st.builds(Damage, hows, at, lengths, st.binary(min_size=1, max_size=8)), min_size=1, max_size=4)


def spoilt(content: bytes, changes: list[Damage]) -> bytes:
    """The content after all of them."""
    for change in changes:
        content = change.done_to(content)
    return content


def damaged(valid: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the ``valid`` contents in which bytes were flipped, cut, put in, repeated or made zero."""
    return st.builds(spoilt, st.sampled_from(valid), damages(max(map(len, valid))))


class Hang(Exception):
    """It did not come to an end in ``LIMIT_S``."""


@contextmanager
def in_time() -> Iterator[None]:
    """Raises ``Hang`` in what takes too long. Main thread only."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Hang

    before: Callable[[int, FrameType | None], Any] | int | None = signal.signal(signal.SIGALRM, ring)
    signal.alarm(LIMIT_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
