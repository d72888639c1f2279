"""Files of which nobody knows what the user has put in their place: read never for ever, and never without end."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from deskbreak.i18n import _

LARGEST = 256 * 1024
"""Bytes of what people write by hand: settings, exercises, routines, scenarios."""
LARGEST_KEPT = 4 * 1024 * 1024
"""Bytes of what deskbreak keeps itself."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # to open a pipe waits for somebody who writes into it
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Unreadable(OSError):
    """What is there can be opened, but is not to be read: no regular file, or too large. ``strerror`` says which."""


class NotText(Unreadable):
    """It is no text in UTF-8; ``strerror`` names the line."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The content of the regular file at ``path``, links followed, of at most ``largest`` bytes.

    Never waits for somebody else, whatever lies there (a network's file system apart). Raises ``OSError``:
    ``FileNotFoundError`` where there is nothing, ``Unreadable`` for what is no such file. Each has a ``strerror``.
    """
    _must_be_regular(path, path.stat())  # first: to open a device may already do something
    descriptor = os.open(path, _FLAGS)
    try:
        found = os.fstat(descriptor)
        _must_be_regular(path, found)
        if found.st_size > largest:
            raise _too_large(path, largest)
        # Not by its size: it may be growing, and files of the kernel give theirs as 0.
        content = bytearray()
        while len(content) <= largest and (more := os.read(descriptor, largest + 1 - len(content))):
            content += more
    finally:
        os.close(descriptor)
    if len(content) > largest:
        raise _too_large(path, largest)
    return bytes(content)


def read_text(path: Path, largest: int = LARGEST) -> str:
    """As ``read_bytes``, the text in it as ``text_in`` gives it. Raises ``NotText``, too."""
    return text_in(read_bytes(path, largest), path)


def text_in(content: bytes, path: Path) -> str:
    """The text that was read from ``path``: without a byte order mark, lines ended by ``\\n``. Raises ``NotText``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = _("line {line} is no text in UTF-8").format(line=line)
        raise NotText(errno.EILSEQ, sentence, str(path)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_place(path: Path) -> None:
    """That ``path``, to which something is to be written, leads to a regular file or to nothing yet.

    To write into a pipe waits for somebody who reads it. Raises ``OSError``: ``Unreadable`` for what is no such file.
    """
    with suppress(FileNotFoundError):
        _must_be_regular(path, path.stat())


def _must_be_regular(path: Path, found: os.stat_result) -> None:
    mode = found.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise Unreadable(errno.EISDIR, _("it is a folder, not a file"), str(path))
    if stat.S_ISFIFO(mode):
        raise Unreadable(errno.EINVAL, _("it is a pipe, not a file"), str(path))
    if stat.S_ISSOCK(mode):
        raise Unreadable(errno.EINVAL, _("it is a socket, not a file"), str(path))
    raise Unreadable(errno.EINVAL, _("it is a device, not a file"), str(path))


def _too_large(path: Path, largest: int) -> Unreadable:
    size = _("{count} bytes").format(count=largest) if largest % 1024 else _("{count} kB").format(count=largest // 1024)
    return Unreadable(errno.EFBIG, _("it is larger than {size}").format(size=size), str(path))
