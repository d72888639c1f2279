"""A day as it was heard, written down as a scenario for the simulator (behaviour.md §10)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, assert_never

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Event,
    Finish,
    ForSpan,
    Idle,
    Input,
    Launch,
    Lock,
    Pain,
    Pause,
    PauseLength,
    Postpone,
    Progress,
    Reply,
    Resume,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    Stop,
    Suspend,
    TakeBackPain,
    Unlock,
    Unpause,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
)
from deskbreak.engine.pause_length import TOMORROW
from deskbreak.engine.reasons import Sign
from deskbreak.settings import MINUTE, SECOND, Settings, duration_text
from deskbreak.settings.changes import changes
from deskbreak.simulation.scenario import SHORT, Do, SignChange
from deskbreak.simulation.writing import Writing, WrittenEvent

BRIEF = 5 * SECOND
"""ms. Hands that rest for less are not told of: no rule asks for less (``routine.pause``)."""
SAME_INPUT = 500
"""ms by which two answers about the same last input may differ."""
JUMP = SECOND
"""ms by which the wall clock may drift from the span clock before it counts as set."""
TAKES = 4 * MINUTE
"""What a routine takes as long as none was seen."""

PLAIN: Mapping[type[Event], Do] = {
    Lock: Do.LOCK,
    Unlock: Do.UNLOCK,
    Suspend: Do.SUSPEND,
    Resume: Do.RESUME,
    Finish: Do.FINISH,
    Stop: Do.STOP,
    Unpause: Do.UNPAUSE,
    Skip: Do.SKIP,
    TakeBackPain: Do.PAIN_BACK,
}
"""Events that say all by their kind."""


def only_a_promise(event: Input, rested_at: int | None) -> bool:
    """Whether input is said to go on in the same breath (at ``rested_at``) in which it was said that hands rest.

    The driver says so where the machine will tell of a longer rest by itself: nobody need be woken to ask.
    """
    return rested_at is not None and event.at.mono - rested_at < SAME_INPUT


class Recorder:
    """Hears events in the order in which the engine is told them, from ``at`` on, and writes them as a scenario.

    Clocks and invitations begin anew at ``at``, as in every scenario. What makes no sense then, such as the answer to
    an invitation that was open before, is written as a comment, so that the simulator takes the file always. A routine
    that was paused in its window, or waited there, ends earlier in the file: scenarios do not tell of that.
    """

    def __init__(self, at: Instant, settings: Settings) -> None:
        self._start = self._last = at
        self._first_settings = self._settings = settings
        self._lead = at.utc - at.mono
        self._zone = at.zone
        self._entries: list[WrittenEvent] = []
        self._takes: int | None = None
        self._short = False
        self._idle_since: int | None = None
        self._resting_since: int | None = None
        """Hands rest, perhaps too briefly to be told: written when it is known."""
        self._touched_at = at.mono
        """The last input that is written, or the beginning."""
        self._rested_at: int | None = None
        """When it was told last that hands rest; ``None``: they did not, or only briefly."""
        self._locked = False
        self._suspended = False
        self._signs: frozenset[Sign] = frozenset()

    def configured(self, at: Instant, settings: Settings) -> None:
        """Other settings are in force (U3)."""
        self._look_at_clock(at)
        if table := changes(settings, self._settings):
            self._settings = settings
            self._add(Do.CONFIG, table)

    def hear(self, event: Event) -> None:
        """Write it down, if anything of it is to be written."""
        before = self._last.mono
        if isinstance(event, Launch):
            self._add(Do.QUIT)  # at the latest; nothing has been heard since
        self._look_at_clock(event.at)
        if isinstance(event, Idle):
            self._rest(min(event.since, self._last.mono))
            self._rested_at = event.at.mono if event.at.mono - event.since >= BRIEF else None
            return
        if isinstance(event, Input) and only_a_promise(event, self._rested_at):
            return
        if self._resting_since is not None and self._last.mono - self._resting_since >= BRIEF:
            self._write_rest()
        match event:
            case Input():
                self._touch(self._last.mono)
            case Launch():
                self._launch(event, before)
            case Progress(total=total):
                self._measure(total)
            case _:
                self._note(event)

    def _measure(self, total: int) -> None:
        """The first whole routine says how long one takes."""
        if self._short or self._takes is not None:
            return
        self._takes = max(SECOND, total)

    def text(self) -> str:
        """The scenario, in TOML."""
        return Writing(self._start, self._first_settings, self._takes or TAKES).text(self._entries, self._last)

    # What was heard

    def _add(self, do: Do | SignChange, raw: Any = None, mono: int | None = None) -> None:
        self._entries.append(WrittenEvent(self._last.mono if mono is None else mono, do, raw))

    def _look_at_clock(self, at: Instant) -> None:
        if at.mono < self._last.mono:
            at = replace(at, mono=self._last.mono)
        self._last = at
        if at.zone != self._zone:
            self._zone = at.zone
            self._add(Do.SET_ZONE, at.zone)
        if abs(at.utc - at.mono - self._lead) >= JUMP:
            self._lead = at.utc - at.mono
            self._add(Do.SET_CLOCK, at.utc)

    def _note(self, event: Event) -> None:
        match event:
            case SignBegan(sign=sign):
                self._signs |= {sign}
                self._add(SignChange(sign, begins=True))
            case SignEnded(sign=sign):
                self._signs -= {sign}
                self._add(SignChange(sign, begins=False))
            case Answer(reply=reply):
                self._short = reply is Reply.SHORT
                self._add(Do.ANSWER, reply.value)
            case Start(short=short):
                self._short = short
                self._add(Do.START, SHORT if short else None)
            case Pain(exercise=exercise):
                self._add(Do.PAIN, exercise)
            case Pause(length=length):
                self._add(Do.PAUSE, _pause_text(length))
            case Postpone(span=span):
                self._add(Do.POSTPONE, _span_text(span))
            case SetUserStatus(what=what, span=span):
                self._add(Do(what.value), None if span is None else _span_text(span))
            case ClearUserStatus(what=what):
                self._add(Do(f"{what.value}-end"))
            case _ if type(event) in PLAIN:
                self._plain(PLAIN[type(event)])
            case _:  # PutBack changes no time, and Wake says only what time it is
                pass

    def _plain(self, do: Do) -> None:
        if do in (Do.LOCK, Do.SUSPEND) and self._resting_since is not None:
            self._write_rest()  # an absence begins where the hands came to rest, however briefly before
        if do in (Do.LOCK, Do.UNLOCK):
            self._locked = do is Do.LOCK
        if do in (Do.SUSPEND, Do.RESUME):
            self._suspended = do is Do.SUSPEND
        self._add(do)

    def _rest(self, since: int) -> None:
        """Hands rest since then; if that is later than what was known, there was input meanwhile."""
        since = max(since, self._touched_at)
        known = self._idle_since if self._resting_since is None else self._resting_since
        if known is not None and since <= known + SAME_INPUT:
            since = known
        elif known is not None:
            self._touch(since)
        if self._idle_since is None:
            self._resting_since = since
            if self._last.mono - since >= BRIEF:
                self._write_rest()

    def _write_rest(self) -> None:
        self._idle_since, self._resting_since = self._resting_since, None
        self._add(Do.IDLE, mono=self._idle_since)

    def _touch(self, mono: int) -> None:
        """There is input at ``mono``."""
        self._resting_since = None
        if self._idle_since is not None:
            self._idle_since = None
            self._touched_at = mono
            self._add(Do.INPUT, mono=mono)

    def _launch(self, launch: Launch, before: int) -> None:
        """deskbreak was not there since ``before``, and finds the machine so."""
        if self._suspended:
            self._plain(Do.RESUME)
        since = launch.idle_since
        if since is None or (self._idle_since is not None and since > self._idle_since):
            self._touch(self._last.mono if since is None else max(since, before))
        if since is not None and self._idle_since is None:
            self._resting_since = max(since, before)
            self._write_rest()
        if launch.locked is not self._locked:
            self._plain(Do.LOCK if launch.locked else Do.UNLOCK)
        for sign in sorted(launch.signs ^ self._signs, key=lambda sign: sign.value):
            self._note((SignBegan if sign in launch.signs else SignEnded)(launch.at, sign))
        self._add(Do.LAUNCH)


def _pause_text(length: PauseLength) -> str | None:
    """As ``engine.pause_length.pause_length`` reads it."""
    match length:
        case ForSpan(span):
            return _span_text(span)
        case UntilTime(minute):
            return f"{minute // 60:02}:{minute % 60:02}"
        case UntilTomorrow():
            return TOMORROW
        case UntilResumed():
            return None
        case _:
            assert_never(length)


def _span_text(span: int) -> str:
    return duration_text(max(1, round(span / SECOND)) * SECOND)
