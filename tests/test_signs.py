"""What the machine can show is declared in one place, and everybody who has to do with signs knows it from there."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deskbreak.app.routine import audio
from deskbreak.cli.findings import findings
from deskbreak.engine.actions import HoldBegan
from deskbreak.engine.events import SignBegan, SignEnded
from deskbreak.engine.outlook import Mood
from deskbreak.engine.reasons import QUESTIONS, SIGNS, Hold, Sign
from deskbreak.engine.rules import signs
from deskbreak.engine.state import MachineState, ShownSign
from deskbreak.settings import Settings
from deskbreak.simulation.event_words import Telling
from deskbreak.simulation.scenario import SignChange, read_scenario
from deskbreak.simulation.simulator import Happened
from deskbreak.simulation.timeline import sentences
from deskbreak.ui.kit import words
from tests.cli.test_findings import WELL
from tests.engine.desk import Desk, instant
from tests.sources import MODULES, PACKAGE
from tests.ui.samples import at, morning

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a sign. ``switch``: the setting below ``[hold]`` that lets reminders through all the same."""

    hold: Hold
    switch: str
    being_there: bool
    hushes: bool
    always_believed: bool = False


DECIDED = {
    Sign.CALL: Decided(Hold.CALL, "calls", being_there=True, hushes=True),
    Sign.DND: Decided(Hold.DND, "dnd", being_there=False, hushes=True, always_believed=True),
    Sign.FULLSCREEN: Decided(Hold.FULLSCREEN, "fullscreen", being_there=True, hushes=False),
    Sign.INHIBIT: Decided(Hold.FULLSCREEN, "fullscreen", being_there=True, hushes=False),
}
"""A new sign is decided on here, by hand."""


def test_every_sign_is_decided_on_and_declared() -> None:
    assert set(DECIDED) == set(SIGNS) == set(Sign) == {question.sign for question in QUESTIONS.values()}


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_a_sign_counts_as_was_decided(sign: Sign) -> None:
    decided = DECIDED[sign]
    assert SIGNS[sign].hold is decided.hold
    assert (sign in signs.THERE) == decided.being_there
    assert (sign in audio.HUSHING) == decided.hushes
    shown = ShownSign(sign, began=0, since=0)
    until = signs.believed_until(shown, MachineState(idle_since=0, signs=(shown,)), Settings())
    assert (until is None) == decided.always_believed


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_its_hold_can_be_switched_off_and_ends_in_grace(sign: Sign) -> None:
    decided = DECIDED[sign]
    quiet, switched_off = Desk(), Desk(hold={decided.switch: False})
    for desk in (quiet, switched_off):
        desk.tell(SignBegan, sign)
        desk.until("09:10")
    assert quiet.state.holding(decided.hold)
    assert not switched_off.state.holding(decided.hold)
    assert quiet.tell(SignEnded, sign) == [HoldBegan(Hold.GRACE)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_doctor_says_what_is_missed_where_nobody_answers(question: str) -> None:
    """In words of its own."""
    lines = {finding.part: finding for finding in findings(replace(WELL, senses=()), "auto")}
    line = lines.pop(question)
    assert line.name
    assert line.name not in {other.name for other in lines.values()}
    assert any(line.advice)
    assert not {*line.advice} & {sentence for other in lines.values() for sentence in other.advice}


def test_each_beginning_and_each_end_has_words_of_its_own() -> None:
    now = instant("09:00")
    events = [change(now, sign) for sign in Sign for change in (SignBegan, SignEnded)]
    told = [sentence for event in events for sentence in Telling().sentences(event)]
    assert len(set(told)) == len(events)


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_it_is_told_in_words(sign: Sign) -> None:
    decided = DECIDED[sign]
    began = Happened(instant("09:00"), HoldBegan(decided.hold))
    *_heading, line = sentences([began], (), lambda at: "")
    assert line.strip().startswith("Quiet: ")
    assert (SIGNS[sign].doubt == "") == decided.always_believed
    for name, question in QUESTIONS.items():
        if question.sign is sign:
            assert (words.not_counted(sign, name, "") == "") == decided.always_believed
            held = morning(mood=Mood.HELD, held_by=((decided.hold, at(9)),), causes=((sign, name, ""),))
            assert words.headline(held).startswith("Quiet: ")


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_a_written_day_can_tell_of_it_and_the_rules_do(sign: Sign) -> None:
    begins, ends = sign.value, f"{sign.value}-end"
    written = "".join(f'[[event]]\nat = 10:12:00\ndo = "{name}"\n' for name in (begins, ends))
    day = read_scenario(f"start = 2026-11-23T09:00:00\nend = 2026-11-23T18:30:00\n{written}", "UTC")
    changes = [happening.do for happening in day.happenings]
    assert changes == [SignChange(sign, begins=True), SignChange(sign, begins=False)]
    rules = (ROOT / "docs" / "behaviour.md").read_text(encoding="utf-8")
    (reasons,) = re.findall(r"^- \*\*H1\*\* .*\n(?:  .*\n)*", rules, re.MULTILINE)
    assert f"`{DECIDED[sign].hold.value}`" in reasons
    (events,) = re.findall(r"^At one instant, .*\n(?:`.*\n)*", rules, re.MULTILINE)
    assert f"`{begins}` `{ends}`" in events


def test_nobody_else_lists_the_signs() -> None:
    """A module that names one decides on it; only rules do, and none names all of them."""
    named = {
        path.relative_to(PACKAGE).as_posix(): set(re.findall(r"\bSign\.([A-Z]+)\b", path.read_text(encoding="utf-8")))
        for path in MODULES
    }
    assert {name: found for name, found in named.items() if found} == {
        "engine/reasons.py": {sign.name for sign in Sign},
        "engine/rules/signs.py": {"FULLSCREEN", "INHIBIT"},
    }
