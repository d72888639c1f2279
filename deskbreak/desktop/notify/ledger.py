"""Which lasting notes are up, written down for the case that deskbreak is killed: the next run takes them down."""

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskbreak.folders import free_beside, open_private, private_folder

LARGEST, LONGEST_NAME, MOST_NOTES = 64 * 1024, 1_000, 1_000
"""Bytes, characters and numbers; what is more is none of ours."""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """``bus`` and ``daemon`` say whose ``numbers`` they are: another daemon gives the same ones to other notes."""

    bus: str
    daemon: str
    numbers: tuple[int, ...]


class Ledger:
    """One entry in ``file``; no file is none. A file that cannot be read or written is no more than a stale note."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written: LedgerEntry | None = None

    @property
    def left(self) -> bool:
        """Whether a run before this one has left anything."""
        return os.path.lexists(self._file)

    def read(self) -> LedgerEntry | None:
        """What is left."""
        try:
            with os.fdopen(open_private(self._file, os.O_RDONLY), "rb") as file:
                content = file.read(LARGEST)
            return _entry(json.loads(content))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            log.info("%s: %r", self._file, error)
            return None

    def write(self, entry: LedgerEntry) -> None:
        """Keep ``entry`` in the place of any before; one without numbers leaves no file."""
        if entry == self._written:
            return
        self._written = entry
        try:
            if entry.numbers:
                kept = {"bus": entry.bus, "daemon": entry.daemon, "numbers": entry.numbers}
                private_folder(self._file.parent)
                new = free_beside(self._file)
                with os.fdopen(open_private(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
                    file.write(json.dumps(kept).encode())
                new.replace(self._file)  # a run that is killed meanwhile leaves the one before
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            log.info("%s: %s", self._file, error)


def _entry(kept: Any) -> LedgerEntry:
    """Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what no run has left."""
    names, numbers = (kept["bus"], kept["daemon"]), tuple(kept["numbers"])
    if not all(isinstance(name, str) and name.isprintable() and len(name) <= LONGEST_NAME for name in names):
        raise ValueError("bus and daemon have names")
    if len(numbers) > MOST_NOTES or not all(type(number) is int and 0 < number < 2**32 for number in numbers):
        raise ValueError("notes have numbers of 32 bits")
    return LedgerEntry(*names, numbers)
