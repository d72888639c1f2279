"""Whether the session is locked, as logind is told by the desktop."""

from PySide6.QtCore import QObject, QTimer

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.logind import OwnSession
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.sense import Sense

BELIEF_MS = 200_000
"""How long a mere request to lock is believed: a little more than the 3 min after which idleness tells it too."""


class LogindLock(Sense):
    """See ``Sense``. ``LockedHint`` is the truth where the desktop sets it: GNOME, KDE, light-locker, xss-lock.

    Where nothing sets it (sway with swayidle), the signal ``Lock`` is all there is. It only asks for a lock, and
    nothing tells the end, as a locker of that kind asks for the password by itself. So it is believed until ``Unlock``,
    until the hint is set either way, until ``free`` is called, and for ``BELIEF_MS`` at the most: by then, whoever
    has left is away for want of input.
    """

    name = "logind"
    tells = True

    def __init__(self, system: BusClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hint: bool | None = None
        self._no_hint = ""
        self._requested = QTimer(self, singleShot=True, interval=BELIEF_MS)
        self._requested.timeout.connect(self._look)
        self._session = session = OwnSession(system, self)
        session.listen("Lock", "")
        session.listen("Unlock", "")
        session.found.connect(self._read)
        session.lost.connect(self._on_lost)
        session.changed.connect(self._on_changed)
        session.told.connect(self._on_told)
        session.begin()

    def free(self) -> None:
        """Somebody who knows says that the screen is free again: a request to lock is over."""
        if self._requested.isActive():
            self._requested.stop()
            self._look()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._requested.stop()
        self._session.close()

    def _ask(self) -> None:
        if self._session.path:
            self._read()
        else:
            self._session.begin()

    def _read(self) -> None:
        self._session.get("LockedHint", self._on_hint, returns="b")

    def _on_hint(self, reply: BusReply) -> None:
        match reply.body:
            case (bool(hint),):
                self._hint, self._no_hint = hint, ""
            case _ if reply.late and self._hint is not None:
                self._miss(f"LockedHint: {reply.fault}", late=True)
                return
            case _:
                self._hint, self._no_hint = None, f"LockedHint: {reply.fault or 'an answer of another kind'}"
        self._look()

    def _on_lost(self) -> None:
        self._requested.stop()
        self._hint, self._no_hint = None, self._session.fault
        self._look()

    def _on_changed(self, properties: dict[str, object]) -> None:
        if "LockedHint" not in properties:
            return
        self._requested.stop()
        match properties["LockedHint"]:
            case bool(hint):
                self._hint = hint
                self._look()
            case _:
                self._read()

    def _on_told(self, member: str, _body: object) -> None:
        if member == "Lock":
            self._requested.start()
        else:
            self._requested.stop()
        self._look()

    def _look(self) -> None:
        if self._requested.isActive():
            self._know(value=True)
        elif self._hint is None:
            self._miss(self._no_hint)
        else:
            self._know(self._hint)
