"""Sleep on Windows. Written to Microsoft's documentation, not run here.

https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
"""

from PySide6.QtCore import QObject

from deskbreak.desktop.sleep.source import SleepWatch
from deskbreak.desktop.win32.messages import WM_POWERBROADCAST, Messages

PBT_APMSUSPEND = 0x0004
PBT_APMRESUMESUSPEND = 0x0007
PBT_APMRESUMEAUTOMATIC = 0x0012


class WindowsSleep(SleepWatch):
    """See ``SleepWatch``. Windows waits for two seconds at most.

    RESUMEAUTOMATIC comes at every waking, RESUMESUSPEND after it when a user woke it up; ``awake`` comes once.
    """

    name = "windows"

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        messages.setParent(self)
        self._asleep = False

    def begin(self) -> None:
        """See ``SleepWatch``."""
        self._messages.heard.connect(self._on_heard)

    def close(self) -> None:
        """See ``SleepWatch``."""
        self._messages.close()

    def _on_heard(self, message: int, wparam: int) -> None:
        if message != WM_POWERBROADCAST:
            return
        if wparam == PBT_APMSUSPEND and not self._asleep:
            self._asleep = True
            self.falling_asleep.emit()
        elif wparam in (PBT_APMRESUMEAUTOMATIC, PBT_APMRESUMESUSPEND) and self._asleep:
            self._asleep = False
            self.awake.emit()
