"""What things are to a screen reader, where Qt takes them for mere containers: windows, and what paints itself.

A plain ``QWidget``, a top-level one too, is a ``filler`` to it, which is passed over in silence.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "ThemedWindow": QAccessible.Role.Window,
    "Figure": QAccessible.Role.Graphic,
    "Arrow": QAccessible.Role.Graphic,
    "BreathRing": QAccessible.Role.Graphic,
}
"""By the names of classes, so that none of them has to be imported for it."""


def name_roles() -> None:
    """Have Qt ask us first what a thing is; once, before the first window. It asks only while something reads them."""
    QAccessible.installFactory(_interface)


def _interface(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for a thing's class first, then for the classes it is made of, until there is an answer."""
    role = _ROLES.get(kind)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None
