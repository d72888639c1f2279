"""Two notifiers made one: the second shows what the first cannot."""

from PySide6.QtCore import QObject

from deskbreak.desktop.notify.notifier import Note, Notifier


class FallbackNotifier(Notifier):
    """Shows each note by ``primary`` if that takes it, else by ``secondary``, and never by both.

    A note that ``primary`` refuses, at once or later, moves over. When ``primary`` is ready again, notes that stay
    until they are answered move back (those that expire have been seen).
    """

    def __init__(self, primary: Notifier, secondary: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._primary = primary
        self._secondary = secondary
        self._place: dict[str, Notifier] = {}
        primary.setParent(self)
        secondary.setParent(self)
        primary.refused.connect(self._on_refused)
        primary.ready.connect(self._on_ready)
        secondary.refused.connect(self._on_nowhere)
        for notifier in (primary, secondary):
            notifier.action.connect(self._on_action)
            notifier.clicked.connect(self._click)
            notifier.closed.connect(self._on_closed)

    def _show(self, note: Note) -> None:
        wanted = self._primary if self._primary.takes(note) else self._secondary
        self._move(note, wanted)

    def _move(self, note: Note, wanted: Notifier) -> None:
        before = self._place.get(note.key)
        if before is not None and before is not wanted:
            before.close(note.key)
        self._place[note.key] = wanted
        wanted.show(note)

    def _close(self, key: str) -> None:
        if place := self._place.pop(key, None):
            place.close(key)

    def takes(self, note: Note) -> bool:
        """See ``Notifier``."""
        return self._primary.takes(note) or self._secondary.takes(note)

    def shut(self) -> None:
        """See ``Notifier``."""
        super().shut()
        self._primary.shut()
        self._secondary.shut()

    def _on_refused(self, key: str) -> None:
        if note := self._open.get(key):
            self._move(note, self._secondary)

    def _on_nowhere(self, key: str) -> None:
        self._place.pop(key, None)
        self._refuse(key)

    def _on_ready(self) -> None:
        for note in self.open_notes:
            lasting = note.expire_ms is None
            if lasting and self._place.get(note.key) is self._secondary and self._primary.takes(note):
                self._move(note, self._primary)

    def _on_action(self, key: str, action: str) -> None:
        self._place.pop(key, None)
        self._acted(key, action)

    def _on_closed(self, key: str, by_user: bool) -> None:
        note = self._open.get(key)
        if note is None or not note.lasts:
            self._place.pop(key, None)
        self._gone(key, by_user)
