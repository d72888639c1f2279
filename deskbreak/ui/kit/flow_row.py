"""A row that goes on in the next line where there is no more room: for large letters and long words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowRow(QLayout):
    """Each part as large as it likes to be, ``gap`` logical pixels apart. From right to left where one reads so.

    A part that is wider than the row, and wraps, is as wide as the row and so tall as it is then.

    Those of a line stand on its middle, or with ``top`` at its upper edge.
    """

    def __init__(self, gap: int = 8, *, top: bool = False) -> None:
        super().__init__()
        self._gap, self._top = gap, top
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, *parts: QWidget) -> None:
        """Add ``parts`` at the end."""
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """For Qt."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """For Qt; it asks beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """For Qt."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It needs no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """How tall it is at ``width``."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        sizes = [item.sizeHint() for item in self._seen()]
        gaps = self._gap * max(0, len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max([size.height() for size in sizes], default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest of its parts; what wraps can be narrower than it likes to be."""
        sizes = [
            item.minimumSize() if item.hasHeightForWidth() else item.minimumSize().expandedTo(item.sizeHint())
            for item in self._seen()
        ]
        return QSize(
            max([size.width() for size in sizes], default=0), max([size.height() for size in sizes], default=0)
        )

    def setGeometry(self, place: QRect) -> None:  # noqa: N802 - Qt's name
        """Place the parts."""
        super().setGeometry(place)
        self._place(place, move=True)

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, place: QRect, *, move: bool) -> int:
        """Place them if ``move``; the height that is needed."""
        x, y, tall = 0, 0, 0
        line: list[tuple[QLayoutItem, int]] = []
        for item in [*self._seen(), None]:
            size = QSize() if item is None else _size(item, place.width())
            if item is None or (line and x + size.width() > place.width()):
                for other, left in line:
                    if move:
                        self._put(other, left, y, tall, place)
                if item is None:
                    break
                x, y, tall, line = 0, y + tall + self._gap, 0, []
            line.append((item, x))
            x += size.width() + self._gap
            tall = max(tall, size.height())
        return y + tall

    def _put(self, item: QLayoutItem, left: int, top: int, tall: int, place: QRect) -> None:
        size = _size(item, place.width())
        down = 0 if self._top else (tall - size.height()) // 2
        spot = QRect(QPoint(place.left() + left, place.top() + top + down), size)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        item.setGeometry(QStyle.visualRect(direction, place, spot))


def _size(item: QLayoutItem, room: int) -> QSize:
    """As large as it likes to be where there is so much ``room`` (pixels) for a line."""
    liked = item.sizeHint()
    width = min(liked.width(), room)
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else liked.height())
