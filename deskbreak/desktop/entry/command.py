"""A command as a desktop entry names it.

https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html (quoting) and
https://specifications.freedesktop.org/desktop-entry-spec/latest/value-types.html (escapes, which come first in reading)
"""

import re
from unicodedata import category

from deskbreak.i18n import _

CommandLine = tuple[str, ...]
"""A program, and what it is given."""

PLAIN = re.compile(r"[\w@+=:,./-]+", re.ASCII)
"""What need not be quoted; a percent sign is doubled, quoted or not."""
QUOTED = re.compile(r'(["`$\\])')
"""What has a backslash before it between quotes."""
ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
WORD = re.compile(
    r""""(?P<quoted>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<plain>[^ \t\n"']+)|(?P<between>[ \t\n]+)""", re.DOTALL
)
"""Single quotes are not in the specification, but GLib takes them for what they are in a shell."""
FIELD = re.compile(r"%(.)")
UNNAMEABLE = ("Cc", "Cs", "Zl", "Zp")
"""Classes of characters: all that acts or ends a line, and bytes of a path that are no UTF-8."""


class Unnameable(ValueError):
    """A desktop entry has no way to name this program; the text is a sentence that says why."""


def exec_value(command: CommandLine) -> str:
    """The value of ``Exec`` for ``command``. Raises ``Unnameable``."""
    if "=" in command[0]:  # the specification rules it out, as some take it for a variable's value
        sentence = _("{program} has a = in its path, which a desktop entry does not allow.")
        raise Unnameable(sentence.format(program=command[0]))
    return string_value(" ".join(map(_quoted, command)))


def string_value(text: str) -> str:
    """``text`` as the value of a key. Raises ``Unnameable``."""
    return named(text).replace("\\", "\\\\")


def named(text: str) -> str:
    """``text`` itself. Raises ``Unnameable`` for what is no line of text."""
    if any(category(letter) in UNNAMEABLE for letter in text):
        sentence = _("{text} has characters in it that cannot be written down.")
        raise Unnameable(sentence.format(text=ascii(text)))
    return text


def read_string(value: str) -> str:
    """The text that the value of a key stands for."""
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), value, flags=re.DOTALL)


def read_exec(value: str) -> CommandLine:
    """What a desktop would start for this value of ``Exec``, with no file to open. Raises ``ValueError`` for none."""
    text, words, word, at = read_string(value).strip(), list[str](), "", 0
    while at < len(text):
        found = WORD.match(text, at)
        if found is None:
            raise ValueError(f"a quote is not closed: {text}")
        at = found.end()
        if found["between"]:
            words.append(word)
            word = ""
        elif found["plain"]:
            word += _expanded(found["plain"])
        else:
            quoted = re.sub(r"\\(.)", r"\1", found["quoted"] or "", flags=re.DOTALL)
            word += _expanded(quoted + (found["single"] or ""))
    words = [one for one in (*words, word) if one]
    if not words:
        raise ValueError("it names no program")
    return tuple(words)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if PLAIN.fullmatch(word.replace("%", "")):
        return word
    return '"' + QUOTED.sub(r"\\\1", word) + '"'


def _expanded(word: str) -> str:
    """Fields stand for files, of which there are none, and a doubled percent sign for one."""
    return FIELD.sub(lambda found: "%" if found[1] == "%" else "", word)
