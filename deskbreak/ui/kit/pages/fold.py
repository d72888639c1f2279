"""Parts side by side, and below each other where they have no room for that."""

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Fold(QWidget):
    """Each part with its share of what room there is, ``gap`` logical pixels apart. It is no wider than its widest."""

    def __init__(self, *parts: tuple[QWidget, int], gap: int = 8) -> None:
        super().__init__()
        self._gap = gap
        self._shares = dict(parts)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(gap)
        for part, share in parts:
            self.row.addWidget(part, share)

    @property
    def needs(self) -> int:
        """The width (pixels) from which on its parts stand side by side."""
        seen = self._seen()
        fixed = sum(_wide(part) for part in seen if not self._shares[part])
        shared = max((_wide(part) / self._shares[part] for part in seen if self._shares[part]), default=0)
        shares = sum(self._shares[part] for part in seen)
        return fixed + math.ceil(shared * shares) + self._gap * (len(seen) - 1) + self._sides()

    def height_at(self, width: int) -> int:
        """How tall it is at that ``width``."""
        margins = self.row.contentsMargins()
        heights = [_tall(part, width - self._sides()) for part in self._seen()]
        inner = max(heights, default=0) if width >= self.needs else sum(heights) + self._gap * (len(heights) - 1)
        return inner + margins.top() + margins.bottom()

    def fold(self, width: int) -> None:
        """Have the parts as they are at that ``width``."""
        wanted = QBoxLayout.Direction.LeftToRight if width >= self.needs else QBoxLayout.Direction.TopToBottom
        if self.row.direction() is not wanted:
            self.row.setDirection(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is room, or none."""
        super().resizeEvent(event)
        self.fold(self.width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As below each other."""
        widest = max(map(_wide, self._seen()), default=0)
        return QSize(widest + self._sides(), super().minimumSizeHint().height())

    def _seen(self) -> list[QWidget]:
        return [part for part in self._shares if not part.isHidden()]

    def _sides(self) -> int:
        margins = self.row.contentsMargins()
        return margins.left() + margins.right()


def _wide(part: QWidget) -> int:
    return max(part.minimumWidth(), part.minimumSizeHint().width())


def _tall(part: QWidget, width: int) -> int:
    wrapped = part.heightForWidth(width) if part.hasHeightForWidth() else -1
    return max(wrapped, part.sizeHint().height())
