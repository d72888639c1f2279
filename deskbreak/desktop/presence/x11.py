"""Input under X11: alarms on the server's own counter of idle time, so that nothing runs while somebody types."""

from PySide6.QtCore import QSocketNotifier, QTimer

from deskbreak.desktop.presence.spans import SpanWatch
from deskbreak.desktop.presence.xsync import AlarmNotify, IdleCounter, Waits
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.x11 import FAULTS, X11Connection, open_wire

NEVER = -1
"""No idle time is at most that."""


class X11Watch(SpanWatch):
    """See ``InputWatch``. Two alarms: one waits for the next span to pass, the other, once one has, for input.

    An alarm is only a hint to look at the counter, so a late or a lost one does no harm. A server that has gone is
    looked for again at the next question.
    """

    name = "x11"

    def __init__(self, display: str | None) -> None:
        """``display``: its name; ``None``: there is none."""
        super().__init__()
        self._display = display
        self._wire: X11Connection | None = None
        self._notifier: QSocketNotifier | None = None
        self._closed = False
        self._refused = ""
        """Why the server will not have our alarms, which it cannot be asked for again then."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        self._connect()

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        if spans != self._watched:
            self._watched = spans
            self._soon.start()

    def idle_ms(self) -> int | None:
        """See ``InputWatch``."""
        try:
            self._connect()
            if self._wire is None:
                return None
            idle = self._counter.query()
            if self._wire.event_queue:  # came along with the answer
                self._soon.start()
        except NoSense:
            return None
        except FAULTS as fault:
            self._lose(f"the X server is gone: {fault}")
            return None
        return idle

    def close(self) -> None:
        """See ``InputWatch``."""
        super().close()
        self._closed = True
        self._soon.stop()
        self._hang_up()

    def _connect(self) -> None:
        if self._wire is not None or self._closed:
            return
        if self._refused:
            raise NoSense(self._refused)
        wire = open_wire(self._display)
        wire.set_error_handler(self._on_error)
        try:
            self._set_up(wire)
        except (NoSense, *FAULTS) as fault:
            wire.hang_up()
            raise NoSense(str(fault)) from fault
        self._wire = wire
        self._notifier = QSocketNotifier(wire.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._look)
        if self.fault:
            self._soon.start()

    def _set_up(self, wire: X11Connection) -> None:
        self._counter = IdleCounter(wire)
        self._stop_alarm = self._counter.create_alarm(Waits.AT_MOST, NEVER)
        self._input_alarm = self._counter.create_alarm(Waits.AT_MOST, NEVER)
        self._counter.query()  # what is wrong with the alarms comes before the answer
        if self._refused:
            raise NoSense(self._refused)

    def _look(self) -> None:
        """Take what the server has told, tell what it means, and say what to tell next."""
        try:
            self._connect()
            if self._wire is None:
                return
            came_back = self._take(self._wire)
            idle = self._counter.query()
            if self._refused:
                self._lose(self._refused)
                return
            came_back |= self._take(self._wire) or (bool(self._told) and idle < min(self._told))
            self._arm(self._wire, idle, came_back)
        except NoSense as error:
            self._miss(str(error))
            return
        except FAULTS as fault:
            self._lose(f"the X server is gone: {fault}")
            return
        self._know()
        if came_back:
            self._input()
        self._idle(idle)

    def _take(self, wire: X11Connection) -> bool:
        """Read what there is. Returns whether there was input."""
        wire.pending_events()
        events, wire.event_queue[:] = list(wire.event_queue), []
        return any(isinstance(event, AlarmNotify) and event.alarm == self._input_alarm for event in events)

    def _arm(self, wire: X11Connection, idle: int, came_back: bool) -> None:
        told = set() if came_back else self._told
        passed = told | {span for span in self._watched if span <= idle}
        span = min(self._watched - passed, default=None)
        if span is not None:
            self._counter.set_alarm(self._stop_alarm, Waits.AT_LEAST, span)
        if passed:
            self._counter.set_alarm(self._input_alarm, Waits.AT_MOST, min(passed) - 1)
        wire.flush()

    def _on_error(self, error: Exception, _request: object) -> int:
        self._refused = f"the X server refuses an alarm: {error}"
        self._soon.start()
        return 1

    def _lose(self, why: str) -> None:
        if self._wire is not None:
            self._hang_up()
            self._miss(why)

    def _hang_up(self) -> None:
        wire, self._wire = self._wire, None
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if wire is not None:
            wire.hang_up()
