"""Which engines this machine has, and the voices of each."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from deskbreak.desktop.speech import powershell
from deskbreak.desktop.speech.engine import HUNG, Engine, SpeechStyle, Voice
from deskbreak.desktop.speech.powershell import PowerShellEngine
from deskbreak.desktop.speech.program import ProgramEngine
from deskbreak.desktop.speech.programs import ESPEAK, SAY, SPD_SAY, Speech

AUTO, NONE = "auto", "none"
LISTS_WITHIN, TRIED_WITHIN = 10.0, 2.0
"""Seconds."""


class NoVoices(Exception):
    """An engine does not say which voices it has; the text is a technical line."""


@dataclass(frozen=True, slots=True)
class FoundEngine:
    """An engine that is here: its name in the settings, the program's path, how to make it, and to list its voices.

    ``through`` and ``quietly``: see ``Speech``.
    """

    name: str
    path: str
    make: Callable[[SpeechStyle], Engine]
    listing: tuple[str, ...]
    read: Callable[[str], Iterator[Voice]]
    through: str = ""
    quietly: tuple[str, ...] = ()

    def fault(self) -> str:
        """A technical line on why it cannot speak, "" as far as can be told without a sound, and without starting a
        service. Blocks for ``TRIED_WITHIN`` seconds at the most."""
        if self.through and shutil.which(self.through) is None:
            return f"{self.name}: {self.through} is not installed"
        if not self.quietly:
            return ""
        try:
            subprocess.run(
                [self.path, *self.quietly],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TRIED_WITHIN,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            return f"{self.name}: {_why(error)}"
        return ""

    def voices(self) -> tuple[Voice, ...]:
        """Its voices. Blocks for ``LISTS_WITHIN`` seconds at the most. Raises ``NoVoices``."""
        try:
            listing = subprocess.run(
                [self.path, *self.listing],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LISTS_WITHIN,
                check=True,
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            raise NoVoices(_why(error)) from error
        return tuple(self.read(listing.decode(errors="replace")))


def _why(error: OSError | subprocess.SubprocessError) -> str:
    """A technical line: without the command, which says nothing to anybody, and with what the program has said."""
    match error:
        case subprocess.CalledProcessError(returncode=code, stderr=said):
            lines = said.decode(errors="replace").strip().splitlines()
            return lines[-1] if lines else f"it ended with {code}"
        case subprocess.TimeoutExpired():
            return HUNG
        case OSError(strerror=str(why)):
            return why
        case _:
            return str(error)


def engines(wanted: str, platform: str) -> tuple[FoundEngine, ...]:
    """The engines that are here, the best first; ``wanted``: of all (``AUTO``), or that one alone, or ``NONE``."""
    there = [found for kind in _kinds(platform) if (found := kind()) is not None]
    return tuple(found for found in there if wanted in (AUTO, found.name))


def _kinds(platform: str) -> Sequence[Callable[[], FoundEngine | None]]:
    if platform == "win32":
        return (_power_shell,)
    if platform == "darwin":
        return (partial(_program, SAY), partial(_program, ESPEAK))
    return (partial(_program, SPD_SAY), partial(_program, ESPEAK))


def _program(speech: Speech) -> FoundEngine | None:
    path = next((path for path in map(shutil.which, speech.commands) if path is not None), None)
    if path is None:
        return None
    at = path
    return FoundEngine(
        speech.name,
        at,
        lambda manner: ProgramEngine(speech, at, manner),
        speech.listing,
        speech.voices,
        speech.through,
        speech.quietly,
    )


def _power_shell() -> FoundEngine | None:
    path = shutil.which("powershell")
    if path is None:
        return None
    at = path
    return FoundEngine(
        PowerShellEngine.name, at, lambda manner: PowerShellEngine(at, manner), powershell.LISTING, powershell.voices
    )
