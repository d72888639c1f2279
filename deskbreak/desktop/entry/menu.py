"""deskbreak in the desktop's menu of programs, for those who have installed it with pipx or uv: an entry and its icons.

https://specifications.freedesktop.org/menu-spec/latest/ (where entries lie) and
https://specifications.freedesktop.org/icon-theme-spec/latest/ (hicolor, where icons lie)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.entry.command import CommandLine, Unnameable
from deskbreak.desktop.entry.entry import APP_ID, FILE, changing_fault, made_from, put, read_entry, take_away
from deskbreak.i18n import _

SIZES = {".png": "128x128", ".svg": "scalable"}
"""The folder in which an icon of a kind lies; ours has 128 pixels a side."""


class MenuFault(Exception):
    """The menu stays as it was; the text is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class ProgramMenu:
    """The user's own entry and icons. ``template``: the text of the entry; ``icons``: the files of the icon."""

    environment: Mapping[str, str]
    template: str
    icons: tuple[Path, ...]

    @property
    def entry(self) -> Path:
        """Where the entry lies, or would lie."""
        return self._data / "applications" / FILE

    def install(self, command: CommandLine) -> None:
        """Write entry and icons, over those of an installation before. Raises ``MenuFault``."""
        if system := self._systems():
            sentence = _("deskbreak is in the menu already, by {path}, which came with its package.")
            raise MenuFault(sentence.format(path=system))
        if self._is_anothers():
            raise MenuFault(_("{path} was not written by deskbreak, so it stays as it is.").format(path=self.entry))
        try:
            text = made_from(self.template, command)
            for icon, place in self._places():
                put(place, icon.read_bytes())
            put(self.entry, text.encode())  # last: there is no entry without its icon
        except (OSError, Unnameable) as error:
            raise MenuFault(changing_fault(self.entry, error)) from error

    def remove(self) -> bool:
        """Remove what ``install`` has written. Returns whether there was anything. Raises ``MenuFault``."""
        if self._is_anothers():
            raise MenuFault(_("{path} was not written by deskbreak, so it stays as it is.").format(path=self.entry))
        if not self.entry.exists():
            return False
        try:
            for _icon, place in self._places():
                take_away(place)
            take_away(self.entry)
        except OSError as error:
            raise MenuFault(changing_fault(self.entry, error)) from error
        return True

    @property
    def _data(self) -> Path:
        data = self.environment.get("XDG_DATA_HOME", "")
        home = Path(self.environment.get("HOME", "~")).expanduser()
        return Path(data) if data.startswith("/") else home / ".local" / "share"

    def _systems(self) -> Path | None:
        """The entry that is there for everybody."""
        folders = self.environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        places = [Path(folder) / "applications" / FILE for folder in folders.split(":") if folder.startswith("/")]
        return next((place for place in places if place != self.entry and place.is_file()), None)

    def _is_anothers(self) -> bool:
        try:
            return not read_entry(self.entry).ours
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            return True

    def _places(self) -> list[tuple[Path, Path]]:
        icons = self._data / "icons" / "hicolor"
        return [(icon, icons / SIZES[icon.suffix] / "apps" / f"{APP_ID}{icon.suffix}") for icon in self.icons]
