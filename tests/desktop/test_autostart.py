"""Start at login on Linux: what deskbreak says and does, beside what a session manager would read."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deskbreak.desktop.autostart.autostart import AutostartState, NotSwitched
from deskbreak.desktop.autostart.choice import open_autostart, sandboxed
from deskbreak.desktop.autostart.moved import may_have_moved
from deskbreak.desktop.autostart.portal import PortalAutostart
from deskbreak.desktop.autostart.xdg import XdgAutostart
from deskbreak.desktop.entry.entry import FILE
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.store.content.shipped import shipped
from tests.desktop.session_manager import begun_at_login
from tests.desktop.test_entry import ODD

OFF, ON, MOVED = AutostartState.OFF, AutostartState.ON, AutostartState.MOVED
TEMPLATE = shipped("desktop", FILE).read_text(encoding="utf-8")
THEIRS = "[Desktop Entry]\nType=Application\nName=deskbreak\nExec={program}\n"


class Home:
    """A user's home and the system's folder, with a session in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "home/.config"),
            "XDG_CONFIG_DIRS": f"{folder}/opt:{folder}/etc",
            "XDG_CURRENT_DESKTOP": "ubuntu:GNOME",
            "PATH": str(folder / "usr/bin"),
        }
        self.own = folder / "home/.config/autostart" / FILE
        self.systems = folder / "etc/autostart" / FILE
        self.program = self.install("home/venv/bin/deskbreak")
        self.arguments: tuple[str, ...] = ()

    def install(self, where: str) -> Path:
        program = self.folder / where
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        return program

    @property
    def autostart(self) -> XdgAutostart:
        return XdgAutostart(self.environment, lambda: (str(self.program), *self.arguments), TEMPLATE)

    def begun(self) -> list[str] | None:
        """By the session manager; and deskbreak says the same."""
        begun = begun_at_login(self.environment)
        assert self.autostart.status().on is (begun is not None)
        return begun

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


def test_on_and_off_and_each_of_them_twice(home: Home) -> None:
    assert home.begun() is None
    assert home.autostart.status().where == str(home.own)
    for _again in range(2):
        home.autostart.switch_on()
        assert home.begun() == [str(home.program)]
        written = home.own.read_bytes()
    home.autostart.switch_on()
    assert home.own.read_bytes() == written
    for _again in range(2):
        home.autostart.switch_off()
        assert home.begun() is None
        assert not home.own.exists()
    assert list(home.own.parent.iterdir()) == []


def test_it_starts_what_it_was_given(home: Home) -> None:
    home.program = home.install(ODD.removeprefix("/"))
    home.arguments = ("--home", "/h o=m%e/%f")
    home.autostart.switch_on()
    assert home.begun() == [str(home.program), "--home", "/h o=m%e/%f"]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_what_is_written_is_valid(home: Home) -> None:
    home.program = home.install(ODD.removeprefix("/"))
    home.autostart.switch_on()
    files = [home.own]
    home.write(home.systems, THEIRS.format(program="deskbreak"))
    other = Home(home.folder)
    other.environment["XDG_CONFIG_HOME"] = str(home.folder / "other")
    other.autostart.switch_off()
    files.append(home.folder / "other/autostart" / FILE)
    for file in files:
        told = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
        assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.parametrize("variable", ["", "relative"])
def test_folders_that_are_not_named_are_the_usual_ones(home: Home, variable: str) -> None:
    home.environment["XDG_CONFIG_HOME"] = variable
    home.autostart.switch_on()
    assert home.autostart.status().where == str(home.own)
    assert home.own.is_file()


