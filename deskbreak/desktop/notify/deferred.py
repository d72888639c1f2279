"""A notifier that is built when the first note comes: hours may pass until then, and memory with them."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from deskbreak.desktop.notify.notifier import Note, Notifier


class DeferredNotifier(Notifier):
    """Shows notes by the notifier that ``make`` builds, and passes on what that one tells."""

    def __init__(self, make: Callable[[], Notifier], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._real: Notifier | None = None

    def takes(self, note: Note) -> bool:
        """See ``Notifier``: nobody can tell before it is tried."""
        return self._real is None or self._real.takes(note)

    def shut(self) -> None:
        """See ``Notifier``."""
        self._open.clear()
        self._unanswered.clear()
        if self._real is not None:
            self._real.shut()

    def build(self) -> Notifier:
        """The real one, built now if it was not before."""
        if self._real is None:
            self._real = self._make()
            self._real.setParent(self)
            self._real.action.connect(self._acted)
            self._real.clicked.connect(self._click)
            self._real.closed.connect(self._gone)
            self._real.refused.connect(self._refuse)
            self._real.ready.connect(self.ready)
        return self._real

    def _show(self, note: Note) -> None:
        self.build().show(note)

    def _close(self, key: str) -> None:
        if self._real is not None:
            self._real.close(key)
