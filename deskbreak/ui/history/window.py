"""The window in which one sees what was done: a picture, the same as tables, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.history import sentences
from deskbreak.ui.history.days_panel import DaysPanel
from deskbreak.ui.history.heatmap import Heatmap
from deskbreak.ui.history.legend import Legend
from deskbreak.ui.history.period import Days, Period, Scope
from deskbreak.ui.history.text_table import TextTable
from deskbreak.ui.history.values import HistoryShown
from deskbreak.ui.history.week_bars import WeekBars
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Scroller, Text, ThemedWindow
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.panels.question import AskedOnce
from deskbreak.ui.kit.screens import bring_into_sight, centre_on_pointer, enlargement, screen_room
from deskbreak.ui.kit.theme import dress_fields
from deskbreak.ui.kit.today import MinutesBar

_WIDTH, _HEIGHT = 760, 740


class HistoryWindow(ThemedWindow):
    """Shows a ``HistoryShown`` and tells what the user wishes. Weeks begin with ``first_weekday``, 1 (Monday) to 7."""

    look_at = Signal(object)
    """A ``Period`` that is to be shown instead."""
    export = Signal(str, bool)
    """A file to write, and whether everything goes into it, or what is shown."""
    count = Signal(object)
    """``Days`` of which one wants to know how much is recorded: to be said by ``show_count``."""
    ask_delete = Signal(object)
    """``Days`` that are to be deleted, ``None`` for everything: what will go is to be said by ``ask``."""
    delete = Signal(object)
    """That was confirmed."""
    closed = Signal()

    def __init__(self, shown: HistoryShown, first_weekday: int) -> None:
        super().__init__(_("History"))
        self._shown = shown
        self._first_weekday = first_weekday
        self._scopes = {scope: self._button(_(scope.value), partial(self._look_at_scope, scope)) for scope in Scope}
        for button in self._scopes.values():
            button.setCheckable(True)
        self._earlier = self._button(_("Previous"), self._look_earlier)
        self._later = self._button(_("Next"), self._look_later)
        self._now = self._button(_("Today"), self._look_at_today)
        self._title, self._sentence = Text("", "heading"), Text()
        self._bar, self._counts = MinutesBar(self.theme), Text()
        self._week, self._map = WeekBars(self.theme), Heatmap(self.theme, first_weekday)
        for chart in (self._week, self._map):
            chart.chosen.connect(lambda day: self.look_at.emit(Period(Scope.DAY, day, day)))
        self._legend = Legend(self.theme)
        self._days = TextTable(_("What happened on each day"), self.theme)
        self._exercises = TextTable(_("Exercises"), self.theme)
        self._exercises_head = Text(_("By exercise"), "strong")
        self._copy = self._button(_("Copy as text"), self._copied)
        self._export = Button(_("Export…"))
        what, everything = _("What is shown…"), _("Everything…")
        self._export.setMenu(
            self._menu((what, partial(self._ask_file, False)), (everything, partial(self._ask_file, True)))
        )
        self._delete = Button(_("Delete…"))
        self._delete.setMenu(
            self._menu(
                (what, lambda: self.ask_delete.emit(self.period.days)),
                (_("Days of your choice…"), self.choose_days),
                (everything, lambda: self.ask_delete.emit(None)),
            )
        )
        self._close = self._button(_("Close"), self.close, "quiet")
        self._question = AskedOnce(_("Delete it"), _("Keep it"))
        self._question.answered.connect(self._answered)
        self._asked: Days | None = None
        self._choice = DaysPanel(shown.today)
        self._choice.count.connect(self.count)
        self._choice.chosen.connect(self.ask_delete)
        self._choice.left.connect(lambda: self._delete.setFocus(Qt.FocusReason.OtherFocusReason))
        self._private = Text(_("Nothing of this leaves this computer."), "muted")
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self.show_history(shown)

    @property
    def period(self) -> Period:
        """Which days are shown."""
        return self._shown.period

    def show_history(self, shown: HistoryShown) -> None:
        """Show ``shown``; called again whenever it has changed."""
        leafed = shown.period != self._shown.period
        if leafed:
            self._question.withdraw()
        self._shown = shown
        scope = shown.period.scope
        for one, button in self._scopes.items():
            button.setChecked(one is scope)
        if self.focusWidget() in self._scopes.values():  # else two would look chosen
            self._scopes[scope].setFocus(Qt.FocusReason.OtherFocusReason)
        self._earlier.setEnabled(shown.earlier)
        self._later.setEnabled(shown.later)
        self._now.setEnabled(not shown.period.first <= shown.today <= shown.period.last)
        self._title.put(sentences.title(shown.period))
        self._sentence.put(shown.fault or sentences.sentence(shown))
        self._bar.put(sum(day.moved for day in shown.days) * 1000, self.theme)
        self._counts.put("\n".join(map(sentences.counted, shown.days)))
        for part in (self._bar, self._counts):
            part.setVisible(scope is Scope.DAY)
        chart = {Scope.DAY: None, Scope.WEEK: self._week}.get(scope, self._map)
        for picture in (self._week, self._map):
            picture.setVisible(picture is chart)
        if chart is not None:
            chart.put(shown, self.theme)
        self._legend.setVisible(chart is not None)
        self._legend.put(self.theme, levels=chart is self._map)
        days, exercises = sentences.days_table(shown.days), sentences.exercises_table(shown.exercises)
        self._days.put(*days)
        self._exercises.put(*exercises)
        self._days.setVisible(bool(days[1]))
        self._exercises.setVisible(bool(exercises[1]))
        self._exercises_head.setVisible(bool(exercises[1]))
        self._copy.setEnabled(bool(days[1]))
        for button in (self._export, self._delete):
            button.setEnabled(shown.recorded)
        self._choice.ask_count()
        if leafed:
            announce(self._title, f"{self._title.text()}. {self._sentence.text()}")

    def choose_days(self) -> None:
        """Have the days chosen that are to be deleted."""
        self._question.withdraw()
        self._choice.begin(self.period.days)
        bring_into_sight(self._choice)

    def show_count(self, days: Days, entries: int, routines: int) -> None:
        """Say how much is recorded of ``days``: ``entries``, and ``routines`` among them."""
        self._choice.show_count(days, entries, routines)

    def ask(self, what: str, days: Days | None) -> None:
        """Ask once whether ``days`` are to be deleted (``None``: everything); ``what`` names what will go."""
        self._choice.hide()
        self._asked = days
        self._question.ask(what)

    def tell(self, sentence: str) -> None:
        """Say what has become of a wish."""
        self._question.tell(sentence)

    def open(self) -> None:
        """Show it on the pointer's screen, or bring it to the front."""
        if not self.isVisible():
            larger = enlargement(self)
            self.setMinimumWidth(min(round(_WIDTH * larger), screen_room().width()))
            self.resize(self.minimumWidth(), round(_HEIGHT * larger))
            centre_on_pointer(self)
        self.showNormal()
        self.to_front()
        self._scopes[self._shown.period.scope].setFocus(Qt.FocusReason.OtherFocusReason)

    def restyled(self) -> None:
        """Paint it anew in the new colours."""
        for table in (self._days, self._exercises):
            table.dress(self.theme)
        dress_fields(self._choice)
        self.show_history(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes, Ctrl+C copies, Page Up and Page Down leaf."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copied()
        elif event.key() == Qt.Key.Key_PageUp and self._shown.earlier:
            self._look_earlier()
        elif event.key() == Qt.Key.Key_PageDown and self._shown.later:
            self._look_later()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nobody looks any more."""
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        scopes, ways, ends = FlowRow(), FlowRow(), FlowRow()
        scopes.add(*self._scopes.values())
        ways.add(self._earlier, self._later, self._now)
        ends.add(self._copy, self._export, self._delete, self._close)
        picture = Panel()
        for part in (self._bar, self._counts, self._week, self._map, self._legend):
            picture.column.addWidget(part)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 8)
        column.setSpacing(12)
        column.addLayout(scopes)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addLayout(ways)
        column.addWidget(picture)
        for table in (self._days, self._exercises_head, self._exercises):
            column.addWidget(table)
        column.addStretch(1)
        controls = QVBoxLayout()
        controls.setContentsMargins(24, 8, 24, 16)
        controls.setSpacing(8)
        controls.addWidget(self._choice)
        controls.addWidget(self._question)
        controls.addLayout(ends)
        controls.addWidget(self._private)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        scroller = Scroller(inner, _("What was done"))
        scroller.least = self._least
        whole.addWidget(scroller, 1)
        whole.addLayout(controls)
        fill(self, page)

    def _least(self) -> int:
        """How tall the part that scrolls is at the least: a picture can be read, of a table a row."""
        parts = (self._week, self._map, self._days, self._exercises)
        return max((part.least for part in parts if not part.isHidden()), default=0)

    # Wishes

    def _look_at_scope(self, scope: Scope) -> None:
        """The one with today in it, where that is shown; else with the first day shown."""
        today, shown = self._shown.today, self._shown.period
        day = today if shown.first <= today <= shown.last else shown.first
        self._scopes[scope].setChecked(True)
        self.look_at.emit(Period.around(scope, day, self._first_weekday))

    def _look_earlier(self) -> None:
        self.look_at.emit(self._shown.period.earlier(self._first_weekday))

    def _look_later(self) -> None:
        self.look_at.emit(self._shown.period.later(self._first_weekday))

    def _look_at_today(self) -> None:
        self.look_at.emit(Period.around(self._shown.period.scope, self._shown.today, self._first_weekday))

    def _answered(self, delete: bool) -> None:
        self._delete.setFocus(Qt.FocusReason.OtherFocusReason)
        if delete:
            self.delete.emit(self._asked)

    def _copied(self) -> None:
        tables = [table.text() for table in (self._days, self._exercises) if table.isVisibleTo(self)]
        QGuiApplication.clipboard().setText("\n".join([sentences.title(self._shown.period), *tables]))
        self.tell(_("Copied."))

    def _ask_file(self, everything: bool) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, _("Export the history"), folder)
        dialog.selectFile("deskbreak-history.csv")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Table for a spreadsheet (*.csv)"), _("For programs (*.json)")])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("json" if "json" in chosen else "csv"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export.emit(file, everything))
        self._dialog = dialog
        dialog.open()

    def _menu(self, *entries: tuple[str, Callable[[], object]]) -> QMenu:
        menu = QMenu(self)
        for text, wish in entries:
            menu.addAction(text).triggered.connect(lambda _checked=False, wish=wish: wish())
        return menu

    def _button(self, text: str, wish: Callable[[], object], kind: str = "plain") -> Button:
        made = Button(text, kind)
        made.clicked.connect(lambda _checked=False: wish())
        return made