class TestBesideASystemsEntry:
    """Of a package, for everybody."""

    @pytest.fixture(autouse=True)
    def _package(self, home: Home) -> None:
        home.install("usr/bin/deskbreak")
        home.write(home.systems, THEIRS.format(program="deskbreak") + "TryExec=deskbreak\n")

    def test_it_is_on_from_the_start(self, home: Home) -> None:
        assert home.begun() == ["deskbreak"]
        assert home.autostart.status().where == str(home.systems)

    def test_off_hides_it_and_on_takes_that_back(self, home: Home) -> None:
        home.program = home.folder / "usr/bin/deskbreak"
        for _again in range(2):
            home.autostart.switch_off()
            assert home.begun() is None
            assert "Hidden=true" in home.own.read_text().splitlines()
        for _again in range(2):
            home.autostart.switch_on()
            assert home.begun() == ["deskbreak"]
            assert not home.own.exists()

    def test_on_from_elsewhere_starts_that_one(self, home: Home) -> None:
        home.autostart.switch_on()
        assert home.begun() == [str(home.program)]
        home.autostart.switch_off()
        assert home.begun() is None

    def test_one_that_another_tool_switched_off_is_off_for_all_desktops(self, home: Home) -> None:
        home.write(home.own, THEIRS.format(program="deskbreak") + "X-GNOME-Autostart-enabled=false\n")
        assert home.begun() is None
        home.autostart.switch_off()
        assert "Hidden=true" in home.own.read_text().splitlines()

    def test_one_that_the_system_hides_itself_needs_no_hiding(self, home: Home) -> None:
        home.write(home.systems, THEIRS.format(program="deskbreak") + "Hidden=true\n")
        assert home.begun() is None
        home.autostart.switch_on()
        assert home.begun() == [str(home.program)]
        home.autostart.switch_off()
        assert not home.own.exists()

    def test_the_first_of_the_folders_counts(self, home: Home) -> None:
        home.write(home.folder / "opt/autostart" / FILE, THEIRS.format(program="deskbreak") + "Hidden=true\n")
        assert home.begun() is None

    def test_a_package_that_has_gone_leaves_no_error(self, home: Home) -> None:
        """Debian leaves what lies in /etc."""
        (home.folder / "usr/bin/deskbreak").unlink()
        assert home.begun() is None
        home.autostart.switch_on()
        assert home.begun() == [str(home.program)]


@pytest.mark.parametrize(
    ("line", "begun"),
    [
        ("", True),
        ("Hidden=false", True),
        ("Hidden=true", False),
        ("X-GNOME-Autostart-enabled=true", True),
        ("X-GNOME-Autostart-enabled=false", False),
        ("OnlyShowIn=KDE;", False),
        ("OnlyShowIn=", False),
        ("OnlyShowIn=KDE;GNOME;", True),
        ("OnlyShowIn=GNOME\nNotShowIn=ubuntu;", False),
        ("OnlyShowIn=ubuntu\nNotShowIn=GNOME;", True),
        ("NotShowIn=KDE;", True),
        ("NotShowIn=GNOME;", False),
        ("TryExec=/nowhere/deskbreak", False),
        ("TryExec=nowhere", False),
        ("[Desktop Action x]\nHidden=true", True),
    ],
)
def test_it_reads_what_a_session_manager_reads(home: Home, line: str, begun: bool) -> None:
    home.write(home.own, THEIRS.format(program=home.program) + line + "\n")
    assert (home.begun() is not None) is begun
    switched = line.startswith(("Hidden", "X-GNOME"))
    assert bool(home.autostart.status().fault) is (not begun and not switched)
    home.autostart.switch_on()
    assert home.begun() == [str(home.program)]


def test_what_people_have_added_stays_while_it_is_on(home: Home) -> None:
    theirs = THEIRS.format(program=home.program) + "X-GNOME-Autostart-Delay=30\n"
    home.write(home.own, theirs)
    home.autostart.switch_on()
    assert home.own.read_text() == theirs


