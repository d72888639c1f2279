"""The voice, tried out where there is a button for it: what came of it is a sentence there."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from deskbreak.app import notifications
from deskbreak.app.routine.hearing import Unheard, output_is_found, unheard, why
from deskbreak.app.routine.voice_test import PATIENCE_MS, VoiceTest, manner, spoken_words
from deskbreak.desktop.notify.notifier import Note
from deskbreak.desktop.speech import choice
from deskbreak.i18n import _
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.store.content.library import Library

log = logging.getLogger(__name__)

SHORT_MS = 5_000
"""How long is waited where nothing is found to be heard by: for the sentence, should it be heard after all."""


class VoiceTrial(QObject):
    """Says one sentence at a time; a new one takes the place of the one before."""

    heard = Signal(str)
    """A sentence for people: who is speaking, or why nobody can be heard. Where that is clear from the beginning, it is
    told at once, and tried all the same."""
    over = Signal(bool, str)
    """Whether somebody has spoken, and that sentence; once for each ``say`` that is not cut short."""

    def __init__(self, library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._coach = CoachSettings()
        self._test: VoiceTest | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being tried just now."""
        return self._test is not None

    def say(self, settings: Settings) -> None:
        """Say the sentence by the voice of ``settings``, in the language of their routine."""
        self.close()
        self._coach = coach = settings.coach
        found = choice.engines(coach.voice_engine, sys.platform)
        if not found:
            self._tell(spoke=False, sentence=why(unheard(engine=False), coach))
            return
        spoken, words = spoken_words(self._library(), settings)
        self._test = VoiceTest(found, manner(spoken, coach), words, self)
        self._test.over.connect(self._on_over)
        output = output_is_found()
        self.heard.emit(_("One moment…") if output else why(Unheard.NO_OUTPUT, coach))
        self._test.begin(PATIENCE_MS if output else SHORT_MS)

    def close(self) -> None:
        """Fall silent."""
        test, self._test = self._test, None
        if test is not None:
            test.close()
            test.deleteLater()

    def _on_over(self, engine: str) -> None:
        if not engine and self._test is not None:
            log.info("the voice was tried, and nobody spoke: %s", " ".join(self._test.faults) or "nobody answered")
        self.close()
        sentence = _spoke(engine, self._coach) if engine else why(unheard(engine=True), self._coach)
        self._tell(spoke=bool(engine), sentence=sentence)

    def _tell(self, *, spoke: bool, sentence: str) -> None:
        self.heard.emit(sentence)
        self.over.emit(spoke, sentence)


class VoiceButton(QObject):
    """What *Test voice* on a note does: the voice is tried aloud, and a note tells how it went, by ``show``."""

    def __init__(
        self,
        library: Callable[[], Library],
        settings: Callable[[], Settings],
        show: Callable[[Note], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._show = show
        self._trial = VoiceTrial(library, self)
        self._trial.over.connect(self._on_over)

    def press(self) -> None:
        """Try it. Once more while it speaks is once."""
        if not self._trial.busy:
            self._trial.say(self._settings())

    def close(self) -> None:
        """Fall silent."""
        self._trial.close()

    def _on_over(self, spoke: bool, sentence: str) -> None:
        self._show(notifications.voice_heard() if spoke else notifications.voice_unheard(sentence))


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
