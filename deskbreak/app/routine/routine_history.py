"""What the history says of the routines: how much to do today, where to go on, and what is worth saying at the end."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deskbreak.app.in_force import InForce
from deskbreak.coach.progression import Felt, Session, StepProgress, step_today
from deskbreak.coach.run import Kept
from deskbreak.engine.actions import Outcome, Record
from deskbreak.engine.calendar.instant import local_time
from deskbreak.engine.calendar.office import office_at, today
from deskbreak.engine.events import Manner
from deskbreak.settings import MINUTE, SECOND
from deskbreak.store.history.history import History, Row
from deskbreak.store.memory import MemoryFile

KEPT_FOR = 30 * MINUTE
"""How long the place of a routine that was stopped early is kept."""
GONE_ON = 2 * KEPT_FOR
"""How much later it may be gone on with: an invitation that offers it keeps it once more as long."""
FIRST_WEEK = timedelta(days=7)
SESSIONS_WITH_CARE = 3
"""So many times an exercise's caution is said."""

_DONE = frozenset({Outcome.COMPLETED, Outcome.SHORT, Outcome.PARTIAL})
_BROKEN_OFF = frozenset({Outcome.STOPPED, Outcome.PARTIAL})


@dataclass(frozen=True, slots=True)
class Stopped:
    """A routine that was broken off a little while ago: how it was done, and the place that is kept."""

    manner: Manner
    kept: Kept


class RoutineHistory:
    """Reads ``history`` as of the engine's last instant (``now``), and keeps what people say of their routines in it.

    ``memory`` has what is not history: the step chosen by hand, and what was said once.
    """

    def __init__(
        self,
        history: History,
        now: Callable[[], InForce],
        memory: MemoryFile,
    ) -> None:
        self._history = history
        self._now = now
        self._memory = memory

    def step(self) -> int:
        """Today's step of progress, 1 to 6."""
        return self._step(self._date())

    def step_tomorrow(self) -> int:
        """That of tomorrow, if today stays as it is."""
        return self._step(self._date() + timedelta(days=1))

    def choose(self, step: int) -> None:
        """That step it is, from the next routine on; progress goes on from there."""
        self._memory.keep(replace(self._memory.value, chosen=(step, self._now().state.last.utc)))

    def turn(self, routine: str) -> int:
        """How many times the routine of this id has been done, in one go or in several."""
        count, counted, before = 0, False, None
        for row in self._history.routines():
            if row.manner.routine != routine or _left_at_once(row):
                continue
            counted = counted and before is not None and _goes_on(before, row)
            if row.what in _DONE and not counted:
                count, counted = count + 1, True
            before = row
        return count

    def first_today(self) -> bool:
        """Whether nothing has been exercised yet on this day."""
        now = self._now()
        state, settings = now.state, now.settings
        first, last = today(settings, state.last.utc, state.last.zone)
        return not any(first <= row.at < last and row.seconds for row in self._history.routines())

    def last_today(self) -> bool:
        """Whether no further routine can come in these office hours, once one is done now."""
        now = self._now()
        last, settings = now.state.last, now.settings
        office = office_at(settings, last.utc, last.zone)
        return office is not None and last.utc + settings.routine.every[0] >= office.wind_down

    def new_to(self, exercises: Iterable[str]) -> frozenset[str]:
        """Those of ``exercises`` (ids) that have not been done in ``SESSIONS_WITH_CARE`` routines yet."""
        times = Counter(exercise for row in self._history.routines() for exercise in set(row.exercises))
        return frozenset(one for one in exercises if times[one] < SESSIONS_WITH_CARE)

    def tells_the_key(self) -> bool:
        """Whether the key for *It hurts* has still to be told."""
        return not self._memory.value.hurts_told

    def key_told(self) -> None:
        """It has been told: once is enough."""
        self._memory.keep(replace(self._memory.value, hurts_told=True))

    def stopped(self, since: int | None = None) -> Stopped | None:
        """The routine that one can go on with, broken off no longer than ``KEPT_FOR`` before ``since`` (UTC ms; now).

        What was done of it in several goes counts together.
        """
        at = self._now().state.last.utc if since is None else since
        found: Row | None = None
        done = 0
        for row in reversed(self._history.routines()):
            if _left_at_once(row):
                continue
            if row.what not in _BROKEN_OFF or not 0 <= at - row.at <= KEPT_FOR or not row.manner.place:
                break
            if found is not None and replace(row.manner, place="") != replace(found.manner, place=""):
                break
            found = found or row
            done += row.seconds
            at = row.at - row.seconds * SECOND
        return None if found is None else Stopped(found.manner, Kept(found.manner.place, float(done)))

    def felt(self, record: Record, how: str) -> None:
        """Keep how the recorded routine was (a value of ``Felt``)."""
        for row in self._history.rows(record.at, record.at + 1):
            if row.what is record.outcome and row.detail == record.detail:
                self._history.add(replace(row, felt=how))

    def tells_when_results_show(self) -> bool:
        """Whether it is to be said now when results can be expected: once, after a routine in the first week."""
        if self._memory.value.results_told:
            return False
        began = next((_date(row) for row in self._history.routines() if row.what in _DONE), None)
        if began is None or self._date() - began >= FIRST_WEEK:
            return False
        self._memory.keep(replace(self._memory.value, results_told=True))
        return True

    def _step(self, day: date) -> int:
        rows, begin = self._history.routines(), None
        chosen = self._memory.value.chosen
        if chosen is not None:
            step, at = chosen
            begin = StepProgress(step)
            rows = [Row(Outcome.STOPPED, at, 0), *(row for row in rows if row.at > at)]
        return step_today((_session(row) for row in rows), day, self._now().settings.coach.step, begin)

    def _date(self) -> date:
        last = self._now().state.last
        return local_time(last.utc, last.zone).date()


def _left_at_once(row: Row) -> bool:
    return row.what is Outcome.STOPPED and not row.seconds


def _goes_on(before: Row, row: Row) -> bool:
    """Whether ``row`` is of the routine that was broken off in ``before``, soon after it."""
    place, since = before.manner.place, row.at - row.seconds * SECOND
    if before.what not in _BROKEN_OFF or not place or since - before.at > GONE_ON:
        return False
    return replace(row.manner, place=place) == before.manner and place in (*row.exercises, row.manner.place)


def _session(row: Row) -> Session:
    """A row as progress counts it; the one-minute version has no step (``0``)."""
    felt = next((felt for felt in Felt if felt.value == row.felt), Felt.UNTOLD)
    return Session(_date(row), row.manner.step, row.what is Outcome.COMPLETED, felt, row.what is Outcome.PAIN)


def _date(row: Row) -> date:
    return (local_time(row.at, "UTC") + timedelta(seconds=row.offset)).date()
