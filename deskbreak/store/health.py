"""How the files are: looked at, never touched."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from deskbreak.folders import file_fault, folder_fault
from deskbreak.i18n import _
from deskbreak.store import config
from deskbreak.store.paths import Paths
from deskbreak.store.shelf import open_shelf
from deskbreak.store.state import readable

LONGEST_WAIT = 0.2
"""Seconds for a history that is locked just now."""


@dataclass(frozen=True, slots=True)
class FileHealth:
    """One file or folder. ``size`` in bytes, ``None``: not there (yet). ``faults`` are sentences for people.

    ``name`` is one of ``config`` ``content`` ``state`` ``history`` ``log`` ``runtime``. ``kept``: deskbreak has to
    write it; then ``writable`` tells whether it can, or, where it is not there yet, could.
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
        _health("content", paths.config, open_shelf(paths).faults, kept=False),
        _health("state", paths.state_file, _state_faults(paths.state_file), kept=True),
        _health("history", paths.history_file, _history_faults(paths.history_file), kept=True),
        _health("log", paths.log_file, (), kept=True),
        _health("runtime", paths.runtime, (), kept=True),
    )


def _health(name: str, path: Path, faults: tuple[str, ...], *, kept: bool) -> FileHealth:
    try:
        size: int | None = path.stat().st_size
    except OSError:
        size = None
    if not kept:
        return FileHealth(name, str(path), size, kept, _writable(path), faults)
    folder = folder_fault(path if name == "runtime" else path.parent)
    refused = tuple(filter(None, (folder, "" if name == "runtime" else file_fault(path))))
    return FileHealth(name, str(path), size, kept, _writable(path) and not refused, (*refused, *faults))


def _writable(path: Path) -> bool:
    """Whether the file, and others beside it, or in the folder, can be written; or could be, once it is made."""
    if path.exists() and not os.access(path, os.W_OK):
        return False
    folder = path if path.is_dir() else path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _config_faults(paths: Paths) -> tuple[str, ...]:
    loaded = config.load(paths.config_file, paths.last_good_config, keep=False)
    missing = open_shelf(paths).fault(loaded.settings.routine.name)
    named = [f"{paths.config_file.name}: {missing}"] if missing else []
    return (*config.report(loaded.faults, paths.config_file), *named)


def _state_faults(path: Path) -> tuple[str, ...]:
    fault = readable(path)
    return () if not fault else (_("{path} cannot be used: {reason}").format(path=path, reason=fault),)


def _history_faults(path: Path) -> tuple[str, ...]:
    if not path.exists():
        return ()
    try:
        told = list(_quick_check(path))
    except sqlite3.Error as error:
        told = [str(error)]
    sentence = _("{path} is damaged: {reason}")
    return tuple(sentence.format(path=path, reason=reason) for reason in told if reason != "ok")


def _quick_check(path: Path) -> Iterator[str]:
    # Without a log beside it, it is read as a file that nobody changes: otherwise SQLite would make one.
    alone = not path.with_name(path.name + "-wal").exists()
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    with closing(sqlite3.connect(uri, uri=True, timeout=LONGEST_WAIT)) as database:
        for (told,) in database.execute("PRAGMA quick_check(3)"):
            yield str(told)
