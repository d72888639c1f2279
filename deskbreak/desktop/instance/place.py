"""The place that one process can hold at a time, by a lock that the kernel takes away with its owner.

What lies in the file is never asked: empty, full of anything, or with the number of a process that lives, it is only
what the lock is hung on. ``flock`` on Unix, a locked byte on Windows. No library: `filelock` 4.3.1 costs
0.1 s and 10 MiB by its import alone, as much as a whole answer of `status`.
"""

import errno
import importlib
import os
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from deskbreak.folders import UnsafeError, file_fault, folder_fault, open_private, private_folder

LOCK = "deskbreak.lock"
_HELD = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
"""flock(2), and locking() of Microsoft's C library."""
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}
"""A file system without locks: the socket alone has to do."""
_TRIES = 8
_FAR = 1 << 20
"""Where the locked byte is on Windows: nobody can read or write that, and there is nothing."""


class Place:
    """The place in ``folder``. No call blocks. Whoever is killed has left it; ``leave`` does it in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._descriptor = -1

    @property
    def path(self) -> Path:
        """Of the file."""
        return self._folder / LOCK

    @property
    def held(self) -> bool:
        """Whether this one holds a lock: perhaps on a file that somebody has removed (``stands``)."""
        return self._descriptor >= 0

    @property
    def stands(self) -> bool:
        """Whether the file of the lock is the one that others would find."""
        if not self.held:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), self.path.lstat())
        except OSError:
            return False

    def take(self) -> bool:
        """Take the place, or take it anew where it does not stand any more; false if somebody else has it.

        The folder is made if need be. Raises ``OSError`` if nobody could have it here.
        """
        for _again in range(_TRIES):  # each time somebody has removed the file between opening and locking
            if self.stands:
                return True
            self._prepare()
            descriptor = self._open()
            try:
                if not _lock(descriptor):
                    os.close(descriptor)
                    return False
            except OSError as error:  # the system locks a descriptor, and tells of no file
                os.close(descriptor)
                raise OSError(error.errno, error.strerror, str(self.path)) from error
            except BaseException:
                os.close(descriptor)
                raise
            self.leave()
            self._descriptor = descriptor
        return self.stands

    def sign(self, text: str) -> None:
        """Write ``text`` to the file, for people who look: nobody goes by it."""
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text.encode())

    def signed(self) -> str:
        """What the holder has written there, if anything."""
        with suppress(OSError, UnsafeError):
            descriptor = open_private(self.path, os.O_RDONLY)
            try:
                return os.read(descriptor, 64).decode(errors="replace").strip()
            finally:
                os.close(descriptor)
        return ""

    def leave(self) -> None:
        """Leave the place to others. The file stays: removed, it would be another's who has just opened it."""
        if self.held:
            os.close(self._descriptor)
            self._descriptor = -1

    def _prepare(self) -> None:
        try:
            private_folder(self._folder)
        except UnsafeError:
            if folder_fault(self._folder.parent):
                raise
            set_aside(self._folder)  # what is above is ours: a file, a link or another's folder there keeps no one out
            private_folder(self._folder)

    def _open(self) -> int:
        for _again in range(_TRIES):
            try:
                return open_private(self.path, os.O_RDWR | os.O_CREAT)
            except OSError:
                if not os.path.lexists(self.path):
                    raise
                if file_fault(self.path) or not os.access(self.path, os.R_OK | os.W_OK):
                    set_aside(
                        self.path
                    )  # the folder is ours: a link, a pipe or whatever else lies there keeps no one out
        return open_private(self.path, os.O_RDWR | os.O_CREAT)


def set_aside(path: Path) -> None:
    """Rename what lies at ``path``, whatever it is, to a name that is free. Raises ``OSError``."""
    names = (path.with_name(f"{path.name}.aside-{number}") for number in count(1))
    with suppress(FileNotFoundError):  # somebody else was quicker
        path.rename(next(name for name in names if not os.path.lexists(name)))


def _lock(descriptor: int) -> bool:
    """Lock it; false if it is locked. Raises ``OSError``."""
    try:
        if sys.platform == "win32":
            # https://docs.python.org/3/library/msvcrt.html#msvcrt.locking
            msvcrt: Any = importlib.import_module("msvcrt")
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True
