"""Tells when the settings file may have changed, however an editor changes it. Sleeps in between."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_Signature = tuple[int, ...] | None

DEBOUNCE = 200
"""ms of quiet after which a change counts as finished: an editor makes several in a row."""


class ConfigWatch(QObject):
    """Emits ``changed`` after the file at ``path`` was written, replaced, removed or created.

    The file is watched for writing in place (also through a link) and its folder for everything else; while that
    folder is missing, the nearest one above it. Make the watch before the file is first read, so that no change
    falls between.
    """

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self, singleShot=True, interval=DEBOUNCE)
        # Each new sign starts the timer anew.
        self._watcher.fileChanged.connect(self._quiet.start)
        self._watcher.directoryChanged.connect(self._quiet.start)
        self._quiet.timeout.connect(self._look)
        self._watch()
        self._seen = _signature(path)

    def close(self) -> None:
        """Stop watching; ``changed`` comes no more."""
        self._quiet.stop()
        if watched := self._watched():
            self._watcher.removePaths(watched)

    def _look(self) -> None:
        self._watch()  # First: what changes after it is told, what changed before it is seen now.
        seen = _signature(self._path)
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def _watch(self) -> None:
        # Anew each time: a watch stays with the old file when another takes its name.
        if watched := self._watched():
            self._watcher.removePaths(watched)
        folder = next(folder for folder in self._path.parents if folder.is_dir())
        paths = [folder, self._path] if self._path.is_file() else [folder]
        self._watcher.addPaths([str(path) for path in paths])

    def _watched(self) -> list[str]:
        return self._watcher.files() + self._watcher.directories()


def _signature(path: Path) -> _Signature:
    """Different after every change of the file at ``path``; ``None`` while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
