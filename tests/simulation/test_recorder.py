"""A day that was heard and written down again: the simulator makes the same of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from deskbreak.coach.content.tip import Tip
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.engine import first_state
from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Event,
    Finish,
    ForSpan,
    Idle,
    Input,
    Launch,
    Lock,
    Pain,
    Pause,
    Postpone,
    Progress,
    PutBack,
    Reply,
    Resume,
    SetUserStatus,
    SignBegan,
    SignEnded,
    Skip,
    Start,
    Stop,
    Suspend,
    TakeBackPain,
    Unlock,
    Unpause,
    UntilResumed,
    UntilTime,
    UntilTomorrow,
    UserStatus,
    Wake,
)
from deskbreak.engine.reasons import Sign
from deskbreak.engine.saved import Damaged
from deskbreak.engine.state import KeptStatus, PausedFor, PausedOpen, PausedToDay, PausedToTime, ShownSign
from deskbreak.settings import HOUR, MINUTE, SECOND, Settings
from deskbreak.settings.changes import changes
from deskbreak.simulation.event_json import from_line, standing, to_line
from deskbreak.simulation.recorder import Recorder
from deskbreak.simulation.scenario import NAMED, Do, Happening, Nonsense, Scenario, SignChange, read_scenario
from deskbreak.simulation.simulator import Happened, Simulation
from deskbreak.simulation.timeline import lines
from tests.draws import draws
from tests.engine.desk import instant, settings
from tests.engine.drawn import ZONES, all_settings, short_times, wall_clocks

NINE = instant("09:00")


class Overheard(Simulation):
    """A simulation that tells all that its engine is told, over the wire and back."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self.transcript = Recorder(self._now, scenario.settings)
        self._known = scenario.settings

    def _feed(self, event: Event) -> Iterator[Happened]:
        if self._settings != self._known:
            self._known = self._settings
            self.transcript.configured(event.at, self._settings)
        self.transcript.hear(from_line(json.loads(json.dumps(to_line(event)))))
        yield from super()._feed(event)


def at(local: str) -> Instant:
    """That time of the Monday, on the clock that shows 0 at nine."""
    found = instant(local)
    return replace(found, mono=found.utc - NINE.utc)


def events(transcript: Recorder) -> list[str]:
    """``10:30 idle`` and so on, as written; what is only a comment in brackets."""
    found, lines_ = [], transcript.text().splitlines()
    for number, line in enumerate(lines_):
        if line == "[[event]]":
            when, do = lines_[number + 1].removeprefix("at = "), json.loads(lines_[number + 2].removeprefix("do = "))
            more = lines_[number + 3].removeprefix("with = ") if lines_[number + 3 :] and lines_[number + 3] else ""
            found.append(f"{when.removesuffix(':00')} {do} {more}".strip())
        elif line.startswith("# ") and line[2:3].isdigit():
            found.append(f"({line[2:]})")
    return found


def heard(*told: Event, **groups: dict[str, Any]) -> Recorder:
    """A day from nine on in which this was told; it makes sense to the simulator."""
    transcript = Recorder(NINE, settings(**groups))
    for event in told:
        transcript.hear(event)
    replayed(transcript)
    return transcript


def replayed(transcript: Recorder) -> list[Any]:
    return list(lines(Simulation(read_scenario(transcript.text(), "UTC")).run(), (Tip("walk", "walk"),)))


# -- any day ---------------------------------------------------------------------------------------------------------

PAUSES = st.sampled_from((ForSpan(20 * MINUTE), ForSpan(2 * HOUR), UntilTime(14 * 60), UntilTomorrow(), UntilResumed()))


@st.composite
def happenings(draw: st.DrawFn) -> tuple[Do | SignChange, Any]:
    do = draw(st.sampled_from(list(NAMED.values())))
    match do:
        case Do.ANSWER:
            return do, draw(st.sampled_from(Reply))
        case Do.PAIN:
            return do, "seated-twist"
        case Do.PAUSE:
            return do, draw(PAUSES)
        case Do.POSTPONE:
            return do, draw(st.sampled_from((5 * MINUTE, HOUR)))
        case Do.MEETING | Do.READING:
            return do, draw(st.sampled_from((None, 5 * MINUTE, HOUR)))
        case Do.SET_CLOCK:
            return do, draw(wall_clocks())
        case Do.SET_ZONE:
            return do, draw(st.sampled_from(ZONES))
        case Do.CONFIG:
            return do, changes(draw(all_settings()))
        case _:
            return do, None


