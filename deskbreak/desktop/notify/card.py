"""deskbreak's own small card: the rules. The window comes from ui, by way of a function."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from deskbreak.desktop.notify.notifier import Note, Notifier


class CardLike(Protocol):
    """A small window that shows one note and never takes the focus. It lives from ``show`` to ``close``."""

    @property
    def action(self) -> SignalInstance:
        """``Signal(str)``: the button with that id was pressed."""
        ...

    @property
    def closed(self) -> SignalInstance:
        """``Signal(bool)``: it was closed, by the user or not. May be emitted by ``close`` or not."""
        ...

    def show(self) -> None:
        """Come up."""
        ...

    def close(self) -> object:
        """Go away for good."""
        ...


class CardNotifier(Notifier):
    """Shows one card at a time: the newest note. The one below comes back when that has gone.

    A note's time (``expire_ms``) runs while it is the one in view.
    """

    def __init__(self, make_card: Callable[[Note], CardLike], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_card = make_card
        self._card: CardLike | None = None
        self._shown: Note | None = None
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.timeout.connect(self._on_expired)

    def _show(self, note: Note) -> None:
        self._open[note.key] = self._open.pop(note.key)  # newest last, also when it takes another's place
        self._present()

    def _close(self, key: str) -> None:  # noqa: ARG002 - it has left the open notes
        self._present()

    def _present(self) -> None:
        """Make the card in view that of the newest open note."""
        newest = next(reversed(self._open.values()), None)
        if newest is self._shown:
            return
        before, self._card, self._shown = self._card, None, newest
        self._expiry.stop()
        if before is not None:
            before.close()
        if newest is None:
            return
        card = self._card = self._make_card(newest)
        card.action.connect(partial(self._on_action, card))
        card.closed.connect(partial(self._on_closed, card))
        card.show()
        if newest.expire_ms is not None:
            self._expiry.start(newest.expire_ms)

    def _on_action(self, card: CardLike, action: str) -> None:
        if card is self._card and self._shown is not None:
            self._acted(self._shown.key, action)
            self._present()

    def _on_closed(self, card: CardLike, by_user: bool) -> None:
        if card is self._card and self._shown is not None:
            self._gone(self._shown.key, by_user)
            self._present()

    def _on_expired(self) -> None:
        if self._shown is not None:
            self._gone(self._shown.key, by_user=False)
            self._present()
