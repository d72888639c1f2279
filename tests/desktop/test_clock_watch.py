"""A set clock and a new zone are taken up at once (T2)."""

import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.clock import Clock
from deskbreak.desktop.clock_watch import ClockWatch
from deskbreak.desktop.timerfd import NEVER, ClockSetTimer
from tests.desktop.ticks import HandTicks


class PipeSource:
    """Stands in for the kernel: the wall clock of a shared machine is not for a test to set."""

    def __init__(self) -> None:
        self.fd, self._end = os.pipe()

    def set_clock(self, byte: bytes = b"s") -> None:
        os.write(self._end, byte)

    def was_set(self) -> bool:
        return os.read(self.fd, 1) == b"s"

    def close(self) -> None:
        os.close(self.fd)
        os.close(self._end)


def test_a_set_clock_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    source = PipeSource()
    watch = ClockWatch(Clock(ticks=HandTicks()), source=source, etc=tmp_path)
    for _ in range(2):
        with qtbot.waitSignal(watch.changed, timeout=2_000):
            source.set_clock()
    watch.close()


def test_a_waking_without_a_set_clock_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    source = PipeSource()
    watch = ClockWatch(Clock(ticks=HandTicks()), source=source, etc=tmp_path)
    told: list[None] = []
    watch.changed.connect(lambda: told.append(None))
    source.set_clock(b"x")
    source.set_clock(b"s")
    qtbot.waitUntil(lambda: bool(told), timeout=2_000)
    assert len(told) == 1
    watch.close()


def test_a_replaced_localtime_is_seen_and_another_file_in_etc_is_not(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    clock = Clock(ticks=HandTicks())
    watch = ClockWatch(clock, source=PipeSource(), etc=tmp_path)
    told: list[str] = []
    watch.changed.connect(lambda: told.append(clock.now().zone))
    (tmp_path / "motd").write_text("hello")
    (tmp_path / "new").symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    (tmp_path / "new").replace(tmp_path / "localtime")
    qtbot.waitUntil(lambda: bool(told), timeout=2_000)
    assert told == ["Asia/Tokyo"]
    watch.close()


@pytest.mark.skipif(sys.platform != "linux", reason="timerfd is Linux's")
def test_the_kernel_has_armed_the_timer_to_be_cancelled_when_the_clock_is_set() -> None:
    timer = ClockSetTimer()
    told = dict(line.split(":", 1) for line in Path(f"/proc/self/fdinfo/{timer.fd}").read_text().splitlines())
    assert told["clockid"].strip() == "0", "CLOCK_REALTIME"
    assert int(told["settime flags"], 8) == 3, "absolute, cancelled on set"
    left = int(told["it_value"].strip(" ()").split(",")[0])
    assert 0 < left < NEVER
    assert not timer.was_set()
    timer.close()


def test_a_system_without_timerfd_is_served_in_silence(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    watch = ClockWatch(Clock(ticks=HandTicks()), etc=tmp_path)
    watch.close()
