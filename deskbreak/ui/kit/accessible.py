"""What a screen reader is told: what things are, where Qt takes them for mere containers, and what has happened."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "ThemedWindow": QAccessible.Role.Window,
    "Figure": QAccessible.Role.Graphic,
    "Arrow": QAccessible.Role.Graphic,
    "BreathRing": QAccessible.Role.Graphic,
    "DaysChart": QAccessible.Role.Graphic,
}
"""Windows, and what paints itself: a plain ``QWidget`` is a ``filler``, passed over in silence. By the names of
classes, so that none of them has to be imported for it."""


def name_roles() -> None:
    """Have Qt ask us first what a thing is; once, before the first window. It asks only while something reads them."""
    QAccessible.installFactory(_interface)


def _interface(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for a thing's class first, then for the classes it is made of, until there is an answer."""
    role = _ROLES.get(kind)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None


def announce(widget: QWidget, words: str) -> None:
    """Have ``words`` said, by no doing of the user, when the screen reader has finished what it says; if there is one.

    https://doc.qt.io/qt-6/qaccessibleannouncementevent.html (Qt 6.8)
    """
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
