"""Start at login on Windows: a value of the Run key. Written to the documentation, not run here.

https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys. What is switched off in Settings or
the Task Manager keeps its value there, and has an odd first byte below ``StartupApproved``, which nobody documents:
https://renenyffenegger.ch/notes/Windows/registry/tree/HKEY_CURRENT_USER/Software/Microsoft/Windows/CurrentVersion/Explorer/StartupApproved
"""

import subprocess
from collections.abc import Callable
from pathlib import PureWindowsPath
from typing import Any

from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.desktop.entry.command import CommandLine
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.i18n import _

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
NAME = "deskbreak"
LONGEST = 260
"""Characters of a command line there."""


class WindowsAutostart:
    """See ``Autostart``. ``registry`` is the module ``winreg``; ``exists`` says whether there is a file of that path;
    ``command`` as for ``XdgAutostart``."""

    def __init__(self, registry: Any, exists: Callable[[str], bool], command: Callable[[], CommandLine]) -> None:
        self._registry = registry
        self._exists = exists
        self._command = command

    def status(self) -> AutostartStatus:
        """See ``Autostart``."""
        where = rf"HKEY_CURRENT_USER\{RUN}"
        line = self._value(RUN)
        if not isinstance(line, str):
            return AutostartStatus(AutostartState.OFF, where)
        approved = self._value(APPROVED)
        if isinstance(approved, bytes) and approved and approved[0] & 1:
            return AutostartStatus(AutostartState.OFF, where, _("It is switched off in the Task Manager."))
        program = _program(line)
        if PureWindowsPath(program).is_absolute() and not self._exists(program):
            gone = _("{path} would start {program}, and that is not there.").format(path=where, program=program)
            return AutostartStatus(AutostartState.MOVED, where, gone)
        return AutostartStatus(AutostartState.ON, where)

    def switch_on(self) -> None:
        """See ``Autostart``."""
        try:
            line = subprocess.list2cmdline(self._command())
            if len(line) > LONGEST:
                sentence = _("{program} lies too deep: Windows starts what takes {count} characters at most.")
                raise NotSwitched(sentence.format(program=line, count=LONGEST))
            with self._registry.CreateKey(self._registry.HKEY_CURRENT_USER, RUN) as key:
                self._registry.SetValueEx(key, NAME, 0, self._registry.REG_SZ, line)
            self._forget(APPROVED)
        except NoLauncher as error:
            raise NotSwitched(str(error)) from error
        except OSError as error:
            raise NotSwitched(_told(error)) from error

    def switch_off(self) -> None:
        """See ``Autostart``."""
        try:
            self._forget(RUN)
            self._forget(APPROVED)
        except OSError as error:
            raise NotSwitched(_told(error)) from error

    def mend(self) -> bool:
        """See ``Autostart``."""
        if self.status().state is not AutostartState.MOVED:
            return False
        self.switch_on()
        return True

    def _value(self, path: str) -> object:
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, path) as key:
                value: object = self._registry.QueryValueEx(key, NAME)[0]
        except OSError:
            return None
        return value

    def _forget(self, path: str) -> None:
        rights = self._registry.KEY_SET_VALUE
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, path, 0, rights) as key:
                self._registry.DeleteValue(key, NAME)
        except FileNotFoundError:
            return


def _program(line: str) -> str:
    """The program of a command line as ``list2cmdline`` writes it: no path has a quote in it."""
    line = line.strip()
    return line[1:].partition('"')[0] if line.startswith('"') else line.partition(" ")[0]


def _told(error: OSError) -> str:
    return _("The registry could not be changed: {reason}.").format(reason=error.strerror or error)
