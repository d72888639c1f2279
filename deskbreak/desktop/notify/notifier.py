"""The interface of everything that can show a note, and the bookkeeping they share."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from deskbreak.settings.text import plain, plain_lines


class Urgency(IntEnum):
    """As org.freedesktop.Notifications counts it."""

    LOW = 0
    NORMAL = 1
    CRITICAL = 2


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell.

    ``key`` names what it is about: a new note with the same key takes the place of the one before. Texts are plain
    text, ready to be shown. ``actions`` are pairs of an id and the words on its button. ``expire_ms``: how long it
    stays, None for until it is answered. ``sound``: a name of the freedesktop sound theme ("message"), or None.
    """

    key: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    urgency: Urgency = Urgency.NORMAL
    expire_ms: int | None = None
    sound: str | None = None

    def __post_init__(self) -> None:
        if not self.key or not self.title:
            raise ValueError("a note has a key and a title")
        if self.expire_ms is not None and self.expire_ms <= 0:
            raise ValueError(f"a note stays for some time: {self.expire_ms} ms")
        ids = [action for action, _label in self.actions]
        if len(set(ids)) < len(ids) or not all(ids):
            raise ValueError(f"each action has an id of its own: {ids}")
        # Names of programs and exercises, and what exceptions say, come from strangers: nothing in them acts.
        object.__setattr__(self, "title", plain(self.title))
        object.__setattr__(self, "body", plain_lines(self.body))
        object.__setattr__(self, "actions", tuple((action, plain(label)) for action, label in self.actions))


class Notifier(QObject):
    """Shows notes. GUI thread only; signals come there too.

    No call waits for anyone: a notification daemon that hangs costs nothing here (connecting to the session bus,
    once, is given 200 ms). Signals may come from within ``show``, so that whoever calls has set its own house in
    order before.

    A note is open from ``show`` until the first of ``action``, ``closed`` and ``refused`` for its key, or until
    ``close``, after which no signal comes for it. So each note gets one answer at the most.

    A backend implements ``_show`` and ``_close``, and reports by ``_acted``, ``_gone``, ``_refuse``.
    """

    action = Signal(str, str)
    """(key, id of the action): a button was pressed; the note is gone."""
    closed = Signal(str, bool)
    """(key, by the user): it was dismissed, or it has expired or was taken away."""
    refused = Signal(str)
    """(key): it cannot be shown here, or is shown here no longer; somebody else may try."""
    ready = Signal()
    """Notes are welcome (again): the backend's means have come up or have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: dict[str, Note] = {}

    def show(self, note: Note) -> None:
        """Show ``note``, in place of an open one with its key."""
        self._open[note.key] = note
        self._show(note)

    def close(self, key: str) -> None:
        """Take the note away, if there is one."""
        if self._open.pop(key, None) is not None:
            self._close(key)

    def takes(self, note: Note) -> bool:  # noqa: ARG002 - what all kinds of it ask
        """Whether, as far as is known now, it could show that note with its buttons."""
        return True

    def shut(self) -> None:
        """Take all notes away and give everything back. Blocks for 200 ms at the most."""
        for key in list(self._open):
            self.close(key)

    @property
    def open_notes(self) -> tuple[Note, ...]:
        """What is up now, oldest first."""
        return tuple(self._open.values())

    def _show(self, note: Note) -> None:
        """Bring ``note`` up; it is in ``_open`` already."""
        raise NotImplementedError

    def _close(self, key: str) -> None:
        """Take it down; it has left ``_open`` already."""
        raise NotImplementedError

    def _acted(self, key: str, action: str) -> None:
        if self._open.pop(key, None) is not None:
            self.action.emit(key, action)

    def _gone(self, key: str, by_user: bool) -> None:
        if self._open.pop(key, None) is not None:
            self.closed.emit(key, by_user)

    def _refuse(self, key: str) -> None:
        if self._open.pop(key, None) is not None:
            self.refused.emit(key)
