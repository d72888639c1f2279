"""The one door to the terminal: whatever a file, a program or an exception has said, nothing in it acts there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, cast


class Unprinted(OSError):
    """What was printed cannot be written, as where the disk is full; ``__cause__`` is the error itself."""


class _Plain:
    """A text stream that writes out what would act in a terminal. JSON stays the same JSON. Raises ``Unprinted``."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._lost: Unprinted | None = None

    def write(self, text: str) -> int:
        self.write_as_it_is(text if text == "\n" or text.isprintable() else _plain(text))
        return len(text)

    def write_as_it_is(self, text: str) -> None:
        with self._heeded():
            self.stream.write(text)

    def flush(self) -> None:
        with self._heeded():
            self.stream.flush()

    def end(self) -> None:
        """All has been printed. Raises what kept it from being written, also where somebody made light of it."""
        self.flush()
        if self._lost is not None:
            raise self._lost

    @contextmanager
    def _heeded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._lost = Unprinted(error.errno, error.strerror)
            raise self._lost from error

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


@contextmanager
def whole_output() -> Iterator[None]:
    """What is printed meanwhile is written by the end of it, at an exit of argparse's, too. Raises ``Unprinted``."""
    try:
        yield
    except SystemExit:  # after a help that argparse would not mind to lose
        _end()
        raise
    _end()


def _end() -> None:
    if isinstance(sys.stdout, _Plain):
        sys.stdout.end()


def give_up_output(sentence: str) -> None:
    """After ``Unprinted``: let the rest go nowhere, as Python writes once more at its end, and say why if it can be."""
    with Path(os.devnull).open("wb") as nowhere:
        if sys.stdout is not None:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        if sys.stderr is None:
            return
        try:
            print(sentence, end="\n" if sentence else "", file=sys.stderr, flush=True)
        except OSError:  # that is where it was to be written, or a terminal that was closed
            os.dup2(nowhere.fileno(), sys.stderr.fileno())


def print_file(text: str) -> None:
    """Print ``text`` as it is where it goes into a file or a program, and plain where it goes to a terminal."""
    out = sys.stdout
    if isinstance(out, _Plain) and not out.isatty():
        out.write_as_it_is(text)
    else:
        out.write(text)
