"""Reading a written day: what it says, and every fault at once, each with its place."""

from datetime import datetime, time

import pytest

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import wall_instant
from deskbreak.engine.events import ForSpan, Reply, UntilResumed, UntilTime, UntilTomorrow
from deskbreak.settings import HOUR, MINUTE
from deskbreak.simulation.scenario import Do, Happening, Nonsense, Scenario, read_scenario, with_date

HEAD = "start = 2026-11-23T09:00:00\nend = 2026-11-23T18:30:00\n"

REPLIES = "one of start, later, short, skip, dismiss is expected"
PAUSES = 'a pause is a length of time ("30m"), a time of day ("14:30") or "tomorrow"'


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(Nonsense) as refusal:
        read_scenario(text, "UTC")
    assert str(refusal.value) == "\n".join(refusal.value.faults)
    return refusal.value.faults


def event(*lines: str, at: str = "10:12:00") -> str:
    return "\n".join((HEAD, "[[event]]", f"at = {at}", *lines))


def test_the_least_that_a_day_needs() -> None:
    read = read_scenario(HEAD, "Asia/Tokyo")
    assert read == Scenario(
        datetime.fromisoformat("2026-11-23T09:00"), datetime.fromisoformat("2026-11-23T18:30"), "Asia/Tokyo"
    )
    assert read.routine_takes == 4 * MINUTE


def test_everything_that_a_day_can_say() -> None:
    read = read_scenario(
        HEAD + 'zone = "Europe/Berlin"\nroutine_takes = "6m"\n[config.nudge]\nevery = "30m"\n'
        '[[event]]\nat = 2026-11-24T10:12:30\ndo = "answer"\nwith = "later"\n',
        "UTC",
    )
    assert (read.zone, read.routine_takes, read.settings.nudge.every) == ("Europe/Berlin", 6 * MINUTE, 30 * MINUTE)
    assert read.happenings == (Happening(1, datetime.fromisoformat("2026-11-24T10:12:30"), Do.ANSWER, Reply.LATER),)


@pytest.mark.parametrize(
    ("lines", "argument"),
    [
        (('do = "pause"', 'with = "30m"'), ForSpan(30 * MINUTE)),
        (('do = "pause"', 'with = "14:30"'), UntilTime(14 * 60 + 30)),
        (('do = "pause"', 'with = "tomorrow"'), UntilTomorrow()),
        (('do = "pause"',), UntilResumed()),
        (('do = "postpone"', 'with = "1h"'), HOUR),
        (('do = "pain"', 'with = "twist"'), "twist"),
        (('do = "set-clock"', "with = 12:00:00"), time(12)),
        (('do = "set-clock"', "with = 2027-01-01T12:00:00"), datetime.fromisoformat("2027-01-01T12:00")),
        (('do = "set-zone"', 'with = "Asia/Tokyo"'), "Asia/Tokyo"),
        (('do = "config"', 'with = { nudge = { every = "30m" } }'), {"nudge": {"every": "30m"}}),
        (('do = "idle"',), None),
    ],
)
def test_what_an_event_takes(lines: tuple[str, ...], argument: object) -> None:
    assert read_scenario(event(*lines), "UTC").happenings[0].argument == argument


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (('do = "idel"',), 'unknown event "idel"; did you mean “idle”?'),
        (('do = "xyzzy"',), 'unknown event "xyzzy"'),
        (('do = ["idle"]',), "unknown event a list"),
        (("do = 5",), "unknown event 5"),
        ((), '"do" is missing'),
        (('do = "lock"', 'wiht = "x"'), 'unknown key “wiht”; did you mean “with”?'),
        (('do = "lock"', 'with = "x"'), 'lock: takes no "with"'),
        (('do = "start"', 'with = "x"'), 'start: with = "short" is the one-minute version'),
        (('do = "answer"', 'with = "latre"'), f'answer: {REPLIES}, not "latre"; did you mean “later”?'),
        (('do = "answer"', "with = 3"), f"answer: {REPLIES}, not 3"),
        (('do = "answer"',), 'answer: "with" is missing'),
        (('do = "pain"', 'with = ""'), "pain: say which exercise hurts, with = its id"),
        (('do = "pause"', 'with = "soon"'), f'pause: {PAUSES}, not "soon"'),
        (('do = "pause"', "with = 30"), 'pause: 30 has no unit, as "20m" has; write it as in "30m", "1h30m" or "20s"'),
        (('do = "postpone"', 'with = "0s"'), 'postpone: "0s" is no time at all'),
        (('do = "set-clock"', 'with = "12:00"'), "set-clock: the new local time is expected"),
        (('do = "set-clock"', "with = 2027-01-01T12:00:00Z"), "set-clock: the new local time is expected"),
        (('do = "set-zone"', 'with = "Europe"'), 'set-zone: "Europe" is no time zone; write it as in "Europe/Berlin"'),
        (('do = "set-zone"', "with = 1"), 'set-zone: 1 is no time zone; write it as in "Europe/Berlin"'),
        (('do = "config"', 'with = "fast"'), "config: a table of settings is expected"),
    ],
)  # fmt: skip
def test_each_fault_names_its_event(lines: tuple[str, ...], sentence: str) -> None:
    assert faults(event(*lines)) == (f"event 1 (at 10:12): {sentence}",)


