"""A page of the settings window: rows, with a heading where another group begins, and what a page has besides."""

from collections.abc import Container, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.settings import Settings
from deskbreak.settings.declared import GROUP_TITLES
from deskbreak.ui.kit.controls import Scroller, Text
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.settings.controls.control import Choices
from deskbreak.ui.settings.row import Accept, RowFrame, SettingRow
from deskbreak.ui.settings.week import KEYS as WEEK
from deskbreak.ui.settings.week import WeekRow

_SIDE, _ROOM = 40, 95
"""Letters: the width of what stands beside the rows, and that from which on there is room for it."""


class SettingsPage(QWidget):
    """Rows that scroll, with a heading above those of each group that is ``headed``.

    ``whole_week``: days and hours are one row, as people have them.
    """

    changed = Signal(object)
    reset = Signal(object)
    doubted = Signal()
    looked_at = Signal(str)

    def __init__(
        self,
        title: str,
        keys: tuple[str, ...],
        choices: Mapping[str, Choices],
        accept: Accept,
        *,
        headed: Container[str],
        whole_week: bool,
    ) -> None:
        super().__init__()
        self.rows: list[RowFrame] = []
        self._headings: dict[str, Text] = {}
        self._side: QWidget | None = None
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(20, 14, 20, 14)
        self.column.setSpacing(0)
        self.column.addWidget(Text(title, "heading"))
        self.above = QVBoxLayout()
        self.column.addLayout(self.above)
        groups = list(dict.fromkeys(key.partition(".")[0] for key in keys))
        for group in groups:
            if group in headed:
                title = GROUP_TITLES.get(group, group)
                self._headings[group] = heading = Text(_(title), "caption")
                heading.setContentsMargins(0, 14, 0, 2)
                self.column.addWidget(heading)
            for row in _rows([key for key in keys if key.startswith(f"{group}.")], choices, accept, whole_week):
                row.changed.connect(self.changed)
                row.reset.connect(self.reset)
                row.doubted.connect(self.doubted)
                if isinstance(row, SettingRow):
                    row.looked_at.connect(self.looked_at)
                self.rows.append(row)
                self.column.addWidget(row)
        self.column.addStretch(1)
        self.scroller = Scroller(inner, title)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.fixed = QVBoxLayout()
        self._across = QHBoxLayout()
        self._across.setSpacing(0)
        self._across.addWidget(self.scroller, 1)
        self._edge = QSpacerItem(0, 0)  # a margin would be on the same side wherever one begins to read
        self._across.addSpacerItem(self._edge)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.fixed)
        whole.addLayout(self._across, 1)

    @property
    def refused(self) -> tuple[RowFrame, ...]:
        """The rows in which something is written that is not accepted."""
        return tuple(row for row in self.rows if row.refused)

    def put(self, settings: Settings) -> None:
        """Show ``settings``."""
        for row in self.rows:
            row.put(settings)

    def offer(self, choices: Mapping[str, Choices]) -> None:
        """There is something else to choose from by now, for the settings of these keys."""
        for row in self.rows:
            if isinstance(row, SettingRow) and row.keys[0] in choices:
                row.offer(choices[row.keys[0]])

    def enable(self, *, on: bool) -> None:
        """Let the rows be changed, or not."""
        for row in self.rows:
            row.setEnabled(on)

    def row(self, key: str) -> RowFrame:
        """The one with this setting, which stands here."""
        return next(row for row in self.rows if key in row.keys)

    def rows_of(self, keys: Iterable[str]) -> list[RowFrame]:
        """Those with any of these settings, as far as they stand here."""
        wanted = frozenset(keys)
        return [row for row in self.rows if not wanted.isdisjoint(row.keys)]

    def shows(self, keys: Iterable[str]) -> bool:
        """Whether a row with any of these settings stands here, and is not left out."""
        return any(not row.isHidden() for row in self.rows_of(keys))

    def point_at(self, keys: Iterable[str]) -> None:
        """Scroll to the first row with any of these settings, and have all of them stand out for a moment."""
        rows = [row for row in self.rows_of(keys) if not row.isHidden()]
        for row in rows:
            row.stand_out()
        bring_into_sight(rows[0])

    def stand_beside(self, part: QWidget) -> None:
        """Have ``part`` beside the rows where there is room, else above them."""
        self._side = part
        self.above.addWidget(part)
        self._place()

    def show_rows(self, keys: frozenset[str]) -> None:
        """Show only the rows of these settings."""
        for row in self.rows:
            row.setVisible(not keys.isdisjoint(row.keys))
        for group, heading in self._headings.items():
            heading.setVisible(any(key.startswith(f"{group}.") for key in keys))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place what stands beside."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._side is None:
            return
        letter = self.fontMetrics().averageCharWidth()
        beside = self.width() >= _ROOM * letter
        there = self._across.indexOf(self._side) >= 0
        if beside and not there:
            self.above.removeWidget(self._side)
            self._side.setFixedWidth(_SIDE * letter)
            self._across.setContentsMargins(0, 14, 0, 0)
            self._across.insertWidget(1, self._side, 0, Qt.AlignmentFlag.AlignTop)
            self._edge.changeSize(16, 0)
            self._side.show()  # what gets another parent is hidden
        elif there and not beside:
            self._across.removeWidget(self._side)
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ROOM * letter)
            self._across.setContentsMargins(0, 0, 0, 0)
            self._edge.changeSize(0, 0)
            self.above.addWidget(self._side)
            self._side.show()


def _rows(keys: Iterable[str], choices: Mapping[str, Choices], accept: Accept, whole_week: bool) -> Iterable[RowFrame]:
    for key in keys:
        if whole_week and key in WEEK:
            if key == WEEK[0]:
                yield WeekRow(accept)
        else:
            yield SettingRow(key, choices.get(key, ()), accept)
