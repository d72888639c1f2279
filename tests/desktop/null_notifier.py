"""The notifier that says nothing: where there is nothing to say it with."""

import logging

from deskbreak.desktop.notify.notifier import Note, Notifier

log = logging.getLogger(__name__)


class NullNotifier(Notifier):
    """Writes notes to the log; they stay open until they are closed or replaced."""

    def _show(self, note: Note) -> None:
        log.info("not shown: %s: %s", note.key, note.title)

    def _close(self, key: str) -> None:
        log.debug("taken back: %s", key)
