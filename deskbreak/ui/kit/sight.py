"""Bringing something into sight on a page that scrolls: what is told there, and what has the keyboard now."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_ROOM = 12
"""Logical pixels that are seen of what is around it."""


def bring_into_sight(part: QWidget) -> None:
    """Scroll to ``part``, if it is on a page that scrolls; to its beginning where all of it has no room.

    Once it has its place: what was shown just now gets that with the next events.
    """
    QTimer.singleShot(0, part, lambda: _scroll_to(part))


def _scroll_to(part: QWidget) -> None:
    area = _scrolled(part)
    inner = None if area is None else area.widget()
    if area is None or inner is None or not part.isVisible():
        return
    if part.height() <= area.viewport().height() - 2 * _ROOM:
        area.ensureWidgetVisible(part, 0, _ROOM)
    else:
        area.verticalScrollBar().setValue(part.mapTo(inner, QPoint()).y() - _ROOM)


def _scrolled(part: QWidget) -> QScrollArea | None:
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
