"""Why no voice is heard, in words for people: the one place that says so, whoever asks.

What is wrong comes down to three things, of which the first that is so is told: no program that speaks, no loudspeaker,
or a program that does not come to speak. Technical lines are for the log and the doctor.
"""

import os
import sys
from enum import Enum

from deskbreak.desktop.health.sound import has_output
from deskbreak.desktop.speech.choice import AUTO, NONE
from deskbreak.i18n import N_, _
from deskbreak.settings.declared import CoachSettings


class Unheard(Enum):
    """Why; the values say it to people."""

    NO_ENGINE = N_("No voice is installed here: espeak-ng brings one, from your program for installing software.")
    NO_OUTPUT = N_("No loudspeaker or headphones are found here, so nothing can be heard.")
    SILENT = N_("A voice is installed, but it could not be heard. Please look whether other programs can be heard.")


NO_SOUNDS = N_("Sounds could not be played here. Please look whether other programs can be heard.")
NO_PLAYER = N_("Small sounds take pulseaudio-utils or alsa-utils, from your program for installing software.")


def output_is_found() -> bool:
    """Whether this machine has anything by which something may be heard."""
    return has_output(sys.platform, os.environ)


def unheard(*, engine: bool) -> Unheard:
    """Why the voice is not heard; ``engine``: whether there is one."""
    if not engine:
        return Unheard.NO_ENGINE
    return Unheard.SILENT if output_is_found() else Unheard.NO_OUTPUT


def why(what: Unheard, coach: CoachSettings) -> str:
    """A sentence on why the voice is not heard, and what helps."""
    if coach.voice_engine == NONE:
        return _("Nobody is to speak, as it is set now.")
    if what is Unheard.NO_ENGINE and coach.voice_engine != AUTO:
        return _("{engine} was not found here.").format(engine=coach.voice_engine)
    return _(what.value)


def foreseen(coach: CoachSettings) -> str:
    """What is clear before anybody has spoken: that there is nothing to be heard by; else ""."""
    return "" if output_is_found() else in_routine(Unheard.NO_OUTPUT, coach)


def in_routine(what: Unheard, coach: CoachSettings) -> str:
    """The same, and what leads through the routine instead: no sounds are promised where none can be heard."""
    if coach.sounds and output_is_found():
        instead = _("Small sounds lead you through the routine, and its words are on the screen.")
    else:
        instead = _("The words of the routine are on the screen.")
    return f"{why(what, coach)} {instead}"
