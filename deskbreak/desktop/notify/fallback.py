"""Two notifiers made one: the second shows what the first cannot. Both are built when the first note comes."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from deskbreak.desktop.notify.notifier import Note, Notifier


class FallbackNotifier(Notifier):
    """Shows each note by the first of the two that ``make`` builds if that takes it, else by the other; never by both.

    They are built with the first note: hours may pass until then, and memory with them. A note that the first refuses,
    at once or later, moves over. When it is ready again, notes that stay until they are answered move back (those that
    expire have been seen).
    """

    def __init__(self, make: Callable[[], tuple[Notifier, Notifier]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._built: tuple[Notifier, Notifier] | None = None
        self._place: dict[str, Notifier] = {}

    def build(self) -> tuple[Notifier, Notifier]:
        """The two, built now if they were not before."""
        if self._built is None:
            self._built = primary, secondary = self._make()
            primary.refused.connect(self._on_refused)
            primary.ready.connect(self._on_ready)
            secondary.refused.connect(self._on_nowhere)
            for notifier in (primary, secondary):
                notifier.setParent(self)
                notifier.action.connect(self._on_action)
                notifier.clicked.connect(self._click)
                notifier.closed.connect(self._on_closed)
        return self._built

    def takes(self, note: Note) -> bool:
        """See ``Notifier``: nobody can tell before they are built."""
        return self._built is None or any(notifier.takes(note) for notifier in self._built)

    def shut(self) -> None:
        """See ``Notifier``."""
        super().shut()
        for notifier in self._built or ():
            notifier.shut()

    def _show(self, note: Note) -> None:
        primary, secondary = self.build()
        self._move(note, primary if primary.takes(note) else secondary)

    def _move(self, note: Note, wanted: Notifier) -> None:
        before = self._place.get(note.key)
        if before is not None and before is not wanted:
            before.close(note.key)
        self._place[note.key] = wanted
        wanted.show(note)

    def _close(self, key: str) -> None:
        if place := self._place.pop(key, None):
            place.close(key)

    def _on_refused(self, key: str) -> None:
        if note := self._open.get(key):
            self._move(note, self.build()[1])

    def _on_nowhere(self, key: str) -> None:
        self._place.pop(key, None)
        self._refuse(key)

    def _on_ready(self) -> None:
        primary, secondary = self.build()
        for note in self.open_notes:
            if note.lasts and self._place.get(note.key) is secondary and primary.takes(note):
                self._move(note, primary)

    def _on_action(self, key: str, action: str) -> None:
        self._place.pop(key, None)
        self._acted(key, action)

    def _on_closed(self, key: str, by_user: bool) -> None:
        note = self._open.get(key)
        if note is None or not note.lasts:
            self._place.pop(key, None)
        self._gone(key, by_user)
