"""The texts of the content files, for ``coach.content`` to make values of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from deskbreak.folders import dead_link, dead_link_told
from deskbreak.i18n import _
from deskbreak.settings.text import plain
from deskbreak.store.regular_file import LARGEST, read_text

MOST = 300
"""Files that are read of a folder, in the order of their names."""
LARGEST_TOGETHER = 2 * LARGEST
"""Characters that they have together: three seconds' work at the very worst. What comes along has 32 kB."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The readable files by name (``desk.toml``), sorted, and a sentence for each that is not."""

    by_name: Mapping[str, str]
    faults: tuple[str, ...] = ()


def texts(folder: Path) -> Texts:
    """The ``*.toml`` files in ``folder``, ``MOST`` of them and ``LARGEST_TOGETHER`` at most; the rest is told of.

    A folder that is missing is as good as empty (users need not have their own), unless it is a link to nowhere. Never
    raises for what lies there.
    """
    found: dict[str, str] = {}
    faults: list[str] = []
    names, size = _names(folder, faults), 0
    for number, name in enumerate(names):
        if number == MOST or size > LARGEST_TOGETHER:
            faults.append(_left_out(folder, names[number:]))
            break
        try:
            text = read_text(folder / name)
        except OSError as error:
            faults.append(_unreadable(folder / name, error))
        else:
            found[name] = text
            size += len(text)
    return Texts(MappingProxyType(found), tuple(faults))


def _names(folder: Path, faults: list[str]) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml"))
    except FileNotFoundError:
        if (link := dead_link(folder)) is not None:
            faults.append(plain(dead_link_told(link)))
        return []
    except OSError as error:
        faults.append(_unreadable(folder, error))
        return []


def _unreadable(path: Path, error: OSError) -> str:
    return _("{path} cannot be read: {reason}").format(path=plain(str(path)), reason=error.strerror or error)


def _left_out(folder: Path, names: list[str]) -> str:
    left = names[0] if len(names) == 1 else f"{names[0]} … {names[-1]} ({len(names)})"
    sentence = _("{folder} has more than is read ({count} files, {size} kB together); left out: {names}")
    size = LARGEST_TOGETHER // 1024
    return sentence.format(folder=plain(str(folder)), count=MOST, size=size, names=plain(left))
