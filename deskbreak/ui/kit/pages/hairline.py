"""The line at which what scrolls is cut: what is below it is something else."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea


class Hairline(QFrame):
    """Lies on the lower edge of what is seen of ``area``, as long as there is more of it below."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setProperty("role", "hairline")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._show)
        bar.rangeChanged.connect(self._show)
        area.viewport().installEventFilter(self)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The edge has moved."""
        if event.type() is QEvent.Type.Resize:
            self._show()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        seen, bar = self._area.viewport().geometry(), self._area.verticalScrollBar()
        self.setGeometry(QRect(seen.left(), seen.bottom(), seen.width(), 1))
        self.setVisible(bar.value() < bar.maximum())
        self.raise_()
