"""Small things to remember that are no settings: a window's size, and what has been said once."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deskbreak.store.atomic import replace_file

LARGEST_SIDE = 10_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """``routine_size``: width and height in device-independent pixels; ``safety_seen``: the page before the first
    routine was read; ``tray_told``: it was said how deskbreak is reached without a tray; ``results_told``: when to
    expect results. ``chosen``: the step (from 1) that the user has last chosen by hand, and when (UTC ms)."""

    routine_size: tuple[int, int] | None = None
    safety_seen: bool = False
    tray_told: bool = False
    results_told: bool = False
    chosen: tuple[int, int] | None = None


def recall(path: Path) -> Memory:
    """What is remembered in ``path``; nothing that cannot be read matters enough to be told."""
    try:
        kept: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Memory()
    if not isinstance(kept, dict):
        return Memory()
    return Memory(
        routine_size=_size(kept.get("routine_size")),
        safety_seen=kept.get("safety_seen") is True,
        tray_told=kept.get("tray_told") is True,
        results_told=kept.get("results_told") is True,
        chosen=_chosen(kept.get("chosen")),
    )


def _size(kept: object) -> tuple[int, int] | None:
    match kept:
        case [int(width), int(height)] if 0 < width < LARGEST_SIDE and 0 < height < LARGEST_SIDE:
            return width, height
        case _:
            return None


def _chosen(kept: object) -> tuple[int, int] | None:
    match kept:
        case [int(step), int(at)] if step > 0:
            return step, at
        case _:
            return None


def remember(path: Path, memory: Memory) -> None:
    """Keep ``memory`` in ``path``; where that fails, the log says so."""
    try:
        replace_file(path, json.dumps(asdict(memory)).encode())
    except OSError as error:
        log.warning("%s could not be written: %s", path, error.strerror)
