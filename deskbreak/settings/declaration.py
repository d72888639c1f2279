"""What a setting's field carries beside its type and default: all that a file and a window say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from deskbreak.settings.kinds import Kind

META = "deskbreak"
_NOTHING: Mapping[object, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Declaration:
    """``title`` is a setting's name among people, ``help`` a sentence or two; both are N_() texts.

    ``in_file`` is what only somebody needs to be told who writes the file. ``called``: what single values, or the
    words of a list of them, are called where nobody writes them: N_() texts too. ``words``: others by which people look
    for it, an N_() text as well.
    """

    kind: Kind[Any]
    title: str
    help: str
    in_file: str
    called: Mapping[object, str]
    words: str


def declare(
    default: Any,
    kind: Kind[Any],
    title: str,
    help_text: str,
    in_file: str = "",
    called: Mapping[object, str] = _NOTHING,
    words: str = "",
) -> Any:
    """A dataclass field with its ``Declaration``; ``Any`` because a field stands where its value's type is written."""
    return field(default=default, metadata={META: Declaration(kind, title, help_text, in_file, called, words)})
