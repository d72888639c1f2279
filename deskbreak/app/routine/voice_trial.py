"""The voice, tried out where there is a button for it beside its settings: what came of it is a sentence there."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from deskbreak.app.routine.voice_test import VoiceTest, manner, nobody_here, spoken_words
from deskbreak.desktop.speech import choice
from deskbreak.i18n import N_, _
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.store.content.library import Library

UNHEARD = N_("No voice could be heard here.")


class VoiceTrial(QObject):
    """Says one sentence at a time; a new one takes the place of the one before."""

    heard = Signal(str)
    """A sentence for people: who is speaking, or why nobody can be heard."""

    def __init__(self, library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._coach = CoachSettings()
        self._test: VoiceTest | None = None

    def say(self, settings: Settings) -> None:
        """Say the sentence by the voice of ``settings``, in the language of their routine."""
        self.close()
        self._coach = coach = settings.coach
        found = choice.engines(coach.voice_engine, sys.platform)
        if not found:
            self.heard.emit(nobody_here(coach))
            return
        spoken, words = spoken_words(self._library(), settings)
        self._test = VoiceTest(found, manner(spoken, coach), words, self)
        self._test.over.connect(self._on_over)
        self.heard.emit(_("One moment…"))
        self._test.begin()

    def close(self) -> None:
        """Fall silent."""
        test, self._test = self._test, None
        if test is not None:
            test.close()
            test.deleteLater()

    def _on_over(self, engine: str) -> None:
        self.close()
        self.heard.emit(_spoke(engine, self._coach) if engine else _(UNHEARD))


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
