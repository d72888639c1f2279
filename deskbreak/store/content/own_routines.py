"""Routines of one's own that are made, changed and taken away in a window: valid, and never over what is there."""

import os
import unicodedata
from dataclasses import replace
from itertools import count
from pathlib import Path

from deskbreak.coach.content.routine_file import Routine
from deskbreak.folders import own_folder
from deskbreak.i18n import _
from deskbreak.settings.text import plain
from deskbreak.store.atomic import create_file, replace_named
from deskbreak.store.content import own
from deskbreak.store.content.library import Library
from deskbreak.store.content.own import OwnFilesRefused
from deskbreak.store.content.routine_text import changed_text, routine_text
from deskbreak.store.paths import Paths

_LONGEST_ID = 40
_NAMELESS = "routine"
"""The id of a routine whose name has no letter that an id can have."""


def keep(routine: Routine, paths: Paths, library: Library) -> Routine:
    """Write ``routine`` to a file of its own and give it as it is there: with an id made of its name, a new one.

    Raises ``OwnFilesRefused``.
    """
    for number in count(1):
        one = replace(routine, id=_id(routine.name("en"), number))
        file = paths.routines / f"{one.id}.toml"
        if f"routines/{one.id}" in library.files or os.path.lexists(file):
            continue
        text = _checked(routine_text(one), file, library)
        try:
            own_folder(file.parent)
            create_file(file, text.encode())
        except FileExistsError:  # somebody else was quicker
            continue
        except OSError as error:
            raise _unwritten(file, error) from error
        return one
    raise AssertionError  # the numbers do not end


def change(before: Routine, routine: Routine, paths: Paths, library: Library) -> Routine:
    """Write ``routine`` in the place of ``before``, a routine of one's own; the comments in its file stay.

    Where the file says something else than ``before`` by now, it stays as it is, and this one is kept beside it under
    a new id, which the returned one has. Raises ``OwnFilesRefused``.
    """
    file = _file(before.id, paths, library)
    try:
        there = own.read_file(file, library)
    except OwnFilesRefused:
        return keep(routine, paths, library)
    if there != before:
        return keep(routine, paths, library)
    one = replace(routine, id=before.id)
    try:
        replace_named(file, _checked(changed_text(own.text_of(file), one), file, library).encode())
    except OSError as error:
        raise _unwritten(file, error) from error
    return one


def take_away(name: str, paths: Paths, library: Library) -> Path:
    """Set the file of the own routine ``name`` aside, so that it is read no more, and give its new path.

    Raises ``OwnFilesRefused``.
    """
    file = _file(name, paths, library)
    aside = next(free for n in count(1) if not os.path.lexists(free := file.with_name(f"{file.name}.removed-{n}")))
    try:
        file.rename(aside)
    except OSError as error:
        raise _unwritten(file, error) from error
    return aside


def is_own(name: str, paths: Paths, library: Library) -> bool:
    """Whether the routine of this id is one of the user's."""
    file = library.files.get(f"routines/{name}")
    return file is not None and file.parent == paths.routines


def _file(name: str, paths: Paths, library: Library) -> Path:
    if not is_own(name, paths, library):
        raise OwnFilesRefused(_("“{word}” is none of your own routines").format(word=plain(name)))
    return library.files[f"routines/{name}"]


def _id(name: str, number: int) -> str:
    """``back-care`` of “Back care!”, the next time ``back-care-2``."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    base = "-".join(words)[:_LONGEST_ID].strip("-") or _NAMELESS
    return base if number == 1 else f"{base}-{number}"


def _checked(text: str, file: Path, library: Library) -> str:
    """``text``, if it is a routine that will be understood."""
    own.read_text(text, file.name, library)
    return text


def _unwritten(file: Path, error: OSError) -> OwnFilesRefused:
    sentence = _("{file} cannot be written: {reason}")
    return OwnFilesRefused(sentence.format(file=file, reason=error.strerror or error))
