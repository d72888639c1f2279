"""A whole day under given settings, today's or the next office day, as a picture and in words."""

from collections.abc import Callable
from datetime import date, timedelta

from deskbreak.engine.calendar.in_turn import routine_on
from deskbreak.engine.calendar.instant import Instant, local_time
from deskbreak.engine.calendar.office import OfficeDay, next_office_day, office_day
from deskbreak.i18n import _, clock_text, ngettext
from deskbreak.settings import Settings
from deskbreak.simulation.planned import PlannedDay, planned_day
from deskbreak.ui.kit.dates import day_name
from deskbreak.ui.kit.day_picture import DayShown


def day_preview(settings: Settings, takes: Callable[[str], int], now: Instant) -> DayShown:
    """How a whole day goes for somebody who types all through it: as today is, or, on a day off, the next office day.

    From the same run of the engine as ``deskbreak plan``. ``takes``: how long the routine of a name takes, in ms.
    """
    today = now.local.date()
    office = office_day(settings.office, settings.routine.after_lunch, now.zone, today)
    office = office or next_office_day(settings, now.utc, now.zone)
    if office is None:
        return DayShown(_("No office day"), (_("No day of the coming weeks is an office day: deskbreak stays quiet."),))
    planned = planned_day(settings, takes(routine_on(settings, office.date)), now.zone, office.date)
    return DayShown(_heading(office.date, today), ()) if planned is None else _shown(planned, now.zone, today)


def _heading(day: date, today: date) -> str:
    if day == today:
        return _("A whole day with these hours")  # much of today may be over
    if day - today == timedelta(days=1):
        return _("Tomorrow with these hours")
    return _("{day} with these hours").format(day=day_name(day))


def _shown(planned: PlannedDay, zone: str, today: date) -> DayShown:
    office = planned.office

    def share(at: int) -> float:
        return (at - office.start) / (office.end - office.start)

    def clock(at: int) -> str:
        return clock_text(local_time(at, zone).replace(second=0))

    routines = [(first, min(last, office.wind_down)) for first, last in planned.routines]
    told = [(first, _routine(clock(first), clock(last))) for first, last in routines]
    if planned.nudges:
        times = ", ".join(map(clock, planned.nudges))
        words = ngettext("{times}: a nudge", "{times}: nudges", len(planned.nudges))
        told.append((planned.nudges[0], words.format(times=times)))
    if office.lunch is not None:
        first, last = office.lunch
        told.append((first, _("{start} to {end}: lunch, and quiet").format(start=clock(first), end=clock(last))))
    if office.wind_down < office.end:
        told.append((office.wind_down, _("From {time} on: quiet").format(time=clock(office.wind_down))))
    quiet = [office.lunch] if office.lunch is not None else []
    quiet += [(office.wind_down, office.end)] if office.wind_down < office.end else []
    return DayShown(
        _heading(office.date, today),
        tuple(line for _at, line in sorted(told)),
        quiet=tuple((share(first), share(last)) for first, last in quiet),
        routines=tuple((share(first), share(last)) for first, last in routines),
        nudges=tuple(share(nudge) for nudge in planned.nudges),
        hours=_hours(office, zone),
    )


def _routine(first: str, last: str) -> str:
    if first == last:
        return _("{time}: a routine").format(time=first)
    return _("{start} to {end}: a routine, when your hands rest").format(start=first, end=last)


def _hours(office: OfficeDay, zone: str) -> tuple[tuple[float, str], ...]:
    """Both ends, and the whole hours between that are no nearer to them than half an hour."""
    hour, length = 3_600_000, office.end - office.start
    start = local_time(office.start, zone)
    first = office.start + hour - (start.minute * 60 + start.second) * 1000
    inner = [at for at in range(first, office.end, hour) if min(at - office.start, office.end - at) >= hour // 2]
    return tuple(
        ((at - office.start) / length, clock_text(local_time(at, zone).replace(second=0)))
        for at in (office.start, *inner, office.end)
    )
