"""Every file that deskbreak reads, attacked: it is used, or refused with a sentence that names it; nothing is lost."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.app.resumed_state import resumed_state
from deskbreak.cli import main
from deskbreak.coach.body.pose import numbers
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import Routine, alone
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.player import Player
from deskbreak.desktop.notify.ledger import Ledger, LedgerEntry
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import Event, Launch, Reply, Start, Stop, Wake
from deskbreak.engine.outlook import outlook
from deskbreak.engine.saved import to_dict
from deskbreak.engine.wake import next_wake
from deskbreak.settings import HOUR, MINUTE, Settings
from deskbreak.settings.example import example_text
from deskbreak.simulation.scenario import Scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.content.own import OwnFilesRefused, read_file
from deskbreak.store.content.shipped import shipped
from deskbreak.store.memory import Memory, recall, remember, unreadable
from deskbreak.store.state import Saved, StateStore
from tests.soak.examples import attack
from tests.soak.ground import Ground
from tests.soak.mutation import as_json, damaged, documents, in_time, toml

pytestmark = pytest.mark.bears(
    "set aside as",
    "is left alone",
    "It has been made anew",
    "cannot be read; (it is|they are) left out",
    "cannot be used",
)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


def _toml(paths: Iterable[Path]) -> list[Any]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def _attacks(valid: list[Any]) -> st.SearchStrategy[bytes]:
    return st.one_of(documents(valid).map(toml), damaged([toml(tree) for tree in valid]))


CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys, what turns the order of letters, and what no text can be encoded with."""


def _names(sentences: Iterable[str], name: str) -> None:
    """Each is a sentence with the file's name in it, of a length that somebody reads."""
    told = list(sentences)
    assert told
    for sentence in told:
        assert name in sentence, sentence[:500]
        assert len(sentence) < 2000, sentence[:500]
        assert "Traceback" not in sentence, sentence


def _printed(capsys: pytest.CaptureFixture[str], ground: Ground, *words: str) -> tuple[int, str, str]:
    """What the command line prints; nothing in it acts in a terminal."""
    capsys.readouterr()
    code = main(["--home", str(ground.paths.config), *words])
    told = capsys.readouterr()
    for text in (told.out, told.err):
        assert not CONTROL.search(text), f"{CONTROL.findall(text)[:5]} in {text[:300]!r}"
    return code, told.out, told.err


# Settings

SETTINGS = tomllib.loads(
    "\n".join(
        line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line
        for line in example_text().splitlines()
    )
)
FULLER = {**SETTINGS, "office": {**SETTINGS["office"], "lunch": "13:00-14:00", "days_off": ["2026-11-23"]}}
DAY = Scenario(datetime(2026, 11, 23), datetime(2026, 11, 24), "Europe/Berlin")  # noqa: DTZ001 - local, in its zone


@attack
@given(content=_attacks([SETTINGS, FULLER]))
def test_settings(ground: Ground, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    ground.clear()
    paths = ground.paths
    paths.config_file.write_bytes(content)
    with in_time():
        loaded = config.load(paths.config_file, paths.last_good_config)
        if loaded.faults:
            _names(config.report(loaded.faults, paths.config_file), "config.toml")
        list(Simulation(replace(DAY, settings=loaded.settings), at_once=Reply.START).run())
        again = config.load(paths.config_file, paths.last_good_config)
        assert again.settings == loaded.settings
        code, _out, err = _printed(capsys, ground, "check-config")
        unknown = open_library(paths).unknown(loaded.settings.routine.name)
        assert bool(code) is bool(loaded.faults or unknown), err
    ground.check(content, "home/config.toml", "state/config.last-good.toml")


# A written day

SCENARIO = {
    "start": datetime(2026, 11, 23, 9),  # noqa: DTZ001 - local, in its zone
    "end": datetime(2026, 11, 23, 18, 30),  # noqa: DTZ001
    "zone": "Europe/Berlin",
    "routine_takes": "4m",
    "config": {"office": {"lunch": "13:00-14:00"}},
    "event": [
        {"at": datetime(2026, 11, 23, 10, 12), "do": "idle"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 10, 19, 30), "do": "input"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 10, 30), "do": "call"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 10, 40), "do": "call-end"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 10, 50), "do": "pause", "with": "10m"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 11, 10), "do": "start"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 11, 11), "do": "pain", "with": "seated-twist"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 12), "do": "set-clock", "with": datetime(2026, 11, 23, 12, 30)},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 12, 31), "do": "set-zone", "with": "America/New_York"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 7), "do": "config", "with": {"nudge": {"every": "30m"}}},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 8), "do": "quit"},  # noqa: DTZ001
        {"at": datetime(2026, 11, 23, 9), "do": "launch"},  # noqa: DTZ001
    ],
}


