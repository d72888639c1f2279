"""Input under GNOME: the watches of Mutter's idle monitor, on the session bus.

https://gitlab.gnome.org/GNOME/mutter/-/blob/main/data/dbus-interfaces/org.gnome.Mutter.IdleMonitor.xml
"""

from collections.abc import Callable

from deskbreak.desktop.bus.line import Line, Reply
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.clock import Ticks
from deskbreak.desktop.presence.source import NOT_ASKED
from deskbreak.desktop.presence.spans import ToldWatch

NAME = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"
"""Of all devices together."""


class MutterWatch(ToldWatch):
    """See ``InputWatch``. An idle watch for each span, for as long as it is watched; once one has fired, a user active
    watch, which fires once. Mutter forgets all of them when it ends, and they are made again when it is back.
    """

    name = "mutter"

    def __init__(self, session: Line, ticks: Ticks) -> None:
        super().__init__(ticks)
        self.fault = NOT_ASKED
        self._spans: dict[int, int] = {}
        """The span of each idle watch, by the number that Mutter gave it."""
        self._active: int | None = None
        """The number of the user active watch; 0 while it is being asked for."""
        self._life = 0
        """Counts the beginnings: answers to what was asked before the last one are of no interest."""
        self._service = Service(session, NAME, PATH, NAME, self)
        self._service.listen("WatchFired")
        self._service.came.connect(self._begin)
        self._service.went.connect(self._end)
        self._service.told.connect(lambda _member, body: self._on_fired(body))
        self._service.begin()

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        before, self._watched = self._watched, spans
        if not self.known:
            self._try_again()
            return
        for number, span in list(self._spans.items()):
            if span not in spans:
                del self._spans[number]
                self._remove(number)
        for span in spans - before:
            self._add(span)
        if spans - before:
            self._ask()

    def idle_ms(self) -> int | None:
        """See ``InputWatch``."""
        if not self.known:
            self._try_again()
        return super().idle_ms()

    def close(self) -> None:
        """See ``InputWatch``. The watches end with the connection; meanwhile nobody listens."""
        self._life += 1
        self._service.came.disconnect()
        self._service.went.disconnect()
        self._service.told.disconnect()
        for number in (*self._spans, self._active):
            if number:
                self._remove(number)
        self._spans.clear()

    def _try_again(self) -> None:
        if self._service.present:
            self._begin()
        else:
            self._service.begin()

    def _begin(self) -> None:
        self._life += 1
        self._spans.clear()
        self._active = None
        for span in self._watched:
            self._add(span)
        self._ask()

    def _end(self) -> None:
        self._life += 1
        self._spans.clear()
        self._active = None
        self._miss(f"{NAME} is not on the session bus")

    def _call(self, member: str, then: Callable[[int], None], signature: str = "", *body: object) -> None:
        """Ask for the one number that all of its methods answer."""
        life = self._life

        def on_reply(reply: Reply) -> None:
            if life != self._life:
                return
            match reply.body:
                case (int(number),) if number >= 0 and not isinstance(number, bool):
                    then(number)
                case _:
                    self._life += 1  # the others will fare no better: one fault is enough
                    self._miss(f"{NAME} {member}: {reply.fault or 'an answer of another kind'}")

        self._service.call(member, on_reply, signature, body)

    def _add(self, span: int) -> None:
        def on_added(number: int) -> None:
            if span in self._watched:
                self._spans[number] = span
            else:
                self._remove(number)

        self._call("AddIdleWatch", on_added, "t", span)

    def _remove(self, number: int) -> None:
        self._service.call("RemoveWatch", lambda _reply: None, "u", (number,))

    def _ask(self) -> None:
        self._call("GetIdletime", self._on_idle_time)

    def _on_idle_time(self, idle: int) -> None:
        self._know()
        if self._told and idle < min(self._told):
            self._on_input()
        if self._told or idle >= min(self._watched, default=idle + 1):
            self._on_idle(idle)

    def _on_fired(self, body: object) -> None:
        match body:
            case (int(number),) if number and number == self._active:
                self._active = None
                self._input()
            case (int(number),) if number in self._spans and self.known:
                if self._spans[number] in self._told:  # input came before the user active watch was there
                    self._input()
                self._on_idle(self._spans[number])

    def _on_idle(self, ms: int) -> None:
        if self._active is None:
            self._active = 0
            self._call("AddUserActiveWatch", self._on_active)
        self._idle(ms)

    def _on_active(self, number: int) -> None:
        self._active = number
        self._ask()  # whether there was input before that watch was there

    def _on_input(self) -> None:
        if self._active:
            self._remove(self._active)
            self._active = None
        self._input()
