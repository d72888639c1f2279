"""The settings file changed for the user: key by key, in its place, and never without a look at what is there now."""

import os
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deskbreak.folders import dead_link, own_folder
from deskbreak.i18n import _
from deskbreak.settings import Fault, Reading, read_settings
from deskbreak.settings.example import example_text
from deskbreak.settings.toml import toml_table
from deskbreak.store.aside import reason, set_aside
from deskbreak.store.atomic import create_file, replace_named
from deskbreak.store.config import ConfigFile, read_file, report
from deskbreak.store.config_key import ConfigKey
from deskbreak.store.folder_lock import folder_lock
from deskbreak.store.regular_file import read_bytes, text_in
from deskbreak.store.toml_text.table import MISSING, NoPlace, same

MOST_STEPS = 100
"""Changes that can be taken back."""
LARGEST_EDITED = 64 * 1024
"""Bytes; the commented example has 8,000."""
MOST_TABLES = 200
"""Deskbreak knows ten. tomlkit 0.13 takes 4 seconds for 500, and 24 for 1,000."""
_TABLE = re.compile(rb"^\s*\[", re.MULTILINE)
_TRIES = 5
"""How often a change is begun anew because somebody else was quicker."""


class Uneditable(Exception):
    """The file stays as it is. The message is a sentence that says why, fit to be shown."""


Wishes = Mapping[ConfigKey, object]
"""What the file is to have of each key, in TOML's own types; ``MISSING`` for nothing."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A change that can be taken back: the whole file before and after it, and what its keys had.

    ``faults`` are those that were there before: who mended one may take that back. ``number`` is its place among all.
    """

    number: int
    before: bytes | None
    after: bytes
    former: Wishes
    given: Wishes
    faults: tuple[Fault, ...]


