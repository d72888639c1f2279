"""What the engine remembers over a restart, in one JSON file (S1)."""

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskbreak.i18n import _
from deskbreak.store.aside import for_good, reason, set_aside
from deskbreak.store.atomic import replace_file
from deskbreak.store.regular_file import LARGEST_KEPT, read_bytes

VERSION = 1


@dataclass(frozen=True, slots=True)
class Saved:
    """Plain JSON values. ``epoch``: how the span clock goes on (``desktop.time.clock``); ``state``: the engine's."""

    epoch: Mapping[str, Any]
    state: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Restored:
    """What ``load`` found; ``notice`` is a sentence for the user if a file was there and could not be used."""

    saved: Saved | None
    notice: str = ""


class StateStore:
    """Keeps one ``Saved`` in the file at ``path``. One process at a time may use it.

    A file that is damaged is set aside. One that cannot be read just now may be whole: it is left as it is, nothing is
    written over it, and ``load`` is to be tried again (``withheld``). ``notice`` tells either, ``""`` if all is well.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._on_disk: bytes | None = None
        self.withheld = False
        self.notice = ""

    def load(self) -> Restored:
        """What was saved last; nothing if there is nothing that can be used. Never raises for what the file is."""
        self.withheld, self.notice = False, ""
        try:
            content = read_bytes(self.path, LARGEST_KEPT)
            saved = _decoded(content)
        except FileNotFoundError:
            return Restored(None)
        except (OSError, ValueError, RecursionError) as error:
            if isinstance(error, OSError) and not for_good(error):
                return Restored(None, self._withhold(error))
            return Restored(None, self.set_aside(reason(error)))
        self._on_disk = content
        return Restored(saved)

    def save(self, saved: Saved) -> None:
        """Keep ``saved``: after this it survives a power cut. Does nothing if it is what is kept already.

        Blocks for as long as the disk takes. Raises ``OSError``, also while the file is ``withheld``; then what was
        saved before is still there.
        """
        if self.withheld:
            raise PermissionError(errno.EACCES, self.notice, str(self.path))
        content = json.dumps(
            {"version": VERSION, "epoch": saved.epoch, "state": saved.state}, ensure_ascii=False, allow_nan=False
        ).encode()
        if content != self._on_disk:
            self._on_disk = None
            replace_file(self.path, content)
            self._on_disk = content

    def set_aside(self, why: str) -> str:
        """Move the file out of the way, for whoever finds its content to be damaged. Gives the notice to tell."""
        self._on_disk = None
        self.notice = set_aside(self.path, why)
        self.withheld = os.path.lexists(self.path)  # it could not be moved: nothing is written over it either
        return self.notice

    def _withhold(self, error: OSError) -> str:
        self.withheld = True
        sentence = _(
            "{path} cannot be read ({reason}). Until it can be, deskbreak goes on without what it remembers there, "
            "and leaves the file as it is."
        )
        self.notice = sentence.format(path=self.path, reason=reason(error))
        return self.notice


def readable(path: Path) -> str:
    """Why the file at ``path`` is no saved state, ``""`` if it is one or is not there. Changes nothing."""
    try:
        _decoded(read_bytes(path, LARGEST_KEPT))
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, RecursionError) as error:
        return reason(error)
    return ""


def _decoded(content: bytes) -> Saved:
    payload = json.loads(content)
    if not isinstance(payload, dict) or type(payload.get("version")) is not int:
        raise ValueError(_("it is not a state of deskbreak"))
    if payload["version"] != VERSION:
        sentence = _("it is of version {found}, and this deskbreak knows version {known}")
        raise ValueError(sentence.format(found=payload["version"], known=VERSION))
    epoch, state = payload.get("epoch"), payload.get("state")
    if not isinstance(epoch, dict) or not isinstance(state, dict):
        raise ValueError(_("it is not whole"))  # noqa: TRY004 - the value in the file is wrong, not the call
    return Saved(epoch, state)
