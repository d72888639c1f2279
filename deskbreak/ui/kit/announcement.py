"""What a screen reader says by itself, without being led to it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have ``words`` said when the screen reader has finished what it says; nothing where there is no screen reader.

    https://doc.qt.io/qt-6/qaccessibleannouncementevent.html (Qt 6.8)
    """
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
