"""Desktop entries: a command comes out as it went in, and which command it is that will still be there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deskbreak.desktop.entry.command import Unnameable, exec_value, read_exec, read_string, string_value
from deskbreak.desktop.entry.entry import DesktopEntry, made_from, read_entry
from deskbreak.desktop.entry.launcher import NoLauncher, Started
from tests.desktop import session_manager

ODD = "/a b/100%/q\"uo'te$/back\\slash/`tick`/;&|<>*?#()~/é/　/deskbreak"
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(
    lambda text: text.strip() == text
)
TEMPLATE = "[Desktop Entry]\nType=Application\nName=deskbreak\nExec=deskbreak\nIcon=deskbreak\n"


@given(program=TEXTS.filter(lambda text: "=" not in text and not text.startswith('"')), arguments=st.lists(TEXTS))
@example(ODD, ["--home", "/h o=m%e/%f%%u"])
def test_a_command_comes_out_as_it_went_in(program: str, arguments: list[str]) -> None:
    """Read by deskbreak, and by the letter of the specification."""
    command = (program, *arguments)
    value = exec_value(command)
    assert "\n" not in value
    assert read_exec(value) == command
    undone = "".join(session_manager._unescaped(value))
    assert session_manager.words(undone) == list(command)


@pytest.mark.parametrize("path", ["/a\nb", "/a\x1bb", "/a\x00b", os.fsdecode(b"/a\xffb"), "/a\u2028b"])
def test_what_is_no_line_of_text_is_a_sentence(path: str) -> None:
    with pytest.raises(Unnameable, match=r"has characters in it that cannot be written down\.$"):
        exec_value((path,))
    with pytest.raises(Unnameable):
        string_value(path)


def test_a_program_with_an_equals_sign_is_a_sentence() -> None:
    with pytest.raises(Unnameable, match=r"/a=b/deskbreak has a = in its path"):
        exec_value(("/a=b/deskbreak",))


@pytest.mark.parametrize(
    ("value", "command"),
    [
        ("deskbreak", ("deskbreak",)),
        ("  deskbreak   --home  /x ", ("deskbreak", "--home", "/x")),
        ('"/a b/deskbreak" %U --x', ("/a b/deskbreak", "--x")),
        ("'/a b/deskbreak' --x", ("/a b/deskbreak", "--x")),
        ('env A=1 "x\\\\\\\\y" 50%%', ("env", "A=1", "x\\y", "50%")),
    ],
)
def test_what_people_write_is_read(value: str, command: tuple[str, ...]) -> None:
    assert read_exec(value) == command


@pytest.mark.parametrize("value", ["", "   ", '"/a b', "'a", "%f"])
def test_what_names_nothing_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"a quote is not closed|it names no program"):
        read_exec(value)


def test_escapes_are_undone_once() -> None:
    assert read_string(r"a\sb\\n\q\n") == "a b\\n\\q\n"


def test_an_entry_is_its_main_group() -> None:
    entry = DesktopEntry.of(
        "# Hidden=true\n[Other]\nHidden=true\n[Desktop Entry]\n#Hidden=true\nName = deskbreak\nName[de]=x\n"
        "OnlyShowIn=GNOME;KDE;\nTerminal=1\n[Desktop Action new]\nExec=other\n"
    )
    assert (entry.text("Name"), entry.text("Hidden"), entry.text("Exec")) == ("deskbreak", "", "")
    assert (entry.names("OnlyShowIn"), entry.names("NotShowIn")) == (("GNOME", "KDE"), ())
    assert (entry.yes("Terminal"), entry.yes("Hidden"), entry.ours) == (True, False, False)


def test_an_entry_is_made_from_the_template() -> None:
    entry = DesktopEntry.of(made_from(TEMPLATE, ("/a b/deskbreak", "--x"), X_Y="z", Hidden="true"))
    assert entry.command == ("/a b/deskbreak", "--x")
    assert entry.text("TryExec") == "/a b/deskbreak"
    assert (entry.text("X-Y"), entry.yes("Hidden"), entry.ours) == ("z", True, True)
    assert (entry.text("Name"), entry.text("Icon")) == ("deskbreak", "deskbreak")
    assert made_from(TEMPLATE, ("/x",)).count("Exec=") == 2


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.write_bytes(b"\xff"), Path.touch])
def test_what_is_no_entry_is_refused_and_nobody_waits(make: Callable[[Path], object], tmp_path: Path) -> None:
    make(tmp_path / "entry")
    before = set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else set()  # noqa: PTH112, PTH208
    with pytest.raises(ValueError, match=r"it is no file|codec|it has no line \[Desktop Entry\]"):
        read_entry(tmp_path / "entry")
    assert not before or set(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_an_entry_that_has_no_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "entry").write_text(TEMPLATE + "#" * 100_000)
    with pytest.raises(ValueError, match="larger than 64 kB"):
        read_entry(tmp_path / "entry")


@pytest.fixture
def place(tmp_path: Path) -> "Place":
    return Place(tmp_path)


class Place:
    """A home in which programs are installed; what is temporary lies below ``tmp``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"PATH": str(folder / "home/.local/bin"), "TMPDIR": str(folder / "tmp")}

    def program(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
        return path

    def started(self, program: object, python: object, *, frozen: bool = False, platform: str = "linux") -> Started:
        return Started(str(program), str(python), frozen, platform, self.environment)


def test_the_script_of_a_virtual_environment(place: Place) -> None:
    script, python = place.program("venv/bin/deskbreak"), place.program("venv/bin/python")
    assert place.started(script, python).command() == (str(script),)
    assert place.started("/x/deskbreak/__main__.py", python).command() == (str(script),), "python -m deskbreak"


def test_a_path_from_here_becomes_one_from_anywhere(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    script = place.program("venv/bin/deskbreak")
    monkeypatch.chdir(script.parent)
    assert place.started("./deskbreak", place.folder / "python").command() == (str(script),)


def test_what_is_found_by_its_name_is_better_than_what_it_leads_to(place: Place) -> None:
    """pipx and uv lay a link there, and it stays when they make the environment anew."""
    script = place.program("home/.local/share/pipx/venvs/deskbreak/bin/deskbreak")
    link = place.folder / "home/.local/bin/deskbreak"
    link.parent.mkdir(parents=True)
    link.symlink_to(script)
    for begun in (script, link):
        assert place.started(begun, script.with_name("python")).command() == (str(link),)
    other = place.program("venv/bin/deskbreak")
    assert place.started(other, other.with_name("python")).command() == (str(other),), "not some other one"


def test_an_appimage_is_itself(place: Place) -> None:
    image, within = place.program("Apps/deskbreak.AppImage"), place.folder / "tmp/.mount_x"
    python = place.program("tmp/.mount_x/usr/bin/python")
    place.environment |= {"APPIMAGE": str(image), "APPDIR": str(within)}
    assert place.started(within / "usr/bin/deskbreak", python).command() == (str(image),)
    script = place.program("venv/bin/deskbreak")
    assert place.started(script, script.with_name("python")).command() == (str(script),), "of a terminal's AppImage"


def test_a_frozen_one_is_itself(place: Place) -> None:
    bundle = place.program("opt/deskbreak/deskbreak")
    assert place.started("deskbreak", bundle, frozen=True).command() == (str(bundle),)


def test_windows_gets_no_console(place: Place) -> None:
    windowless = place.program("venv/Scripts/pythonw.exe")
    started = place.started("deskbreak.exe", windowless.with_name("python.exe"), platform="win32")
    assert started.command() == (str(windowless), "-m", "deskbreak")


@pytest.mark.parametrize("where", ["tmp/x/bin", "home/.cache/uv/archive-v0/x/bin", "cache/bin", "other/.cache/bin"])
def test_what_is_cleared_away_is_not_started_later(place: Place, where: str) -> None:
    """uvx, pipx run."""
    place.environment["UV_CACHE_DIR"] = str(place.folder / "cache")
    script = place.program(f"{where}/deskbreak")
    with pytest.raises(NoLauncher, match=r"deskbreak is only there for now\. Please install deskbreak: pipx install"):
        place.started(script, script.with_name("python")).command()
    installed = place.program("home/.local/bin/deskbreak")
    assert place.started(script, script.with_name("python")).command() == (str(installed),)


def test_where_there_is_no_program_it_is_a_sentence(place: Place) -> None:
    with pytest.raises(NoLauncher, match="There is no program called deskbreak here"):
        place.started("/x/__main__.py", place.folder / "python").command()
