"""The history window: opened, kept up to date, and its wishes carried out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deskbreak.app.in_force import InForce
from deskbreak.app.routine.routine_history import RoutineHistory
from deskbreak.app.windows.history_shown import entries, first_weekday, history_shown, present, span_of
from deskbreak.coach.content.exercise import FULL
from deskbreak.engine.calendar.office import date_of
from deskbreak.i18n import _, ngettext
from deskbreak.store.aside import reason
from deskbreak.store.atomic import replace_named
from deskbreak.store.content.library import Library
from deskbreak.store.history.deletion import NotForgotten
from deskbreak.store.history.export import as_csv, as_json
from deskbreak.store.history.history import EVER, History
from deskbreak.store.history.reading import NotReadable, Span, reading
from deskbreak.store.history.row import Row
from deskbreak.store.memory import MemoryFile
from deskbreak.ui.history.period import Days, Period, Scope
from deskbreak.ui.history.sentences import days_title, title
from deskbreak.ui.history.values import HistoryShown
from deskbreak.ui.history.window import HistoryWindow


class HistoryDisplay(QObject):
    """At most one window of what ``history`` keeps in the file at ``path``, as of the engine's last instant (``now``).

    ``history`` is ``None`` where no file is. ``library`` names the exercises, and is asked only for what was done.
    """

    deleted = Signal()
    """Something is not in the history any more."""
    closed = Signal()

    def __init__(
        self,
        path: Path,
        history: History | None,
        now: Callable[[], InForce],
        library: Callable[[], Library],
        memory: MemoryFile,
    ) -> None:
        super().__init__()
        self._path = path
        self._history = history
        self._now = now
        self._library = library
        self._memory = memory
        self._window: HistoryWindow | None = None
        self._seen: tuple[object, ...] = ()

    def open(self) -> None:
        """Open it on this week, or bring it to the front."""
        if self._window is None or not self._window.isVisible():
            self._drop()
            self._window = window = HistoryWindow(self._shown(present(Scope.WEEK, self._now())), first_weekday())
            self._seen = self._state()
            window.look_at.connect(self._look_at)
            window.export.connect(self._export)
            window.count.connect(self._count)
            window.ask_delete.connect(self._ask_delete)
            window.delete.connect(self._delete)
            window.closed.connect(self.closed)
        self._window.open()

    def refresh(self) -> None:
        """Show what has happened since, or another day, while anybody looks."""
        if self._window is not None and self._window.isVisible() and self._state() != self._seen:
            self._look_at(self._window.period)

    def close(self) -> None:
        """Close what is open."""
        self._drop()

    def _drop(self) -> None:
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def _state(self) -> tuple[object, ...]:
        """Another one where something else is to be shown."""
        changes = 0 if self._history is None else self._history.changes
        return changes, present(Scope.DAY, self._now())

    def _look_at(self, period: Period) -> None:
        if self._window is not None:
            self._seen = self._state()
            self._window.show_history(self._shown(period))

    def _shown(self, period: Period) -> HistoryShown:
        try:
            with reading(self._path, self._unwritten) as found:
                return history_shown(found, period, self._now(), self._library)
        except NotReadable as fault:
            return HistoryShown(period, present(Scope.DAY, self._now()).first, recorded=False, fault=str(fault))

    @property
    def _unwritten(self) -> tuple[Row, ...]:
        return () if self._history is None else self._history.unwritten

    def _span(self, days: Days | None) -> Span:
        """``None``: everything."""
        now = self._now()
        return EVER if days is None else span_of(days, now.settings, now.state.last.zone)

    def _export(self, file: str, everything: bool) -> None:
        if self._window is None:
            return
        now, days = self._now(), None if everything else self._window.period.days
        try:
            with reading(self._path, self._unwritten) as found:
                rows = found.rows(self._span(days))
            write = as_json if file.lower().endswith(".json") else as_csv
            text = write(rows, lambda at: date_of(now.settings, at, now.state.last.zone))
            replace_named(Path(file), text.encode())
        except NotReadable as fault:
            self._tell(str(fault))
        except OSError as error:
            self._tell(_("{path} cannot be written: {reason}.").format(path=file, reason=reason(error)))
        else:
            told = ngettext("{count} entry is in {path} now.", "{count} entries are in {path} now.", len(rows))
            self._tell(told.format(count=len(rows), path=file))

    def _entries(self, days: Days | None) -> tuple[int, int] | None:
        """How many there are, and how many of them are routines; ``None``: that cannot be read, and is told."""
        try:
            with reading(self._path, self._unwritten) as found:
                return entries(found, self._span(days))
        except NotReadable as fault:
            self._tell(str(fault))
            return None

    def _count(self, days: Days) -> None:
        if self._window is not None and (found := self._entries(days)) is not None:
            self._window.show_count(days, *found)

    def _ask_delete(self, days: Days | None) -> None:
        """Name what will go, and what stays."""
        if self._window is None or (found := self._entries(days)) is None:
            return
        now, (count, routines), period = self._now(), found, self._window.period
        if days is None:
            what = _("everything that is recorded")
        else:
            what = title(period) if days == period.days else days_title(days)
        told = [
            _("Delete {what}?").format(what=what),
            ngettext("{count} entry goes for good,", "{count} entries go for good,", count).format(count=count),
            ngettext("{count} routine among them.", "{count} routines among them.", routines).format(count=routines),
        ]
        if now.settings.coach.step == 0:
            step = self._routine_history.step() if self._history is not None else 1
            told.append(_("Your step of progress stays: {step} of {most}.").format(step=step, most=FULL))
        if now.state.pains.left_out:
            told.append(_("An exercise that is left out because it hurt stays left out."))
        if days is None and (aside := sorted(one.name for one in self._path.parent.glob("history*.damaged-*"))):
            told.append(
                _("What was set aside stays in {folder}: {names}.").format(
                    folder=self._path.parent, names=", ".join(aside)
                )
            )
        self._window.ask(" ".join(told), days)

    def _delete(self, days: Days | None) -> None:
        """The step of progress comes from the rows: it is kept where it would be another without them."""
        if self._history is None:
            return
        before = self._routine_history.step()
        try:
            gone = self._history.forget(*self._span(days))
        except NotForgotten as fault:
            self._tell(str(fault))
            return
        if self._routine_history.step() != before:
            self._routine_history.choose(before)
        self.refresh()
        self._tell(ngettext("{count} entry is deleted.", "{count} entries are deleted.", gone).format(count=gone))
        self.deleted.emit()

    @property
    def _routine_history(self) -> RoutineHistory:
        assert self._history is not None  # noqa: S101 - nothing is asked where nothing is recorded
        return RoutineHistory(self._history, self._now, self._memory)

    def _tell(self, sentence: str) -> None:
        if self._window is not None:
            self._window.tell(sentence)
