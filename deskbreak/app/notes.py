"""The notes that deskbreak shows, in words."""

from collections.abc import Sequence

from deskbreak.coach.library import Tip, tip
from deskbreak.desktop.notify.notifier import Note, Urgency
from deskbreak.engine.actions import Invite, Nudge
from deskbreak.engine.events import Reply
from deskbreak.i18n import _, language, ngettext
from deskbreak.settings import MINUTE

INVITATION = "invitation"
NUDGE = "nudge"
CONFIG = "config"
TRAY = "tray"
ADVICE = "advice"


def invitation(invite: Invite, minutes: int, exercises: int) -> Note:
    """The invitation, with its three buttons (I2); ``minutes`` is how long the routine takes."""
    length = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    moves = ngettext("{count} seated exercise", "{count} seated exercises", exercises).format(count=exercises)
    body = _("{length}, {moves}. Your chair will do.").format(length=length, moves=moves)
    second = (Reply.LATER.value, _("Later")) if invite.later else (Reply.SHORT.value, _("One minute"))
    return Note(
        INVITATION,
        _("Time for your routine?") if invite.n == 1 else _("Your routine is still waiting"),
        body if invite.later else _("Just one minute does you good, too."),
        actions=((Reply.START.value, _("Start")), second, (Reply.SKIP.value, _("Skip"))),
    )


def nudge(action: Nudge, tips: Sequence[Tip], show_for: int) -> Note:
    """A posture tip, gone by itself after ``show_for`` ms."""
    text = tip(tips, action.number).text(language())
    return Note(NUDGE, text.title, text.body, urgency=Urgency.LOW, expire_ms=show_for)


def faulty_config(faults: Sequence[str], *, last_good: bool) -> Note:
    """The settings file has faults: what they are and what deskbreak does meanwhile."""
    meanwhile = (
        _("deskbreak goes on with your last good settings.") if last_good else _("deskbreak goes on with the defaults.")
    )
    shown = list(faults[:3])
    if len(faults) > len(shown):
        more = len(faults) - len(shown)
        shown.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    title = ngettext("Your settings have a fault", "Your settings have {count} faults", len(faults))
    return Note(CONFIG, title.format(count=len(faults)), "\n".join([*shown, meanwhile]), expire_ms=MINUTE)


def no_tray(how: str) -> Note:
    """This desktop has no tray; ``how`` deskbreak can be reached."""
    return Note(TRAY, _("deskbreak is running"), how, expire_ms=MINUTE)


def see_a_doctor(exercise: str) -> Note:
    """An exercise has hurt more than once (D5): the article's advice."""
    body = _(
        "{exercise} has hurt on more than one day, so it is left out of your routines. If exercises hurt again and "
        "again, please see a doctor. To have it back: deskbreak put-back"
    )
    return Note(ADVICE, _("Please take care of yourself"), body.format(exercise=exercise))
