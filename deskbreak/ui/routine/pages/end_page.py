"""The last page of the routine window: what was done, how it was, and what comes next."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskbreak.engine.actions import Outcome
from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.kit.controls import Button, Panel, Scroller, Text
from deskbreak.ui.kit.icon import pixmap
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.kit.today import MinutesBar, minutes_line
from deskbreak.ui.routine.pages.choice_page import go_on_text
from deskbreak.ui.routine.pages.ending import (
    DONE,
    Ending,
    advice,
    back_again,
    done_line,
    encouragement,
    patience,
    step_text,
    title,
    told,
)
from deskbreak.ui.routine.pages.feeling_row import FeelingRow
from deskbreak.ui.routine.wishes import RoutineWishes

_MARK = 32
MISTAKE_MS = 60_000
"""For how long it can be taken back that it hurts (D7)."""


class EndPage(QWidget):
    """Tells ``ending``, and what is wished here to ``wishes``. Keys: 1 2 3 say how it was, ← goes on where one stopped.

    After pain it can be taken back for a minute that it hurts; what the article says is the safety page.
    """

    close_wished = Signal()
    safety = Signal()

    def __init__(self, ending: Ending, theme: Theme, wishes: RoutineWishes) -> None:
        super().__init__()
        self.ending, self._wishes = ending, wishes
        pain = ending.outcome is Outcome.PAIN
        self._bar = MinutesBar(theme)
        self.heading = Text(title(ending), "title")
        self.feeling = FeelingRow() if ending.outcome in DONE else None
        self.next_line = Text(ending.next_text)
        self.step_line = Text("", "muted")
        self.back_line = Text("", "strong")
        self.close_button = Button(_("Close"), "primary")
        self.go_on_button = Button(go_on_text(ending.place))
        self.put_back_button = Button(_("Put back"), name=_("Put the exercise back into your routines"))
        self.mistake_button = Button(_("I pressed it by mistake"))
        self.safety_button = Button(_("Safety"), "quiet", _("Safety: before you start"))
        if pain:
            self.close_button.put(_("Rest"), _("Rest: close this window"))
            self.safety_button.put(_("See what the article says"))
        for button, does in (
            (self.close_button, self.close_wished.emit),
            (self.go_on_button, wishes.go_on.emit),
            (self.put_back_button, self._put_back),
            (self.mistake_button, self._take_back),
            (self.safety_button, self.safety.emit),
        ):
            button.clicked.connect(lambda _checked=False, does=does: does())
        self._minute = QTimer(self, singleShot=True, interval=MISTAKE_MS)
        self._minute.timeout.connect(self.mistake_button.hide)
        if pain:
            self._minute.start()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(self._said_and_done(), title(ending)), 1)
        whole.addLayout(self._buttons())
        self.put_step(ending)
        self.retheme(theme)

    @property
    def first_button(self) -> Button:
        """The one on which the keyboard stands: the question's, where there is one."""
        return self.close_button if self.feeling is None else self.feeling.first_button

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._bar.put(self.ending.moved, theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """However low the screen is, the question is in sight."""
        super().showEvent(event)
        if (feeling := self.feeling) is not None:
            bring_into_sight(feeling)

    def put_step(self, ending: Ending) -> None:
        """Tell the step of ``ending``, which has changed by what was answered."""
        before = self.step_line.text()
        self.step_line.put(step_text(ending))
        self.step_line.setVisible(bool(self.step_line.text()))
        if before and before != self.step_line.text():
            announce(self.step_line, self.step_line.text())

    def let_go(self) -> None:
        """The next routine is offered: when it comes is no news any more."""
        self.next_line.hide()

    def key(self, text: str, *, back: bool = False) -> bool:
        """What a key that types ``text``, or the arrow ``back``, does here; whether it does anything."""
        if back and self.go_on_button.isVisibleTo(self):
            self._wishes.go_on.emit()
        elif self.feeling is not None and text in ("1", "2", "3"):
            self.feeling.choose(int(text) - 1)
        else:
            return False
        return True

    def _put_back(self) -> None:
        self.put_back_button.hide()
        self.back_line.put(back_again(self.ending))
        self.back_line.show()
        announce(self.back_line, self.back_line.text())
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wishes.put_back.emit(self.ending.left_out)

    def _take_back(self) -> None:
        """Where it is too late, as after a lock, the page stays."""
        self.mistake_button.hide()
        self._wishes.mistaken.emit()

    def _said_and_done(self) -> QWidget:
        ending = self.ending
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 6)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        column.addLayout(head)
        column.addWidget(Text(told(ending), "caption"))
        if self.feeling is not None:
            self.feeling.felt.connect(self._wishes.felt)
            self.feeling.felt.connect(lambda _felt: self.close_button.setFocus(Qt.FocusReason.OtherFocusReason))
            column.addWidget(_panel(self.feeling))
        if line := done_line(ending):
            column.addWidget(Text(line, "muted"))
        if line := encouragement(ending):
            column.addWidget(Text(line, "accent"))
        if advised := advice(ending):
            column.addWidget(_panel(*map(Text, advised), role="notice"))
        self.back_line.hide()
        column.addWidget(self.back_line)
        if line := patience(ending):
            column.addWidget(_panel(Text(line), role="notice"))
        self.next_line.setVisible(bool(ending.next_text))
        column.addWidget(_panel(Text(minutes_line(ending.moved)), self._bar, self.next_line, self.step_line))
        column.addStretch(1)
        return inner

    def _mark(self) -> QLabel:
        mark = QLabel()
        ratio = self.devicePixelRatioF()
        sign = Badge.WORKING if self.ending.outcome is Outcome.PAIN else Badge.ROUTINE
        picture = pixmap(sign, round(_MARK * ratio))
        picture.setDevicePixelRatio(ratio)
        mark.setPixmap(picture)
        return mark

    def _buttons(self) -> QVBoxLayout:
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 6, 24, 10)
        buttons.setSpacing(6)
        for button, shown in (
            (self.go_on_button, self.ending.place > 0),
            (self.put_back_button, bool(self.ending.left_out)),
            (self.mistake_button, self.ending.outcome is Outcome.PAIN),
        ):
            buttons.addWidget(button)  # it goes with the page, shown or not
            button.setVisible(shown)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.safety_button, 0, Qt.AlignmentFlag.AlignHCenter)
        return buttons


def _panel(*rows: QWidget, role: str = "panel") -> Panel:
    panel = Panel(role)
    panel.column.setContentsMargins(14, 10, 14, 10)
    panel.column.setSpacing(6)
    for row in rows:
        panel.column.addWidget(row)
    return panel
