"""What happened, as objects and as sentences."""

from datetime import datetime

import pytest

from deskbreak.coach.content.tip import Tip, TipText
from deskbreak.engine.actions import (
    Action,
    CameBack,
    Closed,
    CloseNudge,
    CloseRoutine,
    Doubted,
    Freed,
    HoldBegan,
    Invite,
    LeaveOut,
    Nudge,
    OpenRoutine,
    Outcome,
    PainTakenBack,
    Record,
    Rest,
    Version,
    WentAway,
    Why,
    Withdraw,
)
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.settings import HOUR, MINUTE, SECOND
from deskbreak.simulation.simulator import Happened
from deskbreak.simulation.timeline import HOLDS, OUTCOMES, RESTS, SHOWN_ELSEWHERE, WHYS, lines, sentences, span_text
from tests.engine.desk import instant

AT = instant("10:00")
TIPS = (
    Tip("walk", "walk", {"en": TipText("Walk", "About.")}),
    Tip("bend", "movement", {"en": TipText("Bend down", "Once.")}, folds=True),
    Tip("turn", "movement", {"en": TipText("Turn", "Twice.")}),
)


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


SHOWN: list[tuple[Action, dict[str, object], str]] = [
    (
        Nudge(3, 3_600_000, ("movement",), folds=True),
        {"what": "nudge", "tip": "bend", "seated_s": 3600},
        "Posture nudge: Bend down (you have been sitting for 1 h)",
    ),
    (
        Invite(2, False, Why.NUDGE_DUE),
        {"what": "invite", "n": 2, "short": False, "why": "nudge-due"},
        "Your routine is offered again: it is time to move anyway",
    ),
    (
        Invite(1, True, Why.LATER),
        {"what": "invite", "n": 1, "short": True, "why": "later"},
        "The one-minute version is offered: you said later",
    ),
    (Withdraw(Hold.CALL), {"what": "withdraw", "why": "call"}, "The invitation waits until you are free again"),
    (Withdraw(Closed.ANSWERED), {"what": "withdraw", "why": "answered"}, "You say: later"),
    (OpenRoutine(Version.FULL), {"what": "open"}, "The routine begins"),
    (OpenRoutine(Version.SHORT), {"what": "open"}, "The one-minute version begins"),
    (Record(Outcome.COMPLETED, AT.utc, 240_000), {"what": "completed"}, "Routine completed"),
    (Record(Outcome.SHORT, AT.utc), {"what": "short"}, "One-minute routine completed"),
    (Record(Outcome.PARTIAL, AT.utc), {"what": "partial"}, "Routine done in part"),
    (Record(Outcome.STOPPED, AT.utc), {"what": "stopped"}, "Routine stopped early"),
    (Record(Outcome.PAIN, AT.utc, detail="twist"), {"what": "pain"}, "Routine stopped: it hurt in twist"),
    (PainTakenBack(AT.utc, "twist"), {"what": "pain-back"}, "It did not hurt: the routine goes on"),
    (Record(Outcome.SKIPPED, AT.utc), {"what": "skipped"}, "Routine skipped"),
    (Record(Outcome.MISSED, AT.utc), {"what": "missed"}, "The invitation is let go: there was no answer"),
    (HoldBegan(Hold.WIND_DOWN), {"what": "hold", "why": "wind-down"}, "Quiet: the working day winds down"),
    (
        WentAway(AT.utc - 3 * MINUTE),
        {"what": "away", "since": "2026-11-23T09:57:00+01:00"},
        "Away since 09:57",
    ),
    (
        CameBack(1_200_000, Rest.REST),
        {"what": "back", "away_s": 1200, "rest": "rest"},
        "Back after 20 min: a rest",
    ),
]
SILENT: list[Action] = [
    Record(Outcome.NUDGE, AT.utc),
    Record(Outcome.INVITE, AT.utc),
    HoldBegan(Hold.MEAL),
    CloseNudge(),
    CloseRoutine(),
    LeaveOut("twist"),
]


@pytest.mark.parametrize(("action", "line", "sentence"), SHOWN, ids=lambda part: type(part).__name__)
def test_each_thing_that_shows(action: Action, line: dict[str, object], sentence: str) -> None:
    happened = [Happened(AT, action)]
    (found,) = lines(happened, TIPS)
    assert list(found.items()) == [("at", "2026-11-23T10:00:00+01:00"), *line.items()]
    heading, told = sentences(happened, TIPS, clock)
    assert heading == "Monday 2026-11-23 (Europe/Berlin)"
    assert told == f"  10:00     {sentence}"


