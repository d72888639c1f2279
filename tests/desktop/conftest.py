"""What holds for the tests of the desktop's services."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

import pytest
from jeepney import Message

from deskbreak.desktop.bus.connection import BusConnection
from deskbreak.desktop.bus.reply import BusReply, Signature
from deskbreak.desktop.sense import Sense
from tests.patience import patience

CALL, ASK = BusConnection.call, Sense.ask


@pytest.fixture(autouse=True)
def _patient_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here services live in deskbreak's own event loop, so on a busy machine each answer may take longer."""

    def call(
        self: BusConnection,
        message: Message,
        then: Callable[[BusReply], None],
        timeout_ms: int,
        late: Callable[[BusReply], None] | None = None,
        *,
        returns: Signature,
    ) -> None:
        CALL(self, message, then, round(timeout_ms * patience()), late, returns=returns)

    monkeypatch.setattr(BusConnection, "call", call)


@pytest.fixture(autouse=True)
def _patient_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so may what is looked up in a thread: each sense as many times its own limit."""
    limits: WeakKeyDictionary[Sense, int] = WeakKeyDictionary()

    def ask(self: Sense) -> None:
        self._limit.setInterval(round(limits.setdefault(self, self._limit.interval()) * patience()))
        ASK(self)

    monkeypatch.setattr(Sense, "ask", ask)