@attack
@given(content=_attacks([SCENARIO]))
def test_scenario(ground: Ground, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    ground.clear()
    file = ground.paths.config / "day.toml"
    file.write_bytes(content)
    with in_time():
        code, out, err = _printed(capsys, ground, "simulate", "--json", str(file))
    if code == 0:
        assert all("what" in json.loads(line) for line in out.splitlines())
        assert err == ""
    else:
        assert (code, out) == (2, "")
        _names(err.splitlines(), "day.toml")
    ground.check(content, "home/day.toml")


# Exercises and routines of one's own

EXERCISES = _toml(sorted(shipped("exercises").glob("*.toml"))) + _toml([shipped("templates", "exercise.toml")])
ROUTINES = _toml(sorted(shipped("routines").glob("*.toml"))) + _toml([shipped("templates", "routine.toml")])


@attack
@given(content=_attacks(EXERCISES))
def test_exercise(ground: Ground, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    _own_file(ground, ground.paths.exercises, content)
    _printed(capsys, ground, "routine", "check")


@attack
@given(content=_attacks(ROUTINES))
def test_routine(ground: Ground, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    _own_file(ground, ground.paths.routines, content)
    _printed(capsys, ground, "routine", "check")


def _own_file(ground: Ground, folder: Path, content: bytes) -> None:
    """Used whole, or left out and named, while everything else is there."""
    ground.clear()
    file = folder / "own-file.toml"
    file.write_bytes(content)
    with in_time():
        library = open_library(ground.paths)
        assert len(library.exercises) >= len(EXERCISES) - 1
        assert len(library.routines) >= len(ROUTINES) - 1
        taken = [key for key, path in library.files.items() if path == file]
        if library.faults:
            _names(library.faults, file.name)
        assert bool(taken) is not bool(library.faults)
        try:
            one = read_file(file, library)
        except OwnFilesRefused as refused:
            assert not taken or folder == ground.paths.routines
            _names(refused.faults, file.name)
        else:
            _plays(one, {**library.exercises, **({one.id: one} if isinstance(one, Exercise) else {})})
        for key in taken:
            kind, _, name = key.partition("/")
            _plays(library.routines[name] if kind == "routines" else library.exercises[name], library.exercises)
    ground.check(content, f"{folder.name}/own-file.toml")


def _plays(one: Exercise | Routine, exercises: dict[str, Exercise] | Any) -> None:
    """From its first frame to its last, in every number finite and nowhere out of the room."""
    routine = one if isinstance(one, Routine) else alone(one)
    for short in (False, True):
        layout: Plan = plan(routine, exercises, short=short)
        assert 0 < layout.total < 24 * 3600
        player = Player(layout)
        for share in range(13):
            frame = player.frame(layout.total * share / 12)
            assert all(map(isfinite, numbers(frame.pose, frame.view)))
            joints = list(_numbers(asdict(body(frame.pose))))
            assert all(isfinite(number) and abs(number) < 100 for number in joints)


def _numbers(value: Any) -> Iterable[float]:
    if isinstance(value, float | int):
        yield float(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _numbers(inner)


# What the engine remembers

NOW = Instant(10 * HOUR, 1_795_000_000_000, "Europe/Berlin")


def _states() -> list[Any]:
    """Of a day's beginning, with an invitation open, in a routine, and after it."""
    state, settings, kept = first_state(NOW), Settings(), []
    told: list[Event] = [Wake(NOW), Wake(NOW.later(MINUTE)), Start(NOW.later(2 * MINUTE)), Stop(NOW.later(4 * MINUTE))]
    for event in told:
        state, _actions = step(state, event, settings)
        kept.append(to_dict(state))
    return [
        {"version": 1, "epoch": {"boot_id": "b", "offset_ms": 5}, "state": json.loads(json.dumps(one))} for one in kept
    ]


STATES = _states()


@attack
@given(content=st.one_of(documents(STATES).map(as_json), damaged([as_json(one) for one in STATES])))
def test_saved_state(ground: Ground, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    ground.clear()
    file = ground.paths.state_file
    file.write_bytes(content)
    store = StateStore(file)
    caplog.clear()
    with in_time():
        found = resumed_state(store, 1)
        if found.first:  # so it was set aside, and that was said
            _names([record.getMessage() for record in caplog.records], "state.json")
            ground.check(content, "state/state.damaged-1.json")
        state, settings = found.state, Settings()
        now = found.clock.now()
        for event in (Launch(now), Wake(now.later(MINUTE)), Start(now.later(2 * MINUTE)), Stop(now.later(3 * MINUTE))):
            state, _actions = step(state, event, settings)
            next_wake(state, settings)
            outlook(state, settings, state.last)
            store.save(Saved(epoch=asdict(found.clock.epoch), state=to_dict(state)))
        again = resumed_state(StateStore(file), 1)
    assert (again.state, again.first) == (state, False)


# Small things

MEMORIES: list[Any] = [
    {"routine_size": [420, 640], "safety_seen": True, "tray_told": True, "results_told": True, "chosen": [3, 1]},
    asdict(Memory()),
]


@attack
@given(content=st.one_of(documents(MEMORIES).map(as_json), damaged([as_json(one) for one in MEMORIES])))
def test_memory(ground: Ground, content: bytes) -> None:
    ground.clear()
    file = ground.paths.memory_file
    file.write_bytes(content)
    with in_time():
        refused = unreadable(file)
        memory = recall(file)
        remember(file, memory)
        assert recall(file) == memory
    if memory.routine_size is not None:
        assert all(0 < side < 100_000 for side in memory.routine_size)
    if memory.chosen is not None:
        assert memory.chosen[0] in range(1, 7)
        assert 0 <= memory.chosen[1] < 2**53
    aside = "home/state/memory.damaged-1.json"
    found = ground.only("home/state/memory.json", aside)
    assert found.get(aside) == (content if refused else None), "what cannot be read is kept, and nothing else"


NOTES: list[Any] = [{"bus": "0123456789abcdef", "daemon": ":1.5", "numbers": [3, 4]}]


@attack
@given(content=st.one_of(documents(NOTES).map(as_json), damaged([as_json(one) for one in NOTES])))
def test_notes(ground: Ground, content: bytes) -> None:
    ground.clear()
    file = ground.paths.notes_file
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    with in_time():
        ledger = Ledger(file)
        assert ledger.left
        entry = ledger.read()
        if entry is not None:
            assert all(0 <= number < 2**32 for number in entry.numbers), "CloseNotification takes such numbers only"
        fresh = LedgerEntry("bus", ":1.7", (7,))
        ledger.write(fresh)
        assert Ledger(file).read() == fresh
