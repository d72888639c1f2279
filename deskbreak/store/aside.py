"""Moving a damaged file out of the way: the app starts without it, and nothing is lost."""

import errno
import os
from itertools import count
from pathlib import Path

from deskbreak.i18n import _
from deskbreak.settings.text import plain
from deskbreak.store.regular_file import Unreadable


def for_good(error: OSError) -> bool:
    """Whether what could not be read will never be readable: no regular file, or links that lead nowhere.

    Rights, a disk that is not there just now, or an error of the disk say nothing about what is in the file.
    """
    return isinstance(error, Unreadable) or error.errno == errno.ELOOP


def reason(error: Exception) -> str:
    """Why a file could not be used, for a sentence that names the file itself."""
    return plain(str((isinstance(error, OSError) and error.strerror) or error))


def set_aside(path: Path, why: str, companions: tuple[str, ...] = (), *, alone: bool = False) -> str:
    """Rename ``state.json`` to ``state.damaged-1.json`` (or -2 …) and give a sentence that tells it.

    ``companions`` are endings of files that belong to it (``-wal``) and move along. One that moves alone
    (``alone``) becomes ``history.db-wal.damaged-1``, which belongs to no file. Never raises: if the file cannot be
    moved, the sentence says that.
    """
    stem, suffix = (path.name, "") if alone else (path.stem, path.suffix)
    aside = next(free for n in count(1) if not os.path.lexists(free := path.with_name(f"{stem}.damaged-{n}{suffix}")))
    try:
        path.rename(aside)
        for ending in companions:
            companion = path.with_name(path.name + ending)
            if os.path.lexists(companion):
                companion.rename(aside.with_name(aside.name + ending))
    except OSError as error:
        sentence = _("{path} cannot be used ({reason}), nor set aside ({error}).")
        return sentence.format(path=path, reason=plain(why), error=reason(error))
    sentence = _("{path} cannot be used ({reason}); it was set aside as {aside}.")
    return sentence.format(path=path, reason=plain(why), aside=aside.name)
