"""What the doctor finds, in words for who has never seen a terminal: what works, what does not, and what helps."""

from collections.abc import Mapping
from types import MappingProxyType

from deskbreak.app.machine.sense_report import QUESTIONS
from deskbreak.i18n import N_, _

WORKS: Mapping[str, str] = MappingProxyType(
    {
        "display": N_("Windows can be shown."),
        "microphone": N_("A call is noticed by its microphone."),
        "camera": N_("A call is noticed by its camera."),
        "tray": N_("deskbreak’s icon has its place on your desktop."),
        "notifications": N_("Your desktop shows deskbreak’s notifications."),
        "speech": N_("There is a voice that can speak."),
        "sound": N_("Sounds can be played."),
        "idle": N_("deskbreak knows when your hands rest, and when you are away."),
        "lock": N_("deskbreak notices when you lock the screen."),
        "dnd": N_("deskbreak notices when you do not wish to be disturbed."),
        "fullscreen": N_("A presentation or a film is noticed by its window."),
        "inhibit": N_("deskbreak notices when a program keeps the screen on."),
        "sleep": N_("deskbreak notices when the computer goes to sleep."),
        "clock": N_("deskbreak notices when the clock is set."),
        "zone": N_("deskbreak knows the time zone, and notices when it changes."),
        "autostart": N_("The switch above shows whether deskbreak starts at login."),
        "config": N_("Your settings can be read."),
        "content": N_("Your own exercises and routines can be read."),
        "state": N_("deskbreak remembers how your day goes."),
        "history": N_("What you have done is kept."),
        "memory": N_("deskbreak remembers what it has asked you."),
        "log": N_("What happens is noted, for when something is to be looked into."),
        "runtime": N_("deskbreak can be reached by its commands."),
    }
)
"""By the names of what is looked at: that all is well. The order is that in which people would miss it."""
MISSED: Mapping[str, str] = MappingProxyType(
    {
        "display": N_("No window can be shown here."),
        "tray": N_("There is no place for deskbreak’s icon on your desktop."),
        "notifications": N_("Your desktop shows no notifications."),
        "speech": N_("The voice cannot be heard here."),
        "sound": N_("Sounds cannot be heard here."),
        "autostart": N_(
            "deskbreak would start at login, but has moved. Switched on once more above, it is found again."
        ),
        "config": N_("Something in your settings is not understood."),
        "content": N_("Something in your own exercises or routines is not understood."),
        "state": N_("How your day goes cannot be remembered."),
        "history": N_("What you do cannot be kept."),
        "memory": N_("What deskbreak has asked you cannot be remembered."),
        "log": N_("What happens cannot be noted."),
        "runtime": N_("deskbreak cannot be reached by its commands."),
    }
)
"""That it is not well. What is asked of the machine says so itself, last of its advice."""
UNSURE: Mapping[str, str] = MappingProxyType({"speech": N_("It is not certain that the voice can be heard here.")})
UNWISHED = N_("No program is to speak.")
HELPS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("microphone", "camera"), N_("“In a meeting”, under Pause in the icon’s menu, keeps quiet meanwhile.")
    )
)
"""What helps where something is not well, beside what the doctor says."""


def rank(name: str, *, well: bool, grave: bool) -> tuple[bool, bool, int]:
    """The less, the sooner it is told: what deskbreak cannot do without, then what people would miss most."""
    names = list(WORKS)
    return well, not grave, names.index(name) if name in names else len(names)


def plain(name: str, health: str, says: str, advice: tuple[str, ...]) -> tuple[str, tuple[str, ...], str]:
    """A sentence on what that means, what helps, and the details: ``says``, and what of ``advice`` is no help."""
    if health == "ok":
        wished = name != "speech" or not advice
        return _(WORKS[name]) if wished and name in WORKS else _(UNWISHED) if not wished else says, advice, says
    helps = (_(HELPS[name]),) if name in HELPS else ()
    if name in QUESTIONS and advice:
        *further, missed = advice
        return missed, helps, "; ".join((says, *further))
    if health == "unknown" and name in UNSURE:
        return _(UNSURE[name]), advice, says
    return _(MISSED[name]) if name in MISSED else says, (*advice, *helps), says
