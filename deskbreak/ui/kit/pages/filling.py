"""All that is in a window, which scrolls as a whole where it does not fit: on small screens, with large letters."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.ui.kit.controls import Scroller
from deskbreak.ui.kit.screens import screen_room

_LEAST_LINES = 4
"""Of text: less than that of a window says nothing."""


class Filling(Scroller):
    """``page`` as large as the room there is. What scrolls in it gives way first, its buttons staying in sight.

    Where even that is not enough nothing scrolls in it any more, but all of it.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._wanted: list[int] = []
        self._soon = QTimer(singleShot=True, interval=0)
        super().__init__(page, "")
        self._soon.setParent(self)
        self._soon.timeout.connect(self.fit)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it leads to where it is wanted
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWidgetResizable(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it."""
        return self._page.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words need it, if the screen is; and a few lines."""
        wide = min(self._page.minimumSizeHint().width(), screen_room().width())
        return QSize(wide, _LEAST_LINES * self.fontMetrics().lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The window's keys stay its own; it scrolls by the others."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another room."""
        super().resizeEvent(event)
        self.fit()
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Other words: once all layouts have taken note of them, for each tells but the one around it."""
        answer = super().eventFilter(watched, event)
        if watched is self._page and event.type() is QEvent.Type.LayoutRequest:
            self._soon.start()
        return answer

    def fit(self) -> None:
        """Give the page the room that there is, or what it needs."""
        room = self.viewport().size()
        width = max(room.width(), self._page.minimumSizeHint().width())
        whole = self._page.heightForWidth(width)
        if whole < 0:  # nothing in it wraps
            whole = self._page.sizeHint().height()
        inner = [one for one in self._page.findChildren(Scroller) if one.isVisibleTo(self._page)]
        wanted = [one.sizeHint().height() for one in inner]
        if wanted != self._wanted:  # what scrolls does not tell what it is in that it would like to be taller
            self._wanted = wanted
            for one in inner:
                one.updateGeometry()
            self._soon.start()
            self._page.resize(width, max(self._page.height(), room.height()))  # until that is known
            return
        least = whole - sum(one.gives_way for one in inner)
        self._page.resize(width, room.height() if least <= room.height() else max(whole, room.height()))


def fill(window: QWidget, page: QWidget) -> QVBoxLayout:
    """Have ``page`` in ``window``, as all that there is in it. Returns the column, for what is not to scroll."""
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Filling(page))
    return column
