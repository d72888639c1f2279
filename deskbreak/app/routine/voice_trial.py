"""The voice, tried out where there is a button for it: as a routine would speak, and what came of it in a sentence."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.app.routine.audio import language_of
from deskbreak.coach.plan import plan
from deskbreak.desktop.speech.choice import engines
from deskbreak.desktop.speech.engine import SpeechStyle
from deskbreak.desktop.speech.speaker import Speaker
from deskbreak.i18n import N_, _, catalogue, language
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.store.content.library import Library

HELLO = N_("Hello. This is the voice that leads you through your routine.")
PATIENCE_MS = 30_000
"""An engine that has to be started, and then one that hangs, and then the next."""


class VoiceTrial(QObject):
    """Says one sentence at a time; a new one takes the place of the one before."""

    heard = Signal(str)
    """A sentence for people: who is speaking, or why nobody can be heard."""

    def __init__(self, library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._speaker: Speaker | None = None
        self._coach = CoachSettings()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._gave_up)

    def say(self, settings: Settings) -> None:
        """Say the sentence by the voice of ``settings``, in the language of their routine."""
        self.close()
        coach = self._coach = settings.coach
        found = engines(coach.voice_engine, sys.platform)
        if not found:
            self.heard.emit(_nobody(coach))
            return
        spoken, words = self._words(settings)
        self._speaker = speaker = Speaker(found, SpeechStyle(spoken, coach.voice_name, max(1, coach.volume)), self)
        # No lambda: what holds this object would end it, and so itself once more, when it goes.
        speaker.done.connect(self._on_done)
        speaker.failed.connect(self._gave_up)
        self._patience.start()
        self.heard.emit(_("One moment…"))
        speaker.say(words)

    def close(self) -> None:
        """Fall silent."""
        self._patience.stop()
        if self._speaker is not None:
            self._speaker.close()
            self._speaker.deleteLater()
            self._speaker = None

    def _on_done(self) -> None:
        if self._speaker is not None:
            self._end(_spoke(self._speaker.engine, self._coach))

    def _gave_up(self, *_how: object) -> None:
        self._end(_("No voice could be heard here."))

    def _end(self, sentence: str) -> None:
        self.close()
        self.heard.emit(sentence)

    def _words(self, settings: Settings) -> tuple[str, str]:
        """The language that the routine is spoken in, and a sentence in it: one of ours, else the routine's first."""
        library, wanted = self._library(), settings.coach.language
        layout = plan(library.routine(settings.routine.name), library.exercises, language=language(wanted))
        spoken = language_of(layout, library.exercises, wanted)
        sentence = catalogue(spoken).gettext(HELLO)
        translated = sentence != HELLO or spoken.partition("_")[0] == "en"
        return spoken, sentence if translated else layout.script[0].say


def _nobody(coach: CoachSettings) -> str:
    if coach.voice_engine == "none":
        return _("Nobody is to speak, as it is set now.")
    if coach.voice_engine == "auto":
        return _("No program that speaks was found. On Debian and Ubuntu: sudo apt-get install espeak-ng")
    return _("{engine} was not found here.").format(engine=coach.voice_engine)


def _spoke(engine: str, coach: CoachSettings) -> str:
    """Who spoke, and what would keep a routine silent all the same."""
    told = [_("{engine} has spoken.").format(engine=engine)]
    if not coach.voice:
        told.append(_("In a routine the voice is off."))
    if coach.discreet:
        told.append(_("In a routine it is silent, as you would rather not be noticed."))
    if not coach.volume:
        told.append(_("In a routine it is silent, as the volume is 0."))
    return " ".join(told)
