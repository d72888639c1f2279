"""Where the running deskbreak is to be found. No Qt here: the command line asks too, and has to be quick.

Unix: a socket in the runtime folder, which is the user's alone. Windows: a named pipe, its name made from that folder.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskbreak.i18n import _

SOCKET = "deskbreak.socket"
LONGEST_PATH = 100
"""Bytes in the path of a Unix socket: 107 on Linux, 103 on macOS."""


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
