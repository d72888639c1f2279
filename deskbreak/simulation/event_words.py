"""What the engine was told, in words."""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from deskbreak.engine.calendar.instant import Instant, local_time
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
    Looked,
    Pain,
    Pause,
    PauseLength,
    Postpone,
    Progress,
    PutBack,
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
    UserStatus,
    Wake,
)
from deskbreak.engine.reasons import SIGNS
from deskbreak.i18n import N_, _, clock_text
from deskbreak.settings import SECOND, duration_text
from deskbreak.simulation.recorder import BRIEF, SAME_INPUT, only_a_promise

PLAIN: dict[type[Event], str] = {
    Input: N_("input"),
    Lock: N_("locked"),
    Unlock: N_("unlocked"),
    Suspend: N_("going to sleep"),
    Resume: N_("awake"),
    Launch: N_("deskbreak starts"),
    Start: N_("a routine is wanted"),
    Finish: N_("routine done"),
    Stop: N_("routine stopped"),
    Unpause: N_("pause ended"),
    Skip: N_("skip"),
    TakeBackPain: N_("it did not hurt"),
}
REPLIES = {
    Reply.START: N_("answer: start"),
    Reply.LATER: N_("answer: later"),
    Reply.SHORT: N_("answer: one minute"),
    Reply.SKIP: N_("answer: skip"),
    Reply.DISMISS: N_("invitation dismissed"),
}
USER_STATUSES = {UserStatus.MEETING: N_("in a meeting"), UserStatus.READING: N_("reading")}
STATUSES_OVER = {UserStatus.MEETING: N_("meeting over"), UserStatus.READING: N_("reading over")}


class Telling:
    """Puts one event after the other into words.

    How far a routine is, that time has passed, and that hands are still at rest, or still at work, says nothing new.
    """

    def __init__(self) -> None:
        self._idle_since: int | None = None
        self._rested_at: int | None = None

    def sentences(self, event: Event) -> Iterator[str]:
        """What is new."""
        match event:
            case Idle(at=at, since=since):
                yield from self._rest(at, since)
                self._rested_at = at.mono if at.mono - since >= BRIEF else None
            case Input() if self._idle_since is None or only_a_promise(event, self._rested_at):
                return
            case _:
                if isinstance(event, Input):
                    self._idle_since = None
                if told := _sentence(event):
                    yield told

    def _rest(self, at: Instant, since: int) -> Iterator[str]:
        if self._idle_since is not None and since > self._idle_since + SAME_INPUT:
            self._idle_since = None
            yield _(PLAIN[Input])
        if self._idle_since is None and at.mono - since >= BRIEF:
            self._idle_since = since
            yield _("input stopped (since {time})").format(time=clock_text(_wall(at, since), seconds=True))


def _sentence(event: Event) -> str:
    match event:
        case SignBegan(sign=sign):
            return _(SIGNS[sign].began)
        case SignEnded(sign=sign):
            return _(SIGNS[sign].ended)
        case Answer(reply=reply):
            return _(REPLIES[reply])
        case Pain(exercise=exercise):
            return _("it hurt in {exercise}").format(exercise=exercise)
        case PutBack(exercise=exercise):
            return _("{exercise} is put back").format(exercise=exercise)
        case Pause(length=length):
            return _pause(length)
        case Postpone(span=span):
            return _("postponed for {span}").format(span=_span(span))
        case SetUserStatus(what=what, span=span):
            return _(USER_STATUSES[what]) + ("" if span is None else f" ({_span(span)})")
        case ClearUserStatus(what=what):
            return _(STATUSES_OVER[what])
        case Input() | Lock() | Unlock() | Suspend() | Resume() | Launch():
            return _(PLAIN[type(event)])
        case Start(short=True):
            return _("the one-minute version is wanted")
        case Start() | Finish() | Stop() | Unpause() | Skip() | TakeBackPain():
            return _(PLAIN[type(event)])
        case Wake() | Idle() | Looked() | Progress():
            return ""
        case _:
            assert_never(event)


def _pause(length: PauseLength) -> str:
    match length:
        case ForSpan(span):
            return _("paused for {span}").format(span=_span(span))
        case UntilTime(minute):
            return _("paused until {time}").format(time=f"{minute // 60:02}:{minute % 60:02}")
        case UntilTomorrow():
            return _("paused until tomorrow")
        case UntilResumed():
            return _("paused")
        case _:
            assert_never(length)


def _wall(at: Instant, mono: int) -> datetime:
    return local_time(at.utc - (at.mono - mono), at.zone)


def _span(ms: int) -> str:
    return duration_text(max(1, round(ms / SECOND)) * SECOND)
