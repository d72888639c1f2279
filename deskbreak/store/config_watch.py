"""Tells when the settings file may have changed, however an editor changes it. Sleeps in between."""

import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

DEBOUNCE = 200
"""ms of quiet after which a change counts as finished: an editor makes several in a row."""
AT_THE_LATEST = 2_000
"""ms after the first sign for which such a quiet is waited: in some folders it never comes."""
MOST_LINKS = 40
"""As many the kernel follows (ELOOP)."""


class FileWatcher(Protocol):
    """What tells of files (``desktop.files``)."""

    @property
    def happened(self) -> SignalInstance:
        """With the path that was given: something has happened to that file, or to that folder or in it."""

    @property
    def watched(self) -> frozenset[Path]:
        """Those that are watched."""

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these, as they are now, and no others any more."""

    def close(self) -> None:
        """Watch no more."""


class Debounce(QObject):
    """Emits ``came`` once signs have ceased for ``DEBOUNCE``, or go on ``AT_THE_LATEST`` after the first."""

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quiet = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._latest = QTimer(self, singleShot=True, interval=AT_THE_LATEST)
        for timer in (self._quiet, self._latest):
            timer.timeout.connect(self._on_timeout)

    def sign(self) -> None:
        """Something has happened."""
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        """What has happened is known."""
        self._quiet.stop()
        self._latest.stop()

    def _on_timeout(self) -> None:
        self.stop()
        self.came.emit()


class ConfigWatch(QObject):
    """Emits ``changed`` after the file at ``path`` was written, replaced, removed or created.

    The file is watched for writing in place (also through a link) and its folder for everything else; while that
    folder is missing, the nearest one above it. The folder may be a link, or lie below one, which is pointed elsewhere,
    as those do who keep their settings in one place; so what holds each link on the way, and the folder, is watched
    too. Make the watch before the file is first read, so that no change falls between.
    """

    changed = Signal()

    def __init__(self, path: Path, open_files: Callable[[QObject], FileWatcher], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._way = way_to(path)
        self._files = open_files(self)
        self._debounce = Debounce(self)
        self._files.happened.connect(self._on_happened)
        self._debounce.came.connect(self._look)
        self._watch()
        self._seen = signature(path)

    def close(self) -> None:
        """Stop watching; ``changed`` comes no more."""
        self._debounce.stop()
        self._files.close()

    def _on_happened(self, path: Path) -> None:
        # In those further up (all settings of all programs) much happens that leads nowhere else.
        if path == self._way.folder or path in self._way.file or way_to(self._path) != self._way:
            self._debounce.sign()

    def _look(self) -> None:
        self._watch()  # First: what changes after it is told, what changed before it is seen now.
        seen = signature(self._path)
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def _watch(self) -> None:
        # Anew each time: a watch stays with the old file when another takes its name.
        self._way = way = way_to(self._path)
        self._files.watch({way.folder, *way.above, *way.file})


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is reached: its folder, or the nearest one above that is there, in which anything may matter;
    ``above``: what holds that folder, and each link on the way; ``file``: itself, if it is there. ``marks`` change when
    the way leads elsewhere."""

    folder: Path
    above: tuple[Path, ...]
    file: tuple[Path, ...]
    marks: tuple[tuple[int, ...] | str, ...]


def way_to(path: Path) -> Way:
    above: list[Path] = []
    marks: list[tuple[int, ...] | str] = []
    for _number in range(MOST_LINKS):
        link, target = next(
            ((one, to) for one in (*reversed(path.parents), path) if (to := _target(one))), (path, None)
        )
        if target is None:
            break
        above.append(link.parent)
        marks.append(str(target))
        path = link.parent / target / path.relative_to(link)  # the next may lie on this way
    folder = next((one for one in path.parents if stat.S_ISDIR(_mode(one))), Path(path.anchor))
    above.append(folder.parent)
    marks.append(_identity(folder))
    file = (path,) if stat.S_ISREG(_mode(path)) else ()
    return Way(folder, tuple(dict.fromkeys(above)), file, tuple(marks))


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


def signature(path: Path) -> tuple[int, ...] | None:
    """Different after every change of the file at ``path``; ``None`` while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