class TestMoved:
    """The program that was to be started is not there any more."""

    @pytest.fixture(autouse=True)
    def _moved(self, home: Home) -> None:
        home.autostart.switch_on()
        self.old = home.program
        self.old.unlink()
        home.program = home.install("opt/new/deskbreak")

    def test_the_login_passes_over_it_and_status_says_so(self, home: Home) -> None:
        status = home.autostart.status()
        assert status.state is MOVED
        assert status.fault == f"{home.own} would start {self.old}, and that is not there."
        assert home.begun() is None

    def test_on_mends_it(self, home: Home) -> None:
        home.autostart.switch_on()
        assert home.begun() == [str(home.program)]

    def test_off_takes_it_away(self, home: Home) -> None:
        home.autostart.switch_off()
        assert not home.own.exists()

    def test_it_is_mended_at_the_start(self, home: Home) -> None:
        assert may_have_moved("linux", home.environment)
        assert home.autostart.mend()
        assert home.begun() == [str(home.program)]
        assert not may_have_moved("linux", home.environment)
        assert not home.autostart.mend()

    def test_that_of_another_home_is_left_alone(self, home: Home) -> None:
        home.arguments = ("--home", "/elsewhere")
        assert not home.autostart.mend()
        assert home.autostart.status().state is MOVED

    def test_one_that_is_off_stays_off(self, home: Home) -> None:
        home.write(home.own, home.own.read_text() + "Hidden=true\n")
        assert not home.autostart.mend()
        assert home.begun() is None

    def test_one_that_people_wrote_is_left_alone(self, home: Home) -> None:
        home.write(home.own, THEIRS.format(program=self.old))
        before = home.own.read_bytes()
        assert not home.autostart.mend()
        assert home.own.read_bytes() == before

    def test_where_this_one_passes_itself_nothing_is_changed(self, home: Home) -> None:
        before = home.own.read_bytes()
        with pytest.raises(NotSwitched, match="only there for now"):
            XdgAutostart(home.environment, passing, TEMPLATE).mend()
        assert home.own.read_bytes() == before


def passing() -> tuple[str, ...]:
    raise NoLauncher("It is only there for now.")


def test_one_that_passes_is_not_switched_on(home: Home) -> None:
    with pytest.raises(NotSwitched, match="only there for now"):
        XdgAutostart(home.environment, passing, TEMPLATE).switch_on()
    assert not home.own.exists()
    XdgAutostart(home.environment, passing, TEMPLATE).switch_off()


def test_a_program_that_cannot_be_named_is_a_sentence(home: Home) -> None:
    home.program = home.install("a=b/deskbreak")
    with pytest.raises(NotSwitched, match="has a = in its path"):
        home.autostart.switch_on()
    assert not home.own.exists()


def test_quick_looks_at_the_start_agree(home: Home) -> None:
    """What needs no more than a look is told from what does, without anything being loaded."""
    assert not may_have_moved("linux", home.environment), "no entry"
    home.program = home.install("a\\b c/deskbreak")
    home.autostart.switch_on()
    assert not may_have_moved("linux", home.environment), "all is well"
    home.program.unlink()
    assert may_have_moved("linux", home.environment)
    home.program.symlink_to("nowhere")
    assert may_have_moved("linux", home.environment), "what a link leads to has gone"
    home.own.unlink()
    os.mkfifo(home.own)
    assert not may_have_moved("linux", home.environment), "nobody waits for a pipe"
    home.environment["XDG_CONFIG_HOME"] = ""
    assert not may_have_moved("linux", home.environment)
    assert may_have_moved("win32", {})
    assert may_have_moved("darwin", {})


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def a_link(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parents[3] / "theirs")


def a_link_to_nowhere(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parent / "nowhere")


