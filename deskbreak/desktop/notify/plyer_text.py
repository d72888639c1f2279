"""The text of a note by plyer: where there is no org.freedesktop.Notifications (Windows, macOS).

plyer knows neither buttons nor a way to take a note back. Notes with buttons are refused, so that deskbreak's own
card shows them.
"""

import contextlib
import logging
import threading
import warnings
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from deskbreak.desktop.notify.notifier import Note, Notifier

log = logging.getLogger(__name__)

Send = Callable[[Note], None]
DEFAULT_MS = 10_000


def by_plyer(note: Note) -> None:
    """Show ``note``'s text; may block for seconds and raise anything a platform's means raise."""
    from plyer import notification  # noqa: PLC0415 - it looks for its platform at import

    with warnings.catch_warnings(action="ignore"):
        notification.notify(
            title=note.title,
            message=note.body,
            app_name="deskbreak",
            timeout=max(1, (note.expire_ms or DEFAULT_MS) // 1000),
        )


class PlyerText(Notifier):
    """Hands each text to plyer (``send``: ``by_plyer``) in a thread of its own, as plyer may block.

    ``closed`` follows when plyer has the text, since nothing more will be heard of it.
    """

    _sent = Signal(object, str)
    """(the note, what went wrong or ""), from the thread."""

    def __init__(self, send: Send, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._broken = False
        self._sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)

    def takes(self, note: Note) -> bool:
        """See ``Notifier``: texts only, and none any more once plyer has failed."""
        return not note.actions and not self._broken

    def _show(self, note: Note) -> None:
        if self.takes(note):
            threading.Thread(target=self._hand_over, args=(note,), name="plyer", daemon=True).start()
        else:
            self._refuse(note.key)

    def _close(self, key: str) -> None:
        log.debug("plyer cannot take back %s", key)

    def _hand_over(self, note: Note) -> None:
        try:
            self._send(note)
            fault = ""
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        with contextlib.suppress(RuntimeError):  # the application has ended meanwhile, and this object with it
            self._sent.emit(note, fault)

    def _on_sent(self, note: Note, fault: str) -> None:
        if fault:
            log.warning("no notifications by plyer: %s", fault)
            self._broken = True
        if self._open.get(note.key) is not note:
            return
        if fault:
            self._refuse(note.key)
        else:
            self._gone(note.key, by_user=False)
