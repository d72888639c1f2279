"""Tells when files change, or what is in folders."""

import logging
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from deskbreak.desktop.call.inotify import IN_CHANGES, InotifyEvent
from deskbreak.desktop.watches import Watches

log = logging.getLogger(__name__)


class FileWatch(QObject):
    """``happened`` tells of what ``watch`` was last called with. Nothing wakes while nothing happens there."""

    happened = Signal(object)
    """Something has happened to the file at this path, or to the folder or in it."""

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these files and folders, as they are now, and no others any more. What is not there is left out."""
        raise NotImplementedError

    @property
    def watched(self) -> frozenset[Path]:
        """Those that are watched."""
        raise NotImplementedError

    def close(self) -> None:
        """Watch no more."""
        raise NotImplementedError


class KernelFiles(FileWatch):
    """By inotify, whatever a name is. Raises ``OSError`` where there is none, or none left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: dict[int, list[Path]] = {}
        """By the number of the watch: two paths may lead to one folder."""
        self._watches = Watches(self)
        self._watches.happened.connect(self._tell)
        self._watches.begin()

    def watch(self, paths: Iterable[Path]) -> None:
        """See ``FileWatch``."""
        self._paths.clear()
        try:
            self._watches.begin()
        except OSError as error:  # given back by ``close``, and none to be had just now
            log.warning("files are not watched: %s", error)
            return
        for path in paths:
            try:
                self._paths.setdefault(self._watches.add(path, IN_CHANGES), []).append(path)
            except OSError as error:
                log.debug("%s is not watched: %s", path, error)

    @property
    def watched(self) -> frozenset[Path]:
        """See ``FileWatch``."""
        return frozenset(path for paths in self._paths.values() for path in paths)

    def close(self) -> None:
        """See ``FileWatch``."""
        self._paths.clear()
        self._watches.close()

    def _tell(self, happened: list[InotifyEvent]) -> None:
        lost = any(what.watch < 0 for what in happened)
        numbers = list(self._paths) if lost else dict.fromkeys(what.watch for what in happened)
        for path in [path for number in numbers for path in self._paths.get(number, ())]:
            self.happened.emit(path)


class QtFiles(FileWatch):
    """By Qt, which knows each platform, but no name that is not UTF-8."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._tell)
        self._watcher.directoryChanged.connect(self._tell)

    def watch(self, paths: Iterable[Path]) -> None:
        """See ``FileWatch``."""
        self.close()
        self._watcher.addPaths(sorted({str(path) for path in paths}))

    @property
    def watched(self) -> frozenset[Path]:
        """See ``FileWatch``."""
        return frozenset(map(Path, self._watcher.files() + self._watcher.directories()))

    def close(self) -> None:
        """See ``FileWatch``."""
        if self.watched:
            self._watcher.removePaths(self._watcher.files() + self._watcher.directories())

    def _tell(self, path: str) -> None:
        self.happened.emit(Path(path))


def open_files(parent: QObject | None = None) -> FileWatch:
    """The kernel's word where it can be had."""
    try:
        return KernelFiles(parent)
    except OSError as error:
        log.info("files are watched by Qt here: %s", error)
        return QtFiles(parent)
