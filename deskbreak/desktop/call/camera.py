"""Whether a camera is in use, on Linux: whether some program holds its device open."""

import logging

from PySide6.QtCore import QObject, QSocketNotifier

from deskbreak.desktop.call.inotify import (
    IN_ATTRIB,
    IN_CLOSE,
    IN_CREATE,
    IN_DELETE,
    IN_OPEN,
    Inotify,
)
from deskbreak.desktop.call.threaded import ThreadedSense, Users
from deskbreak.desktop.call.video_devices import NODE, DeviceFolders, cameras, holders
from deskbreak.desktop.sense import NoSense

log = logging.getLogger(__name__)


class VideoDevices(ThreadedSense):
    """Yes while a program of the user (``video_devices.holders``) holds a camera open; no where there is no camera.

    The kernel tells when a device is opened or closed, plugged in or out, and only then is /proc looked through, in
    a thread. Where it may not tell (no inotify left, a device that is not ours to read) it is looked through when
    asked. Raises ``NoSense`` where other programs are not to be seen.
    """

    name = "v4l2"

    def __init__(self, machine: DeviceFolders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine = machine
        if self._machine.sandbox.exists():
            raise NoSense("inside of a Flatpak it is not to be seen who uses a camera")
        if not self._machine.dev.is_dir() or not self._machine.proc.is_dir():
            raise NoSense(f"no {self._machine.dev} or no {self._machine.proc} here")
        self._inotify: Inotify | None = None
        self._folder = -1
        self._watched: dict[int, str] = {}
        self._notifier: QSocketNotifier | None = None
        self._begin()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None

    def _begin(self) -> None:
        try:
            self._inotify = Inotify()
            self._folder = self._inotify.watch(self._machine.dev, IN_CREATE | IN_DELETE | IN_ATTRIB)
        except OSError as error:
            log.info("cameras tell nothing by themselves: %s", error)
        else:
            self._notifier = QSocketNotifier(self._inotify.fd, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
            self._watch_cameras(self._inotify)
        self._ask()

    def _watch_cameras(self, inotify: Inotify) -> None:
        """Watch those that are not watched yet; ``tells`` if that goes well for all of them."""
        self.tells = True
        try:
            for camera in cameras(self._machine):
                if camera.name not in self._watched.values():
                    self._watched[inotify.watch(camera, IN_OPEN | IN_CLOSE)] = camera.name
        except OSError as error:  # one just plugged in is ours to read a moment later, and that is told (IN_ATTRIB)
            log.info("a camera tells nothing by itself: %s", error)
            self.tells = False

    def _on_readable(self) -> None:
        if self._inotify is None:
            return
        happened = [what for what in self._inotify.read() if what.watch != self._folder or NODE.fullmatch(what.name)]
        for what in happened:
            if what.watch == self._folder and what.mask & IN_DELETE:  # the watch may live on with who holds it open
                self._watched = {watch: name for watch, name in self._watched.items() if name != what.name}
        if happened:
            self._watch_cameras(self._inotify)
            self._ask()

    def _users(self) -> Users:
        devices = cameras(self._machine)
        return holders(self._machine, devices) if devices else ()
