"""Tells when something is taken out of a folder, or the folder itself: only Linux does."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from deskbreak.desktop.call.inotify import IN_TAKEN_AWAY, Inotify

log = logging.getLogger(__name__)


class FolderWatch(QObject):
    """Emits ``taken`` after something was removed or replaced in the folder that ``watch`` was last called with.

    Not QFileSystemWatcher: that takes no name that is not UTF-8, and its notifier cannot be switched off before this
    is cleared away, perhaps by the collector in another thread. Elsewhere than on Linux nothing is told.
    """

    taken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inotify: Inotify | None = None
        self._notifier: QSocketNotifier | None = None

    def watch(self, folder: Path) -> None:
        """Watch ``folder``, as it is now, and no other any more."""
        self.close()
        try:
            self._inotify = Inotify()
            self._inotify.watch(folder, IN_TAKEN_AWAY)
        except OSError as error:
            log.info("%s is not watched: %s", folder, error)
            self.close()
            return
        self._notifier = QSocketNotifier(self._inotify.fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def close(self) -> None:
        """Watch no more."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None

    def _on_readable(self) -> None:
        if self._inotify is not None and self._inotify.read():
            self.taken.emit()
