"""What comes in at the socket: commands, and questions whose answer takes its time."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Protocol

from deskbreak.app.machine.sense_report import SenseReport
from deskbreak.app.remote.watching import Watching
from deskbreak.desktop.instance.instance import Response, Subscriber


class Knowing(Protocol):
    """Whoever knows what the machine shows (``Senses``)."""

    def ask(self, then: Callable[[], None]) -> None:
        """Find out anew; ``then`` is called soon, perhaps at once."""
        ...

    def report(self) -> tuple[SenseReport, ...]:
        """What is known."""
        ...


class Requests:
    """Answers ``watch`` and ``doctor``, and leaves everything else to ``commands``: ``status`` with fresh answers.

    Full screen, as much else, is not told by itself: without asking, a film that is over would still be told of.
    ``platform_name``: ``QGuiApplication.platformName()``. ``silent`` says why no voice is heard, "" if it is.
    """

    def __init__(
        self,
        commands: Callable[[str, Sequence[str]], Response],
        watching: Watching,
        senses: Knowing,
        platform_name: str,
        silent: Callable[[], str],
    ) -> None:
        self._commands = commands
        self._senses = senses
        self._platform = platform_name
        self._silent = silent
        self._talks: dict[str, Callable[[Subscriber], None]] = {"watch": watching.begin, "doctor": self._doctor}

    def handle(self, command: str, words: list[str]) -> Response | Callable[[Subscriber], None]:
        """See ``instance.Handler``."""
        if command == "status":
            return partial(self._status, words)
        talk = self._talks.get(command)
        return self._commands(command, words) if talk is None else talk

    def _status(self, words: list[str], listener: Subscriber) -> None:
        self._senses.ask(lambda: listener.end(self._commands("status", words)))

    def _doctor(self, listener: Subscriber) -> None:
        def tell() -> None:
            heard = [asdict(one) for one in self._senses.report()]
            listener.end({"ok": True, "platform": self._platform, "senses": heard, "silent": self._silent()})

        self._senses.ask(tell)