class ConfigEditor:
    """Writes settings into the file at ``path``; a file that is missing is begun with all of them as comments.

    The file is read anew each time, so that whatever others write into it stays. Keys are as in ``"office.hours"``.
    What cannot be done raises ``Uneditable``, and then nothing was written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._steps: deque[_Step] = deque(maxlen=MOST_STEPS)
        self._count = 0

    @property
    def fault(self) -> str:
        """A sentence that says why nothing can be written now (no TOML, and where; a folder that may not be written
        to …), ``""`` if it can. Settings that are refused are no such fault: they stay as they are, or are mended.
        """
        return self._fault(read_file(self._path))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to be taken back."""
        return bool(self._steps)

    @property
    def latest(self) -> int:
        """The number of the change that ``undo`` takes back, 0 for none: later ones have higher numbers."""
        return self._steps[-1].number if self._steps else 0

    def put(self, changes: Mapping[str, object]) -> None:
        """Write the values (the engine's) of these settings, all of them or none, as one step."""
        self._change({key: key.raw(value) for key, value in _by_key(changes).items()})

    def reset(self, *keys: str) -> None:
        """Let these settings have their defaults: their lines are comments again, as one step."""
        self._change(_by_key(dict.fromkeys(keys, MISSING)))

    def undo(self, gone: Callable[[str, object], bool] = lambda _key, _was: False) -> tuple[str, ...]:
        """Give the settings of the last step the values that they had, and return their keys; ``()`` if there are none.

        A setting that somebody else has changed since stays, and so does everything else in the file; and so does one
        whose former value, as the file had it, is ``gone``: what it names is there no more.
        """
        while self._steps:
            step = self._steps[-1]
            file = self._usable()
            back = {key: was for key, was in step.former.items() if same(key.at(file.table), step.given[key])}
            if lost := {key for key, was in back.items() if was is not MISSING and gone(key.text, was)}:
                self._change({key: was for key, was in back.items() if key not in lost}, undone=step)
                self._steps.pop()
                return tuple(key.text for key in back if key not in lost)
            if step.before is None or file.content != step.after:
                self._change(back, undone=step)
            elif not self._write(file.content, step.before):
                continue
            self._steps.pop()
            if back:
                return tuple(key.text for key in back)
        return ()

    def start_anew(self) -> str:
        """Set a file that is broken aside, under another name, and begin a new one: the user has said so.

        Returns a sentence that names both, ``""`` where nothing is broken any more. What is only read-only stays so.
        """
        file = read_file(self._path)
        if not file.faults:
            self._usable()
            return ""
        place = self._path if dead_link(self._path) else self._path.resolve()
        told = set_aside(place, str(file.faults[0]))
        try:
            own_folder(place.parent)
            create_file(place, example_text().encode())
        except FileExistsError:
            raise Uneditable(told) from None
        except OSError as error:
            raise self._unwritten(error) from error
        self._steps.clear()
        return told

    def _change(self, wishes: Wishes, undone: _Step | None = None) -> None:
        """``undone``: the step that is taken back by this, so that it is none of its own."""
        for _try in range(_TRIES):
            file = self._usable()
            left = {key: wish for key, wish in wishes.items() if not key.says(file.table, wish)}
            before = read_settings(file.table or {})
            if undone is None:
                self._check_wishes(before, left)
            if (new := self._edited(file.content, left)) == file.content or not left:
                return
            table = toml_table(text_in(new, self._path))
            self._check_outcome(before, read_settings(table), {} if undone else left, undone.faults if undone else ())
            if self._write(file.content, new):
                if undone is None:
                    former, given = ({key: key.at(one) for key in left} for one in (file.table, table))
                    self._count += 1
                    self._steps.append(_Step(self._count, file.content, new, former, given, before.faults))
                return
        raise Uneditable(self._busy())

    def _usable(self) -> ConfigFile:
        file = read_file(self._path)
        if fault := self._fault(file):
            raise Uneditable(fault)
        return file

    def _fault(self, file: ConfigFile) -> str:
        if file.faults:
            return report(file.faults, self._path)[0]
        if file.content is not None and _too_large(file.content):
            return self._too_much()
        target = self._path.resolve()
        there = next(folder for folder in target.parents if folder.exists())
        if all(os.access(place, os.W_OK) for place in (there, target) if place.exists()):
            return ""
        return _("{path} cannot be changed: it, or its folder, is read-only.").format(path=self._path)

    def _check_wishes(self, before: Reading, wishes: Wishes) -> None:
        """That the wishes are accepted, each and together with what is in force."""
        table: dict[str, dict[str, object]] = {}
        for key, wish in wishes.items():
            group, name = key.parts
            table.setdefault(group, {})[name] = key.default if wish is MISSING else wish
        if faults := read_settings(table, before.settings).faults:
            raise self._refused(faults)

    def _check_outcome(self, before: Reading, after: Reading, wishes: Wishes, known: tuple[Fault, ...]) -> None:
        """That the new file says what was wished, and has no fault that is not ``known``."""
        if faults := tuple(fault for fault in after.faults if fault not in (*before.faults, *known)):
            raise self._refused(faults)
        for key, wish in wishes.items():
            if not same(key.raw(key.effective(after.settings)), key.default if wish is MISSING else key.spelled(wish)):
                raise self._unplaced(key)

    def _edited(self, content: bytes | None, wishes: Wishes) -> bytes:
        # With tomlkit, which many who run deskbreak never need.
        from deskbreak.store.toml_text.change import with_value, without_value  # noqa: PLC0415
        from deskbreak.store.toml_text.line_ends import edited  # noqa: PLC0415

        new = example_text().encode() if content is None else content
        for key, wish in wishes.items():
            if wish is MISSING:
                edit = partial(without_value, key=key.parts, default=key.default, spelled=key.spelled)
            else:
                edit = partial(with_value, key=key.parts, value=wish, default=key.default, spelled=key.spelled)
            try:
                new = edited(new, edit)
            except NoPlace as error:
                raise self._unplaced(key) from error
        if _too_large(new):
            raise Uneditable(self._too_much())
        return new

    def _write(self, before: bytes | None, new: bytes) -> bool:
        """Put ``new`` in the place of ``before``; false if something else is there by now."""
        try:
            if before is None:
                own_folder(self._path.parent)
            with folder_lock(self._path.resolve().parent):
                if self._now() != before:
                    return False
                if before is None:
                    create_file(self._path, new)
                else:
                    replace_named(self._path, new)
        except FileExistsError:
            return False
        except BlockingIOError as error:
            raise Uneditable(self._busy()) from error
        except OSError as error:
            if self._now() != new:  # else it is there, and only the folder could not be brought to the disk
                raise self._unwritten(error) from error
        return True

    def _now(self) -> bytes | None:
        try:
            return read_bytes(self._path)
        except OSError:
            return None

    def _too_much(self) -> str:
        sentence = _("{path} has more than is changed here ({size} kB, {tables} tables); it can be changed by hand.")
        return sentence.format(path=self._path, size=LARGEST_EDITED // 1024, tables=MOST_TABLES)

    def _busy(self) -> str:
        return _("{path} is being changed by another program just now.").format(path=self._path)

    def _refused(self, faults: tuple[Fault, ...]) -> Uneditable:
        return Uneditable("\n".join(report(faults, self._path)))

    def _unplaced(self, key: ConfigKey) -> Uneditable:
        sentence = _("{path}: no way was found to change {key}; it can be written there by hand.")
        return Uneditable(sentence.format(path=self._path, key=key.text))

    def _unwritten(self, error: OSError) -> Uneditable:
        sentence = _("{path} cannot be written: {reason}. It is as it was.")
        return Uneditable(sentence.format(path=self._path, reason=reason(error)))


def _by_key(values: Mapping[str, object]) -> dict[ConfigKey, object]:
    return {ConfigKey(text): value for text, value in values.items()}


def _too_large(content: bytes) -> bool:
    return len(content) > LARGEST_EDITED or len(_TABLE.findall(content)) > MOST_TABLES
