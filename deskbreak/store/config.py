"""The settings file: read, and never in the way of a start. Who changes it is ``config_edit``.

While it has faults, the last good settings stay in force; a copy of them lies in the state folder.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import tomli_w

from deskbreak.folders import dead_link, dead_link_told, own_folder
from deskbreak.i18n import _
from deskbreak.settings import Fault, Reading, Settings, read_settings
from deskbreak.settings.example import example_text
from deskbreak.settings.text import plain
from deskbreak.settings.toml import NoToml, toml_table
from deskbreak.store.aside import for_good, reason
from deskbreak.store.atomic import create_file, replace_file
from deskbreak.store.paths import Paths
from deskbreak.store.regular_file import LARGEST_KEPT, Unreadable, read_bytes, text_in

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


class Source(Enum):
    """Where the settings in force come from."""

    FILE = "file"
    LAST_GOOD = "last-good"
    DEFAULTS = "defaults"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings to go by, what is wrong with the file, and where the settings come from.

    ``notice`` is a sentence for the log if the copy could not be kept, or not be used where it would be needed, else
    ``""``.
    """

    settings: Settings
    faults: tuple[Fault, ...]
    source: Source
    notice: str = ""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a settings file holds: ``content`` is ``None`` where there is no such file or none to be read, ``table``
    where no table could be made of it; ``faults`` say why, and are empty where there is no such file.
    """

    content: bytes | None
    table: dict[str, object] | None
    faults: tuple[Fault, ...] = ()


class ConfigExists(Exception):
    """``init`` found a settings file and left it alone. The message is fit to be shown."""


def check(path: Path) -> Reading:
    """What the settings file at ``path`` says and everything that is wrong with it, a missing one included."""
    file = read_file(path)
    if file.table is not None:
        return read_settings(file.table)
    return Reading(Settings(), file.faults or (Fault("", _("there is no such file")),))


def load(path: Path, last_good: Path) -> Loaded:
    """The settings to go by. No file means the defaults; a faulty one means those of ``last_good``, else the defaults.

    A file without faults is kept in ``last_good``. Never raises for what the files are or hold.
    """
    return _load(path, last_good, keep=True)


def read(paths: Paths) -> Loaded:
    """The settings that a deskbreak of these ``paths`` goes by, or would; nothing is written."""
    return _load(paths.config_file, paths.last_good_config, keep=False)


def _load(path: Path, last_good: Path, *, keep: bool) -> Loaded:
    file = read_file(path)
    if file.table is None and not file.faults:
        # From now on the defaults are what was good last.
        return Loaded(Settings(), (), Source.DEFAULTS, _keep(None, last_good) if keep else "")
    reading = read_settings(file.table or {})
    if faults := file.faults + reading.faults:
        return _fall_back(faults, last_good)
    return Loaded(reading.settings, (), Source.FILE, _keep(file.table, last_good) if keep else "")


def init(path: Path) -> None:
    """Write the commented settings file. Raises ``ConfigExists``, or ``OSError`` where it cannot be written."""
    try:
        own_folder(path.parent)
        create_file(path, example_text().encode())
    except FileExistsError:
        raise ConfigExists(_("{path} is there already; it was left as it is").format(path=path)) from None


def read_file(path: Path) -> ConfigFile:
    """What lies at ``path``. Never raises for what it is or holds."""
    content = None
    try:
        content = read_bytes(path)
        return ConfigFile(content, toml_table(text_in(content, path)))
    except FileNotFoundError:
        return _missing(path)
    except Unreadable as error:
        return _faulty(content, str(error.strerror))
    except OSError as error:
        return _faulty(content, _("it cannot be read: {reason}").format(reason=error.strerror or error))
    except NoToml as error:
        return _faulty(content, _syntax(str(error)))


def report(faults: Iterable[Fault], path: Path) -> list[str]:
    """One line a fault: ``config.toml: nudge.evry: unknown setting; did you mean “every”?``."""
    return [f"{path.name}: {fault}" for fault in faults]


def _fall_back(faults: tuple[Fault, ...], last_good: Path) -> Loaded:
    kept = read_file(last_good)
    if kept.table is None:
        notice = ""
        if kept.faults:
            sentence = _("The last good settings in {path} cannot be used: {reason}")
            notice = sentence.format(path=last_good, reason=kept.faults[0].message)
        return Loaded(Settings(), faults, Source.DEFAULTS, notice)
    # An older deskbreak may have kept what this one does not know: what it does know still counts.
    return Loaded(read_settings(kept.table).settings, faults, Source.LAST_GOOD)


def _keep(table: dict[str, object] | None, last_good: Path) -> str:
    content = None if table is None else tomli_w.dumps(table).encode()
    try:
        if content is None:
            last_good.unlink(missing_ok=True)
        elif _kept(last_good) != content:
            replace_file(last_good, content)
    except (OSError, ValueError) as error:  # ValueError: half a surrogate, which TOML does not know
        return _("The good settings could not be kept in {path}: {reason}").format(path=last_good, reason=reason(error))
    return ""


def _kept(path: Path) -> bytes | None:
    """What is kept, ``None`` where nothing can be. Raises ``OSError`` for what cannot be read just now: it stays."""
    try:
        return read_bytes(path, LARGEST_KEPT)
    except FileNotFoundError:
        return None
    except OSError as error:
        if for_good(error):
            return None
        raise


def _missing(path: Path) -> ConfigFile:
    if (link := dead_link(path)) is None:
        return ConfigFile(None, None)
    # Of those who keep their settings, or the folder for them, elsewhere: it is not there just now.
    itself = _("it is a link, and there is nothing where it leads")
    return _faulty(None, itself if link == path else plain(dead_link_told(link)))


def _faulty(content: bytes | None, message: str) -> ConfigFile:
    return ConfigFile(content, None, (Fault("", message),))


def _syntax(message: str) -> str:
    """What is no TOML, with the place first."""
    hint = _('texts, times and lengths of time stand in quotes, as in every = "1h"')
    match = _PLACE.fullmatch(message)
    if match is None:
        return _("this is no TOML: {what} ({hint})").format(what=message, hint=hint)
    if match["line"] is None:
        return _("at the end of the file: {what} ({hint})").format(what=match["what"], hint=hint)
    sentence = _("line {line}, column {column}: {what} ({hint})")
    return sentence.format(line=match["line"], column=match["column"], what=match["what"], hint=hint)
