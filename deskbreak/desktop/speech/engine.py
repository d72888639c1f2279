"""The interface of everything that can speak, and the bookkeeping they share: an engine is not believed blindly.

Two ways of falling silent are not told by exit codes, both seen with espeak-ng 1.51 and speech-dispatcher 0.11.4 where
there is no sound server: ``espeak-ng`` ends at once and well, having said nothing, and ``spd-say -w`` waits for ever
(https://github.com/brailcom/speechd/issues/1022, https://github.com/brailcom/speechd/issues/977). So words have a
longest and a shortest time.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from deskbreak.coach.script import speaking

FIRST_MS = 4_000
"""How much longer the first words may take: speech-dispatcher is started by them, PowerShell has to load .NET."""
SPARE_MS = 2_500
SLOWEST = 1.5
"""Times what words are counted on to take; and ``SPARE_MS``: then they have hung."""
QUICKEST = 0.08
"""Times what words are counted on to take: no voice is as fast, so nothing was said."""
HUNG, UNHEARD = "it did not come to an end", "it was done before anything can have been heard"
"""Why an engine is no good, where it does not say so itself."""
CHANCES = 2
"""After how many times in a row an engine that has spoken before is given up."""


@dataclass(frozen=True, slots=True)
class SpeechStyle:
    """How to speak. ``language`` as in ``en`` or ``pt_BR``; ``voice`` a name, or ``""``; ``volume`` 1 to 100."""

    language: str = "en"
    voice: str = ""
    volume: int = 70

    @property
    def tag(self) -> str:
        """The language as engines write it: ``pt-BR``."""
        return self.language.partition(".")[0].partition("@")[0].replace("_", "-")


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine has."""

    name: str
    language: str

    def speaks(self, language: str) -> bool:
        """Of ``language``, in whatever region; without the many variants that some engines make of each voice."""
        of = self.language.replace("-", "_").partition("_")[0].lower()
        return of == language.partition("_")[0].lower() and "+" not in self.name


class Engine(QObject):
    """Says one text at a time. GUI thread only; no call waits for anyone.

    Each ``say`` has one answer: ``done``, or ``failed`` (these words are lost, and the engine is no good here); none
    after ``stop``. It may come from within ``say``. A backend implements ``_say`` and ``_stop`` (also ``close``
    where it keeps something), and reports by ``_finish`` and ``_miss``.
    """

    done = Signal()
    failed = Signal(str)
    """A technical line on what is wrong."""

    name = ""

    def __init__(self, manner: SpeechStyle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.manner = manner
        self.busy = False
        self._proved = False
        self._missed = 0
        self._longest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._longest.timeout.connect(self._on_longest)
        self._shortest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)

    def say(self, text: str, within_ms: int | None = None) -> None:
        """Say ``text``, while nothing else is said; after ``within_ms`` it is no use any more."""
        taking = round(speaking(text) * 1000)
        longest = within_ms or round(taking * SLOWEST) + SPARE_MS
        self.busy = True
        self._longest.start(longest + (0 if self._proved else FIRST_MS))
        self._shortest.start(round(taking * QUICKEST))
        self._say(text)

    def stop(self) -> None:
        """Fall silent at once; nothing is told of these words any more."""
        if self.busy:
            self._rest()
            self._stop()

    def close(self) -> None:
        """Fall silent and give everything back."""
        self.stop()

    def _say(self, text: str) -> None:
        raise NotImplementedError

    def _stop(self) -> None:
        """Break off; a ``_finish`` or ``_miss`` that comes of it goes unheard."""
        raise NotImplementedError

    def _finish(self) -> None:
        """The words have been said."""
        if not self.busy:
            return
        if self._shortest.isActive():
            self._miss(UNHEARD)
            return
        self._rest()
        self._proved, self._missed = True, 0
        self.done.emit()

    def _miss(self, why: str) -> None:
        """They have not, or not wholly. One that has spoken before is not given up for that."""
        if not self.busy:
            return
        self._rest()
        self._missed += 1
        if self._proved and self._missed < CHANCES:
            self.done.emit()
        else:
            self.failed.emit(f"{self.name}: {why}")

    def _on_longest(self) -> None:
        self._stop()
        self._miss(HUNG)

    def _rest(self) -> None:
        self.busy = False
        self._longest.stop()
        self._shortest.stop()
