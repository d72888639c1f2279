"""A routine written down as docs/routines.md says, anew or into the file that it came from."""

from collections.abc import Mapping

import tomli_w

from deskbreak.coach.content.routine_file import Routine, read_routine
from deskbreak.coach.content.table import LibraryError


def routine_text(routine: Routine) -> str:
    """The TOML of ``routine``; ``read_routine`` gives it back, if it is one that could be read."""
    return tomli_w.dumps(_table(routine))


def changed_text(before: str, routine: Routine) -> str:
    """``before``, the file of another state of it, with what differs now; comments, order and layout stay.

    Where that cannot be done (a table written in an odd way), all of it is written anew.
    """
    # With tomlkit, which knows where the comments are, and is slow to import.
    import tomlkit  # noqa: PLC0415
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(before)
        _lay_over(document, _table(routine), document.unwrap())
        text = tomlkit.dumps(document)
        if read_routine(text, routine.id) == routine:
            return text
    except (TOMLKitError, LibraryError, TypeError, KeyError, AttributeError, ValueError):
        pass  # tomlkit's tables of dotted keys do not take every change; nothing has been written yet
    return routine_text(routine)


def _table(routine: Routine) -> dict[str, object]:
    """In TOML's own types, in the order of the manual; what is as by default is not there."""
    written: dict[str, object] = {"id": routine.id, "exercises": list(routine.exercises)}
    if routine.rotate:
        written["rotate"] = True if routine.rotate == 1 else routine.rotate
    if routine.variant:
        written["variant"] = routine.variant
    for key, by_exercise in (
        ("repetitions", routine.doses),
        ("variants", routine.variants),
        ("short", routine.short),
    ):
        if by_exercise:
            written[key] = dict(by_exercise)
    written["text"] = {language: {"name": name} for language, name in routine.names.items()}
    return written


def _lay_over(document: object, wanted: Mapping[str, object], there: Mapping[str, object]) -> None:
    """Change the tomlkit table ``document``, which says ``there``, to say ``wanted``."""
    for key in there.keys() - wanted.keys():
        del document[key]  # type: ignore[attr-defined]
    for key, value in wanted.items():
        before = there.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            _lay_over(document[key], value, before)  # type: ignore[index]
        elif value != before:
            document[key] = value  # type: ignore[index]
