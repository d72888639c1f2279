"""A written day through the engine: every event, and what makes no sense where it stands."""

from collections.abc import Sequence

import pytest

from deskbreak.coach.content.tip import Tip
from deskbreak.engine.actions import Nudge
from deskbreak.engine.events import Reply
from deskbreak.simulation.scenario import Nonsense, read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.simulation.timeline import lines

HEAD = 'start = 2026-11-23T09:00:00\nend = 2026-11-23T18:30:00\nzone = "Europe/Berlin"\n'


def day(*events: Sequence[str], head: str = HEAD) -> str:
    """Each event: a time, what happens, and what it takes (as TOML)."""
    text = [head]
    for at, do, *argument in events:
        text += ["[[event]]", f"at = {at if at.count(':') > 1 else at + ':00'}", f'do = "{do}"']
        text += [f"with = {argument[0]}"] if argument else []
    return "\n".join(text)


def simulated(*events: Sequence[str], head: str = HEAD, at_once: Reply | None = None) -> list[str]:
    """``11:00 invite`` and so on, holds and nudges aside."""
    happened = lines(Simulation(read_scenario(day(*events, head=head), "UTC"), at_once).run(), (Tip("walk", "walk"),))
    found = []
    for line in happened:
        if line["what"] not in ("hold", "free", "nudge"):
            detail = line.get("why") or line.get("rest") or ""
            found.append(f"{line['at'][11:19].removesuffix(':00')} {line['what']} {detail}".strip())
    return found


def refusal(*events: Sequence[str], head: str = HEAD) -> str:
    with pytest.raises(Nonsense) as refused:
        list(Simulation(read_scenario(day(*events, head=head), "UTC")).run())
    return str(refused.value)


def test_answers() -> None:
    assert simulated(("11:00", "answer", '"later"'), ("11:10", "answer", '"dismiss"'), ("11:20", "answer", '"start"'))[
        :9
    ] == [
        "11:00 invite nudge-due",
        "11:00 withdraw answered",
        "11:10 invite later",
        "11:20 invite again",
        "11:20 withdraw answered",
        "11:20 open",
        "11:24 completed",
        "13:24 invite nudge-due",
        "13:34 invite again",
    ]


def test_the_one_minute_version_takes_a_minute() -> None:
    head = HEAD + "[config.reminder]\nmax_later = 0\n"
    assert simulated(("11:01", "answer", '"short"'), head=head)[:4] == [
        "11:00 invite nudge-due",
        "11:01 withdraw answered",
        "11:01 open",
        "11:02 short",
    ]


@pytest.mark.parametrize(
    ("event", "ends"),
    [
        (("10:01", "finish"), ["10:01 completed"]),
        (("10:01", "stop"), ["10:01 stopped"]),
        (("10:03", "stop"), ["10:03 partial"]),
        (("10:01", "pain", '"twist"'), ["10:01 pain"]),
        (("10:03", "lock"), ["10:03 partial", "10:03 away"]),
        (("10:03", "suspend"), ["10:03 partial", "10:03 away"]),
        (("10:03", "quit"), ["10:03 partial"]),
    ],
)
def test_what_ends_a_routine_before_its_time(event: Sequence[str], ends: list[str]) -> None:
    assert simulated(("10:00", "start"), event)[: 1 + len(ends)] == ["10:00 open", *ends]


def test_taken_back_that_it_hurt_the_routine_goes_on() -> None:
    """D7"""
    told = simulated(("10:00", "start"), ("10:01", "pain", '"twist"'), ("10:02", "pain-back"))
    assert told[:4] == ["10:00 open", "10:01 pain", "10:02 pain-back", "10:05 completed"]


def test_the_machine() -> None:
    assert simulated(
        ("09:10", "lock"), ("09:11", "unlock"),
        ("09:20", "suspend"), ("09:26", "resume"),
        ("09:30", "idle"), ("09:31", "idle"), ("09:34", "input"), ("09:35", "input"),
        ("09:40", "call"), ("09:41", "dnd"), ("09:42", "fullscreen"),
        ("09:43", "call-end"), ("09:44", "dnd-end"), ("09:45", "fullscreen-end"), ("09:46", "unlock"),
    )[:6] == [
        "09:10 away", "09:11 back none",
        "09:20 away", "09:26 back rest",
        "09:33 away", "09:34 back none",
    ]  # fmt: skip


def test_the_hand_of_the_user() -> None:
    assert simulated(
        ("10:30", "skip"), ("10:40", "postpone", '"3h"'), ("11:00", "pause", '"2h"'), ("12:00", "unpause")
    )[:2] == ["10:30 skipped", "14:00 invite due"]


def test_settings_change_on_the_way() -> None:
    assert (
        simulated(("10:00", "config", '{ routine = { every = ["70m", "2h"] }, nudge = { every = "10m" } }'))[0]
        == "10:10 invite nudge-due"
    )


