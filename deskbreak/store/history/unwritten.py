"""Rows of history that its file does not hold, kept beside it where they can be read: JSON, one a line."""

import json
import logging
import os
from dataclasses import asdict
from pathlib import Path

from deskbreak.folders import file_fault, open_private, private_folder
from deskbreak.i18n import _
from deskbreak.store.aside import set_aside
from deskbreak.store.history.row import Row

log = logging.getLogger(__name__)


class Unwritten:
    """The file beside the history at ``path``; it is made with the first row, and what is no file
    there is set aside. ``notice`` tells of it, once it has one.

    ``rows`` are those of this run that no history can hold: they count all the same.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_name(f"{path.stem}.unwritten.jsonl")
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
