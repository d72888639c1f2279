"""The welcome: one page at the very first start, and one that says that all is ready."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskbreak.coach.player import Player
from deskbreak.coach.run import Run
from deskbreak.i18n import _
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.kit.controls import Button, Panel, Scroller, Text, ThemedWindow
from deskbreak.ui.kit.day_picture import DayPicture, DayShown
from deskbreak.ui.kit.icon import sharp
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.pages.pages import Pages
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement
from deskbreak.ui.kit.theme import dress_fields
from deskbreak.ui.welcome.choice import Choice, Welcome
from deskbreak.ui.welcome.form import Form

SIZE = (860, 640)
"""Width and height in letters of the usual size."""
READY_WIDTH = 560
"""The same for the last page, which says little."""
_MARK = 32
"""Pixels of the icon, about as large as panels have it."""
_AROUND = 120
"""Pixels beside and between two columns."""
FIGURE = 220
"""Pixels for the figure: enough to see it move."""
_FRAME_MS = 34


class WelcomeWindow(ThemedWindow):
    """Shows ``welcome`` beside a figure that plays ``player`` by ``clock`` (seconds, monotonic) while it is seen.

    ``appearance``: how the figure moves. Esc closes, which is as good as any other way to have seen it.
    """

    changed = Signal(object)
    """The user has chosen something else: a ``Choice``."""
    listen = Signal(object)
    try_minute = Signal()
    done = Signal(object)
    closed = Signal()

    def __init__(self, welcome: Welcome, player: Player, clock: Callable[[], float], appearance: Appearance) -> None:
        super().__init__(_("Welcome to deskbreak"))
        self._player, self._clock, self._appearance = player, clock, appearance
        self._run = Run(player, clock)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._tick)
        look = welcome.choice.look
        self._figure = Figure(look=look, mirror=appearance.mirror, reduced=appearance.reduced)
        self._form = Form(welcome)
        self._heading, self._lines = Text("", "strong"), Text("", "muted")
        self._picture = DayPicture(self.theme)
        self._day = DayShown("", ())
        self._try = Button(_("Try one minute"))
        self._done = Button(_("Done"), "primary")
        self._told = Text("", "accent")
        self._findings_panel, self._findings = Panel("notice"), Text()
        self._findings_panel.setVisible(False)
        self._where, self._further = Text(), Text()
        self._mark = QLabel()
        self._mark.setAccessibleName(_("deskbreak’s icon"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last = self._last_page()
        self._pages = Pages(self._first_page(), self._last)
        fill(self, self._pages)
        self._form.changed.connect(self._react)
        self._form.listen.connect(lambda: self.listen.emit(self._form.choice))
        self._try.clicked.connect(lambda _checked=False: self.try_minute.emit())
        self._done.clicked.connect(lambda _checked=False: self.done.emit(self._form.choice))
        dress_fields(self._form)
        self._show_frame()
        self._react()

    @property
    def choice(self) -> Choice | None:
        """What is chosen, ``None`` while two times make no span."""
        return self._form.choice

    def open(self) -> None:
        """Show it on the pointer's screen, with the keyboard."""
        large = enlargement(self)
        self.resize(round(SIZE[0] * large), round(SIZE[1] * large))
        centre_on_pointer(self)
        self.show()
        self.to_front()
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self, day: DayShown) -> None:
        """Tell how a day goes under what is chosen."""
        self._day = day
        self._heading.put(day.heading)
        self._lines.put("\n".join(day.lines))
        self._picture.put(day, self.theme)
        self._picture.setVisible(bool(day.hours))

    def show_findings(self, findings: tuple[str, ...]) -> None:
        """What does not work on this desktop and what would help, a line each."""
        self._findings.put("\n".join(findings))
        self._findings_panel.setVisible(bool(findings))

    def tell(self, sentence: str) -> None:
        """Say what came of a wish, beside the buttons."""
        self._told.put(sentence)

    def tell_voice(self, sentence: str) -> None:
        """Say who speaks, or why nobody does, where *Listen* was pressed."""
        self._form.tell_voice(sentence)

    def show_ready(self, where: str, further: tuple[str, ...]) -> None:
        """The last page: ``where`` its icon is ("": there is none), beside a picture of that, and what else is so now.

        The window becomes as small as that page.
        """
        self._where.put(where)
        for part in (self._mark, self._where):
            part.setVisible(bool(where))
        self._further.put("\n\n".join(further))
        self._mark.setPixmap(sharp(Badge.WORKING, _MARK, self.devicePixelRatioF()))
        self._pages.turn_to(self._last)
        width = min(self.width(), round(READY_WIDTH * enlargement(self)))
        self.resize(width, min(self.height(), self._ready.heightFor(width) + self._foot_height()))
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot_height(self) -> int:
        layout = self._last.layout()
        return 0 if layout is None else layout.minimumSize().height() - self._ready.minimumSizeHint().height()

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self._figure.set_look(self._look(), self._appearance.mirror, reduced)

    def restyled(self) -> None:
        """Hand the new colours to what paints itself."""
        dress_fields(self._form)
        self._picture.put(self._day, self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Below each other where there is no room for two columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self._form.minimumSizeHint().width() + FIGURE + _AROUND
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() is not direction:
            self._columns.setDirection(direction)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """It moves while it is seen."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._arrange)  # only now all parts know their sizes
        self._run.go_on()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Hidden, it waits."""
        super().hideEvent(event)
        self._halt()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised, it waits, too."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            if self.isMinimized():
                self._halt()
            elif self.isVisible():
                self._run.go_on()
                self._timer.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that it has been seen."""
        super().closeEvent(event)
        self.closed.emit()

    def _halt(self) -> None:
        self._timer.stop()
        self._run.pause()

    def _tick(self) -> None:
        if self._run.over:
            self._run = Run(self._player, self._clock)
            self._run.go_on()
        self._show_frame()

    def _show_frame(self) -> None:
        self._figure.set_frame(self._run.frame())

    def _look(self) -> str:
        chosen = self._form.choice
        return self._appearance.look if chosen is None else chosen.look

    def _react(self) -> None:
        chosen = self._form.choice
        self._done.setEnabled(chosen is not None)
        if chosen is not None:
            self._figure.set_look(chosen.look, self._appearance.mirror, self._appearance.reduced)
            self.changed.emit(chosen)

    def _first_page(self) -> QWidget:
        self._figure.setMinimumSize(FIGURE, FIGURE)
        self._figure.setMaximumHeight(round(1.2 * FIGURE))
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._figure)
        beside.addWidget(self._heading)
        beside.addWidget(self._picture)
        beside.addWidget(self._lines)
        beside.addStretch(1)
        self._columns.setSpacing(28)
        self._findings_panel.column.addWidget(Text(_("Good to know about this desktop"), "strong"))
        self._findings_panel.column.addWidget(self._findings)
        chosen = QVBoxLayout()
        chosen.setSpacing(14)
        chosen.addWidget(self._form)
        chosen.addWidget(self._findings_panel)
        chosen.addStretch(1)
        self._columns.addLayout(chosen, 3)
        self._columns.addLayout(beside, 2)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 22, 24, 8)
        column.setSpacing(12)
        column.addWidget(Text(_("Welcome to deskbreak"), "title"))
        offer = _(
            "deskbreak offers you short seated routines and kind nudges while you work, and keeps quiet during calls."
        )
        column.addWidget(Text(offer))
        column.addLayout(self._columns, 1)
        return _with_foot(Scroller(inner, _("Welcome to deskbreak")), self._told, self._try, self._done)

    def _last_page(self) -> QWidget:
        self._close = Button(_("Close"), "primary")
        again = Button(_("Try one minute"))
        again.clicked.connect(lambda _checked=False: self.try_minute.emit())
        self._close.clicked.connect(self.close)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 22, 24, 8)
        column.setSpacing(16)
        column.addWidget(Text(_("deskbreak is ready"), "title"))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._where, 1)
        column.addLayout(row)
        column.addWidget(self._further)
        column.addStretch(1)
        self._ready = Scroller(inner, _("deskbreak is ready"))
        return _with_foot(self._ready, Text(), again, self._close)


def _with_foot(scroller: Scroller, told: Text, *buttons: Button) -> QWidget:
    foot = Fold((told, 1), *((button, 0) for button in buttons), gap=10)
    foot.row.setContentsMargins(24, 8, 24, 18)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(scroller, 1)
    column.addWidget(foot)
    return page
