"""What lets guests in, and what a guest can do: the interface of the two wires, ``unix`` and ``pipe``."""

from PySide6.QtCore import QObject, Signal

LONGEST = 64 * 1024
"""Bytes in a request, its line's end included."""
BACKLOG = 64 * 1024
"""Bytes that may wait for a guest who stays and does not read. More is a guest who is gone."""


class Guest(QObject):
    """One connection. GUI thread only; nothing blocks; whatever the other end does ends in ``left`` at the worst."""

    said = Signal()
    """``heard`` has grown."""
    left = Signal()
    """The connection is over, whoever ended it. Comes once; perhaps from within ``answer`` or ``abort``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heard = bytearray()
        """What has come so far; after ``LONGEST`` bytes and one more nothing is read."""

    def answer(self, line: bytes) -> None:
        """Send ``line``, listen no more, and leave when it has gone out."""
        raise NotImplementedError

    def tell(self, line: bytes) -> None:
        """Send ``line`` and stay for more. What the guest says from then on is thrown away.

        One who does not read leaves when ``BACKLOG`` bytes wait: perhaps from within this call.
        """
        raise NotImplementedError

    def abort(self) -> None:
        """Leave at once."""
        raise NotImplementedError


class Door(QObject):
    """Waits for guests, from ``open`` to ``close``. Whoever is not let in waits in the system's own queue."""

    knocked = Signal()
    """Somebody waits: ask ``next_guest`` until it says None. It comes again only after that None."""

    def open(self, name: str) -> None:
        """Begin to listen at ``name``; what lies there gives way. Raises ``OSError``."""
        raise NotImplementedError

    @property
    def stands(self) -> bool:
        """Whether whoever comes to the name finds this door: a socket's file can be removed under it."""
        return True

    def next_guest(self) -> Guest | None:
        """Let one in, if anybody waits."""
        raise NotImplementedError

    def close(self) -> None:
        """Listen no more; guests inside stay."""
        raise NotImplementedError
