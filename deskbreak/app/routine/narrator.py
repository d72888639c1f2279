"""Leads through a routine by ear: each line of the script at its time, and small sounds between the exercises.

Time is told by the window (``follow``); in between there is one timer, to the next line, and none while it is paused.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from deskbreak.coach.plan import Plan
from deskbreak.coach.script import SpokenLine, speaking
from deskbreak.desktop.sound.sounds import Sound

LEAP = 0.75
"""Seconds: a place further than this from where it should be was leapt to."""
LEAD = 0.6
"""Seconds before an exercise at which its sound comes, if nothing is being said."""
NOW = 0.02
"""Seconds that a timer may be early."""
SPARE = 1.0
"""Seconds that a line may last longer than counted on, at the least."""


class LineSpeaker(Protocol):
    """What says the lines: see ``Speaker``."""

    @property
    def speaking(self) -> bool: ...

    @property
    def mute(self) -> bool: ...

    def say(self, words: str, within_ms: int | None = None) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class AudioCue:
    """What is to be heard ``at`` so many seconds into the routine: a sound, or a line.

    A line is of use until ``over``, the end of the step it is about. ``turn``: with it something else begins.
    """

    at: float
    sound: Sound | None = None
    line: SpokenLine | None = None
    over: float = 0.0
    turn: bool = False


def cues(plan: Plan) -> tuple[AudioCue, ...]:
    """Everything to be heard in the course of ``plan``, in order."""
    return tuple(sorted([*_changes(plan), *_lines(plan)], key=lambda cue: (cue.at, cue.line is not None)))


def _changes(plan: Plan) -> Iterator[AudioCue]:
    for part in plan.parts[1:]:
        said = max((line.until for line in plan.script if line.at < part.start - NOW), default=0.0)
        yield AudioCue(min(part.start, max(said, part.start - LEAD)), sound=Sound.CHANGE)


def _lines(plan: Plan) -> Iterator[AudioCue]:
    starts = [beat.start for beat in plan.beats]
    begins = {part.start for part in plan.parts}
    before: tuple[object, ...] = ()
    for line in plan.script:
        number = bisect_left(starts, line.at - NOW)
        end = plan.beats[number].end if number < len(plan.beats) else plan.total
        about = line.exercise, line.side, line.repetition
        yield AudioCue(
            line.at,
            line=line,
            over=max(end, line.until + SPARE),
            turn=about != before and line.at not in begins,  # an exercise has its own sound
        )
        before = about


class Narrator(QObject):
    """Says the script of ``plan`` by ``speaker``, and plays sounds by ``play``.

    ``clock`` gives seconds (monotonic). ``may_speak`` and ``may_sound`` are asked whenever something is due. Where
    nobody is left to speak, sounds stand for the lines with which something else begins.
    """

    def __init__(
        self,
        plan: Plan,
        speaker: LineSpeaker,
        play: Callable[[Sound], None],
        clock: Callable[[], float],
        may_speak: Callable[[], bool],
        may_sound: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._cues = cues(plan)
        self._total = plan.total
        self._speaker = speaker
        self._play = play
        self._clock = clock
        self._may_speak = may_speak
        self._may_sound = may_sound
        self._next = 0
        self._place = 0.0
        self._since: float | None = None
        self._begun = False
        self._said: AudioCue | None = None
        self._broken_off: AudioCue | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)

    @property
    def waiting(self) -> bool:
        """Whether a timer runs."""
        return self._timer.isActive()

    def follow(self, place: float, running: bool) -> None:
        """The routine is at ``place`` (s), and moves on from there or not. May be told at every frame."""
        before, ran = self._now(), self._since is not None
        leapt = abs(place - before) > LEAP
        self._place, self._since = place, self._clock() if running else None
        if leapt:
            self._speaker.stop()
            self._broken_off = None
            self._next = bisect_left(self._cues, place - NOW, key=lambda cue: cue.at)
        if running and ran and not leapt:
            return  # the timer runs
        if running:
            self._go_on(again=not ran)
        else:
            self._timer.stop()
            if place < self._total:
                self._break_off()
            elif ran and not leapt:
                self._sound(Sound.DONE)

    def check(self) -> None:
        """Whether it may be heard has changed, perhaps: in a call it is silent at once."""
        if self._speaker.speaking and not self._may_speak():
            self._speaker.stop()

    def close(self) -> None:
        """Fall silent, for good."""
        self._timer.stop()
        self._since = None
        self._speaker.stop()

    def _now(self) -> float:
        passed = 0.0 if self._since is None else max(0.0, self._clock() - self._since)
        return min(self._total, self._place + passed)

    def _go_on(self, *, again: bool) -> None:
        if not self._begun:
            self._begun = True
            self._sound(Sound.START)
        broken_off, self._broken_off = self._broken_off, None
        if again and broken_off is not None and self._place < broken_off.over:
            self._say(broken_off)
        self._on_due()

    def _break_off(self) -> None:
        """What was being said is said anew when it goes on."""
        if self._speaker.speaking:
            self._broken_off = self._said
            self._speaker.stop()

    def _on_due(self) -> None:
        now = self._now()
        while self._next < len(self._cues) and self._cues[self._next].at <= now + NOW:
            cue = self._cues[self._next]
            self._next += 1
            if cue.sound is not None:
                self._sound(cue.sound)
            else:
                self._say(cue)
        if self._next < len(self._cues):
            self._timer.start(max(1, round((self._cues[self._next].at - now) * 1000)))

    def _say(self, cue: AudioCue) -> None:
        if cue.line is None or not self._may_speak():
            return
        if self._speaker.mute:
            if cue.turn:
                self._sound(Sound.CHANGE)
            return
        self._said = cue
        left = max(cue.over - self._now(), speaking(cue.line.say) + SPARE)
        self._speaker.say(cue.line.say, round(left * 1000))

    def _sound(self, sound: Sound) -> None:
        if self._may_sound():
            self._play(sound)
