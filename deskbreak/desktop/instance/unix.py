"""A Unix socket in the Qt event loop. QLocalServer would do, but QtNetwork costs 2.8 MiB all day long."""

import os
import socket
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier

from deskbreak.desktop.instance.door import BACKLOG, LONGEST, Door, Guest
from deskbreak.desktop.instance.place import set_aside

QUEUE = 16


class UnixDoor(Door):
    """See ``Door``. ``name`` is a path in a folder of mode 0700; whatever was left there gives way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._path = Path()
        self._file: os.stat_result | None = None

    def open(self, name: str) -> None:
        """See ``Door``."""
        self._path = Path(name)
        _make_way(self._path)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.bind(name)
            self._path.chmod(0o700)
            listener.listen(QUEUE)
            self._file = self._path.lstat()
        except OSError:
            listener.close()
            raise
        listener.setblocking(False)
        self._socket = listener
        self._notifier = QSocketNotifier(listener.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    @property
    def stands(self) -> bool:
        """See ``Door``."""
        try:
            return self._file is not None and os.path.samestat(self._file, self._path.lstat())
        except OSError:
            return False

    def _on_readable(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)  # it is readable as long as somebody waits
            self.knocked.emit()

    def next_guest(self) -> Guest | None:
        """See ``Door``."""
        if self._socket is None or self._notifier is None:
            return None
        try:
            connection, _address = self._socket.accept()
        except OSError:  # nobody, or somebody who has gone again
            self._notifier.setEnabled(True)
            return None
        return UnixGuest(connection, self)

    def close(self) -> None:
        """See ``Door``."""
        if self._socket is not None and self._notifier is not None:
            self._notifier.setEnabled(False)
            self._socket.close()
            self._socket = self._notifier = None
            if self.stands:  # else it is somebody else's
                self._path.unlink(missing_ok=True)
            self._file = None


def _make_way(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # a folder
        set_aside(path)


class UnixGuest(Guest):
    """See ``Guest``."""

    def __init__(self, connection: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        connection.setblocking(False)
        self._socket = connection
        self._out = bytearray()
        self._stays = False
        self._gone = False
        self._readable = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._on_readable)
        self._writable = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Write, self)
        self._writable.setEnabled(False)
        self._writable.activated.connect(self._on_writable)

    def _on_readable(self) -> None:
        try:
            piece = self._socket.recv(LONGEST + 1 - (0 if self._stays else len(self.heard)))
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece and b"\n" in self.heard and not self._stays:
            self._readable.setEnabled(False)  # has asked, and closed its own side: it waits for the answer
            return
        if not piece:
            self.abort()
            return
        if self._stays:
            return
        self.heard += piece
        if len(self.heard) > LONGEST:
            self._readable.setEnabled(False)
        self.said.emit()

    def answer(self, line: bytes) -> None:
        """See ``Guest``."""
        if self._gone:
            return
        self._readable.setEnabled(False)
        self._stays = False
        self._out += line
        self._on_writable()

    def tell(self, line: bytes) -> None:
        """See ``Guest``."""
        if self._gone:
            return
        self._stays = True
        self._readable.setEnabled(True)
        self._out += line
        self._on_writable()
        if len(self._out) > BACKLOG:
            self.abort()

    def _on_writable(self) -> None:
        if self._gone:
            return
        try:
            while self._out:
                del self._out[: self._socket.send(self._out)]
        except BlockingIOError:
            self._writable.setEnabled(True)
            return
        except OSError:  # left before the answer
            self.abort()
            return
        self._writable.setEnabled(False)
        if not self._stays:
            self.abort()

    def abort(self) -> None:
        """See ``Guest``."""
        if not self._gone:
            self._gone = True
            self._readable.setEnabled(False)
            self._writable.setEnabled(False)
            self._socket.close()
            self.left.emit()
