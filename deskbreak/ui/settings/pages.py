"""Which setting stands on which page: by its key, else by its group; so a new one is on a page at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deskbreak.i18n import N_
from deskbreak.settings.reading import keys

ALL = "all"
DAY, REMINDERS, ROUTINE, COACH, QUIET, FILES = "day", "reminders", "routine", "coach", "quiet", "files"


@dataclass(frozen=True, slots=True)
class PageName:
    """A page: its id, and its title, an N_() text."""

    id: str
    title: str


PAGES = (
    PageName(DAY, N_("My day")),
    PageName(REMINDERS, N_("Reminders")),
    PageName(ROUTINE, N_("Routine")),
    PageName(COACH, N_("Coach")),
    PageName(QUIET, N_("Quiet")),
    PageName(FILES, N_("Start and files")),
    PageName(ALL, N_("All settings")),
)
OF_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "office": DAY,
        "routine": REMINDERS,
        "nudge": REMINDERS,
        "reminder": REMINDERS,
        "away": REMINDERS,
        "hold": QUIET,
        "coach": COACH,
        "safety": ROUTINE,
        "desktop": FILES,
    }
)
OF_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "office.hours": DAY,
        "office.days": DAY,
        "office.other_hours": DAY,
        "office.lunch": DAY,
        "routine.name": ROUTINE,
        "coach.step": ROUTINE,
        "coach.setup_step": ROUTINE,
        "coach.opener": ROUTINE,
        "coach.day_end": ROUTINE,
        "coach.voice": COACH,
        "coach.language": COACH,
        "coach.voice_engine": COACH,
        "coach.voice_name": COACH,
        "coach.volume": COACH,
        "coach.look": COACH,
        "coach.mirror": COACH,
        "coach.discreet": COACH,
        "coach.reduced_motion": COACH,
        "hold.calls": QUIET,
        "hold.dnd": QUIET,
        "hold.fullscreen": QUIET,
        "hold.ignore": QUIET,
    }
)
"""These stand first on their page, in this order; the rest of a page follows as it is declared."""


def page_of(key: str) -> str:
    """The id of the themed page on which the setting stands."""
    return OF_KEYS.get(key) or OF_GROUPS.get(key.partition(".")[0], FILES)


def keys_of(page: str) -> tuple[str, ...]:
    """The keys of the settings on a page, in the order in which they are shown."""
    if page == ALL:
        return keys()
    first = tuple(key for key, on in OF_KEYS.items() if on == page)
    return (*first, *(key for key in keys() if key not in first and page_of(key) == page))


def headed_on(page: str) -> tuple[str, ...]:
    """The groups that have a heading on a page: those that belong there, where they are several."""
    there = tuple(group for group, on in OF_GROUPS.items() if on == page)
    return there if len(there) > 1 else ()
