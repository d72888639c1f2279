"""The history in words: whole, warm, and nothing held against anybody."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from deskbreak.i18n import _, ngettext
from deskbreak.ui.history.period import Days, Period, Scope
from deskbreak.ui.history.values import DayDone, ExerciseDone, HistoryShown, HowItWent, minutes
from deskbreak.ui.kit.today import ENOUGH, minutes_line


def title(period: Period) -> str:
    """Which days these are."""
    match period.scope:
        case Scope.DAY:
            return long_date(period.first)
        case Scope.WEEK:
            return _("{first} to {last}").format(first=short_date(period.first), last=short_date(period.last))
        case Scope.MONTH:
            month = QLocale().standaloneMonthName(period.first.month, QLocale.FormatType.LongFormat)
            return _("{month} {year}").format(month=month, year=period.first.year)
        case Scope.YEAR:
            return str(period.first.year)


def days_title(days: Days) -> str:
    """These days, with their weekdays: whoever typed them sees what was understood."""
    if days.first == days.last:
        return long_date(days.first)
    return _("{first} to {last}").format(first=long_date(days.first), last=long_date(days.last))


def how_much(days: Days, entries: int, routines: int) -> str:
    """How many entries there are of these days, and how many of them are routines."""
    if not entries:
        return _("{days}: nothing is recorded.").format(days=days_title(days))
    among = ngettext("{count} routine among them.", "{count} routines among them.", routines).format(count=routines)
    found = ngettext("{days}: {count} entry,", "{days}: {count} entries,", entries)
    return f"{found.format(days=days_title(days), count=entries)} {among}"


def sentence(shown: HistoryShown) -> str:
    """One for what is shown, and a friendly one for a week."""
    if not shown.recorded:
        return _("Nothing is recorded yet. After your first routine this is where you see it.")
    days = sum(day.moved > 0 for day in shown.days)
    moved = sum(day.moved for day in shown.days)
    total = minutes(moved)
    if not moved:
        return _quiet(shown)
    if shown.period.scope is Scope.DAY:
        if shown.period.first == shown.today:
            return minutes_line(moved * 1000)
        if not total:
            return _("Less than a minute of movement on this day.")
        return _("{minutes} min of movement on this day.").format(minutes=total)
    if not total:
        return ngettext(
            "You moved on {days} day, less than a minute in all: every bit counts.",
            "You moved on {days} days, less than a minute in all: every bit counts.",
            days,
        ).format(days=days)
    words = {"days": days, "minutes": total}
    if shown.period.scope is not Scope.WEEK:
        return ngettext(
            "You moved on {days} day, {minutes} min in all.", "You moved on {days} days, {minutes} min in all.", days
        ).format(**words)
    if total >= days * ENOUGH[0]:
        return ngettext(
            "You moved on {days} day, about {mean} min; {low} to {high} a day are enough.",
            "You moved on {days} days, about {mean} min a day; {low} to {high} are enough.",
            days,
        ).format(days=days, mean=minutes(moved // days), low=ENOUGH[0], high=ENOUGH[1])
    return ngettext(
        "You moved on {days} day, {minutes} min in all: every bit counts.",
        "You moved on {days} days, {minutes} min in all: every bit counts.",
        days,
    ).format(**words)


def day_words(day: DayDone) -> str:
    """All of one day in one line, as for a screen reader."""
    return f"{long_date(day.on)} · {counted(day)}"


def counted(day: DayDone) -> str:
    """What happened on it, and how often."""
    some = (
        _("{minutes} min of movement").format(minutes=day.minutes)
        if day.minutes
        else _("less than a minute of movement")
    )
    parts = [some] if day.moved else []
    parts += [
        _("{what}: {count}").format(what=_(how.value), count=day.times[how]) for how in HowItWent if how in day.times
    ]
    if day.pains:
        parts.append(_("{what}: {count}").format(what=_("it hurt"), count=day.pains))
    if day.nudges:
        parts.append(_("{what}: {count}").format(what=_("nudges"), count=day.nudges))
    return " · ".join(parts) or _("nothing recorded")


def days_table(days: tuple[DayDone, ...]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings, and a row for each day of which something is known."""
    heads = (_("Day"), _("minutes"), *(_(how.value) for how in HowItWent), _("it hurt"), _("nudges"))
    rows: list[tuple[str, ...]] = [
        (
            f"{weekday(day.on)} {short_date(day.on)}",
            day.minutes_text,
            *(str(day.times.get(how, 0)) for how in HowItWent),
            str(day.pains),
            str(day.nudges),
        )
        for day in days
        if not day.empty
    ]
    return heads, rows


def exercises_table(exercises: tuple[ExerciseDone, ...]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings, and a row for each exercise."""
    heads = (_("Exercise"), _("how often"), _("both sides"), _("step"), _("it hurt"))
    rows: list[tuple[str, ...]] = [
        (
            one.name,
            str(one.times),
            "–" if one.both_sides is None else str(one.both_sides),
            str(one.step) if one.step else "–",
            str(one.pains),
        )
        for one in exercises
    ]
    return heads, rows


def weekday(day: date) -> str:
    """Its short name."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def short_date(day: date) -> str:
    """In numbers."""
    locale, of = QLocale(), QDate(day.year, day.month, day.day)
    if locale.language() is QLocale.Language.C:
        return locale.toString(of, "yyyy-MM-dd")
    return locale.toString(of, QLocale.FormatType.ShortFormat)


def long_date(day: date) -> str:
    """With its weekday."""
    locale, of = QLocale(), QDate(day.year, day.month, day.day)
    if locale.language() is QLocale.Language.C:
        return locale.toString(of, "dddd, d MMMM yyyy")
    return locale.toString(of, QLocale.FormatType.LongFormat)


def _quiet(shown: HistoryShown) -> str:
    if shown.period.first <= shown.today <= shown.period.last:
        return _("Quiet so far. The next routine is a good place to begin.")
    return _("No exercise is recorded here. Such times are, and others come.")