def test_settings_in_an_event_are_read_like_settings() -> None:
    (fault,) = faults(event('do = "config"', 'with = { nudge = { evry = "30m" } }'))
    assert fault == "event 1 (at 10:12): config: nudge.evry: unknown setting; did you mean “every”?"


@pytest.mark.parametrize("at", ["10", '"10:12"', "2026-11-23T10:12:00Z", "2026-11-23", "9999-12-31T10:00:00"])
def test_a_time_that_is_none(at: str) -> None:
    (fault,) = faults(event('do = "idle"', at=at))
    assert fault == "event 1: at: a local time is expected, as in 10:12:00 or 2026-11-24T10:12:00"


def test_an_event_that_is_no_table() -> None:
    assert faults(HEAD + "event = [5]")[0].startswith("event 1: at: ")
    assert faults(HEAD + "event = 5") == ("event: write each event below a line [[event]]",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("start = ", ("this is not TOML: ",)),
        ("", ("start: a local date and time is expected", "end: a local date and time is expected")),
        ("start = 09:00:00\nend = 2026-11-23T18:30:00Z", ("start: a local date", "end: a local date")),
        ("start = 9999-12-30T09:00:00\nend = 9999-12-30T18:00:00", ("start: a local date", "end: a local date")),
        ("end = 2026-11-23T09:00:00\nstart = 2026-11-23T09:00:00", ("end: it lies before the start",)),
        (HEAD + 'zone = "Europe/Berln"', ('zone: "Europe/Berln" is no time zone',)),
        (HEAD + 'routine_takes = "4"', ('routine_takes: "4" has no unit',)),
        (HEAD + 'zoen = "UTC"', ("unknown key “zoen”; did you mean “zone”?",)),
        (HEAD + "config = 3", ("config: a table of settings is expected",)),
        (HEAD + '[config.nudge]\nevery = "1s"', ('config: nudge.every: "1s" is too short',)),
    ],
)
def test_faults_of_the_day_itself(text: str, expected: tuple[str, ...]) -> None:
    found = faults(text)
    assert len(found) == len(expected)
    for fault, beginning in zip(found, expected, strict=True):
        assert fault.startswith(beginning)


def test_all_faults_are_told_at_once() -> None:
    text = 'start = 1\nend = 2\nzone = "X"\nroutine_takes = 4\nnonsense = 1\n[config.nudge]\nevry = "1h"\n' + "".join(
        f'[[event]]\nat = 10:12:0{number}\ndo = "idel"\n' for number in range(3)
    )
    found = faults(text)
    assert len(found) == 9
    assert found[-1] == 'event 3 (at 10:12:02): unknown event "idel"; did you mean “idle”?'


def test_places_and_dates() -> None:
    at = datetime.fromisoformat("2026-11-24T10:12")
    assert Happening(3, at, Do.IDLE).place == "event 3 (at 2026-11-24 10:12)"
    noon = Instant(0, wall_instant(datetime.fromisoformat("2026-11-24T12:00"), "UTC"), "UTC")
    assert with_date(time(10, 12), noon) == at
    assert with_date(at, noon.later(24 * HOUR)) == at


def test_an_exercise_that_there_is_not_hurts_nobody() -> None:
    text = event('do = "pain"', 'with = "seated-twits"')
    with pytest.raises(Nonsense) as refusal:
        read_scenario(text, "UTC", ["seated-twist"])
    (fault,) = refusal.value.faults
    assert fault.startswith('event 1 (at 10:12): pain: there is no exercise "seated-twits"')
    assert fault.endswith("did you mean “seated-twist”?")
    assert read_scenario(text, "UTC").happenings[0].argument == "seated-twits", "where nobody knows which there are"
