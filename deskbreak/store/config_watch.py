"""Tells when the settings file may have changed, however an editor changes it. Sleeps in between."""

import stat
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_Signature = tuple[int, ...] | None

DEBOUNCE = 200
"""ms of quiet after which a change counts as finished: an editor makes several in a row."""
MOST_LINKS = 40
"""As many the kernel follows (ELOOP)."""


class ConfigWatch(QObject):
    """Emits ``changed`` after the file at ``path`` was written, replaced, removed or created.

    The file is watched for writing in place (also through a link) and its folder for everything else; while that
    folder is missing, the nearest one above it. The folder may be a link, or lie below one, which is pointed elsewhere,
    as those do who keep their settings in one place; so what holds each link on the way, and the folder, is watched
    too. Make the watch before the file is first read, so that no change falls between.
    """

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._way = _way(path)
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self, singleShot=True, interval=DEBOUNCE)
        # Each new sign starts the timer anew.
        self._watcher.fileChanged.connect(self._quiet.start)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._quiet.timeout.connect(self._look)
        self._watch()
        self._seen = _signature(path)

    def close(self) -> None:
        """Stop watching; ``changed`` comes no more."""
        self._quiet.stop()
        if watched := self._watched():
            self._watcher.removePaths(watched)

    def _folder_changed(self, folder: str) -> None:
        # In those further up (all settings of all programs) much happens that leads nowhere else.
        if folder == self._way.folder or _way(self._path) != self._way:
            self._quiet.start()

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
        self._way = way = _way(self._path)
        self._watcher.addPaths(sorted({way.folder, *way.above, *way.file}))

    def _watched(self) -> list[str]:
        return self._watcher.files() + self._watcher.directories()


@dataclass(frozen=True, slots=True)
class _Way:
    """How a file is reached: its folder, or the nearest one above that is there, in which anything may matter;
    ``above``: what holds that folder, and each link on the way; ``file``: itself, if it is there. ``marks`` change when
    the way leads elsewhere."""

    folder: str
    above: tuple[str, ...]
    file: tuple[str, ...]
    marks: tuple[tuple[int, ...] | str, ...]


def _way(path: Path) -> _Way:
    above: list[str] = []
    marks: list[tuple[int, ...] | str] = []
    for _number in range(MOST_LINKS):
        link, target = next(
            ((one, to) for one in (*reversed(path.parents), path) if (to := _target(one))), (path, None)
        )
        if target is None:
            break
        above.append(str(link.parent))
        marks.append(str(target))
        path = link.parent / target / path.relative_to(link)  # the next may lie on this way
    folder = next((one for one in path.parents if stat.S_ISDIR(_mode(one))), Path(path.anchor))
    above.append(str(folder.parent))
    marks.append(_identity(folder))
    file = (str(path),) if stat.S_ISREG(_mode(path)) else ()
    return _Way(str(folder), tuple(dict.fromkeys(above)), file, tuple(marks))


def _target(path: Path) -> Path | None:
    """Where the link at ``path`` leads, ``None`` if it is none. As ``_mode``, it raises nothing for shut folders."""
    try:
        return path.readlink()
    except OSError:
        return None


def _mode(path: Path) -> int:
    """0 where nothing is to be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _identity(folder: Path) -> tuple[int, ...]:
    try:
        found = folder.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mode


def _signature(path: Path) -> _Signature:
    """Different after every change of the file at ``path``; ``None`` while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
