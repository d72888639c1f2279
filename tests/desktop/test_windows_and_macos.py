"""Lock, sleep and clock where deskbreak could not be run: the rules, on wires made by the vendors' documentation."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.lock.macos import MacLock
from deskbreak.desktop.lock.win32 import WindowsLock, session_locked
from deskbreak.desktop.macos.notifications import Center, Notifications
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.sleep.macos import MacSleep
from deskbreak.desktop.sleep.source import SleepWatch
from deskbreak.desktop.sleep.win32 import WindowsSleep
from deskbreak.desktop.time.clock_watch import open_sign
from deskbreak.desktop.time.macos import MacClockSign
from deskbreak.desktop.time.win32 import WindowsClockSign
from deskbreak.desktop.win32.messages import Messages
from tests.desktop.platforms import FakeMac, FakeSession, FakeWindows

WM_TIMECHANGE, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WM_SETTINGCHANGE = 0x1E, 0x218, 0x2B1, 0x1A
PBT_APMSUSPEND, PBT_APMRESUMESUSPEND, PBT_APMPOWERSTATUSCHANGE, PBT_APMRESUMEAUTOMATIC = 4, 7, 10, 18
WTS_REMOTE_CONNECT, WTS_SESSION_LOCK, WTS_SESSION_UNLOCK = 3, 7, 8


@pytest.fixture
def windows() -> FakeWindows:
    return FakeWindows()


@pytest.fixture
def messages(qtbot: QtBot, windows: FakeWindows) -> Iterator[Messages]:
    messages = Messages(windows)
    yield messages
    messages.close()


@pytest.fixture
def mac() -> FakeMac:
    return FakeMac()


def test_the_window_hears_what_is_broadcast_and_answers_as_any_window(messages: Messages, windows: FakeWindows) -> None:
    heard: list[tuple[int, int]] = []
    messages.heard.connect(lambda message, wparam: heard.append((message, wparam)))
    for message in (WM_TIMECHANGE, WM_SETTINGCHANGE, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE):
        assert windows.send(message, 7, 1 << 40) == 1 << 40, "nothing is cut to 32 bits"
    assert heard == [(WM_TIMECHANGE, 7), (WM_POWERBROADCAST, 7), (WM_WTSSESSION_CHANGE, 7)]


def test_two_windows_are_no_trouble_to_each_other(messages: Messages, windows: FakeWindows) -> None:
    second = Messages(windows)
    assert len(windows.classes) == 2
    second.close()
    assert len(windows.classes) == 1


def test_the_window_leaves_nothing_behind(messages: Messages, windows: FakeWindows) -> None:
    for _ in range(2):
        messages.close()
    assert windows.calls == [
        ("UnregisterSuspendResume", windows.POWER),
        ("WTSUnRegister", windows.WINDOW),
        ("DestroyWindow", windows.WINDOW),
        ("UnregisterClassW", windows.INSTANCE),
    ]
    assert not windows.classes


@pytest.mark.parametrize("fault", ["no_class", "no_window"])
def test_no_window_is_no_sense(qtbot: QtBot, fault: str) -> None:
    with pytest.raises(NoSense):
        Messages(FakeWindows(**{fault: True}))


def test_windows_tells_of_the_lock(messages: Messages, windows: FakeWindows) -> None:
    lock = WindowsLock(messages, locked=lambda: False)
    lock.ask()
    values = [lock.value]
    for wparam in (WTS_SESSION_LOCK, WTS_REMOTE_CONNECT, WTS_SESSION_UNLOCK):
        windows.send(WM_WTSSESSION_CHANGE, wparam)
        windows.send(WM_POWERBROADCAST, wparam)
        values.append(lock.value)
    assert values == [False, True, True, False]
    lock.close()
    assert not windows.classes


def test_a_windows_that_does_not_tell_of_locks_is_none(qtbot: QtBot) -> None:
    windows = FakeWindows(no_sessions=True)
    with pytest.raises(NoSense):
        WindowsLock(Messages(windows), lambda: None)
    assert not windows.classes


def test_what_windows_does_not_say_is_unknown_until_it_tells(messages: Messages, windows: FakeWindows) -> None:
    lock = WindowsLock(messages, locked=lambda: None)
    lock.ask()
    assert lock.value is None
    assert lock.fault
    windows.send(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    assert lock.value is True


@pytest.mark.parametrize(
    ("session", "locked", "freed"),
    [
        (FakeSession(0), True, 1),
        (FakeSession(1), False, 1),
        (FakeSession(-1), None, 1),
        (FakeSession(0, level=2), None, 1),
        (FakeSession(0, size=8), None, 1),
        (FakeSession(None), None, 0),
    ],
)
def test_windows_says_how_the_session_is_now(session: FakeSession, locked: bool | None, freed: int) -> None:
    assert session_locked(session) is locked
    assert session.freed == freed


def said_by(watch: SleepWatch) -> list[str]:
    said: list[str] = []
    watch.falling_asleep.connect(lambda: said.append("asleep"))
    watch.awake.connect(lambda: said.append("awake"))
    watch.begin()
    return said


def test_windows_tells_of_sleep_once_each(messages: Messages, windows: FakeWindows) -> None:
    watch = WindowsSleep(messages)
    said = said_by(watch)
    for wparam in (
        PBT_APMRESUMEAUTOMATIC,
        PBT_APMPOWERSTATUSCHANGE,
        PBT_APMSUSPEND,
        PBT_APMSUSPEND,
        PBT_APMRESUMEAUTOMATIC,
        PBT_APMRESUMESUSPEND,
        PBT_APMSUSPEND,
        PBT_APMRESUMESUSPEND,
    ):
        windows.send(WM_POWERBROADCAST, wparam)
        windows.send(WM_TIMECHANGE, wparam)
    assert said == ["asleep", "awake", "asleep", "awake"]
    assert not watch.fault
    watch.close()
    assert not windows.classes


def test_windows_waits_until_what_there_is_to_save_is_saved(messages: Messages, windows: FakeWindows) -> None:
    watch = WindowsSleep(messages)
    saved: list[bool] = []
    watch.falling_asleep.connect(lambda: saved.append(True))
    watch.begin()
    windows.send(WM_POWERBROADCAST, PBT_APMSUSPEND)
    assert saved, "before the message is answered"


def test_windows_tells_of_its_clock(messages: Messages, windows: FakeWindows) -> None:
    sign = WindowsClockSign(messages)
    told: list[None] = []
    sign.told.connect(lambda: told.append(None))
    windows.send(WM_POWERBROADCAST, 0)
    windows.send(WM_TIMECHANGE, 0)
    assert len(told) == 1
    sign.close()
    assert not windows.classes


def test_macos_tells_of_the_lock(qtbot: QtBot, mac: FakeMac) -> None:
    lock = MacLock(Notifications(mac))
    lock.ask()
    assert lock.value is None
    assert lock.fault
    for name, value in (("com.apple.screenIsLocked", True), ("com.apple.screenIsUnlocked", False)):
        mac.post(Center.DISTRIBUTED, name)
        assert lock.value is value
    lock.close()
    assert not mac.observers


def test_macos_tells_of_sleep(qtbot: QtBot, mac: FakeMac) -> None:
    watch = MacSleep(Notifications(mac))
    said = said_by(watch)
    for name in ("NSWorkspaceWillSleepNotification", "NSWorkspaceDidWakeNotification"):
        mac.post(Center.WORKSPACE, name)
        mac.post(Center.DEFAULT, name)
    assert said == ["asleep", "awake"]
    watch.close()
    assert not mac.observers


def test_macos_tells_of_clock_and_zone(qtbot: QtBot, mac: FakeMac) -> None:
    sign = MacClockSign(Notifications(mac))
    told: list[None] = []
    sign.told.connect(lambda: told.append(None))
    mac.post(Center.DEFAULT, "NSSystemClockDidChangeNotification")
    mac.post(Center.DEFAULT, "NSSystemTimeZoneDidChangeNotification")
    assert len(told) == 2
    sign.close()
    assert not mac.observers


@pytest.mark.parametrize("platform", ["linux", "freebsd14"])
def test_elsewhere_there_is_no_such_sign(qtbot: QtBot, platform: str) -> None:
    assert open_sign(platform) is None