@pytest.mark.parametrize("action", SILENT, ids=repr)
def test_what_does_not_show(action: Action) -> None:
    assert list(lines([Happened(AT, action)], TIPS)) == []
    assert list(sentences([Happened(AT, action)], TIPS, clock)) == []


def test_people_are_told_what_is_not_believed_any_more() -> None:
    """H6; programs read it off the hold that has ended."""
    happened = [Happened(AT, Doubted(Sign.INHIBIT))]
    assert list(lines(happened, TIPS)) == []
    told = list(sentences(happened, TIPS, clock))[1]
    assert told == "  10:00     The program that keeps the screen on is not believed any more"


def test_n4_tips_come_in_their_turn_and_go_on_from_those_that_were_seen() -> None:
    kinds = ("walk", "movement")
    nudges = [Happened(AT, Nudge(at, 0, kinds, folds=folds)) for at, folds in enumerate((True, False, True, True))]
    assert [line["tip"] for line in lines(nudges, TIPS)] == ["walk", "turn", "walk", "bend"]
    assert [line["tip"] for line in lines(nudges, TIPS, ("turn", "walk"))] == ["bend", "walk", "turn", "walk"]
    told = [sentence.split(": ")[1].split(" (")[0] for sentence in [*sentences(nudges, TIPS, clock, ("walk",))][1:]]
    assert told == ["Bend down", "Walk", "Turn", "Walk"]


def test_each_day_has_a_heading() -> None:
    days = [Happened(instant(f"2026-11-{day}T10:00"), OpenRoutine(Version.FULL)) for day in (23, 23, 24)]
    assert list(sentences(days, TIPS, clock)) == [
        "Monday 2026-11-23 (Europe/Berlin)",
        "  10:00     The routine begins",
        "  10:00     The routine begins",
        "\nTuesday 2026-11-24 (Europe/Berlin)",
        "  10:00     The routine begins",
    ]


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        ([Hold.CALL], ["Quiet: in a call", "Free again"]),
        ([Hold.ROUTINE], []),
        ([Hold.MEAL], []),
        ([Hold.CALL, Hold.ROUTINE], ["Quiet: in a call", "Free again"]),
        ([Hold.ROUTINE, Hold.CALL], ["Quiet: in a call", "Free again"]),
    ],
)
def test_people_hear_of_the_end_of_what_they_heard_the_beginning_of(holds: list[Hold], told: list[str]) -> None:
    happened = [*(Happened(AT, HoldBegan(hold)) for hold in holds), Happened(AT, Freed())]
    found = list(sentences([*happened, *happened], TIPS, clock))
    assert [line.split(maxsplit=1)[1] for line in found[1:]] == told * 2


def test_an_answer_is_told_by_what_it_leads_to() -> None:
    answer = Happened(AT, Withdraw(Closed.ANSWERED))
    for leads, told in (
        (OpenRoutine(Version.FULL), ["The routine begins"]),
        (Record(Outcome.SKIPPED, AT.utc), ["Routine skipped"]),
        (Invite(1, False, Why.LATER), ["You say: later", "Your routine is offered: you said later"]),
    ):
        found = list(sentences([answer, Happened(AT, leads)], TIPS, clock))
        assert [line.split(maxsplit=1)[1] for line in found[1:]] == told
        assert next(lines([answer, Happened(AT, leads)], TIPS))["what"] == "withdraw"


def test_for_programs_there_is_every_hold_and_withdrawal() -> None:
    actions: list[Action] = [Withdraw(Closed.MISSED), HoldBegan(Hold.ROUTINE), Freed()]
    assert [{**line} for line in lines([Happened(AT, action) for action in actions], TIPS)] == [
        {"at": "2026-11-23T10:00:00+01:00", "what": "withdraw", "why": "missed"},
        {"at": "2026-11-23T10:00:00+01:00", "what": "hold", "why": "routine"},
        {"at": "2026-11-23T10:00:00+01:00", "what": "free"},
    ]
    assert list(sentences([Happened(AT, action) for action in actions], TIPS, clock)) == []


def test_there_are_words_for_everything() -> None:
    assert set(HOLDS) == set(Hold) - {Hold.MEAL, Hold.ROUTINE}
    assert set(WHYS) == set(Why)
    assert set(RESTS) == set(Rest)
    assert set(OUTCOMES) == set(Outcome) - SHOWN_ELSEWHERE


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "a moment"),
        (SECOND, "1 second"),
        (59 * SECOND, "59 seconds"),
        (MINUTE, "1 min"),
        (HOUR, "1 h"),
        (HOUR + 5 * MINUTE + 59 * SECOND, "1 h 5 min"),
    ],
)
def test_spans_in_words(ms: int, text: str) -> None:
    assert span_text(ms) == text
