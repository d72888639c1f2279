"""When the user last touched mouse or keyboard: the interface."""

import logging

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

NOT_ASKED = "not asked yet"
"""The fault of a watch that waits for its first answer."""

LATE_MS = 3_000
"""How long who has told so far may take to answer: on a machine that is busy an absence is not over."""


class InputWatch(QObject):
    """Tells when input stops and when it is back. GUI thread only; no call takes longer than a question to the display
    server on this machine, and none raises but the constructor (``NoSense``: this way does not exist here).

    All spans are the machine's milliseconds. Sees that there was input, never which.
    """

    name: str
    """What the backend is called, in settings, log and ``doctor``."""

    stopped = Signal()
    """There has been no input for one of the watched spans: once for each span, until there is input again."""
    resumed = Signal()
    """There is input again, after ``stopped``."""
    changed = Signal()
    """Whether it knows anything (``known``) has changed, or what it knew was wrong: ask ``idle_ms`` again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fault = ""
        """Why nothing is known, in one line; ``""`` while it is."""

    @property
    def known(self) -> bool:
        """Whether anything is known just now; a service may come, go, and come again."""
        return not self.fault

    @property
    def notice(self) -> str:
        """A sentence for people where the backend that they chose is not the one in use, translated; else ``""``."""
        return ""

    @property
    def parts(self) -> "tuple[InputWatch, ...]":
        """The backends that may answer, best first: itself, where it is one."""
        return (self,)

    def watch(self, spans: frozenset[int]) -> None:
        """Tell ``stopped`` after each of these spans, from now on; instead of those before.

        For a span that has passed already it may or may not be told: ask ``idle_ms`` after this.
        """
        raise NotImplementedError

    def idle_ms(self) -> int | None:
        """How long there was no input. ``None``: unknown, which is never taken for a break.

        Where the desktop gives no number it is 0 until the shortest watched span has passed, and right from then on.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Give everything back; no signal comes any more."""
        raise NotImplementedError


class NullWatch(InputWatch):
    """Where nobody can tell, or where ``name`` cannot."""

    def __init__(self, fault: str, name: str = "none") -> None:
        super().__init__()
        self.fault = fault
        self.name = name

    def watch(self, spans: frozenset[int]) -> None:
        """See ``InputWatch``."""

    def idle_ms(self) -> None:
        """See ``InputWatch``: unknown."""
        return

    def close(self) -> None:
        """See ``InputWatch``: nothing to give back."""
