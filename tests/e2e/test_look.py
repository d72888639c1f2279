"""The desktop's look, followed by the real app without the desktop's toolkit; and the X settings of a real server."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from deskbreak.desktop.look import xsettings
from deskbreak.desktop.look.xsettings import XSettings
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak, office_around_now
from tests.e2e.screen import Screen, screen
from tests.e2e.xsettings import SettingsManager

pytestmark = [
    pytest.mark.e2e,
    # python-xlib leaves the sockets to the collector on which nobody answered.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="no Xvfb"),
]


@pytest.fixture(scope="module")
def x11(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with screen(tmp_path_factory.mktemp("screen")) as made:
        yield made


def test_settings_are_there_and_told_when_they_change(qtbot: QtBot, x11: Screen) -> None:
    with closing(SettingsManager(x11.name)) as manager:
        manager.set(Net_ThemeName="Adwaita")
        told = XSettings(x11.name)
        assert told.known == {"Net/ThemeName": "Adwaita"}
        with qtbot.waitSignal(told.changed):
            manager.set(Net_ThemeName="Arc-Dark", Gtk_FontName="Sans 14")
        assert told.known == {"Net/ThemeName": "Arc-Dark", "Gtk/FontName": "Sans 14"}
        told.close()


def test_a_manager_may_come_and_go(qtbot: QtBot, x11: Screen) -> None:
    told = XSettings(x11.name)
    assert told.known == {}
    for theme in ("one", "two"):
        with closing(SettingsManager(x11.name)) as manager, qtbot.waitSignal(told.changed):
            manager.set(Net_ThemeName=theme)
        assert told.known == {"Net/ThemeName": theme}, "and stays so until there is another"
    told.close()


@pytest.mark.parametrize("name", [None, ":7654"])
def test_without_a_server_there_are_none(qapp: object, name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    told = XSettings(name)
    assert told.known == {}
    told.close()


def test_a_server_that_was_gone_or_late_is_looked_for_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A late one is hung up on, so it comes to the same."""
    monkeypatch.setattr(xsettings, "FIRST_RETRY_MS", 20)
    with screen(tmp_path) as own:
        manager = SettingsManager(own.name)  # which goes with its server
        manager.set(Net_ThemeName="Adwaita")
        told = XSettings(own.name)
        own.kill()
        qtbot.waitUntil(lambda: told._wire is None)
        assert told.known == {"Net/ThemeName": "Adwaita"}, "what was known stands"
        manager.close()
        own.start()
        with closing(SettingsManager(own.name)) as another, qtbot.waitSignal(told.changed):
            another.set(Net_ThemeName="Arc-Dark")
        assert told.known == {"Net/ThemeName": "Arc-Dark"}
        told.close()


def test_a_manager_that_goes_while_it_is_read_is_followed_by_the_next(qtbot: QtBot, x11: Screen) -> None:
    first = SettingsManager(x11.name)
    first.set(Net_ThemeName="one")
    with closing(SettingsManager(x11.name)) as second:  # beside the first, or it would have its number
        told = XSettings(x11.name)
        first.set(Net_ThemeName="two")  # told, and gone before anybody asks what it is
        first.close()
        second.set(Net_ThemeName="three")
        qtbot.waitUntil(lambda: told.known == {"Net/ThemeName": "three"})
    told.close()


def test_windows_follow_the_desktop_without_its_toolkit(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    app = Deskbreak(desktop, desktop.folder / "d", office_around_now())
    with closing(SettingsManager(desktop.environment["DISPLAY"])) as manager:
        manager.set(Net_ThemeName="Adwaita", Gtk_FontName="DejaVu Sans 9")
        program = app.start()
        app.run()
        window = wait_until(lambda: desktop.windows("deskbreak", "deskbreak"), "its window")[0]

        def ground() -> float:
            return QColor(desktop.picture().pixel(window.x + 12, window.y + 40)).lightnessF()

        wait_until(lambda: ground() > 0.8, "a light window")
        manager.set(Net_ThemeName="Arc-Dark", Gtk_FontName="DejaVu Sans 9")
        wait_until(lambda: ground() < 0.3, "a dark one")
        manager.set(Net_ThemeName="Adwaita", Gtk_FontName="DejaVu Sans 9")
        wait_until(lambda: ground() > 0.8, "a light one again")
        manager.set(Net_ThemeName="HighContrastInverse", Gtk_FontName="DejaVu Sans 12")
        wait_until(lambda: ground() == 0, "a black one")
    loaded = Path(f"/proc/{program.pid}/maps").read_text()
    assert "libqgtk3" not in loaded
    assert "libgtk-3" not in loaded
    assert "libLLVM" not in loaded
