"""watch: every event a line, as it comes; and the day written down for simulate."""

import json
import os
import signal
import socket
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.remote import how_to_start
from deskbreak.cli.watch import watch
from deskbreak.desktop.instance.address import SOCKET
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import Event, Idle, Input, Lock, Progress, SignBegan, Skip, Wake
from deskbreak.engine.reasons import Sign
from deskbreak.engine.saved import plain
from deskbreak.settings import MINUTE
from deskbreak.simulation.event_json import to_line
from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
from deskbreak.store.paths import Paths, find_paths
from tests.cli.conftest import Say
from tests.cli.test_remote import DESKBREAK
from tests.engine.desk import instant

NINE = instant("09:00")
FIRST: dict[str, Any] = {
    "ok": True,
    "at": plain(NINE),
    "config": {"office": {"lunch": "13:00-14:00"}},
    "standing": [to_line(SignBegan(NINE, Sign.DND))],
}


def later(minutes: float) -> Instant:
    return NINE.later(int(minutes * MINUTE))


def event(one: Event) -> dict[str, Any]:
    return {"event": to_line(one)}


class Telling:
    """A deskbreak that tells ``watch`` these lines and hangs up, or waits with that for ``close``."""

    def __init__(self, paths: Paths, *lines: Any, stays: bool = False) -> None:
        paths.runtime.mkdir(parents=True)
        self.asked: list[Any] = []
        self._over = threading.Event()
        self._stays = stays
        self._lines = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(paths.runtime / SOCKET))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        guest, _address = self._socket.accept()
        with guest, guest.makefile("rb") as heard:
            self.asked.append(json.loads(heard.readline()))
            guest.sendall(self._lines)
            if self._stays:
                self._over.wait(20)

    def close(self) -> None:
        self._over.set()
        self._thread.join(5)
        self._socket.close()


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths(home)


@pytest.fixture
def nobody_left() -> Iterator[list[Telling]]:
    started: list[Telling] = []
    yield started
    for one in started:
        one.close()


def test_nobody_running_is_3_and_a_sentence(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(paths, None) == 3
    assert capsys.readouterr() == ("", f"{how_to_start(paths)}\n")


def test_every_event_is_a_line_until_deskbreak_quits(
    paths: Paths, capsys: pytest.CaptureFixture[str], nobody_left: list[Telling]
) -> None:
    day = Telling(
        paths,
        FIRST,
        event(Wake(later(1))),
        event(Idle(later(10), later(7).mono)),
        event(Progress(later(11), 0, 5, running=True)),
        {"at": plain(later(12)), "config": {"office": {"lunch": "13:00-14:00"}, "nudge": {"every": "30m"}}},
        event(Input(later(12.5))),
    )
    nobody_left.append(day)
    assert watch(paths, None) == 0
    assert capsys.readouterr() == (
        "09:00:00  do not disturb is on\n"
        "09:10:00  input stopped (since 09:07:00)\n"
        "09:12:00  nudge.every = 30m\n"
        "09:12:30  input\n",
        "",
    )
    assert day.asked == [{"v": 1, "cmd": "watch", "args": []}]


def test_the_day_is_kept_as_a_scenario(paths: Paths, tmp_path: Path, nobody_left: list[Telling]) -> None:
    lines = (
        FIRST,
        event(Idle(later(10), later(7).mono)),
        {"at": plain(later(12)), "config": {"nudge": {"every": "30m"}}},
        event(Input(later(12.5))),
        event(Wake(later(300))),
    )
    nobody_left.append(Telling(paths, *lines))
    (tmp_path / "days").mkdir(mode=0o755)
    file = tmp_path / "days" / "day.toml"
    assert watch(paths, file) == 0
    assert [stat.S_IMODE(one.stat().st_mode) for one in (file.parent, file)] == [0o755, 0o600], "the folder is theirs"
    text = file.read_text(encoding="utf-8")
    happenings = [happening.do.value for happening in read_scenario(text, "UTC").happenings]
    assert happenings == ["dnd", "idle", "config", "input"]
    assert 'lunch = "13:00-14:00"' in text.partition("[[event]]")[0]
    assert 'with = { office = { lunch = "" }, nudge = { every = "30m" } }' in text
    list(Simulation(read_scenario(text, "UTC")).run())


@pytest.mark.parametrize(
    "line",
    [
        b"rubbish\n",
        b"[]\n",
        {"ok": True},
        {"ok": True, "at": 5, "config": {}},
        {"ok": True, "at": plain(NINE), "config": 5},
        FIRST | {"standing": [{"is": "Nonsense"}]},
    ],
)
def test_what_no_deskbreak_tells_is_1_and_a_sentence(
    paths: Paths, capsys: pytest.CaptureFixture[str], nobody_left: list[Telling], line: Any
) -> None:
    nobody_left.append(Telling(paths, line))
    assert watch(paths, None) == 1
    told = capsys.readouterr()
    assert told.err
    assert len(told.err.splitlines()) == 1


def test_a_refusal_is_told(paths: Paths, capsys: pytest.CaptureFixture[str], nobody_left: list[Telling]) -> None:
    nobody_left.append(Telling(paths, {"ok": False, "error": "too many listen already"}))
    assert watch(paths, None) == 1
    assert capsys.readouterr().err == "too many listen already\n"


def test_a_file_that_cannot_be_written_is_told_at_once(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str], nobody_left: list[Telling]
) -> None:
    (tmp_path / "file").write_text("")
    nobody_left.append(Telling(paths, FIRST, event(Skip(later(5)))))
    assert watch(paths, tmp_path / "file" / "day.toml") == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path}/file/day.toml cannot be written: ")


def test_a_file_that_is_there_is_left_alone(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.toml").write_text("precious")
    assert watch(paths, tmp_path / "config.toml") == 1
    assert capsys.readouterr().err == f"{tmp_path}/config.toml is there already; it was left as it is\n"
    assert (tmp_path / "config.toml").read_text() == "precious"


def test_ctrl_c_ends_it_well_and_leaves_the_file_whole(
    home: Path, paths: Paths, tmp_path: Path, nobody_left: list[Telling]
) -> None:
    nobody_left.append(Telling(paths, FIRST, event(Lock(later(5))), stays=True))
    file = tmp_path / "day.toml"
    command = [*DESKBREAK, "--home", str(home), "watch", "--scenario", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline().endswith("do not disturb is on\n")
        assert watching.stdout.readline().endswith("locked\n"), "told at once, though it is no terminal"
        os.kill(watching.pid, signal.SIGINT)
        _out, err = watching.communicate(timeout=60)
    assert (watching.returncode, err) == (0, "")
    assert read_scenario(file.read_text(encoding="utf-8"), "UTC").happenings


def test_watching_needs_no_qt(say: Say) -> None:
    import sys

    code = "import sys, deskbreak.cli.watch; print([m for m in sys.modules if 'PySide' in m])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
