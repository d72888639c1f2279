"""When the machine goes to sleep and when it wakes up: the interface."""

from typing import ClassVar

from PySide6.QtCore import QObject, Signal


class SleepWatch(QObject):
    """Tells of the suspend before it happens, where the platform lets us, and of the waking up.

    GUI thread only; nothing blocks. A suspend that nobody announced is seen afterwards by the clocks
    (``Clock.slept_ms``), so a platform without an answer loses nothing but the saving of the last minutes.
    The constructor raises ``NoSense`` where this way does not exist.
    """

    name: ClassVar[str]
    """What the backend is called, in the log and in ``doctor``."""

    falling_asleep = Signal()
    """The machine sleeps as soon as the slots connected directly to this have returned, or a little later."""
    awake = Signal()
    """It is awake again, or did not fall asleep after all."""
    changed = Signal()
    """``fault`` has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fault = ""
        """Why nobody announces a suspend just now, in one line; ``""`` while somebody does."""

    def begin(self) -> None:
        """Listen from now on."""
        raise NotImplementedError

    def close(self) -> None:
        """Give everything back; no signal comes any more."""
        raise NotImplementedError


class NullSleep(SleepWatch):
    """Where nobody announces it."""

    name = "none"

    def __init__(self, fault: str = "no suspend is announced here", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fault = fault

    def begin(self) -> None:
        """See ``SleepWatch``: there is nothing to listen to."""

    def close(self) -> None:
        """See ``SleepWatch``: nothing to give back."""
