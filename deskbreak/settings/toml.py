"""TOML that somebody else has written: a table of it, or a sentence; never an endless wait, never another exception.

``tomllib`` takes what it is given: 3,000 brackets end its stack, a number of 5,000 digits is refused by ``int``, and a
key of 100,000 dots takes all the memory there is. So what nobody writes by hand is refused before it is parsed.
"""

import re
import tomllib
from collections.abc import Mapping

from deskbreak.i18n import _

DEEPEST = 24
"""Tables and lists that may stand in each other."""
LONGEST_WORD = 256
"""Characters of a key or a number without quotes."""

_TOKEN = re.compile(
    rf"""
    (?: \#[^\n]*                                    # a comment
      | \"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)          # four kinds of text; one without an end is for tomllib to tell
      | '''.*?(?:'''|\Z)
      | "(?:\\.|[^"\\\n])*"?
      | '[^'\n]*'?
    )
    | (?P<open>[\[{{]) | (?P<close>[\]}}]) | (?P<dot>\.) | (?P<end>[\n=,]) | (?P<word>[\w+-]{{{LONGEST_WORD + 1},}})
    """,
    re.VERBOSE | re.DOTALL,
)


class NoToml(ValueError):
    """A text that is no TOML, or none that is taken. The message says why, and where: ``… (at line 3, column 7)``."""


def toml_table(text: str) -> dict[str, object]:
    """The table in ``text``, its whole numbers of 64 bits, ``DEEPEST`` levels deep at most. Raises ``NoToml`` only."""
    _look_through(text)
    try:
        table: dict[str, object] = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and what Python thinks of a number, or of a character
        raise NoToml(str(error)) from error
    _measure(table)
    return table


def _look_through(text: str) -> None:
    """What would be too much for the parser."""
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth, dots = depth + 1, 0
            case "close":
                depth, dots = max(0, depth - 1), 0
            case "dot":
                dots += 1
            case "end":
                dots = 0
            case "word":
                sentence = _("a number or a name without quotes has at most {count} characters")
                raise _at(sentence.format(count=LONGEST_WORD), text, token.start())
        if depth > DEEPEST or dots > DEEPEST:
            raise _at(_too_deep(), text, token.start())


def _measure(table: Mapping[str, object]) -> None:
    """TOML's own bounds, for whole numbers, and ours for the depth, which dotted keys add up to, too."""
    left: list[tuple[str, object, int]] = [("", table, 0)]
    while left:
        where, value, depth = left.pop()
        if depth > DEEPEST:
            raise NoToml(_too_deep())
        if isinstance(value, dict):
            left += [(f"{where}.{key}" if where else key, one, depth + 1) for key, one in value.items()]
        elif isinstance(value, list):
            left += [(where, one, depth + 1) for one in value]
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise NoToml(_("{key} has a number that long; accepted: whole numbers of 64 bits").format(key=where))


def _too_deep() -> str:
    return _("tables and lists stand in each other more than {count} deep").format(count=DEEPEST)


def _at(sentence: str, text: str, place: int) -> NoToml:
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    return NoToml(f"{sentence} (at line {line}, column {column})")  # as tomllib says it
