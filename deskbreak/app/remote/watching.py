"""What deskbreak hears, told on to whoever watches from the command line."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SignalInstance

from deskbreak.app.in_force import InForce
from deskbreak.desktop.instance.instance import Response, Subscriber
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import Event
from deskbreak.engine.saved import plain
from deskbreak.settings import Settings
from deskbreak.settings.changes import changes
from deskbreak.simulation.event_json import standing, to_line


class Watching:
    """Tells each listener first how things stand, then one line an event. Costs nothing while nobody listens.

    The first line has ``ok``, ``at`` (an ``Instant``), ``config`` (what differs from the defaults) and ``standing``
    (events); each further line has an ``event``, or ``at`` and a new ``config``. ``simulation.event_json`` reads them.
    ``heard`` and ``configured`` are the driver's signals; ``in_force`` is the state and the settings.
    """

    def __init__(
        self,
        heard: SignalInstance,
        configured: SignalInstance,
        in_force: Callable[[], InForce],
        now: Callable[[], Instant],
    ) -> None:
        self._in_force = in_force
        self._now = now
        self._listeners: list[Subscriber] = []
        heard.connect(self._tell_event)
        configured.connect(self._tell_settings)

    def begin(self, listener: Subscriber) -> None:
        """Tell this one from now on, until it leaves."""
        self._listeners.append(listener)
        listener.left = partial(self._listeners.remove, listener)
        now, standing_now = self._now(), self._in_force()
        events = [to_line(event) for event in standing(standing_now.state, now)]
        listener.say({"ok": True, "at": plain(now), "config": changes(standing_now.settings), "standing": events})

    def _tell_event(self, event: Event) -> None:
        if self._listeners:
            self._tell({"event": to_line(event)})

    def _tell_settings(self, settings: Settings) -> None:
        if self._listeners:
            self._tell({"at": plain(self._now()), "config": changes(settings)})

    def _tell(self, line: Response) -> None:
        for listener in list(self._listeners):  # one who is too slow leaves meanwhile
            listener.say(line)
