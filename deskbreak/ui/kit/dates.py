"""Times, days and lengths of time, as people tell them in their locale."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from deskbreak.engine.calendar.instant import local_time
from deskbreak.i18n import _, clock_text, ngettext
from deskbreak.settings import TimeRange

MINUTE = 60_000


def span(ms: int) -> str:
    """A span in words: "under a minute", "48 min", "2 h", "1 h 20 min", "3 days"."""
    minutes = ms // MINUTE
    if minutes < 1:
        return _("under a minute")
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return ngettext("{days} day", "{days} days", hours // 24).format(days=hours // 24)
    if minutes == 0:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def clock_time(moment: datetime) -> str:
    """A time of day as the command line writes it too (``clock_text``), without seconds."""
    return clock_text(moment.replace(second=0))


def over_midnight(hours: TimeRange) -> str:
    """Until when ``hours`` last and how long they are, where they end on the next day, which may be a slip; else ""."""
    if not hours.over_midnight:
        return ""
    end = clock_text(datetime(2000, 1, 1, *divmod(hours.end, 60)))  # noqa: DTZ001 - the time of day alone is told
    return _("until {time} the next day ({length})").format(time=end, length=span(hours.minutes * MINUTE))


def until(at: int, now: int, zone: str) -> str:
    """An instant to be put after "until": "14:30", "tomorrow, 9:00", "Monday, 9:00"."""
    moment, time = local_time(at, zone), clock_at(at, zone)
    match days_on(at, now, zone):
        case 0:
            return time
        case 1:
            return _("tomorrow, {time}").format(time=time)
        case days if 0 < days < 7:
            return _("{day}, {time}").format(day=day_name(moment), time=time)
    return _("{date}, {time}").format(date=_date(moment), time=time)


def moment_at(at: int, now: int, zone: str) -> str:
    """An instant that stands by itself: "at 14:30", "tomorrow at 9:00", "on Monday at 9:00"."""
    moment, time = local_time(at, zone), clock_at(at, zone)
    match days_on(at, now, zone):
        case 0:
            return _("at {time}").format(time=time)
        case 1:
            return _("tomorrow at {time}").format(time=time)
        case days if 0 < days < 7:
            return _("on {day} at {time}").format(day=day_name(moment), time=time)
    return _("on {date} at {time}").format(date=_date(moment), time=time)


def since(at: int, now: int, zone: str) -> str:
    """An instant to be put after "since": "10:40", or with its day if that was not today."""
    moment, time = local_time(at, zone), clock_at(at, zone)
    match days_on(at, now, zone):
        case 0:
            return time
        case -1:
            return _("yesterday, {time}").format(time=time)
        case days if -7 < days < 0:
            return _("{day}, {time}").format(day=day_name(moment), time=time)
    return _("{date}, {time}").format(date=_date(moment), time=time)


def days_on(at: int, now: int, zone: str) -> int:
    """How many days after today's date ``at`` lies."""
    return (local_time(at, zone).date() - local_time(now, zone).date()) // timedelta(days=1)


def clock_at(at: int, zone: str) -> str:
    return clock_time(local_time(at, zone))


def day_name(day: date) -> str:
    """Its weekday, in the user's language."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def _date(moment: datetime) -> str:
    locale, date = QLocale(), QDate(moment.year, moment.month, moment.day)
    if locale.language() is QLocale.Language.C:
        return locale.toString(date, "d MMMM yyyy")
    return locale.toString(date, QLocale.FormatType.LongFormat)
