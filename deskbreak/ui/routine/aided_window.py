"""The routine window as far as it is heard and read: mute, volume and size of text, by menu and by keys."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from deskbreak.coach.frame import ExercisePart
from deskbreak.coach.plan import Plan
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.routine.pages.menu_page import TEXT_SIZES, MenuPage, stepped
from deskbreak.ui.routine.pages.playing_page import PlayingPage
from deskbreak.ui.routine.pages_window import PagesWindow
from deskbreak.ui.routine.wishes import RoutineWishes

_RESIZES = MappingProxyType(
    {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: -len(TEXT_SIZES)}
)
"""With Ctrl: by how many steps the text becomes larger."""


class AidedWindow(PagesWindow):
    """A window in which ``plan`` is played. What is changed here holds at once, and is told by ``wishes``.

    ``size``: the remembered one; ``appearance``: as it is at first.
    """

    def __init__(self, plan: Plan, size: tuple[int, int] | None, appearance: Appearance) -> None:
        super().__init__(plan.name, size, small=appearance.small)
        self._appearance, self._muted = appearance, False
        self._menu: MenuPage | None = None
        self._page = PlayingPage(plan, self.theme, appearance)
        self._pages.add(self._page)
        self._page.mute.connect(self.mute_or_not)
        self.wishes = RoutineWishes(self)
        self.wishes.mute.connect(self._show_muted)
        self.wishes.volume.connect(self._show_volume)
        self.wishes.text_size.connect(self.show_text_size)
        self.enlarge(appearance.text_size / 100)

    def mute_or_not(self) -> None:
        """Silence until the window is gone, or sound again."""
        self.wishes.mute.emit(not self._muted)

    def show_text_size(self, size: int) -> None:
        """Letters of ``size`` percent, and room for them."""
        self._appearance = replace(self._appearance, text_size=size)
        self.enlarge(size / 100)
        self._make_room(self._page)
        self._page.share_out()
        if self._menu is not None:
            self._menu.show_text_size(size)

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self._page.set_reduced(reduced)

    def restyled(self) -> None:
        """Hand the new colours to what paints itself."""
        self._page.retheme(self.theme)
        if self.end_page is not None:
            self.end_page.retheme(self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl with + − 0: the size of text."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _RESIZES:
            self.wishes.text_size.emit(stepped(self._appearance.text_size, _RESIZES[key]))
        else:
            super().keyPressEvent(event)

    def _make_menu(
        self, parts: Sequence[ExercisePart], number: int, to: Callable[[int], object], back: Callable[[], object]
    ) -> MenuPage:
        """The menu, as things are; see ``MenuPage``."""
        self._menu = menu = MenuPage(
            parts,
            number,
            muted=self._muted,
            volume=self._appearance.volume,
            size=self._appearance.text_size,
            wishes=self.wishes,
            to=to,
            back=back,
        )
        menu.destroyed.connect(self._forget_menu)
        return menu

    def _forget_menu(self) -> None:
        self._menu = None

    def _show_muted(self, muted: bool) -> None:
        self._muted = muted
        for button in (self._page.mute_button, *(() if self._menu is None else (self._menu.mute_button,))):
            button.setChecked(muted)

    def _show_volume(self, volume: int) -> None:
        self._appearance = replace(self._appearance, volume=volume)
