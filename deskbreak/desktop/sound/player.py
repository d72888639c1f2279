"""Plays deskbreak's sounds by the desktop's own player; what cannot be played is missed by nobody."""

import importlib
import logging
import shutil
import wave
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer

from deskbreak.desktop.processes import end
from deskbreak.desktop.sound.sounds import Sound, softened
from deskbreak.folders import private_folder, sweep

log = logging.getLogger(__name__)

PLAYERS = {
    # paplay(1) plays by PulseAudio, and by PipeWire where that stands in for it; pw-cat(1); aplay(1).
    "linux": (("paplay",), ("pw-play",), ("aplay", "-q")),
    "darwin": (("afplay",),),
}
LONGEST_MS = 8_000
"""The longest sound is one second long; more than this is a player that hangs."""
AT_ONCE = 2
"""More would be noise, or players that hang."""


def players(platform: str) -> list[list[str]]:
    """The commands that can play here, the best first; a file is to follow. ``platform``: as ``sys.platform``."""
    return [[path, *words[1:]] for words in PLAYERS.get(platform, ()) if (path := shutil.which(words[0])) is not None]


class SoundPlayer(QObject):
    """Plays the sounds in ``folder``, and softened copies that it keeps in ``copies``: a folder for nothing else, made
    with the first and taken away in ``close``; who sees to it after a kill is ``app``. GUI thread only; nothing blocks.

    Where a player fails or hangs, that sound is lost, and the next one is for the next player: a sound server may come
    back. ``fault`` says what was wrong last.
    ``platform``: as ``sys.platform``. On Windows it is Python's ``winsound`` that plays, without a process.
    """

    def __init__(
        self,
        folder: Path,
        copies: Path,
        platform: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._players = deque(players(platform))
        self._windows: Any = importlib.import_module("winsound") if platform == "win32" else None
        self._copies = copies
        self.fault = "" if self._players or self._windows else "there is no program that plays sounds"

    @property
    def playing(self) -> int:
        """How many sounds are being played."""
        return sum(process.state() != QProcess.ProcessState.NotRunning for process in self.findChildren(QProcess))

    def play(self, sound: Sound, volume: int) -> None:
        """Play ``sound`` at ``volume``, 0 to 100 percent."""
        if not volume or not (self._players or self._windows) or self.playing >= AT_ONCE:
            return
        file = self._file(sound, volume)
        if file is None:
            return
        if self._windows:
            self._play_on_windows(file)
        else:
            _Play(self, [*self._players[0], str(file)], self._on_fault)

    def close(self) -> None:
        """Fall silent and give everything back. What was killed is gone within milliseconds."""
        self._players.clear()
        self._windows = None
        for process in self.findChildren(_Play):
            process.end()
        sweep(self._copies)

    def _file(self, sound: Sound, volume: int) -> Path | None:
        source = self._folder / f"{sound}.wav"
        if volume >= 100:
            return source
        copy = self._copies / f"{sound}-{volume}.wav"
        try:
            private_folder(self._copies)
            if not copy.exists():
                softened(source, copy, volume)
        except OSError as error:
            self._tell(f"{sound}: {error.filename or copy}: {error.strerror or error}")
            return None
        except (EOFError, wave.Error) as error:
            self._tell(f"{sound}: {source}: {error}")
            return None
        return copy

    def _play_on_windows(self, file: Path) -> None:
        # https://docs.python.org/3/library/winsound.html: it returns at once, and raises where there is no device.
        wanted = self._windows.SND_FILENAME | self._windows.SND_ASYNC | self._windows.SND_NODEFAULT
        try:
            self._windows.PlaySound(str(file), wanted)
        except RuntimeError as error:
            self._tell(f"winsound: {error}")

    def _on_fault(self, player: str, fault: str) -> None:
        if self._players and self._players[0][0] == player:
            self._players.rotate(-1)
            self._tell(f"{Path(player).name}: {fault}")

    def _tell(self, fault: str) -> None:
        if fault != self.fault:
            self.fault = fault
            log.info("no sound by %s", fault)


class _Play(QProcess):
    """One sound being played; it takes itself away."""

    def __init__(self, parent: SoundPlayer, command: list[str], on_fault: Callable[[str, str], None]) -> None:
        super().__init__(parent)
        self._command = command
        self._fault = on_fault
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self._on_late)
        self._late.start(LONGEST_MS)
        self.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self.setStandardInputFile(QProcess.nullDevice())
        self.finished.connect(self._on_end)
        self.errorOccurred.connect(self._on_error)
        self.start(command[0], command[1:])

    def end(self) -> None:
        """Kill it, and wait until it has gone."""
        self._fault = _unheard
        end(self)

    def _on_late(self) -> None:
        self._fault(self._command[0], "it did not come to an end")
        self.kill()

    def _on_end(self, code: int, status: QProcess.ExitStatus) -> None:
        if code or status is not QProcess.ExitStatus.NormalExit:
            said = bytes(self.readAll().data()).decode(errors="replace").strip().splitlines()
            self._fault(self._command[0], said[-1] if said else f"it ended with {code}")
        self.deleteLater()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fault(self._command[0], self.errorString())
            self.deleteLater()


def _unheard(_player: str, _fault: str) -> None:
    """Nobody is told."""