def test_settings_that_do_not_fit_the_ones_before() -> None:
    head = HEAD + '[config.away]\nrest = "40m"\n'
    fault = refusal(("10:00", "config", '{ away = { long = "30m" } }'), head=head)
    assert fault.startswith("event 1 (at 10:00): config: away.")


def test_what_falls_due_by_itself_comes_first() -> None:
    assert simulated(("11:00", "lock"))[:3] == ["11:00 invite nudge-due", "11:00 away", "11:00 withdraw away"]


def test_the_clock_and_the_zone_are_set() -> None:
    found = simulated(
        ("10:30", "set-clock", "2026-11-24T15:00:00"), ("2026-11-24T15:30:00", "set-zone", '"Europe/London"'),
        ("14:40", "skip"),
    )  # fmt: skip
    assert found[:4] == [
        "15:30 invite nudge-due",
        "14:40 invite again",
        "14:40 withdraw answered",
        "14:40 skipped",
    ]


def test_a_time_that_a_fold_shows_twice() -> None:
    head = (
        'start = 2026-10-25T01:00:00\nend = 2026-10-25T05:00:00\nzone = "Europe/Berlin"\n'
        '[config.office]\nhours = "00:00-08:00"\ndays = ["sun"]\n'
    )
    found = list(
        lines(
            Simulation(read_scenario(day(("02:50", "skip"), ("02:10", "skip"), head=head), "UTC")).run(),
            (Tip("walk", "walk"),),
        )
    )
    assert [line["at"] for line in found if line["what"] == "skipped"] == [
        "2026-10-25T02:50:00+02:00",
        "2026-10-25T02:10:00+01:00",
    ]


def test_quit_and_launch() -> None:
    assert simulated(
        ("11:05", "quit"), ("11:06", "idle"), ("11:07", "lock"), ("11:08", "call"), ("11:09", "set-clock", "11:10:00"),
        ("11:20", "unlock"), ("11:21", "call-end"), ("11:22", "input"), ("11:30", "launch"),
    )[:5] == [
        "11:00 invite nudge-due",
        "11:30 away",
        "11:30 withdraw away",
        "11:30 back rest",
        "11:32 invite settled",
    ]  # fmt: skip


def test_answered_at_once() -> None:
    assert simulated(at_once=Reply.START)[:5] == [
        "11:00 invite nudge-due",
        "11:00 withdraw answered",
        "11:00 open",
        "11:04 completed",
        "13:04 invite nudge-due",
    ]


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([("10:00", "answer", '"start"')], "event 1 (at 10:00): no invitation is open to be answered"),
        ([("11:00", "answer", '"short"')], 'event 1 (at 11:00): it offers "start", not yet the one-minute version'),
        ([("10:00", "finish")], "event 1 (at 10:00): no routine is open"),
        ([("10:00", "stop")], "event 1 (at 10:00): no routine is open"),
        ([("10:00", "pain", '"twist"')], "event 1 (at 10:00): no routine is open"),
        ([("10:00", "pain-back")], "event 1 (at 10:00): nothing has hurt within the last minute"),
        (
            [("10:00", "start"), ("10:01", "pain", '"twist"'), ("10:03", "pain-back")],
            "event 3 (at 10:03): nothing has hurt within the last minute",
        ),
        ([("10:00", "start"), ("10:01", "start")], "event 2 (at 10:01): a routine is open already"),
        ([("10:00", "unpause")], "event 1 (at 10:00): nothing is paused"),
        ([("10:00", "idle"), ("09:59", "call")], "event 2 (at 09:59): the times go back; write a date for another day"),
        ([("18:31", "idle")], "event 1 (at 18:31): this is after the end"),
        ([("10:00", "launch")], "event 1 (at 10:00): deskbreak runs already; a quit comes first"),
        ([("10:00", "quit"), ("10:01", "skip")], "event 2 (at 10:01): deskbreak does not run; a launch comes first"),
        ([("10:00", "suspend"), ("10:01", "quit"), ("10:02", "launch")], "event 3 (at 10:02): the machine is asleep"),
    ],
)
def test_what_makes_no_sense_where_it_stands(events: list[Sequence[str]], sentence: str) -> None:
    assert refusal(*events) == sentence


def test_what_happened_before_the_refusal_is_told() -> None:
    run = Simulation(read_scenario(day(("10:30", "finish")), "UTC")).run()
    assert isinstance(next(run).action, Nudge)
    with pytest.raises(Nonsense):
        list(run)


def test_a_meeting_and_reading_are_played() -> None:
    reading = (("09:30", "reading"), ("09:30", "idle"), ("10:05", "reading-end"), ("10:30", "input"))
    found = simulated(*reading, ("10:50", "meeting", '"46m"'))
    assert found[:3] == ["10:08 away", "10:30 back rest", "11:37 invite hold-over"]


def test_what_is_not_going_on_cannot_end() -> None:
    assert "that is not going on" in refusal(("09:30", "meeting-end"))


def test_the_one_minute_version_can_be_started_at_any_time() -> None:
    assert simulated(("10:10", "start", '"short"'))[:2] == ["10:10 open", "10:11 short"]
