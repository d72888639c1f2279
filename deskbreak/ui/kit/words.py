"""An outlook told in sentences: for the tray's menu and tooltip, and for the status window.

Times are told as instants ("since 10:40", "until 14:30"), not as countdowns: such a sentence stays true while nothing
happens, so nobody has to wake up to repaint it.
"""

from PySide6.QtCore import QLocale

from deskbreak.engine.events import UserStatus
from deskbreak.engine.outlook import Mood, Outlook
from deskbreak.engine.reasons import HOLDS, SIGNS, Hold, Sign, question_of, questions_of
from deskbreak.i18n import _, ngettext
from deskbreak.ui.kit.dates import clock_at, days_on, moment_at, since, span, until

PASSING = frozenset({Hold.SETTLE, Hold.GRACE})
"""Holds that end by themselves, a minute or two after what they follow."""


def headline(outlook: Outlook) -> str:
    """The one sentence that matters most just now."""
    if outlook.mood is Mood.WORKING:
        if outlook.invited:
            return _("Routine invitation waiting")
        coming = [text for _at, text in sorted(_coming(outlook))]
        if outlook.out_today:
            coming.append(_("No further routine today"))
        return " · ".join(coming) or _("Nothing more today")
    return _state(outlook)


def lines(outlook: Outlook) -> tuple[str, ...]:
    """What is going on, what comes next and when: short rows, the most important first.

    Paused and away say nothing of what comes: nothing does before their end, and the clocks of an absence stand still.
    What the user says of themselves (U4) is always there: who has just said it hears that it was understood.
    """
    if outlook.mood is Mood.ROUTINE and any(hold is Hold.PAUSED for hold, _began in outlook.held_by):
        return (_state(outlook), _hold(Hold.PAUSED, outlook), *_statuses(outlook))
    if outlook.mood not in (Mood.WORKING, Mood.HELD):
        return (_state(outlook), *_statuses(outlook))
    rows = [text for _at, text in sorted(_coming(outlook))]
    if outlook.out_today:
        rows.append(_("No further routine today"))
    rows += [not_counted(sign, by, who) for sign, by, who in outlook.doubted]
    rows += _statuses(outlook)
    if outlook.mood is Mood.HELD:
        return (_state(outlook), *rows)
    if outlook.invited:
        rows.insert(0, _("Routine invitation waiting"))
    return (*(rows or [_("Nothing more today")]), sitting_since(outlook))


def tooltip(outlook: Outlook, speed: float = 1, faults: int = 0) -> str:
    """The headline in one line, with what else has to be known: a fast clock, faults in the settings."""
    told = [headline(outlook)]
    if faults:
        told.append(faults_line(faults))
    if speed != 1:
        told.append(speed_line(speed))
    return " · ".join(told)


def speed_line(speed: float) -> str:
    """That the clock runs ``speed`` times faster (``--speed``)."""
    return _("{speed}× speed").format(speed=QLocale().toString(float(speed), "g", 6))


def faults_line(faults: int) -> str:
    """That the settings have ``faults`` faults, and where to hear more."""
    return ngettext(
        "Your settings have a fault; “Today…” says which",
        "Your settings have {count} faults; “Today…” says which",
        faults,
    ).format(count=faults)


def sitting(outlook: Outlook) -> str:
    """How long the user has been sitting, as of the outlook's own instant."""
    return _("You have been sitting for {span}").format(span=span(outlook.seated))


def sitting_since(outlook: Outlook) -> str:
    """The same as an instant, which stays true."""
    return _("Sitting since {time}").format(time=clock_at(outlook.now - outlook.seated, outlook.zone))


def left_out(exercise: str, name: str) -> str:
    """That an exercise is left out for hurting (D5), and by which command it comes back; ``exercise`` is its id."""
    text = _("Left out because it hurt: {exercise}. To have it back: deskbreak put-back {id}")
    return text.format(exercise=name, id=exercise)


def not_counted(sign: Sign, by: str, who: str) -> str:
    """What has gone on for too long to be believed (H6): ``by`` whom it is noticed, and which program (``who``)."""
    asked = question_of(sign, by) or next(iter(questions_of(sign).values()))
    return _named(_(asked.not_counted), who) if asked.not_counted else ""


