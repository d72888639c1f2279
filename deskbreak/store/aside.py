"""Moving a damaged file out of the way: the app starts without it, and nothing is lost."""

from itertools import count
from pathlib import Path

from deskbreak.i18n import _


def set_aside(path: Path, reason: str, companions: tuple[str, ...] = ()) -> str:
    """Rename ``state.json`` to ``state.damaged-1.json`` (or -2 …) and give a sentence that tells it.

    ``companions`` are endings of files that belong to it (``-wal``) and move along. Never raises: if the file
    cannot be moved, the sentence says that.
    """
    aside = next(
        free for n in count(1) if not (free := path.with_name(f"{path.stem}.damaged-{n}{path.suffix}")).exists()
    )
    try:
        path.rename(aside)
        for ending in companions:
            companion = path.with_name(path.name + ending)
            if companion.exists():
                companion.rename(aside.with_name(aside.name + ending))
    except OSError as error:
        sentence = _("{path} cannot be used ({reason}), nor set aside ({error}).")
        return sentence.format(path=path, reason=reason, error=error.strerror or error)
    sentence = _("{path} cannot be used ({reason}); it was set aside as {aside}.")
    return sentence.format(path=path, reason=reason, aside=aside.name)
