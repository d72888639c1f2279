"""Days out of what people report, each with its right rows in its head (``cases/*.toml``)."""

from pathlib import Path

import pytest

from deskbreak.coach.content.tip import Tip
from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.simulation.timeline import lines

CASES = sorted(Path(__file__).with_name("cases").glob("*.toml"))
DETAILS = {"invite": ("n", "why"), "withdraw": ("why",), "back": ("rest",)}
LEFT_OUT = frozenset({"hold", "free", "open"})
"""What a head leaves out: it follows from the rest."""


def rows_of(head: str) -> list[str]:
    """The rows below "Right by the rules"."""
    comment = [line.removeprefix("#") for line in head.splitlines() if line.startswith("#")]
    return [" ".join(line.split()) for line in comment if line.startswith("   ")]


def row(line: dict[str, object]) -> str:
    details = [str(line[key]) for key in DETAILS.get(str(line["what"]), ())]
    if line["what"] == "away":
        details = ["since", str(line["since"])[11:19]]
    return " ".join([str(line["at"])[11:19], str(line["what"]), *details])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_day_is_as_its_head_says(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    expected = rows_of(text)
    assert expected, "a head without rows proves nothing"
    told = lines(Simulation(read_scenario(text, "UTC")).run(), (Tip("walk", "walk"),))
    assert [row(dict(line)) for line in told if line["what"] not in LEFT_OUT] == expected
