"""Taking up where the last run ended, and saying so where that cannot be."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.resumed_state import resumed_state
from deskbreak.engine.events import ForSpan, Pain, Pause, Start, UntilResumed
from deskbreak.engine.state import Paused, PausedFor, PausedOpen
from deskbreak.settings import MINUTE
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from tests.app.desk import Desk


def test_a_first_run_has_nothing_to_remember_and_nothing_to_tell(paths: Paths) -> None:
    store = StateStore(paths.state_file)
    assert resumed_state(store, 1).first
    assert store.notice == ""


def test_the_state_goes_on(desk: Desk) -> None:
    desk.begin()
    desk.type_for(30)
    desk.driver.look()
    state = desk.driver.state
    store = StateStore(desk.paths.state_file)
    before = resumed_state(store, 1)
    assert (before.first, store.notice, before.state) == (False, "", state)
    assert before.clock.now().mono >= state.last.mono


@pytest.mark.parametrize(
    "damage",
    [
        {"state": {}},
        {"epoch": {}},
        {"epoch": {"boot_id": 5, "offset_ms": 0}},
        {"epoch": {"boot_id": "b", "offset_ms": None}},
        {"epoch": {"boot_id": "b", "offset_ms": "0"}},
        {"epoch": {"boot_id": "b", "offset_ms": True}},
        {"epoch": {"boot_id": "b", "offset_ms": 2**62}},
        {"epoch": {"boot_id": "\ud800", "offset_ms": 0}},
        {"version": 99},
    ],
    ids=ascii,
)
def test_a_damaged_state_is_set_aside_and_said(desk: Desk, damage: dict[str, Any], expected: set[str]) -> None:
    expected.add("state.damaged-1.json")
    desk.begin()
    content = json.loads(desk.paths.state_file.read_bytes())
    desk.paths.state_file.write_text(json.dumps(content | damage), encoding="utf-8")
    store = StateStore(desk.paths.state_file)
    assert resumed_state(store, 1).first
    assert "state.damaged-1.json" in store.notice
    assert not desk.paths.state_file.exists()


def test_a_time_that_never_comes_is_not_waited_for(desk: Desk, expected: set[str]) -> None:
    """In a file that is whole, of the same boot: quiet for good, and nothing said."""
    expected.add("state.damaged-1.json")
    desk.begin()
    content = json.loads(desk.paths.state_file.read_bytes())
    content["state"]["grace_at"] = 2**44
    desk.paths.state_file.write_text(json.dumps(content), encoding="utf-8")
    store = StateStore(desk.paths.state_file)
    assert resumed_state(store, 1).first
    assert f"{desk.paths.state_file} cannot be used (state.grace_at: no more than " in store.notice


def paused(desk: Desk) -> Paused | None:
    """The pause that is on."""
    return desk.driver.state.paused


class Shut:
    """A file that may not be read, whoever asks; root's rights included."""

    def __init__(self, file: Path, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        opened = os.open

        def open_others(path: Any, *more: Any, **named: Any) -> int:
            if Path(path) == file:
                raise PermissionError(13, "Permission denied", str(path))
            return opened(path, *more, **named)

        patch.setattr(os, "open", open_others)

    def unlock(self) -> None:
        self._patch.undo()


@pytest.fixture
def shut(desk: Desk, expected: set[str]) -> Iterator[Shut]:
    """Something has hurt, the user has paused, and at the next start the state cannot be read."""
    expected.add("state.json cannot be read (Permission denied).")
    desk.begin()
    desk.type_for(30)
    desk.driver.tell(Start)
    desk.driver.tell(lambda at: Pain(at, "seated-twist"))
    desk.driver.tell(lambda at: Pause(at, UntilResumed()))
    shut = Shut(desk.paths.state_file, pytest.MonkeyPatch())
    desk.ticks.run(MINUTE)
    desk.restart()
    yield shut
    shut.unlock()


def test_what_cannot_be_read_is_not_forgotten(desk: Desk, shut: Shut) -> None:
    content = desk.paths.state_file.read_bytes()
    assert "cannot be read" in desk.store.notice
    desk.type_for(30)
    assert paused(desk) is None
    assert desk.paths.state_file.read_bytes() == content
    assert list(desk.paths.state.glob("state*")) == [desk.paths.state_file]
    shut.unlock()
    desk.type_for(1)
    desk.driver.look()
    assert paused(desk) == PausedOpen()
    assert [exercise for exercise, _day in desk.driver.state.pains.days] == ["seated-twist"]
    assert (desk.store.notice, desk.store.withheld) == ("", False)
    assert desk.driver.state.last.mono == desk.now
    kept = desk.driver.state
    desk.restart()
    assert desk.driver.state.pains == kept.pains
    assert paused(desk) == kept.paused
    assert desk.troubles == []


def test_what_was_said_meanwhile_counts_too(desk: Desk, shut: Shut) -> None:
    desk.driver.tell(Start)
    desk.driver.tell(lambda at: Pain(at, "shoulder-rotation"))
    desk.driver.tell(lambda at: Pause(at, ForSpan(10 * MINUTE)))
    shut.unlock()
    desk.type_for(2)
    desk.driver.look()
    assert {exercise for exercise, _day in desk.driver.state.pains.days} == {"seated-twist", "shoulder-rotation"}
    assert paused(desk) == PausedFor(desk.now + 8 * MINUTE)
    desk.type_for(9)
    assert paused(desk) is None
    assert desk.troubles == []


def test_nothing_is_taken_up_while_an_invitation_is_open_or_a_routine(desk: Desk, shut: Shut) -> None:
    desk.driver.tell(Start)
    shut.unlock()
    desk.driver.look()
    assert desk.driver.state.routine is not None
    assert desk.store.withheld


def test_a_file_that_is_damaged_after_all_is_set_aside_then(desk: Desk, shut: Shut, expected: set[str]) -> None:
    expected.add("state.damaged-1.json")
    desk.paths.state_file.write_text("{}", encoding="utf-8")
    shut.unlock()
    desk.driver.look()
    assert "state.damaged-1.json" in desk.store.notice
    assert desk.paths.state_file.exists()
    assert not desk.store.withheld


def test_a_file_that_is_gone_by_then_is_begun_anew(desk: Desk, shut: Shut) -> None:
    desk.paths.state_file.unlink()
    shut.unlock()
    desk.driver.look()
    assert desk.paths.state_file.exists()
    assert (desk.store.notice, desk.store.withheld) == ("", False)
