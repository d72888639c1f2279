"""The programs that a sense sees at work, and those of them that count as nothing (H7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_BETWEEN = ", "
LONGEST = 60
"""Characters of a name that others have chosen."""


@dataclass(frozen=True, slots=True)
class Program:
    """``name`` as people know it, ``""`` where that is not known; ``others``: what else it goes by. Each one line."""

    name: str = ""
    others: tuple[str, ...] = ()

    @classmethod
    def called(cls, name: str, *others: str) -> "Program":
        """From names as programs tell them: whatever stands in them, one short line of each that can be printed."""
        return cls(_line(name), tuple(line for other in others if (line := _line(other))))

    @classmethod
    def of_process(cls, process: Path) -> "Program":
        """From a folder of Linux's /proc: by its name there, which is cut to 15 bytes, and by its file's."""
        try:
            name = (process / "comm").read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone
            name = ""
        try:
            file = (process / "exe").readlink().name.removesuffix(" (deleted)")  # so after an upgrade
        except OSError:  # another user's, or gone
            file = ""
        return cls.called(name, file)


@dataclass(frozen=True, slots=True)
class Ignored:
    """Names of programs that count as nothing, as ``[hold] ignore`` has them."""

    names: frozenset[str] = frozenset()
    """Folded: upper and lower case make no other name of one."""

    @classmethod
    def of(cls, names: Iterable[str]) -> "Ignored":
        """From the names in the settings."""
        return cls(frozenset(folded for name in names if (folded := _line(name).casefold())))

    def covers(self, program: Program) -> bool:
        """Whether ``program`` goes by one of the names. One without any counts always."""
        return any(name.casefold() in self.names for name in (program.name, *program.others))


def names_of(programs: Iterable[Program]) -> str:
    """Their names in one line, each once; ``""`` where none is known."""
    return _BETWEEN.join(dict.fromkeys(program.name for program in programs if program.name))


def names_in(line: str) -> tuple[str, ...]:
    """The names that ``names_of`` has made one line of."""
    return tuple(filter(None, line.split(_BETWEEN)))


def _line(text: str) -> str:
    """Without a comma, which stands between names (``names_of``)."""
    words = "".join(letter if letter.isprintable() and letter != "," else " " for letter in text[: 8 * LONGEST]).split()
    return " ".join(words)[:LONGEST].rstrip()
