"""How much to do: up by days of finishing, down by “too much”, by pain and by weeks off."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.progression import DAYS_TO_GO_UP, Felt, Session, StepProgress, standing, step_today

MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
SIGNS = {"+": Felt.EASY, "!": Felt.TOO_MUCH}


def days(*texts: str) -> list[Session]:
    """A word a day, a routine a digit: its step, with what was felt (``+`` easy, ``!`` too much), ``/`` not finished,
    ``x`` it hurt.
    """
    found: list[Session] = []
    for number, text in enumerate(texts):
        for sign in text:
            if sign.isdigit():
                found.append(Session(MONDAY + number * ONE_DAY, int(sign), finished=True))
            elif sign in SIGNS:
                found[-1] = replace(found[-1], felt=SIGNS[sign])
            else:
                found[-1] = replace(found[-1], finished=False, pained=sign == "x")
    return found


def tomorrow(*texts: str) -> int:
    """The step of the day after."""
    return step_today(days(*texts), MONDAY + len(texts) * ONE_DAY)


def session(first: date = MONDAY, least: int = 0) -> st.SearchStrategy[Session]:
    return st.builds(
        Session,
        st.dates(first, MONDAY + timedelta(days=60)),
        st.integers(least, FULL),
        st.booleans(),
        st.sampled_from(Felt),
        st.booleans(),
    )


SESSIONS = st.lists(session(), max_size=40)
TODAY = st.dates(MONDAY, MONDAY + timedelta(days=90))
LATER = st.dates(MONDAY + timedelta(days=60), MONDAY + timedelta(days=90))
PROGRESS = st.builds(StepProgress, st.integers(1, FULL), st.integers(0, DAYS_TO_GO_UP))


def test_one_begins_at_the_first_step() -> None:
    assert step_today([], MONDAY) == 1


@pytest.mark.parametrize("a_day", [1, 2, 4])
def test_after_three_weeks_of_work_it_is_the_full_dose(a_day: int) -> None:
    """Five days a week, each routine as it is offered: the horizon of the article."""
    done: list[Session] = []
    steps: list[int] = []
    for week in range(4):
        for weekday in range(5):
            today = MONDAY + timedelta(days=7 * week + weekday)
            steps.append(step_today(done, today))
            done += [Session(today, step_today(done, today), finished=True) for _routine in range(a_day)]
            assert step_today(done, today) == steps[-1], "the same all day long"
    assert steps == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6]


@pytest.mark.parametrize(
    ("worked", "step"),
    [
        (["1", "1"], 1),
        (["1", "1", "1"], 2),
        (["111111"], 1),
        (["111", "1"], 1),
        (["111", "1", "11"], 2),
        (["1", "1+", "1"], 2),
        (["1", "1", "1", "2", "2"], 2),
        (["1", "1", "1", "2", "2", "2"], 3),
        (["1", "1/", "1"], 1),
        (["1", "1/", "1", "1"], 2),
        (["1", "1/1", "1"], 2),
        (["0", "0", "0"], 1),
        (["1", "1", "1", "1", "1", "2", "2"], 2),
        (["1", "1", "1", "1", "1", "2", "2", "2"], 3),
        (["1", "1", "1x", "1", "1", "1"], 2),
        ([*"111222333444555"], 6),
        ([*"111222333444555666666"], 6),
    ],
)
def test_three_days_with_one_finished_lead_up(worked: list[str], step: int) -> None:
    assert tomorrow(*worked) == step


@pytest.mark.parametrize(
    ("worked", "step"),
    [
        (["1!"], 1),
        (["1", "1", "1", "2!"], 1),
        (["1", "1", "1", "2/!"], 1),
        (["1", "1", "1", "2x"], 1),
        (["1", "1", "1", "22x"], 1),
        (["1", "1", "1", "0x"], 1),
        (["1", "1!", "1"], 1),
        (["1", "1", "1!", "1", "1"], 1),
        ([*"111222333444555666", "6!"], 5),
        ([*"111222333444555666", "6x"], 5),
        ([*"111222333444555666", "6!5!"], 4),
        ([*"111222333444555666", "6x5!"], 4),
    ],
)
def test_too_much_and_pain_lead_down(worked: list[str], step: int) -> None:
    assert tomorrow(*worked) == step
    assert step_today(days(*worked), MONDAY + (len(worked) - 1) * ONE_DAY) == step, "at once"


@pytest.mark.parametrize("sign", ["!", "x"])
def test_what_is_finished_on_the_same_day_does_not_undo_it(sign: str) -> None:
    assert tomorrow("3", "3", f"3{sign}222") == 2
    assert tomorrow("3", "3", f"3{sign}333") == 2, "one that was begun before, and gone on with, neither"
    assert tomorrow("3", "3", f"3{sign}222", "2", "2") == 2, "and it counts anew from there"
    assert tomorrow("3", "3", f"3{sign}222", "2", "2", "2") == 3


def test_a_routine_that_hurt_and_was_too_much_counts_once() -> None:
    hurt = Session(MONDAY, 4, felt=Felt.TOO_MUCH, pained=True)
    assert standing([hurt], MONDAY, StepProgress(4)) == StepProgress(3)


@pytest.mark.parametrize(
    ("worked", "step"),
    [
        (["111", "222", "333", "444", "555", "6"], 6),
        (["1", "5", "5"], 5),
        (["5", "5", "5"], 6),
        (["5", "1", "5", "5"], 6),
        (["5", "55"], 5),
        (["99"], 6),
    ],
)
def test_who_has_done_a_step_can_do_it(worked: list[str], step: int) -> None:
    """As one who chose it by hand, or in whose history each routine counted: three a day were a step a day."""
    assert tomorrow(*worked) == step


@pytest.mark.parametrize(("off", "step"), [(1, 4), (6, 4), (7, 3), (13, 3), (14, 2), (21, 1), (100, 1)])
def test_weeks_off_lead_down(off: int, step: int) -> None:
    sessions = days(*"111222333")
    assert step_today(sessions, sessions[-1].day + timedelta(days=off)) == step
    back = Session(sessions[-1].day + timedelta(days=off), step, finished=True)
    assert step_today([*sessions, back], back.day) == step


def test_a_clock_that_was_set_back_changes_nothing() -> None:
    sessions = days(*"111222333")
    assert step_today(sessions, MONDAY) == 3


def test_from_a_step_of_ones_own_choice_it_goes_on() -> None:
    """“Easier” and “harder” are where the next count begins."""
    assert step_today([], MONDAY, begin=StepProgress(4)) == 4
    assert step_today(days("4", "4", "4"), MONDAY + 3 * ONE_DAY, begin=StepProgress(4)) == 5
    assert step_today(days("0"), MONDAY + timedelta(days=7), begin=StepProgress(4)) == 3
    assert step_today(days("4!"), MONDAY, chosen=6, begin=StepProgress(4)) == 6


def test_it_can_be_seen_how_far_one_is() -> None:
    assert standing(days("1", "1"), MONDAY + ONE_DAY) == StepProgress(1, 2)
    assert standing(days("1", "1", "1"), MONDAY + 2 * ONE_DAY) == StepProgress(1, 3)
    assert standing(days("1", "1", "1"), MONDAY + 3 * ONE_DAY) == StepProgress(2)


def test_a_step_that_was_chosen_is_taken() -> None:
    assert step_today(days("1"), MONDAY, chosen=5) == 5
    assert step_today(days("1"), MONDAY, chosen=50) == FULL


@given(SESSIONS, TODAY)
def test_it_stays_within_its_bounds(sessions: list[Session], today: date) -> None:
    now = standing(sessions, today)
    assert 1 <= now.step <= FULL
    assert 0 <= now.days <= DAYS_TO_GO_UP


@given(SESSIONS.flatmap(lambda sessions: st.tuples(st.just(sessions), st.permutations(sessions))), TODAY)
def test_in_which_order_they_were_done_makes_no_difference(
    orders: tuple[list[Session], list[Session]], today: date
) -> None:
    one, other = orders
    assert standing(one, today) == standing(other, today)


@given(SESSIONS, st.data(), TODAY)
def test_another_finished_one_on_the_same_day_changes_nothing(
    sessions: list[Session], data: st.DataObject, today: date
) -> None:
    """Of the same step or of one that is easier, as is offered after it."""
    finished = [one for one in sessions if one.finished]
    if finished:
        one = data.draw(st.sampled_from(finished))
        again = Session(one.day, data.draw(st.integers(0, one.step)), finished=True)
        assert standing([*sessions, again], today) == standing(sessions, today)


@given(SESSIONS, session(), LATER)
def test_more_days_never_lead_lower(sessions: list[Session], more: Session, today: date) -> None:
    """One more that was neither too much nor hurt, on whatever day, to its end or not."""
    one = replace(more, felt=Felt.UNTOLD, pained=False)
    assert _at(standing([*sessions, one], today)) >= _at(standing(sessions, today))


@given(SESSIONS, session(), LATER)
def test_a_routine_that_was_too_much_never_leads_higher(sessions: list[Session], more: Session, today: date) -> None:
    """Than the same one if it was not finished, and well."""
    one = replace(more, finished=False, felt=Felt.UNTOLD, pained=False)
    for eased in (replace(one, felt=Felt.TOO_MUCH), replace(one, pained=True), replace(more, pained=True)):
        assert _at(standing([*sessions, eased], today)) <= _at(standing([*sessions, one], today))


@given(PROGRESS, st.lists(session(), max_size=6))
def test_a_day_as_it_is_offered_moves_it_by_its_own_steps(before: StepProgress, sessions: Iterable[Session]) -> None:
    of_day = [replace(one, step=min(one.step, before.step)) for one in sessions]
    now, downs = before.after(of_day), sum(one.eases for one in of_day)
    assert now.step == max(1, before.step - downs), "nothing leads up before the day is over"
    assert now.next_day().step - now.step in (0, 1)
    if downs:
        assert now.next_day() == now
    elif not any(one.finished for one in of_day):
        assert now == before


@given(SESSIONS, LATER, st.integers(1, 200))
def test_waiting_leads_no_higher_than_the_next_day(sessions: list[Session], today: date, more: int) -> None:
    later = today + timedelta(days=more)
    assert step_today(sessions, later + ONE_DAY) <= step_today(sessions, later)
    assert step_today(sessions, later) <= standing(sessions, today).next_day().step


def _at(progress: StepProgress) -> tuple[int, int]:
    """What is more. Three days at a step are the next one, from the next day on."""
    later = progress.next_day()
    return later.step, later.days
