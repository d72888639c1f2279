"""Windows that fill the screen: who tells of them on each platform. The real X11 is in tests/e2e."""

from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.fullscreen.choice import open_fullscreen
from deskbreak.desktop.fullscreen.win32 import WindowsFullscreen
from deskbreak.desktop.sense import NullSense
from deskbreak.desktop.win32.notification_state import NotificationState, notification_state
from tests.desktop.contract import ask


@pytest.mark.parametrize(
    ("state", "full"),
    [
        (NotificationState.BUSY, True),
        (NotificationState.RUNNING_D3D_FULL_SCREEN, True),
        (NotificationState.PRESENTATION_MODE, False),
        (NotificationState.QUIET_TIME, False),
        (NotificationState.APP, False),
        (NotificationState.NOT_PRESENT, False),
        (None, None),
    ],
)
def test_windows(qtbot: QtBot, state: NotificationState | None, full: bool | None) -> None:
    assert ask(qtbot, WindowsFullscreen(lambda: state)) is full


@pytest.mark.parametrize(
    ("result", "written", "state"),
    [(0, 2, NotificationState.BUSY), (0, 5, NotificationState.ACCEPTS_NOTIFICATIONS), (0, 99, None), (-1, 2, None)],
)
def test_the_wire_to_windows(result: int, written: int, state: NotificationState | None) -> None:
    def query(out: object) -> int:
        out._obj.value = written  # type: ignore[attr-defined]
        return result

    shell = SimpleNamespace(shell32=SimpleNamespace(SHQueryUserNotificationState=query))
    assert notification_state(shell)() is state


def test_under_x11_the_active_window_tells(qtbot: QtBot) -> None:
    sense = open_fullscreen("xcb", "linux")
    assert [part.name for part in sense.parts] == ["x11"]
    sense.close()


@pytest.mark.parametrize(
    ("platform_name", "platform", "why"),
    [
        ("windows", "win32", "not Windows"),
        ("cocoa", "darwin", "macOS does not tell which window fills the screen"),
        ("wayland", "linux", "Wayland does not tell which window fills the screen"),
        ("wayland-egl", "linux", "Wayland does not tell which window fills the screen"),
        ("offscreen", "linux", "no display"),
        ("", "linux", "no display"),
    ],
)
def test_where_no_window_tells_it_is_said_why(qtbot: QtBot, platform_name: str, platform: str, why: str) -> None:
    elsewhere = open_fullscreen(platform_name, platform)
    assert isinstance(elsewhere, NullSense)
    assert elsewhere.fault == why
    assert ask(qtbot, elsewhere) is None
