"""Tells when something is taken out of a folder, or the way to it leads elsewhere: only Linux does."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.call.inotify import IN_COMES, IN_ITSELF_TAKEN, IN_TAKEN_AWAY, InotifyEvent
from deskbreak.desktop.watches import Watches

log = logging.getLogger(__name__)

MOST_STEPS = 200
"""Of a way, links and all: one that leads in a ring comes to an end."""


class FolderWatch(QObject):
    """Emits ``taken`` after one of ``names`` was removed or replaced in the folder that ``watch`` was last called with,
    or a way led elsewhere.

    A folder that is moved tells that only itself: what lies in it hears nothing. So each folder and each link on the
    way is watched, for its own going alone, and where one is missing, the folder above it, for its coming: what else
    happens there wakes nobody. A mount over a folder is not told, and elsewhere than on Linux nothing is.
    """

    taken = Signal()

    def __init__(self, names: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = frozenset(names)
        self._watches = Watches(self)
        self._watches.happened.connect(self._on_happened)
        self._expected: set[tuple[int, str]] = set()
        """(watch, name) of what may be told with a name and matters."""

    def watch(self, folder: Path, ways: Iterable[Path] = ()) -> None:
        """Watch ``folder`` and the way to it, and ``ways``, as they are now, and no others any more.

        Look only then: what changes from now on is told.
        """
        self._expected.clear()
        try:
            self._watches.begin()
            for way in (folder, *ways):
                self._watch_way(way)
            number = self._watches.add(folder, IN_TAKEN_AWAY)
        except OSError as error:
            log.info("%s is not watched: %s", folder, error)
        else:
            self._expected.update((number, name) for name in self._names)

    def close(self) -> None:
        """Watch no more."""
        self._expected.clear()
        self._watches.close()

    def _watch_way(self, way: Path) -> None:
        for step in steps(way):
            try:
                self._watches.add(step, IN_ITSELF_TAKEN)
            except FileNotFoundError:
                with suppress(OSError):  # the one above is missing, too
                    self._expected.add((self._watches.add(step.parent, IN_COMES), step.name))
                    self._watches.add(step, IN_ITSELF_TAKEN)  # if it has come meanwhile
            except OSError as error:  # another's that is shut: what is below it is watched all the same
                log.debug("%s is not watched: %s", step, error)

    def _on_happened(self, happened: list[InotifyEvent]) -> None:
        if any(not what.name or (what.watch, what.name) in self._expected for what in happened):
            self.taken.emit()


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
