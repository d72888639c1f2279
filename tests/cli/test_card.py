"""``deskbreak card``: a page that a printer and a reader of PDFs understand, with everything on it."""

import errno
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from deskbreak.app.routine.printed_card import territory
from tests.cli.conftest import Say
from tests.dates import passed_on

pytestmark = pytest.mark.usefixtures("qapp")


def text_of(file: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


def test_everything_is_on_one_page(say: Say, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    told = say("--home", home, "card", file)
    assert (told.code, told.out, told.err) == (0, f"“Desk routine” is in {file} now.\n", "")
    assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) == 1
    text = text_of(file)
    for words in ("Desk routine", "Shoulder circles", "Seated twist", "Side bend", "Cat and cow"):
        assert words in text
    assert "10 forward, 10 backward" in text
    assert "see a doctor" in text
    assert not home.exists()


def test_of_several_it_is_the_routine_of_today(say: Say, home: Path, tmp_path: Path) -> None:
    """D8"""
    home.mkdir()
    nobody_works = "[office]\ndays = []\n"  # on no day but the first one, so this is not about which day it is
    (home / "config.toml").write_text(nobody_works + '[routine]\nname = ["back", "desk"]\n', encoding="utf-8")
    assert say("--home", home, "card", tmp_path / "card.pdf").out.startswith("“Back routine” is in ")


class Hands(io.StringIO):
    """Somebody at the terminal, who types this."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def older(tmp_path: Path) -> Path:
    file = tmp_path / "card.pdf"
    file.write_text("an older one")
    return file


def test_where_nobody_can_be_asked_a_file_is_left_as_it_is(
    say: Say, home: Path, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    told = say("--home", home, "card", older)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"{older} is there already; it was left as it is. With --force it is written over.\n"
    assert older.read_text() == "an older one"
    assert say("--home", home, "card", older, "--force").code == 0
    assert older.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "written"), [("y\n", True), ("YES\n", True), ("\n", False), ("n\n", False), ("", False)]
)
def test_whoever_sits_there_is_asked(
    say: Say, home: Path, older: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Hands(typed))
    told = say("--home", home, "card", older)
    assert told.err.startswith(f"{older} is there already. Write over it? [y/N] ")
    assert told.code == (0 if written else 1)
    assert older.read_bytes().startswith(b"%PDF" if written else b"an older one")


def test_a_new_file_needs_no_question(say: Say, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Hands(""))
    assert say("--home", home, "card", tmp_path / "card.pdf").err == ""


def test_an_unknown_routine_is_a_sentence(say: Say, home: Path, tmp_path: Path) -> None:
    told = say("--home", home, "card", tmp_path / "card.pdf", "--routine", "dask")
    assert told.code == 2
    assert told.err == "card: there is no routine “dask”; did you mean “desk”?\n"
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_not_there_is_a_sentence(say: Say, home: Path, tmp_path: Path) -> None:
    told = say("--home", home, "card", tmp_path / "no" / "card.pdf")
    assert told.code == 1
    assert told.err == f"{tmp_path}/no/card.pdf: No such file or directory\n"


@pytest.mark.skipif(sys.platform != "linux", reason="there are no such files there, or not as large")
def test_what_is_no_file_is_refused_by_what_it_is(say: Say, home: Path, tmp_path: Path) -> None:
    import fcntl

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 1 << 20)  # a page that is written into it all the same keeps nobody waiting
    try:
        for name, told in (
            ("pipe", "it is a pipe, not a file"),
            ("link", "it is a pipe, not a file"),
            ("folder", "it is a folder, not a file"),
            ("/dev/null", "it is a device, not a file"),
            ("loop", os.strerror(errno.ELOOP)),
        ):
            said = say("--home", home, "card", tmp_path / name)
            assert (said.code, said.out, said.err) == (1, "", f"{tmp_path / name}: {told}\n")
    finally:
        os.close(reader)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "en_US.UTF-8"}, "US"),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "de_DE.UTF-8"}, "DE"),
        ({"LC_ALL": "es_MX", "LC_PAPER": "de_DE"}, "MX"),
        ({"LANG": "de_AT@euro"}, "AT"),
        ({"LANG": "C.UTF-8"}, ""),
    ],
)
def test_the_paper_is_that_of_the_locale(environment: dict[str, str], expected: str) -> None:
    assert territory(environment) == expected


def test_without_a_locale_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.app.routine.printed_card.QLocale.system", lambda: QLocale("de_DE"))
    assert territory({}) == "DE"


def test_without_a_display(home: Path, tmp_path: Path) -> None:
    """As over ssh: a process of its own, with nothing to show anything on."""
    environment = {**passed_on(os.environ), **{name: os.environ[name] for name in ("PATH", "HOME")}}
    file = tmp_path / "card.pdf"
    subprocess.run(
        [sys.executable, "-m", "deskbreak", "--home", home, "card", file], env=environment, check=True, timeout=60
    )
    assert file.read_bytes().startswith(b"%PDF")
