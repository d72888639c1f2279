"""The settings file while deskbreak runs: taken up when it changes, its faults told once (U3)."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from deskbreak.app import notifications
from deskbreak.desktop.files import open_files
from deskbreak.desktop.notify.notifier import Notifier
from deskbreak.settings import Settings
from deskbreak.store import config
from deskbreak.store.config import Loaded, Source
from deskbreak.store.config_watch import ConfigWatch
from deskbreak.store.paths import Paths

Unknown = Callable[[Sequence[str]], Sequence[str]]

log = logging.getLogger(__name__)


class Configuration(QObject):
    """Watches the file. ``unknown`` gives a sentence for each of some names of which there is no routine.

    ``faults`` are the sentences about the file as it is.
    """

    changed = Signal(object)
    """Other ``Settings`` are in force."""
    faults_changed = Signal()

    def __init__(self, paths: Paths, loaded: Loaded, notifier: Notifier, unknown: Unknown) -> None:
        super().__init__()
        self._paths = paths
        self._loaded = loaded
        self._notifier = notifier
        self._unknown = unknown
        self.faults: tuple[str, ...] = self._sentences(loaded)
        self._watch = ConfigWatch(paths.config_file, open_files, parent=self)
        self._watch.changed.connect(self._reload)

    @property
    def meanwhile(self) -> str:
        """What deskbreak goes on with while the file has faults; ``""`` while it has none."""
        return notifications.meanwhile(self._loaded.source) if self.faults else ""

    def begin(self) -> None:
        """Tell what was wrong at the start, and take up what has changed since the file was read then."""
        self._log_notice()
        if self.faults:
            self._tell_faults()
        self._reload()

    def check_routine(self) -> None:
        """Whether the routine that is set is there may be another matter by now."""
        self._tell_if_other(self._sentences(self._loaded))

    def change(self, changes: Mapping[str, object]) -> None:
        """Write these settings (by keys such as "coach.volume") into the file; where that cannot be, say so."""
        from deskbreak.store.config_edit import ConfigEditor, Uneditable  # noqa: PLC0415 - tomlkit is seldom needed

        try:
            ConfigEditor(self._paths.config_file).put(changes)
        except Uneditable as why:
            log.warning("%s", why)
            self._notifier.show(notifications.not_changed(str(why)))
        self._reload()

    def close(self) -> None:
        """Stop watching."""
        self._watch.close()

    def _reload(self) -> None:
        before, now = self._loaded, config.load(self._paths.config_file, self._paths.last_good_config)
        if now.faults and now.source is Source.DEFAULTS:  # the copy cannot be read either: but what is good is known
            source = Source.LAST_GOOD if before.source is Source.FILE else before.source
            now = replace(now, settings=before.settings, source=source)
        self._loaded = now
        if self._loaded.notice != before.notice:
            self._log_notice()
        if self._loaded.settings != before.settings:
            log.info("settings changed")
            self.changed.emit(self._loaded.settings)
        self._tell_if_other(self._sentences(self._loaded))

    def _tell_if_other(self, faults: tuple[str, ...]) -> None:
        if faults != self.faults:
            self.faults = faults
            self._tell_faults()
            self.faults_changed.emit()

    def _tell_faults(self) -> None:
        """By a notification, which is taken back when nothing is wrong any more."""
        for fault in self.faults:
            log.warning("%s", fault)
        if self.faults:
            self._notifier.show(notifications.faulty_config(self.faults, self._loaded.source))
        else:
            self._notifier.close(notifications.CONFIG)

    def _log_notice(self) -> None:
        if self._loaded.notice:
            log.warning("%s", self._loaded.notice)

    def _sentences(self, loaded: Loaded) -> tuple[str, ...]:
        sentences = config.report(loaded.faults, self._paths.config_file)
        # The default one is always there, and nothing has to be read for it.
        names = tuple(name for name in loaded.settings.routine.name if name not in Settings().routine.name)
        missing = self._unknown(names) if names else ()
        return (*sentences, *(f"{self._paths.config_file.name}: {sentence}" for sentence in missing))