def a_file_for_the_folder(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("mine")


def a_link_for_the_folder(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.symlink_to(path.parents[3] / "gone")


HOSTILE: dict[Callable[[Path], None], str] = {
    a_folder: "is not a file.",
    a_link: "is a link to elsewhere, and deskbreak writes through none.",
    a_link_to_nowhere: "is a link to elsewhere, and deskbreak writes through none.",
    a_file_for_the_folder: "is not a folder.",
    a_link_for_the_folder: "is a link, and there is nothing where it leads.",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: str(make.__name__))
def test_what_lies_in_the_way_is_a_sentence_and_stays(home: Home, make: Callable[[Path], None]) -> None:
    home.write(home.folder / "theirs", "somebody's own")
    make(home.own)
    before = tree(home.folder)
    assert home.autostart.status().state is OFF
    with pytest.raises(NotSwitched) as told:
        home.autostart.switch_on()
    assert str(told.value).endswith(HOSTILE[make])
    assert str(home.own.parent) in str(told.value)
    assert tree(home.folder) == before


@pytest.mark.parametrize("make", [a_folder, a_link], ids=lambda make: str(make.__name__))
def test_what_lies_in_the_way_is_not_removed_either(home: Home, make: Callable[[Path], None]) -> None:
    home.write(home.folder / "theirs", "somebody's own")
    make(home.own)
    for theirs in (False, True):
        if theirs:
            home.write(home.systems, THEIRS.format(program=home.program))
        with pytest.raises(NotSwitched, match=HOSTILE[make]):
            home.autostart.switch_off()
        assert os.path.lexists(home.own)


def test_a_folder_that_is_kept_elsewhere_is_no_fault(home: Home) -> None:
    """As those have it who keep their settings in a repository."""
    (home.folder / "dotfiles").mkdir()
    home.own.parent.parent.mkdir(parents=True)
    home.own.parent.symlink_to(home.folder / "dotfiles")
    home.autostart.switch_on()
    assert home.begun() == [str(home.program)]


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_home_that_cannot_be_written_is_a_sentence(home: Home, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everything, so the refusal is played."""
    opened = os.open

    def refused(path: str, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, flags, *mode)

    monkeypatch.setattr("deskbreak.folders.os.open", refused)
    with pytest.raises(NotSwitched) as told:
        home.autostart.switch_on()
    assert str(told.value) == f"{home.own} could not be changed: {os.strerror(number)}."
    assert home.begun() is None


def test_a_full_disk_leaves_what_was(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.autostart.switch_on()
    before = tree(home.folder)
    home.program = home.install("opt/deskbreak")
    before |= {str(home.program): home.program.read_bytes()}

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("deskbreak.desktop.entry.entry.os.fsync", full)
    with pytest.raises(NotSwitched, match=os.strerror(errno.ENOSPC)):
        home.autostart.switch_on()
    assert tree(home.folder) == before, "and nothing half-written beside it"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"rubbish", b"[Desktop Entry]\n", b"[Desktop Entry]\nHidden"])
def test_what_is_no_entry_is_off_and_said(home: Home, content: bytes) -> None:
    home.own.parent.mkdir(parents=True)
    home.own.write_bytes(content)
    status = home.autostart.status()
    assert status.state is OFF
    assert status.fault.startswith(f"{home.own} ")
    home.autostart.switch_on()
    assert home.begun() == [str(home.program)]


@given(
    content=st.binary(max_size=200)
    | st.lists(
        st.sampled_from(["Exec", "TryExec", "Hidden", "OnlyShowIn", "NotShowIn", "Type", "["]).flatmap(
            lambda key: st.text(max_size=20).map(lambda value: f"{key}={value}")
        )
    ).map(lambda lines: "\n".join(["[Desktop Entry]", *lines]).encode("utf-8", "surrogateescape"))
)
@example(b"[Desktop Entry]\nExec=/a\0b\nTryExec=/a\0b\n")
@example(b"[Desktop Entry]\nExec=" + b"x" * 5_000)
@example(b"[Desktop Entry]\nExec=\\")
def test_whatever_is_in_the_file_it_is_told_how_it_is(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.own.parent.mkdir(parents=True)
        home.own.write_bytes(content)
        assert home.autostart.status().state in (OFF, ON, MOVED)
        assert may_have_moved("linux", home.environment) in (True, False)
        home.autostart.switch_on()
        assert home.begun() == [str(home.program)]


class TestTheChoice:
    """Who is asked where."""

    class Never:
        def told(self) -> bool:
            return False

        def keep(self, *, starts: bool) -> None:
            raise AssertionError

    def chosen(self, **environment: str) -> object:
        return open_autostart("linux", environment, passing, (), TEMPLATE, self.Never())

    def test_linux(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr("deskbreak.desktop.autostart.choice.FLATPAK", tmp_path / ".flatpak-info")
        assert isinstance(self.chosen(HOME="/h"), XdgAutostart)
        assert isinstance(self.chosen(HOME="/h", SNAP="/snap/deskbreak/1"), PortalAutostart)
        (tmp_path / ".flatpak-info").touch()
        assert sandboxed({})
        assert isinstance(self.chosen(HOME="/h"), PortalAutostart)
