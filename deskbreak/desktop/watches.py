"""What the kernel tells of files, in Qt's event loop (inotify, Linux)."""

from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from deskbreak.desktop.call.inotify import IN_IGNORED, Inotify


class Watches(QObject):
    """``happened`` tells what comes of the watches that were added since ``begin``. GUI thread only; nothing blocks.

    Not QFileSystemWatcher: that takes no name that is not UTF-8, and its notifier cannot be switched off before this
    is cleared away, perhaps by the collector in another thread.
    """

    happened = Signal(object)
    """A list of ``Happened``; where the kernel has lost some, one with the watch -1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inotify: Inotify | None = None
        self._notifier: QSocketNotifier | None = None
        self._numbers: set[int] = set()

    def begin(self) -> None:
        """Begin anew, with no watch. Raises ``OSError`` where there is no inotify, or none left."""
        # One for as long as it watches: there are few for each user, and to close one takes the kernel 10 ms.
        if self._inotify is None:
            self._inotify = Inotify()
            self._notifier = QSocketNotifier(self._inotify.fd, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
        for number in self._numbers:
            self._inotify.forget(number)
        self._numbers.clear()

    def add(self, path: Path, mask: int) -> int:
        """See ``Inotify.watch``; after ``begin``. Raises ``OSError``."""
        assert self._inotify is not None  # noqa: S101 - begun
        number = self._inotify.watch(path, mask)
        self._numbers.add(number)
        return number

    def close(self) -> None:
        """Watch no more."""
        self._numbers.clear()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None

    def _on_readable(self) -> None:
        happened = self._inotify.read() if self._inotify is not None else []
        told = [what for what in happened if what.watch in {-1, *self._numbers} and not what.mask & IN_IGNORED]
        if told:
            self.happened.emit(told)
