"""From the engine's outlook to what the tray shows of it."""

from deskbreak.engine.events import UserStatus
from deskbreak.engine.outlook import Mood, Outlook
from deskbreak.engine.reasons import Hold
from deskbreak.ui.kit import answers, words
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.status.tray_view import TrayView


def badge_of(outlook: Outlook) -> Badge:
    """The badge for an outlook; an open invitation shows only where it can be seen: while nothing holds.

    A moment's politeness, as after a return, is part of its work.
    """
    match outlook.mood:
        case Mood.WORKING:
            return Badge.INVITING if outlook.invited else Badge.WORKING
        case Mood.HELD if all(hold in words.PASSING for hold, _began in outlook.held_by):
            return Badge.WORKING
        case Mood.HELD | Mood.AWAY:
            return Badge.QUIET
        case Mood.PAUSED:
            return Badge.PAUSED
        case Mood.OFF:
            return Badge.OFF
        case Mood.ROUTINE:
            return Badge.ROUTINE


def tray_view(outlook: Outlook, speed: float = 1, faults: int = 0) -> TrayView:
    """The view of an outlook; ``speed`` and ``faults`` (in the settings) are told where they are not 1 and 0."""
    rows = list(words.lines(outlook))
    if faults:
        rows.append(words.faults_line(faults))
    if speed != 1:
        rows.append(words.speed_line(speed))
    open_now = outlook.mood is Mood.ROUTINE
    in_hours = outlook.office_end is not None
    return TrayView(
        badge=badge_of(outlook),
        rows=tuple(rows),
        tooltip=words.tooltip(outlook, speed, faults),
        can_start=not open_now,
        routine_open=open_now,
        offers_short=outlook.invited and outlook.offers_short,
        can_skip=outlook.invited or (in_hours and not open_now and not outlook.out_today),
        later=answers.later_this(outlook) if outlook.invited else "",
        skip=answers.skip(outlook),
        paused=any(hold is Hold.PAUSED for hold, _began in outlook.held_by),  # behind an open routine too
        meeting=any(what is UserStatus.MEETING for what, _until in outlook.statuses),
        reading=any(what is UserStatus.READING for what, _until in outlook.statuses),
    )
