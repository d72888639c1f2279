"""What Windows says about showing notifications: SHQueryUserNotificationState. Not run here.

https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shqueryusernotificationstate
"""

import ctypes
from collections.abc import Callable
from enum import IntEnum
from typing import Any


class NotificationState(IntEnum):
    """QUERY_USER_NOTIFICATION_STATE."""

    NOT_PRESENT = 1
    """Screen saver, lock screen, or another user's session in front."""
    BUSY = 2
    """An application fills the screen, or presentation settings are on."""
    RUNNING_D3D_FULL_SCREEN = 3
    """A game, mostly."""
    PRESENTATION_MODE = 4
    ACCEPTS_NOTIFICATIONS = 5
    QUIET_TIME = 6
    """The first hour of a new user."""
    APP = 7
    """A Store app is in front, in full screen on Windows 8 and in a window since."""


def notification_state(libraries: Any) -> Callable[[], NotificationState | None]:
    """A question that takes microseconds; ``None``: Windows does not know.

    ``libraries``: ``windll()``, for shell32.
    """
    query = libraries.shell32.SHQueryUserNotificationState

    def state() -> NotificationState | None:
        found = ctypes.c_int(0)
        if query(ctypes.byref(found)) != 0:
            return None
        try:
            return NotificationState(found.value)
        except ValueError:
            return None

    return state
