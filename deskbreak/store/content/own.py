"""The user's own exercises and routines: checked, taken in, given out, begun from a template."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import Routine
from deskbreak.coach.content.table import LibraryError, name_rule, parsed
from deskbreak.folders import make_folder, own_folder
from deskbreak.i18n import _, ngettext
from deskbreak.settings.text import is_name, plain
from deskbreak.store import regular_file
from deskbreak.store.atomic import create_file
from deskbreak.store.content.library import Library, read_whole_routine, understood
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths

_MOST_TOLD = 3
"""Faults of a file that is to come in: of the wrong file there would be one for every line."""
TEMPLATES = {"routine": "routine.toml", "exercise": "exercise.toml"}


class OwnFilesRefused(Exception):
    """What cannot be done; ``faults`` has a sentence for each reason."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_file(file: Path, library: Library) -> Exercise | Routine:
    """The exercise, or the routine (it has ``exercises``), in ``file``. Raises ``OwnFilesRefused``."""
    return read_text(text_of(file), file.name, library)


def read_text(text: str, source: str, library: Library) -> Exercise | Routine:
    """The exercise or the routine in ``text``. Raises ``OwnFilesRefused``."""
    try:
        if parsed(text, source).has("exercises"):
            return understood(partial(read_whole_routine, library.exercises), text, source)
        return understood(read_exercise, text, source)
    except LibraryError as error:
        raise OwnFilesRefused(*error.faults) from error


def take_in(file: Path, paths: Paths, library: Library) -> tuple[Exercise | Routine, Path]:
    """Copy ``file`` among the user's own. Raises ``OwnFilesRefused``: it is faulty, or there is one."""
    text = text_of(file)
    try:
        one = read_text(text, file.name, library)
    except OwnFilesRefused as refused:
        raise OwnFilesRefused(*_in_short(text, file.name, refused.faults)) from refused
    key, folder = place(one, paths)
    there = library.files.get(key)
    target = folder / f"{one.id}.toml"
    if there is not None and there.parent == folder:
        sentence = _("{file}: you have “{word}” already, in {there}; it was left as it is")
        raise OwnFilesRefused(sentence.format(file=file.name, word=one.id, there=there))
    _create(target, text, own_folder)
    return one, target


def _in_short(text: str, source: str, faults: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong, few sentences of it; first that it is the wrong file, where it is."""
    try:
        wrong = not parsed(text, source).has("id")  # which each exercise and each routine begins with
    except LibraryError:
        wrong = False
    told = [_("{file}: this is no routine or exercise").format(file=plain(source))] if wrong else []
    told += faults[:_MOST_TOLD]
    if (more := len(faults) - _MOST_TOLD) > 0:
        told.append(ngettext("and {more} more fault", "and {more} more faults", more).format(more=more))
    return tuple(told)


def told_taken_in(one: Exercise | Routine, target: Path, paths: Paths, library: Library) -> tuple[str, ...]:
    """What ``take_in`` has done, in sentences; ``library`` is that of before."""
    key, _folder = place(one, paths)
    written = _("{file} is written.").format(file=target)
    if key not in library.files:
        return (written,)
    return written, _("It takes the place of deskbreak's own “{word}”.").format(word=one.id)


def place(one: Exercise | Routine, paths: Paths) -> tuple[str, Path]:
    """Its key in ``Library.files``, and the folder of the user's own of its kind."""
    if isinstance(one, Routine):
        return f"routines/{one.id}", paths.routines
    return f"exercises/{one.id}", paths.exercises


def begin(name: str, kind: str, paths: Paths, library: Library) -> Path:
    """Write a commented template of that ``kind`` (a key of ``TEMPLATES``). Raises ``OwnFilesRefused``."""
    if not is_name(name):
        sentence = _("“{word}” is no name for it; accepted: {accepted}")
        raise OwnFilesRefused(plain(sentence.format(word=name[:60], accepted=name_rule())))
    template = shipped("templates", TEMPLATES[kind]).read_text(encoding="utf-8")
    text = template.replace("my-own", name).replace('"My own"', f'"{_title(name)}"')
    one = read_text(text, f"{name}.toml", library)
    key, folder = place(one, paths)
    if key in library.files:
        raise OwnFilesRefused(_("there is “{word}” already, in {there}").format(word=name, there=library.files[key]))
    _create(folder / f"{name}.toml", text, own_folder)
    return folder / f"{name}.toml"


def give_out(name: str, library: Library) -> str:
    """The text of the routine of that id, or else of the exercise. Raises ``OwnFilesRefused``."""
    for key in (f"routines/{name}", f"exercises/{name}"):
        if key in library.files:
            return text_of(library.files[key])
    raise OwnFilesRefused(library.neither(name))


def write_out(text: str, file: Path) -> None:
    """Write what was given out, never over a file. Raises ``OwnFilesRefused``."""
    _create(file.absolute(), text, make_folder)


def _title(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def text_of(file: Path) -> str:
    """The text of a file. Raises ``OwnFilesRefused``."""
    try:
        return regular_file.read_text(file)
    except OSError as error:
        sentence = _("{file} cannot be read: {reason}")
        raise OwnFilesRefused(sentence.format(file=file, reason=error.strerror or error)) from error


def _create(file: Path, text: str, prepared: Callable[[Path], None]) -> None:
    try:
        prepared(file.parent)
        create_file(file, text.encode())
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise OwnFilesRefused(_("{file} is there already; it was left as it is").format(file=file)) from error
        sentence = _("{file} cannot be written: {reason}")
        raise OwnFilesRefused(sentence.format(file=file, reason=error.strerror or error)) from error
