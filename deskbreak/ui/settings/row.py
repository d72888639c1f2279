"""One row of the settings window: what a setting is called, what it does, its value, and the way back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.settings import Settings, Unacceptable
from deskbreak.settings.reading import declaration, value
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text
from deskbreak.ui.settings.controls.control import Choices
from deskbreak.ui.settings.controls.kinds import control
from deskbreak.ui.settings.parts.title_line import TitleLine

Changes = Mapping[str, object]
Accept = Callable[[Changes], str]
"""Gives a sentence where changes are not accepted together with all else, ``""`` where they are."""

DEFAULTS = Settings()
_EDGE, _GAP = QSize(2, 10), 6
_MOMENT_MS = 2_500
"""That long one looks for what has changed."""
_BESIDE = 240
"""Pixels for the words at least, where the control stands beside them."""


class RowFrame(QFrame):
    """A frame for one setting, or for a few that are one thing to people. A subclass fills in what is between."""

    changed = Signal(object)
    """``Changes``: values that are accepted, by their keys."""
    reset = Signal(object)
    """A tuple of keys: these are to be as by default."""
    doubted = Signal()
    """Whether there is something written that is not accepted (``refused``) has changed."""

    def __init__(self, keys: tuple[str, ...], title: str, help_text: str, control: QWidget, *, wide: bool) -> None:
        super().__init__()
        self.keys = keys
        self.title = title
        self.help = help_text
        self.setProperty("role", "row")
        self._head = TitleLine(title)
        self._head.back.clicked.connect(lambda: self.reset.emit(self.keys))
        self._told_of = ""
        self._refused = False
        self._added: list[QWidget] = []
        self._told = Text("", "strong")
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT_MS)
        self._moment.timeout.connect(lambda: self._shine(on=False))
        self._control, self._wide = control, wide
        self._lay_out()

    def put(self, settings: Settings) -> None:
        """Show what ``settings`` have. What is being written, and is not accepted yet, stays."""
        raise NotImplementedError

    def is_title_of(self, part: QWidget) -> None:
        """Tell a screen reader so by a relation, too: Qt's combo boxes take no other name on Linux.

        https://code.qt.io/cgit/qt/qtbase.git/tree/src/widgets/accessible/complexwidgets.cpp (QAccessibleComboBox::text)
        """
        self._head.title.setBuddy(part)

    def add(self, part: QWidget) -> None:
        """Put ``part`` below the control."""
        self._added.append(part)
        button = isinstance(part, Button)
        self._foot.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if button else Qt.AlignmentFlag(0))

    def tell(self, sentence: str) -> None:
        """Say ``sentence`` beneath, or nothing more."""
        if sentence != self._told_of:
            self._told_of = sentence
            self._told.put(f"⚠ {sentence}" if sentence else "")
            self._told.setVisible(bool(sentence))
            if sentence:
                announce(self, f"{self.title}: {sentence}")

    @property
    def refused(self) -> bool:
        """Whether something stands there that was written, and is not accepted."""
        return self._refused

    def take_back(self) -> None:
        """Show the last accepted value in the place of what is ``refused``."""
        self.tell("")
        self._doubt(refused=False)

    def take_keyboard(self) -> None:
        """Have the keyboard in the control."""
        parts = [part for part in self._control.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for part in parts[:1]:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand_out(self) -> None:
        """Be seen among the others for a moment. Nothing moves by it, however much motion one wishes."""
        self._shine(on=True)
        self._moment.start()

    def _shine(self, *, on: bool) -> None:
        self.setProperty("standing", "out" if on else "")
        self.style().unpolish(self)
        self.style().polish(self)

    def _doubt(self, *, refused: bool) -> None:
        if refused is not self._refused:
            self._refused = refused
            self.doubted.emit()

    @property
    def told(self) -> str:
        """What is said beneath."""
        return self._told_of

    def marked(self, settings: Settings) -> bool:
        """Mark the row where it differs from the default; tells whether it does."""
        differs = any(value(settings, key) != value(DEFAULTS, key) for key in self.keys)
        self._head.tell(changed=differs)
        return differs

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its widest part: what stands side by side can stand one below the other."""
        parts = max(self._control.minimumSizeHint().width(), self._least)
        return QSize(parts + 2 * _EDGE.width(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """How tall it is at ``width``, whichever way its parts stand now."""
        inner, control = width - 2 * _EDGE.width(), self._control.sizeHint()
        if self._beside_at(width):
            tall = max(_tall(self._words, inner - control.width() - _GAP), _tall(self._control, control.width()))
        else:
            tall = _tall(self._words, inner) + _GAP + _tall(self._control, inner)
        below = [self._told, *self._added]
        border = self.contentsMargins()
        around = 2 * _EDGE.height() + border.top() + border.bottom()
        return around + tall + sum(_tall(part, inner) + _GAP for part in below if not part.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words and control side by side where there is room for both."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._beside_at(self.width())
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._body.direction() is not way:
            self._body.setDirection(way)
        room = self.width() - 2 * _EDGE.width() - (self._control.sizeHint().width() + _GAP if beside else 0)
        self._head.fit(room)

    @property
    def _least(self) -> int:
        """The width (pixels) that the words take at least."""
        return max(self._head.least, self._help.minimumSizeHint().width())

    def _beside_at(self, width: int) -> bool:
        room = width - 2 * _EDGE.width() - self._control.sizeHint().width() - _GAP
        needed = max(_BESIDE, 16 * self.fontMetrics().averageCharWidth(), self._least)
        return not self._wide and room >= needed

    def _lay_out(self) -> None:
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addLayout(self._head)
        self._help = Text(self.help, "muted")
        words.addWidget(self._help)
        words.addStretch(1)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(_GAP)
        self._body.addWidget(self._words, 1)
        self._body.addWidget(self._control, 0)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE.width(), _EDGE.height(), _EDGE.width(), _EDGE.height())
        column.setSpacing(_GAP)
        column.addLayout(self._body)
        column.addLayout(self._foot)
        column.addWidget(self._told)
        self._told.hide()


class SettingRow(RowFrame):
    """A row made from the declaration of one setting."""

    looked_at = Signal(str)
    """Somebody has the setting of this key before their eyes."""

    def __init__(self, key: str, choices: Choices, accept: Accept) -> None:
        declared = declaration(key)
        self._made = control(key, declared, choices)
        super().__init__((key,), _(declared.title), _(declared.help), self._made, wide=self._made.wide)
        self._key, self._kind, self._accept = key, declared.kind, accept
        self._value: object = None
        self._writing = False
        self.is_title_of(self._made.parts()[0][0])
        self._made.edited.connect(self._edited)
        self._made.doubtful.connect(self._written)
        self._made.refused.connect(self.tell)
        self._made.looked_at.connect(self._seen, Qt.ConnectionType.QueuedConnection)  # when all is in its place

    def offer(self, choices: Choices) -> None:
        """There is something else to choose from by now."""
        self._made.offer(choices)

    def put(self, settings: Settings) -> None:
        """Show what ``settings`` have."""
        self._made.follow(settings)
        now = value(settings, self._key)
        if now != self._value or not (self.told or self._writing):
            self._value, self._writing = now, False
            self._made.put(now)
            self.tell("")
            self._doubt(refused=False)
        differs = self.marked(settings)
        words = (self.help, _("Changed; it is not the default.") if differs else "")
        self._made.name(self.title, " ".join(word for word in words if word))

    def take_back(self) -> None:
        """As above."""
        self._writing = False
        self._made.put(self._value)
        super().take_back()

    def _seen(self) -> None:
        self.looked_at.emit(self._key)

    def _written(self, raw: object) -> None:
        self._writing = True
        self._looked_at(raw)

    def _edited(self, raw: object) -> None:
        self._writing = False
        if self._looked_at(raw):
            now = self._kind.parse_typed(raw)
            if now == self._value:
                self._made.put(now)  # as it is written: "90m" is "1h 30m"
            else:
                self.changed.emit({self._key: now})

    def _looked_at(self, raw: object) -> bool:
        """Whether ``raw`` is accepted; what is, is told beneath."""
        try:
            now = self._kind.parse_typed(raw)
        except Unacceptable as refusal:
            self.tell(_("{refusal}.").format(refusal=str(refusal)))
        else:
            self.tell(self._accept({self._key: now}))
        self._doubt(refused=bool(self.told))
        return not self.told


def _tall(part: QWidget, width: int) -> int:
    tall = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
    return max(tall, part.minimumSizeHint().height())
