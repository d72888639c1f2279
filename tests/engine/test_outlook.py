"""What comes next and why, as tray, ``status`` and the end of a routine tell it."""

import pytest

from deskbreak.engine.actions import Invite, Nudge
from deskbreak.engine.calendar.instant import local_time
from deskbreak.engine.engine import first_state
from deskbreak.engine.events import (
    Answer,
    ForSpan,
    Idle,
    Lock,
    Pain,
    Pause,
    Postpone,
    Progress,
    Reply,
    SignBegan,
    Skip,
    Start,
    Stop,
    UntilResumed,
)
from deskbreak.engine.outlook import Mood, Outlook, outlook
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.wake import next_wake
from deskbreak.settings import MINUTE, SECOND, Settings

from .desk import Desk, instant


def seen(desk: Desk) -> Outlook:
    return outlook(desk.state, desk.settings, desk.now)


def clock(utc: int | None) -> str | None:
    """``utc`` as Berlin's wall clock shows it."""
    return None if utc is None else f"{local_time(utc, 'Europe/Berlin'):%H:%M}"


def test_a_working_hour() -> None:
    view = seen(Desk().until("09:20"))
    assert view.mood is Mood.WORKING
    assert (clock(view.ripe_at), clock(view.due_at), clock(view.nudge_at)) == ("11:00", "12:00", "10:00")
    assert (clock(view.office_end), view.off_until, view.paused_until, view.not_before) == ("18:00", None, None, None)
    assert (view.invited, view.n, view.offers_short, view.out_today) == (False, 0, False, False)
    assert (view.seated, view.held_by, view.left_out) == (20 * MINUTE, (), ())
    assert (clock(view.now), view.zone) == ("09:20", "Europe/Berlin")


def test_between_two_steps_it_is_reckoned_for_the_instant_asked_for() -> None:
    desk = Desk().until("09:20")
    view = outlook(desk.state, desk.settings, desk.now.later(30 * SECOND))
    assert view.seated == 20 * MINUTE + 30 * SECOND
    assert clock(view.ripe_at) == "11:00"


@pytest.mark.parametrize(
    ("mood", "hold", "event"),
    [
        (Mood.PAUSED, Hold.PAUSED, (Pause, UntilResumed())),
        (Mood.AWAY, Hold.AWAY, (Lock,)),
        (Mood.HELD, Hold.CALL, (SignBegan, Sign.CALL)),
        (Mood.ROUTINE, Hold.ROUTINE, (Start,)),
    ],
)
def test_moods(mood: Mood, hold: Hold, event: tuple[object, ...]) -> None:
    desk = Desk().until("09:20")
    desk.tell(*event)  # type: ignore[arg-type]
    view = seen(desk.until("09:25"))
    assert view.mood is mood
    assert [(held, clock(since)) for held, since in view.held_by] == [(hold, "09:20")]


def test_a_meal_is_no_mood() -> None:
    view = seen(
        Desk(office={"lunch": "12:00-12:30"}, routine={"every": ["1h", "4h"]}, nudge={"enabled": False}).until("13:00")
    )
    assert view.mood is Mood.WORKING
    assert (clock(view.not_before), view.nudge_at) == ("14:30", None)


def test_a_meal_that_will_be_on_when_it_is_ripe() -> None:
    assert clock(seen(Desk(office={"lunch": "10:00-10:30"}).until("09:30")).not_before) == "12:30"


def test_lunch_has_an_end_while_it_lasts() -> None:
    desk = Desk(office={"lunch": "12:00-12:30"})
    assert seen(desk.until("11:59")).lunch_end is None
    assert clock(seen(desk.until("12:00")).lunch_end) == "12:30"
    assert seen(desk.until("12:30")).lunch_end is None
    assert seen(desk.until("19:00")).lunch_end is None


def test_outside_office_hours() -> None:
    view = seen(Desk("08:00"))
    assert (view.mood, clock(view.off_until), view.office_end) == (Mood.OFF, "09:00", None)
    assert (view.ripe_at, view.due_at, view.nudge_at, view.seated, view.out_today) == (None, None, None, 0, False)
    evening = seen(Desk("17:00").until("19:00"))
    assert (evening.mood, evening.ripe_at, evening.seated) == (Mood.OFF, None, 0)
    assert evening.off_until == instant("2026-11-24T09:00").utc
    assert seen(Desk(office={"days": []})).off_until is None


def test_the_clocks_stand_still_while_away() -> None:
    desk = Desk().until("09:30")
    desk.tell(Idle, desk.now.mono)
    view = seen(desk.until("09:50"))
    assert (clock(view.ripe_at), clock(view.nudge_at), view.seated) == ("11:20", "10:20", 30 * MINUTE)


def test_an_invitation() -> None:
    desk = Desk(reminder={"max_later": 1}).until("11:12")
    view = seen(desk)
    assert (view.invited, view.n, view.offers_short) == (True, 2, False)
    desk.tell(Answer, Reply.LATER)
    view = seen(desk)
    assert (view.invited, view.n, view.offers_short, clock(view.not_before)) == (False, 0, True, "11:22")


def test_postponed_and_paused() -> None:
    desk = Desk().until("10:50")
    desk.tell(Postpone, 30 * MINUTE)
    desk.tell(Pause, ForSpan(20 * MINUTE))
    view = seen(desk)
    assert (clock(view.not_before), clock(view.paused_until)) == ("11:20", "11:10")


def test_stopped_early() -> None:
    desk = Desk().until("11:00")
    desk.tell(Start)
    desk.tell(Stop)
    assert clock(seen(desk).not_before) == "11:30"


