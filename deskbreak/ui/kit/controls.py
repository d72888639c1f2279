"""The few kinds of text and button of which the windows are made; ``theme.style_sheet`` gives them their looks."""

from collections.abc import Callable
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.kit.icon import icon
from deskbreak.ui.kit.pages.hairline import Hairline
from deskbreak.ui.kit.theme import Theme, style_sheet

_SCROLLS = MappingProxyType(
    {
        Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
        Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
        Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
        Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
        Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    }
)


class Text(QLabel):
    """A text that is set as it is (never as markup), wraps, and can be read by a screen reader."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = True) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)

    def put(self, text: str) -> None:
        """Set ``text`` if it differs: an equal one costs no layout."""
        if text != self.text():
            self.setText(text)


class Button(QPushButton):
    """A button that Tab reaches and a click does not: a mouse leaves the keyboard where it was.

    ``name`` is what a screen reader says, where the text alone is too short for it. Enter presses it, like Space.
    """

    def __init__(self, text: str, kind: str = "plain", name: str = "") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def put(self, text: str, name: str = "") -> None:
        """Change text and name, if they differ."""
        if text != self.text():
            self.setText(text)
        if (name or text) != self.accessibleName():
            self.setAccessibleName(name or text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses; arrows are the window's, not a way from button to button."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                event.ignore()
            case _:
                super().keyPressEvent(event)


class Panel(QFrame):
    """A framed part of a window; ``layout()`` is a column."""

    def __init__(self, role: str = "panel") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(8)


def height_at(page: QWidget, width: int) -> int:
    """How tall (pixels) all of ``page`` is at ``width``, be it shown or not yet."""
    if not page.isVisible():  # before the first show nothing knows its fonts and margins
        for part in page.findChildren(QWidget):
            part.ensurePolished()
        if (layout := page.layout()) is not None:
            layout.invalidate()
            layout.activate()
    height = page.heightForWidth(width)
    return height if height >= 0 else page.sizeHint().height()  # nothing in it wraps


_LEAST_LINES, _LEAST_LETTERS = 3, 24
"""Of text: what scrolls behind less than that cannot be read."""


class Scroller(QScrollArea):
    """As tall as what it holds, and scrolling only where there is less room. Its ``name`` is for screen readers."""

    edged = True
    """Whether it has something below that does not scroll, and a line in between."""

    def __init__(self, inner: QWidget, name: str) -> None:
        super().__init__()
        self.least: Callable[[], int] = lambda: 0
        """How tall (pixels) it stays, where a few lines are not enough; asked again and again."""
        self._inner = inner
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._settle)
        self.setWidget(inner)
        if self.edged:
            Hairline(self)

    def heightFor(self, width: int) -> int:  # noqa: N802 - beside Qt's heightForWidth, which would claim the height
        """How tall all of it is at ``width``."""
        return height_at(self._inner, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Other words may need the bar, or need it no longer."""
        answer = super().eventFilter(watched, event)
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            self._settled.start()
        return answer

    def _settle(self) -> None:
        """Qt asks only whether all fits beside the bar that is there, so one that has come once would stay for ever."""
        room = self.maximumViewportSize()
        fits = self.heightFor(room.width()) <= room.height()
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if bar is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)

    def scroll_by(self, key: Qt.Key) -> bool:
        """Scroll by Page Up and Down, Home, End and the arrows. Returns whether ``key`` is one of these, and it can."""
        bar = self.verticalScrollBar()
        if key not in _SCROLLS or bar.minimum() == bar.maximum():
            return False
        bar.triggerAction(_SCROLLS[key])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Qt knows but some of these keys."""
        if not self.scroll_by(Qt.Key(event.key())):
            super().keyPressEvent(event)

    @property
    def gives_way(self) -> int:
        """By so many pixels it can be lower than it would like to be, and still be read."""
        return max(0, self.sizeHint().height() - self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The narrower, the taller it would like to be."""
        super().resizeEvent(event)
        self._settled.start()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it, at the width that it has, or that its window will have at least."""
        width = self.window().minimumWidth()
        if self.window().isVisible():
            width = self.width() if self.isVisible() else max(width, self.window().width())
        return QSize(width, self.heightFor(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few lines, or its ``least``; and as wide as what is in it, with the bar that scrolls it."""
        wide = self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        if self.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            wide = min(wide, _LEAST_LETTERS * self.fontMetrics().averageCharWidth())
        return QSize(wide, max(_LEAST_LINES * self.fontMetrics().lineSpacing(), self.least()))


