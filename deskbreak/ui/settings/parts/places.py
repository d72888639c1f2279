"""What else the search of the settings finds: parts of pages that are no rows, and words on what is no setting."""

from dataclasses import dataclass

from deskbreak.i18n import N_, _
from deskbreak.ui.settings.pages import DAY, FILES, REMINDERS, ROUTINE


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page: ``title`` as it stands there, and other ``words`` by which it is looked for."""

    page: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Information:
    """How it is with something that is no setting: a ``sentence``, and the ``words`` by which it is looked for."""

    sentence: str
    words: str


PLACES = (
    PagePart(FILES, N_("Start at login"), N_("autostart startup boot log in automatically every day by itself")),
    PagePart(FILES, N_("Where your files are"), N_("folder config log exercises routines open backup where")),
    PagePart(
        FILES,
        N_("How deskbreak gets on here"),
        N_("doctor welcome help problem trouble works check health tray icon notifications not working"),
    ),
    PagePart(
        ROUTINE,
        N_("Routine"),
        N_("routines exercises choose own copy preview print card import export left out hurt put back"),
    ),
    PagePart(REMINDERS, N_("How often"), N_("presets gentler more often less recommended interval reminders")),
    PagePart(DAY, N_("My week"), N_("days hours office working weekend monday friday")),
)
ANSWERS = (
    Information(
        N_("deskbreak follows your desktop’s light or dark look."),
        N_("dark light black white mode theme colour colours color colors contrast look appearance"),
    ),
    Information(
        N_("Outside the routine’s window letters are as large as on your desktop."),
        N_("font fonts letters text size larger bigger zoom"),
    ),
    Information(
        N_("A pause, or a meeting, is said in the menu of deskbreak’s icon."),
        N_("pause snooze stop quiet meeting call for a while"),
    ),
    Information(
        N_("What you have done is at “History…” in the menu of deskbreak’s icon."),
        N_("history statistics progress done week delete data privacy"),
    ),
)


def places_found(words: str) -> tuple[PagePart, ...]:
    """Those in whose title or words each of ``words`` stands; none for none."""
    return tuple(place for place in PLACES if _fits(words, f"{_(place.title)} {_(place.words)}"))


def answers_found(words: str) -> tuple[Information, ...]:
    """Those that speak of each of ``words``; none for none."""
    return tuple(answer for answer in ANSWERS if _fits(words, f"{_(answer.words)}"))


def _fits(words: str, text: str) -> bool:
    """Whether each word is the beginning of one in ``text``."""
    there = text.casefold().split()
    wanted = words.casefold().split()
    return bool(wanted) and all(any(one.startswith(word) for one in there) for word in wanted)
