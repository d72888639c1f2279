"""The page on which a routine is played: the figure, what to do now, and how far along.

The figure gives way where there is little room. On a low screen it stands beside the words and not above them, and what
still has no room scrolls: nothing lies over anything else. What to do now is in sight, even if that leaves no figure;
and where not even that has room below the heading it comes first, before the controls, and all of the page scrolls.
"""

from enum import Enum, auto

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QWidget

from deskbreak.coach.frame import Frame
from deskbreak.coach.plan import Plan
from deskbreak.coach.player import BACK_AGAIN
from deskbreak.i18n import _
from deskbreak.ui.kit.appearance import USUAL, Appearance
from deskbreak.ui.kit.controls import Button, Scroller, Text
from deskbreak.ui.kit.dates import span
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.routine.pages.cues import Cues
from deskbreak.ui.routine.pages.heading import Heading
from deskbreak.ui.routine.pages.pausing_figure import PausingFigure

_SIDE = 24
_GAP = 8
LEAST_FIGURE = 150
"""Pixels: a figure is no smaller than that as long as words can scroll."""
ENOUGH_FIGURE = 260
"""Pixels: below that it rather stands beside the words, if it is larger there."""
GOOD_FIGURE = 420


class Order(Enum):
    """The figure above the words; beside them; or the words first, without a figure, and the heading last."""

    ABOVE = auto()
    BESIDE = auto()
    WORDS_FIRST = auto()


class _Words(Scroller):
    """The page itself shares out the room of this."""

    @property
    def gives_way(self) -> int:
        """As low as it may be it is already."""
        return 0


