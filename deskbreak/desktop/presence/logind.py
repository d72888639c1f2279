"""The last resort: logind's IdleHint, which is no more than what the desktop tells it, after some minutes, if at all.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html#Session%20Objects
"""

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.logind import OwnSession
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.presence.source import LATE_MS, NOT_ASKED
from deskbreak.desktop.presence.spans import ToldWatch
from deskbreak.desktop.time.clock import Ticks


class LogindWatch(ToldWatch):
    """See ``InputWatch``. Input is taken to have stopped when the hint was set, which is some minutes too late: nobody
    is ever taken to be away too early.
    """

    name = "logind"

    def __init__(self, system: BusClient, ticks: Ticks) -> None:
        super().__init__(ticks)
        self.fault = NOT_ASKED
        self._question = 0
        """Counts the questions: only the answer to the last one is of interest."""
        self._session = OwnSession(system, self)
        self._session.found.connect(self._ask)
        self._session.lost.connect(self._on_lost)
        self._session.changed.connect(self._on_changed)
        self._session.begin()

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        if spans == self._watched:
            return
        self._watched = spans
        if self._last_input is not None:
            self._timer.start(0)

    def idle_ms(self) -> int | None:
        """See ``InputWatch``."""
        if not self.known:
            self._session.begin()
        return super().idle_ms()

    def close(self) -> None:
        """See ``InputWatch``."""
        super().close()
        self._question += 1
        self._session.found.disconnect()
        self._session.lost.disconnect()
        self._session.changed.disconnect()

    def _on_changed(self, news: dict[str, object]) -> None:
        if "IdleHint" in news:
            self._ask()

    def _ask(self) -> None:
        self._question += 1
        question = self._question
        patience = LATE_MS if self.known else None

        def on_hint(reply: BusReply) -> None:
            if question != self._question:
                return
            match reply.body:
                case (True,):
                    self._session.get("IdleSinceHintMonotonic", on_since, returns="t", patience_ms=patience)
                case (False,):
                    self._know()
                    self._input()
                case _:
                    self._miss(f"IdleHint: {reply.fault or 'an answer of another kind'}")

        def on_since(reply: BusReply) -> None:
            if question != self._question:
                return
            match reply.body:
                case (int(since_us),) if since_us > 0:
                    since = since_us // 1000
                case _:  # it is set, but since when is not told
                    since = self._ticks.awake_ms()
            self._know()
            self._idle(max(0, self._ticks.awake_ms() - since))
            self._count()

        self._session.get("IdleHint", on_hint, returns="b", patience_ms=patience)

    def _on_lost(self) -> None:
        self._question += 1
        self._miss(self._session.fault)
