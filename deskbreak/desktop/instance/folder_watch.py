"""Tells when something is taken out of a folder, or the way to it leads elsewhere: only Linux does."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from deskbreak.desktop.call.inotify import (
    IN_COMES,
    IN_IGNORED,
    IN_ITSELF_TAKEN,
    IN_TAKEN_AWAY,
    Happened,
    Inotify,
)

log = logging.getLogger(__name__)

MOST_STEPS = 200
"""Of a way, links and all: one that leads in a ring comes to an end."""


class FolderWatch(QObject):
    """Emits ``taken`` after one of ``names`` was removed or replaced in the folder that ``watch`` was last called with,
    or a way led elsewhere.

    A folder that is moved tells that only itself: what lies in it hears nothing. So each folder and each link on the
    way is watched, for its own going alone, and where one is missing, the folder above it, for its coming: what else
    happens there wakes nobody. A mount over a folder is not told.

    Not QFileSystemWatcher: that takes no name that is not UTF-8, and its notifier cannot be switched off before this
    is cleared away, perhaps by the collector in another thread. Elsewhere than on Linux nothing is told.
    """

    taken = Signal()

    def __init__(self, names: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = frozenset(names)
        self._inotify: Inotify | None = None
        self._notifier: QSocketNotifier | None = None
        self._watched: set[int] = set()
        self._expected: set[tuple[int, str]] = set()
        """(watch, name) of what may be told with a name and matters."""

    def watch(self, folder: Path, ways: Iterable[Path] = ()) -> None:
        """Watch ``folder`` and the way to it, and ``ways``, as they are now, and no others any more.

        Look only then: what changes from now on is told.
        """
        try:
            inotify = self._open()
        except OSError as error:
            log.info("%s is not watched: %s", folder, error)
            return
        for number in self._watched:
            inotify.forget(number)
        self._watched.clear()
        self._expected.clear()
        for way in (folder, *ways):
            self._watch_way(inotify, way)
        try:
            number = inotify.watch(folder, IN_TAKEN_AWAY)
        except OSError as error:
            log.info("%s is not watched: %s", folder, error)
        else:
            self._watched.add(number)
            self._expected.update((number, name) for name in self._names)

    def close(self) -> None:
        """Watch no more."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None
        self._watched.clear()
        self._expected.clear()

    def _open(self) -> Inotify:
        """One for as long as it watches: there are few for each user, and to close one takes the kernel 10 ms."""
        if self._inotify is None:
            self._inotify = Inotify()
            self._notifier = QSocketNotifier(self._inotify.fd, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
        return self._inotify

    def _watch_way(self, inotify: Inotify, way: Path) -> None:
        for step in steps(way):
            try:
                self._watched.add(inotify.watch(step, IN_ITSELF_TAKEN))
            except FileNotFoundError:
                with suppress(OSError):  # the one above is missing, too
                    number = inotify.watch(step.parent, IN_COMES)
                    self._watched.add(number)
                    self._expected.add((number, step.name))
                    self._watched.add(inotify.watch(step, IN_ITSELF_TAKEN))  # if it has come meanwhile
            except OSError as error:  # another's that is shut: what is below it is watched all the same
                log.debug("%s is not watched: %s", step, error)

    def _on_readable(self) -> None:
        if self._inotify is not None and any(map(self._matters, self._inotify.read())):
            self.taken.emit()

    def _matters(self, what: Happened) -> bool:
        if what.watch >= 0 and what.watch not in self._watched:
            return False  # of one that was forgotten
        return (what.watch, what.name) in self._expected if what.name else not what.mask & IN_IGNORED


def steps(way: Path) -> Iterator[Path]:
    """Every folder and link by which ``way`` leads, from the root on, whether it is there or not; itself too.

    Where a link leads is looked at after it was given: whoever watches it until then misses nothing.
    """
    found: set[Path] = set()
    ahead = [way.absolute()]
    while ahead:
        path = ahead.pop()
        for step in (*reversed(path.parents), path):
            if step not in found and len(found) < MOST_STEPS:
                found.add(step)
                yield step
                with suppress(OSError):  # no link
                    ahead.append(step.parent / step.readlink())
