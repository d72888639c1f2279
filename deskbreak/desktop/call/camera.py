"""Whether a camera is in use, on Linux: whether some program holds its device open."""

import contextlib
import logging
import threading

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal

from deskbreak.desktop.call.inotify import (
    IN_ATTRIB,
    IN_CLOSE,
    IN_CREATE,
    IN_DELETE,
    IN_OPEN,
    Inotify,
)
from deskbreak.desktop.call.video_devices import MEDIA_DAEMONS, NODE, Machine, cameras, holders
from deskbreak.desktop.sense import NoSense, Sense

log = logging.getLogger(__name__)


class VideoDevices(Sense):
    """Yes while a program of the user (``video_devices.holders``) holds a camera open; no where there is no camera.

    The kernel tells when a device is opened or closed, plugged in or out, and only then is /proc looked through, in
    a thread. Where it may not tell (no inotify left, a device that is not ours to read) it is looked through when
    asked. Raises ``NoSense`` where other programs are not to be seen.
    """

    name = "v4l2"

    _looked = Signal(object, str)
    """(who holds a camera, or ``None``; what went wrong), from the thread."""

    def __init__(self, machine: Machine | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine = machine or Machine()
        if self._machine.sandbox.exists():
            raise NoSense("inside of a Flatpak it is not to be seen who uses a camera")
        if not self._machine.dev.is_dir() or not self._machine.proc.is_dir():
            raise NoSense(f"no {self._machine.dev} or no {self._machine.proc} here")
        self._looking = self._again = self._closed = False
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)
        self._inotify: Inotify | None = None
        self._folder = -1
        self._watched: dict[int, str] = {}
        self._notifier: QSocketNotifier | None = None
        self._begin()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._closed = True
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
        self._look()

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
            self._look()

    def _ask(self) -> None:
        self._look()

    def _look(self) -> None:
        """Look through /proc; once more afterwards, if something happens meanwhile."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        threading.Thread(target=self._in_thread, name="cameras", daemon=True).start()

    def _in_thread(self) -> None:
        try:
            devices = cameras(self._machine)
            who: tuple[str, ...] | None = holders(self._machine, devices) if devices else ()
            fault = ""
        except OSError as error:
            who, fault = None, str(error)
        with contextlib.suppress(RuntimeError):  # the application has ended meanwhile, and this object with it
            self._looked.emit(who, fault)

    def _on_looked(self, who: tuple[str, ...] | None, fault: str) -> None:
        self._looking = False
        if self._closed:
            return
        if who is None:
            self._miss(fault)
        else:
            self._know(bool(who), ", ".join(name for name in who if name not in MEDIA_DAEMONS))
        if self._again:
            self._again = False
            self._look()
