"""The one door to the terminal: whatever a file, a program or an exception has said, nothing in it acts there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO, cast


class _Plain:
    """A text stream that writes out what would act in a terminal. JSON stays the same JSON."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(text if text == "\n" or text.isprintable() else _plain(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:  # all else is the stream's own
        return getattr(self.stream, name)


def _plain(text: str) -> str:
    from deskbreak.settings.text import plain_lines  # noqa: PLC0415 - with all settings, and `status` is to be quick

    return plain_lines(text)


@contextmanager
def plain_output() -> Iterator[None]:
    """All that is printed meanwhile is plain text, even where the terminal does not know “: it shows a ? then."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
    if sys.stdout is not None:
        sys.stdout = cast(TextIO, _Plain(sys.stdout))
    if sys.stderr is not None:
        sys.stderr = cast(TextIO, _Plain(sys.stderr))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def print_file(text: str) -> None:
    """Print ``text`` as it is where it goes into a file or a program, and plain where it goes to a terminal."""
    out = sys.stdout
    if isinstance(out, _Plain) and not out.isatty():
        out.stream.write(text)
    else:
        out.write(text)
