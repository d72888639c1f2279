"""The way to what is spoken of: to its page and its place there, so that one sees it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from deskbreak.ui.kit.controls import Text
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.settings.page import SettingsPage
from deskbreak.ui.settings.pages import page_of


class Guide:
    """``turn_to`` shows the page with an id, ``seen`` is the page that is shown."""

    def __init__(self, turn_to: Callable[[str], None], seen: Callable[[], SettingsPage]) -> None:
        self._turn_to, self._seen = turn_to, seen

    def lead_to(self, keys: tuple[str, ...]) -> None:
        """Have the rows of these settings before one's eyes: on this page if they stand there, else on their own."""
        if not self._seen().shows(keys):
            self._turn_to(page_of(keys[0]))
            self._seen().rows_of(keys)[0].take_keyboard()
        self._seen().point_at(keys)

    def lead_to_part(self, page: str, part: QWidget) -> None:
        """Have ``part``, which stands on the page with this id, before one's eyes, with the keyboard."""
        self._turn_to(page)
        bring_into_sight(part)
        reached = (one for one in part.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (first := next(reached, None)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_to_title(self, page: str, title: str) -> None:
        """As to a part: the one that is called so."""
        self._turn_to(page)
        stands = (one for one in self._seen().findChildren(Text) if one.text() == title and not one.isHidden())
        if (text := next(stands, None)) is not None:
            self.lead_to_part(page, text.parentWidget() or text)
