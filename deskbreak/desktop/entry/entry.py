"""A desktop entry as it is read, and as it is made from deskbreak's own template.

https://specifications.freedesktop.org/desktop-entry-spec/latest/basic-format.html
"""

import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.entry.command import CommandLine, exec_value, read_exec, read_string, string_value
from deskbreak.folders import UnsafeError, file_fault, free_beside, open_private, own_folder
from deskbreak.i18n import _

APP_ID = "org.deskbreak.Deskbreak"
FILE = f"{APP_ID}.desktop"
GROUP = "[Desktop Entry]"
OURS = "X-Deskbreak-Written"
"""A key by which deskbreak knows what it has written."""
LARGEST = 64 * 1024
"""Bytes; a larger file is no entry."""


@dataclass(frozen=True, slots=True)
class DesktopEntry:
    """The values of its main group, as they stand in the file."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> "DesktopEntry":
        """From the text of a file. Raises ``ValueError`` for what is no desktop entry."""
        values: dict[str, str] = {}
        group = ""
        for line in text.split("\n"):
            if (line := line.strip()).startswith("["):
                group = line
            elif group == GROUP and not line.startswith("#"):
                key, _equals, value = line.partition("=")
                values[key.rstrip()] = value.lstrip()
        if not values:
            raise ValueError(_("it has no line {line}").format(line=GROUP))
        return cls(values)

    def text(self, key: str) -> str:
        """``""`` where there is none."""
        return read_string(self.values.get(key, ""))

    def yes(self, key: str) -> bool:
        """Whether it is said to be so; ``1`` is how old entries say it."""
        return self.text(key).strip() in ("true", "1")

    def names(self, key: str) -> tuple[str, ...]:
        """Of a list."""
        return tuple(name for name in self.text(key).split(";") if name)

    @property
    def ours(self) -> bool:
        """Whether deskbreak has written it."""
        return self.yes(OURS)

    @property
    def command(self) -> CommandLine:
        """What it starts. Raises ``ValueError`` where it names nothing."""
        return read_exec(self.values.get("Exec", ""))


def made_from(template: str, command: CommandLine | None, **others: str) -> str:
    """The text of an entry of ours: ``template`` with ``command`` (``None``: the template's own) and ``others``, in
    which _ stands for -.

    ``TryExec`` names the program once more: where it is gone, a desktop passes over the entry without a word.
    """
    keys = {name.replace("_", "-"): value for name, value in others.items()} | {OURS: "true"}
    if command is not None:
        keys = {"Exec": exec_value(command), "TryExec": string_value(command[0])} | keys
    lines = template.rstrip("\n").split("\n")
    for key, value in keys.items():
        place = next((number for number, line in enumerate(lines) if re.match(rf"{key}\s*=", line)), None)
        if place is None:
            lines.append(f"{key}={value}")
        else:
            lines[place] = f"{key}={value}"
    return "\n".join([*lines, ""])


def read_entry(path: Path) -> DesktopEntry:
    """The entry in the regular file at ``path``, links followed, as desktops do.

    Never waits for a pipe. Raises ``OSError`` (``FileNotFoundError`` where there is nothing) or ``ValueError``.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError(_("it is no file"))
        content = os.read(descriptor, LARGEST + 1)
    finally:
        os.close(descriptor)
    if len(content) > LARGEST:
        raise ValueError(_("it is larger than {size}").format(size=_("{count} kB").format(count=LARGEST // 1024)))
    return DesktopEntry.of(content.decode("utf-8"))


def put(path: Path, content: bytes) -> None:
    """Put ``content`` in ``path``, whole or not at all, and make its folder, which may be a link to one's own.

    Nothing is written through a link. Raises ``OSError``, whose ``strerror`` is a sentence where there is more to say.
    """
    own_folder(path.parent)
    if fault := file_fault(path):
        raise UnsafeError(fault)
    new = free_beside(path)
    try:
        with os.fdopen(open_private(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def take_away(path: Path) -> None:
    """Remove the file at ``path``, if there is one. Raises ``OSError``, as ``put`` does."""
    if fault := file_fault(path):
        raise UnsafeError(fault)
    path.unlink(missing_ok=True)


def changing_fault(path: Path, error: Exception) -> str:
    """The sentence for what ``put`` or ``take_away`` has raised of ``path``, or naming a program for it."""
    if isinstance(error, OSError) and not isinstance(error, UnsafeError):
        return _("{path} could not be changed: {reason}.").format(path=path, reason=error.strerror or error)
    return f"{error}." if isinstance(error, OSError) else str(error)
