"""Several watches, of which the first that knows anything is used; services on a bus may come and go."""

from collections.abc import Iterable

from PySide6.QtCore import SignalInstance

from deskbreak.desktop.presence.source import NOT_ASKED, InputWatch
from deskbreak.i18n import _


class FirstKnown(InputWatch):
    """See ``InputWatch``. ``watches``: best first. ``name`` and ``fault`` are those of the one in use; while nobody
    knows anything, the first one's name and everybody's fault. Another one in use is ``changed``. ``choice``: the name
    of the one that the user chose, if any; it need not be among them.
    """

    def __init__(self, watches: Iterable[InputWatch], choice: str = "auto") -> None:
        super().__init__()
        self._choice = choice
        self._watches = tuple(watches)
        self._spans: frozenset[int] = frozenset()
        self._used: InputWatch | None = None
        for watch in self._watches:
            watch.setParent(self)
            watch.stopped.connect(lambda watch=watch: self._pass_on(watch, self.stopped))
            watch.resumed.connect(lambda watch=watch: self._pass_on(watch, self.resumed))
            watch.changed.connect(lambda watch=watch: self._on_changed(watch))
        self.name = self._watches[0].name
        self._choose()

    @property
    def notice(self) -> str:
        """See ``InputWatch``. Nothing is said before it is known how the chosen one fares."""
        pending = any(watch.name == self._choice and watch.fault == NOT_ASKED for watch in self._watches)
        if self._choice in ("auto", self.name) or self._used is None or pending:
            return ""
        return _(
            "Input cannot be noticed by “{choice}” here ([desktop] idle): deskbreak uses “{name}” instead."
        ).format(choice=self._choice, name=self.name)

    @property
    def parts(self) -> tuple[InputWatch, ...]:
        """See ``InputWatch``."""
        return self._watches

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        self._spans = spans
        if self._used is not None:
            self._used.watch(spans)

    def idle_ms(self) -> int | None:
        """See ``InputWatch``. Better ones than that in use are asked too, as one looks again for what is lost then."""
        for watch in self._watches:
            idle = watch.idle_ms()
            if watch is self._used:
                return idle
        self._tell_faults()
        return None

    def close(self) -> None:
        """See ``InputWatch``."""
        self._used = None
        for watch in self._watches:
            watch.blockSignals(True)
            watch.close()

    def _pass_on(self, watch: InputWatch, signal: SignalInstance) -> None:
        if watch is self._used:
            signal.emit()

    def _on_changed(self, watch: InputWatch) -> None:
        if self._choose() or watch is self._used:
            self.changed.emit()

    def _choose(self) -> bool:
        """Use the first that is known. Returns whether that is another one than before."""
        before, self._used = self._used, next((watch for watch in self._watches if watch.known), None)
        if self._used is None:
            self._tell_faults()
        else:
            self.name, self.fault = self._used.name, ""
        if self._used is before:
            return False
        if before is not None:
            before.watch(frozenset())
        if self._used is not None:
            self._used.watch(self._spans)
        return True

    def _tell_faults(self) -> None:
        self.fault = "; ".join(dict.fromkeys(watch.fault for watch in self._watches))
