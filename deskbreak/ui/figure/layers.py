"""What stands still for a while is painted once, and kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

Fill = tuple[QPainterPath, QColor]

_MOST = 4
"""Layers that are kept: what moves may lie between parts that stand still."""


@dataclass(frozen=True, slots=True)
class Still:
    """A part that seldom moves. ``key`` is equal as long as it stands still; ``fills`` are its areas, lowest first."""

    key: Hashable
    fills: Callable[[], Sequence[Fill]]


class Layers:
    """Paints still parts, of which those that are there for the second time are kept as a picture.

    ``box`` is what is seen of them, ``ratio`` how many pixels of the screen one of its own is. All are seen from one
    view and in the same colours: whoever changes these begins anew.
    """

    def __init__(self, box: QRectF, ratio: float) -> None:
        self._box, self._ratio = box, ratio
        self._kept: OrderedDict[Hashable, tuple[QPointF, QPixmap] | None] = OrderedDict()

    def paint(self, painter: QPainter, parts: Sequence[Still]) -> None:
        """Paint ``parts``, the farthest first."""
        key = tuple(part.key for part in parts)
        seen = key in self._kept
        layer = self._kept.get(key)
        if seen and layer is None:
            layer = self._layer(parts, painter)
        self._kept[key] = layer
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        if layer is None:
            fill(painter, parts)
        else:
            clipped = painter.hasClipping()
            painter.setClipping(False)  # the layer has been cut, part by part
            painter.drawPixmap(*layer)
            painter.setClipping(clipped)

    def _layer(self, parts: Sequence[Still], like: QPainter) -> tuple[QPointF, QPixmap]:
        """Their picture, cut ``like`` there and no larger than they are; and where it lies: on whole pixels."""
        ratio = self._ratio
        areas = [path.controlPointRect() for part in parts for path, _ in part.fills()]
        area = reduce(QRectF.united, areas) & self._box
        left, top = floor(area.left() * ratio) - 1, floor(area.top() * ratio) - 1
        pixmap = QPixmap(QSize(ceil(area.right() * ratio) + 1 - left, ceil(area.bottom() * ratio) + 1 - top))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        place = QPointF(left / ratio, top / ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-place)
        if like.hasClipping():
            painter.setClipPath(like.clipPath())
        fill(painter, parts)
        painter.end()
        return place, pixmap


def fill(painter: QPainter, parts: Sequence[Still]) -> None:
    """Fill the areas of all parts."""
    for part in parts:
        for path, color in part.fills():
            painter.fillPath(path, color)
