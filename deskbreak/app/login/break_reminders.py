"""The desktop's own break reminders: switched off in favour of deskbreak's, and given back when it leaves."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from deskbreak.desktop.reminders.choice import open_reminders
from deskbreak.desktop.reminders.gnome import GnomeReminders, NotChanged
from deskbreak.i18n import _
from deskbreak.store.memory import amend, recall
from deskbreak.store.paths import Paths


class BreakReminders:
    """``theirs``: the desktop's, ``None`` where it has none. What was on is remembered in ``memory_file``."""

    def __init__(self, theirs: GnomeReminders | None, memory_file: Path) -> None:
        self._theirs = theirs
        self._file = memory_file

    @classmethod
    def of(cls, paths: Paths) -> "BreakReminders":
        """Those of the desktop this runs on."""
        return cls(open_reminders(sys.platform, os.environ), paths.memory_file)

    @property
    def on(self) -> bool:
        """Whether the desktop reminds of breaks by itself. Asked anew each time: some hundredths of a second."""
        return self._theirs is not None and bool(self._theirs.selected())

    def switch_off(self) -> None:
        """Have the desktop remind of nothing, and remember of what it did. Raises ``NotChanged``."""
        if self._theirs is None or not (on := self._theirs.selected()):
            return
        before = recall(self._file).reminders
        self._remember(on)  # first: who ends in between has lost nothing
        if recall(self._file).reminders != on:
            raise NotChanged(
                _("They stay on: {file} cannot be written, and so nobody would know how to give them back.").format(
                    file=self._file
                )
            )
        try:
            self._theirs.select(())
        except NotChanged:
            self._remember(before)
            raise

    def give_back(self) -> tuple[str, ...]:
        """Have the desktop remind again, unless people have chosen anew meanwhile; the names of what is on again."""
        names = recall(self._file).reminders
        if not names or self._theirs is None:
            return ()
        given: tuple[str, ...] = ()
        if not self._theirs.selected():
            try:
                self._theirs.select(names)
            except NotChanged:
                return ()  # another time
            given = names
        self._remember(())
        return given

    def _remember(self, names: tuple[str, ...]) -> None:
        amend(self._file, lambda memory: replace(memory, reminders=names))
