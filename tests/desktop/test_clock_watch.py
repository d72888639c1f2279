"""A set clock and a new zone are taken up at once (T2)."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.macos.notifications import Center, Notifications
from deskbreak.desktop.time.clock import Clock
from deskbreak.desktop.time.clock_watch import TIMEDATE, ClockWatch, open_source
from deskbreak.desktop.time.macos import MacClockSign
from deskbreak.desktop.time.timerfd import NEVER, ClockSetTimer
from tests.desktop.platforms import FakeMac
from tests.desktop.services import PrivateBus, ScriptedService
from tests.desktop.ticks import HandTicks

TIMEDATE_PATH = "/org/freedesktop/timedate1"


class HandSource:
    """Stands in for the kernel: the wall clock of a shared machine is not for a test to set."""

    def __init__(self) -> None:
        self._reading, self._writing = socket.socketpair()
        self.fd = self._reading.fileno()

    def set_clock(self, byte: bytes = b"s") -> None:
        self._writing.send(byte)

    def was_set(self) -> bool:
        return self._reading.recv(1) == b"s"

    def close(self) -> None:
        self._reading.close()
        self._writing.close()


@pytest.fixture(autouse=True)
def _etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.desktop.time.clock_watch.ETC", tmp_path)


def test_a_set_clock_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    source = HandSource()
    watch = ClockWatch(Clock(ticks=HandTicks()), None, source, None)
    for _ in range(2):
        with qtbot.waitSignal(watch.changed, timeout=2_000):
            source.set_clock()
    watch.close()


def test_a_waking_without_a_set_clock_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    source = HandSource()
    watch = ClockWatch(Clock(ticks=HandTicks()), None, source, None)
    told: list[None] = []
    watch.changed.connect(lambda: told.append(None))
    source.set_clock(b"x")
    source.set_clock(b"s")
    qtbot.waitUntil(lambda: bool(told), timeout=2_000)
    assert len(told) == 1
    watch.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /etc")
def test_a_replaced_localtime_is_seen_and_another_file_in_etc_is_not(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    clock = Clock(ticks=HandTicks())
    watch = ClockWatch(clock, None, HandSource(), None)
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


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path, BusKind.SYSTEM) as bus:
        yield bus


@pytest.fixture
def line(bus: PrivateBus, qtbot: QtBot) -> Iterator[BusClient]:
    line = BusClient(BusKind.SYSTEM)
    yield line
    line.close()


def test_a_zone_that_timedated_tells_of_is_taken_up_though_it_comes_and_goes(
    qtbot: QtBot, tmp_path: Path, bus: PrivateBus, line: BusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock = Clock(ticks=HandTicks())
    watch = ClockWatch(clock, line, HandSource(), None)
    told: list[str] = []
    watch.changed.connect(lambda: told.append(clock.now().zone))
    for count, zone in enumerate(("Asia/Tokyo", "America/New_York"), 1):
        timedated = ScriptedService(bus, TIMEDATE)  # it is started when somebody sets the zone, and soon leaves again
        timedated.properties[TIMEDATE_PATH, "NTP"] = ("b", False)
        timedated.properties[TIMEDATE_PATH, "Timezone"] = ("s", "")
        timedated.set(TIMEDATE_PATH, TIMEDATE, NTP=True)
        monkeypatch.setenv("TZ", zone)
        with qtbot.waitSignal(watch.changed, timeout=2_000):
            timedated.set(TIMEDATE_PATH, TIMEDATE, Timezone=zone)
        assert len(told) == count
        assert not timedated.calls, "it is never asked, or it would be started"
        timedated.stop()
    assert told == ["Asia/Tokyo", "America/New_York"]
    watch.close()


def test_without_a_system_bus_the_rest_is_watched(
    qtbot: QtBot, tmp_path: Path, bus: PrivateBus, line: BusClient
) -> None:
    bus.stop()
    source = HandSource()
    watch = ClockWatch(Clock(ticks=HandTicks()), line, source, None)
    with qtbot.waitSignal(watch.changed, timeout=2_000):
        source.set_clock()
    watch.close()


def test_what_the_platform_tells_is_the_clock_and_the_zone(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    mac = FakeMac()
    clock = Clock(ticks=HandTicks())
    watch = ClockWatch(clock, None, HandSource(), MacClockSign(Notifications(mac)))
    told: list[str] = []
    watch.changed.connect(lambda: told.append(clock.now().zone))
    mac.post(Center.DEFAULT, "NSSystemClockDidChangeNotification")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    mac.post(Center.DEFAULT, "NSSystemTimeZoneDidChangeNotification")
    watch.close()
    mac.post(Center.DEFAULT, "NSSystemClockDidChangeNotification")
    assert told == ["Europe/Berlin", "Asia/Tokyo"]


def test_a_system_without_timerfd_is_served_in_silence(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    assert open_source() is None
    watch = ClockWatch(Clock(ticks=HandTicks()), None, None, None)
    watch.close()
