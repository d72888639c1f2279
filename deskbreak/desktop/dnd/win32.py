"""Quiet time on Windows: SHQueryUserNotificationState. Written to Microsoft's documentation, not run here.

https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state

What of it is "do not disturb" is ``QUNS_PRESENTATION_MODE`` (presentation settings, set by hand) and
``QUNS_QUIET_TIME``. Since Windows 10 1803 Focus Assist is not in it any more, and no public interface tells of it; its
automatic rules (full screen, presenting) show as full screen (``fullscreen/windows.py``).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from deskbreak.desktop.sense import Sense
from deskbreak.desktop.win32.notification_state import NotificationState

QUIET = frozenset({NotificationState.PRESENTATION_MODE, NotificationState.QUIET_TIME})


class WindowsDnd(Sense):
    """See ``Sense``. ``state``: asks Windows (``notification_state``)."""

    name = "windows"

    def __init__(self, state: Callable[[], NotificationState | None], parent: QObject | None = None) -> None:
        self._state = state
        super().__init__(parent)

    def _ask(self) -> None:
        state = self._state()
        if state is None:
            self._miss("SHQueryUserNotificationState failed")
        else:
            self._know(state in QUIET)
