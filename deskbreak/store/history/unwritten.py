"""Rows of history that its file does not hold, kept beside it where they can be read: JSON, one a line."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from deskbreak.folders import file_fault, open_private, private_folder
from deskbreak.i18n import _
from deskbreak.store.aside import reason, set_aside
from deskbreak.store.atomic import replace_file
from deskbreak.store.history.row import Row, row_of
from deskbreak.store.regular_file import LARGEST_KEPT, read_bytes

_NAMES = ("what", "at", "offset", "exercises", "seconds", "detail", "routine", "step", "side", "place", "felt")
"""What ``row_of`` takes, in its order."""

log = logging.getLogger(__name__)


def rows_beside(path: Path) -> list[Row]:
    """The rows that are kept beside the history at ``path``; what cannot be read there is none."""
    return [row for _line, row in _kept(_file_beside(path)) if row is not None]


class Unwritten:
    """The file beside the history at ``path``; it is made with the first row, and what is no file
    there is set aside. ``notice`` tells of it, once it has one.

    ``rows`` are those of this run that no history can hold: they count all the same.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _file_beside(path)
        self.rows: list[Row] = []
        self.notice = ""
        self._aside = ""

    def take(self, row: Row, why: Exception) -> None:
        """Keep ``row``, which cannot be written because of ``why``."""
        log.warning("a row cannot be written (%s): %s", why, ascii(row))
        self.rows.append(row)
        self.keep(row)

    def keep(self, row: Row) -> bool:
        """Write ``row`` down. Returns whether that went well."""
        kept = asdict(row) | {"what": row.what.value}
        aside = ""
        try:
            private_folder(self._file.parent)
            if fault := file_fault(self._file):
                aside = set_aside(self._file, fault)
                log.warning("%s", aside)
            with os.fdopen(open_private(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "wb") as file:
                file.write(json.dumps(kept).encode() + b"\n")
        except (OSError, ValueError) as error:
            log.warning("%s cannot be written: %s", self._file, error)
            return False
        sentence = _("What could not be written to {path} is kept in {file}.")
        told = sentence.format(path=self._path, file=self._file.name)
        self._aside = aside or self._aside
        self.notice = f"{self._aside} {told}".lstrip()
        return True

    def forget(self, first: int, last: int, *, everything: bool) -> int:
        """Take out the rows from ``first`` up to ``last`` (UTC ms); with ``everything`` the file goes, whatever is in
        it. How many rows it were; where the file cannot be written, ``notice`` says that they are still there."""
        kept = list(_kept(self._file))
        stay = [] if everything else [line for line, row in kept if row is None or not first <= row.at < last]
        self.rows = [] if everything else [row for row in self.rows if not first <= row.at < last]
        try:
            if not stay:
                self._file.unlink(missing_ok=True)
                self.notice = ""
            elif len(stay) < len(kept):
                replace_file(self._file, b"".join(line + b"\n" for line in stay))
        except OSError as error:
            sentence = _("{path} could not be deleted: {reason}.")
            self.notice = sentence.format(path=self._file, reason=reason(error))
            log.warning("%s", self.notice)
            return 0
        return len(kept) - len(stay)


def _file_beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.unwritten.jsonl")


def _kept(file: Path) -> Iterator[tuple[bytes, Row | None]]:
    """Each line of ``file`` with its row, ``None`` for a line that is none."""
    try:
        lines = read_bytes(file, LARGEST_KEPT).splitlines()
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("%s cannot be read: %s", file, reason(error))
        return
    for line in lines:
        row = None
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            kept = json.loads(line)
            values = {**kept, **kept["manner"], "exercises": json.dumps(kept["exercises"])}
            row = row_of(*(values[name] for name in _NAMES))
        yield line, row
