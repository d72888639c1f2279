"""Where the running deskbreak is to be found. No Qt here: the command line asks too, and has to be quick.

Unix: a socket in the runtime folder, which is the user's alone. Windows: a named pipe, its name made from that folder.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskbreak.i18n import _

SOCKET = "deskbreak.socket"
LOCK = "deskbreak.lock"
LONGEST_PATH = 100
"""Bytes in the path of a Unix socket: 107 on Linux, 103 on macOS."""


class UnsafeFolderError(OSError):
    """The runtime folder is not the user's alone, or cannot be made so. The text says why."""


def private_folder(folder: Path) -> None:
    """Make ``folder`` if need be, and sure that it is the user's alone (mode 0700). Raises ``UnsafeFolderError``."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":  # there it is below the user's own profile and has its access rights
            fault = _tighten(folder)
        else:
            fault = ""
    except OSError as error:
        raise UnsafeFolderError(f"{folder}: {error.strerror or error}") from error
    if fault:
        raise UnsafeFolderError(fault)


def _tighten(folder: Path) -> str:
    """Take everybody else's rights to ``folder`` away. Returns why that is not enough, or ""."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return _("{folder} is not a folder").format(folder=folder)
    if found.st_uid != os.geteuid():
        return _("{folder} belongs to another user (number {user})").format(folder=folder, user=found.st_uid)
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)
    return ""


def pipe_name(folder: Path) -> str:
    """The name of the pipe that stands for ``folder`` on Windows (QLocalServer adds ``\\\\.\\pipe\\``)."""
    import hashlib  # noqa: PLC0415 - OpenSSL, for Windows alone

    return "deskbreak-" + hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:24]


@contextmanager
def socket_path(folder: Path) -> Iterator[str]:
    """A path to the socket in ``folder``, short enough for a socket address; good inside the ``with``.

    A folder too deep is opened, and the socket reached by way of the descriptor (Linux). Raises ``OSError``.
    """
    path = folder.absolute() / SOCKET
    if len(os.fsencode(path)) <= LONGEST_PATH:
        yield str(path)
        return
    if sys.platform != "linux":
        raise OSError(_("{path} is too long for a socket: choose a shorter folder").format(path=path))
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{descriptor}/{SOCKET}"
    finally:
        os.close(descriptor)
