"""A home in which one file is attacked: emptied before each input, and looked through after it."""

import shutil
from pathlib import Path

from deskbreak.store.paths import Paths, find_paths


class Ground:
    """``paths`` lie in ``folder / "home"``; beside it there is a bystander that nothing may touch."""

    def __init__(self, folder: Path) -> None:
        self.paths: Paths = find_paths(folder / "home")
        self._folder = folder
        self._bystander = folder / "bystander.txt"

    def clear(self) -> None:
        """As on the first day."""
        shutil.rmtree(self._folder / "home", ignore_errors=True)
        for folder in (self.paths.config, self.paths.state, self.paths.exercises, self.paths.routines):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._bystander.write_bytes(b"untouched")

    def files(self) -> dict[str, bytes]:
        """Every file there is, by its path from ``folder``."""
        return {
            str(path.relative_to(self._folder)): path.read_bytes() for path in self._folder.rglob("*") if path.is_file()
        }

    def check(self, content: bytes, *known: str) -> None:
        """``content`` is not lost: it is in some file. And there are no files but ``known`` ones: parts of names."""
        found = self.only(*known)
        assert content in found.values(), f"lost: {content[:200]!r}; there is {sorted(found)}"

    def only(self, *known: str) -> dict[str, bytes]:
        """The files, of which there are none but ``known`` ones (parts of names), and the bystander."""
        found = self.files()
        assert found.pop("bystander.txt") == b"untouched"
        assert [path for path in found if not any(part in path for part in known)] == []
        return found
