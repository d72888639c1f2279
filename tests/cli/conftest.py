"""Fixtures for the command line."""

import locale
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from deskbreak import i18n
from deskbreak.cli import main
from deskbreak.store.content.shipped import shipped


@dataclass(frozen=True)
class Said:
    """What a command ended with and said."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        return self.err.splitlines()


Say = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder for ``--home``; not there yet."""
    return tmp_path / "home"


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Iterator[Say]:
    """Run ``deskbreak WORDS`` in this process."""
    before = locale.setlocale(locale.LC_TIME)

    def run(*words: object) -> Said:
        arguments: Sequence[str] = [str(word) for word in words]
        try:
            code = main(arguments)
        except SystemExit as exit_:
            code = exit_.code if isinstance(exit_.code, int) else 1
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    yield run
    locale.setlocale(locale.LC_TIME, before)
    i18n.install(shipped("locale"), ["en"])
