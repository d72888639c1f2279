"""One turn of the engine: the state as it changes within a single ``step``, and the actions decided so far."""

from dataclasses import replace

from deskbreak.engine.actions import Action, Outcome, Record
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import OfficeDay, office_at
from deskbreak.engine.reasons import HOLDS, Hold
from deskbreak.engine.rules import signs
from deskbreak.engine.state import Clocks, Here, Invitation, State
from deskbreak.settings import Settings

QUIET = frozenset({*HOLDS, Hold.LUNCH, Hold.PAUSED})
"""The holds after the last of which ``grace`` is given (H1)."""


class Turn:
    """A state under way to the next one, at one instant and under one set of settings.

    Lives for one ``step``, or for one question. It has what ``State`` has, but for the time, and the rules change it.
    """

    def __init__(self, state: State, at: Instant, settings: Settings) -> None:
        self.at = at
        self.now = at.mono
        self.settings = settings
        self.before = state
        """The state as it was when time last passed."""
        self.office: OfficeDay | None = office_at(settings, at.utc, at.zone)
        self.actions: list[Action] = []
        self.take_over(state)

    def take_over(self, state: State) -> None:
        """Go on from what ``state`` says of everything but the time."""
        self.machine = state.machine
        self.whereabouts = state.whereabouts
        self.holds = state.holds
        self.grace_at = state.grace_at
        self.paused = state.paused
        self.day = state.day
        self.routine = state.routine
        self.not_before = state.not_before
        self.tips = state.tips
        self.pains = state.pains
        self.statuses = state.statuses
        self.owed = state.owed
        self.stopped_at = state.stopped_at
        self.told_pain = state.told_pain

    @property
    def state(self) -> State:
        """The state by now: a value of its own, which nothing changes any more."""
        return State(
            last=self.at,
            machine=self.machine,
            whereabouts=self.whereabouts,
            holds=self.holds,
            grace_at=self.grace_at,
            paused=self.paused,
            day=self.day,
            routine=self.routine,
            not_before=self.not_before,
            tips=self.tips,
            pains=self.pains,
            statuses=self.statuses,
            owed=self.owed,
            stopped_at=self.stopped_at,
            told_pain=self.told_pain,
        )

    def do(self, action: Action) -> None:
        """Decide on an action."""
        self.actions.append(action)

    def record(self, outcome: Outcome, *, detail: str = "") -> None:
        """Keep a row in history, at this instant."""
        self.do(Record(outcome, self.at.utc, detail=detail))

    @property
    def clocks(self) -> Clocks | None:
        """The stopwatches, while they run."""
        return None if self.day is None else self.day.clocks

    @clocks.setter
    def clocks(self, clocks: Clocks) -> None:
        """Nothing if no office day has begun yet; nor for an invitation."""
        if self.day is not None:
            self.day = replace(self.day, clocks=clocks)

    @property
    def invitation(self) -> Invitation | None:
        """The invitation that is open or pending."""
        return None if self.day is None else self.day.invitation

    @invitation.setter
    def invitation(self, invitation: Invitation | None) -> None:
        if self.day is not None:
            self.day = replace(self.day, invitation=invitation)

    @property
    def ripe_at(self) -> int | None:
        """When the routine is or was ripe; ``None`` while its clock does not run."""
        clocks = self.clocks
        return None if clocks is None else clocks.routine + clocks.back + self.settings.routine.every[0]

    @property
    def due_at(self) -> int | None:
        """When the routine is or was due."""
        clocks = self.clocks
        return None if clocks is None else clocks.routine + clocks.back + self.settings.routine.every[1]

    @property
    def retry_at(self) -> int | None:
        """D3: before when no routine is offered after one that was stopped early; ``None``: that is no matter."""
        return None if self.stopped_at is None else self.stopped_at + self.settings.routine.retry

    def may_offer(self, when: int) -> bool:
        """Whether, as things stand, the routine may be offered at ``when``: no meal, postponement, D3 or D5 (N2)."""
        if self.day is None or self.pains.latest == self.day.date:
            return False
        if self.office is not None and self.office.in_meal(self.at.utc + when - self.now):
            return False
        return all(until is None or until <= when for until in (self.not_before, self.retry_at))

    @property
    def would_offer(self) -> bool:
        """Whether a good moment (D1) would be used, if nothing held just now."""
        ripe = self.ripe_at
        return ripe is not None and ripe <= self.now and self.may_offer(self.now)

    def in_scheduled_silence(self, when: int) -> bool:
        """Whether lunch, the wind-down or the end of office hours will keep everything back at ``when``."""
        utc, office = self.at.utc + when - self.now, self.office
        return office is None or utc >= office.wind_down or office.in_lunch(utc)

    @property
    def here(self) -> bool:
        """Whether somebody is present."""
        return isinstance(self.whereabouts, Here)

    @property
    def back_at(self) -> int | None:
        """When the last absence ended; ``None`` in one, and before any."""
        return self.whereabouts.back_at if isinstance(self.whereabouts, Here) else None

    @property
    def engaged(self) -> bool:
        """Whether somebody counts as there without any input: a routine is open, or they say what they do (U4)."""
        return self.routine is not None or bool(self.statuses)

    @property
    def held(self) -> bool:
        """Whether everything is kept back: by any hold but ``meal``, which keeps back the routine only (H3)."""
        return _all_held(self.holds)

    @property
    def was_held(self) -> bool:
        """Whether everything was, when time last passed."""
        return _all_held(self.before.holds)

    @property
    def in_blip(self) -> bool:
        """Whether nothing new is shown just now, as there is a sign that may be over in a moment (H5)."""
        return bool(self.machine.signs) and signs.in_blip(self.machine, self.now, self.settings)

    @property
    def silent(self) -> bool:
        """Whether nothing new is shown: a hold keeps everything back, or there is a blip."""
        return self.held or self.in_blip

    def zero(self, *, routine: bool = False, nudge: bool = False, seated: bool = False) -> None:
        """Put stopwatches back to 0, if they run."""
        clocks = self.clocks
        if clocks is not None:
            self.clocks = Clocks(
                routine=self.now if routine else clocks.routine,
                nudge=self.now if nudge else clocks.nudge,
                seated=self.now if seated else clocks.seated,
                back=0 if routine else clocks.back,
            )


def _all_held(holds: tuple[tuple[Hold, int], ...]) -> bool:
    return bool(holds) and any(hold is not Hold.MEAL for hold, _ in holds)