def next_routine(outlook: Outlook) -> str:
    """When the next routine comes, or "" where nothing is known of it: for the end of a routine."""
    if outlook.out_today:
        return _("No further routine today")
    return _routine(outlook)


def user_status(what: UserStatus, outlook: Outlook) -> str:
    """What the user has said to be doing, "" if nothing of that kind."""
    return next((_user_status(one, end, outlook) for one, end in outlook.statuses if one is what), "")


def _state(outlook: Outlook) -> str:
    match outlook.mood:
        case Mood.ROUTINE:
            return _hold(Hold.ROUTINE, outlook)
        case Mood.PAUSED:
            return _hold(Hold.PAUSED, outlook)
        case Mood.OFF:
            return _hold(Hold.OFF, outlook)
        case Mood.AWAY:
            return _hold(Hold.AWAY, outlook)
        case Mood.WORKING:
            return headline(outlook)
        case Mood.HELD:
            keeping = _keeping(outlook)
            return _("Quiet for a moment") if keeping is None else _hold(keeping, outlook)


def _keeping(outlook: Outlook) -> Hold | None:
    """The hold that is told as the reason to keep quiet: one that lasts, before one that is over in a moment."""
    told = [hold for hold, _began in outlook.held_by if hold is not Hold.MEAL]
    return next((hold for hold in told if hold not in PASSING), next(iter(told), None))


def _hold(hold: Hold, outlook: Outlook) -> str:
    """One hold in words, warm and short (H1)."""
    now, zone = outlook.now, outlook.zone
    began = dict(outlook.held_by).get(hold)
    start = since(began, now, zone) if began is not None else ""
    match hold:
        case Hold.OFF:
            if outlook.off_until is None:
                return _("Outside office hours")
            return _("Outside office hours; back {moment}").format(moment=moment_at(outlook.off_until, now, zone))
        case Hold.LUNCH:
            if outlook.lunch_end is None:
                return _("Quiet: lunch")
            return _("Quiet: lunch until {time}").format(time=until(outlook.lunch_end, now, zone))
        case Hold.MEAL:
            return _("Quiet while lunch settles")
        case Hold.WIND_DOWN:
            if outlook.office_end is None:
                return _("Quiet: the day is winding down")
            return _("Quiet: the day ends {moment}").format(moment=moment_at(outlook.office_end, now, zone))
        case Hold.PAUSED:
            if outlook.paused_until is None:
                return _("Paused until you resume")
            return _("Paused until {time}").format(time=until(outlook.paused_until, now, zone))
        case Hold.AWAY:
            return _dated(_("Away since {time}"), _("Away"), start)
        case Hold.SETTLE:
            return _("Settling in after your break")
        case Hold.CALL:
            return _call(outlook, start)
        case Hold.ROUTINE:
            return _("Your routine is open")
        case Hold.GRACE:
            return _("Quiet: you have just become free")
        case _:  # the others are holds of signs
            return _of_signs(hold, outlook, start)


def _call(outlook: Outlook, start: str) -> str:
    """In a call: what the user says comes before what the machine shows."""
    for what, end in outlook.statuses:
        if what is UserStatus.MEETING and end is None:
            return _("Quiet: in a meeting until you say it is over")
        if what is UserStatus.MEETING and end is not None:
            return _("Quiet: in a meeting until {time}").format(time=until(end, outlook.now, outlook.zone))
    return _of_signs(Hold.CALL, outlook, start)


def _of_signs(hold: Hold, outlook: Outlook, start: str) -> str:
    """A hold that signs speak for: by what it is noticed, if there are several ways, and which program it is."""
    speaking = ((sign, by, who) for sign, by, who in outlook.causes if SIGNS[sign].hold is hold)
    sign, by, who = next(speaking, (None, "", ""))
    asked = None if sign is None else question_of(sign, by)
    told = asked if asked is not None and asked.held else HOLDS[hold]
    return _named(_dated(_(told.held_since), _(told.held), start), who)


