"""The shipped exercises and routines, and the user's own beside them."""

from pathlib import Path

import pytest

from deskbreak.coach.library import DESK
from deskbreak.store.paths import Paths, find_paths
from deskbreak.store.shelf import open_shelf
from deskbreak.store.shipped import shipped


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths(tmp_path)
    paths.routines.mkdir(parents=True)
    paths.exercises.mkdir(parents=True)
    return paths


def shipped_text(*parts: str) -> str:
    return shipped(*parts).read_text(encoding="utf-8")


def test_what_is_shipped_is_there_and_whole(paths: Paths) -> None:
    shelf = open_shelf(paths)
    assert shelf.faults == ()
    assert shelf.routine(DESK).id == DESK
    assert shelf.fault(DESK) == ""
    assert shelf.tips


def test_an_exercise_that_is_not_there_any_more_has_its_id_for_a_name(paths: Paths) -> None:
    shelf = open_shelf(paths)
    assert shelf.exercise_name("seated-twist") == shelf.exercises["seated-twist"].text("en").name
    assert shelf.exercise_name("of-my-own") == "of-my-own"


def test_a_routine_of_ones_own_stands_beside_the_shipped_one(paths: Paths) -> None:
    own = shipped_text("routines", "desk.toml").replace('id = "desk"', 'id = "mine"')
    (paths.routines / "mine.toml").write_text(own, encoding="utf-8")
    shelf = open_shelf(paths)
    assert shelf.faults == ()
    assert {"desk", "mine"} < set(shelf.routines)
    assert shelf.routine("mine").id == "mine"


def test_a_routine_that_is_not_there_is_said_and_the_shipped_one_stands_in(paths: Paths) -> None:
    shelf = open_shelf(paths)
    assert shelf.fault("mine") == 'routine.name: there is no routine "mine"; there is desk, desk-and-neck, minute, neck'
    assert shelf.routine("mine") == shelf.routine(DESK)


def test_a_faulty_file_is_said_and_leaves_the_shipped_one(paths: Paths) -> None:
    (paths.routines / "desk.toml").write_text("id = 5", encoding="utf-8")
    (paths.exercises / "broken.toml").write_bytes(b"\xff")
    shelf = open_shelf(paths)
    assert shelf.routine(DESK) == open_shelf(find_paths(paths.config / "nobody")).routine(DESK)
    assert any("desk.toml" in fault for fault in shelf.faults)
    assert any("broken.toml is no text in UTF-8" in fault for fault in shelf.faults)
