"""Values of any D-Bus signature, made from a list of numbers, so that hypothesis can make them smaller."""

import math
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WHOLE = {
    "y": (0, 1, 255),
    "n": (0, -1, -(1 << 15)),
    "q": (0, 1, (1 << 16) - 1),
    "i": (0, 1, -1, -(1 << 31), (1 << 31) - 1),
    "u": (0, 1, 4, 8, (1 << 32) - 1),
    "x": (0, -1, -(1 << 63), (1 << 63) - 1),
    "t": (0, 1, 30_000, (1 << 53) + 1, (1 << 64) - 1),
}
BROKEN = (0.0, -1.0, math.nan, math.inf, -math.inf, 1e308)
TEXTS = (
    *("", "x", "idle", "sleep:idle", "block", "delay", "true", "default", "dnd", "Xfce Notify Daemon", "fullscreen"),
    *("actions", "body-markup", "start", "later", "x11", "\x1b[31m", "%s {0} {count}", "é" * 500, "a\nb", "\ufeff"),
)
PATHS = ("/", "/a", "/org/freedesktop/login1/session/_32", "/org/gnome/SessionManager/Inhibitor1")
SIGNATURES = (
    *("", "b", "y", "n", "q", "i", "u", "x", "t", "d", "s", "o", "g", "v", "as", "ao", "ab", "au", "ay", "av", "aas"),
    *("a(ss)", "a(ssssu)", "a(ssssuu)", "(so)", "(sas)", "a{sv}", "a{sa{sv}}", "a{ss}", "ssss", "uu", "us", "ubbb"),
    *("sa{sv}as", "vv", "a{us}", "aav", "((((s))))", "aaaaai", "ss", "ssv"),
)


class Numbers:
    """Numbers one after the other; zeros when they have run out."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = iter(numbers)

    def below(self, most: int) -> int:
        """One from 0 up to ``most``, which it is not."""
        return next(self._numbers, 0) % most

    def one_of(self, of: Sequence[T]) -> T:
        """One of them."""
        return of[self.below(len(of))]


def values(signature: str, numbers: Numbers) -> tuple[object, ...]:
    """Values of these types, one for each."""
    left = list(signature)
    made: list[object] = []
    while left:
        made.append(_value(left, numbers))
    return tuple(made)


def _value(left: list[str], numbers: Numbers) -> object:
    token = left.pop(0)
    match token:
        case "a" if left[0] == "{":
            left.pop(0)
            body = _until(left, "{", "}")
            pairs = [values(body, numbers) for _one in range(numbers.below(3))]
            return {pair[0]: pair[1] for pair in pairs}
        case "a":
            inner = _first(left)
            made = [values(inner, numbers)[0] for _one in range(numbers.below(4))]
            return bytes(int(str(one)) for one in made) if inner == "y" else made
        case "(":
            return values(_until(left, "(", ")"), numbers)
        case "v":
            signature = numbers.one_of([one for one in SIGNATURES if one and _single(one)])
            return signature, values(signature, numbers)[0]
        case "b":
            return bool(numbers.below(2))
        case "d":
            return numbers.one_of(BROKEN)
        case "s":
            return numbers.one_of(TEXTS)
        case "o":
            return numbers.one_of(PATHS)
        case "g":
            return numbers.one_of(("", "as", "(ii)"))
        case _:
            return numbers.one_of(WHOLE[token])


def _until(left: list[str], opening: str, closing: str) -> str:
    """What stands before the bracket that closes; both are taken off ``left``."""
    depth, inner = 1, ""
    while depth:
        token = left.pop(0)
        depth += (token == opening) - (token == closing)
        inner += token
    return inner[:-1]


def _first(left: list[str]) -> str:
    """The first whole type, taken off ``left``."""
    token = left.pop(0)
    match token:
        case "a":
            return token + _first(left)
        case "(":
            return token + _until(left, "(", ")") + ")"
        case "{":
            return token + _until(left, "{", "}") + "}"
        case _:
            return token


def _single(signature: str) -> bool:
    left = list(signature)
    _first(left)
    return not left
