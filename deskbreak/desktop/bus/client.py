"""A bus that may go and come back, without anybody having to notice but those who ask."""

import logging
from collections.abc import Callable

from jeepney import Message, MessageFlag
from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.desktop.bus.connection import BusConnection, BusGoneError, BusKind
from deskbreak.desktop.bus.reply import BusReply, Signature

log = logging.getLogger(__name__)

PATIENCE_MS = 200
"""How long a service of the desktop may take to answer. It answers in a millisecond, or it hangs."""
FIRST_RETRY_MS, LAST_RETRY_MS = 1_000, 64_000
"""A bus that has gone is looked for again at doubled intervals, two minutes in all; after that when it is asked."""


class BusClient(QObject):
    """The connection to one bus, made by ``open`` and made again after it was lost. GUI thread only.

    What is matched stays matched on every connection. Connecting may block for ``connection.CONNECT_S``, nothing else.
    """

    up = Signal()
    """Connected, perhaps again: whoever lives there may be somebody else now."""
    down = Signal()
    """Lost; every service on it is gone."""
    heard = Signal(object)
    """A signal message (``jeepney.Message``) that one of the matches let through."""

    def __init__(self, which: BusKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._which = which
        self._bus: BusConnection | None = None
        self._closed = False
        self._rules: list[str] = []
        self.fault = ""
        """Why there is no connection; ``""`` while there is one."""
        self._failed = QTimer(self, singleShot=True, interval=0)  # runs until the event loop has its turn
        self._retry = QTimer(self, singleShot=True, interval=FIRST_RETRY_MS)
        self._retry.timeout.connect(self._try_again)

    @property
    def connected(self) -> bool:
        """Whether there is a bus just now."""
        return self._bus is not None

    def open(self) -> bool:
        """Connect if that is not so yet. Returns whether there is a bus.

        It is tried once in each turn of the event loop: a dozen that ask a hanging bus wait once, not a dozen times.
        """
        if self._bus is not None:
            return True
        if self._closed or self._failed.isActive():
            return False
        try:
            bus = BusConnection(self._which, self)
        except BusGoneError as error:
            if self.fault != str(error):
                log.info("no %s bus: %s", self._which.value, error)
            self.fault = str(error)
            self._failed.start()
            return False
        self.fault = ""
        self._retry.stop()
        self._retry.setInterval(FIRST_RETRY_MS)
        self._bus = bus
        bus.heard.connect(self.heard)
        bus.lost.connect(self._on_lost)
        for rule in self._rules:
            bus.match(rule)
        self.up.emit()
        return True

    def match(self, rule: str) -> None:
        """Let through the signals that ``rule`` describes, on this connection and on those after it."""
        if rule not in self._rules:
            self._rules.append(rule)
            if self._bus is not None:
                self._bus.match(rule)

    def call(
        self,
        message: Message,
        then: Callable[[BusReply], None],
        timeout_ms: int | None = None,
        late: Callable[[BusReply], None] | None = None,
        *,
        returns: Signature,
    ) -> None:
        """Send ``message``; ``then`` gets the reply, or why there is none, from the event loop. Starts no service.

        An answer of other types than ``returns`` is none.

        ``late`` gets a reply that came after all, when ``then`` has long been told that there is none.
        """
        if not self.open() or self._bus is None:
            fault = self.fault
            QTimer.singleShot(0, self, lambda: then(BusReply(None, fault)))
            return
        message.header.flags |= MessageFlag.no_auto_start
        patience = PATIENCE_MS if timeout_ms is None else timeout_ms
        self._bus.call(message, then, patience, late, returns=returns)

    def close(self) -> None:
        """Hang up for good; whoever asks from now on is told that there is no bus."""
        self._closed, self.fault = True, "closed"
        self._retry.stop()
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def _on_lost(self) -> None:
        log.warning("the %s bus has gone", self._which.value)
        if self._bus is not None:
            self._bus.deleteLater()
            self._bus = None
        self.fault = "the bus has gone"
        self.down.emit()
        self._retry.start()

    def _try_again(self) -> None:
        if not self.open() and self._retry.interval() < LAST_RETRY_MS:
            self._retry.setInterval(self._retry.interval() * 2)
            self._retry.start()
