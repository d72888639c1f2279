"""How deskbreak is started from outside: a program that will still be there after the next login, and after an update.

``APPIMAGE`` and ``APPDIR``: https://docs.appimage.org/packaging-guide/environment-variables.html
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.entry.command import CommandLine
from deskbreak.i18n import _

NAME = "deskbreak"
CACHES = ("UV_CACHE_DIR", "XDG_CACHE_HOME")
CACHE = ".cache"
"""A folder that is called so, wherever it lies, is one from which tools clear away: ``uvx``, ``pipx run``."""


class NoLauncher(OSError):
    """There is nothing that could be started later; the text is a sentence that says why and what would help."""


@dataclass(frozen=True, slots=True)
class Started:
    """How this deskbreak was started. ``program``: ``sys.argv[0]``; ``python``: the interpreter, or, where deskbreak
    was frozen, deskbreak itself; ``platform``: as ``sys.platform``."""

    program: str
    python: str
    frozen: bool
    platform: str
    environment: Mapping[str, str]

    @classmethod
    def here(cls) -> "Started":
        """This process."""
        return cls(sys.argv[0], sys.executable, bool(getattr(sys, "frozen", False)), sys.platform, os.environ)

    def command(self) -> CommandLine:
        """What starts deskbreak. Raises ``NoLauncher``."""
        if self.platform == "win32" and not self.frozen:
            windowless = Path(self.python).with_name("pythonw.exe")
            if windowless.is_file():  # the script that pip makes would open a console, at each login
                return (str(windowless), "-m", NAME)
        passing = ""
        for program in self._programs():
            if not self._can_be_started(program):
                continue
            if not self._passes(program):
                return (str(program),)
            passing = passing or str(program)
        if passing:
            sentence = _("{program} is only there for now. Please install deskbreak: pipx install deskbreak")
            raise NoLauncher(sentence.format(program=passing))
        raise NoLauncher(_("There is no program called deskbreak here. Please install it: pipx install deskbreak"))

    def _programs(self) -> Iterator[Path]:
        """What may be it, best first."""
        if image := self._image():
            yield image
        elif self.frozen:
            yield Path(self.python)
        else:
            begun = Path(self.program).absolute()
            known = shutil.which(NAME, path=self.environment.get("PATH", ""))
            if begun.stem == NAME:
                if known and _same(Path(known), begun):  # a name that stays, while what it leads to may move
                    yield Path(known).absolute()
                yield begun
            yield Path(self.python).with_name(begun.name if begun.stem == NAME else NAME)
            if known:
                yield Path(known).absolute()

    def _image(self) -> Path | None:
        """The AppImage that this runs from, if it does: whatever another one has started inherits its variables."""
        image, within = self.environment.get("APPIMAGE", ""), self.environment.get("APPDIR", "")
        if not image or not within or not Path(self.python).is_relative_to(within):
            return None
        return Path(image)

    def _can_be_started(self, program: Path) -> bool:
        return program.is_absolute() and program.is_file() and os.access(program, os.X_OK)

    def _passes(self, program: Path) -> bool:
        """Whether it lies, or leads, where things are cleared away."""
        caches = [Path(folder) for name in CACHES if (folder := self.environment.get(name))]
        folders = [*caches, Path(self.environment.get("TMPDIR") or tempfile.gettempdir())]
        return any(
            CACHE in place.parts or any(place.is_relative_to(folder) for folder in folders)
            for place in (program, program.resolve())
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