@profile(deadline=None, max_examples=draws(150), suppress_health_check=[HealthCheck.too_slow])
@given(
    settings=all_settings(),
    takes=st.sampled_from((30 * SECOND, 45 * SECOND, 4 * MINUTE, 10 * MINUTE)),
    told=st.lists(st.tuples(short_times(40 * MINUTE), happenings()), max_size=25),
    ahead=st.integers(-60, 8 * 60),
)
def test_a_day_that_was_written_down_is_the_same_day(
    settings: Settings, takes: int, told: list[tuple[int, tuple[Do | SignChange, Any]]], ahead: int
) -> None:
    start = datetime.fromisoformat("2026-11-23T09:00") + timedelta(minutes=ahead)
    scenario = Scenario(start, start + timedelta(days=3), ZONES[0], settings, takes)
    day, seen = Overheard(scenario), list[Happened]()
    seen += day._feed(Wake(day._now))
    for number, (span, (do, argument)) in enumerate(told):
        seen += day._until(day._now.mono + span)
        happening = Happening(number, day._now.local.replace(tzinfo=None), do, argument)
        try:
            seen += day._happen(happening)
        except Nonsense:
            continue
    if day._running:
        day.transcript.hear(Wake(day._now))
    assert replayed(day.transcript) == list(lines(seen, (Tip("walk", "walk"),)))


def test_what_falls_due_at_the_last_moment_is_of_the_day() -> None:
    transcript = Recorder(NINE, settings())
    transcript.hear(Idle(at("09:00"), at("09:00").mono))
    transcript.hear(Wake(at("09:03")))
    assert [row["what"] for row in replayed(transcript)] == ["away", "hold"]


# -- what is written -------------------------------------------------------------------------------------------------


def test_everything_that_can_be_told() -> None:
    transcript = heard(
        SignBegan(at("09:01"), Sign.CALL), SignEnded(at("09:02"), Sign.CALL),
        SignBegan(at("09:03"), Sign.DND), SignEnded(at("09:04"), Sign.DND),
        SignBegan(at("09:05"), Sign.FULLSCREEN), SignEnded(at("09:06"), Sign.FULLSCREEN),
        Lock(at("09:07")), Unlock(at("09:08")), Suspend(at("09:09")), Resume(at("09:10")),
        Start(at("09:11")), Stop(at("09:12")), Start(at("09:13")),
        Pain(at("09:14"), "seated-twist"), TakeBackPain(at("09:14:30")), Stop(at("09:14:40")),
        Start(at("09:15")), Finish(at("09:16")),
        Pause(at("09:20"), ForSpan(90 * MINUTE)), Unpause(at("09:21")),
        Pause(at("09:22"), UntilTime(9 * 60 + 30)), Pause(at("09:23"), UntilTomorrow()),
        Pause(at("09:24"), UntilResumed()), Unpause(at("09:25")),
        SetUserStatus(at("09:26"), UserStatus.MEETING, HOUR), ClearUserStatus(at("09:27"), UserStatus.MEETING),
        SetUserStatus(at("09:28"), UserStatus.READING), ClearUserStatus(at("09:29"), UserStatus.READING),
        Skip(at("09:30")), Postpone(at("09:31"), 20 * MINUTE),
        PutBack(at("09:32"), "seated-twist"), Wake(at("09:33")),
    )  # fmt: skip
    assert events(transcript) == [
        "09:01 call", "09:02 call-end", "09:03 dnd", "09:04 dnd-end", "09:05 fullscreen", "09:06 fullscreen-end",
        "09:07 lock", "09:08 unlock", "09:09 suspend", "09:10 resume",
        "09:11 start", "09:12 stop", "09:13 start", '09:14 pain "seated-twist"', "09:14:30 pain-back", "09:14:40 stop",
        "09:15 start", "09:16 finish",
        '09:20 pause "1h30m"', "09:21 unpause", '09:22 pause "09:30"', '09:23 pause "tomorrow"', "09:24 pause",
        "09:25 unpause", '09:26 meeting "1h"', "09:27 meeting-end", "09:28 reading", "09:29 reading-end",
        "09:30 skip", '09:31 postpone "20m"',
    ]  # fmt: skip
    assert 'start = 2026-11-23T09:00:00\nend = 2026-11-23T09:33:00.001\nzone = "Europe/Berlin"\n' in transcript.text()
    assert "stopwatches start at 0" in transcript.text()


