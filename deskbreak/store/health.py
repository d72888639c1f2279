"""How the files are: looked at, and left as they are."""

import os
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from deskbreak.folders import file_fault, folder_fault
from deskbreak.i18n import _
from deskbreak.settings.text import plain
from deskbreak.store import config
from deskbreak.store.aside import reason
from deskbreak.store.content.library import open_library
from deskbreak.store.history import file as history_file
from deskbreak.store.memory import unreadable
from deskbreak.store.paths import Paths
from deskbreak.store.state import readable

TRIAL = b"deskbreak" * 1024
"""What is written to see whether anything can be: more than what a full disk may still hold in a corner."""


@dataclass(frozen=True, slots=True)
class FileHealth:
    """One file or folder. ``size`` in bytes, ``None``: not there (yet). ``faults`` are sentences for people.

    ``name`` is one of ``config`` ``content`` ``state`` ``history`` ``memory`` ``log`` ``runtime``. ``kept``: deskbreak
    has to write it; then ``writable`` tells whether it can, or, where it is not there yet, could, and the first of
    ``faults`` why not.
    """

    name: str
    path: str
    size: int | None
    kept: bool
    writable: bool
    faults: tuple[str, ...] = ()


def examine(paths: Paths) -> tuple[FileHealth, ...]:
    """Every file that matters. Reads them all: some ms."""
    return (
        _health("config", paths.config_file, _config_faults(paths), kept=False),
        _health("content", paths.config, open_library(paths).faults, kept=False),
        _health("state", paths.state_file, _unusable(paths.state_file, readable), kept=True),
        _health("history", paths.history_file, _history_faults(paths.history_file), kept=True),
        _health("memory", paths.memory_file, _unusable(paths.memory_file, unreadable), kept=True),
        _health("log", paths.log_file, (), kept=True),
        _health("runtime", paths.runtime, (), kept=True),
    )


def _health(name: str, path: Path, faults: tuple[str, ...], *, kept: bool) -> FileHealth:
    try:
        size: int | None = path.stat().st_size
    except OSError:
        size = None
    if not kept:
        return FileHealth(name, str(path), size, kept, writable=True, faults=faults)
    folder = folder_fault(path if name == "runtime" else path.parent)
    refused = tuple(filter(None, (folder, "" if name == "runtime" else file_fault(path))))
    if not refused and (fault := _unwritable(path)):
        refused = (_("The system says: {reason}").format(reason=fault),)
    return FileHealth(name, str(path), size, kept, not refused, (*refused, *faults))


def _unwritable(path: Path) -> str:
    """Why the file, and others beside it, or in the folder, cannot be written, or could not be, once it is made.

    Rights do not say it: a disk that has gone read-only after an error, or is full, gives them all the same. So it is
    tried, in a file without a name where there is such a thing.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = 0
    except OSError as error:
        return reason(error)
    folder = path if stat.S_ISDIR(mode) else path.parent
    try:
        if stat.S_ISREG(mode):
            os.close(os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)))
        while not os.path.lexists(folder) and folder != folder.parent:
            folder = folder.parent
        with TemporaryFile(dir=folder, buffering=0) as trial:
            trial.write(TRIAL)
            os.fsync(trial.fileno())
    except OSError as error:
        return reason(error)
    return ""


def _config_faults(paths: Paths) -> tuple[str, ...]:
    loaded = config.read(paths)
    missing = open_library(paths).unknown(loaded.settings.routine.name)
    named = [f"{paths.config_file.name}: {sentence}" for sentence in missing]
    return (*config.report(loaded.faults, paths.config_file), *named)


def _unusable(path: Path, fault_of: Callable[[Path], str]) -> tuple[str, ...]:
    fault = fault_of(path)
    return () if not fault else (_("{path} cannot be used: {reason}").format(path=path, reason=fault),)


def _history_faults(path: Path) -> tuple[str, ...]:
    if not os.path.lexists(path) or path.is_symlink():  # that it is a link is told with what cannot be written
        return ()
    try:
        told, odd = history_file.examine(path)
    except (history_file.Odd, sqlite3.Error, OSError, ValueError) as error:
        told, odd = (reason(error),), 0
    sentence = _("{path} is damaged: {reason}")
    faults = [sentence.format(path=path, reason=plain(fault)) for fault in told]
    if odd:
        faults.append(history_file.left_out(path, odd))
    return tuple(faults)