def _named(text: str, who: str) -> str:
    return _("{text} ({who})").format(text=text, who=who) if who else text


def _statuses(outlook: Outlook) -> list[str]:
    """What the user says of themselves, but for what the state says already."""
    told = outlook.mood is Mood.HELD and _keeping(outlook) is Hold.CALL
    return [
        _user_status(what, end, outlook) for what, end in outlook.statuses if not (told and what is UserStatus.MEETING)
    ]


def _user_status(what: UserStatus, end: int | None, outlook: Outlook) -> str:
    time = "" if end is None else until(end, outlook.now, outlook.zone)
    match what:
        case UserStatus.MEETING:
            return _dated(_("In a meeting until {time}"), _("In a meeting until you say it is over"), time)
        case UserStatus.READING if outlook.mood is Mood.AWAY:  # a lock is stronger
            return _dated(_("Reading until {time}"), _("Reading"), time)
        case UserStatus.READING:
            here = _("Reading until {time}: you count as here")
            return _dated(here, _("Reading: you count as here"), time)


def _dated(dated: str, undated: str, start: str) -> str:
    return dated.format(time=start) if start else undated


def _coming(outlook: Outlook) -> list[tuple[int, str]]:
    """What is still to come today, with the earliest instant of each."""
    found: list[tuple[int, str]] = []
    if not outlook.invited and (text := _routine(outlook)):
        if _eating(outlook):
            text = _("{routine}, once lunch has settled").format(routine=text)
        found.append((_earliest(outlook), text))
    if text := _nudge(outlook):
        found.append((outlook.nudge_comes or 0, text))
    return found


def _nudge(outlook: Outlook) -> str:
    at = outlook.nudge_comes
    if at is None or outlook.invited:  # N2: it waits for the invitation's end
        return ""
    if at > outlook.now:
        return _moment(_("Posture nudge {moment}"), _("Posture nudge from {time} on"), at, outlook)
    return _("Posture nudge at the next free moment")


def _moment(at_it: str, from_it: str, at: int, outlook: Outlook) -> str:
    """``at_it`` with the moment; while something holds, ``from_it``, for nobody knows when that ends."""
    if outlook.mood is Mood.HELD:
        return from_it.format(time=until(at, outlook.now, outlook.zone))
    return at_it.format(moment=moment_at(at, outlook.now, outlook.zone))


def _earliest(outlook: Outlook) -> int:
    return max(outlook.ripe_at or 0, outlook.not_before or 0)


def _eating(outlook: Outlook) -> bool:
    """Whether it is a meal that keeps the routine back (H3)."""
    meal = any(hold is Hold.MEAL for hold, _began in outlook.held_by)
    return meal and (outlook.not_before or 0) > max(outlook.now, outlook.ripe_at or 0)


def _routine(outlook: Outlook) -> str:
    """The coming invitation as a span: from ripe or what keeps it back, to due (D1), round lunch if that cuts it."""
    if outlook.out_today or outlook.ripe_at is None:
        return ""
    if not outlook.offers:
        return _("No further routine today")
    now, zone = outlook.now, outlook.zone
    (first, last), *later = outlook.offers
    if last <= now or (first <= now and outlook.mood is Mood.HELD):
        return _("Routine at the next free moment")
    if outlook.mood is Mood.HELD:
        return _("Routine from {time} on").format(time=until(first, now, zone))
    text = _from_to(first, last, now, zone)
    if later:
        return _("{routine}, or after {time}").format(routine=text, time=until(later[0][0], now, zone))
    return text


def _from_to(first: int, last: int, now: int, zone: str) -> str:
    if first <= now:
        return _("Routine at the next quiet moment, by {time}").format(time=until(last, now, zone))
    if until(first, now, zone) == until(last, now, zone):
        return _("Routine {moment}").format(moment=moment_at(first, now, zone))
    if days_on(first, now, zone) != 0:  # a shift over midnight
        return _("Routine {moment} or a little later").format(moment=moment_at(first, now, zone))
    return _("Routine between {first} and {last}").format(first=clock_at(first, zone), last=until(last, now, zone))
