"""What stands above a routine that is played: how far along it is, the menu, sound, and what the exercise is called."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.frame import Frame
from deskbreak.coach.plan import Plan
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Text
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.routine.marks import Segments
from deskbreak.ui.routine.pages.cues import tallest

_GAP = 8
_CLOSE = 4


class Heading(QWidget):
    """Its lines fold where they are too long; for the longest name there always is room, so nothing jumps."""

    def __init__(self, plan: Plan, theme: Theme) -> None:
        super().__init__()
        self._names = [part.name for part in plan.parts]
        self.segments = Segments(plan.parts, theme)
        self.menu_button = Button(_("Menu"), "quiet", _("Menu: exercises, sound, size of text"))
        self.mute_button = Button(_("Mute"), "quiet", _("Mute voice and sounds, key M"))
        self.mute_button.setCheckable(True)
        self.time_left = Text("", "over", wrap=False)
        self.time_left.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = Text("", "title")
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.why_button = Button(_("Why?"), "quiet", _("Why this exercise?"))
        self._head = Fold((self.menu_button, 0), (self.time_left, 1), (self.mute_button, 0))
        self._named = Fold((self.name, 1), (self.why_button, 0))
        self._named.row.setAlignment(self.why_button, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing)
        self.folds = (self._head, self._named)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_CLOSE)
        for part in (self.segments, self._head, self._named):
            column.addWidget(part)

    def show_frame(self, frame: Frame) -> None:
        """Show ``frame``; only what differs from before is touched."""
        self.segments.put(frame.fraction)
        place = _("Exercise {number} of {count}").format(number=frame.part + 1, count=frame.parts)
        if place != self.segments.accessibleDescription():
            self.segments.setAccessibleDescription(place)
        minutes, seconds = divmod(round(frame.left), 60)
        self.time_left.put(_("{minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds))
        self.name.put(frame.exercise.name)

    def keep_room(self, width: int) -> None:
        """Keep room at that ``width`` (pixels) for every name."""
        self.name.setMinimumHeight(self._name_height(width))

    def height_at(self, width: int) -> int:
        """How tall it is at that ``width`` (pixels), whatever the exercise."""
        name, why = self._name_height(width), self.why_button.sizeHint().height()
        names = max(name, why) if width >= self._named.needs else name + why + _GAP
        return self.segments.sizeHint().height() + self._head.height_at(width) + names + 2 * _CLOSE

    def _name_height(self, width: int) -> int:
        if width >= self._named.needs:
            width -= self.why_button.sizeHint().width() + _GAP
        return tallest(self.name, self._names, width, lines=1)
