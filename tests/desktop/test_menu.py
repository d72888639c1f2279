"""deskbreak in the menu of programs: its entry and icons come and go, and nobody else's."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.desktop.entry.entry import APP_ID, FILE
from deskbreak.desktop.entry.menu import MenuFault, ProgramMenu
from deskbreak.store.content.shipped import shipped
from tests.desktop import session_manager
from tests.desktop.test_entry import ODD

TEMPLATE = shipped("desktop", FILE).read_text(encoding="utf-8")
ICONS = (shipped("icons", "deskbreak.png"), shipped("icons", "deskbreak.svg"))
ANOTHERS = "[Desktop Entry]\nType=Application\nName=deskbreak\nExec=env X=1 deskbreak\n"


@pytest.fixture
def menu(tmp_path: Path) -> ProgramMenu:
    return ProgramMenu(
        {"HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": f"{tmp_path}/usr/local/share:{tmp_path}/usr/share"},
        TEMPLATE,
        ICONS,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "home/.local/share"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_it_comes_and_goes(menu: ProgramMenu, data: Path) -> None:
    for _again in range(2):
        menu.install((ODD,))
        assert set(files(data)) == {
            f"applications/{FILE}",
            f"icons/hicolor/128x128/apps/{APP_ID}.png",
            f"icons/hicolor/scalable/apps/{APP_ID}.svg",
        }
    values = session_manager.main_group(data / "applications" / FILE)
    assert session_manager.words(values["Exec"]) == [ODD]
    assert (values["TryExec"], values["Icon"]) == (ODD, APP_ID)
    assert menu.remove()
    assert files(data) == {}
    assert not menu.remove()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_what_is_written_is_valid(menu: ProgramMenu) -> None:
    menu.install((ODD, "--home", "/a b"))
    told = subprocess.run(["desktop-file-validate", menu.entry], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_it_goes_where_the_user_keeps_data(menu: ProgramMenu, tmp_path: Path) -> None:
    there = ProgramMenu({**menu.environment, "XDG_DATA_HOME": str(tmp_path / "data")}, TEMPLATE, ICONS)
    there.install(("/x/deskbreak",))
    assert there.entry == tmp_path / "data/applications" / FILE
    assert len(files(tmp_path / "data")) == 3


@pytest.mark.parametrize("share", ["usr/local/share", "usr/share"])
def test_beside_a_package_it_is_not_needed(menu: ProgramMenu, data: Path, tmp_path: Path, share: str) -> None:
    put(tmp_path / share / "applications" / FILE, ANOTHERS)
    with pytest.raises(MenuFault, match=f"already, by {tmp_path}/{share}/applications/{FILE}, which came with its"):
        menu.install(("/x/deskbreak",))
    assert not data.exists()


def test_beside_a_package_one_from_before_can_go(menu: ProgramMenu, data: Path, tmp_path: Path) -> None:
    menu.install(("/x/deskbreak",))
    put(tmp_path / "usr/share/applications" / FILE, ANOTHERS)
    assert menu.remove()
    assert files(data) == {}
    assert (tmp_path / "usr/share/applications" / FILE).read_text() == ANOTHERS


def test_the_users_own_folder_among_those_for_everybody_is_still_theirs(menu: ProgramMenu, data: Path) -> None:
    there = ProgramMenu({**menu.environment, "XDG_DATA_DIRS": str(data)}, TEMPLATE, ICONS)
    there.install(("/x/deskbreak",))
    there.install(("/y/deskbreak",))
    assert there.remove()


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text(ANOTHERS),
        lambda path: path.write_text(""),
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to(path),
    ],
)
def test_what_another_has_written_stays(menu: ProgramMenu, data: Path, make: Callable[[Path], object]) -> None:
    menu.entry.parent.mkdir(parents=True)
    make(menu.entry)
    icon = data / f"icons/hicolor/128x128/apps/{APP_ID}.png"
    put(icon, "theirs")
    for switch in (lambda: menu.install(("/x/deskbreak",)), menu.remove):
        with pytest.raises(MenuFault, match=f"{FILE} was not written by deskbreak, so it stays as it is"):
            switch()
    assert os.path.lexists(menu.entry)
    assert icon.read_text() == "theirs"


def test_nothing_is_written_through_a_link(menu: ProgramMenu, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.desktop"
    menu.entry.parent.mkdir(parents=True)
    menu.entry.symlink_to(theirs)
    with pytest.raises(MenuFault, match=r"is a link to elsewhere, and deskbreak writes through none\.$"):
        menu.install(("/x/deskbreak",))
    assert not theirs.exists()
    assert not menu.remove()
    theirs.write_text(ANOTHERS + "X-Deskbreak-Written=true\n")
    with pytest.raises(MenuFault, match="is a link to elsewhere"):
        menu.remove()
    assert theirs.exists()


def test_a_file_where_a_folder_is_to_be_is_a_sentence(menu: ProgramMenu, data: Path) -> None:
    put(data / "icons", "mine")
    with pytest.raises(MenuFault, match=r"icons is not a folder\.$"):
        menu.install(("/x/deskbreak",))
    assert not menu.entry.exists(), "no entry without its icon"


def test_a_program_that_cannot_be_named_is_a_sentence(menu: ProgramMenu, data: Path) -> None:
    with pytest.raises(MenuFault, match="has a = in its path"):
        menu.install(("/a=b/deskbreak",))
    assert not data.exists()