class Calm(QObject):
    """Keeps wheel, Ctrl+Z and Ctrl+Shift+Z from a field for which they were not meant.

    A wheel that scrolls a page would change what comes to lie under the pointer; and the keys are for what is around
    where in the field itself there is nothing to take back, though Qt's line edits take them all the same.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave them to whoever they are for."""
        if isinstance(watched, QWidget):
            wheel = event.type() is QEvent.Type.Wheel and not watched.hasFocus()
            if wheel or _undoes_nothing(watched, event):
                event.ignore()
                return True
        return False


def roomy(field: QWidget) -> QWidget:
    """``field`` about as tall as a button: as easily hit."""
    field.ensurePolished()
    field.setMinimumHeight(max(round(field.fontMetrics().height() * 1.8), field.sizeHint().height()))
    return field


class ThemedWindow(QWidget):
    """A window in deskbreak's style, which follows the desktop when that changes from light to dark."""

    def __init__(self, title: str, flags: Qt.WindowType = Qt.WindowType.Window) -> None:
        super().__init__(None, flags)
        self.setWindowTitle(title)
        self._letters = 1.0
        _have_icon()
        self.theme = Theme.of(QApplication.palette())
        self._dress()

    def enlarge(self, letters: float) -> None:
        """Have letters this many times as large as the desktop's."""
        self._letters = letters
        self._dress()

    def to_front(self) -> None:
        """Bring it before other windows, with the keyboard, also from being minimised."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def restyled(self) -> None:
        """Called after the theme has changed, for what paints itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What scrolls, scrolls by its keys, wherever in the window the keyboard is."""
        for area in self.findChildren(Scroller):
            if area.isVisible() and area.scroll_by(Qt.Key(event.key())):
                return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take up a new palette or font. A window with a palette of its own gets no ``changeEvent`` for it."""
        if event.type() is QEvent.Type.ApplicationPaletteChange:
            theme = Theme.of(QApplication.palette())
            if theme != self.theme:
                self.theme = theme
                self._dress()
                self.restyled()
        elif event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.ApplicationLayoutDirectionChange):
            self._dress()
        return super().event(event)

    def _dress(self) -> None:
        """The ground comes from the palette, so that what paints itself inherits it; the sheet does the rest.

        The sheet first: Qt gives a window back its palette of before when its sheet changes.
        """
        points = QApplication.font().pointSizeF()
        points = (points if points > 0 else 10.0) * self._letters
        # Within a sheet a child does not take its font from the window's.
        enlarged = f"QWidget {{ font-size: {points:.1f}pt; }}" if self._letters != 1 else ""
        self.setStyleSheet(enlarged + style_sheet(self.theme, points))
        palette = QPalette(QApplication.palette())
        palette.setColor(QPalette.ColorRole.Window, self.theme.ground)
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.ink)
        self.setPalette(palette)
        self.setAutoFillBackground(True)


def _have_icon() -> None:
    """See to it that the mark is the application's icon, and so that of its windows.

    One for all: of every icon that a window has had, Qt keeps a copy in each size, 100 KiB, until 10 MiB are full.
    """
    if QApplication.windowIcon().isNull():
        QApplication.setWindowIcon(icon(Badge.WORKING, (16, 32, 48, 64, 128)))


def _undoes_nothing(field: QWidget, event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() is QEvent.Type.KeyRelease:
        return False
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    if event.matches(QKeySequence.StandardKey.Undo):
        return not (isinstance(line, QLineEdit) and line.isUndoAvailable())
    redo = event.matches(QKeySequence.StandardKey.Redo)
    return redo and not (isinstance(line, QLineEdit) and line.isRedoAvailable())
