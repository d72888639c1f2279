"""A posture tip, shown moving for a few seconds in a small window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from deskbreak.coach.frame import Frame
from deskbreak.coach.player import Player
from deskbreak.coach.run import Run
from deskbreak.i18n import _
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Button, Text, ThemedWindow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement, screen_room
from deskbreak.ui.routine.marks import Segments
from deskbreak.ui.routine.playback import Playback

SIZE = (300, 430)


class ClipWindow(ThemedWindow):
    """Plays ``player`` once, and again when asked, by ``clock`` (seconds, monotonic). Nothing is recorded.

    ``body`` are the words of the tip. Space begins again, Esc closes.
    """

    closed = Signal()

    def __init__(
        self, player: Player, clock: Callable[[], float], title: str, body: str, appearance: Appearance
    ) -> None:
        super().__init__(title)
        self._player, self._clock, self._appearance = player, clock, appearance
        self._figure = Figure(look=appearance.look, mirror=appearance.mirror, reduced=appearance.reduced)
        self._progress = Segments(player.plan.parts, self.theme)
        self._progress.setAccessibleName(_("Progress"))
        self._caption = Text("", "strong")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.again_button = Button(_("Again"))
        self.close_button = Button(_("Close"), "primary")
        self.again_button.clicked.connect(lambda _checked=False: self.again())
        self.close_button.clicked.connect(self.close)
        self._figure.setMinimumSize(0, 0)  # it gives way to words
        self._figure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        for part in (self._progress, Text(title, "heading"), Text(body, "muted")):
            column.addWidget(part)
        column.addWidget(self._figure, 1)
        column.addWidget(self._caption)
        column.addWidget(Fold((self.again_button, 0), (self.close_button, 1)))
        fill(self, page)
        self._playback = self._play()
        self._playback.show()

    @property
    def running(self) -> bool:
        """Whether it moves."""
        return self._playback.run.running

    def open(self) -> None:
        """Show it on the pointer's screen, and play. Only on the user's own wish: it takes the keyboard."""
        larger = enlargement(self)
        self._caption.setMinimumHeight(2 * self._caption.fontMetrics().lineSpacing() + 2)
        self.resize((QSize(*SIZE) * larger).expandedTo(self.minimumSizeHint()).boundedTo(screen_room()))
        centre_on_pointer(self)
        self.show()
        self.to_front()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._playback.go_on()

    def again(self) -> None:
        """From the start."""
        before, self._playback = self._playback, self._play()
        before.halt()
        before.deleteLater()
        self._playback.go_on()

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self._figure.set_look(self._appearance.look, self._appearance.mirror, reduced)

    def restyled(self) -> None:
        """Hand the new colours to what paints itself."""
        self._progress.retheme(self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space begins again, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Space:
            self.again()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised, it waits for nobody."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self._playback.halt()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Hidden, it waits."""
        super().hideEvent(event)
        self._playback.halt()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nobody looks any more."""
        super().closeEvent(event)
        self.closed.emit()

    def _play(self) -> Playback:
        playback = Playback(Run(self._player, self._clock), self)
        playback.frame.connect(self._show_frame)
        playback.over.connect(playback.halt)
        return playback

    def _show_frame(self, frame: Frame, _running: bool) -> None:
        self._figure.set_frame(frame)
        self._progress.put(frame.fraction)
        words = "\n".join(frame.caption)
        if words != self._caption.text():
            self._caption.put(words)
            announce(self._caption, words)
