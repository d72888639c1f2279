"""Where deskbreak writes: folders that are the user's alone, and files there that are no link to elsewhere.

Everything that makes a folder or opens a file to write does it by these: state, history, log, lock, socket, copies.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from deskbreak.i18n import _

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_NAMES = 8
"""Under how many names something is written beside a file before that is given up."""
_SAFELY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY"))
"""Each where there is such a thing; without the last, Windows would write other ends of lines than it was given."""


class UnsafeError(OSError):
    """What is to be written, or the folder for it, is not the user's own. ``strerror`` is a sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(errno.EPERM, sentence)

    def __str__(self) -> str:
        return str(self.strerror)


class NoFolder(UnsafeError):
    """Something else lies where a folder is to be. ``strerror`` is a sentence that names it."""


def dead_link(path: Path) -> Path | None:
    """``path``, or else the folder above it, that is a link to nowhere or to itself: so it is there, and is not."""
    for way in (path, *path.absolute().parents):
        if os.path.islink(way) and not os.path.exists(way):  # noqa: PTH110, PTH114 - those of Path raise
            return way
    return None


def dead_link_told(link: Path) -> str:
    """The sentence about what ``dead_link`` has found."""
    return _("{path} is a link, and there is nothing where it leads").format(path=link)


def private_folder(folder: Path) -> None:
    """Make ``folder`` if need be, and sure that it is the user's alone: no link, mode 0700 whatever the umask.

    Cheap: called before each writing, it also brings back what was removed meanwhile. Raises ``UnsafeError`` for what
    is no folder of the user's own, else ``OSError``.
    """
    try:
        make_folder(folder)
    except NoFolder:
        if not os.path.lexists(folder):  # it is about one above
            raise
    if sys.platform == "win32":  # there it is below the user's own profile and has its access rights
        return
    found = folder.lstat()
    if fault := _folder_fault(folder, found):
        raise UnsafeError(fault)
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(PRIVATE_FOLDER)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, each 0700 whatever the umask.

    Raises ``NoFolder`` where something else has the place of one of them, else ``OSError``.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    try:
        folder.mkdir(PRIVATE_FOLDER)
    except FileExistsError as error:
        if folder.is_dir():  # somebody else was quicker
            return
        told = dead_link_told(folder) if dead_link(folder) == folder else _no_folder(folder)
        raise NoFolder(told) from error
    folder.chmod(PRIVATE_FOLDER)  # an umask of 777 takes away even one's own rights


def sweep(folder: Path) -> None:
    """Take ``folder`` away with all that is in it, following no link. What cannot be removed stays; never raises."""
    import shutil  # noqa: PLC0415 - it brings three compressions along, and most who import this do not sweep

    if folder.is_symlink():
        with suppress(OSError):
            folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def own_folder(folder: Path) -> None:
    """Make ``folder`` if need be; what is there may be a link (as those who keep their settings elsewhere have it)
    as long as it leads to a folder of the user's own. Its mode is left alone. Raises ``UnsafeError`` or ``OSError``.
    """
    make_folder(folder)
    owner = folder.stat().st_uid
    if sys.platform != "win32" and owner != os.geteuid():
        raise UnsafeError(_belongs_to(folder, owner))


def folder_fault(folder: Path) -> str:
    """A sentence if what lies at ``folder`` is no folder of the user's own, else ``""``, also where nothing is."""
    try:
        return _folder_fault(folder, folder.lstat())
    except OSError:
        return ""


def file_fault(path: Path) -> str:
    """A sentence if what lies at ``path`` is no file of the user's own (a link, a pipe, another's), else ``""``.

    For files that others open by their name, as SQLite does; they lie in a ``private_folder``, so that nobody else can
    change them in between. What is not there is no fault.
    """
    try:
        found = path.lstat()
    except OSError:
        return ""
    return _file_fault(path, found)


def open_private(path: Path, flags: int) -> int:
    """A descriptor of the file at ``path``, as ``os.open`` gives it: made with mode 0600 whatever the umask, never
    through a link, never waiting for a pipe's other end. Not inherited by programs that are started.

    Raises ``UnsafeError`` for what is no file of the user's own, else ``OSError``.
    """
    try:
        descriptor = os.open(path, flags | _SAFELY, PRIVATE_FILE)
    except OSError as error:
        if fault := file_fault(path):  # a link (ELOOP), a pipe that nobody reads (ENXIO), a folder (EISDIR)
            raise UnsafeError(fault) from error
        raise
    try:
        _tighten_file(path, descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def free_beside(path: Path) -> Path:
    """A name beside ``path`` for what is to be written whole before it takes its place; nothing is there.

    Always the same one, so that what a crash leaves behind goes with the next writing and does not pile up. What cannot
    be removed (a folder, somebody else's file in a folder for all) stays, and another name is taken. Raises ``OSError``
    where there is none.
    """
    for number in range(1, _NAMES + 1):
        new = path.with_name(f".{path.name}.new" if number == 1 else f".{path.name}.new-{number}")
        try:
            new.unlink(missing_ok=True)  # nor is anything written to a link that somebody laid there
        except OSError:
            if number == _NAMES or not os.path.lexists(new):
                raise
        else:
            break
    return new


def _folder_fault(folder: Path, found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return _("{folder} is a link to elsewhere, and deskbreak writes through none").format(folder=folder)
    if not stat.S_ISDIR(found.st_mode):
        return _no_folder(folder)
    if sys.platform != "win32" and found.st_uid != os.geteuid():
        return _belongs_to(folder, found.st_uid)
    return ""


def _no_folder(folder: Path) -> str:
    if folder.is_symlink():
        return _("{folder} is a link, and there is no folder where it leads").format(folder=folder)
    return _("{folder} is not a folder").format(folder=folder)


def _tighten_file(path: Path, descriptor: int) -> None:
    found = os.fstat(descriptor)
    if fault := _file_fault(path, found):
        raise UnsafeError(fault)
    if sys.platform != "win32" and stat.S_IMODE(found.st_mode) != PRIVATE_FILE:
        with suppress(OSError):  # a file system without modes; its folder is what keeps others out
            os.fchmod(descriptor, PRIVATE_FILE)


def _file_fault(path: Path, found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return _("{path} is a link to elsewhere, and deskbreak writes through none").format(path=path)
    if not stat.S_ISREG(found.st_mode):
        return _("{path} is not a file").format(path=path)
    if sys.platform != "win32" and found.st_uid != os.geteuid():
        return _belongs_to(path, found.st_uid)
    return ""


def _belongs_to(path: Path, user: int) -> str:
    return _("{path} belongs to another user (number {user})").format(path=path, user=user)
