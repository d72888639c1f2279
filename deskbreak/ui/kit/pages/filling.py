"""All that is in a window, which scrolls as a whole where it does not fit: on small screens, with large letters."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from deskbreak.ui.kit.controls import Scroller
from deskbreak.ui.kit.screens import screen_room

_LEAST_LINES = 4
"""Of text: less than that of a window says nothing."""


class Filling(Scroller):
    """``page`` as large as the room there is. What scrolls in it gives way first, its buttons staying in sight.

    Where even that is not enough nothing scrolls in it any more, but all of it.
    """

    edged = False

    def __init__(self, page: QWidget) -> None:
        self._wanted: list[int] = []
        super().__init__(page, "")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it leads to where it is wanted
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWidgetResizable(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it."""
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words need it, if the screen is; and a few lines."""
        wide = min(self._inner.minimumSizeHint().width(), screen_room().width())
        return QSize(wide, _LEAST_LINES * self.fontMetrics().lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The window's keys stay its own; it scrolls by the others."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another room."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Give the page the room that there is, or what it needs."""
        inner = [one for one in self._inner.findChildren(Scroller) if one.isVisibleTo(self._inner)]
        wanted = [one.sizeHint().height() for one in inner]
        if _differ(wanted, self._wanted):  # what scrolls does not tell what it is in that it would like to be taller
            self._wanted = wanted
            for one in inner:
                self._reckon_anew(one)
            self._settled.start()
        room, needs = self.maximumViewportSize(), self._inner.minimumSizeHint().width()
        least = self.heightFor(max(room.width(), needs)) - sum(one.gives_way for one in inner)
        if least <= room.height() and needs <= room.width():  # so it is without any bar, whichever there is just now
            self._inner.resize(room)
        else:
            width = max(room.width() - self.verticalScrollBar().sizeHint().width(), needs)
            self._inner.resize(width, max(self.heightFor(width), room.height()))

    def _reckon_anew(self, part: QWidget) -> None:
        """Forget how large ``part`` was, in all that it lies in: layouts tell each other of it but one in a turn."""
        part.updateGeometry()
        above = part.parentWidget()
        while above is not None and above is not self:
            if (layout := above.layout()) is not None:
                _forget(layout)
            above = above.parentWidget()


def _differ(wanted: list[int], before: list[int]) -> bool:
    """By more than what is rounded up once and down once."""
    return len(wanted) != len(before) or any(abs(one - other) > 1 for one, other in zip(wanted, before, strict=True))


def _forget(layout: QLayout) -> None:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is not None and (inner := item.layout()) is not None:
            _forget(inner)
    layout.invalidate()


def fill(window: QWidget, page: QWidget) -> QVBoxLayout:
    """Have ``page`` in ``window``, as all that there is in it. Returns the column, for what is not to scroll."""
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Filling(page))
    return column
