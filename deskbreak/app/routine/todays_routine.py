"""What is done when a routine opens: which exercises, how much of them, and where to begin."""

from dataclasses import dataclass

from deskbreak.app.in_force import InForce
from deskbreak.app.routine.routine_history import RoutineHistory, Stopped
from deskbreak.coach.content.routine_file import AROUND, DAY_END, OPENER, Routine
from deskbreak.coach.frame import Side
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.run import Kept
from deskbreak.coach.script import KEY_HERE
from deskbreak.engine.actions import Version
from deskbreak.engine.events import Manner
from deskbreak.i18n import language
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library

MINUTE_ROUTINE = "minute"
"""The id of the one-minute version (I2), which takes its exercises in turn."""
DISCREET = "discreet"
"""The way to do the exercises that ``[coach] discreet`` asks for."""

_SIDED = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class TodaysRoutine:
    """``manner``: how it is done, without a place; ``kept``: where one may go on, ``number`` that exercise, from 1."""

    plan: Plan
    manner: Manner
    kept: Kept | None = None
    number: int = 0

    @property
    def exercises(self) -> int:
        """How many exercises it has; what is done before and after them is none of these."""
        return sum(part.id not in AROUND for part in self.plan.parts)


def todays_routine(
    library: Library,
    now: InForce,
    routine_history: RoutineHistory,
    version: Version,
    since: int | None = None,
) -> TodaysRoutine | None:
    """Today's routine (D8) as it would be done now; ``None`` if every exercise of it is left out (D5).

    ``since``: the UTC ms at which a place must still have been kept, if not now.
    """
    settings, left_out = now.settings, frozenset(now.state.pains.left_out)
    routine, short = library.routine(now.routine), version is Version.SHORT
    if short:
        minute = library.routines.get(MINUTE_ROUTINE)
        if minute is not None and _doable(minute, left_out):
            routine, short = minute, False
    if not _doable(routine, left_out):
        return None
    stopped = routine_history.stopped(since) if version is Version.FULL else None
    if stopped is not None and not _goes_on(routine, left_out, stopped):
        stopped = None
    layout = _laid_out(library, settings, routine_history, routine, left_out, version, stopped, short=short)
    manner = Manner(
        routine.id, 0 if version is Version.SHORT else _step(settings, routine_history, stopped), _side(layout)
    )
    if stopped is None:
        return TodaysRoutine(layout, manner)
    ids = [part.id for part in layout.parts]
    number = ids.index(stopped.kept.exercise) + 1 if stopped.kept.exercise in ids else 0
    return TodaysRoutine(layout, manner, stopped.kept if number > 1 else None, number)  # the first is the start itself


def _laid_out(
    library: Library,
    settings: Settings,
    routine_history: RoutineHistory,
    routine: Routine,
    left_out: frozenset[str],
    version: Version,
    stopped: Stopped | None,
    *,
    short: bool,
) -> Plan:
    first = version is Version.FULL and routine_history.first_today()
    side = Side(stopped.manner.side) if stopped is not None and stopped.manner.side else Side.LEFT
    return plan(
        routine,
        library.exercises,
        left_out,
        short=short,
        language=language(settings.coach.language),
        step=_step(settings, routine_history, stopped),
        first_side=side,
        variant=DISCREET if settings.coach.discreet else "",
        setup=settings.coach.setup_step and first,
        before=(OPENER,) if settings.coach.opener and first else (),
        after=(DAY_END,) if settings.coach.day_end and version is Version.FULL and routine_history.last_today() else (),
        turn=routine_history.turn(routine.id) if stopped is None else _part(routine, left_out, stopped),
        careful=routine_history.new_to(routine.exercises),
        hurts_key=KEY_HERE if routine_history.tells_the_key() else "",
    )


def _goes_on(routine: Routine, left_out: frozenset[str], stopped: Stopped) -> bool:
    """Whether it is this one that was stopped; where each exercise is a routine of its own, the next one comes."""
    if stopped.manner.routine != routine.id or routine.rotate == 1:
        return False
    return not routine.rotate or stopped.kept.exercise in _left(routine, left_out)


def _part(routine: Routine, left_out: frozenset[str], stopped: Stopped) -> int:
    """The number (from 0) of the part in which it was stopped: the turn that has it, and the first side first."""
    parts = routine.parts(_left(routine, left_out))
    return next((number for number, part in enumerate(parts) if stopped.kept.exercise in part), 0)


def _left(routine: Routine, left_out: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in routine.exercises if one not in left_out)


def _step(settings: Settings, routine_history: RoutineHistory, stopped: Stopped | None) -> int:
    """That of the one to go on with, lest it be another routine than before."""
    if stopped is not None and stopped.manner.step and not settings.coach.step:
        return stopped.manner.step
    return routine_history.step()


def _side(layout: Plan) -> str:
    """Which side comes first; ``""`` where there are none."""
    return next((beat.side.value for beat in layout.beats if beat.repetition and beat.side in _SIDED), "")


def _doable(routine: Routine, left_out: frozenset[str]) -> bool:
    return not set(routine.exercises) <= left_out
