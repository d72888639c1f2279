"""What the machine shows, and what of that the engine has not been told yet."""

import logging
import math
from collections.abc import Callable
from typing import Protocol

from deskbreak.app.machine.last_input import IdleSource, LastInput
from deskbreak.desktop.time.clock import Clock
from deskbreak.engine.attention import Attention
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import (
    Event,
    Idle,
    Input,
    Launch,
    Lock,
    Looked,
    Resume,
    SignBegan,
    SignEnded,
    Suspend,
    Unlock,
)
from deskbreak.engine.reasons import Sign
from deskbreak.engine.state import Gone, State
from deskbreak.settings import SECOND, Settings

log = logging.getLogger(__name__)

TOUCH_MS = 1_000
"""After how many ms without input the next input is told of, while nobody is there."""


class MachineSenses(IdleSource, Protocol):
    """What the machine shows, as far as is known; it says by itself when that changes (``Driver.look``)."""

    @property
    def locked(self) -> bool:
        """Whether the session is known to be locked."""
        ...

    @property
    def signs(self) -> frozenset[Sign]:
        """The reasons to keep quiet that are known to be there."""
        ...

    @property
    def pulls(self) -> bool:
        """Whether there are signs that it tells only when it is asked."""
        ...

    def why(self, sign: Sign) -> tuple[str, str]:
        """What speaks for ``sign`` now, and who that says it is; ``""`` where that is not known."""
        ...

    def watch(self, spans: frozenset[int]) -> None:
        """Say so when there was no input for one of these spans (real ms), and at the next input after that."""
        ...

    def ask(self, then: Callable[[], None]) -> None:
        """Bring ``signs`` up to date; ``then`` is called soon, perhaps at once, whether that went well or not."""
        ...


class MachineEvents:
    """Turns what ``machine`` shows into the engine's events, at the instants of ``clock``."""

    def __init__(self, machine: MachineSenses, clock: Clock) -> None:
        self.machine = machine
        self._clock = clock
        self._input = LastInput(clock, machine)
        self._spans: frozenset[int] = frozenset()

    def launch(self) -> list[Event]:
        """A start on a saved state (S1)."""
        since = self._input.mono()
        at = self._clock.now()
        return [Launch(at, since, self.machine.locked, self.machine.signs), *self._continuous(since)]

    def around(self, make: Callable[[Instant], Event], state: State) -> list[Event]:
        """The event that ``make`` makes for now, and around it what the engine does not know as of ``state``."""
        seen, since = self._seen(state)
        return [*seen, make(self._clock.now()), *self._continuous(since)]

    def looked(self, at: Instant) -> Looked:
        """The signs, just asked for, as of ``at``."""
        return Looked(at, self.machine.signs)

    def attend(self, of_interest: Attention, state: State, settings: Settings) -> None:
        """Have the input watched for what is of interest after ``state``, and for nothing else."""
        pauses = [settings.away.after] + ([] if of_interest.pause is None else [of_interest.pause])
        if isinstance(state.whereabouts, Gone):  # after a suspend there may have been input a moment before it
            pauses.append(TOUCH_MS)
        spans = frozenset(math.ceil(pause / self._clock.speed) for pause in pauses)
        if spans != self._spans:
            self._spans = spans
            self.machine.watch(spans)

    def _seen(self, state: State) -> tuple[list[Event], int | None]:
        """A suspend that nobody announced, the last input (which is told apart, too), a lock, signs."""
        slept = self._clock.slept_ms()
        if slept:
            log.info("the machine slept for %d s", slept // SECOND)
            self._input.slept(slept)
        asleep, since, now = self._clock.ago(slept), self._input.mono(), self._clock.now()
        seen: list[Event] = []
        if slept:
            if since is not None and since < asleep.mono:
                seen.append(Idle(asleep, since))
            seen.append(Suspend(asleep))
        if since is not None:  # before the Resume, so that a machine that woke by itself brings nobody back
            seen.append(Idle(now, since))
        elif state.machine.idle_since is not None:  # what is not known any more is no absence, nor was it one
            seen += [Idle(now, now.mono), Input(now)]
        if self.machine.locked != (state.machine.locked_at is not None):
            seen.append(Lock(now) if self.machine.locked else Unlock(now))
        known, shown = state.machine.showing, self.machine.signs
        seen += (SignBegan(now, sign) for sign in Sign if sign in shown and sign not in known)
        seen += (SignEnded(now, sign) for sign in Sign if sign in known and sign not in shown)
        if slept:
            seen.append(Resume(now))
        return seen, since

    def _continuous(self, since: int | None) -> list[Event]:
        """As long as the machine will say when the input has stopped, nobody need be woken to ask."""
        now = self._clock.now()
        watched = min(self._spans, default=0) * self._clock.speed
        return [Input(now)] if since is not None and now.mono - since < watched else []
