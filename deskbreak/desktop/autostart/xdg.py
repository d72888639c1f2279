"""Start at login on Linux: a desktop entry in an autostart folder, read as a session manager reads it.

https://specifications.freedesktop.org/autostart-spec/latest/ and, for OnlyShowIn, NotShowIn and TryExec,
https://specifications.freedesktop.org/desktop-entry-spec/latest/recognized-keys.html; ``X-GNOME-Autostart-enabled`` is
the switch of GNOME, MATE and Cinnamon.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.desktop.entry.command import CommandLine, Unnameable
from deskbreak.desktop.entry.entry import (
    FILE,
    DesktopEntry,
    changing_fault,
    made_from,
    put,
    read_entry,
    take_away,
)
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.i18n import _

ENABLED = "X-GNOME-Autostart-enabled"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a session manager makes of one file; ``command`` is what is to be started, if anything is."""

    path: Path
    status: AutostartStatus
    entry: DesktopEntry | None = None
    command: CommandLine = ()


class XdgAutostart:
    """See ``Autostart``. ``environment`` says where the folders are, and on which desktop this is.

    ``command`` gives what starts this deskbreak, or raises ``NoLauncher``; ``template`` is the text of its entry.
    """

    def __init__(self, environment: Mapping[str, str], command: Callable[[], CommandLine], template: str) -> None:
        self._environment = environment
        self._command = command
        self._template = template
        self._own = user_entry(environment)
        folders = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        everybodys = [Path(folder) / "autostart" / FILE for folder in folders.split(":") if folder.startswith("/")]
        self._everybodys = [path for path in everybodys if path != self._own]

    def status(self) -> AutostartStatus:
        """See ``Autostart``."""
        found = self._first([self._own, *self._everybodys])
        return AutostartStatus(AutostartState.OFF, str(self._own)) if found is None else found.status

    def switch_on(self) -> None:
        """See ``Autostart``. What the system starts by itself needs no entry of the user's own."""
        command = self._launcher()
        found = self._first([self._own, *self._everybodys])
        if found is not None and self._starts(found, command):
            return
        systems = self._first(self._everybodys)
        try:
            if systems is not None and self._starts(systems, command):
                take_away(self._own)
            else:
                self._write(command)
        except (OSError, Unnameable) as error:
            raise NotSwitched(changing_fault(self._own, error)) from error

    def switch_off(self) -> None:
        """See ``Autostart``."""
        systems = self._first(self._everybodys)
        try:
            if systems is None or _hidden(systems):
                take_away(self._own)
                return
            own = self._first([self._own])
            if own is None or not _hidden(own):
                put(self._own, made_from(self._template, None, Hidden="true").encode())
        except OSError as error:
            raise NotSwitched(changing_fault(self._own, error)) from error

    def mend(self) -> bool:
        """See ``Autostart``."""
        own = self._first([self._own])
        if own is None or own.status.state is not AutostartState.MOVED or own.entry is None or not own.entry.ours:
            return False
        command = self._launcher()
        if own.command[1:] != command[1:]:  # it starts another home
            return False
        try:
            self._write(command)
        except (OSError, Unnameable) as error:
            raise NotSwitched(changing_fault(self._own, error)) from error
        return True

    def _launcher(self) -> CommandLine:
        try:
            return self._command()
        except NoLauncher as error:
            raise NotSwitched(str(error)) from error

    def _write(self, command: CommandLine) -> None:
        text = made_from(self._template, command, X_GNOME_Autostart_enabled="true")
        put(self._own, text.encode())

    def _starts(self, found: _Found, command: CommandLine) -> bool:
        """Whether that is what is started."""
        if not found.status.on or found.command[1:] != command[1:]:
            return False
        try:
            return Path(self._found(found.command[0])).samefile(command[0])
        except OSError:
            return False

    def _first(self, paths: list[Path]) -> _Found | None:
        """The most important file that is there, which is the only one that counts."""
        for path in paths:
            try:
                entry = read_entry(path)
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as error:
                fault = _("{path} cannot be read as a desktop entry: {reason}.").format(
                    path=path, reason=_reason(error)
                )
                return _Found(path, AutostartStatus(AutostartState.OFF, str(path), fault))
            return self._judged(path, entry)
        return None

    def _judged(self, path: Path, entry: DesktopEntry) -> _Found:
        def off(fault: str = "") -> _Found:
            return _Found(path, AutostartStatus(AutostartState.OFF, str(path), fault), entry)

        if entry.yes("Hidden") or entry.text(ENABLED).strip() == "false":
            return off()
        if not self._shown_here(entry):
            return off(_("{path} is not for this desktop, by its OnlyShowIn or NotShowIn.").format(path=path))
        try:
            command = entry.command
        except ValueError:
            return off(_("{path} names no program to be started.").format(path=path))
        for program in (entry.text("TryExec"), command[0]):
            if program and not self._found(program):
                gone = _("{path} would start {program}, and that is not there.").format(path=path, program=program)
                return _Found(path, AutostartStatus(AutostartState.MOVED, str(path), gone), entry, command)
        return _Found(path, AutostartStatus(AutostartState.ON, str(path)), entry, command)

    def _shown_here(self, entry: DesktopEntry) -> bool:
        """The first of the desktop's names that either list has decides; where none is, it is shown unless it is for
        others only."""
        only, never = entry.names("OnlyShowIn"), entry.names("NotShowIn")
        for name in self._environment.get("XDG_CURRENT_DESKTOP", "").split(":"):
            if name in only:
                return True
            if name in never:
                return False
        return "OnlyShowIn" not in entry.values

    def _found(self, program: str) -> str:
        """Where it is; ``""`` if nowhere."""
        return shutil.which(program, path=self._environment.get("PATH", os.defpath)) or ""


def user_entry(environment: Mapping[str, str]) -> Path:
    """The user's own file, which goes before all others."""
    config = environment.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if config.startswith("/") else Path(environment.get("HOME", "~")).expanduser() / ".config"
    return folder / "autostart" / FILE


def _hidden(found: _Found) -> bool:
    return found.entry is not None and found.entry.yes("Hidden")


def _reason(error: Exception) -> str:
    return str((isinstance(error, OSError) and error.strerror) or error)