def test_a_rest_of_the_hands_stands_where_it_began() -> None:
    transcript = heard(
        SignBegan(at("10:32:00"), Sign.DND),
        Idle(at("10:33:00"), at("10:30:12").mono),
        Idle(at("10:40:00"), at("10:30:12").mono + 80),
        Input(at("10:41:00")),
        Input(at("10:42:00")),
    )
    assert events(transcript) == ["10:30:12 idle", "10:32 dnd", "10:41 input"]


def test_hands_at_work_write_nothing() -> None:
    """Where nobody tells of input but the question when it was last, each event brings an answer along."""
    told: list[Event] = []
    for minute in range(1, 30):
        told += [Idle(at(f"09:{minute:02}:00"), at(f"09:{minute:02}:00").mono - 1_500), Wake(at(f"09:{minute:02}:00"))]
    assert events(heard(*told)) == []
    assert events(heard(*told, Idle(at("09:33:00"), at("09:29:58.500").mono))) == ["09:29:58.500 idle"]
    assert events(heard(*told, Wake(at("09:33:00")))) == ["09:28:58.500 idle"], "nobody has said otherwise"


def test_input_that_is_only_seen_afterwards() -> None:
    assert events(
        heard(
            Idle(at("09:13"), at("09:10").mono),
            Idle(at("09:30"), at("09:29:57").mono),
            Idle(at("09:40"), at("09:29:57").mono),
            Input(at("09:41")),
            Idle(at("09:50:02"), at("09:50").mono),
            Input(at("09:50:03")),
            Idle(at("09:51:02"), at("09:51").mono),
            Input(at("09:51:20")),
        )
    ) == [
        "09:10 idle", "09:29:57 input", "09:29:57 idle", "09:41 input", "09:51 idle", "09:51:20 input"
    ]  # fmt: skip


def test_that_more_will_be_told_is_no_input() -> None:
    """Where the machine tells of a longer rest by itself, the driver says in one breath: resting, and going on."""
    rest = at("09:10:00").mono
    told: list[Event] = []
    for when in ("09:10:02", "09:10:30", "09:11:00"):
        told += [Idle(at(when), rest), Wake(at(when)), Input(at(when).later(2))]
    assert events(heard(*told, Idle(at("09:13:00"), rest), Input(at("09:14")))) == ["09:10 idle", "09:14 input"]


def test_hands_do_not_come_to_rest_before_they_moved() -> None:
    told = (Idle(at("09:13"), at("09:10").mono), Input(at("09:14")), Idle(at("09:15"), at("09:13:59.900").mono))
    assert events(heard(*told)) == ["09:10 idle", "09:14 input", "09:14 idle"]


def test_an_absence_begins_where_the_hands_came_to_rest() -> None:
    assert events(heard(Idle(at("09:10:02"), at("09:10").mono), Lock(at("09:10:03")))) == [
        "09:10 idle",
        "09:10:03 lock",
    ]


def test_what_began_before_the_beginning_begins_there() -> None:
    assert events(heard(Idle(replace(NINE, mono=0), -5 * MINUTE), Input(at("09:07")))) == ["09:00 idle", "09:07 input"]


def test_a_span_clock_that_seems_to_go_back_stands_still() -> None:
    transcript = heard(Lock(at("09:10")), Unlock(replace(at("09:10"), mono=at("09:09:59.900").mono)))
    assert events(transcript) == ["09:10 lock", "09:10 unlock"]


def test_what_makes_no_sense_there_is_a_comment() -> None:
    transcript = heard(
        Answer(at("09:10"), Reply.START),
        Stop(at("09:11")),
        Unpause(at("09:12")),
        Start(at("09:13")),
        Start(at("09:14")),
    )
    assert events(transcript) == [
        '(09:10:00 answer "start": no invitation is open to be answered)',
        "(09:11:00 stop: no routine is open)",
        "(09:12:00 unpause: nothing is paused)",
        "09:13 start",
        "(09:14:00 start: a routine is open already)",
    ]


def test_an_answer_to_the_first_invitation_of_the_file() -> None:
    soon = {"every": ["20m", "20m"]}
    assert events(heard(Answer(at("09:20"), Reply.START), routine=soon)) == ['09:20 answer "start"']


