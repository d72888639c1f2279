"""Writing a file so that at any moment, power cuts included, it is either the old one or the new one, whole."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from deskbreak.folders import free_beside, make_folder, open_private, private_folder
from deskbreak.store.regular_file import check_place

_NO_SUCH_SYNC = (errno.EINVAL, errno.ENOTSUP)


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` in ``path``, mode 0600, over what is there, in a folder that is the user's alone (``folders``).

    Blocks until the disk has it. Raises ``OSError``; then the old file stands, or, if only the folder could not be
    brought to the disk, the new one. One process at a time may write a path.
    """
    private_folder(path.parent)
    new = _write_beside(path, content)
    try:
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    _sync_folder(path.parent)


def create_file(path: Path, content: bytes) -> None:
    """As ``replace_file``, but in any folder, and never over anything: raises ``FileExistsError`` if ``path`` is there.

    A folder that is missing is made (0700).
    """
    if path.exists() or path.is_symlink():  # Spares the writing; the link below is what decides.
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    make_folder(path.parent)
    new = _write_beside(path, content)
    try:
        if sys.platform == "win32":
            new.rename(path)  # There it does not replace, and file systems without links are common.
        else:
            path.hardlink_to(new)
    finally:
        new.unlink(missing_ok=True)
    _sync_folder(path.parent)


def replace_named(path: Path, content: bytes) -> None:
    """As ``replace_file``, for a file that the user has named: the folder is left as it is, a link is followed, what is
    there keeps its mode, and a new file has that of the umask. Raises ``OSError``, also for what is no regular file.
    """
    check_place(path)
    target = path.resolve()
    there = target.exists()
    if there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    new = _write_beside(target, content)
    try:
        new.chmod(stat.S_IMODE(target.stat().st_mode) if there else 0o666 & ~_umask())
        new.replace(target)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    _sync_folder(target.parent)


def _umask() -> int:
    mask = os.umask(0o077)  # it cannot be asked for without being set
    os.umask(mask)
    return mask


def _write_beside(path: Path, content: bytes) -> Path:
    new = free_beside(path)
    try:
        file = open_private(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
            os.fsync(file)
        finally:
            os.close(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    return new


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk; the content is there already."""
    if sys.platform == "win32":  # Folders cannot be opened there.
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in _NO_SUCH_SYNC:  # Some network and FUSE file systems have no such thing.
            raise
    finally:
        os.close(file)
