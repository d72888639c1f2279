"""The worked days of behaviour.md, to the second."""

import pytest

from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.simulation.timeline import TimelineLine, lines

from .worked import DAYS

SHOWN = frozenset({"nudge", "invite", "completed", "missed", "away", "back", "partial", "stopped", "skipped", "short"})
TIPS = ("walk", "bend", "squat")


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
    happened = list(lines(Simulation(read_scenario(text, "UTC")).run(), TIPS))
    assert [told(line) for line in happened if line["what"] in SHOWN] == expected
    assert [line["at"] for line in happened] == sorted(line["at"] for line in happened)