def test_a_routine_takes_what_it_took() -> None:
    short = Progress(at("09:10"), 0, 50 * SECOND, running=True)
    told = (Start(at("09:30")), Progress(at("09:30"), 0, 200 * SECOND, running=True), Finish(at("09:40")))
    assert 'routine_takes = "4m"' in heard(Answer(at("09:10"), Reply.SHORT), short).text()
    transcript = heard(Answer(at("09:10"), Reply.SHORT), short, *told, Progress(at("09:41"), 0, SECOND, running=True))
    assert 'routine_takes = "3m20s"' in transcript.text()
    assert events(transcript)[1:] == ["09:30 start"], "it is over by itself in the file"
    assert [line["at"][11:16] for line in replayed(transcript) if line["what"] == "completed"] == ["09:33"]


def test_what_comes_of_the_beginning_itself_is_none_of_its_events() -> None:
    """Outside office hours there is a hold at once."""
    transcript = Recorder(at("19:00"), settings())
    transcript.hear(Lock(at("19:10")))
    assert events(transcript) == ["19:10 lock"]
    assert next(line["what"] for line in replayed(transcript)) == "hold"


def test_the_clock_is_set_and_the_zone_changes() -> None:
    back = replace(at("11:00"), utc=at("09:00").utc)
    there = replace(back.later(MINUTE), zone="America/New_York")
    transcript = heard(Wake(at("10:59:59")), Wake(back), Wake(there), Lock(there.later(MINUTE)))
    assert events(transcript) == [
        "11:00 set-clock 2026-11-23T09:00:00",
        '09:01 set-zone "America/New_York"',
        "03:02 lock",
    ]
    assert "end = 2026-11-23T11:02:00\n" in transcript.text()


def test_a_year_that_no_scenario_knows_is_a_comment() -> None:
    far = replace(at("10:00"), utc=at("10:00").utc + 4100 * 365 * 24 * HOUR)
    (event,) = events(heard(Wake(far)))
    assert event == "(10:00:00 set-clock 6124-03-04T10:00:00: set-clock: the new local time is expected)"


def test_a_clock_that_drifts_was_not_set() -> None:
    assert events(heard(*(Wake(replace(at("10:00"), utc=at("10:00").utc + drift)) for drift in (0, 400, 900)))) == []


def test_another_day_has_its_date() -> None:
    late = NINE.later(16 * HOUR)
    assert events(heard(Lock(at("17:00")), Unlock(late))) == ["17:00 lock", "2026-11-24T01:00 unlock"]


@pytest.mark.parametrize("first", [(), ("00:20",)])
def test_the_hour_that_comes_twice(first: tuple[str, ...]) -> None:
    start = instant("2026-10-25T00:10:00")
    night: dict[str, dict[str, Any]] = {"office": {"hours": "22:00-06:00", "days": ["sat"]}, "nudge": {"every": "10m"}}
    transcript = Recorder(start, settings(**night))
    for local in first:
        transcript.hear(Lock(instant(f"2026-10-25T{local}:00", mono=10 * MINUTE)))
    transcript.hear(Lock(start.later(2 * HOUR + 10 * MINUTE)))
    transcript.hear(Unlock(start.later(3 * HOUR + 10 * MINUTE)))
    transcript.hear(Skip(start.later(3 * HOUR + 20 * MINUTE)))
    assert events(transcript)[len(first) :] == [
        "02:20 lock",
        "02:20:00.001 config {}",
        "02:20 unlock",
        "02:30 skip",
    ]
    found = {line["what"]: line["at"] for line in replayed(transcript)}
    assert found["back"] == "2026-10-25T02:20:00+01:00"
    assert found["skipped"] == "2026-10-25T02:30:00+01:00"


def test_settings_are_those_of_the_day() -> None:
    transcript = heard(office={"lunch": "13:00-14:00", "other_hours": {"fri": "09:00-15:00"}})
    transcript.configured(at("10:00"), settings(nudge={"enabled": False}))
    transcript.configured(at("10:01"), settings(nudge={"enabled": False}))
    assert '[config.office]\nother_hours = { fri = "09:00-15:00" }\nlunch = "13:00-14:00"\n' in transcript.text()
    (event,) = events(transcript)
    assert event == '10:00 config { office = { other_hours = {}, lunch = "" }, nudge = { enabled = false } }'
    replayed(transcript)


