"""N4: which tip comes next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.content.tip import Tip, last_shown, next_tip, with_shown
from deskbreak.settings.declared import TIP_KINDS
from tests.coach.samples import tips

A_DAY = 12
"""The most tips in a day: one every 45 minutes, from nine to six."""
FEW = (
    Tip("walk", "walk"),
    Tip("bend", "movement", folds=True),
    Tip("sigh", "breath"),
    Tip("window", "walk"),
    Tip("turn", "movement"),
    Tip("count", "breath"),
)
EACH = frozenset({"walk", "movement", "breath"})

meals = st.lists(st.booleans(), max_size=120)
"""Of each nudge, whether it comes after a meal."""
some_kinds = st.sets(st.sampled_from(TIP_KINDS), min_size=2).map(frozenset)
"""Twelve tips at the least."""


def run(
    catalogue: Sequence[Tip], kinds: frozenset[str], eaten: Sequence[bool], shown: tuple[str, ...] = ()
) -> Iterator[Tip]:
    """The tips that come, one for each of ``eaten``."""
    for meal in eaten:
        one = next_tip(catalogue, shown, kinds, folds=not meal)
        shown = with_shown(shown, one)
        yield one


def ids(found: Iterator[Tip]) -> list[str]:
    return [one.id for one in found]


def test_they_come_in_the_order_of_the_file_and_round_again() -> None:
    count = len(tips())
    found = list(run(tips(), frozenset(TIP_KINDS), [False] * 3 * count))
    assert found == [*tips()] * 3
    assert found[0].id == "walk"


def test_after_a_meal_another_of_its_kind_comes_and_the_one_passed_over_later() -> None:
    assert ids(run(FEW, EACH, [True] * 5)) == ["walk", "turn", "sigh", "window", "turn"]
    once = [False, True, False, False, False, False]
    assert ids(run(FEW, EACH, once)) == ["walk", "turn", "sigh", "window", "bend", "count"]


def test_a_kind_that_is_chosen_anew_takes_its_turn_and_not_every_turn() -> None:
    shown = tuple(one.id for one in FEW if one.kind != "breath")
    assert ids(run(FEW, EACH, [False] * 6, shown)) == ["sigh", "walk", "bend", "count", "window", "turn"]


def test_where_no_tip_fits_there_is_none() -> None:
    with pytest.raises(ValueError, match="empty"):
        next_tip(FEW[1:2], (), EACH, folds=False)


@given(some_kinds, meals)
def test_none_comes_twice_on_one_day(kinds: frozenset[str], eaten: list[bool]) -> None:
    found = ids(run(tips(), kinds, eaten))
    for first in range(len(found)):
        day = found[first : first + A_DAY]
        assert len(set(day)) == len(day)


@given(some_kinds, meals)
def test_two_in_a_row_are_of_different_kinds_and_no_kind_comes_more_often(
    kinds: frozenset[str], eaten: list[bool]
) -> None:
    found = [one.kind for one in run(tips(), kinds, eaten)]
    assert not any(one == other for one, other in pairwise(found))
    times = Counter(dict.fromkeys(kinds, 0) | Counter(found))
    assert max(times.values()) - min(times.values()) <= 1


@given(some_kinds, meals)
def test_all_are_seen_before_one_comes_again_but_for_those_that_a_meal_keeps_back(
    kinds: frozenset[str], eaten: list[bool]
) -> None:
    found = list(run(tips(), kinds, eaten))
    chosen = [one for one in tips() if one.kind in kinds]
    before: dict[str, int] = {}
    for at, one in enumerate(found):
        if one.id in before:
            between = {other.id for other in found[before[one.id] : at]}
            missed = [other for other in chosen if other.id not in between]
            assert all(other.folds for other in missed), (one.id, missed)
            assert not missed or any(eaten[before[one.id] : at + 1])
        before[one.id] = at


@given(some_kinds, meals, st.integers(1, 60))
def test_none_is_kept_back_for_ever(kinds: frozenset[str], eaten: list[bool], more: int) -> None:
    """After any number of meals, the next round without one has all of them."""
    chosen = [one.id for one in tips() if one.kind in kinds]
    found = ids(run(tips(), kinds, [*eaten, *[False] * (len(chosen) + more)]))
    assert set(found[len(eaten) : len(eaten) + len(chosen)]) == set(chosen)


@given(some_kinds, meals)
def test_nothing_folds_after_a_meal_and_only_what_is_chosen_comes(kinds: frozenset[str], eaten: list[bool]) -> None:
    for meal, one in zip(eaten, run(tips(), kinds, eaten), strict=True):
        assert one.kind in kinds
        assert not (meal and one.folds)


@given(st.lists(st.tuples(some_kinds, st.booleans()), max_size=A_DAY))
def test_none_comes_twice_on_a_day_on_which_the_kinds_are_changed(day: list[tuple[frozenset[str], bool]]) -> None:
    shown: tuple[str, ...] = ()
    for kinds, meal in day:
        one = next_tip(tips(), shown, kinds, folds=not meal)
        assert one.id not in shown
        shown = with_shown(shown, one)


@given(st.lists(st.sampled_from(FEW), min_size=1, max_size=30))
def test_what_is_remembered_is_each_once_and_the_last_is_the_last(seen: list[Tip]) -> None:
    shown: tuple[str, ...] = ()
    for one in seen:
        shown = with_shown(shown, one)
    assert len(set(shown)) == len(shown)
    assert set(shown) == {one.id for one in seen}
    assert last_shown(FEW, shown) is seen[-1]


def test_where_none_was_shown_or_it_is_no_more_there_is_no_last_one() -> None:
    assert last_shown(FEW, ()) is None
    assert last_shown(FEW, ("walk", "one of long ago")) is None
