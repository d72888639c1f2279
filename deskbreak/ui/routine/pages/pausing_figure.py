"""The figure of a routine, which says when that is paused: beside the figure, so that all of the pose is seen."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QResizeEvent

from deskbreak.coach.frame import Frame
from deskbreak.i18n import _
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.routine.marks import PausedSign


class PausingFigure(Figure):
    """While it is paused its sign is in a corner where nothing of the person is, an upper one if one of these is free.

    Where none is, there is a strip for it above the figure, which becomes as much smaller.
    """

    def __init__(self, theme: Theme, appearance: Appearance) -> None:
        super().__init__(look=appearance.look, mirror=appearance.mirror, reduced=appearance.reduced)
        self.paused = PausedSign(theme)
        self.paused.setParent(self)
        self.paused.hide()
        self.paused.installEventFilter(self)

    def put_paused(self, *, paused: bool) -> None:
        """Say that it is paused, or nothing any more."""
        if paused is self.paused.isHidden():
            self.paused.setVisible(paused)
            self._place_sign()
            if paused and self.isVisible():
                announce(self, _("Paused"))

    def set_frame(self, frame: Frame) -> None:
        """Show it; where one has leapt to while it is paused another corner may be free."""
        before = self.picture
        super().set_frame(frame)
        if self.picture != before:
            self._place_sign()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size has other corners."""
        super().resizeEvent(event)
        self._place_sign()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Turned round, the other corner is the first."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._place_sign()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Other letters need other room."""
        if watched is self.paused and event.type() is QEvent.Type.LayoutRequest:
            self._place_sign()
        return super().eventFilter(watched, event)

    def _place_sign(self) -> None:
        self.leave_above(0)
        if self.paused.isHidden():
            return
        self.paused.ensurePolished()
        self.paused.resize(self.paused.sizeHint())
        corners = [QRect(corner, self.paused.size()) for corner in self._corners()]
        free = next((corner for corner in corners if self.is_free(corner)), None)
        if free is None:
            free = QRect(QPoint(corners[0].x(), 0), self.paused.size())
            self.leave_above(free.height())
        self.paused.move(free.topLeft())

    def _corners(self) -> list[QPoint]:
        """Where the sign may lie, the best first: as near to the disc as there is room beside and above it."""
        round_, sign = disc(QRectF(self.rect())).toAlignedRect(), self.paused.size()
        xs = [max(0, round_.left() - sign.width()), min(self.width() - sign.width(), round_.right() + 1)]
        ys = (max(0, round_.top() - sign.height()), min(self.height() - sign.height(), round_.bottom() + 1))
        return [QPoint(x, y) for y in ys for x in (reversed(xs) if self.isRightToLeft() else xs)]