def test_no_more_today() -> None:
    desk = Desk("16:00")
    assert seen(desk).out_today
    desk = Desk(safety={"pain_limit": 1})
    desk.tell(Start)
    desk.tell(Progress, 0, MINUTE, running=True)
    desk.tell(Pain, "twist")
    assert (seen(desk).out_today, seen(desk).left_out) == (True, ("twist",))


def test_before_the_first_step_there_is_little_to_say() -> None:
    state = first_state(instant("09:00"))
    assert outlook(state, Settings(), state.last).ripe_at is None
    wake = next_wake(state, Settings())
    assert wake is not None
    assert (wake.why, clock(wake.at.utc)) == ("office hours", "17:50")


def skipping(desk: Desk) -> tuple[str | None, bool] | None:
    told = seen(desk).skipping
    return None if told is None else (clock(told.until), told.moves)


def test_a_skip_is_told_by_what_it_leads_to() -> None:
    """I6: with nothing pending the coming routine is left out, and the one after it is known (U2)."""
    desk = Desk().until("09:20")
    assert skipping(desk) == ("13:00", False)
    desk.tell(Skip)
    assert clock(seen(desk).ripe_at) == "13:00"


def test_a_skip_of_an_invitation_begins_anew_whenever_it_is_said() -> None:
    """I6, D4"""
    desk = Desk().until("11:00")
    assert skipping(desk) == ("13:00", True)
    assert skipping(desk.until("11:07")) == ("13:07", True)
    assert seen(desk).later == 10 * MINUTE
    desk.tell(Answer, Reply.LATER)
    assert skipping(desk) == ("13:07", True), "snoozed, it is pending"
    desk.tell(Skip)
    assert clock(seen(desk).ripe_at) == "13:07"


def test_after_a_skip_lunch_and_the_end_of_the_day_count_too() -> None:
    """I6, H3: what ends a meal does not move."""
    assert skipping(Desk(office={"lunch": "12:00-13:00"}).until("11:05")) == ("15:00", False)
    assert skipping(Desk(office={"hours": "09:00-13:00"}).until("11:05")) == (None, False)


def test_where_there_is_nothing_to_skip() -> None:
    """I6: outside office hours, beside an open routine, or where none comes any more."""
    assert skipping(Desk("08:00").until("08:30")) is None
    desk = Desk().until("09:20")
    desk.tell(Start)
    assert skipping(desk) is None
    assert skipping(Desk(office={"hours": "09:00-11:00"}).until("10:00")) is None


def offers(desk: Desk) -> list[tuple[str | None, str | None]]:
    return [(clock(first), clock(last)) for first, last in seen(desk).offers]


def test_what_lunch_cuts_short_comes_before_it_or_after_the_meal() -> None:
    """H1, H3: nothing is promised within the lunch break."""
    desk = Desk("09:42", office={"lunch": "12:00-13:00"}).until("10:00")
    assert offers(desk) == [("11:42", "12:00"), ("15:00", "15:00")]
    assert offers(Desk("09:42", office={"lunch": "11:50-12:20"}, routine={"after_lunch": "0s"})) == [
        ("11:42", "11:50"),
        ("12:21", "12:42"),
    ], "after lunch, with its grace"
    assert offers(Desk(office={"lunch": "15:30-16:00"}).until("09:30")) == [("11:00", "12:00")]
    assert offers(Desk("10:00", office={"lunch": "11:30-12:30"})) == [("14:30", "14:30")]


def test_the_end_of_the_day_cuts_it_short_too() -> None:
    """H1: nothing comes in the wind-down."""
    assert offers(Desk("15:00")) == [("17:00", "17:50")]
    assert offers(Desk("10:00", office={"lunch": "12:30-13:30", "hours": "09:00-15:00"})) == [("12:00", "12:30")]
    assert offers(Desk("08:00").until("08:30")) == []


def test_a_nudge_that_falls_due_in_lunch_comes_after_it() -> None:
    """N1"""
    desk = Desk("09:10", office={"lunch": "10:00-10:30"})
    assert clock(seen(desk.until("09:20")).nudge_comes) == "10:31"
    assert clock(seen(desk.until("10:20")).nudge_comes) == "10:31"
    assert seen(Desk("17:00")).nudge_comes is None
    assert seen(Desk("09:00", office={"hours": "09:00-12:00", "lunch": "10:00-12:00"})).nudge_comes is None
    assert seen(Desk(nudge={"enabled": False})).nudge_comes is None


@pytest.mark.parametrize("lunch", ["10:30-11:00", "12:00-13:00", "13:20-14:10", "15:00-15:30", "17:30-18:30"])
@pytest.mark.parametrize("meal", ["0s", "40m", "2h"])
@pytest.mark.parametrize("start", ["09:00", "09:42", "10:25", "12:31"])
@pytest.mark.parametrize("nudges", [True, False])
def test_whatever_comes_comes_when_it_was_told(lunch: str, meal: str, start: str, nudges: bool) -> None:
    """At every quarter of an hour: what the engine then brings next to somebody who goes on typing."""
    told: list[Outlook] = []
    desk = Desk(start, office={"lunch": lunch}, routine={"after_lunch": meal}, nudge={"enabled": nudges})
    while clock(desk.now.utc) < "17:45":  # type: ignore[operator]
        if told and (brought := [one for one in desk.log if isinstance(one.action, Invite | Nudge)]):
            first = brought[0]
            for view in told:
                if isinstance(first.action, Nudge):
                    assert view.nudge_comes == first.at.utc
                else:
                    assert any(begin <= first.at.utc <= end for begin, end in view.offers)
            return
        told.append(seen(desk))
        desk.wait(15 * MINUTE - desk.now.utc % (15 * MINUTE))
    assert told[-1].offers == ()
