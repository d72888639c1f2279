"""How much to do: up by finishing, down by “too much” and by weeks off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.progression import Felt, Session, StepProgress, standing, step_today

MONDAY = date(2026, 11, 23)


def days(*texts: str) -> list[Session]:
    """One routine a day: each word is its step, with what was felt (``+`` easy, ``!`` too much, ``/`` not finished)."""
    felt = {"+": Felt.EASY, "!": Felt.TOO_MUCH}
    return [
        Session(MONDAY + timedelta(days=n), int(text[0]), "/" not in text, felt.get(text[-1], Felt.UNTOLD))
        for n, text in enumerate(texts)
    ]


def after(*texts: str) -> int:
    sessions = days(*texts)
    return step_today(sessions, sessions[-1].day)


SESSIONS = st.lists(
    st.builds(
        Session,
        st.dates(MONDAY, MONDAY + timedelta(days=400)),
        st.integers(0, FULL),
        st.booleans(),
        st.sampled_from(Felt),
    ),
    max_size=40,
).map(lambda sessions: sorted(sessions, key=lambda session: session.day))
TODAY = st.dates(MONDAY, MONDAY + timedelta(days=500))


def test_one_begins_at_the_first_step() -> None:
    assert step_today([], MONDAY) == 1


@pytest.mark.parametrize(
    ("sessions", "step"),
    [
        (["1", "1"], 1),
        (["1", "1", "1"], 2),
        (["1", "1+", "1"], 2),
        (["1", "1", "1", "2", "2"], 2),
        (["1", "1", "1", "2", "2", "2"], 3),
        (["1", "1/", "1"], 1),
        (["1", "1/", "1", "1"], 2),
        (["0", "0", "0"], 1),
        (["1", "1", "1", "1", "1", "2", "2", "2"], 3),
        (["1", "1", "1", "2!"], 1),
        (["1", "1", "1", "2/!"], 1),
        (["1", "1!", "1"], 1),
        (["1", "1", "1!", "1", "1"], 1),
        (["1!"], 1),
        (["5", "5", "5"], 2),
        ([*"111222333444555"], 6),
        ([*"111222333444555666666"], 6),
        ([*"111222333444555666", "6!"], 5),
    ],
)
def test_three_finished_lead_up_and_too_much_leads_down(sessions: list[str], step: int) -> None:
    assert after(*sessions) == step


@pytest.mark.parametrize(("off", "step"), [(1, 4), (6, 4), (7, 3), (13, 3), (14, 2), (21, 1), (100, 1), (-3, 4)])
def test_weeks_off_lead_down(off: int, step: int) -> None:
    sessions = days(*"111222333")
    assert step_today(sessions, sessions[-1].day + timedelta(days=off)) == step
    assert step_today([*sessions, Session(sessions[-1].day + timedelta(days=off), 4, True)], MONDAY) == step


def test_from_a_step_of_ones_own_choice_it_goes_on() -> None:
    """“Easier” and “harder” are where the next count begins."""
    assert step_today([], MONDAY, begin=StepProgress(4)) == 4
    assert step_today(days("4", "4", "4"), MONDAY, begin=StepProgress(4)) == 5
    assert step_today(days("0"), MONDAY + timedelta(days=7), begin=StepProgress(4)) == 3
    assert step_today(days("4!"), MONDAY, chosen=6, begin=StepProgress(4)) == 6


def test_it_can_be_seen_how_far_one_is() -> None:
    assert standing(days("1", "1"), MONDAY + timedelta(days=1)) == StepProgress(1, 2)


def test_a_step_that_was_chosen_is_taken() -> None:
    assert step_today(days("1"), MONDAY, chosen=5) == 5
    assert step_today(days("1"), MONDAY, chosen=50) == FULL


@given(SESSIONS, TODAY)
def test_it_stays_within_its_bounds(sessions: list[Session], today: date) -> None:
    now = standing(sessions, today)
    assert 1 <= now.step <= FULL
    assert 0 <= now.finished <= 3


@given(SESSIONS, TODAY)
def test_one_routine_moves_it_by_one_step_at_most(sessions: list[Session], today: date) -> None:
    before = standing(sessions, today)
    for felt in Felt:
        for finished in (False, True):
            now = before.after(Session(today, before.step, finished, felt))
            assert abs(now.step - before.step) <= 1
            if felt is Felt.TOO_MUCH:
                assert now.step == max(1, before.step - 1)
            elif not finished:
                assert now == before


@given(SESSIONS, TODAY, st.integers(0, 200))
def test_waiting_never_leads_up(sessions: list[Session], today: date, more: int) -> None:
    assert step_today(sessions, today + timedelta(days=more)) <= step_today(sessions, today)
