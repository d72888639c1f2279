"""What a year costs, in counts: they are the same on any machine, however busy it is."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import CodeType, FrameType
from typing import Any

import pytest

from deskbreak.engine.calendar.instant import local_time
from deskbreak.engine.calendar.office import office_day
from deskbreak.engine.engine import step
from deskbreak.engine.state import State
from deskbreak.engine.turn import Turn
from deskbreak.engine.wake import next_wake
from deskbreak.settings import MINUTE
from deskbreak.simulation.scenario import Scenario, read_scenario
from deskbreak.simulation.simulator import Simulation
from tests.bench.year import year

WEEKS = 4


@pytest.fixture(scope="module")
def months() -> Scenario:
    return read_scenario(year(), "UTC")


def first(scenario: Scenario, weeks: int) -> Scenario:
    """The beginning of it."""
    end = scenario.start + timedelta(weeks=weeks)
    happenings = [one for one in scenario.happenings if isinstance(one.at, datetime) and one.at < end]
    return replace(scenario, end=end, happenings=(*happenings,))


def calls(scenario: Scenario) -> Counter[CodeType]:
    """How often each function of Python is called while it is played."""
    found: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            found[frame.f_code] += 1

    earlier = sys.getprofile()
    simulation = Simulation(scenario)
    sys.setprofile(count)
    try:
        for _happened in simulation.run():
            pass
    finally:
        sys.setprofile(earlier)
    return found


def times(found: Counter[CodeType], function: Callable[..., Any]) -> int:
    return found[function.__code__]


def test_a_year_costs_what_its_days_cost(months: Scenario) -> None:
    """However much has been, the next day takes no longer."""
    short, long = calls(first(months, WEEKS)), calls(first(months, 4 * WEEKS))
    a_step, later = (found.total() / times(found, step) for found in (short, long))
    assert later == pytest.approx(a_step, rel=0.1)
    assert 3.5 < times(long, step) / times(short, step) < 4.5


def test_a_step_changes_one_turn_and_makes_a_state_when_time_has_passed(months: Scenario) -> None:
    """Before the event and after it; what a rule changes on the way makes no state of its own."""
    found = calls(first(months, WEEKS))
    assert times(found, next_wake) == times(found, step)
    assert times(found, Turn.__init__) == 2 * times(found, step), "one that changes, one that is asked"
    assert times(found, State.__init__) <= 2 * times(found, step)


def test_office_hours_are_reckoned_once_for_a_day(months: Scenario) -> None:
    """And asked at each step: without a clock, a zone or a calendar."""
    settings = months.settings
    others = replace(settings, office=replace(settings.office, wind_down=7 * MINUTE))  # none has asked for before
    weeks = replace(first(months, WEEKS), settings=others)
    found, again = calls(weeks), calls(weeks)
    assert 7 * WEEKS <= times(found, office_day.__wrapped__) < 7 * WEEKS + 10, "theirs, and a few dates about them"
    assert times(again, office_day.__wrapped__) == 0
    assert times(again, local_time) < times(again, step), "an event tells of its local time, hours and rules do not"


def test_a_step_and_its_next_wake_call_few_functions(months: Scenario) -> None:
    """Rules that ask again and again what is known, or copy what is unchanged, are what made it three times as much."""
    found = calls(first(months, WEEKS))
    assert found.total() / times(found, step) < 200
