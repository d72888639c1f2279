"""What there is to choose from in the settings: some of it is found out when it is first looked at."""

import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, Signal

from deskbreak.app.routine.voice_test import spoken_words
from deskbreak.desktop.speech import choice
from deskbreak.desktop.speech.engine import Voice
from deskbreak.desktop.speech.listing import VoiceListing
from deskbreak.i18n import language
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library
from deskbreak.ui.settings.controls.control import Choices

VOICE, IGNORE = "coach.voice_name", "hold.ignore"


class SeenPrograms(Protocol):
    """Whoever sees what programs do (``Senses``)."""

    @property
    def programs(self) -> tuple[str, ...]:
        """Those that were seen to keep quiet, the latest first."""
        ...

    def ask(self, then: Callable[[], None]) -> None:
        """Look anew; ``then`` is called soon, perhaps at once."""
        ...


class SettingChoices(QObject):
    """By the key of a setting, its values to choose from. GUI thread only; nothing blocks."""

    changed = Signal()
    """There is something else to choose from by now."""

    def __init__(self, library: Callable[[], Library], programs: SeenPrograms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._programs = library, programs
        self._voices: Choices = ()
        self._asked: tuple[str, str] | None = None
        """The engine and the language whose voices are asked for or known; ``None``: nobody has looked at them."""
        self._unheard = False
        """Whether nobody has said which voices there are: who looks once more asks once more."""
        self._listing = VoiceListing(self)
        self._listing.listed.connect(self._hear)

    @property
    def by_key(self) -> Mapping[str, Choices]:
        """As far as it is known."""
        library = self._library()
        languages = sorted({code for exercise in library.exercises.values() for code in exercise.texts})
        return {
            "routine.name": tuple((name, routine.name(language())) for name, routine in library.routines.items()),
            "coach.language": tuple((code, language_name(code)) for code in languages),
            VOICE: self._voices,
            IGNORE: tuple((name, name) for name in self._programs.programs),
        }

    def strange_voice(self, settings: Settings) -> str:
        """The name of the voice, where it is known that the program that speaks has none of that name."""
        name = settings.coach.voice_name
        known = {voice for voice, _called in self._voices}
        return name if known and name and name not in known else ""

    def look(self, key: str, settings: Settings) -> None:
        """Somebody looks at this setting: find out what there is to choose from."""
        if key == VOICE:
            if self._unheard:
                self._asked = None
            self._look_for_voices(settings)
        elif key == IGNORE:
            self._programs.ask(self.changed.emit)

    def follow(self, settings: Settings) -> None:
        """The settings have changed: other engines have other voices, and other languages, too."""
        if self._asked is not None:
            self._look_for_voices(settings)

    def close(self) -> None:
        """Nobody looks any more."""
        self._listing.close()
        self._asked = None

    def _look_for_voices(self, settings: Settings) -> None:
        """Of whoever would speak; while the voice is off nobody is asked, as that may start a service."""
        engine = settings.coach.voice_engine if settings.coach.voice else choice.NONE
        wanted = engine, spoken_words(self._library(), settings)[0]
        if wanted != self._asked:
            self._asked = wanted
            self._unheard = False
            self._take(())
            self._listing.ask(choice.engines(engine, sys.platform))

    def _hear(self, voices: tuple[Voice, ...]) -> None:
        self._unheard = not voices
        if self._asked is not None:
            spoken = self._asked[1]
            names = dict.fromkeys(sorted(voice.name for voice in voices if voice.speaks(spoken)))
            self._take(tuple((name, name) for name in names))

    def _take(self, voices: Choices) -> None:
        if voices != self._voices:
            self._voices = voices
            self.changed.emit()


def language_name(code: str) -> str:
    """As those call it who speak it: of English, that of the world, where Qt knows one, not that of a country."""
    world = QLocale(f"{code}_001")
    return (world if world.territory() is QLocale.Country.World else QLocale(code)).nativeLanguageName() or code
