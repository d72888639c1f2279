"""Days as people have them, lived by the real app at high speed; ``simulate`` says what has to come of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import wait_until
from tests.e2e.services import FakeTimedate
from tests.e2e.sound import sound_server
from tests.e2e.story import CALM, Story

pytestmark = pytest.mark.e2e

SOON = CALM.replace("[nudge]", "[nudge]\nenabled = false") + 'every = ["20m", "25m"]\n'
"""The first invitation after 25 minutes of typing, and nothing else."""


@pytest.fixture
def logind(desktop: Desktop) -> Iterator[FakeLogind]:
    desktop.start_system_bus()
    with FakeLogind(desktop.system_address) as logind:
        yield logind


def shown(lived: list[dict[str, Any]]) -> list[str]:
    """What was shown until the story's end; the app, and with it the daemon, goes on from there while it is ended."""
    return [line["what"] for line in lived if line["what"] in ("nudge", "invite")]


def test_overnight_suspend_and_back_in_the_morning(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, logind: FakeLogind
) -> None:
    with Story(desktop, "2026-11-23T16:50") as story:
        story.at("18:20")
        story.suspend("2026-11-24T08:40", logind)
        lived = story.end("10:10")
    assert shown(lived) == ["nudge"], "after an hour of the new day, and none for the night"
    assert daemon.notices


def test_lunch_with_the_lid_closed(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, logind: FakeLogind
) -> None:
    with Story(desktop, "2026-11-23T11:50", CALM + '[office]\nlunch = "13:00-14:00"\n') as story:
        story.at("12:40")
        story.suspend("13:50", logind)
        lived = story.end("15:10")
    assert next(line for line in lived if line["what"] == "back")["rest"] == "long"
    assert shown(lived) == ["nudge"], "an hour after lunch, and no word of the routine on a full stomach"
    assert daemon.notices


def test_hands_that_rest_are_offered_the_routine_and_then_are_gone(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    """By the X server's own idle time, which nobody asks for."""
    config = SOON.replace("25m", "3h") + '[reminder]\nagain = "1h"\n'
    with Story(desktop, "2026-11-23T10:00", config, speed=300) as story:
        story.at("10:30")
        story.stop_typing()
        story.note("idle")
        story.wait_for("invite", why="pause")
        story.wait_for("withdraw", why="away")
        story.at("11:00")
        story.start_typing()
        story.note("input")
        lived = story.end("11:08")
    assert [line["why"] for line in lived if line["what"] == "invite"] == ["pause", "settled"]


def test_a_call_across_the_due_time(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    with sound_server(desktop.folder / "sound") as sound:
        desktop.environment["PULSE_SERVER"] = sound.environment["PULSE_SERVER"]
        # The first invitation brings the whole coach along, which takes minutes of a day at this speed.
        config = CALM + 'every = ["1h", "2h"]\n[reminder]\nagain = "1h"\n'
        with Story(desktop, "2026-11-23T10:00", config) as story:
            story.at("10:40")
            call = sound.record("Meeting")
            story.note("call")
            story.at("11:25")
            assert not daemon.notices
            call.stop()
            story.note("call-end")
            story.wait_for("invite", why="hold-over")
            story.at("11:35")
            story.answer(daemon, "skip")
            story.end("11:45")


def test_do_not_disturb_left_on_all_day(desktop: Desktop, watcher: FakeWatcher) -> None:
    desktop.start_dunst()
    with Story(desktop, "2026-11-23T09:00", speed=1200) as story:
        story.at("09:50")
        desktop.programs.run(["dunstctl", "set-paused", "true"])
        story.note("dnd")
        lived = story.end("18:20")
    assert not {line["what"] for line in lived} & {"nudge", "invite", "missed"}
    for kind in ("waiting", "displayed", "history"):
        assert desktop.programs.run(["dunstctl", "count", kind]).strip() == "0"


def test_the_notification_daemon_is_killed_while_an_invitation_is_open(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    with Story(desktop, "2026-11-23T10:00", SOON + '[reminder]\nagain = "1h"\n', speed=300) as story:
        story.wait_for("invite", n=1)
        shown = daemon.wait_for()
        daemon.stop()
        desktop.wait_for_window(kind="deskbreak")  # a card of its own
        daemon.start()
        again = daemon.wait_for(1)
        assert (again.title, again.body) == (shown.title, shown.body)
        wait_until(lambda: not desktop.windows(kind="deskbreak"), "the card to go")
        story.at("11:05")
        story.answer(daemon, "skip")
        story.end("11:15")


def test_the_tray_host_is_restarted(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    with Story(desktop, "2026-11-23T10:00", SOON) as story:
        story.app.item()
        watcher.stop()
        watcher.start()
        assert story.app.item().tooltip
        story.end("10:50")
    assert len(daemon.notices) >= 2


def test_the_wall_clock_is_set_back_two_hours(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    with Story(desktop, "2026-11-23T10:30") as story:
        story.at("11:10")
        story.set_clock("09:10")
        lived = story.end("10:10")
    assert [line["what"] for line in lived].count("nudge") == 1, "after an hour of sitting, whatever the clock says"


def test_a_flight_from_berlin_to_new_york(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, logind: FakeLogind
) -> None:
    with FakeTimedate(desktop.system_address) as timedate, Story(desktop, "2026-11-23T10:20", speed=300) as story:
        story.at("11:10")
        story.suspend("19:30", logind)
        story.at("19:40")
        story.set_zone("America/New_York")
        timedate.tell(story.zone)
        story.at("13:45")
        assert story.app.status()["state"] == "working"
        lived = story.end("14:47")
    assert lived[-1]["at"].endswith("-05:00")
    assert shown(lived) == ["invite"]
    assert daemon.notices


def test_a_night_shift_with_an_hour_twice(desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    config = CALM + '[office]\nhours = "22:00-06:00"\ndays = ["sat", "sun"]\n'
    with Story(desktop, "2026-10-25T00:40", config, speed=1200) as story:
        lived = story.end("06:20")
    assert {line["at"][-6:] for line in lived} == {"+02:00", "+01:00"}
    assert [line["what"] for line in lived].count("missed") >= 1
