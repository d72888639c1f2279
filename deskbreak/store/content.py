"""The texts of the content files (exercises, routines, tips), for ``coach.library`` to make values of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from deskbreak.i18n import _


@dataclass(frozen=True, slots=True)
class Texts:
    """The readable files by name (``desk.toml``), sorted, and a sentence for each that is not."""

    by_name: Mapping[str, str]
    faults: tuple[str, ...] = ()


def texts(folder: Path) -> Texts:
    """The ``*.toml`` files in ``folder``. One that is missing is as good as empty: users need not have their own."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.name] = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            faults.append(_("{path} cannot be read: {reason}").format(path=path, reason=error.strerror or error))
        except UnicodeDecodeError:
            faults.append(_("{path} is no text in UTF-8").format(path=path))
    return Texts(MappingProxyType(found), tuple(faults))
