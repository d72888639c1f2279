"""What all senses have in common: one answer a question, in time; unknown is no no."""

import logging

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.program import Ignored, Program
from deskbreak.desktop.sense import LIMIT_MS, TRIES, AnyOf, NoSense, NullSense, Sense, first_sense

LIMIT = 5_000


class Hand(Sense):
    """A sense whose answer the test gives."""

    name = "hand"

    def __init__(self, *, tells: bool = False) -> None:
        super().__init__()
        self.tells = tells
        self.asked = 0

    def _ask(self) -> None:
        self.asked += 1

    def know(self, value: bool, detail: str = "") -> None:
        self._log_known()
        self._tell(value, detail if value else "", "")

    def see(self, *names: str) -> None:
        self._see(Program.called(name) for name in names)

    def miss(self, fault: str, *, late: bool = False) -> None:
        self._miss(fault, late=late)


def hasty(sense: Hand) -> Hand:
    """One for whom ``LIMIT_MS`` and ``AGAIN_MS`` are over soon."""
    sense._limit.setInterval(1)
    sense._retry.setInterval(1)
    return sense


class Count:
    def __init__(self, sense: Sense) -> None:
        self.values: list[bool | None] = []
        sense.answered.connect(lambda: self.values.append(sense.value))


def test_a_question_that_is_under_way_is_not_asked_again(qtbot: QtBot) -> None:
    sense = Hand()
    count = Count(sense)
    for _ in range(3):
        sense.ask()
    sense.know(value=True, detail="Firefox")
    assert (sense.asked, count.values, sense.detail, sense.fault) == (1, [True], "Firefox", "")
    sense.ask()
    sense.know(value=False, detail="Firefox")
    assert (sense.asked, count.values, sense.detail) == (2, [True, False], "")


def test_an_answer_that_does_not_come_in_time_is_unknown(qtbot: QtBot) -> None:
    sense = Hand()
    count = Count(sense)
    sense.ask()
    qtbot.waitUntil(lambda: count.values == [None], timeout=LIMIT)
    assert (sense.fault, sense.late) == (f"no answer within {LIMIT_MS} ms", False)
    sense.ask()
    sense.know(value=False)
    assert count.values == [None, False]


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("value", [True, False])
def test_what_is_known_stands_while_the_next_answers_are_late(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, value: bool, tells: bool
) -> None:
    """On a machine that is busy a call is not over; what hangs for seconds says nothing any more."""
    caplog.set_level(logging.INFO)
    sense = hasty(Hand())
    sense.know(value)
    sense.tells = tells
    count = Count(sense)
    sense.miss("the bus has gone")
    sense.know(value)
    assert count.values == [None, value], "what is gone is known to be"
    caplog.clear()
    count.values.clear()
    sense.miss("no answer in time", late=True)
    assert (count.values, sense.late, sense.fault) == ([value], True, "")
    qtbot.waitUntil(lambda: sense.value is None, timeout=LIMIT)
    assert count.values == [value] * TRIES + [None]
    assert sense.asked == TRIES, "it is asked again by itself"
    assert (sense.late, sense.fault) == (False, f"no answer within {LIMIT_MS} ms")
    assert caplog.messages == [f"hand: unknown, no answer within {LIMIT_MS} ms"]


def test_a_late_answer_counts(qtbot: QtBot) -> None:
    sense = hasty(Hand(tells=True))
    sense._limit.setInterval(60_000)
    sense.see("Firefox")
    count = Count(sense)
    sense.miss("no answer in time", late=True)
    qtbot.waitUntil(lambda: sense.asked == 1, timeout=LIMIT)
    assert (sense.value, sense.detail) == (True, "Firefox")
    sense.see()
    assert (sense.value, sense.late) == (False, False)
    asked = sense.asked
    sense.ask()
    assert sense.asked == asked, "it is known, and would be told"
    sense._retry.setInterval(60_000)
    sense.miss("no answer in time", late=True)
    for _ in range(2 * TRIES):
        sense.ask()
    assert (sense.value, sense.late, sense.asked) == (False, True, asked), "until it is tried again that stands"
    sense._retry.setInterval(1)
    sense.close()
    other = Hand()
    with qtbot.waitSignal(other.answered, timeout=LIMIT):
        other.ask()
    assert (sense.value, sense.asked) == (False, asked), "nobody asks after its end"
    assert set(count.values) == {True, False}


