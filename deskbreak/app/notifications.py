"""The notes that deskbreak shows, in words."""

from collections.abc import Sequence

from deskbreak.coach.content.tip import Tip
from deskbreak.desktop.notify.notifier import Note, Urgency
from deskbreak.engine.actions import Invite
from deskbreak.engine.events import Reply, UserStatus
from deskbreak.engine.outlook import Mood, Outlook
from deskbreak.engine.reasons import Sign
from deskbreak.i18n import N_, _, language, ngettext
from deskbreak.settings import MINUTE
from deskbreak.store.config import Source
from deskbreak.ui.kit import answers, words

INVITATION = "invitation"
NUDGE = "nudge"
SHOW_ME = "show-me"
CONFIG = "config"
TRAY = "tray"
READY = "ready"
ADVICE = "advice"
NOT_CHANGED = "not-changed"
FILES = "files"
NOTHING_TO_DO = "nothing-to-do"
NOT_OPENED = "not-opened"
USER_STATUS = "claim"
DOUBT = "doubt"
VOICE = "voice"
ANSWER_STAYS = 6_000
"""ms."""
OPEN, SETTINGS, TEST_VOICE = "open", "settings", "test-voice"
"""What buttons of notes do: the ids of their actions."""
LONGER = "30m"
"""How much longer a meeting, or reading, goes on when the user says so at its end."""


def invitation(invite: Invite, outlook: Outlook, minutes: int, exercises: int, place: int = 0) -> Note:
    """The invitation, with its three buttons (I2, I6); ``minutes`` is how long the routine takes.

    0 ``exercises``: every one of them is left out (D5). ``place``: the number of the exercise (from 1) from which one
    can go on; 0: none.
    """
    length = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    moves = ngettext("{count} seated exercise", "{count} seated exercises", exercises).format(count=exercises)
    body = _("{length}, {moves}. Your chair will do.").format(length=length, moves=moves)
    if invite.short:
        body = _("One minute is enough for now.")
    if place:
        body = _("You can go on from exercise {number}, or begin anew.").format(number=place)
    if not exercises:
        body = _("Every exercise of it is left out just now.")
    return _invitation(invite, body, answers.later(outlook), answers.skip(outlook))


def bare_invitation(invite: Invite) -> Note:
    """The invitation where it is not known what the routine is."""
    return _invitation(invite, _("Your chair will do."), _("Later"), _("Skip"))


def _invitation(invite: Invite, body: str, later: str, skip: str) -> Note:
    # Later and Skip never move: a habit presses nothing it does not mean.
    first = (Reply.SHORT.value, _("One minute")) if invite.short else (Reply.START.value, _("Start"))
    return Note(
        INVITATION,
        _("Time for your routine?") if invite.n == 1 else _("Your routine is still waiting"),
        body,
        actions=(first, (Reply.LATER.value, later), (Reply.SKIP.value, skip)),
        clickable=True,  # where a click on it is all that a desktop offers: it opens the window with the same answers
    )


def answered(key: str, action: str, outlook: Outlook) -> Note | None:
    """I6: a word, gone by itself, on what comes of ``action``, a button of the note ``key``, whose place it takes.

    ``outlook`` is that after the answer. ``None``: nothing may be shown now (H2), or it is seen anyway.
    """
    if outlook.mood is not Mood.WORKING or outlook.invited:
        return None
    match action:
        case Reply.LATER.value if again := answers.again(outlook):
            title, body = _("All right: {again}").format(again=again), ""
        case Reply.SKIP.value:
            title, body = _("All right: skipped"), words.next_routine(outlook)
        case UserStatus.READING.value if said := words.user_status(UserStatus.READING, outlook):
            title, body = _("All right"), said
        case _:
            return None
    return Note(key, title, body, urgency=Urgency.LOW, expire_ms=ANSWER_STAYS)


def nudge(tip: Tip, show_for: int) -> Note:
    """A posture tip, gone by itself after ``show_for`` ms; one button shows it moving."""
    text = tip.text(language())
    actions = ((SHOW_ME, _("Show me")),) if tip.clip else ()
    return Note(NUDGE, text.title, text.body, actions, urgency=Urgency.LOW, expire_ms=show_for)


def bare_nudge() -> Note:
    """A nudge where there is no tip to be had."""
    return Note(NUDGE, _("Time to move a little"), urgency=Urgency.LOW, expire_ms=MINUTE)


def user_status_over(what: UserStatus) -> Note:
    """The time of a meeting, or of reading, is over; one button gives it ``LONGER``."""
    more = (what.value, _("30 minutes more"))
    if what is UserStatus.MEETING:
        title, body = _("Your meeting time is over"), _("Reminders come again from now on.")
    else:
        title, body = _("Your reading time is over"), _("Without mouse or keyboard you count as away again.")
    return Note(USER_STATUS, title, body, actions=(more,), urgency=Urgency.LOW, expire_ms=MINUTE)


