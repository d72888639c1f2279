"""Small things to remember that are no settings: a window's size, and what has been said once."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from deskbreak.store.aside import for_good, reason, set_aside
from deskbreak.store.atomic import replace_file
from deskbreak.store.regular_file import LARGEST_KEPT, read_bytes

LARGEST_SIDE = 10_000
LAST_STEP = 6
LATEST = 2**45
"""UTC ms, the year 3084: every date near it can be reckoned with."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """``routine_size``: width and height in device-independent pixels; ``safety_seen``: the page before the first
    routine was read; ``welcomed``: the welcome was shown; ``tray_told``: it was said how deskbreak is reached without
    a tray; ``results_told``: when to expect results; ``hurts_told``: the key for *It hurts*. ``chosen``: the step (from
    1) that the user has last chosen by hand, and when (UTC ms). ``tips``: the ids of the posture tips that were shown,
    the latest last (N4).

    Of the desktop: ``reminders``, the names of its own break reminders that deskbreak has switched off; ``at_login``,
    its portal has said that deskbreak starts at login. These are other for a while, and changed by ``amend`` alone.
    """

    routine_size: tuple[int, int] | None = None
    safety_seen: bool = False
    welcomed: bool = False
    tray_told: bool = False
    results_told: bool = False
    hurts_told: bool = False
    chosen: tuple[int, int] | None = None
    tips: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    at_login: bool = False


OF_THE_DESKTOP = ("reminders", "at_login")
MOST_REMINDERS, MOST_TIPS, LONGEST_NAME = 8, 500, 40


def recall(path: Path) -> Memory:
    """What is remembered in ``path``; nothing that cannot be read matters enough to be told."""
    try:
        return _read(path)
    except (OSError, ValueError, RecursionError) as error:
        if not isinstance(error, FileNotFoundError):
            log.info("%s: %s", path, reason(error))
        return Memory()


def remember(path: Path, memory: Memory) -> Memory:
    """Keep ``memory`` in ``path``, and what is known there besides; that is returned. What fails, the log says.

    A file that is damaged is set aside; one that cannot be read just now is left as it is.
    """
    return _rewrite(path, lambda earlier: _together(memory, earlier), memory)


def amend(path: Path, change: Callable[[Memory], Memory]) -> Memory:
    """As ``remember``, for what is ``OF_THE_DESKTOP``: ``change`` gets all that is in ``path``, as it is now."""
    return _rewrite(path, change, change(Memory()))


def _rewrite(path: Path, change: Callable[[Memory], Memory], alone: Memory) -> Memory:
    """``change`` what is there; ``alone`` is what it is where nothing is, or cannot be read."""
    memory = alone
    try:
        memory = change(_read(path))
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError, RecursionError) as error:
        if isinstance(error, OSError) and not for_good(error):
            log.warning("%s cannot be read, and is left as it is: %s", path, reason(error))
            return memory
        log.warning("%s", set_aside(path, reason(error)))
    try:
        replace_file(path, json.dumps(asdict(memory)).encode())
    except OSError as error:
        log.warning("%s could not be written: %s", path, reason(error))
    return memory


class MemoryFile:
    """What is remembered in the file at ``path``: ``value``, until ``keep`` has another one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.value = recall(path)

    def keep(self, memory: Memory) -> None:
        """Remember ``memory`` from now on."""
        self.value = remember(self._path, memory)


def unreadable(path: Path) -> str:
    """Why the file at ``path`` is no memory, ``""`` if it is one or is not there. Changes nothing."""
    try:
        _read(path)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, RecursionError) as error:
        return reason(error)
    return ""


def _together(later: Memory, earlier: Memory) -> Memory:
    """Nothing is ever forgotten on purpose: what ``later`` does not know, it could not read at its start.

    What is ``OF_THE_DESKTOP`` another process may have changed since.
    """
    known = {field.name: getattr(later, field.name) for field in fields(Memory) if field.name not in OF_THE_DESKTOP}
    return replace(earlier, **{name: value for name, value in known.items() if value})


def _read(path: Path) -> Memory:
    """Raises ``OSError``, ``ValueError`` and ``RecursionError``; a value that cannot be is as if it were not there."""
    kept: Any = json.loads(read_bytes(path, LARGEST_KEPT))
    if not isinstance(kept, dict):
        raise ValueError("it is no table")  # noqa: TRY004 - the value in the file is wrong, not the call
    return Memory(
        routine_size=_pair(kept.get("routine_size"), LARGEST_SIDE - 1, LARGEST_SIDE - 1),
        safety_seen=kept.get("safety_seen") is True,
        welcomed=kept.get("welcomed") is True,
        tray_told=kept.get("tray_told") is True,
        results_told=kept.get("results_told") is True,
        hurts_told=kept.get("hurts_told") is True,
        chosen=_pair(kept.get("chosen"), LAST_STEP, LATEST),
        tips=_names(kept.get("tips"), MOST_TIPS),
        reminders=_names(kept.get("reminders"), MOST_REMINDERS),
        at_login=kept.get("at_login") is True,
    )


def _names(kept: object, most: int) -> tuple[str, ...]:
    """Short words, if ``kept`` are some of them, ``most`` at most."""
    match kept:
        case [*names] if len(names) <= most and all(
            isinstance(name, str) and name.isprintable() and len(name) <= LONGEST_NAME for name in names
        ):
            return tuple(map(str, names))
        case _:
            return ()


def _pair(kept: object, first_most: int, second_most: int) -> tuple[int, int] | None:
    """Two whole numbers from 1 on, if ``kept`` are such."""
    match kept:
        case [int(first), int(second)] if 0 < first <= first_most and 0 < second <= second_most:
            return None if isinstance(first, bool) or isinstance(second, bool) else (first, second)
        case _:
            return None
