"""Input under Wayland, where the compositor has ext-idle-notify (KDE, wlroots and others; GNOME does not).

https://wayland.app/protocols/ext-idle-notify-v1
"""

import select
from typing import Any

from PySide6.QtCore import QSocketNotifier
from pywayland.client.display import Display
from pywayland.protocol.ext_idle_notify_v1 import ExtIdleNotifierV1
from pywayland.protocol.wayland import WlSeat

from deskbreak.desktop.presence.spans import ToldWatch
from deskbreak.desktop.sense import LIMIT_MS, NoSense
from deskbreak.desktop.time.clock import Ticks

INPUT_ALONE = 2
"""Since this version an idle notification may be had that no inhibitor (a film) holds back."""
LONGEST_MS = (1 << 32) - 1
GONE = "the Wayland compositor is gone"


class WaylandWatch(ToldWatch):
    """See ``InputWatch``. On a connection of its own, as Qt's is not to be had. The compositor counts each span anew
    from when it is first watched, so a pause may be told too late then, and never too early.

    Raises ``NoSense`` where the compositor has no such protocol; that is known within ``LIMIT_MS``.
    """

    name = "wayland"

    def __init__(self, ticks: Ticks, display: str | None) -> None:
        """``display``: its name, ``None``: the one that compositors take by default."""
        super().__init__(ticks)
        self._globals: dict[int, tuple[str, int]] = {}
        """Interface and version of what the compositor offers, by its number there."""
        self._events: list[tuple[int, bool]] = []
        """What was heard: the span, and whether it has passed (else there is input again)."""
        self._notifications: dict[int, Any] = {}
        """By span. One that has told of a pause is kept until it has told of the end of it."""
        self._seat: Any = None
        self._seat_number = 0
        self._display: Any = Display(display)
        try:
            self._display.connect()
        except ValueError as error:
            self._display = None
            raise NoSense("no Wayland compositor lets us in") from error
        try:
            self._find()
        except (NoSense, RuntimeError) as error:
            self._hang_up()
            raise NoSense(str(error)) from error
        self._notifier = QSocketNotifier(self._display.get_fd(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        if spans == self._watched:
            return
        self._watched = spans
        if self._display is not None:
            self._arrange()
            if self._last_input is not None:
                self._timer.start(0)

    def close(self) -> None:
        """See ``InputWatch``."""
        super().close()
        if self._display is not None:
            self._notifier.setEnabled(False)
            self._hang_up()

    def _find(self) -> None:
        """Bind what is needed of what the compositor offers."""
        self._registry = self._display.get_registry()
        self._registry.dispatcher["global"] = self._on_global
        self._registry.dispatcher["global_remove"] = self._on_global_removed
        listed = []
        sync = self._display.sync()
        sync.dispatcher["done"] = lambda *_told: listed.append(True)
        limit = self._ticks.awake_ms() + LIMIT_MS
        self._display.flush()
        while not listed:
            left = limit - self._ticks.awake_ms()
            if left <= 0 or not select.select([self._display.get_fd()], [], [], left / 1000)[0]:
                raise NoSense(f"the Wayland compositor gave no answer within {LIMIT_MS} ms")
            self._read()
        number, version = self._number_of(ExtIdleNotifierV1.name)
        if not number:
            raise NoSense(f"the Wayland compositor has no {ExtIdleNotifierV1.name}")
        self._idle_notifier = self._registry.bind(number, ExtIdleNotifierV1, min(version, INPUT_ALONE))
        self._make = (
            self._idle_notifier.get_input_idle_notification
            if version >= INPUT_ALONE
            else self._idle_notifier.get_idle_notification
        )
        self._take_seat()
        if self._seat is None:
            raise NoSense("the Wayland compositor has no seat")

    def _number_of(self, interface: str) -> tuple[int, int]:
        """Number and version of the first global with that interface; (0, 0) if there is none."""
        return next(
            ((number, version) for number, (name, version) in self._globals.items() if name == interface), (0, 0)
        )

    def _on_global(self, _registry: object, number: int, interface: str, version: int) -> None:
        self._globals[number] = (interface, version)

    def _on_global_removed(self, _registry: object, number: int) -> None:
        self._globals.pop(number, None)

    def _take_seat(self) -> None:
        """Hold on to the first seat there is; another one if that has gone."""
        if self._seat_number in self._globals:
            return
        for span in list(self._notifications):
            self._notifications.pop(span).destroy()
        self._seat = None
        self._seat_number, _version = self._number_of(WlSeat.name)
        if self._seat_number:
            self._seat = self._registry.bind(self._seat_number, WlSeat, 1)

    def _arrange(self) -> None:
        """Have a notification for each watched span, and none for others but those whose pause goes on."""
        for span in self._notifications.keys() - self._watched - self._told:
            self._notifications.pop(span).destroy()
        if self._seat is not None:
            for span in self._watched - self._notifications.keys():
                notification = self._make(min(span, LONGEST_MS), self._seat)
                notification.dispatcher["idled"] = lambda _it, span=span: self._events.append((span, True))
                notification.dispatcher["resumed"] = lambda _it, span=span: self._events.append((span, False))
                self._notifications[span] = notification
        self._display.flush()

    def _on_readable(self) -> None:
        try:
            self._read()
        except RuntimeError:  # closed, or a protocol error
            self._notifier.setEnabled(False)
            self._hang_up()
            self._miss(GONE)
            return
        if self._seat_number not in self._globals:
            self._take_seat()
            self._told.clear()
            self._forget_pause()
            if self._seat is None:
                self._miss("the Wayland compositor has no seat")
            else:
                self._know()
        self._look()

    def _read(self) -> None:
        self._display.read()
        self._display.dispatch()

    def _look(self) -> None:
        """Tell what was heard. Not from within libwayland's dispatching: whoever is told may close this."""
        events, self._events = self._events, []
        for span, passed in events:
            if self._display is None:
                return
            if passed:
                self._idle(span)
            else:
                self._input()
        self._count()  # spans that are watched only since then
        if self._display is not None:
            self._arrange()

    def _hang_up(self) -> None:
        """Leaving out the disconnection ends in a crash at exit."""
        self._notifications.clear()
        display, self._display = self._display, None
        display.disconnect()
