"""All there is to do, as the user's own files have it now: read when first it is needed, and anew when they change."""

import logging
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.files import open_files
from deskbreak.store.content.own_watch import OwnWatch
from deskbreak.store.paths import Paths

if TYPE_CHECKING:
    from deskbreak.store.content.library import Library

log = logging.getLogger(__name__)


class CurrentLibrary(QObject):
    """Keeps one library until another is read. Who has taken something out of it keeps that: a plan, a window."""

    changed = Signal()
    """The user's own files have changed: what there is to do, or what is wrong with them."""

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self._folders = (paths.exercises, paths.routines)
        self._read: Library | None = None
        self._watch = OwnWatch(self._folders, open_files, parent=self)
        self._watch.changed.connect(self._read_anew)

    def close(self) -> None:
        """Stop watching."""
        self._watch.close()

    @property
    def library(self) -> "Library":
        """It may be a fraction of a second old."""
        if self._read is None:
            self._read = self._open(())
        return self._read

    @property
    def latest(self) -> "Library":
        """With what was written just now: for somebody who names what may only now be there."""
        self._watch.look()
        return self.library

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence for each fault of the user's files; who has none is not kept waiting for what comes along."""
        return self.library.faults if self._read is not None or any(map(os.path.lexists, self._folders)) else ()

    def unknown(self, names: Sequence[str]) -> tuple[str, ...]:
        """A sentence on the setting for each of these names of which there is no routine."""
        return self.library.unknown(names) and self.latest.unknown(names)

    def _read_anew(self) -> None:
        if self._read is not None:
            self._read = self._open(self._read.faults)
            log.info("the library was read anew")
        self.changed.emit()

    def _open(self, told: tuple[str, ...]) -> "Library":
        from deskbreak.store.content.library import open_library  # noqa: PLC0415 - with the coach, much later

        library = open_library(self._paths)
        for fault in library.faults:
            if fault not in told:
                log.warning("%s", fault)
        return library
