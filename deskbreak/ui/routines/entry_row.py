"""An exercise in a routine that is being made: how often, in which way, and where it stands."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.i18n import N_, _, language
from deskbreak.ui.kit.controls import Button, Calm, Panel, Text, roomy
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.theme import Theme, dress_fields
from deskbreak.ui.routines.draft import MOST_REPETITIONS, Entry, usual_repetitions
from deskbreak.ui.routines.stills import ExerciseStill, Stills, still_side
from deskbreak.ui.routines.view import shown_name

WAYS = {"low-arms": N_("with low arms"), "gentle": N_("gently"), "discreet": N_("discreetly")}
"""What the variants of the shipped exercises are called; others by their own names."""


class Handle(QWidget):
    """Dots by which a row can be taken."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(14)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two columns of three."""
        return QSize(14, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """In the colours of now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Theme.of(QApplication.palette()).muted)
        middle = self.height() // 2
        for across in (4, 10):
            for down in (-7, 0, 7):
                painter.drawEllipse(QPoint(across, middle + down), 2, 2)
        painter.end()


class EntryRow(Panel):
    """Alt with the arrows up and down moves it from anywhere in it; so do its buttons, and the mouse."""

    changed = Signal()
    up = Signal()
    down = Signal()
    remove = Signal()
    dragged = Signal(QPoint)
    """The mouse has it, and is here on the screen."""
    dropped = Signal()

    def __init__(self, exercise: Exercise, entry: Entry, stills: Stills) -> None:
        super().__init__()
        self._exercise, self._entry = exercise, entry
        self._name = exercise.text(language()).name
        self._usual = usual_repetitions(exercise)
        self._held: QPoint | None = None
        self._moving = False
        self._still = ExerciseStill(stills, exercise, still_side(self))
        self._times = self._spin_box(entry)
        self._way = self._ways(entry)
        self._up = self._button("↑", _("{name}: further up"), self.up)
        self._down = self._button("↓", _("{name}: further down"), self.down)
        self._remove = self._button(_("Remove"), _("{name}: remove"), self.remove)
        self.setAccessibleName(self._name)
        self._lay_out()
        self._show_way()
        dress_fields(self)
        for keys, wish in (("Alt+Up", self.up), ("Alt+Down", self.down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(wish)

    @property
    def entry(self) -> Entry:
        """What it says now. A dose that nobody has touched stays as it was."""
        entry = self._entry
        repetitions = entry.repetitions
        if self._times is not None and self._times.value() != (repetitions or self._usual):
            repetitions = None if self._times.value() == self._usual else self._times.value()
        way = entry.variant if self._way is None else str(self._way.currentData())
        return Entry(entry.exercise, repetitions, way)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops in it, in order."""
        fields = (self._times, self._way, self._up, self._down, self._remove)
        return [one for one in fields if one is not None]

    def put(self, entry: Entry) -> None:
        """Say this: the same exercise, as it is to be done now."""
        self._entry = entry
        if self._times is not None:
            self._times.setValue(entry.repetitions or self._usual)
        if self._way is not None:
            self._way.setCurrentIndex(max(0, self._way.findData(entry.variant)))

    def place(self, *, first: bool, last: bool) -> None:
        """Say what is possible where it stands."""
        keyboard = next((one for one in (self._up, self._down) if one.hasFocus()), None)
        self._up.setEnabled(not first)
        self._down.setEnabled(not last)
        if keyboard is not None and not keyboard.isEnabled():
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Have the keyboard on a button that can be pressed."""
        one = next(one for one in (self._up, self._down, self._remove) if one.isEnabled())
        one.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take it along, from a way on that no click has."""
        if self._held is None:
            return
        here = event.globalPosition().toPoint()
        if self._moving or (here - self._held).manhattanLength() >= QApplication.startDragDistance():
            self._moving = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(here)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it go."""
        self._held = None
        if self._moving:
            self._moving = False
            self.unsetCursor()
            self.dropped.emit()

    def _lay_out(self) -> None:
        fields = FlowRow()
        if self._times is not None:
            fields.add(roomy(self._times))
        if self._way is not None:
            fields.add(roomy(self._way))
        fields.add(self._up, self._down, self._remove)
        column = QVBoxLayout()
        column.addWidget(Text(shown_name(self._name), "strong"))
        column.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Handle())
        row.addWidget(self._still, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.column.setContentsMargins(10, 8, 12, 8)
        self.column.addLayout(row)

    def _spin_box(self, entry: Entry) -> QSpinBox | None:
        if not self._usual:
            return None
        box = QSpinBox()
        box.setRange(1, MOST_REPETITIONS)
        # TRANSLATORS: behind the number in a field: "8 times"
        box.setSuffix(_(" times"))
        box.setValue(entry.repetitions or self._usual)
        box.setAccessibleName(_("{name}: repetitions in full").format(name=self._name))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Calm(box)
        box.valueChanged.connect(lambda _number: self.changed.emit())
        return box

    def _ways(self, entry: Entry) -> QComboBox | None:
        if not self._exercise.variants:
            return None
        box = QComboBox()
        box.addItem(_("as usual"), "")
        for way in self._exercise.variants:
            box.addItem(_(WAYS[way]) if way in WAYS else way, way)
        box.setCurrentIndex(max(0, box.findData(entry.variant)))
        box.setAccessibleName(_("{name}: the way to do it").format(name=self._name))
        Calm(box)
        box.currentIndexChanged.connect(lambda _row: self._show_way())
        box.currentIndexChanged.connect(lambda _row: self.changed.emit())
        return box

    def _show_way(self) -> None:
        if self._way is not None:
            self._still.put(self._exercise.variant(str(self._way.currentData())))

    def _button(self, text: str, told: str, wish: SignalInstance) -> Button:
        button = Button(text, name=told.format(name=self._name))
        button.clicked.connect(wish)
        return button