class PlayingPage(QWidget):
    """Shows frames of ``plan`` and tells wishes. It has no clock: the same frame always looks the same."""

    pause = Signal()
    """Pause, or go on."""
    back = Signal()
    forward = Signal()
    why = Signal()
    menu = Signal()
    mute = Signal()
    """Silence, or sound again."""
    stop_at_once = Signal()
    keep_going = Signal()

    def __init__(self, plan: Plan, theme: Theme, appearance: Appearance = USUAL) -> None:
        super().__init__()
        self._appearance = appearance
        self._high = 0  # pixels that can be seen at once; 0: all
        self.figure = PausingFigure(theme, appearance)
        self._top = top = Heading(plan, theme)
        self.segments, self.name = top.segments, top.name
        self.menu_button, self.mute_button, self.why_button = top.menu_button, top.mute_button, top.why_button
        captions, sides = {"\n".join(beat.caption) for beat in plan.beats}, {beat.side_text for beat in plan.beats}
        self.cues = Cues(sorted(captions), sorted(sides), theme, appearance)
        self.pause_button = Button(_("Pause"), "primary")
        self.back_button = Button(_("‹ Before"))
        self.next_button = Button(_("Next ›"), name=_("Next exercise"))
        self.question = Text("", "strong")
        self.leave_button = Button(_("Stop here"))
        self.keep_button = Button(_("Keep going"), "primary")
        for button, wish in (
            (self.pause_button, self.pause),
            (self.back_button, self.back),
            (self.next_button, self.forward),
            (self.why_button, self.why),
            (self.menu_button, self.menu),
            (self.mute_button, self.mute),
            (self.leave_button, self.stop_at_once),
            (self.keep_button, self.keep_going),
        ):
            button.clicked.connect(lambda _checked=False, wish=wish: wish.emit())
        self._words, self._controls = QStackedWidget(), QStackedWidget()
        self._control_rows = (
            Fold((self.back_button, 0), (self.pause_button, 1), (self.next_button, 0)),
            Fold((self.leave_button, 1), (self.keep_button, 1)),
        )
        self._folds = (*top.folds, *self._control_rows)
        self._scroller = _Words(self._words, _("What to do"))
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the window scrolls it by the same keys
        self._grid = QGridLayout(self)
        self._order: Order | None = None
        self._lay_out()

    def show_frame(self, frame: Frame, running: bool) -> None:
        """Show ``frame``; only what differs from before is touched."""
        self.figure.set_frame(frame)
        self._top.show_frame(frame)
        self.cues.show_frame(frame, running)
        self.pause_button.put(_("Pause") if running else _("Go on"))
        self._say_where_to(frame)
        self.figure.put_paused(paused=not running and not frame.finished)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the room that there is."""
        super().resizeEvent(event)
        self.share_out()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The same, now that the fonts are known."""
        super().showEvent(event)
        self.share_out()

    def share_out(self) -> None:
        """Give words the room they need, and the figure the rest of it."""
        size = QSize(self.width(), self._high or self.height())
        wide, width = self.stands_beside(size), max(self._narrowest, size.width() - 2 * _SIDE)
        tight = not wide and self._is_tight(size.height(), width)
        order = Order.WORDS_FIRST if tight else Order.BESIDE if wide else Order.ABOVE
        if order is not self._order:
            self._arrange(order)
        width = self._words_beside(size) if wide else width
        for part in (self._top, self._scroller, self._controls):
            part.setFixedWidth(width)
        for fold in self._folds:
            fold.fold(width)
        self._top.keep_room(width)
        self.cues.keep_room(width)
        words = self.cues.height_at(width)
        self._words.setMinimumHeight(words)
        fixed = self._fixed(width)
        self.setMinimumSize(self._narrowest + 2 * _SIDE, fixed + words if tight else 1)  # else it is shared out here
        room = words if tight else size.height() - fixed
        shows_figure = wide or (not tight and room - self.least_figure >= self.cues.caption_height(width))
        self.figure.setVisible(shows_figure)
        room -= self.least_figure if shows_figure and not wide else 0
        self.cues.put_caption(first=tight or room < self.cues.least_height(width))
        self._scroller.setFixedHeight(max(self.cues.caption.fontMetrics().lineSpacing(), min(words, room)))

    def put_room(self, high: int) -> None:
        """So many pixels of height can be seen at once; more than that scrolls."""
        self._high = high
        self.share_out()

    @property
    def least_figure(self) -> int:
        """How small the figure may become (pixels): what lies on it while it is paused fits."""
        return max(LEAST_FIGURE, self.figure.paused.sizeHint().width())

    def stands_beside(self, size: QSize) -> bool:
        """Whether in that ``size`` the figure stands beside the words, since it would be too small above them."""
        width = size.width() - 2 * _SIDE
        above = min(width, size.height() - self._fixed(width) - self.cues.height_at(width))
        if above >= ENOUGH_FIGURE or size.width() < self._least_words + self.least_figure + 2 * _SIDE + _GAP:
            return False
        if self._is_tight(size.height(), self._words_beside(size)):
            return False
        return above < min(size.height() - 2 * _GAP, width - self._words_beside(size) - _GAP)

    @property
    def least_width(self) -> int:
        """How wide (pixels) it has to be for the figure to stand above the words."""
        return max(self._needed_width, self.least_figure) + 2 * _SIDE

    def good_width_beside(self, height: int) -> int:
        """How wide (pixels) it would like to be where the figure stands beside the words in that ``height``."""
        return self._good_words + min(height - 2 * _GAP, GOOD_FIGURE) + 2 * _SIDE + _GAP

    def least_height(self, width: int) -> int:
        """How tall the page has to be at that ``width`` (pixels), whatever the caption and with a small figure."""
        inner = width - 2 * _SIDE
        return self._fixed(inner) + self.cues.height_at(inner) + self.least_figure

    def ask(self, done: float, total: float) -> None:
        """Ask whether to stop, with so many seconds done of so many, in the place of words and controls; keeping on is
        the answer nearest at hand.
        """
        text = _("Stop here? Done so far: {done}.")
        if done * 2 >= total:
            text = _("Stop here? {done} done, and more than half counts.")
        self.question.put(text.format(done=span(round(done * 1000))))
        self._turn_to(1)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_controls(self) -> None:
        """Show the controls, the keyboard on Pause, so that Space pauses."""
        self._turn_to(0)
        self.pause_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self.figure.set_look(self._appearance.look, self._appearance.mirror, reduced)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for mark in (self.segments, self.cues, self.figure.paused):
            mark.retheme(theme)

    def _turn_to(self, page: int) -> None:
        for stack in (self._words, self._controls):
            stack.setCurrentIndex(page)

    def _say_where_to(self, frame: Frame) -> None:
        """The buttons say where they lead."""
        if frame.elapsed - frame.exercise.start > BACK_AGAIN or frame.part == 0:
            self.back_button.put(_("‹ Again"), _("This exercise again, from its start"))
        else:
            self.back_button.put(_("‹ Before"), _("Back to the exercise before"))
        if frame.part + 1 == frame.parts:
            self.next_button.put(_("End ›"), _("To the end of the routine"))
        else:
            self.next_button.put(_("Next ›"), _("Next exercise"))

    def _words_beside(self, size: QSize) -> int:
        """How wide the words are where the figure stands beside them: what is good for both, or the least."""
        left = size.width() - 2 * _SIDE - _GAP - min(size.height() - 2 * _GAP, ENOUGH_FIGURE)
        return max(self._least_words, min(left, self._good_words))

    @property
    def _least_words(self) -> int:
        return max(self._needed_width, 20 * self.cues.caption.fontMetrics().averageCharWidth())

    @property
    def _good_words(self) -> int:
        return max(self._needed_width, 32 * self.cues.caption.fontMetrics().averageCharWidth())

    def _is_tight(self, high: int, width: int) -> bool:
        """Whether what to do now has no room between all the rest."""
        return high - self._fixed(width) < self.cues.caption_height(width)

    @property
    def _needed_width(self) -> int:
        """By buttons, which do not wrap, and signs, side by side."""
        return max(self.cues.least_width, *(row.needs for row in self._folds))

    @property
    def _narrowest(self) -> int:
        """The same, all below each other."""
        return max(self.cues.narrowest, *(row.minimumSizeHint().width() for row in self._folds))

    def _fixed(self, width: int) -> int:
        """The height of all but figure and words, at that ``width``."""
        margins = self._grid.contentsMargins()
        controls = max(row.height_at(width) for row in self._control_rows)
        return self._top.height_at(width) + controls + margins.top() + margins.bottom() + 3 * _GAP

    def _lay_out(self) -> None:
        self.question.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)  # in sight at once
        for page in (self.cues, self.question):
            self._words.addWidget(page)
        for fold in self._control_rows:
            self._controls.addWidget(fold)
        for fixed in (self._top, self._controls):
            fixed.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.figure.setMinimumSize(1, 1)
        self.figure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._grid.setContentsMargins(_SIDE, 14, _SIDE, 6)
        self._grid.setSpacing(_GAP)
        self._arrange(Order.ABOVE)

    def _arrange(self, order: Order) -> None:
        self._order, wide = order, order is Order.BESIDE
        words: list[QWidget] = [self._top, self.figure, self._scroller, self._controls]
        for part in words:
            self._grid.removeWidget(part)
        if wide:
            self._grid.addWidget(self.figure, 0, 0, 4, 1)
            for row, part in ((0, self._top), (1, self._scroller), (3, self._controls)):
                self._grid.addWidget(part, row, 1)
        else:
            if order is Order.WORDS_FIRST:
                words = [self._scroller, self._controls, self._top, self.figure]
            for row, part in enumerate(words):
                self._grid.addWidget(part, row, 0)
        self._grid.setRowStretch(1, 1 if order is Order.ABOVE else 0)
        self._grid.setRowStretch(2, 1 if wide else 0)
        self._grid.setColumnStretch(0, 1)
