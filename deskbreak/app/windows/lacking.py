"""What a desktop lacks that matters to people, in words, with what helps: from what the doctor found."""

from collections.abc import Iterator, Mapping

from deskbreak.app.routine import hearing
from deskbreak.app.routine.hearing import Unheard
from deskbreak.i18n import _
from deskbreak.settings.declared import CoachSettings

OK, UNKNOWN, MISSING, FAULTY = "ok", "unknown", "missing", "faulty"
"""How it is with a thing, as ``doctor --json`` says it."""


def lacking(found: Mapping[str, str], coach: CoachSettings) -> tuple[str, ...]:
    """A sentence or two for each thing; ``found`` says how it is with those that the doctor looks at."""
    return tuple(_sentences(found, coach))


def _sentences(found: Mapping[str, str], coach: CoachSettings) -> Iterator[str]:
    if found.get("tray") == MISSING:
        yield _(
            "This desktop shows no tray. Open deskbreak once more from your menu of programs, and you see its window. "
            "On GNOME the AppIndicator extension brings a tray."
        )
    if found.get("notifications") == MISSING:
        yield _("This desktop shows no notifications, so deskbreak shows small cards of its own.")
    yield from _heard(found, coach)
    microphone, camera = (found.get(sense, OK) == UNKNOWN for sense in ("microphone", "camera"))
    if microphone and camera:
        yield _("Calls cannot be noticed here. In a call, say “In a meeting”: it is in the icon’s menu, under Pause.")
    elif microphone:
        yield _(
            "Calls without a camera cannot be noticed here. In one, say “In a meeting”: it is in the icon’s menu, "
            "under Pause."
        )


def _heard(found: Mapping[str, str], coach: CoachSettings) -> Iterator[str]:
    """One truth on voice and sounds: where nothing can be heard, nothing is said of what else a voice lacks."""
    speech, sound = found.get("speech", OK), found.get("sound", OK)
    if speech == MISSING:
        yield hearing.in_routine(Unheard.NO_ENGINE, coach)
    if not hearing.output_is_found() and sound != OK:
        if speech != MISSING:
            yield hearing.in_routine(Unheard.NO_OUTPUT, coach)
    elif sound == FAULTY:
        yield _(hearing.NO_SOUNDS)
    elif sound == MISSING:
        yield _(hearing.NO_PLAYER)
    elif speech == FAULTY:
        yield hearing.in_routine(Unheard.SILENT, coach)
