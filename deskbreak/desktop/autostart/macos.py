"""Start at login on macOS: a LaunchAgent, which launchd reads at the login. Written to the documentation, not run here.

``man launchd.plist``, and
https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/CreatingLaunchdJobs.html
Whether it was switched off in System Settings, Login Items, only ``launchctl`` knows, and that is not asked.
"""

import os
import plistlib
from collections.abc import Callable
from pathlib import Path
from xml.parsers.expat import ExpatError

from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.desktop.entry.command import CommandLine, Unnameable, named
from deskbreak.desktop.entry.entry import APP_ID, changing_fault, put, take_away
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.i18n import _


class MacAutostart:
    """See ``Autostart``. ``folder`` is ~/Library/LaunchAgents; ``command`` as for ``XdgAutostart``."""

    def __init__(self, folder: Path, command: Callable[[], CommandLine]) -> None:
        self._file = folder / f"{APP_ID}.plist"
        self._command = command

    def status(self) -> AutostartStatus:
        """See ``Autostart``."""
        off = AutostartStatus(AutostartState.OFF, str(self._file))
        if not os.path.lexists(self._file):
            return off
        try:
            agent = plistlib.loads(self._file.read_bytes()) if self._file.is_file() else None
        except (OSError, ValueError, ExpatError, OverflowError, TypeError, AttributeError, IndexError):
            agent = None  # plistlib raises what comes for a file that is none
        match agent:
            case {"Disabled": True} | {"RunAtLoad": False}:
                return off
            case {"ProgramArguments": [str(program), *_others], "RunAtLoad": True}:
                pass
            case _:
                fault = _("{path} is no agent that starts deskbreak.").format(path=self._file)
                return AutostartStatus(AutostartState.OFF, str(self._file), fault)
        if not Path(program).exists():
            gone = _("{path} would start {program}, and that is not there.").format(path=self._file, program=program)
            return AutostartStatus(AutostartState.MOVED, str(self._file), gone)
        return AutostartStatus(AutostartState.ON, str(self._file))

    def switch_on(self) -> None:
        """See ``Autostart``."""
        try:
            agent = {
                "Label": APP_ID,
                "ProgramArguments": [named(word) for word in self._command()],
                "RunAtLoad": True,
                "ProcessType": "Interactive",  # else launchd slows it down as background work
                "LimitLoadToSessionType": "Aqua",  # where there is a desktop
            }
            put(self._file, plistlib.dumps(agent))
        except NoLauncher as error:
            raise NotSwitched(str(error)) from error
        except (OSError, Unnameable) as error:
            raise NotSwitched(changing_fault(self._file, error)) from error

    def switch_off(self) -> None:
        """See ``Autostart``."""
        try:
            take_away(self._file)
        except OSError as error:
            raise NotSwitched(changing_fault(self._file, error)) from error

    def mend(self) -> bool:
        """See ``Autostart``."""
        if self.status().state is not AutostartState.MOVED:
            return False
        self.switch_on()
        return True
