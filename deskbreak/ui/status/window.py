"""The small window that tells how things stand; on a desktop without a tray it is deskbreak's face."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskbreak.i18n import _, ngettext
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Scroller, Text, ThemedWindow
from deskbreak.ui.kit.icon import sharp
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.screens import centre_on_pointer, make_taller, screen_room
from deskbreak.ui.kit.today import MinutesBar, Today, minutes_line
from deskbreak.ui.status.put_back_panel import PutBackPanel
from deskbreak.ui.status.tray import MEETING, READING, USER_STATUSES, pause_menu, reading_menu
from deskbreak.ui.status.view import StatusView

_WIDTH = 400
_MARK = 40
_ROWS = 7
"""As many as there can be at once."""


class StatusWindow(ThemedWindow):
    """Shows a ``StatusView`` and tells what the user wishes; its signals are the tray's."""

    start = Signal()
    later = Signal()
    short = Signal()
    skip = Signal()
    pause = Signal(object)
    """How long, as ``deskbreak pause`` takes it; ``None``: until resumed."""
    resume = Signal()
    set_status = Signal(str, object)
    clear_status = Signal(str)
    why = Signal()
    put_back = Signal(str)
    """The id of an exercise that was left out."""
    test_voice = Signal()
    open_history = Signal()
    open_settings = Signal()
    quit = Signal()
    closed = Signal()

    def __init__(self, view: StatusView) -> None:
        super().__init__(_("deskbreak"))
        self._view = view
        self._page = QWidget()
        self._mark = QLabel()
        self._headline = Text("", "heading")
        self._rows = [Text("", "muted") for _n in range(_ROWS)]
        self._note = Text("", "accent")
        self._counts = Text()
        self._minutes = Text("", "muted")
        self._bar = MinutesBar(self.theme)
        self._faults_panel, self._faults = Panel("notice"), Text()
        self._left_out = PutBackPanel()
        self._left_out.put_back.connect(self.put_back)
        self._hint_panel, self._hint = Panel("notice"), Text()
        self._faults_panel.column.addWidget(Text(_("This needs a look"), "strong"))
        self._faults_panel.column.addWidget(self._faults)
        self._silent, self._tried = Text(), Text("", "strong")
        self._test = self._button(_("Test voice"), self.test_voice.emit)
        for part in (self._silent, self._test, self._tried):
            self._faults_panel.column.addWidget(part)
        self._tried.hide()
        self._hint_panel.column.addWidget(self._hint)

        self._start = self._button(_("Start routine now"), self.start.emit, "primary")
        self._later = self._button("", self.later.emit)
        self._short = self._button(_("One-minute version"), self.short.emit)
        self._skip = self._button("", self.skip.emit)
        self._pause = Button(_("Pause"), name=_("Pause deskbreak"))
        self._pauses = pause_menu(self.pause.emit, self.set_status.emit)
        self._pause.setMenu(self._pauses)
        self._resume = self._button(_("Resume"), self.resume.emit)
        self._reads = reading_menu(self.set_status.emit)
        self._reading = Button(self._reads.title(), name=_("Say that you are reading"))
        self._reading.setMenu(self._reads)
        self._over = {
            what: self._button(_(end), partial(self.clear_status.emit, what)) for what, _say, end in USER_STATUSES
        }
        self._history = self._button(_("History…"), self.open_history.emit, "quiet")
        self._quit = self._button(_("Quit deskbreak"), self.quit.emit, "quiet")
        self._why = self._button(_("Why these?"), self.why.emit, "quiet")
        self._settings = self._button(_("Settings…"), self.open_settings.emit, "quiet")
        self._close = self._button(_("Close"), self.close, "quiet")
        self._lay_out()
        self.show_view(view)

    def show_view(self, view: StatusView) -> None:
        """Show ``view``; called again whenever it has changed."""
        self._view = view
        wishes = view.wishes
        if wishes.badge is not None:
            self._mark.setPixmap(sharp(wishes.badge, _MARK, self.devicePixelRatioF()))
        self._headline.put(view.headline)
        for number, row in enumerate(self._rows):
            self._fill(row, view.rows[number] if number < len(view.rows) else "")
        self._fill(self._note, view.note)
        self._counts.put(counts_line(view.today))
        self._minutes.put(minutes_line(view.today.moved))
        self._bar.put(view.today.moved, self.theme)
        self._fill(self._faults, "\n".join(view.faults))
        self._fill(self._silent, view.silent)
        self._test.setVisible(bool(view.silent))
        self._faults_panel.setVisible(bool(view.faults or view.silent or self._tried.text()))
        self._left_out.put(view.left_out)
        self._hint.put(view.hint)
        self._hint_panel.setVisible(bool(view.hint))
        self._start.put(_("Show the routine") if wishes.routine_open else _("Start routine now"))
        self._start.setEnabled(wishes.can_start or wishes.routine_open)
        self._later.put(wishes.later)
        self._later.setVisible(bool(wishes.later))
        self._short.setVisible(wishes.offers_short)
        self._skip.put(wishes.skip)
        self._skip.setEnabled(wishes.can_skip)
        self._pause.setVisible(not wishes.paused)
        self._resume.setVisible(wishes.paused)
        self._reading.setVisible(not wishes.reading)
        self._over[MEETING].setVisible(wishes.meeting)
        self._over[READING].setVisible(wishes.reading)
        self._statuses.setVisible(wishes.meeting or wishes.reading)
        self._grow()

    def _grow(self) -> None:
        self._told.updateGeometry()
        if self.isVisible() and (wanted := self._page.sizeHint().height()) > self.height():
            make_taller(self, wanted)

    def open(self) -> None:
        """Show it on the pointer's screen, or bring it to the front."""
        if not self.isVisible():
            self.resize(self.sizeHint().expandedTo(self.minimumSizeHint()))
            centre_on_pointer(self)
        self.showNormal()
        self.to_front()
        QTimer.singleShot(0, self, self._grow)  # only now all lines know how they wrap
        (self._start if self._start.isEnabled() else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_voice(self, sentence: str) -> None:
        """Say what came of *Test voice*, below it, as long as the window is open."""
        self._fill(self._tried, sentence)
        self._grow()
        if sentence:
            QTimer.singleShot(0, self, lambda: self._told.ensureWidgetVisible(self._tried))
        announce(self._tried, sentence)

    def restyled(self) -> None:
        """Paint the bar anew in the new colours."""
        self.show_view(self._view)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nobody looks any more."""
        super().closeEvent(event)
        self.tell_voice("")
        self.closed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        for text in (self._headline, *self._rows, self._note):
            words.addWidget(text)
        head.addLayout(words, 1)

        today = Panel()
        today.column.addWidget(Text(_("Today"), "over"))
        for part in (self._counts, self._bar, self._minutes):
            today.column.addWidget(part)
        today.column.addWidget(self._history, 0, Qt.AlignmentFlag.AlignLeading)

        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(24, 22, 24, 8)
        column.setSpacing(16)
        column.addLayout(head)
        for panel in (today, self._left_out, self._faults_panel, self._hint_panel):
            column.addWidget(panel)
        column.addStretch(1)
        self._told = Scroller(told, _("How things stand"))

        starts = Fold((self._start, 1), (self._short, 1))
        answers = Fold((self._later, 1), (self._skip, 1))
        statuses = self._statuses = Fold(*((button, 1) for button in self._over.values()))
        pauses = Fold((self._pause, 1), (self._resume, 1), (self._reading, 1))
        more, ends = Fold((self._why, 0), (self._settings, 0)), Fold((self._quit, 0), (self._close, 0))
        controls = QVBoxLayout()
        controls.setContentsMargins(24, 8, 24, 16)
        controls.setSpacing(8)
        for row in (more, ends):
            row.row.insertStretch(1, 1)
        for row in (starts, answers, statuses, pauses, more, ends):
            controls.addWidget(row)

        whole = QVBoxLayout(self._page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._told, 1)
        whole.addLayout(controls)
        fill(self, self._page)
        self.setMinimumWidth(min(_WIDTH, screen_room().width()))

    def _button(self, text: str, wish: Callable[[], object], kind: str = "plain") -> Button:
        made = Button(text, kind)
        made.clicked.connect(lambda _checked=False: wish())
        return made

    @staticmethod
    def _fill(text: Text, words: str) -> None:
        text.put(words)
        text.setVisible(bool(words))


def counts_line(today: Today) -> str:
    """The day's counts in one sentence; what did not happen is not held against anybody."""
    told = [ngettext("{count} routine", "{count} routines", today.completed).format(count=today.completed)]
    if today.partial:
        told.append(ngettext("{count} in part", "{count} in part", today.partial).format(count=today.partial))
    told.append(ngettext("{count} nudge", "{count} nudges", today.nudges).format(count=today.nudges))
    if today.skipped:
        told.append(ngettext("{count} skipped", "{count} skipped", today.skipped).format(count=today.skipped))
    if today.missed:
        told.append(ngettext("{count} missed", "{count} missed", today.missed).format(count=today.missed))
    return " · ".join(told)
