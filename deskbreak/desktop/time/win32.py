"""A set clock or another zone, on Windows. Not run here.

https://learn.microsoft.com/windows/win32/sysinfo/wm-timechange
"""

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.win32.messages import WM_TIMECHANGE, Messages


class WindowsClockSign(QObject):
    """Windows broadcasts one message for both."""

    told = Signal()
    """The clock may have been set, the zone may be another."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        messages.setParent(self)
        self._messages.heard.connect(self._on_heard)

    def _on_heard(self, message: int, _wparam: int) -> None:
        if message == WM_TIMECHANGE:
            self.told.emit()

    def close(self) -> None:
        """Hear nothing any more."""
        self._messages.close()
