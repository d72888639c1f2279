"""Full screen on Windows: SHQueryUserNotificationState. Written to Microsoft's documentation, not run here.

https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state

Nobody is told when an application begins or ends to fill the screen: it is asked.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from deskbreak.desktop.sense import Sense
from deskbreak.desktop.win32.notification_state import NotificationState

FULL = frozenset({NotificationState.BUSY, NotificationState.RUNNING_D3D_FULL_SCREEN})


class WindowsFullscreen(Sense):
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
            self._know(state in FULL)