def test_of_several_one_may_be_late(qtbot: QtBot) -> None:
    hands = hasty(Hand()), hasty(Hand())
    both = AnyOf(hands)
    hands[0].know(value=True, detail="Firefox")
    hands[1].know(value=False)
    assert (both.value, both.late) == (True, False)
    hands[0].miss("no answer in time", late=True)
    assert (both.value, both.detail, both.late) == (True, "Firefox", True)
    qtbot.waitUntil(lambda: hands[0].value is None, timeout=LIMIT)
    assert (both.value, both.late) == (False, False)


def test_one_that_tells_and_knows_is_not_asked(qtbot: QtBot) -> None:
    sense = Hand(tells=True)
    count = Count(sense)
    sense.ask()
    sense.know(value=False)
    sense.ask()
    assert (sense.asked, count.values) == (1, [False, False])
    sense.miss("gone")
    sense.ask()
    assert sense.asked == 2, "what is not known is asked"
    sense.know(value=True)


def test_a_fault_is_logged_once_until_there_is_another(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    sense = Hand()
    for fault in ("hangs", "hangs", "dead", "dead"):
        sense.miss(fault)
    sense.know(value=False)
    sense.know(value=True)
    sense.miss("hangs")
    assert caplog.messages == [
        "hand: unknown, hangs",
        "hand: unknown, dead",
        "hand: known now",
        "hand: unknown, hangs",
    ]


def test_the_log_says_who_answers_what_and_says_it_once(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    parts = Hand(), Hand()
    for part in parts:
        part.question = "lock"
    together = AnyOf(parts)
    for part in parts:
        part.miss("gone")
    assert (together.value, together.fault) == (None, "gone")
    parts[0].know(value=True)
    assert together.value is True
    assert caplog.messages == ["lock by hand: unknown, gone"] * 2 + ["lock by hand: known now"]


def test_after_close_no_limit_runs_out(qtbot: QtBot) -> None:
    sense = Hand()
    count = Count(sense)
    sense.ask()
    sense.close()
    other = Hand()
    with qtbot.waitSignal(other.answered, timeout=LIMIT):
        other.ask()
    assert count.values == []


@pytest.mark.parametrize(
    ("answers", "together"),
    [
        ((False, False), False),
        ((False, True), True),
        ((True, None), True),
        ((None, False), False),
        ((None, None), None),
    ],
)
def test_of_several_one_yes_is_enough(
    qtbot: QtBot, answers: tuple[bool | None, bool | None], together: bool | None
) -> None:
    hands = Hand(), Hand()
    both = AnyOf(hands)
    count = Count(both)
    both.ask()
    for hand, answer in zip(hands, answers, strict=True):
        assert count.values == [], "not before all have answered"
        if answer is None:
            hand.miss(f"fault {hands.index(hand)}")
        else:
            hand.know(answer, f"detail {hands.index(hand)}")
    assert count.values == [together]
    assert both.detail == (f"detail {answers.index(True)}" if together else "")
    assert both.fault == ("fault 0; fault 1" if together is None else "")


def test_the_same_fault_is_told_once_for_all(qtbot: QtBot) -> None:
    hands = Hand(), Hand()
    both = AnyOf(hands)
    both.ask()
    for hand in hands:
        hand.miss("no bus")
    assert both.fault == "no bus"


def test_what_one_of_several_tells_is_told_at_once(qtbot: QtBot) -> None:
    hands = Hand(tells=True), Hand(tells=True)
    both = AnyOf(hands)
    count = Count(both)
    hands[0].know(value=True)
    hands[1].know(value=False)
    hands[0].know(value=False)
    assert count.values == [True, True, False]


def test_one_that_hangs_does_not_keep_the_others_word_back_for_long(qtbot: QtBot) -> None:
    hands = Hand(), Hand()
    both = AnyOf(hands)
    count = Count(both)
    both.ask()
    hands[1].know(value=True)
    qtbot.waitUntil(lambda: count.values == [True], timeout=LIMIT)


def test_nobody_is_nobody_to_ask(qtbot: QtBot) -> None:
    nobody = AnyOf(())
    count = Count(nobody)
    nobody.ask()
    assert (count.values, nobody.fault, nobody.parts) == ([None], "nobody to ask", ())


def test_parts_are_those_who_answer_in_the_end(qtbot: QtBot) -> None:
    hands = Hand(), Hand(), Hand()
    nested = AnyOf([AnyOf(hands[:2]), hands[2]])
    assert nested.parts == hands
    count = Count(nested)
    nested.ask()
    nested.close()
    for hand in hands:
        assert hand.asked == 1
    witness = Hand()
    with qtbot.waitSignal(witness.answered, timeout=LIMIT):
        witness.ask()
    assert count.values == []


def test_the_first_that_can_be_made_is_taken(qtbot: QtBot) -> None:
    def cannot() -> Sense:
        raise NoSense("not here")

    hand = Hand()
    assert first_sense([cannot, lambda: hand, cannot]) is hand
    nobody = first_sense([cannot])
    assert isinstance(nobody, NullSense)
    count = Count(nobody)
    nobody.ask()
    assert (count.values, nobody.fault) == ([None], "not here")
    assert first_sense([]).fault == "nothing to ask on this platform"


def test_a_program_that_is_ignored_counts_as_nothing(qtbot: QtBot) -> None:
    """H7: of several only that one is left out."""
    sense = Hand()
    sense.ignore(Ignored.of(["obs"]))
    sense.see("OBS", "Zoom")
    assert (sense.value, sense.detail, sense.left_out) == (True, "Zoom", "OBS")
    sense.see("OBS")
    assert (sense.value, sense.detail, sense.left_out, sense.fault) == (False, "", "OBS", "")
    sense.see()
    assert (sense.value, sense.left_out) == (False, "")


def test_who_is_ignored_anew_counts_from_then_on_or_no_more(qtbot: QtBot) -> None:
    """U3"""
    sense = Hand(tells=True)
    sense.see("OBS")
    count = Count(sense)
    sense.ignore(Ignored.of(["obs"]))
    sense.ignore(Ignored())
    assert count.values == [False, True]
    sense.miss("gone")
    sense.ignore(Ignored.of(["obs"]))
    assert count.values == [False, True, None], "what is not known stays so"
    sense.see("OBS")
    assert count.values[-1] is False


def test_who_is_ignored_while_it_is_asked_is_heard_with_the_answer(qtbot: QtBot) -> None:
    sense = Hand()
    sense.see("OBS")
    count = Count(sense)
    sense.ask()
    sense.ignore(Ignored.of(["obs"]))
    assert count.values == []
    sense.see("OBS")
    assert count.values == [False]


def test_what_no_program_says_is_not_left_out(qtbot: QtBot) -> None:
    sense = Hand()
    sense.know(value=True, detail="OBS")
    sense.ignore(Ignored.of(["obs"]))
    assert sense.value is True


def test_each_of_several_senses_leaves_it_out(qtbot: QtBot) -> None:
    hands = Hand(), Hand()
    both = AnyOf(hands)
    hands[0].see("OBS")
    hands[1].see("mpv")
    both.ignore(Ignored.of(["obs"]))
    assert (both.value, both.detail) == (True, "mpv")
    both.ignore(Ignored.of(["obs", "MPV"]))
    assert both.value is False
    assert [hand.left_out for hand in hands] == ["OBS", "mpv"]
