"""The worked days of behaviour.md, to the second."""

import pytest

from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.simulation.timeline import TimelineLine, lines
from tests.coach.samples import tips

from .worked import DAYS

SHOWN = frozenset({"nudge", "invite", "completed", "missed", "away", "back", "partial", "stopped", "skipped", "short"})


def told(line: TimelineLine) -> tuple[str, str, str]:
    at, detail = line["at"], ""
    assert at.endswith(":00+01:00"), f"not to the second: {line}"
    match line["what"]:
        case "invite":
            detail = f"{line['why']} n={line['n']}"
        case "away":
            detail = line["since"][11:16]
        case "back":
            detail = f"{line['rest']} {line['away_s']}"
    return at[11:16], line["what"], detail


@pytest.mark.parametrize("name", DAYS)
def test_worked_day(name: str) -> None:
    text, expected = DAYS[name]
    happened = list(lines(Simulation(read_scenario(text, "UTC")).run(), tips()))
    assert [told(line) for line in happened if line["what"] in SHOWN] == expected
    assert [line["at"] for line in happened] == sorted(line["at"] for line in happened)


def test_n4_no_tip_after_the_lunch_of_the_second_day_folds_the_body() -> None:
    """Somebody has seen a movement and an eye tip before, so that a movement is next to come after lunch."""
    text, _expected = DAYS["2 lunch"]
    by_id = {one.id: one for one in tips()}
    movements, eyes = ([one.id for one in tips() if one.kind == kind] for kind in ("movement", "eyes"))
    happened = lines(Simulation(read_scenario(text, "UTC")).run(), tips(), (movements[-1], eyes[-1]))
    shown = [(line["at"][11:16], by_id[line["tip"]]) for line in happened if line["what"] == "nudge"]
    assert [(at, one.kind) for at, one in shown] == [
        ("10:00", "walk"), ("12:04", "breath"), ("14:01", "position"), ("15:01", "movement"), ("17:04", "eyes"),
    ]  # fmt: skip
    assert by_id[movements[0]].folds, "this one would come"
    assert [at for at, one in shown if one.folds] == []
