"""The last page of the routine window: what was done, how it was, and what comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from deskbreak.engine.actions import Outcome
from deskbreak.i18n import _
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.kit.controls import Button, Panel, Scroller, Text
from deskbreak.ui.kit.icon import pixmap
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.kit.today import MinutesBar, minutes_line
from deskbreak.ui.routine.pages.choice_page import go_on_text
from deskbreak.ui.routine.pages.ending import DONE, Ending, advice, encouragement, patience, title, told
from deskbreak.ui.routine.pages.feeling_row import FeelingRow
from deskbreak.ui.routine.pages.step_row import StepRow

_MARK = 40


class EndPage(QWidget):
    """Tells ``ending``. Keys: 1 2 3 say how it was, + and − want more or less of it, ← goes on where one stopped."""

    close_wished = Signal()
    safety = Signal()
    go_on = Signal()
    felt = Signal(str)
    step_wished = Signal(int)

    def __init__(self, ending: Ending, theme: Theme) -> None:
        super().__init__()
        self._ending = ending
        self._bar = MinutesBar(theme)
        self.heading = Text(title(ending), "title")
        self.feeling = FeelingRow() if ending.outcome in DONE else None
        self.step = StepRow(ending.step, fixed=ending.fixed) if ending.outcome in DONE and ending.step else None
        self.close_button = Button(_("Close"), "primary")
        self.go_on_button = Button(go_on_text(ending.place))
        self.safety_button = Button(_("Safety"), "quiet", _("Safety: before you start"))
        for button, wish in (
            (self.close_button, self.close_wished),
            (self.go_on_button, self.go_on),
            (self.safety_button, self.safety),
        ):
            button.clicked.connect(lambda _checked=False, wish=wish: wish.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(self._said_and_done(), title(ending)), 1)
        whole.addLayout(self._buttons())
        self.retheme(theme)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._bar.put(self._ending.moved, theme)

    def key(self, text: str, *, back: bool = False) -> bool:
        """What a key that types ``text``, or the arrow ``back``, does here; whether it does anything."""
        feeling, step = self.feeling, self.step
        if back and self.go_on_button.isVisibleTo(self):
            self.go_on.emit()
        elif feeling is not None and text in ("1", "2", "3"):
            feeling.choose(int(text) - 1)
        elif step is not None and text in ("+", "="):
            step.more()
        elif step is not None and text in ("-", "−"):
            step.less()
        else:
            return False
        return True

    def _said_and_done(self) -> QWidget:
        ending = self._ending
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 8)
        column.setSpacing(10)
        column.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.heading)
        column.addWidget(Text(told(ending), "caption"))
        if ending.exercises:
            column.addWidget(Text(" · ".join(ending.exercises), "muted"))
        if line := encouragement(ending):
            column.addWidget(Text(line, "accent"))
        if advised := advice(ending):
            panel = Panel("notice")
            for line in advised:
                panel.column.addWidget(Text(line))
            column.addWidget(panel)
        if self.feeling is not None:
            self.feeling.felt.connect(self.felt)
            column.addWidget(_panel(self.feeling))
        if self.step is not None:
            self.step.wished.connect(self.step_wished)
            column.addWidget(_panel(self.step))
        if line := patience(ending):
            panel = Panel("notice")
            panel.column.addWidget(Text(line))
            column.addWidget(panel)
        column.addWidget(_panel(Text(_("Today"), "over"), self._bar, Text(minutes_line(ending.moved))))
        if ending.next_text:
            column.addWidget(_panel(Text(_("Next"), "over"), Text(ending.next_text)))
        column.addStretch(1)
        return inner

    def _mark(self) -> QLabel:
        mark = QLabel()
        ratio = self.devicePixelRatioF()
        sign = Badge.WORKING if self._ending.outcome is Outcome.PAIN else Badge.ROUTINE
        picture = pixmap(sign, round(_MARK * ratio))
        picture.setDevicePixelRatio(ratio)
        mark.setPixmap(picture)
        return mark

    def _buttons(self) -> QVBoxLayout:
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 12)
        buttons.setSpacing(6)
        if self._ending.place:
            buttons.addWidget(self.go_on_button)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.safety_button, 0, Qt.AlignmentFlag.AlignHCenter)
        return buttons


def _panel(*rows: QWidget) -> Panel:
    panel = Panel()
    for row in rows:
        panel.column.addWidget(row)
    return panel
