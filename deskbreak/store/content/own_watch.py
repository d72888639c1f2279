"""Tells when the user's own exercises and routines may have changed. Sleeps in between."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deskbreak.store.config_watch import Debounce, FileWatcher, Way, signature, way_to

MOST = 300
"""Files that are watched of a folder: as many as are read of it (``content.MOST``)."""
_ANY = "any.toml"
"""Stands for whatever lies in a folder."""


class OwnWatch(QObject):
    """Emits ``changed`` after a ``*.toml`` in one of ``folders`` was written, replaced, removed or created, or another
    folder has come in its place. The folders need not be there yet, and may be links, as may what lies in them.

    Make the watch before the files are first read, so that no change falls between.
    """

    changed = Signal()

    def __init__(
        self, folders: Iterable[Path], open_files: Callable[[QObject], FileWatcher], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folders = tuple(folders)
        self._ways: tuple[Way, ...] = ()
        self._own: frozenset[Path] = frozenset()
        self._files = open_files(self)
        self._debounce = Debounce(self)
        self._files.happened.connect(self._on_happened)
        self._debounce.came.connect(self.look)
        self._watch()
        self._seen = self._signatures()

    def look(self) -> None:
        """Tell at once what has changed: for those who cannot wait until an editor has come to rest."""
        self._debounce.stop()
        self._watch()  # First: what changes after it is told, what changed before it is seen now.
        seen = self._signatures()
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def close(self) -> None:
        """Stop watching; ``changed`` comes no more."""
        self._debounce.stop()
        self._files.close()

    def _on_happened(self, path: Path) -> None:
        if path in self._own or any(path == way.folder for way in self._ways) or self._ways_now() != self._ways:
            self._debounce.sign()

    def _watch(self) -> None:
        # Anew each time: a watch stays with the old file when another takes its name.
        self._ways = ways = self._ways_now()
        self._own = frozenset(path for folder in self._folders for path in _files(folder))
        self._files.watch({*self._own, *(path for way in ways for path in (way.folder, *way.above))})

    def _ways_now(self) -> tuple[Way, ...]:
        return tuple(way_to(folder / _ANY) for folder in self._folders)

    def _signatures(self) -> tuple[object, ...]:
        return tuple(
            (way.marks, tuple((path, signature(path)) for path in _files(folder)))
            for folder, way in zip(self._folders, self._ways, strict=True)
        )


def _files(folder: Path) -> list[Path]:
    """None where the folder cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))[:MOST]
    except OSError:
        return []
