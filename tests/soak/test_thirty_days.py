"""What the app holds in memory does not grow from day to day. In the small: ``tests/app/test_growth.py``."""

from itertools import pairwise

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.soak.examples import SOAK
from tests.soak.month import Day, Month

DAYS = 30
SETTLED = 2
"""After so many days every window was open, and every cache has been in use."""
SHARE = 0.03
"""Of the memory in use then, by which it may differ later."""


@pytest.mark.e2e
@pytest.mark.skipif(not SOAK, reason="takes a quarter of an hour: DESKBREAK_TESTS=soak")
def test_thirty_days_are_flat(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    days: list[Day] = []
    with Month(desktop, daemon, counting=False) as month:
        for day in month.live(DAYS):
            print(day.line, flush=True)
            days.append(day)
        assert "Traceback" not in month.said(), month.said()
    routines = [day.routines for day in days]
    assert all(later > earlier for earlier, later in pairwise(routines)), "a day without any"
    settled = days[SETTLED - 1]
    room = SHARE * settled.rss
    assert [day.line for day in days[SETTLED:] if abs(day.own - settled.own) > room] == [], settled.line
