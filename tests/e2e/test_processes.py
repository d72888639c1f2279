"""Waiting for a condition, in the seconds of a machine that has time."""

import sys
import time

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.processes import LOOK_S, PATIENCE, wait_until


def test_what_comes_is_handed_on() -> None:
    answers = iter([None, "", "here"])
    assert wait_until(lambda: next(answers), "an answer") == "here"


def test_in_vain_it_says_for_what() -> None:
    with pytest.raises(AssertionError, match=r"waited \d+\.\d s in vain: a miracle"):
        wait_until(lambda: False, "a miracle", 0.05)


def test_a_condition_that_takes_its_time_is_looked_at_as_often() -> None:
    """As on a busy machine: the limit alone would have it looked at twice."""
    limit = 5 * LOOK_S
    looks: list[float] = []

    def slow() -> bool:
        looks.append(time.monotonic())
        time.sleep(limit / 2)
        return len(looks) == 3

    assert wait_until(slow, "the third look", limit)


def test_it_is_not_waited_for_ever() -> None:
    looks: list[None] = []

    def slower() -> bool:
        looks.append(None)
        time.sleep(LOOK_S * PATIENCE)
        return False

    with pytest.raises(AssertionError, match="in vain"):
        wait_until(slower, "what never comes", LOOK_S)
    assert len(looks) <= PATIENCE


def test_programs_live_on_the_date_of_the_tests() -> None:
    """Whichever that is (``DESKBREAK_TESTS_DATE``), and in its zone."""
    desktop = Desktop()
    before = time.time()
    told = desktop.programs.run([sys.executable, "-c", "import time; print(time.time(), time.localtime().tm_gmtoff)"])
    desktop.close()
    now, offset = map(float, told.split())
    assert before - 1 <= now <= time.time() + 1
    assert offset in (time.localtime(before).tm_gmtoff, time.localtime().tm_gmtoff)
