"""What deskbreak is heard by, and when it may be: the voice of a routine, the sounds, the sound of a posture tip."""

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deskbreak.app.in_force import InForce
from deskbreak.coach.content.tip import spoken_in
from deskbreak.engine.reasons import SIGNS
from deskbreak.i18n import language
from deskbreak.store.content.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deskbreak.app.routine.narrator import Narrator
    from deskbreak.coach.content.exercise import Exercise
    from deskbreak.coach.plan import Plan
    from deskbreak.desktop.sound.player import SoundPlayer
    from deskbreak.desktop.sound.sounds import Sound
    from deskbreak.desktop.speech.speaker import Speaker

HUSHING = frozenset(sign for sign, declared in SIGNS.items() if declared.hushes)
"""Signs under which nothing is heard."""


class Audio(QObject):
    """``now`` is the state and the settings in force; ``clock`` gives seconds of the engine's clock, which goes
    ``speed`` times as fast as time: faster than that nobody can follow words, so nothing is heard at all. ``copies`` is
    a folder for the sounds' temporary files.
    """

    fell_silent = Signal(str)
    """A sentence: who was to speak does not. Once for each engine chosen, when the routine is over: nothing is put over
    it. Not where there is none to be found, or nothing to be heard by. Kept as ``notice``."""

    def __init__(
        self,
        now: Callable[[], InForce],
        clock: Callable[[], float],
        copies: Path,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._clock = clock
        self._copies = copies
        self._speed = speed
        self._voice: Narrator | None = None
        self._speaker: Speaker | None = None
        self._found = False
        self._heard = False
        """Whether the last routine had a voice."""
        self._muted = False
        self._volume = 0
        self._silent = ""
        """The engine, as chosen in the settings, that is known not to speak."""
        self.notice = ""
        self._untold = ""
        """What ``fell_silent`` is to tell yet."""

    @property
    def may_speak(self) -> bool:
        """Whether the voice may be heard now: wished for, and not in a call, a meeting or under do-not-disturb."""
        coach = self._now().settings.coach
        return coach.voice and coach.voice_engine != "none" and not self._muted and self._may_be_heard()

    @property
    def may_sound(self) -> bool:
        """The same for sounds."""
        return self._now().settings.coach.sounds and not self._muted and self._may_be_heard()

    @property
    def speaks(self) -> bool:
        """Whether a voice says the words of the routine, as far as is known."""
        return self._speaker is not None and self._found and not self._speaker.mute and self.may_speak

    @property
    def silent(self) -> str:
        """Why no voice is heard: ``notice``, or what is clear before the first routine; "" for neither."""
        coach = self._now().settings.coach
        if self.notice or self._heard or not coach.voice or coach.voice_engine == "none":
            return self.notice
        from deskbreak.app.routine.hearing import foreseen  # noqa: PLC0415 - with the first status window

        return foreseen(coach)

    def lead(self, plan: "Plan", exercises: "Mapping[str, Exercise]") -> "Narrator":
        """A voice for ``plan``, whose words are those of ``exercises``; the one before is no more."""
        from deskbreak.app.routine.narrator import Narrator  # noqa: PLC0415 - with the first routine
        from deskbreak.desktop.speech.choice import engines  # noqa: PLC0415 - with the first routine
        from deskbreak.desktop.speech.engine import SpeechStyle  # noqa: PLC0415 - with the first routine
        from deskbreak.desktop.speech.speaker import Speaker  # noqa: PLC0415 - with the first routine

        self.leave()
        self.notice = ""  # until it is found out anew
        coach = self._now().settings.coach
        self._volume = max(1, coach.volume)
        manner = SpeechStyle(language_of(plan, exercises, coach.language), coach.voice_name, self._volume)
        found = engines(coach.voice_engine, sys.platform)
        self._found = bool(found)
        self._speaker = speaker = Speaker(found, manner, self)
        speaker.failed.connect(self._on_failed)
        # No child of anything: it holds on to this object, which must not be left to it when a parent ends it.
        self._voice = Narrator(plan, speaker, self._play, self._clock, lambda: self.may_speak, lambda: self.may_sound)
        return self._voice

    def leave(self) -> None:
        """The routine's window is gone: silence."""
        if self._voice is not None and self._speaker is not None:
            self._voice.close()
            self._heard = bool(self._speaker.engine) and not self._speaker.mute
            self._speaker.close()
            self._speaker.deleteLater()
        self._voice = self._speaker = None
        self._muted = False

    def mute(self, muted: bool) -> None:
        """Be silent until the routine's window is gone, or as before."""
        self._muted = muted
        self.check()

    def check(self) -> None:
        """Something is known anew, a call perhaps, another volume, or that the routine is over."""
        if self._voice is not None and self._speaker is not None:
            volume = max(1, self._now().settings.coach.volume)
            if volume != self._volume:
                self._volume = volume
                self._speaker.set_volume(volume)
            self._voice.check()
        self._tell()

    def nudge(self) -> None:
        """The sound of a posture tip, where it is wished for."""
        if self._now().settings.coach.nudge_sound and self._may_be_heard():
            from deskbreak.desktop.sound.sounds import Sound  # noqa: PLC0415 - with the first sound

            self._play(Sound.NUDGE)

    def close(self) -> None:
        """Fall silent, and give everything back."""
        self.leave()
        if "_player" in self.__dict__:
            self._player.close()

    @cached_property
    def _player(self) -> "SoundPlayer":
        from deskbreak.desktop.sound.player import SoundPlayer  # noqa: PLC0415 - with the first sound

        return SoundPlayer(shipped("sounds"), self._copies, sys.platform, self)

    def _play(self, sound: "Sound") -> None:
        self._player.play(sound, self._now().settings.coach.volume)

    def _may_be_heard(self) -> bool:
        now = self._now()
        state, settings = now.state, now.settings
        # What the machine shows counts here even where [hold] lets reminders through: a microphone is open.
        shown = not HUSHING.isdisjoint(state.machine.believed) or any(state.holding(SIGNS[one].hold) for one in HUSHING)
        return self._speed == 1 and settings.coach.volume > 0 and not settings.coach.discreet and not shown

    def _on_failed(self, _fault: str) -> None:
        from deskbreak.app.routine.hearing import Unheard, in_routine, unheard  # noqa: PLC0415 - with any luck never

        coach = self._now().settings.coach
        what = unheard(engine=self._found)
        self.notice = in_routine(what, coach)
        # That there is neither voice nor loudspeaker is no news: the welcome says so, and the status window.
        expected = what is Unheard.SILENT or (what is Unheard.NO_ENGINE and coach.voice_engine != "auto")
        if expected and self._silent != coach.voice_engine:
            self._silent = coach.voice_engine
            self._untold = self.notice
            self._tell()

    def _tell(self) -> None:
        if self._untold and self._now().state.routine is None:
            told, self._untold = self._untold, ""
            self.fell_silent.emit(told)


def language_of(plan: "Plan", exercises: "Mapping[str, Exercise]", wanted: str) -> str:
    """The language to speak in: that of the words there are, in the region that is wished for.

    ``wanted`` is ``[coach] language``: a voice that reads words of another language than its own helps nobody.
    """
    wish = language(wanted)
    texts = exercises[plan.parts[0].id].texts
    there = spoken_in({code: code for code in texts}, wish)
    return wish if wish.partition("_")[0] == there.partition("_")[0] else there
