"""Taking up where the last run ended, and saying so where that cannot be."""

import json
from typing import Any

import pytest

from deskbreak.app.remembered import remembered
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from tests.app.desk import Desk


def test_a_first_run_has_nothing_to_remember_and_nothing_to_tell(paths: Paths) -> None:
    before = remembered(StateStore(paths.state_file), 1)
    assert before.first
    assert before.notice == ""


def test_the_state_goes_on(desk: Desk) -> None:
    desk.begin()
    desk.type_for(30)
    desk.driver.look()
    state = desk.driver.state
    before = remembered(StateStore(desk.paths.state_file), 1)
    assert (before.first, before.notice, before.state) == (False, "", state)
    assert before.clock.now().mono >= state.last.mono


@pytest.mark.parametrize(
    "damage",
    [
        {"state": {}},
        {"epoch": {}},
        {"epoch": {"boot_id": 5, "offset_ms": 0}},
        {"epoch": {"boot_id": "b", "offset_ms": None}},
        {"epoch": {"boot_id": "b", "offset_ms": "0"}},
        {"version": 99},
    ],
    ids=str,
)
def test_a_damaged_state_is_set_aside_and_said(desk: Desk, damage: dict[str, Any], expected: set[str]) -> None:
    expected.add("state.damaged-1.json")
    desk.begin()
    content = json.loads(desk.paths.state_file.read_bytes())
    desk.paths.state_file.write_text(json.dumps(content | damage), encoding="utf-8")
    before = remembered(StateStore(desk.paths.state_file), 1)
    assert before.first
    assert "state.damaged-1.json" in before.notice
    assert not desk.paths.state_file.exists()
