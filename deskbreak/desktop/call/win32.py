"""Whether a microphone or a camera is in use, on Windows: what its privacy settings remember. Not run here.

Settings > Privacy > Microphone (Camera) shows "Currently in use" from the same place: for each program
``LastUsedTimeStart`` and ``LastUsedTimeStop`` (FILETIME; a stop of 0 while it lasts) under ConsentStore, since Windows
10 1903. Programs from the store have a key each; all the others have theirs under ``NonPackaged``, which is their path
with "#" for a backslash. https://www.msxfaq.de/windows/endpointsecurity/windows_consentstore.htm
https://gitlab.com/matclab/automattermostatus/-/issues/17
"""

import importlib
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PureWindowsPath
from typing import Any

from PySide6.QtCore import QObject

from deskbreak.desktop.call.threaded import ThreadedSense, Users
from deskbreak.desktop.program import Program
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.time.clock import Ticks

CONSENT_STORE = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
NON_PACKAGED = "NonPackaged"
WINDOWS_1903 = 18362
"""The first build that remembers when a program used a device."""
MS_TO_1970 = 11_644_473_600_000
"""From 1601-01-01, where FILETIME begins; it counts in 100 ns."""
SLACK_MS = 60_000
"""Two clocks that are corrected now and then say when the machine was started."""


class Device(StrEnum):
    """What can be asked for, by its key's name."""

    MICROPHONE = "microphone"
    CAMERA = "webcam"


class ConsentStore(ThreadedSense):
    """See ``ThreadedSense``. Raises ``NoSense`` where Windows is too old for it.

    ``registry``: the module ``winreg``; ``build``: Windows' number.

    What has no end because of a power cut counts until the next start of the machine, and no longer.
    """

    def __init__(
        self,
        device: Device,
        registry: Any,
        build: int,
        ticks: Ticks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ticks = ticks
        self.name = f"consent-store-{device}"
        self._device = device
        self._registry = registry
        if build < WINDOWS_1903:
            raise NoSense("Windows tells who uses a microphone or camera since 10 1903; this one is older")

    def _users(self) -> Users:
        top = rf"{CONSENT_STORE}\{self._device}"
        paths = [rf"{top}\{name}" for name in self._below(top) if name != NON_PACKAGED]
        paths += [rf"{top}\{NON_PACKAGED}\{name}" for name in self._below(rf"{top}\{NON_PACKAGED}", missing_ok=True)]
        return tuple(dict.fromkeys(program(path) for path in paths if self._in_use(path)))

    def _below(self, path: str, *, missing_ok: bool = False) -> Iterator[str]:
        try:
            key = self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, path)
        except FileNotFoundError:
            if missing_ok:
                return
            raise
        with key:
            for number in range(self._registry.QueryInfoKey(key)[0]):
                yield self._registry.EnumKey(key, number)

    def _in_use(self, path: str) -> bool:
        """Whether it has begun and not ended; a program that never used it has neither time, or two that are 0."""
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, path) as key:
                start, _kind = self._registry.QueryValueEx(key, "LastUsedTimeStart")
                stop, _kind = self._registry.QueryValueEx(key, "LastUsedTimeStop")
        except FileNotFoundError:
            return False
        if not isinstance(start, int) or not isinstance(stop, int):
            raise OSError(f"no time at {path}")
        return stop == 0 and start // 10_000 - MS_TO_1970 > self._started_ms() - SLACK_MS

    def _started_ms(self) -> int:
        """When the machine was started, since 1970: Windows' clock of spans counts from there."""
        return self._ticks.utc_ms() - self._ticks.elapsed_ms()


def program(path: str) -> Program:
    """A program from its key: "Zoom" of "C:#Program Files#Zoom#bin#Zoom.exe", "MSTeams" of "MSTeams_8wekyb3"."""
    key = path.rpartition("\\")[2]
    if "#" in key:
        file = PureWindowsPath(key.replace("#", "\\"))
        return Program.called(file.stem, file.name)
    package = key.partition("_")[0]
    return Program.called(package.rpartition(".")[2], package)


def windows_build() -> int:
    """Which Windows this is."""
    build: int = sys.getwindowsversion().build  # type: ignore[attr-defined]
    return build


def winreg() -> Any:
    """Python's module of that name. Raises ``NoSense`` elsewhere."""
    try:
        return importlib.import_module("winreg")
    except ImportError as error:
        raise NoSense("not Windows") from error
