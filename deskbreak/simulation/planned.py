"""An office day as it would go: somebody types all through it and answers Start at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from deskbreak.engine.actions import Invite, Nudge
from deskbreak.engine.calendar.instant import local_time
from deskbreak.engine.calendar.office import OfficeDay, office_day
from deskbreak.engine.events import Reply
from deskbreak.engine.outlook import Outlook, outlook
from deskbreak.settings import Settings
from deskbreak.simulation.scenario import Scenario
from deskbreak.simulation.simulator import Simulation


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """``office``: its hours. All instants are UTC in ms.

    ``nudges``: when a posture tip would be shown. ``routines``: from when on each routine may be offered at a good
    moment, and when it would be at the latest.
    """

    office: OfficeDay
    nudges: tuple[int, ...]
    routines: tuple[tuple[int, int], ...]


def planned_run(settings: Settings, routine_takes: int, zone: str, day: date) -> Simulation | None:
    """The run of ``day`` through the engine, ``None`` for a day off. ``routine_takes`` in ms."""
    office = office_day(settings.office, settings.routine.after_lunch, zone, day)
    if office is None:
        return None
    start, end = (local_time(edge, zone).replace(tzinfo=None) for edge in (office.start, office.end))
    scenario = Scenario(start, end + timedelta(seconds=1), zone, settings, routine_takes)
    return Simulation(scenario, at_once=Reply.START)


def planned_day(settings: Settings, routine_takes: int, zone: str, day: date) -> PlannedDay | None:
    """What ``planned_run`` brings in ``day``, in short; ``None`` for a day off."""
    run = planned_run(settings, routine_takes, zone, day)
    office = office_day(settings.office, settings.routine.after_lunch, zone, day)
    if run is None or office is None:
        return None
    nudges: list[int] = []
    routines: list[tuple[int, int]] = []
    for one in run.run():
        if isinstance(one.action, Nudge):
            nudges.append(one.at.utc)
        elif isinstance(one.action, Invite):
            routines.append(_window(outlook(run.state, settings, one.at)))
    return PlannedDay(office, tuple(nudges), tuple(routines))


def _window(invited: Outlook) -> tuple[int, int]:
    """From when until when the routine may be offered that is offered now: before lunch, or after it."""
    begun = [span for span in invited.offers if span[0] <= invited.now]
    first, last = begun[-1] if begun else (invited.now, invited.now)
    return first, max(last, invited.now)
