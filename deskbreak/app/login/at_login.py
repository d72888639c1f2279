"""Starting at login, as it is switched by the command line, the welcome and the settings."""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from deskbreak.app.login.break_reminders import BreakReminders
from deskbreak.desktop.autostart.autostart import Autostart, AutostartStatus, NotSwitched
from deskbreak.desktop.autostart.choice import open_autostart
from deskbreak.desktop.entry.command import CommandLine
from deskbreak.desktop.entry.entry import FILE
from deskbreak.desktop.entry.launcher import Started
from deskbreak.store.content.shipped import shipped
from deskbreak.store.memory import amend, recall
from deskbreak.store.paths import Paths

log = logging.getLogger(__name__)


class AtLogin:
    """An ``Autostart``; with it go the desktop's own reminders, which come back when deskbreak leaves (``given_back``).

    One that keeps everything below a folder (``--home``) starts with that folder.
    """

    def __init__(self, autostart: Autostart, reminders: BreakReminders) -> None:
        self._autostart = autostart
        self._reminders = reminders
        self.given_back: tuple[str, ...] = ()
        """The desktop's own reminders that the last ``switch_off`` has given back."""

    def status(self) -> AutostartStatus:
        """See ``Autostart``."""
        return self._autostart.status()

    def switch_on(self) -> None:
        """See ``Autostart``."""
        self._autostart.switch_on()

    def switch_off(self) -> None:
        """See ``Autostart``; then the desktop has those of its reminders again that were taken off its hands."""
        self._autostart.switch_off()
        self.given_back = self._reminders.give_back()

    def mend(self) -> bool:
        """See ``Autostart``."""
        return self._autostart.mend()


class _PortalsAnswer:
    """See ``LastAnswer``: in the file of small things to remember."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def told(self) -> bool:
        return recall(self._path).at_login

    def keep(self, *, starts: bool) -> None:
        amend(self._path, lambda memory: replace(memory, at_login=starts))


def open_at_login(paths: Paths) -> AtLogin:
    """That of this user on this desktop. In a sandbox it takes Qt's application, else nothing of Qt."""
    arguments = () if paths.home is None else ("--home", str(paths.home))
    autostart = open_autostart(
        sys.platform, os.environ, own_command(arguments), arguments, template(), _PortalsAnswer(paths.memory_file)
    )
    return AtLogin(autostart, BreakReminders.of(paths))


def own_command(arguments: CommandLine) -> Callable[[], CommandLine]:
    """What gives the command that starts this deskbreak with ``arguments``, or raises ``NoLauncher``."""
    return lambda: (*Started.here().command(), *arguments)


def template() -> str:
    """The text of deskbreak's desktop entry, as packages install it. Raises ``NotShipped``."""
    return shipped("desktop", FILE).read_text(encoding="utf-8")


def mend(paths: Paths) -> None:
    """At the start: where deskbreak is to start at login and has moved since, have the next login find it here."""
    try:
        at_login = open_at_login(paths)
        if at_login.mend():
            log.info("deskbreak has moved: %s starts it from here now", at_login.status().where)
    except (NotSwitched, OSError) as error:
        log.info("deskbreak has moved, and the login does not know where: %s", error)
