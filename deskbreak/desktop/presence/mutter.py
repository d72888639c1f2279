"""Input under GNOME: the watches of Mutter's idle monitor, on the session bus.

https://gitlab.gnome.org/GNOME/mutter/-/blob/main/data/dbus-interfaces/org.gnome.Mutter.IdleMonitor.xml
"""

from collections.abc import Callable
from functools import partial

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.presence.source import LATE_MS, NOT_ASKED
from deskbreak.desktop.presence.spans import ToldWatch
from deskbreak.desktop.time.clock import Ticks

NAME = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"
"""Of all devices together."""
WATCHES = range(1 << 32)
"""The numbers that watches have (``u``; more than that cannot be asked to be removed)."""
IDLE_MS = range(1 << 40)
"""34 years; more is nonsense, and no date before it could be told."""
RETRY_MS = 10_000
"""One that does not answer well is asked anew when that matters, but not more often than this."""


class MutterWatch(ToldWatch):
    """See ``InputWatch``. An idle watch for each span, for as long as it is watched; once one has fired, a user active
    watch, which fires once. Mutter forgets all of them when it ends, and they are made again when it is back.
    """

    name = "mutter"

    def __init__(self, session: BusClient, ticks: Ticks) -> None:
        super().__init__(ticks)
        self.fault = NOT_ASKED
        self._numbers: dict[int, int] = {}
        """The number that Mutter gave the idle watch of each span; 0 while it is being asked for."""
        self._active: int | None = None
        """The number of the user active watch; 0 while it is being asked for."""
        self._fired: set[int] = set()
        """The idle watches that have fired in this pause. Once more is no sign of input where that is told: Mutter sets
        all of them anew when an inhibitor ends. And the first time may come after what was asked; so it does for one
        that is made in the middle of a pause (``make_watch`` and ``meta_idle_monitor_inhibited_actions_changed``:
        https://gitlab.gnome.org/GNOME/mutter/-/blob/main/src/backends/meta-idle-monitor.c).
        """
        self._life = 0
        """Counts the beginnings: answers to what was asked before the last one are of no interest."""
        self._asking = True
        """Whether it will be known, or a fault, soon."""
        self._begun = ticks.awake_ms()
        self._service = Service(session, NAME, PATH, NAME, self)
        self._service.listen("WatchFired", "u")
        self._service.came.connect(self._begin)
        self._service.went.connect(self._end)
        self._service.told.connect(lambda _member, body: self._on_fired(body))
        self._service.strange.connect(self._begin)
        self._service.begin()

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""
        news, self._watched = spans - self._watched, spans
        if not self.known and not self._asking:
            self._try_again()
        elif self._service.present:
            self._arrange()
            if news and self.known:
                self._ask()

    def idle_ms(self) -> int | None:
        """See ``InputWatch``."""
        if not self.known and not self._asking:
            self._try_again()
        return super().idle_ms()

    def close(self) -> None:
        """See ``InputWatch``."""
        super().close()
        self._service.came.disconnect()
        self._service.went.disconnect()
        self._service.told.disconnect()
        self._service.strange.disconnect()
        self._forget()

    def _try_again(self) -> None:
        if not self._service.present:
            self._asking = True
            self._service.begin()
        elif self._ticks.awake_ms() - self._begun >= RETRY_MS:
            self._begin()

    def _begin(self) -> None:
        self._forget()
        self._asking = True
        self._begun = self._ticks.awake_ms()
        self._arrange()
        self._ask()

    def _end(self) -> None:
        self._forget()
        self._asking = False
        self._miss(f"{NAME} is not on the session bus")

    def _forget(self) -> None:
        """Begin anew, whoever answers now."""
        self._life += 1
        if self._service.present:
            for number in (*self._numbers.values(), self._active):
                if number:
                    self._remove(number)
        self._numbers.clear()
        self._fired.clear()
        self._active = None

    def _arrange(self) -> None:
        """Have an idle watch for each watched span, and for no other."""
        for span in self._watched - self._numbers.keys():
            self._numbers[span] = 0
            self._call("AddIdleWatch", partial(self._on_added, span), "t", span)
        for span in self._numbers.keys() - self._watched:
            if self._numbers[span]:
                self._remove(self._numbers.pop(span))

    def _on_added(self, span: int, number: int) -> None:
        self._numbers[span] = number
        self._arrange()  # it may not be wanted any more
        if not self.known:
            self._ask()

    def _call(self, member: str, then: Callable[[int], None], signature: str = "", *body: object) -> None:
        """Ask for the one number that all of its methods answer."""
        life, adds = self._life, member.startswith("Add")
        possible = WATCHES if adds else IDLE_MS

        def on_reply(reply: BusReply) -> None:
            match reply.body:
                case (int(number),) if number in possible and not isinstance(number, bool):
                    if life == self._life:
                        then(number)
                    elif adds:
                        self._remove(number)
                case _ if life != self._life:
                    return
                case _:
                    self._forget()  # the others will fare no better: one fault is enough
                    self._asking = False
                    self._miss(f"{NAME} {member}: {reply.fault or 'an answer of another kind'}")

        patience = LATE_MS if self.known else None
        self._service.call(member, on_reply, signature, body, returns="u" if adds else "t", patience_ms=patience)

    def _remove(self, number: int) -> None:
        self._service.call("RemoveWatch", lambda _reply: None, "u", (number,), returns="")

    def _ask(self) -> None:
        self._call("GetIdletime", self._on_idle_time)

    def _on_idle_time(self, idle: int) -> None:
        if not self.known and 0 in self._numbers.values():
            return  # it counts as known when all of it is answered, and is asked again then
        self._asking = False
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
            case (int(number),) if number and self.known:
                for span in [span for span, of in self._numbers.items() if of == number]:
                    if number in self._fired and not self._active:  # input came before that watch was there
                        self._input()
                    self._fired.add(number)
                    self._on_idle(span)

    def _on_idle(self, ms: int) -> None:
        if self._active is None:
            self._active = 0
            self._call("AddUserActiveWatch", self._on_active)
        self._idle(ms)

    def _on_active(self, number: int) -> None:
        self._active = number
        self._ask()  # whether there was input before that watch was there

    def _input(self) -> None:
        """See ``SpanWatch``."""
        self._fired.clear()
        super()._input()

    def _on_input(self) -> None:
        if self._active:
            self._remove(self._active)
            self._active = None
        self._input()
