"""What is asked at the socket: commands at once, doctor in a moment, watch for as long as it likes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from deskbreak.app.in_force import InForce
from deskbreak.app.machine.sense_report import SenseReport
from deskbreak.app.remote.requests import Requests
from deskbreak.app.remote.watching import Watching
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.engine import first_state
from deskbreak.engine.events import Event, Lock
from deskbreak.settings import MINUTE, NudgeSettings, Settings
from deskbreak.simulation.event_json import to_line

NOW = Instant(5, 5, "UTC")
BUSY = Settings(nudge=NudgeSettings(every=30 * MINUTE))


class Driver(QObject):
    heard = Signal(object)
    configured = Signal(object)


class Ear:
    """A ``Listener``."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.left: Callable[[], None] = lambda: None
        self.slow = False

    def say(self, line: dict[str, Any]) -> None:
        self.lines.append(line)
        if self.slow:
            self.left()

    def end(self, line: dict[str, Any]) -> None:
        self.lines.append(line)


class Senses:
    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def ask(self, then: Callable[[], None]) -> None:
        self.waiting.append(then)

    def report(self) -> tuple[SenseReport, ...]:
        return (SenseReport("dnd", "dunst", value=True),)


@pytest.fixture
def driver() -> Driver:
    return Driver()


@pytest.fixture
def senses() -> Senses:
    return Senses()


@pytest.fixture
def requests(driver: Driver, senses: Senses) -> Requests:
    watching = Watching(driver.heard, driver.configured, lambda: InForce(first_state(NOW), BUSY), lambda: NOW)
    return Requests(lambda command, words: {"ok": True, "did": [command, *words]}, watching, senses, "xcb", lambda: "")


def talk(requests: Requests, command: str, *words: str) -> Ear:
    answer, ear = requests.handle(command, list(words)), Ear()
    assert callable(answer)
    answer(ear)  # type: ignore[arg-type] # it behaves like one
    return ear


def test_commands_are_carried_out_at_once(requests: Requests) -> None:
    assert requests.handle("pause", ["30m"]) == {"ok": True, "did": ["pause", "30m"]}


def test_doctor_waits_for_fresh_answers(requests: Requests, senses: Senses) -> None:
    ear = talk(requests, "doctor")
    assert not ear.lines
    (then,) = senses.waiting
    then()
    (told,) = ear.lines
    assert (told["ok"], told["platform"]) == (True, "xcb")
    assert told["senses"] == [
        {
            "question": "dnd", "backend": "dunst", "value": True, "detail": "", "fault": "",
            "answered_ms_ago": None, "tells": False, "left_out": "",
        }
    ]  # fmt: skip


def test_status_waits_for_fresh_answers(requests: Requests, senses: Senses) -> None:
    """A film that is over is not told of by the machine itself."""
    ear = talk(requests, "status", "now")
    assert not ear.lines
    (then,) = senses.waiting
    then()
    assert ear.lines == [{"ok": True, "did": ["status", "now"]}]


def test_who_watches_is_told_how_things_stand_and_then_everything(requests: Requests, driver: Driver) -> None:
    ear = talk(requests, "watch")
    (first,) = ear.lines
    assert (first["ok"], first["config"], first["standing"]) == (True, {"nudge": {"every": "30m"}}, [])
    event: Event = Lock(NOW)
    driver.heard.emit(event)
    driver.configured.emit(Settings())
    assert ear.lines[1:] == [{"event": to_line(event)}, {"at": first["at"], "config": {}}]


def test_who_has_left_is_told_nothing_more(requests: Requests, driver: Driver) -> None:
    first, second = talk(requests, "watch"), talk(requests, "watch")
    first.slow = True
    driver.heard.emit(Lock(NOW))
    driver.heard.emit(Lock(NOW))
    driver.configured.emit(Settings())
    assert (len(first.lines), len(second.lines)) == (2, 4)
    second.left()
    driver.heard.emit(Lock(NOW))
    driver.configured.emit(Settings())
    assert len(second.lines) == 4
