"""deskbreak's own small card, for desktops whose notifications have no buttons, or that have none at all.

It never takes the focus (platform facts, by experiment under openbox: Tool + frameless + on top with
``WindowDoesNotAcceptFocus`` and ``WA_ShowWithoutActivating`` keeps the focus where it is, on show and on click). So its
buttons are for the pointer; for the keyboard there are the tray's menu, the status window and the command line. Under
Wayland the compositor alone decides on place and focus, and there is no way to ask (run on sway 1.7, which gives the
keyboard to every new window; ``no_focus`` in its settings keeps it from that). So no key does anything here.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QStyle, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.kit.controls import Button, Text, ThemedWindow, height_at
from deskbreak.ui.kit.icon import pixmap
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.screens import enlargement

WIDTH = 380
"""In letters of the usual size."""
MARGIN = 16
_STRIPE = 4


class Card(ThemedWindow):
    """One note. ``actions`` are (id, label) pairs, the first one the most obvious to press.

    ``action`` tells the id that was pressed (the card then closes without ``closed``); ``closed`` tells that it was
    closed otherwise: True by the user's ×, False by ``close()``.
    """

    action = Signal(str)
    closed = Signal(bool)

    def __init__(self, title: str, body: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        flags = Qt.WindowType
        super().__init__(
            title,
            flags.Tool | flags.FramelessWindowHint | flags.WindowStaysOnTopHint | flags.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._told = False

        mark = QLabel()
        mark.setPixmap(pixmap(Badge.WORKING, 22))
        app = Text("deskbreak", "over", wrap=False)
        dismiss = Button("×", "quiet", _("Close"))
        dismiss.setToolTip(_("Close"))
        dismiss.clicked.connect(self._dismissed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(mark)
        head.addWidget(app, 1)
        head.addWidget(dismiss)

        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(15 + _STRIPE, 10, 15 + _STRIPE, 18)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(Text(title, "heading"))
        if body:
            column.addWidget(Text(body))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        if actions:
            for number, (name, label) in enumerate(actions):
                button = Button(label, "plain" if number else "primary")
                button.clicked.connect(lambda _checked=False, name=name: self._pressed(name))
                self._row.addWidget(button, 1)
            column.addSpacing(8)
            column.addLayout(self._row)
        fill(self, self._page)
        for button in self.findChildren(Button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show(self) -> None:
        """Show it in the lower right corner of the primary screen, clear of panels."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        wide = min(round(WIDTH * enlargement(self)), room.width() - 2 * MARGIN)
        self.setFixedWidth(wide)
        if self._page.minimumSizeHint().width() > wide:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        tall = height_at(self._page, wide)  # adjustSize() would have but two thirds of a screen
        self.setFixedHeight(min(tall, room.height() - 2 * MARGIN))
        corner = room.bottomRight()
        self.move(corner - QPoint(self.width() + MARGIN - 1, self.height() + MARGIN - 1))
        super().show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed by ``close()`` or, where there is a window manager's way to do it, from outside."""
        super().closeEvent(event)
        self._tell_closed(by_user=event.spontaneous())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground, its edge, and a stripe of the accent."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.raised)
        painter.setPen(self.theme.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        stripe = QRect(0, 0, _STRIPE, self.height())
        painter.fillRect(QStyle.visualRect(self.layoutDirection(), self.rect(), stripe), self.theme.accent)

    def _pressed(self, name: str) -> None:
        self._told = True
        self.action.emit(name)
        self.close()

    def _dismissed(self) -> None:
        self._tell_closed(by_user=True)
        self.close()

    def _tell_closed(self, *, by_user: bool) -> None:
        if not self._told:
            self._told = True
            self.closed.emit(by_user)
