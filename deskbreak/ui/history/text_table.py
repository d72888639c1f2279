"""A table of texts: gone through cell by cell with the keyboard, read by a screen reader, copied as text."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView

from deskbreak.ui.kit.theme import Theme

SEEN_ROWS = 9
"""So many are seen at once; more of them scroll."""

ROOM = 18
"""Logical pixels beside the text of a cell: its padding and border in the style sheet; Qt has a margin of its own."""

Index = QModelIndex | QPersistentModelIndex
Lines = tuple[tuple[str, ...], list[tuple[str, ...]]]
"""Headings, and rows below them."""
_TOP = QModelIndex()


class _Texts(QAbstractTableModel):
    """Rows below headings. Qt asks for the cells that it shows, and for no others."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[str, ...] = ()
        self.rows: list[tuple[str, ...]] = []
        self._upright = False

    def put(self, heads: tuple[str, ...], rows: list[tuple[str, ...]], *, upright: bool) -> None:
        self.beginResetModel()
        self.heads, self.rows, self._upright = heads, rows, upright
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:  # where one is, and not a mere number
                head = self.rows[index.row()][0] if self._upright else self.heads[index.column()]
                return text if index.column() == 0 else f"{head}: {text}"
        return _alignment(index.column(), role)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else _alignment(section, role)


def _alignment(column: int, role: int) -> Qt.AlignmentFlag | None:
    """Names at the beginning, numbers at the end."""
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    return (Qt.AlignmentFlag.AlignTrailing if column else Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter


class TextTable(QTableView):
    """``name`` is what a screen reader calls it. Ctrl+C copies the cells that are chosen.

    An only row that has no room beside its headings stands upright, each of its cells behind its heading.
    """

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._texts = _Texts()
        self._whole: Lines = ((), [])
        self._upright = False
        self._cell = 0, 0
        self.setModel(self._texts)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)  # Tab goes on to the next control
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.dress(theme)

    def put(self, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Show ``rows`` below ``heads``; the keyboard stays on its cell as long as that is there."""
        if (heads, rows) != self._whole:
            self._whole = heads, rows
            self._show(upright=self._too_wide)

    def text(self, cells: Sequence[QModelIndex] | None = None) -> str:
        """All of it as text, or the rows and columns of ``cells``: a line each, tabs between the columns."""
        if cells is None:
            heads, rows = self._whole
            return "".join("\t".join(line) + "\n" for line in (heads, *rows))
        columns = sorted({cell.column() for cell in cells})
        of = (self._texts.rows[number] for number in sorted({cell.row() for cell in cells}))
        return "\n".join("\t".join(line[column] for column in columns) for line in of)

    def dress(self, theme: Theme) -> None:
        """Wear the colours of ``theme``."""
        ink, line, accent = theme.ink.name(), theme.line.name(), theme.accent.name()
        self.setStyleSheet(
            f"""
            QTableView {{
                color: {ink}; background: {theme.raised.name()}; border: 1px solid {line}; border-radius: 6px;
                selection-background-color: {theme.accent_soft.name()}; selection-color: {ink}; outline: none; }}
            QTableView:focus {{ border: 2px solid {accent}; }}
            QTableView::item {{ padding: 3px 5px; border: 2px solid transparent; }}
            QTableView::item:focus {{
                border: 2px solid {accent}; background: {theme.accent_soft.name()}; color: {ink}; }}
            QHeaderView, QHeaderView::section {{
                color: {theme.muted.name()}; background: {theme.raised.name()}; border: none; padding: 0 7px; }}
            """
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as its rows, up to ``SEEN_ROWS``."""
        self.ensurePolished()
        heads = self.horizontalHeader()
        heads.setMinimumHeight(heads.fontMetrics().height() + 14)
        high = self.verticalHeader().defaultSectionSize()
        if self._texts.rows:
            high = max(high, self.sizeHintForRow(0) + 2)
            self.verticalHeader().setDefaultSectionSize(high)
        shown = min(SEEN_ROWS, max(1, len(self._texts.rows)))
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(200, max(heads.minimumHeight(), heads.sizeHint().height()) + shown * high + bar + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as it likes to be."""
        return QSize(120, self.sizeHint().height())

    @property
    def least(self) -> int:
        """The height (pixels) in which headings, a row, and what scrolls sideways are seen."""
        return self.horizontalHeader().height() + self.rowHeight(0) + self.horizontalScrollBar().sizeHint().height() + 6

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the cell of before."""
        self._enter()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Without the keyboard no cell is the current one: Qt tells screen readers that this one has the keyboard."""
        super().focusOutEvent(event)
        self._leave()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other letters need other columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """An only row lies again, where there is room."""
        super().resizeEvent(event)
        if self._too_wide is not self._upright:
            self._show(upright=self._too_wide)

    @property
    def _too_wide(self) -> bool:
        """Whether an only row has no room."""
        return len(self._whole[1]) == 1 and sum(self._widths(*self._whole)) > self.viewport().width()

    def _show(self, *, upright: bool) -> None:
        """Show all of it, an only row ``upright`` or not; the keyboard stays on its cell as long as that is there."""
        heads, rows = self._whole
        if upright:
            cells: list[tuple[str, ...]] = list(zip(heads, rows[0], strict=True))
            heads, rows = cells[0], cells[1:]
        self._upright = upright
        self._leave()
        self._texts.put(heads, rows, upright=upright)
        if self.hasFocus():
            self._enter()
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        """Each column as wide as its longest text."""
        heads = self.horizontalHeader()
        for column, wide in enumerate(self._widths(self._texts.heads, self._texts.rows)):
            heads.resizeSection(column, max(wide, heads.sectionSizeHint(column)))

    def _widths(self, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[int]:
        """What each column needs. Qt would ask for all that there is to a thousand rows: 0.2 s."""
        letters, style = self.fontMetrics(), self.style()
        room = ROOM + 2 * (style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1)
        columns = [{head, *(line[column] for line in rows)} for column, head in enumerate(heads)]
        return [room + max(map(letters.horizontalAdvance, texts)) for texts in columns]

    def _enter(self) -> None:
        row, column = self._cell
        if self._texts.rows and not self.currentIndex().isValid():
            last = len(self._texts.rows) - 1, len(self._texts.heads) - 1
            self.setCurrentIndex(self._texts.index(min(row, last[0]), min(column, last[1])))

    def _leave(self) -> None:
        if (at := self.currentIndex()).isValid():
            self._cell = at.row(), at.column()
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+C copies; Esc is the window's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text(self.selectedIndexes()))
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
