"""What is told of events: every one in a few words, and nothing twice."""

import pytest

from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Event,
    ForSpan,
    Idle,
    Input,
    Lock,
    Pain,
    Pause,
    Postpone,
    Progress,
    PutBack,
    Reply,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    TakeBackPain,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
    UserStatus,
    Wake,
)
from deskbreak.engine.reasons import Sign
from deskbreak.settings import HOUR, MINUTE, SECOND
from deskbreak.simulation.event_words import Telling
from tests.engine.desk import instant

AT = instant("10:33:00", mono=HOUR)


def told(*events: Event) -> list[str]:
    telling = Telling()
    return [sentence for event in events for sentence in telling.sentences(event)]


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (Lock(AT), "locked"),
        (Skip(AT), "skip"),
        (Start(AT), "a routine is wanted"),
        (Start(AT, short=True), "the one-minute version is wanted"),
        (SignBegan(AT, Sign.CALL), "call began"),
        (SignEnded(AT, Sign.DND), "do not disturb is off"),
        (Answer(AT, Reply.SHORT), "answer: one minute"),
        (Pain(AT, "seated-twist"), "it hurt in seated-twist"),
        (PutBack(AT, "seated-twist"), "seated-twist is put back"),
        (TakeBackPain(AT), "it did not hurt"),
        (Pause(AT, ForSpan(90 * MINUTE)), "paused for 1h30m"),
        (Pause(AT, UntilTime(9 * 60 + 5)), "paused until 09:05"),
        (Pause(AT, UntilTomorrow()), "paused until tomorrow"),
        (Pause(AT, UntilResumed()), "paused"),
        (Postpone(AT, 20 * MINUTE), "postponed for 20m"),
        (SetUserStatus(AT, UserStatus.MEETING, HOUR), "in a meeting (1h)"),
        (SetUserStatus(AT, UserStatus.READING), "reading"),
        (ClearUserStatus(AT, UserStatus.MEETING), "meeting over"),
    ],
)
def test_an_event_in_words(event: Event, sentence: str) -> None:
    assert told(event) == [sentence]


def test_what_says_nothing_by_itself_is_not_told() -> None:
    assert told(Wake(AT), Progress(AT, 0, 5, running=True), Input(AT)) == []


def test_hands_that_rest_are_told_once_and_so_is_their_return() -> None:
    rest = AT.mono - 3 * MINUTE
    assert told(Idle(AT, rest), Idle(AT.later(MINUTE), rest + 20), Input(AT.later(HOUR)), Input(AT.later(HOUR))) == [
        "input stopped (since 10:30:00)",
        "input",
    ]


def test_that_more_will_be_told_is_no_input() -> None:
    rest = AT.mono - MINUTE
    assert told(Idle(AT, rest), Input(AT.later(1)), Idle(AT.later(MINUTE), rest), Input(AT.later(MINUTE))) == [
        "input stopped (since 10:32:00)"
    ]


def test_hands_at_work_are_not_told_of() -> None:
    assert told(*(Idle(AT.later(n * MINUTE), AT.mono + n * MINUTE - SECOND) for n in range(9))) == []


def test_input_that_is_only_seen_afterwards_is_told() -> None:
    later = AT.later(MINUTE)
    assert told(Idle(AT, AT.mono - 10 * SECOND), Idle(later, later.mono - SECOND)) == [
        "input stopped (since 10:32:50)",
        "input",
    ]
    assert told(Idle(AT, AT.mono - 10 * SECOND), Idle(later, later.mono - 20 * SECOND))[1:] == [
        "input",
        "input stopped (since 10:33:40)",
    ]