def test_what_is_deskbreak_not_told_while_it_does_not_run() -> None:
    transcript = heard(
        Suspend(at("10:00")),
        Launch(at("11:00"), at("10:30").mono, locked=True, signs=frozenset({Sign.DND})),
        Unlock(at("11:01")),
        Launch(at("12:00"), None, signs=frozenset({Sign.CALL})),
    )
    assert events(transcript) == [
        "10:00 suspend", "10:00 quit", "10:30 idle", "11:00 resume", "11:00 lock", "11:00 dnd", "11:00 launch",
        "11:01 unlock", "11:01 quit", "12:00 input", "12:00 call", "12:00 dnd-end", "12:00 launch",
    ]  # fmt: skip


def test_a_clock_that_is_set_while_deskbreak_does_not_run() -> None:
    there = replace(at("11:00"), utc=at("09:30").utc)
    assert events(heard(Lock(at("10:00")), Wake(at("10:01")), Launch(there, None))) == [
        "10:00 lock", "10:01 quit", "11:00 set-clock 2026-11-23T09:30:00", "09:30 unlock", "09:30 launch"
    ]  # fmt: skip


def test_an_empty_day_is_a_day() -> None:
    assert events(heard()) == []


# -- over the wire ---------------------------------------------------------------------------------------------------

EVERY: tuple[Callable[[Instant], Event], ...] = (
    Wake,
    lambda now: Idle(now, 5),
    lambda now: SignBegan(now, Sign.CALL),
    lambda now: Answer(now, Reply.LATER),
    lambda now: Progress(now, 1, 2, running=True, exercises=("twist", "bend")),
    lambda now: Pain(now, "twist"),
    lambda now: Pause(now, ForSpan(5)),
    lambda now: Pause(now, UntilTime(5)),
    lambda now: Pause(now, UntilTomorrow()),
    lambda now: SetUserStatus(now, UserStatus.READING),
    lambda now: SetUserStatus(now, UserStatus.MEETING, 5),
    lambda now: Launch(now, None, locked=True, signs=frozenset(Sign)),
)


@pytest.mark.parametrize("make", EVERY)
def test_an_event_comes_back_from_a_line_of_json(make: Callable[[Instant], Event]) -> None:
    event = make(NINE)
    assert from_line(json.loads(json.dumps(to_line(event)))) == event


@pytest.mark.parametrize(
    "change",
    [
        {"is": "Event"},
        {"is": "Nothing"},
        {"is": None},
        {"sign": "nonsense"},
        {"sign": 5},
        {"at": None},
        {"at": {"is": "Instant", "mono": 1, "utc": 1, "zone": "Nowhere"}},
        {"more": 1},
    ],
)
def test_what_is_no_event_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        from_line(to_line(SignBegan(NINE, Sign.CALL)) | change)


@pytest.mark.parametrize(
    ("paused", "length"),
    [
        (PausedFor(7 * MINUTE), ForSpan(7 * MINUTE)),
        (PausedToTime(datetime.fromisoformat("2026-11-23T14:30")), UntilTime(14 * 60 + 30)),
        (PausedToDay(datetime.fromisoformat("2026-11-23").date()), UntilTomorrow()),
        (PausedOpen(), UntilResumed()),
    ],
)
def test_what_stands_already_is_told_first(paused: Any, length: Any) -> None:
    state = first_state(NINE)
    assert list(standing(state, NINE)) == []
    machine = replace(state.machine, idle_since=-5, locked_at=0, suspended_at=0, signs=(ShownSign(Sign.CALL, 0, 0),))
    statuses = (KeptStatus(UserStatus.MEETING, 9 * MINUTE), KeptStatus(UserStatus.READING, None))
    state = replace(state, machine=machine, paused=paused, statuses=statuses)
    assert list(standing(state, NINE)) == [
        Idle(NINE, -5),
        Lock(NINE),
        Suspend(NINE),
        SignBegan(NINE, Sign.CALL),
        Pause(NINE, length),
        SetUserStatus(NINE, UserStatus.MEETING, 9 * MINUTE),
        SetUserStatus(NINE, UserStatus.READING),
    ]


def test_the_one_minute_version_is_written_as_that() -> None:
    short = heard(Start(at("09:20"), short=True), Progress(at("09:20"), done=0, total=60_000, running=True))
    assert events(short) == ['09:20 start "short"']
    assert 'routine_takes = "4m"' in short.text()  # a minute is not what a routine takes
