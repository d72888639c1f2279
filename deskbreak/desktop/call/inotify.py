"""Linux tells by inotify when a file is opened, closed, made or taken away: nobody has to look for it."""

import ctypes
import errno
import os
import struct
from dataclasses import dataclass
from pathlib import Path

IN_ATTRIB = 0x4
IN_CLOSE = 0x8 | 0x10
IN_OPEN = 0x20
IN_CREATE = 0x100
IN_DELETE = 0x200
IN_TAKEN_AWAY = IN_DELETE | 0x40 | 0x80 | 0x400 | 0x800
"""A file in a folder removed, moved away or moved there (over another); the folder itself removed or moved."""
IN_ITSELF_TAKEN = 0x400 | 0x800 | 0x2000000
"""A folder or a link itself removed or moved (``IN_DONT_FOLLOW``): nothing of what happens in it."""
IN_COMES = 0x80 | IN_CREATE
"""A file in a folder made, or moved there."""
IN_CHANGES = 0x2 | IN_ATTRIB | IN_TAKEN_AWAY | IN_COMES
"""A file written to; what is in a folder, and all that says who may read what."""
IN_MASK_ADD = 0x20000000
IN_IGNORED = 0x8000
"""A watch has ended, by ``Inotify.forget`` or with its file."""
IN_NONBLOCK = os.O_NONBLOCK if hasattr(os, "O_NONBLOCK") else 0
IN_CLOEXEC = os.O_CLOEXEC if hasattr(os, "O_CLOEXEC") else 0
HEAD = struct.Struct("iIII")


@dataclass(frozen=True)
class InotifyEvent:
    """One event: ``watch`` is the number that ``Inotify.watch`` gave, ``name`` that of a file in a watched folder."""

    watch: int
    mask: int
    name: str


class Inotify:
    """inotify(7), which Python has not. ``fd`` turns readable when something happened. Raises ``OSError``.

    QFileSystemWatcher is no help here: it does not tell that a file was opened. What is watched is not opened.
    """

    def __init__(self) -> None:
        try:
            self._libc = ctypes.CDLL(None, use_errno=True)
            self.fd: int = self._libc.inotify_init1(IN_NONBLOCK | IN_CLOEXEC)
        except (AttributeError, TypeError) as error:  # another platform's C library, or none to be had by that name
            raise OSError(errno.ENOSYS, "no inotify here") from error
        if self.fd < 0:
            raise OSError(ctypes.get_errno(), f"inotify: {os.strerror(ctypes.get_errno())}")

    def watch(self, path: Path, mask: int) -> int:
        """Tell of ``mask`` at ``path``, too; needs the right to read it. The watch ends with the file.

        Two paths to one file are one watch, with one number.
        """
        number: int = self._libc.inotify_add_watch(self.fd, os.fsencode(path), mask | IN_MASK_ADD)
        if number < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(path))
        return number

    def forget(self, number: int) -> None:
        """End the watch, if it has not ended with its file."""
        self._libc.inotify_rm_watch(self.fd, number)

    def read(self) -> list[InotifyEvent]:
        """What has happened since last read; never blocks."""
        try:
            data = os.read(self.fd, 64 * 1024)
        except BlockingIOError:
            return []
        found = []
        while data:
            watch, mask, _cookie, length = HEAD.unpack_from(data)
            name = data[HEAD.size : HEAD.size + length].rstrip(b"\0")
            found.append(InotifyEvent(watch, mask, os.fsdecode(name)))
            data = data[HEAD.size + length :]
        return found

    def close(self) -> None:
        """Give the descriptor back, and all watches with it."""
        os.close(self.fd)
