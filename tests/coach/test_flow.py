"""Where each wish leads from each page of the routine window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.flow import (
    AskingStop,
    Ended,
    Menu,
    Page,
    Playing,
    Safety,
    Where,
    WhyThis,
    back,
    ended,
    leads_back,
    offers_hurts,
    opened,
    stopped,
    to_menu,
    to_safety,
    to_why,
)

PLAYING, WHERE, ENDED = Playing(), Where(), Ended()
ANY = st.one_of(
    st.sampled_from((PLAYING, WHERE, ENDED)),
    st.builds(AskingStop, st.booleans()),
    st.builds(Menu, st.booleans()),
    st.builds(WhyThis, st.booleans()),
    st.builds(Safety, st.booleans(), st.booleans(), st.sampled_from((PLAYING, WHERE, ENDED))),
)


@pytest.mark.parametrize(
    ("safety_read", "where", "first"),
    [
        (True, False, PLAYING),
        (True, True, WHERE),
        (False, False, Safety(first=True, ran=True, then=PLAYING)),
        (False, True, Safety(first=True, ran=True, then=WHERE)),
    ],
)
def test_safety_comes_before_the_question_and_that_before_the_routine(
    safety_read: bool, where: bool, first: Page
) -> None:
    assert opened(safety_read=safety_read, where=where) == first


def test_after_the_first_safety_page_it_begins_but_for_the_question() -> None:
    assert back(opened(safety_read=False, where=False)) == (PLAYING, True)
    assert back(opened(safety_read=False, where=True)) == (WHERE, False)


def test_what_lies_over_nothing_leads_nowhere() -> None:
    for page in (PLAYING, WHERE, ENDED):
        assert back(page) == (page, False)


@pytest.mark.parametrize("running", [True, False])
def test_from_a_page_laid_over_it_it_goes_on_if_it_ran(running: bool) -> None:
    for page in (
        to_safety(PLAYING, running=running),
        to_why(PLAYING, running=running),
        to_menu(PLAYING, running=running),
    ):
        assert back(page) == (PLAYING, running)
    assert back(to_safety(to_why(PLAYING, running=running), running=False)) == (PLAYING, running)


def test_safety_may_be_read_anywhere_and_leads_back_there() -> None:
    assert back(to_safety(WHERE, running=False)) == (WHERE, False)
    assert back(to_safety(ENDED, running=False)) == (ENDED, False)
    assert back(to_safety(AskingStop(ran=True), running=False)) == (PLAYING, False)
    first = opened(safety_read=False, where=False)
    assert to_safety(first, running=False) == first


def test_why_is_told_only_of_an_exercise_that_is_shown() -> None:
    assert to_why(AskingStop(ran=True), running=False) == WhyThis(ran=False)
    for page in (WHERE, ENDED, WhyThis(ran=True), Safety(first=False, ran=True, then=PLAYING)):
        assert to_why(page, running=True) == page


def test_the_menu_is_there_only_where_an_exercise_is_shown() -> None:
    assert to_menu(AskingStop(ran=True), running=False) == Menu(ran=False)
    for page in (WHERE, ENDED, Menu(ran=True), WhyThis(ran=True), Safety(first=False, ran=True, then=PLAYING)):
        assert to_menu(page, running=True) == page
    assert back(to_safety(to_menu(PLAYING, running=True), running=False)) == (PLAYING, True)
    assert leads_back(Menu(ran=True))
    assert offers_hurts(Menu(ran=True))


@pytest.mark.parametrize("running", [True, False])
def test_it_asks_before_it_stops_once_half_a_minute_is_done(running: bool) -> None:
    assert stopped(PLAYING, done=29.9, running=running) == ENDED
    assert stopped(PLAYING, done=30, running=running) == AskingStop(running)
    assert back(AskingStop(running)) == (PLAYING, running)
    assert stopped(AskingStop(running), done=30, running=False) == AskingStop(running)


@given(ANY, st.floats(0, 1_000), st.booleans())
def test_what_has_ended_stays_ended(page: Page, done: float, running: bool) -> None:
    over = to_safety(ENDED, running=running)
    assert ended(ENDED)
    assert ended(over)
    assert not ended(PLAYING)
    assert stopped(ENDED, done=done, running=running) == stopped(over, done=done, running=running) == ENDED
    assert isinstance(stopped(page, done=done, running=running), Ended | AskingStop)


@given(ANY, st.booleans())
def test_nothing_moves_on_but_the_routine(page: Page, running: bool) -> None:
    for one in (page, to_safety(page, running=running), to_why(page, running=running)):
        under, goes_on = back(one)
        assert isinstance(under, Playing | Where | Ended)
        assert not goes_on or under == PLAYING


@pytest.mark.parametrize(
    ("page", "leads", "hurts"),
    [
        (PLAYING, False, True),
        (WHERE, False, True),
        (ENDED, False, False),
        (AskingStop(ran=True), True, True),
        (WhyThis(ran=True), True, True),
        (Safety(first=True, ran=True, then=PLAYING), False, False),
        (Safety(first=False, ran=True, then=PLAYING), True, True),
        (Safety(first=False, ran=False, then=ENDED), True, False),
    ],
)
def test_what_esc_does_and_what_is_within_reach(page: Page, leads: bool, hurts: bool) -> None:
    assert leads_back(page) == leads
    assert offers_hurts(page) == hurts
