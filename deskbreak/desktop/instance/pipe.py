"""Qt's own local server: a named pipe on Windows (where it was not run; the tests run it on a Unix socket)."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from deskbreak.desktop.instance.door import BACKLOG, LONGEST, Door, Guest


class PipeDoor(Door):
    """See ``Door``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self.knocked)

    def open(self, name: str) -> None:
        """See ``Door``."""
        if not self._server.listen(name):
            raise OSError(self._server.errorString())

    def next_guest(self) -> Guest | None:
        """See ``Door``."""
        if not self._server.hasPendingConnections():
            return None
        return PipeGuest(self._server.nextPendingConnection(), self)

    def close(self) -> None:
        """See ``Door``."""
        self._server.close()


class PipeGuest(Guest):
    """See ``Guest``."""

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        connection.setParent(self)
        connection.setReadBufferSize(LONGEST + 1)
        self._socket = connection
        self._stays = False
        self._gone = False
        connection.readyRead.connect(self._on_readable)
        connection.disconnected.connect(self._on_disconnected)
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """Take up what came before anybody listened."""
        self._on_readable()
        if self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._on_disconnected()

    def _on_readable(self) -> None:
        if self._stays:
            self._socket.readAll()
            return
        room = LONGEST + 1 - len(self.heard)
        piece = bytes(self._socket.read(room).data()) if room else b""
        if piece:
            self.heard += piece
            self.said.emit()

    def _on_disconnected(self) -> None:
        if not self._gone:
            self._gone = True
            self.left.emit()

    def answer(self, line: bytes) -> None:
        """See ``Guest``."""
        if self._gone:
            return
        self._socket.readyRead.disconnect(self._on_readable)
        self._socket.write(line)
        self._socket.disconnectFromServer()

    def tell(self, line: bytes) -> None:
        """See ``Guest``."""
        if self._gone:
            return
        self._stays = True
        self._socket.write(line)
        self._socket.flush()
        if self._socket.bytesToWrite() > BACKLOG:
            self.abort()

    def abort(self) -> None:
        """See ``Guest``."""
        self._socket.abort()
        self._on_disconnected()
