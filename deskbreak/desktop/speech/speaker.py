"""The one who speaks: by the best engine that does, with room for one text more than is being said."""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.speech.choice import FoundEngine
from deskbreak.desktop.speech.engine import Engine, SpeechStyle

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Text:
    words: str
    within_ms: int | None


class Speaker(QObject):
    """Speaks by the first of ``found``; where that one dies or hangs, by the next. GUI thread only, nothing blocks.

    What is being said is not cut off by what comes next, which waits; there is room for one to wait, and the newest has
    it. Words by which an engine was found to be dead are said by the next engine, unless others wait by then.
    """

    done = Signal()
    """All that was to be said has been, or could not be."""
    failed = Signal(str)
    """Nobody is left to speak: a technical line on each who was there. Once; ``say`` does nothing from then on."""

    def __init__(self, found: Sequence[FoundEngine], manner: SpeechStyle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manner = manner
        self._left = deque(found)
        self._faults: list[str] = []
        self._engine: Engine | None = None
        self._saying: _Text | None = None
        self._waiting: _Text | None = None
        self._mute = False

    @property
    def engine(self) -> str:
        """The name of the engine that speaks, ``""`` before the first words and when nobody is left."""
        return self._engine.name if self._engine is not None else ""

    @property
    def faults(self) -> tuple[str, ...]:
        """A technical line on each engine that was no good."""
        return tuple(self._faults)

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._saying is not None

    @property
    def mute(self) -> bool:
        """Whether nobody is left to speak."""
        return self._mute

    def set_volume(self, volume: int) -> None:
        """Speak as loud as this (1 to 100) from the next words on."""
        self._manner = replace(self._manner, volume=volume)
        if self._engine is not None:
            self._engine.manner = self._manner

    def say(self, words: str, within_ms: int | None = None) -> None:
        """Say this, at once or next; begun, it is broken off after ``within_ms``, when it is no use any more."""
        if self._mute:
            return
        text = _Text(words, within_ms)
        if self._saying is None:
            self._begin(text)
        else:
            self._waiting = text

    def stop(self) -> None:
        """Fall silent at once, and forget what waits. ``done`` is not told."""
        self._saying = self._waiting = None
        if self._engine is not None:
            self._engine.stop()

    def close(self) -> None:
        """Fall silent and give everything back."""
        self.stop()
        self._drop()
        self._left.clear()
        self._mute = True

    def _begin(self, text: _Text) -> None:
        engine = self._ready()
        if engine is None:
            self._saying = self._waiting = None
            self._mute = True
            self.failed.emit("; ".join(self._faults) or "there is no program that speaks")
        else:
            self._saying = text
            engine.say(text.words, text.within_ms)

    def _ready(self) -> Engine | None:
        if self._engine is None and self._left:
            self._engine = engine = self._left.popleft().make(self._manner)
            engine.setParent(self)
            engine.done.connect(self._on_done)
            engine.failed.connect(self._on_failed)
        return self._engine

    def _on_done(self) -> None:
        self._saying = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._begin(waiting)
        else:
            self.done.emit()

    def _on_failed(self, fault: str) -> None:
        log.info("%s", fault)
        self._faults.append(fault)
        self._drop()
        text, self._saying, self._waiting = self._waiting or self._saying, None, None
        if text is not None:
            self._begin(text)

    def _drop(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine.deleteLater()
            self._engine = None
