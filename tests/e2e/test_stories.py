"""Days as people have them, lived by the real app at high speed; ``simulate`` says what has to come of them."""

from collections.abc import Iterator

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.story import Story

pytestmark = pytest.mark.e2e


@pytest.fixture
def logind(desktop: Desktop) -> Iterator[FakeLogind]:
    desktop.start_system_bus()
    with FakeLogind(desktop.system_address) as logind:
        yield logind


def test_overnight_suspend_and_back_in_the_morning(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, logind: FakeLogind
) -> None:
    with Story(desktop, "2026-11-23T16:30") as story:
        story.at("18:40")
        story.suspend("2026-11-24T08:30", logind)
        lived = story.end("10:10")
    assert [line["what"] for line in lived].count("nudge") == 2
    assert len(daemon.notices) == 2, "one in the afternoon, one after an hour of the new day"
