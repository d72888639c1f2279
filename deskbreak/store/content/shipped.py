"""The files that come with deskbreak: exercises, tips, icons, translations."""

import sys
from pathlib import Path

from deskbreak.i18n import _

PACKAGE = Path(__file__).parents[2]


class NotShipped(FileNotFoundError):
    """A file of deskbreak's own is missing: the installation is incomplete."""


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder: ``shipped("exercises")``. Raises ``NotShipped``."""
    wanted = [root.joinpath(*parts) for root in _roots()]
    for path in wanted:
        if path.exists():
            return path
    sentence = _("deskbreak is not wholly installed: none of these is there: {paths}")
    raise NotShipped(sentence.format(paths=", ".join(map(str, wanted))))


def _roots() -> list[Path]:
    """Where ``resources/`` can be, in order: frozen (PyInstaller), installed from a wheel, in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen) / "deskbreak" / "resources", Path(frozen) / "resources"] if frozen else []
    return [*roots, PACKAGE / "resources", PACKAGE.parent / "resources"]
