"""A sense whose question may take a while: it is answered in a thread."""

import contextlib
import threading

from PySide6.QtCore import QObject, Qt, Signal

from deskbreak.desktop.program import Program
from deskbreak.desktop.sense import Sense

Users = tuple[Program, ...]
"""The programs that use a device, each once; one without a name where nobody knows which."""


class ThreadedSense(Sense):
    """Yes while somebody uses a device. A backend implements ``_users``, and may call ``_ask`` without being asked.

    There is never more than one thread: what is asked meanwhile has it look once more. One that hangs holds up
    nobody; the answer is late, and then unknown until it is back.
    """

    _looked = Signal(object, str)
    """(``Users``, or ``None``; why it is unknown), from the thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looking = self._again = self._closed = False
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._closed = True

    def _users(self) -> Users:
        """Look; in the thread. Raises ``OSError`` for what cannot be known, with a text that says why."""
        raise NotImplementedError

    def _ask(self) -> None:
        if self._looking:
            self._again = True
            return
        self._looking = True
        threading.Thread(target=self._look, name=self.name, daemon=True).start()

    def _look(self) -> None:
        users: Users | None = None
        fault = "the question came to an unexpected end"
        try:
            users, fault = self._users(), ""
        except OSError as error:
            fault = str(error)
        finally:
            with contextlib.suppress(RuntimeError):  # the application has ended meanwhile, and this object with it
                self._looked.emit(users, fault)

    def _on_looked(self, users: Users | None, fault: str) -> None:
        self._looking = False
        if self._closed:
            return
        if users is None:
            self._miss(fault)
        else:
            self._see(users)
        if self._again:
            self._again = False
            self._ask()
