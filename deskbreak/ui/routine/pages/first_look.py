"""What the first routine ever will be like: the figure moving, and in words what happens."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.player import Player
from deskbreak.i18n import ngettext
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Text

_FRAME_MS = 34
_TALL, _LEAST, _SHARE = 170, 80, 0.5
"""Pixels of the figure at most and at least, and its share of what is in sight: what is to be read begins there."""


class FirstLook(QWidget):
    """The first movement of ``player`` that is counted, again and again by ``clock`` (seconds) while it is seen."""

    def __init__(self, player: Player, clock: Callable[[], float], appearance: Appearance) -> None:
        super().__init__()
        self._player, self._clock = player, clock
        counted = [beat for beat in player.plan.beats if beat.repetition] or list(player.plan.beats)
        shown = [beat for beat in counted if (beat.part, beat.repetition) == (counted[0].part, counted[0].repetition)]
        self._from, self._until = shown[0].start, shown[-1].end
        self._began = clock()
        self.figure = Figure(look=appearance.look, mirror=appearance.mirror, reduced=appearance.reduced)
        self.figure.setFixedHeight(_TALL)
        self.timer = QTimer(self, interval=_FRAME_MS)
        self.timer.timeout.connect(self._show_frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.figure)
        column.addWidget(Text(what_happens(player)))
        self._show_frame()

    def give_way(self, room: int) -> None:
        """Have but so much of the ``room`` (pixels that are in sight) for the figure that words begin there, too."""
        tall = min(_TALL, round(room * _SHARE))
        self.figure.setVisible(tall >= _LEAST)
        self.figure.setFixedHeight(max(tall, _LEAST))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Move."""
        super().showEvent(event)
        self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self.timer.stop()

    def _show_frame(self) -> None:
        passed = (self._clock() - self._began) % (self._until - self._from)
        self.figure.set_frame(self._player.frame(self._from + passed))


def what_happens(player: Player) -> str:
    """How long the routine of ``player`` takes, what it is made of, and what to do."""
    minutes = max(1, round(player.total / 60))
    words = ngettext(
        "About {count} minute, in your chair: {exercises}. The figure shows each movement; do it along, as far as "
        "feels good. You can pause or stop at any moment.",
        "About {count} minutes, in your chair: {exercises}. The figure shows each movement; do it along, as far as "
        "feels good. You can pause or stop at any moment.",
        minutes,
    )
    return words.format(count=minutes, exercises=", ".join(part.name for part in player.plan.parts))
