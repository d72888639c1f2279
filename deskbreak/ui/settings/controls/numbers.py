"""Numbers and lengths of time: typed, or by the arrows, as far as they are accepted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QSlider, QWidget

from deskbreak.i18n import _
from deskbreak.settings import HOUR, MINUTE, SECOND, Unacceptable
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.duration import duration, in_its_unit, shown_duration
from deskbreak.settings.kinds import Duration, DurationPair, Whole
from deskbreak.ui.kit.controls import Calm
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.controls.control import Choices, Control

_MANY = 40
"""From so many numbers on, a slider helps to get near."""


@dataclass(frozen=True)
class NumberManner:
    """How numbers are written (``text``), read (``raw``, as in the file; beside the one that stood) and counted on."""

    low: int
    high: int
    text: Callable[[int], str]
    raw: Callable[[str, int], object]
    number: Callable[[object], int]
    step: Callable[[int, int], int]


class NumberField(QAbstractSpinBox):
    """A field that anything can be typed into: what is accepted is said beneath it, not by refusing keys."""

    typed = Signal(object)
    """Raw, while it is being written."""
    entered = Signal(object)
    """Raw, when it has been written, or counted on."""

    def __init__(self, manner: NumberManner) -> None:
        super().__init__()
        self._manner = manner
        self._number = manner.low
        widest = max((manner.text(end) for end in (manner.low, manner.high, manner.high - 1)), key=len)
        self.lineEdit().setText(widest + "00")
        self.setMinimumWidth(self.lineEdit().fontMetrics().horizontalAdvance(widest + "000") + 40)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lineEdit().textEdited.connect(lambda text: self.typed.emit(manner.raw(text, self._number)))
        self.editingFinished.connect(self._finished)
        Calm(self)

    def put(self, number: int) -> None:
        """Show ``number``."""
        self._number = number
        self.lineEdit().setText(self._manner.text(number))

    def raw(self) -> object:
        """What stands in it."""
        return self._manner.raw(self.lineEdit().text(), self._number)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Everything may be typed."""
        return QValidator.State.Acceptable, text, place

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Count on from what stands there."""
        try:
            number = self._manner.number(self.raw())
        except Unacceptable:
            number = self._number
        for _n in range(abs(steps)):
            number = self._manner.step(number, 1 if steps > 0 else -1)
        self.put(min(max(number, self._manner.low), self._manner.high))
        self.entered.emit(self.raw())

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Both ways; it ends where nothing more is accepted."""
        if self.isReadOnly():
            return QAbstractSpinBox.StepEnabledFlag.StepNone
        return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled

    def _finished(self) -> None:
        if self.lineEdit().text() != self._manner.text(self._number):
            self.entered.emit(self.raw())


def lengths(low: int, high: int) -> NumberManner:
    """How lengths of time are written, in ms."""
    return NumberManner(low, high, shown_duration, in_its_unit, duration, _next_length)


def _next_length(ms: int, way: int) -> int:
    """The next one that people name: whole steps, which grow with the length."""
    grid = ((2 * MINUTE, 5 * SECOND), (30 * MINUTE, 1 * MINUTE), (2 * HOUR, 5 * MINUTE), (1 << 62, 30 * MINUTE))
    step = next(step for end, step in grid if ms < end or (way < 0 and ms == end))
    return ms // step * step + step if way > 0 else (ms - 1) // step * step


class LengthControl(Control):
    """A length of time."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        assert isinstance(kind, Duration)  # noqa: S101 - made by the table of kinds
        self._field = NumberField(lengths(kind.low, kind.high))
        self._field.typed.connect(self.doubtful)
        self._field.entered.connect(self.edited)
        _beside(self, self._field)

    def put(self, value: object) -> None:
        """Show it."""
        if isinstance(value, int):
            self._field.put(value)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The field."""
        return ((self._field, ""),)


class PairControl(Control):
    """Two lengths of time, the shorter first."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        assert isinstance(kind, DurationPair)  # noqa: S101 - made by the table of kinds
        manner = lengths(kind.low, kind.high)
        self._fields = NumberField(manner), NumberField(manner)
        for field in self._fields:
            field.typed.connect(lambda _raw: self.doubtful.emit(self._raw()))
            field.entered.connect(lambda _raw: self.edited.emit(self._raw()))
        _beside(self, *self._fields)

    def put(self, value: object) -> None:
        """Show both."""
        if isinstance(value, tuple):
            for field, length in zip(self._fields, value, strict=True):
                field.put(length)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The two fields."""
        return (self._fields[0], _("from")), (self._fields[1], _("to"))

    def _raw(self) -> list[object]:
        return [field.raw() for field in self._fields]


class WholeControl(Control):
    """A whole number, with a slider where there are many."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        assert isinstance(kind, Whole)  # noqa: S101 - made by the table of kinds
        manner = NumberManner(kind.low, kind.high, self._text, self._raw, kind.parse, lambda number, way: number + way)
        self._field = NumberField(manner)
        self._field.typed.connect(self.doubtful)
        self._field.entered.connect(self.edited)
        self._slider: QSlider | None = None
        if kind.high - kind.low > _MANY:
            self._slider = QSlider(Qt.Orientation.Horizontal)
            self._slider.setRange(kind.low, kind.high)
            self._slider.setPageStep(max(1, (kind.high - kind.low) // 10))
            self._slider.setMinimumWidth(120)
            self._slider.valueChanged.connect(self._slid)
            Calm(self._slider)
            _beside(self, self._slider, self._field)
        else:
            _beside(self, self._field)

    def put(self, value: object) -> None:
        """Show it."""
        if isinstance(value, int):
            self._field.put(value)
            if self._slider is not None:
                with QSignalBlocker(self._slider):
                    self._slider.setValue(value)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The field, and the slider."""
        slider = () if self._slider is None else ((self._slider, ""),)
        return (*slider, (self._field, _("as a number") if slider else ""))

    def _slid(self, number: int) -> None:
        self._field.put(number)
        self.edited.emit(number)

    def _text(self, number: int) -> str:
        called = self.declared.called.get(number)
        return str(number) if called is None else _(called)

    def _raw(self, text: str, _stood: int) -> object:
        for number, called in self.declared.called.items():
            if text.strip() == _(called):
                return number
        bare = text.strip()
        return int(bare) if bare.isdecimal() and len(bare) < 10 else text


def _beside(control: Control, *parts: QWidget) -> None:
    row = FlowRow()
    row.add(*parts)
    control.setLayout(row)
