"""The control socket, attacked by garbage, half lines, floods and dawdlers: the next proper client is answered."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.desktop.instance.address import SOCKET
from deskbreak.desktop.instance.client import ask
from deskbreak.desktop.instance.instance import GUESTS
from deskbreak.store.paths import Paths, find_paths
from tests.app.conftest import _clean_log, _nobody_to_ask, _nobody_to_speak, expected
from tests.app.desk import HandNotifier
from tests.app.test_running import ALWAYS, House
from tests.e2e.processes import wait_until
from tests.soak.examples import attack
from tests.soak.mutation import as_json, damaged, documents

__all__ = ["_clean_log", "_nobody_to_ask", "_nobody_to_speak", "expected"]

pytestmark = pytest.mark.no_qt_log
LIMIT_MS = 20_000
COMMANDS: list[Any] = [
    {"v": 1, "cmd": cmd, "args": args}
    for cmd, args in (
        ("status", []),
        ("doctor", []),
        ("watch", []),
        ("open", []),
        ("start", []),
        ("pause", ["30m"]),
        ("resume", []),
        ("skip", []),
        ("postpone", ["20m"]),
        ("meeting", ["over"]),
        ("reading", ["1h"]),
        ("put-back", ["seated-twist"]),
        ("show", ["seated-twist"]),
    )
]
LINES = [as_json(command) + b"\n" for command in COMMANDS]


@dataclass(frozen=True)
class Visit:
    """A client: what it sends, piece by piece, and whether it stays until the end."""

    pieces: tuple[bytes, ...]
    stays: bool


def _visits() -> st.SearchStrategy[Visit]:
    pieces = st.one_of(
        documents(COMMANDS).map(as_json).map(lambda text: text + b"\n"),
        damaged(LINES),
        st.sampled_from(LINES),
        st.binary(max_size=40),
        st.sampled_from([b"", b"\n", b"\n" * 500, b"{", b'{"v": 1, "cmd": "sta', b"x" * 65_537, b"[" * 65_000 + b"\n"]),
    )
    return st.builds(Visit, st.lists(pieces, min_size=1, max_size=3).map(tuple), st.booleans())


@pytest.fixture
def paths(short_folder: str) -> Paths:
    return find_paths(Path(short_folder) / "d")


@pytest.fixture
def house(paths: Paths, qtbot: QtBot, expected: set[str]) -> Iterator[House]:
    expected.add("no idle time")
    paths.config.mkdir(parents=True)
    paths.config_file.write_text(ALWAYS, encoding="utf-8")
    house = House(paths, HandNotifier(), qtbot)
    house.begin()
    yield house
    house.close()


@settings(attack, phases=[Phase.generate])  # what waits in vain is not waited for again and again
@given(visits=st.lists(_visits(), min_size=1, max_size=6))
def test_whoever_comes_the_next_one_is_answered(qtbot: QtBot, house: House, visits: list[Visit]) -> None:
    staying = [client for visit in visits if (client := _pay(house, visit)) is not None]
    try:
        _expect_an_answer(qtbot, house)
    finally:
        for client in staying:
            client.close()
        _tidy(house)


def test_a_crowd_of_dawdlers_is_shown_out(qtbot: QtBot, house: House) -> None:
    """More than are let in at once, none of whom says a whole line."""
    crowd = [_pay(house, Visit((b'{"v": 1, "cmd": "sta',), stays=True)) for _client in range(2 * GUESTS)]
    _expect_an_answer(qtbot, house, patience_s=60)
    for client in crowd:
        if client is not None:
            client.close()


def _pay(house: House, visit: Visit) -> socket.socket | None:
    """The client that stays, if it does."""
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    client.settimeout(10)
    wait_until(partial(_connected, client, house), "a place in the queue")
    client.setblocking(False)
    for piece in visit.pieces:
        QApplication.processEvents()
        try:
            client.send(piece)
        except (BlockingIOError, BrokenPipeError, ConnectionResetError):  # shown out, or it has read enough
            break
    QApplication.processEvents()
    if visit.stays:
        return client
    client.close()
    return None


def _connected(client: socket.socket, house: House) -> bool:
    """The system's own queue may be full: whoever is in it is let in by and by."""
    QApplication.processEvents()
    try:
        client.connect(str(house.paths.runtime / SOCKET))
    except BlockingIOError:
        return False
    return True


def _expect_an_answer(qtbot: QtBot, house: House, patience_s: float = 20) -> None:
    answers: list[dict[str, Any]] = []

    def asks() -> None:
        answers.append(ask(house.paths.runtime, "status", timeout=patience_s))

    asking = threading.Thread(target=asks)
    asking.start()
    qtbot.waitUntil(lambda: bool(answers) or not asking.is_alive(), timeout=round(patience_s * 2000))
    asking.join()
    assert answers
    assert answers[0]["ok"], answers
    assert json.dumps(answers[0], allow_nan=False)


def _tidy(house: House) -> None:
    """No window and no routine is left open for the next."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.close()
    house.notifier.shown.clear()
    QApplication.processEvents()
