"""From one login to the next: what is switched on by the command line is found by a session manager, and the menu."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store.memory import Memory, amend
from deskbreak.store.paths import find_paths
from tests.desktop.session_manager import NAME, begun_at_login, main_group, words
from tests.desktop.test_reminders import compile_schema
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, Deskbreak, office_around_now

pytestmark = pytest.mark.e2e

ODD = 'my 100% "home" $x `y` back\\slash ;&\' é'


class Installation(Deskbreak):
    """A deskbreak that lies somewhere, and may be moved."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        super().__init__(desktop, desktop.folder / ODD, office_around_now())
        folder.mkdir()
        self.script = folder / "deskbreak"
        shutil.copy2(DESKBREAK, self.script)

    def move(self, folder: Path) -> None:
        self.script.parent.rename(folder)
        self.script = folder / "deskbreak"

    def begin(self, command: list[str]) -> None:
        """Run the words of ``command`` as a session manager does, and return at once."""
        assert command[0] == str(self.script)
        self.program = self.desktop.programs.start("deskbreak", [self.script, *command[1:]])

    def do(self, *arguments: str) -> str:
        return self.desktop.programs.run([self.script, "--home", self.home, *arguments])

    def autostart(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.do("autostart", "status", "--json"))
        return told


@pytest.fixture
def installed(desktop: Desktop) -> Installation:
    return Installation(desktop, desktop.folder / "a place")


def test_the_next_login_starts_it_and_the_menu_opens_its_window(desktop: Desktop, installed: Installation) -> None:
    """At the login there is neither tray nor notification daemon yet; they come when they come."""
    installed.do("autostart", "on")
    installed.do("desktop-entry", "install")
    begun = begun_at_login(desktop.environment)
    assert begun == [str(installed.script), "--home", str(installed.home)]
    installed.begin(begun)
    wait_until(lambda: installed.run("status").returncode == 0, "deskbreak to answer", 20)
    with FakeWatcher(desktop.address) as watcher, FakeNotifications(desktop.address) as daemon:
        wait_until(lambda: watcher.registered, "the icon in the tray, which is only there now")
        assert daemon.notices == []
        assert desktop.windows("", "deskbreak") == []
        menu = Path(desktop.environment["XDG_DATA_HOME"]) / "applications" / NAME
        assert words(main_group(menu)["Exec"]) == begun
        desktop.programs.run(["gio", "launch", menu])
        desktop.wait_for_window("deskbreak")
        assert installed.status()["pid"] == installed.program.pid
    installed.do("autostart", "off")
    installed.do("desktop-entry", "remove")
    assert begun_at_login(desktop.environment) is None
    assert not menu.exists()
    assert installed.run("status").returncode == 0, "what runs goes on"


def test_a_moved_installation_is_noticed_and_mended_when_it_is_started(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, installed: Installation
) -> None:
    installed.do("autostart", "on")
    installed.move(desktop.folder / "another place")
    assert begun_at_login(desktop.environment) is None, "without a word: TryExec"
    assert installed.autostart()["state"] == "moved"
    command = [str(installed.script), "--home", str(installed.home)]
    installed.begin(command)
    wait_until(lambda: begun_at_login(desktop.environment) == command, "the login to find it", 20)
    assert installed.autostart()["state"] == "on"


def test_one_that_was_switched_off_stays_off_wherever_it_goes(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications, installed: Installation
) -> None:
    """Beside an entry of the system's, which is hidden, and comes back."""
    systems = desktop.folder / "etc"
    desktop.environment["XDG_CONFIG_DIRS"] = str(systems)
    entry = systems / "autostart" / NAME
    entry.parent.mkdir(parents=True)
    entry.write_text(f'[Desktop Entry]\nType=Application\nName=deskbreak\nExec="{installed.script}"\n')
    assert installed.autostart()["state"] == "on"
    installed.do("autostart", "off")
    assert begun_at_login(desktop.environment) is None
    installed.move(desktop.folder / "another place")
    entry.write_text(f'[Desktop Entry]\nType=Application\nName=deskbreak\nExec="{installed.script}"\n')
    installed.start()
    assert begun_at_login(desktop.environment) is None
    installed.do("autostart", "on")
    assert begun_at_login(desktop.environment) == [str(installed.script), "--home", str(installed.home)]


def test_gnomes_own_reminders_come_back_when_it_leaves(desktop: Desktop, installed: Installation) -> None:
    desktop.environment.update(compile_schema(desktop.folder / "schemas"))
    desktop.environment["XDG_CURRENT_DESKTOP"] = "ubuntu:GNOME"
    amend(find_paths(installed.home).memory_file, lambda _none: Memory(reminders=("eyesight", "movement")))
    get = ["gsettings", "get", "org.gnome.desktop.break-reminders", "selected-breaks"]
    installed.do("autostart", "on")
    assert desktop.programs.run(get) == "@as []\n"
    assert "break reminders are on again" in installed.do("autostart", "off")
    assert desktop.programs.run(get) == "['eyesight', 'movement']\n"


def test_doctor_says_so_in_a_line(desktop: Desktop, installed: Installation) -> None:
    def told() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(installed.run("doctor", "--json").stdout)
        (line,) = [one for one in found["findings"] if one["name"] == "autostart"]
        return {**line, "is": found["at_login"]["state"]}

    assert (told()["health"], told()["is"]) == ("ok", "off")
    installed.do("autostart", "on")
    assert (told()["health"], told()["is"]) == ("ok", "on")
    installed.move(desktop.folder / "another place")
    assert (told()["health"], told()["is"]) == ("faulty", "moved")
