"""Fixtures for the app: a log that must stay clean, and a desk with the real engine, store and history."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.store.paths import Paths, find_paths
from tests.app.desk import Desk
from tests.app.theatre import Theatre


@pytest.fixture
def expected() -> set[str]:
    """Parts of the warnings that a test is about; it adds them itself."""
    return set()


@pytest.fixture(autouse=True)
def _clean_log(caplog: pytest.LogCaptureFixture, expected: set[str]) -> Iterator[None]:
    """A warning that nobody expected is a fault; one that was expected and never came is one too."""
    caplog.set_level(logging.INFO)
    yield
    told = [
        record.getMessage() for phase in ("setup", "call") for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]  # fmt: skip
    assert [text for text in told if not any(part in text for part in expected)] == []
    assert [part for part in expected if not any(part in text for text in told)] == []


@pytest.fixture(autouse=True)
def _nobody_to_ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No services of whoever runs the tests."""
    for variable in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "PULSE_SERVER"):
        monkeypatch.setenv(variable, f"unix:path={tmp_path}/nowhere")


@pytest.fixture(autouse=True)
def _nobody_to_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """No voice, and no sound, of the machine that runs the tests: speech-dispatcher would outlive them."""
    monkeypatch.setattr("deskbreak.desktop.speech.choice.engines", lambda *wanted: ())
    monkeypatch.setattr("deskbreak.desktop.sound.player.PLAYERS", {})


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "home")


@pytest.fixture
def desk(paths: Paths, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(paths)
    yield desk
    desk.close()


@pytest.fixture
def theatre(desk: Desk, qtbot: QtBot) -> Iterator[Theatre]:
    theatre = Theatre(desk)
    desk.begin()
    desk.type_for(5)
    yield theatre
    theatre.session.close()
    assert theatre.windows == []