def doubted(sign: Sign, by: str, who: str) -> Note:
    """Something has gone on for too long to be believed (H6); ``by`` and ``who`` as in ``words.not_counted``."""
    body = _("{what}. That keeps nothing back any more, until it ends and begins anew.")
    return Note(
        DOUBT,
        _("Reminders come again"),
        body.format(what=words.not_counted(sign, by, who)),
        urgency=Urgency.LOW,
        expire_ms=MINUTE // 2,
    )


MEANWHILE = {
    Source.FILE: N_("deskbreak takes the desk routine in its place."),
    Source.LAST_GOOD: N_("deskbreak goes on with your last good settings."),
    Source.DEFAULTS: N_("deskbreak goes on with the defaults."),
}
"""What follows from faults, by what is in force. A file that is in force can only name a routine that is not there."""


def meanwhile(source: Source) -> str:
    """What deskbreak goes on with while the settings file has faults."""
    return _(MEANWHILE[source])


def faulty_config(faults: Sequence[str], source: Source) -> Note:
    """The settings file has faults: what they are and what deskbreak does meanwhile."""
    shown = list(faults[:3])
    if len(faults) > len(shown):
        more = len(faults) - len(shown)
        shown.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    title = ngettext("Your settings have a fault", "Your settings have {count} faults", len(faults))
    body = "\n".join([*shown, meanwhile(source)])
    actions = ((SETTINGS, _("Open settings")),)
    return Note(CONFIG, title.format(count=len(faults)), body, actions, expire_ms=MINUTE)


def not_changed(why: str) -> Note:
    """A setting that was changed in a window could not be written; ``why`` is a sentence."""
    return Note(NOT_CHANGED, _("Your setting could not be kept"), why, expire_ms=MINUTE)


def odd_files(notices: Sequence[str]) -> Note:
    """Files that deskbreak keeps are damaged, or cannot be read; ``notices`` say which and what becomes of them."""
    return Note(FILES, _("Something is odd about deskbreak's files"), "\n".join(notices), expire_ms=MINUTE)


def nothing_to_do(left_out: Sequence[str]) -> Note:
    """Every exercise of the routine is left out (``left_out``, by id); the button puts all of them back."""
    body = _(
        "Every exercise of your routine is left out because it hurt. Put them back only if they do you good again."
    )
    actions = ((",".join(left_out), _("Put them back")),)
    return Note(NOTHING_TO_DO, _("No exercise is left in your routine"), body, actions, expire_ms=MINUTE)


def not_opened() -> Note:
    """The routine's window could not be made; it may be started again."""
    body = _(
        "Something went wrong in deskbreak itself; its log says what. Your reminders go on, and Start tries again."
    )
    return Note(NOT_OPENED, _("The routine cannot be shown just now"), body, expire_ms=MINUTE)


def no_tray(how: str) -> Note:
    """This desktop has no tray; ``how`` deskbreak can be reached."""
    return Note(TRAY, _("deskbreak is running"), how, ((OPEN, _("Open deskbreak")),), expire_ms=MINUTE)


def ready() -> Note:
    """The welcome is over: that notifications work can be seen now."""
    body = _("It reminds you kindly, and keeps quiet during calls.")
    return Note(READY, _("deskbreak is ready"), body, ((OPEN, _("Open deskbreak")),), expire_ms=MINUTE // 2)


def no_voice(sentence: str) -> Note:
    """The voice cannot be heard; ``sentence`` says what leads instead."""
    actions = ((TEST_VOICE, _("Test voice")),)
    return Note(VOICE, _("Your routine had no voice"), sentence, actions, urgency=Urgency.LOW, expire_ms=MINUTE)


def voice_heard() -> Note:
    """The voice has spoken, as far as can be told."""
    body = _("It leads you through the routine. If you have heard nothing, please look at the loudspeakers.")
    return Note(VOICE, _("That was the voice"), body, urgency=Urgency.LOW, expire_ms=MINUTE // 2)


def voice_unheard(why: str) -> Note:
    """The voice was tried, and nobody could speak; ``why`` is a sentence."""
    actions = ((TEST_VOICE, _("Test again")),)
    return Note(VOICE, _("No voice can be heard here"), why, actions, expire_ms=MINUTE)


def see_a_doctor(exercise: str, name: str) -> Note:
    """An exercise is left out since it hurts (D5): the article's advice, and a button that puts it back.

    ``exercise`` is its id.
    """
    body = _(
        "{exercise} hurts, so it is left out of your routines. If exercises hurt again and again, please see a doctor."
    )
    return Note(ADVICE, _("Please take care of yourself"), body.format(exercise=name), ((exercise, _("Put it back")),))
