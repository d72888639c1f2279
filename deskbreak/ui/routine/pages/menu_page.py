"""The exercises to go to, and how the routine is heard and read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from deskbreak.coach.frame import ExercisePart
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Scroller, Text
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.routine.wishes import RoutineWishes

TEXT_SIZES = range(100, 201, 20)
"""Percents that the buttons lead through."""
KEYS = 9
"""So many exercises have a key, 1 to 9, which is named before them."""
LOUDER = 10
"""Percent by which a key changes the volume."""


class MenuPage(QWidget):
    """The page. ``number`` is the exercise of ``parts`` (from 0) that one is in; ``to`` is given the one to go to.

    It tells ``wishes`` the volume and the size of text that are wished for; ``size`` is the one that is.
    """

    def __init__(
        self,
        parts: Sequence[ExercisePart],
        number: int,
        *,
        muted: bool,
        volume: int,
        size: int,
        wishes: RoutineWishes,
        to: Callable[[int], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._wishes = wishes
        self.exercises = [_exercise_button(place, part, place == number, to) for place, part in enumerate(parts)]
        self.mute_button = Button(_("Mute"), name=_("Mute voice and sounds, key M"))
        self.mute_button.setCheckable(True)
        self.mute_button.setChecked(muted)
        self.mute_button.clicked.connect(wishes.mute)
        self.volume, self.volume_text = _slider(volume), Text("", wrap=False)
        for moved in (self.volume.sliderMoved, self.volume.valueChanged):
            moved.connect(self._show_volume)
        self.volume.valueChanged.connect(wishes.volume)
        self.smaller_button = Button(_("A −"), name=_("Smaller text"))
        self.larger_button = Button(_("A +"), name=_("Larger text"))
        self.size_text = Text("", wrap=False)
        self.size_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.smaller_button.clicked.connect(lambda _checked=False: self._resize(-1))
        self.larger_button.clicked.connect(lambda _checked=False: self._resize(1))
        self.back_button = Button(_("Back"), "primary", _("Back to the routine"))
        self.back_button.clicked.connect(lambda _checked=False: back())
        self._lay_out()
        self._show_volume(volume)
        self.show_text_size(size)

    def show_text_size(self, size: int) -> None:
        """Another size of text, in percent."""
        self._size = size
        self.size_text.put(_("{percent} %").format(percent=size))
        self.smaller_button.setEnabled(size > TEXT_SIZES[0])
        self.larger_button.setEnabled(size < TEXT_SIZES[-1])

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 4, 24, 8)
        column.setSpacing(8)
        column.addWidget(Text(_("Go to"), "strong"))
        for button in self.exercises:
            column.addWidget(button)
        column.addSpacing(6)
        column.addWidget(Text(_("Sound"), "strong"))
        column.addWidget(Fold((self.mute_button, 0), (self.volume, 1), (self.volume_text, 0), gap=10))
        column.addSpacing(6)
        column.addWidget(Text(_("Size of text"), "strong"))
        column.addWidget(Fold((self.smaller_button, 0), (self.size_text, 1), (self.larger_button, 0), gap=10))
        column.addStretch(1)
        title = Text(_("Menu"), "title")
        title.setContentsMargins(24, 0, 24, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self.back_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 18, 0, 12)
        whole.setSpacing(10)
        whole.addWidget(title)
        whole.addWidget(Scroller(inner, title.text()), 1)
        whole.addLayout(foot)

    def _show_volume(self, volume: int) -> None:
        self.volume_text.put(_("{percent} %").format(percent=volume))

    def _resize(self, steps: int) -> None:
        self._wishes.text_size.emit(stepped(self._size, steps))


def stepped(size: int, steps: int) -> int:
    """The size of text so many steps further, as far as there are any."""
    nearest = min(TEXT_SIZES, key=lambda one: abs(one - size))
    wanted = TEXT_SIZES.index(nearest) + steps
    return TEXT_SIZES[min(max(wanted, 0), len(TEXT_SIZES) - 1)]


class _VolumeSlider(QSlider):
    """Left and right change it, as of every slider; up and down scroll the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What Qt does with all but these."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _exercise_button(place: int, part: ExercisePart, here: bool, to: Callable[[int], object]) -> Button:
    """Leads to that exercise; ``here``: one is in it."""
    text = name = part.name
    if place < KEYS:
        text, name = f"{place + 1}  {name}", _("{exercise}, key {key}").format(exercise=name, key=place + 1)
    button = Button(text, name=name)
    button.setCheckable(True)
    button.setChecked(here)
    button.clicked.connect(lambda _checked=False: to(place))
    return button


def _slider(volume: int) -> QSlider:
    slider = _VolumeSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 100)
    slider.setSingleStep(LOUDER)
    slider.setPageStep(LOUDER)
    slider.setValue(volume)
    slider.setTracking(False)  # each value is written down
    slider.setAccessibleName(_("Volume of voice and sounds"))
    return slider
