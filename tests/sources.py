"""deskbreak's own source, for tests that read it."""

from collections.abc import Callable, Iterable
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "deskbreak"
MODULES = sorted(PACKAGE.rglob("*.py"))


def offences(look: Callable[[str], Iterable[object]], modules: Iterable[Path] = MODULES) -> dict[str, list[object]]:
    """What ``look`` finds in the source of each module; those in which it finds nothing are left out."""
    found = {path.relative_to(PACKAGE).as_posix(): list(look(path.read_text(encoding="utf-8"))) for path in modules}
    return {name: faults for name, faults in found.items() if faults}
