"""Pages of which one is seen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Pages(QWidget):
    """As large as the page that is seen needs it; Qt's stack is as large as any of them."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            self.add(page)

    @property
    def seen(self) -> QWidget | None:
        """The page that is seen, None where there is none."""
        return next((page for page in self._pages if not page.isHidden()), None)

    def add(self, page: QWidget) -> None:
        """Have ``page`` among them; the first is seen at once."""
        page.setVisible(not self._pages)
        self._pages.append(page)
        self._column.addWidget(page)

    def remove(self, page: QWidget) -> None:
        """Let go of it, without another in its place."""
        self._pages.remove(page)
        self._column.removeWidget(page)
        page.hide()

    def turn_to(self, page: QWidget) -> None:
        """See ``page``."""
        if page.isHidden():
            for other in self._pages:
                other.setVisible(other is page)
