"""Where windows open: on the screen on which the pointer is; and how they stay in sight there."""

from PySide6.QtCore import QPoint, QSize, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QScreen
from PySide6.QtWidgets import QScrollArea, QWidget

_USUAL_LETTERS = 17
"""Pixels: the height of a line in letters of the usual size."""
_FRAME = QSize(16, 48)
"""Room for what a window manager puts around a window."""
_ROOM = 12
"""Logical pixels that are seen of what is around a part of a page."""
_NEAR = 0.4
"""Less than this much of what is seen away from its beginning, a page might as well be there."""

_TURN_MS, _TURNS, _MOST_TURNS = 30, 4, 20
"""How often it is looked whether something is in sight: what was so that many times has come to rest there."""


def centre_on_pointer(window: QWidget) -> None:
    """Move ``window`` to the middle of the pointer's screen, made smaller where it would not fit.

    Under Wayland the compositor places windows; there this asks in vain, and nothing depends on it.
    """
    room = _pointer_screen().availableGeometry()
    window.resize(window.size().boundedTo(room.size() - _FRAME))
    frame = window.rect()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())


def enlargement(window: QWidget) -> float:
    """How much larger than usual the letters of ``window`` are, 1 at the least: by so much it should be wider."""
    for part in (window, *window.findChildren(QWidget)):  # before the first show nothing knows its fonts and margins
        part.ensurePolished()
    return max(1.0, window.fontMetrics().height() / _USUAL_LETTERS)


def screen_room() -> QSize:
    """How large a window can be on the pointer's screen."""
    return _pointer_screen().availableSize() - _FRAME


def keep_in_sight(window: QWidget) -> None:
    """Bring ``window`` to a screen that is there, if its own has gone: an unplugged monitor takes no window along.

    Window managers are content with an edge of it; here most of it has to be in sight.
    """
    frame = window.frameGeometry()
    shown = [screen.availableGeometry().intersected(frame) for screen in QGuiApplication.screens()]
    if 2 * sum(part.width() * part.height() for part in shown) < frame.width() * frame.height():
        centre_on_pointer(window)


def make_taller(window: QWidget, height: int) -> None:
    """Make ``window``, which is shown, ``height`` tall, as far as its screen has room, and keep its foot in sight."""
    make_size(window, QSize(window.width(), height))


def make_size(window: QWidget, size: QSize) -> None:
    """Make ``window``, which is shown, that large, as far as its screen has room, and keep all of it in sight.

    It stays where it is unless it would reach beyond its screen: a foot with *It hurts* in it must not go there.
    """
    room, frame = _screen_of(window).availableGeometry(), window.frameGeometry()
    around = (frame.size() - window.size()).expandedTo(QSize(0, 0))
    size = size.boundedTo(room.size() - around.expandedTo(_FRAME))  # just after it was shown it may have none yet
    window.resize(size)
    whole = size + around
    corner = QPoint(
        max(room.left(), min(frame.left(), room.right() + 1 - whole.width())),
        max(room.top(), min(frame.top(), room.bottom() + 1 - whole.height())),
    )
    if corner != frame.topLeft():
        window.move(corner)


def _screen_of(window: QWidget) -> QScreen:
    return window.screen()


def _pointer_screen() -> QScreen:
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


def bring_into_sight(part: QWidget) -> None:
    """Scroll to ``part``, if it is on a page that scrolls; to its beginning where all of it has no room.

    Once it has its place: what was shown just now gets that with the next events, a layout after the other.
    """
    soon = QTimer(part, interval=0)  # ``singleShot`` keeps what is to be called where ``part`` goes first
    seen: list[bool] = []

    def look() -> None:
        _scroll_to(part)
        seen.append(not part.visibleRegion().isEmpty())
        soon.setInterval(_TURN_MS)
        if len(seen) >= _MOST_TURNS or (len(seen) >= _TURNS and all(seen[-_TURNS:])):
            soon.stop()
            soon.deleteLater()

    soon.timeout.connect(look)
    soon.start()


def _scroll_to(part: QWidget) -> None:
    area = _scrolled(part)
    inner = None if area is None else area.widget()
    if area is None or inner is None or not part.isVisible():
        return
    bar, top, room = area.verticalScrollBar(), part.mapTo(inner, QPoint()).y(), area.viewport().height()
    if part.height() <= room - 2 * _ROOM:
        area.ensureWidgetVisible(part, 0, _ROOM)
        needed = top + part.height() + _ROOM
    else:
        bar.setValue(top - _ROOM)
        needed = top
    if bar.value() <= room * _NEAR and needed <= room:  # all the way, lest the title of the page be cut
        bar.setValue(bar.minimum())


def _scrolled(part: QWidget) -> QScrollArea | None:
    """The innermost that has something to scroll."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.verticalScrollBar().maximum() > 0:
            return above
        above = above.parentWidget()
    return None
