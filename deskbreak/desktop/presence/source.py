"""How long there has been no input: the interface."""

from typing import Protocol


class IdleSource(Protocol):
    """Tells when the user last touched mouse or keyboard. Asked now and then, from the GUI thread."""

    def idle_ms(self) -> int | None:
        """Milliseconds of the machine's time since the last input; None: unknown, which is never taken for a break.

        A question to the display server on this machine: well under a millisecond. Never raises.
        """
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class NoIdleSource(OSError):
    """This way of asking does not exist here; the text says why."""


class NullIdle:
    """Where nobody can tell."""

    def idle_ms(self) -> None:
        """See ``IdleSource``: unknown."""
        return

    def close(self) -> None:
        """See ``IdleSource``: nothing to give back."""
