"""The voice of a routine, tried aloud: what ``voice test`` and the buttons *Listen* and *Test voice* run."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.app.routine.audio import language_of
from deskbreak.coach.plan import plan
from deskbreak.desktop.speech.choice import NONE, FoundEngine
from deskbreak.desktop.speech.engine import HUNG, UNHEARD, SpeechStyle
from deskbreak.desktop.speech.speaker import Speaker
from deskbreak.i18n import N_, _, catalogue, language
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.store.content.library import Library

HELLO = N_("Hello. This is the voice that leads you through your routine.")
PATIENCE_MS = 30_000
"""An engine that has to be started, and then one that hangs, and then the next."""
ADVICE = N_(
    "Can other programs be heard? If not, please look at the loudspeakers, and whether a sound server runs "
    "(PulseAudio or PipeWire)."
)
NO_ENGINE = N_("No program that speaks was found. On Debian and Ubuntu: sudo apt-get install espeak-ng")
IN_WORDS = {
    HUNG: N_("{engine} was asked to speak, and never came to an end."),
    UNHEARD: N_("{engine} was asked to speak, and nothing can have been heard."),
}
SAID = N_("{engine} was asked to speak, and says: {words}")


class VoiceTest(QObject):
    """Says ``words`` once, by the first of ``found`` that speaks in that ``manner``. GUI thread only."""

    over = Signal(str)
    """The name of the engine that has spoken, "" if nobody could. Once."""

    def __init__(
        self, found: Sequence[FoundEngine], manner: SpeechStyle, words: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._over = False
        self._speaker = Speaker(found, manner, self)
        self._speaker.done.connect(self._on_done)
        self._speaker.failed.connect(self._on_failed)
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self._on_failed)

    def begin(self, patience_ms: int = PATIENCE_MS) -> None:
        """Speak; ``over`` follows, from the event loop or from within this, after ``patience_ms`` at the latest."""
        self._late.start(patience_ms)
        self._speaker.say(self._words)

    @property
    def faults(self) -> tuple[str, ...]:
        """What was wrong with the engines that could not speak: a sentence each."""
        return tuple(in_words(fault) for fault in self._speaker.faults)

    def close(self) -> None:
        """Fall silent."""
        self._over = True
        self._late.stop()
        self._speaker.close()

    def _on_done(self) -> None:
        self._end(self._speaker.engine)

    def _on_failed(self) -> None:
        self._end("")

    def _end(self, engine: str) -> None:
        if not self._over:
            self._over = True
            self._late.stop()
            self.over.emit(engine)


def in_words(fault: str) -> str:
    """A technical line on an engine (see ``Speaker.faults``) as a sentence."""
    engine, _colon, why = fault.partition(": ")
    sentence = IN_WORDS.get(why, SAID)
    return _(sentence).format(engine=engine, words=why)


def manner(spoken: str, coach: CoachSettings) -> SpeechStyle:
    """How a routine speaks in the language ``spoken``. A volume of 0 is the least there is: here it is to be heard."""
    return SpeechStyle(spoken, coach.voice_name, max(1, coach.volume))


def spoken_words(library: Library, settings: Settings) -> tuple[str, str]:
    """The language that the voice of a routine speaks here, and a sentence in it: one of ours, else the routine's.

    Of several in turn it is the first.
    """
    routine, wanted = library.routine(settings.routine.name[0]), settings.coach.language
    layout = plan(routine, library.exercises, language=language(wanted))
    spoken = language_of(layout, library.exercises, wanted)
    sentence = catalogue(spoken).gettext(HELLO)
    translated = sentence != HELLO or spoken.partition("_")[0] == "en"
    return spoken, sentence if translated else layout.script[0].say


def nobody(coach: CoachSettings) -> str:
    """The same for a terminal, where commands and the settings file are near."""
    if coach.voice_engine == NONE:
        return _('Nobody speaks here: [coach] voice_engine is "none".')
    if coach.voice_engine == "auto":
        return _(NO_ENGINE)
    sentence = _('“{engine}”, which [coach] voice_engine names, was not found here; "auto" takes what there is.')
    return sentence.format(engine=coach.voice_engine)
