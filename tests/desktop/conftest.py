"""What holds for the tests of the desktop's services."""

from collections.abc import Callable

import pytest
from jeepney import Message

from deskbreak.desktop.bus.reply import Reply, Signature
from deskbreak.desktop.bus.wire import Bus
from tests.patience import patience

CALL = Bus.call


@pytest.fixture(autouse=True)
def _patient_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here services live in deskbreak's own event loop, so on a busy machine each answer may take longer."""

    def call(
        self: Bus,
        message: Message,
        then: Callable[[Reply], None],
        timeout_ms: int,
        late: Callable[[Reply], None] | None = None,
        *,
        returns: Signature,
    ) -> None:
        CALL(self, message, then, round(timeout_ms * patience()), late, returns=returns)

    monkeypatch.setattr(Bus, "call", call)
