"""The frame of the routine window: one column of pages over the footer, with room for large letters."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.ui.kit.controls import ThemedWindow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.pages import Pages
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement, keep_in_sight, make_size, screen_room
from deskbreak.ui.routine.footer import Footer
from deskbreak.ui.routine.pages.end_page import EndPage
from deskbreak.ui.routine.pages.playing_page import PlayingPage

SIZE = (420, 640)
SMALL = (356, 500)
_LEAST = QSize(360, 540)
_LEAST_SMALL = QSize(352, 460)
_MOST_FOOT = 3
"""So many times as tall as its foot a window is at least, or the foot scrolls with what is above it."""
_WIDEST = 560
"""Of what a page holds: in a maximised window it stays one column, in the middle, that the eye need not search."""


class PagesWindow(ThemedWindow):
    """Pages, of which one is seen, and the footer. ``size``: the remembered one; ``small``: a smaller one will do."""

    unseen = Signal()
    """Nobody can see it any more: it was minimised or hidden, or is on another virtual desktop."""

    def __init__(self, title: str, size: tuple[int, int] | None, *, small: bool) -> None:
        super().__init__(title)
        self._footer = Footer()
        self._pages = Pages()
        self.end_page: EndPage | None = None
        """The last page, once there is one."""
        self._column, page, foot = QWidget(), QWidget(), QWidget()
        self._inside, self._outside = QVBoxLayout(self._column), QHBoxLayout(foot)
        row = QHBoxLayout(page)
        for layout in (self._inside, self._outside, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._inside.addWidget(self._pages, 1)
        self._outside.addWidget(self._footer)
        row.addStretch()
        row.addWidget(self._column, 1)  # all there is, up to its most
        row.addStretch()
        fill(self, page).addWidget(foot)
        self._hold_width(_WIDEST)
        self._foot = 0
        self._larger = 1.0
        """How much larger than usual the letters are."""
        self._least = _LEAST_SMALL if small else _LEAST
        self._remembered = size is not None
        self._wanted = QSize(*(size or (SMALL if small else SIZE)))
        self.setMinimumSize(self._least)
        self.resize(self._wanted)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised, it is unseen."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self.unseen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """So it is on another virtual desktop: the window itself is not told of that, only its surface."""
        surface = self.windowHandle()
        if event.type() is QEvent.Type.Expose and watched is surface and not surface.isExposed():
            self.unseen.emit()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """And hidden."""
        super().hideEvent(event)
        self.unseen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A figure beside the words needs more than a column of text."""
        super().resizeEvent(event)
        self._fit_column()

    def event(self, event: QEvent) -> bool:
        """Another page has other buttons in the footer, which leave it more room or less."""
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._foot != self._foot_height():
            self._fit_column()
        return answer

    def _foot_height(self) -> int:
        return self._footer.height_at(min(self.width(), round(_WIDEST * self._larger)))

    def _fit_column(self) -> None:
        """One column as wide as one likes to read; two, where the playing page shows its figure beside the words.

        The footer stays below it as long as it leaves most of the window to that; else it scrolls with the rest.
        """
        page = self._pages.seen
        most = round(_WIDEST * self._larger)
        self._foot = foot = self._foot_height()
        outside = _MOST_FOOT * foot <= self.height()
        if outside is not (self._outside.indexOf(self._footer) >= 0):
            (self._outside if outside else self._inside).addWidget(self._footer)
        if isinstance(page, PlayingPage):
            room = QSize(min(self.width(), 2 * most), self.height() - (foot if outside else 0))
            most = 2 * most if page.stands_beside(room) else most
            page.put_room(room.height())
        self._hold_width(most)

    def _hold_width(self, most: int) -> None:
        self._column.setMaximumWidth(most)
        self._footer.setMaximumWidth(most)

    def _show_with_room(self, page: PlayingPage) -> None:
        """Show it on the pointer's screen with the keyboard, with room for all of ``page``."""
        self._make_room(page)
        centre_on_pointer(self)
        self.show()
        self.to_front()
        if (surface := self.windowHandle()) is not None:
            surface.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._on_screen_gone)

    def _make_room(self, page: PlayingPage) -> None:
        """Room for large letters: as much wider as they are, and as tall as the playing page then needs.

        Where the screen is too low for that, wide enough for the figure to stand beside the words.
        """
        self._larger = larger = enlargement(self)
        room = screen_room()
        width = min(max(round(self._least.width() * larger), page.least_width), room.width())
        foot = self._footer.sizeHint().height()
        least = QSize(width, max(self._least.height(), page.least_height(width) + foot))
        wanted = (self._wanted if self._remembered else self._wanted * larger).expandedTo(least)
        low = least.height() > room.height()
        if low or (wanted.height() > room.height() and not self._remembered):
            wanted.setWidth(max(wanted.width(), page.good_width_beside(room.height() - foot)))
        if low:
            least.setHeight(self._least.height())
        self.setMinimumSize(least.boundedTo(room))
        if self.isVisible():
            make_size(self, wanted.boundedTo(room))
        else:
            self.resize(wanted.boundedTo(room))
        self._fit_column()

    def _on_screen_gone(self) -> None:
        QTimer.singleShot(0, self, lambda: keep_in_sight(self))  # when Qt has taken the screen from its list

    def _put(self, page: QWidget, button: QWidget) -> QWidget:
        """Show this page, with the keyboard on that button of it."""
        self._pages.add(page)
        self._turn_to(page)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def _put_ending(self, page: EndPage | None) -> None:
        """Have this last page in the place of another, or none."""
        self._drop(self.end_page)
        self.end_page = page
        if page is not None:
            self._pages.add(page)

    def _turn_to(self, page: QWidget) -> None:
        self._pages.turn_to(page)
        self._fit_column()

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._pages.remove(page)
            page.deleteLater()
