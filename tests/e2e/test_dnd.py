"""Do not disturb, as the real daemons and the real settings tell it."""

import sys
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.dnd.choice import open_dnd
from deskbreak.desktop.sense import Sense
from tests.e2e.desktop import Desktop

pytestmark = pytest.mark.e2e

LIMIT = 15_000
BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
XFCE_DND = ["xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb"]
BANNERS = ["org.gnome.desktop.notifications", "show-banners"]


@pytest.fixture
def sense(desktop: Desktop, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Sense]:
    """What the app would ask, on the test desktop."""
    for name, value in desktop.environment.items():
        if name != "DISPLAY":
            monkeypatch.setenv(name, value)
    line = BusClient(BusKind.SESSION)
    sense = open_dnd(line, sys.platform)
    yield sense
    sense.close()
    line.close()


def until(qtbot: QtBot, sense: Sense, value: bool | None) -> None:
    """It says so by itself: nobody asks."""
    qtbot.waitUntil(lambda: sense.value is value, timeout=LIMIT)


def who_knows(sense: Sense) -> list[str]:
    return [part.name for part in sense.parts if part.value is not None]


def test_dunst_is_paused(desktop: Desktop, qtbot: QtBot, sense: Sense) -> None:
    dunst = desktop.start_dunst()
    until(qtbot, sense, value=False)
    for paused in (True, False, True):
        desktop.programs.run(["dunstctl", "set-paused", str(paused).lower()])
        until(qtbot, sense, paused)
    assert who_knows(sense) == ["dunst"]
    dunst.stop()
    until(qtbot, sense, value=None)
    desktop.start_dunst()
    until(qtbot, sense, value=False)


def test_xfce_is_not_to_be_disturbed(desktop: Desktop, qtbot: QtBot, sense: Sense) -> None:
    notifyd = desktop.start_notifyd()
    until(qtbot, sense, value=False)  # never set
    desktop.programs.run([*XFCE_DND, "-n", "-t", "bool", "-s", "true"])
    until(qtbot, sense, value=True)
    desktop.programs.run([*XFCE_DND, "-s", "false"])
    until(qtbot, sense, value=False)
    desktop.programs.run([*XFCE_DND, "-s", "true"])
    until(qtbot, sense, value=True)
    assert who_knows(sense) == ["xfce"]
    desktop.programs.run([*XFCE_DND, "-r"])
    until(qtbot, sense, value=False)
    desktop.programs.run([*XFCE_DND, "-n", "-t", "bool", "-s", "true"])
    until(qtbot, sense, value=True)
    notifyd.stop()
    until(qtbot, sense, value=None)
    desktop.start_dunst()  # which minds its own pause, and not the setting of Xfce
    until(qtbot, sense, value=False)
    assert who_knows(sense) == ["dunst"]


def test_gnome_shows_no_banners(desktop: Desktop, qtbot: QtBot, sense: Sense) -> None:
    desktop.programs.start("dconf", ["/usr/libexec/dconf-service"])
    desktop.session.wait_for("ca.desrt.dconf")
    desktop.session.call(BUS, "RequestName", "su", "org.gnome.Shell", 4)
    until(qtbot, sense, value=False)  # never set
    for shown in ("false", "true", "false"):
        desktop.programs.run(["gsettings", "set", *BANNERS, shown])
        until(qtbot, sense, shown == "false")
    assert who_knows(sense) == ["gnome"]
    desktop.programs.run(["gsettings", "reset-recursively", BANNERS[0]])
    until(qtbot, sense, value=False)
    desktop.programs.run(["gsettings", "set", *BANNERS, "false"])
    until(qtbot, sense, value=True)
    desktop.session.call(BUS, "ReleaseName", "s", "org.gnome.Shell")
    until(qtbot, sense, value=None)
