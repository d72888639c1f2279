"""Being the one deskbreak, and answering for it."""

import logging
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from deskbreak.desktop.instance.address import LOCK, pipe_name, private_folder, socket_path
from deskbreak.desktop.instance.request import LONGEST, BadRequestError, Request, answer_line, refusal

log = logging.getLogger(__name__)

Handler = Callable[[str, list[str]], dict[str, object]]
"""(cmd, args) -> the answer: ``{"ok": True, ...}`` or ``{"ok": False, "error": a sentence}``; in the GUI thread."""

GUESTS = 16
"""How many may be connected at once. Others wait in the system's own queue."""
PATIENCE_MS = 5_000
"""How long a guest may take to ask, and to take the answer in."""


class Instance(QObject):
    """Holds the place in ``runtime_dir``: a lock file says who is the one, and only that one listens.

    (QLocalServer alone cannot tell: with access options a second ``listen`` takes the socket over in silence.)
    GUI thread only; no call blocks. The lock of a process that was killed is taken over at once.
    """

    def __init__(
        self,
        runtime_dir: Path,
        patience_ms: int = PATIENCE_MS,
        guests: int = GUESTS,
        parent: QObject | None = None,
    ) -> None:
        """``runtime_dir`` is made if need be. Raises ``UnsafeFolderError`` if it is somebody else's."""
        super().__init__(parent)
        private_folder(runtime_dir)
        self._folder = runtime_dir
        self._patience = patience_ms
        self._guests: set[QLocalSocket] = set()
        self._most_guests = guests
        self._handler: Handler | None = None
        self._lock = QLockFile(str(runtime_dir.absolute() / LOCK))
        self._lock.setStaleLockTime(0)
        self._path = ExitStack()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_guests)

    def claim(self) -> bool:
        """Become the one. Returns whether there was no other.

        From then on others can reach this one; they wait for ``serve``. Raises ``OSError`` if the socket cannot be.
        """
        if not self._lock.tryLock(0):
            if self._lock.error() == QLockFile.LockError.LockFailedError:
                return False
            raise OSError(f"{self._folder / LOCK} cannot be written")
        windows = sys.platform == "win32"
        name = pipe_name(self._folder) if windows else self._path.enter_context(socket_path(self._folder))
        if not self._server.listen(name):
            error = self._server.errorString()
            self.close()
            raise OSError(f"nobody can reach deskbreak at {name}: {error}")
        return True

    def serve(self, handler: Handler) -> None:
        """Answer requests by ``handler`` from now on, beginning with those that wait already."""
        self._handler = handler
        self._on_guests()

    def close(self) -> None:
        """Leave the place to others."""
        self._handler = None
        for guest in list(self._guests):
            guest.abort()
        self._server.close()
        self._path.close()
        self._lock.unlock()

    def _on_guests(self) -> None:
        while self._handler and len(self._guests) < self._most_guests and self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            self._guests.add(guest)
            guest.setReadBufferSize(LONGEST + 1)
            guest.readyRead.connect(partial(self._on_readable, guest))
            guest.disconnected.connect(partial(self._on_left, guest))
            QTimer.singleShot(self._patience, guest, guest.abort)
            self._on_readable(guest)
            if guest.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._on_left(guest)  # asked nothing, and left before it was let in

    def _on_left(self, guest: QLocalSocket) -> None:
        if guest in self._guests:
            self._guests.remove(guest)
            guest.deleteLater()
            QTimer.singleShot(0, self, self._on_guests)

    def _on_readable(self, guest: QLocalSocket) -> None:
        if guest.canReadLine():
            self._answer(guest, self._reply(bytes(guest.readLine(LONGEST + 1).data())))
        elif guest.bytesAvailable() > LONGEST:
            self._answer(guest, refusal(f"a request has {LONGEST} bytes at the most"))

    @staticmethod
    def _answer(guest: QLocalSocket, line: bytes) -> None:
        guest.readyRead.disconnect()
        guest.write(line)
        guest.disconnectFromServer()

    def _reply(self, line: bytes) -> bytes:
        if self._handler is None:
            return refusal("deskbreak is quitting")
        try:
            request = Request.parse(line)
        except BadRequestError as error:
            log.info("at the socket: %s", error)
            return refusal(str(error))
        return answer_line(self._handler(request.cmd, request.args))
