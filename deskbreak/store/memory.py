"""Small things to remember that are no settings: a window's size, and what has been said once."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deskbreak.store.atomic import replace_file

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """``routine_size``: width and height in device-independent pixels; ``safety_seen``: the page before the first
    routine was read; ``tray_told``: it was said how deskbreak is reached without a tray."""

    routine_size: tuple[int, int] | None = None
    safety_seen: bool = False
    tray_told: bool = False


def recall(path: Path) -> Memory:
    """What is remembered in ``path``; nothing that cannot be read matters enough to be told."""
    try:
        kept: Any = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return Memory()
    if not isinstance(kept, dict):
        return Memory()
    size = kept.get("routine_size")
    sound = (
        isinstance(size, list) and len(size) == 2 and all(isinstance(side, int) and 0 < side < 10_000 for side in size)
    )
    return Memory(
        routine_size=(size[0], size[1]) if sound else None,
        safety_seen=kept.get("safety_seen") is True,
        tray_told=kept.get("tray_told") is True,
    )


def remember(path: Path, memory: Memory) -> None:
    """Keep ``memory`` in ``path``; where that fails, the log says so."""
    try:
        replace_file(path, json.dumps(asdict(memory)).encode())
    except OSError as error:
        log.warning("%s could not be written: %s", path, error.strerror)
