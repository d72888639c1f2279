"""What the machine can show stands in every table that knows its signs: CONTRIBUTING.md names them."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from deskbreak.app import driver
from deskbreak.app.machine import heard, senses
from deskbreak.app.routine import audible
from deskbreak.cli import findings
from deskbreak.engine import attention, signs
from deskbreak.engine.actions import Hold
from deskbreak.engine.events import Sign
from deskbreak.engine.outlook import Mood
from deskbreak.engine.state import MachineState, ShownSign
from deskbreak.engine.turn import QUIET
from deskbreak.settings import Settings, read_settings
from deskbreak.settings.reading import declarations
from deskbreak.simulation import event_words as told_words
from deskbreak.simulation import simulator, timeline
from deskbreak.simulation.scenario import Do
from deskbreak.ui.kit import words
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
"""A new sign is decided on here, and then stands wherever the tests below look."""


def test_every_sign_is_decided_on() -> None:
    assert set(DECIDED) == set(Sign)


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_a_sign_counts_as_was_decided(sign: Sign) -> None:
    decided = DECIDED[sign]
    assert signs.HOLD_OF[sign] is decided.hold
    assert (sign in signs.BEING_THERE) == decided.being_there
    assert (sign in audible.HUSHING) == decided.hushes
    shown = ShownSign(sign, began=0, since=0)
    until = signs.believed_until(shown, MachineState(idle_since=0, signs=(shown,)), Settings())
    assert (until is None) == decided.always_believed


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_its_hold_can_be_switched_off_and_ends_in_grace(sign: Sign) -> None:
    decided = DECIDED[sign]
    settings = Settings()
    assert decided.switch in declarations("hold")
    assert signs.switched_on(decided.hold, settings)
    off = read_settings({"hold": {decided.switch: False}}).settings
    assert not signs.switched_on(decided.hold, off)
    assert decided.hold in QUIET
    assert decided.hold in attention.OF_SIGNS
    assert (decided.hold, sign) in driver.OF_SIGNS


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_somebody_answers_for_it_and_doctor_tells_of_it(sign: Sign) -> None:
    questions = {question for question, of in senses.SIGNS.items() if of is sign}
    assert questions
    assert questions <= set(heard.QUESTIONS)
    assert questions <= findings.NAMES.keys() & findings.WITHOUT.keys()


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_it_is_told_in_words(sign: Sign) -> None:
    decided = DECIDED[sign]
    assert sign in told_words.BEGAN
    assert sign in told_words.ENDED
    assert decided.hold in timeline.HOLDS
    assert (sign in timeline.DOUBTS) != decided.always_believed
    assert words.not_counted(sign, "", "")
    held = morning(mood=Mood.HELD, held_by=((decided.hold, at(9)),))
    assert words.headline(held).startswith("Quiet: ")


@pytest.mark.parametrize("sign", Sign, ids=lambda sign: sign.value)
def test_a_written_day_can_tell_of_it_and_the_rules_do(sign: Sign) -> None:
    begins, ends = Do(sign.value), Do(f"{sign.value}-end")
    assert (simulator.SIGNS[begins], simulator.SIGNS[ends]) == ((sign, True), (sign, False))
    rules = (ROOT / "docs" / "behaviour.md").read_text(encoding="utf-8")
    (reasons,) = re.findall(r"^- \*\*H1\*\* .*\n(?:  .*\n)*", rules, re.MULTILINE)
    assert f"`{DECIDED[sign].hold.value}`" in reasons
    (events,) = re.findall(r"^At one instant, .*\n(?:`.*\n)*", rules, re.MULTILINE)
    assert f"`{begins.value}` `{ends.value}`" in events


def test_the_tables_of_which_is_told_how_to_add_one_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = text.partition("**… a sign**")[2].partition("\n**… ")[0]
    rows = re.findall(r"^\| `([\w/]+)\.py` \| (.*?) \|", told, re.MULTILINE)
    named = {(module, name) for module, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert named >= {
        *(("engine/signs", name) for name in ("HOLD_OF", "BEING_THERE", "switched_on", "believed_until")),
        *(("simulation/event_words", name) for name in ("BEGAN", "ENDED")),
        *(("simulation/timeline", name) for name in ("HOLDS", "DOUBTS")),
        *(("cli/findings", name) for name in ("NAMES", "WITHOUT")),
        *((module, "SIGNS") for module in ("simulation/simulator", "app/machine/senses")),
        *((module, "OF_SIGNS") for module in ("engine/attention", "app/driver")),
        *(
            ("engine/turn", "QUIET"),
            ("simulation/scenario", "Do"),
            ("app/machine/heard", "QUESTIONS"),
            ("app/routine/audible", "HUSHING"),
        ),
        *(("settings/declared", "HoldSettings"), ("ui/kit/words", "not_counted")),
    }
    for module, name in named:
        assert hasattr(import_module(f"deskbreak.{module.replace('/', '.')}"), name), (module, name)
