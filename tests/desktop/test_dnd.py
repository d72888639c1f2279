"""Do not disturb, as each desktop tells it."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusConnection, BusKind
from deskbreak.desktop.dnd.choice import open_dnd
from deskbreak.desktop.dnd.dunst import DunstDnd
from deskbreak.desktop.dnd.gnome import GnomeDnd
from deskbreak.desktop.dnd.kde import KdeDnd
from deskbreak.desktop.dnd.mako import MakoDnd
from deskbreak.desktop.dnd.mako_config import MakoConfig
from deskbreak.desktop.dnd.swaync import SwayncDnd
from deskbreak.desktop.dnd.win32 import WindowsDnd
from deskbreak.desktop.dnd.xfce import XfceDnd
from deskbreak.desktop.sense import NullSense, Sense
from deskbreak.desktop.win32.notification_state import NotificationState
from tests.desktop.contract import LIMIT, Contract, Stage, ask, ask_once, staged, until
from tests.desktop.services import HANG, PROPERTIES, Answer, PrivateBus, Refusal, ScriptedService, all_heard

NOTIFICATIONS, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
DUNST = "org.dunstproject.cmd0"
MAKO, MAKO_PATH = "fr.emersion.Mako", "/fr/emersion/Mako"
SWAYNC, SWAYNC_PATH = "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc"
XFCONF, XFCONF_PATH = "org.xfce.Xfconf", "/org/xfce/Xfconf"
DCONF_KEY = "/org/gnome/desktop/notifications/show-banners"
OURS = "org.gnome.desktop.notifications.application"
OUR_PATH = "/org/gnome/desktop/notifications/application/org-deskbreak-deskbreak/"
XFCE_KEY = ("xfce4-notifyd", "/do-not-disturb")
WRITER, WRITER_PATH = "ca.desrt.dconf.Writer", "/ca/desrt/dconf/Writer/user"


class Kde(Stage):
    def make_services(self, running: bool) -> list[ScriptedService]:
        server = ScriptedService(self.bus, NOTIFICATIONS, running=running)
        server.properties[PATH, "Inhibited"] = ("b", False)
        return [server]

    def make_sense(self) -> Sense:
        return KdeDnd(self.line)

    def turn(self, value: bool) -> None:
        self.main.properties[PATH, "Inhibited"] = ("b", value)

    def tell(self) -> None:
        self.main.set(PATH, NOTIFICATIONS, Inhibited=self.main.properties[PATH, "Inhibited"][1])


class Dunst(Stage):
    def make_services(self, running: bool) -> list[ScriptedService]:
        server = ScriptedService(self.bus, NOTIFICATIONS, running=running)
        server.properties[PATH, "paused"] = ("b", False)
        return [server]

    def make_sense(self) -> Sense:
        return DunstDnd(self.line)

    def turn(self, value: bool) -> None:
        self.main.properties[PATH, "paused"] = ("b", value)

    def tell(self) -> None:
        self.main.set(PATH, DUNST, paused=self.main.properties[PATH, "paused"][1])


class Xfce(Stage):
    value = False

    def make_services(self, running: bool) -> list[ScriptedService]:
        xfconf = ScriptedService(self.bus, XFCONF, running=running)
        xfconf.answers["GetProperty"] = Answer("v", ("b", False))
        server = ScriptedService(self.bus, NOTIFICATIONS, running=running)
        server.answers["GetServerInformation"] = Answer("ssss", "Xfce Notify Daemon", "Xfce", "0.7.3", "1.2")
        return [server, xfconf]

    def make_sense(self) -> Sense:
        return XfceDnd(self.line)

    def turn(self, value: bool) -> None:
        self.value = value
        self.main.answers["GetProperty"] = Answer("v", ("b", value))

    def tell(self) -> None:
        self.main.emit(XFCONF_PATH, XFCONF, "PropertyChanged", "ssv", *XFCE_KEY, ("b", self.value))


class Swaync(Stage):
    value = False

    def make_services(self, running: bool) -> list[ScriptedService]:
        daemon = ScriptedService(self.bus, SWAYNC, running=running)
        daemon.answers |= {"GetDnd": Answer("b", False), "IsInhibited": Answer("b", False)}
        return [daemon]

    def make_sense(self) -> Sense:
        return SwayncDnd(self.line)

    def turn(self, value: bool) -> None:
        self.value = value
        self.main.answers["GetDnd"] = Answer("b", value)

    def tell(self) -> None:
        self.main.emit(SWAYNC_PATH, SWAYNC, "SubscribeV2", "ubbb", 3, self.value, False, False)


class OldSwaync(Swaync):
    def make_services(self, running: bool) -> list[ScriptedService]:
        daemon = ScriptedService(self.bus, SWAYNC, running=running)
        daemon.answers["GetDnd"] = Answer("b", False)
        return [daemon]

    def tell(self) -> None:
        self.main.emit(SWAYNC_PATH, SWAYNC, "Subscribe", "ub", 3, self.value)


class Mako(Stage):
    def make_services(self, running: bool) -> list[ScriptedService]:
        server = ScriptedService(self.bus, NOTIFICATIONS, running=running)
        server.properties[MAKO_PATH, "Modes"] = ("as", ["default"])
        return [server]

    def make_sense(self) -> Sense:
        return MakoDnd(self.line)

    def turn(self, value: bool) -> None:
        self.main.properties[MAKO_PATH, "Modes"] = ("as", ["default", "do-not-disturb"] if value else ["default"])

    def tell(self) -> None:
        self.main.set(MAKO_PATH, MAKO, Modes=self.main.properties[MAKO_PATH, "Modes"][1])


class OldMako(Mako):
    silent_sense = True

    def make_services(self, running: bool) -> list[ScriptedService]:
        server = ScriptedService(self.bus, NOTIFICATIONS, running=running)
        server.answers["ListModes"] = Answer("as", [])
        return [server]

    def turn(self, value: bool) -> None:
        self.main.answers["ListModes"] = Answer("as", ["dnd"] if value else [])

    def tell(self) -> None:
        """It says nothing."""


@pytest.fixture(params=[Kde, Dunst, Xfce, Swaync, OldSwaync, Mako, OldMako])
def kind(request: pytest.FixtureRequest) -> type[Stage]:
    return request.param  # type: ignore[no-any-return]


class TestEach(Contract):
    """Every desktop, in every condition."""


def test_kde_that_only_says_that_it_changed_is_asked(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Kde, tmp_path) as stage:
        sense = stage.open()
        until(qtbot, sense, value=False)
        stage.turn(value=True)
        stage.main.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", NOTIFICATIONS, {}, ["Inhibited"])
        until(qtbot, sense, value=True)
        stage.main.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", NOTIFICATIONS, {"Inhibited": ("s", "x")}, [])
        qtbot.waitUntil(lambda: stage.main.asked("Get") == 3, timeout=LIMIT)


def test_another_property_wakes_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Dunst, tmp_path) as stage:
        sense = stage.open()
        until(qtbot, sense, value=False)
        before = stage.asked(), stage.answered
        woken: list[object] = []
        stage.line.heard.connect(woken.append)
        stage.main.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", "org.example", {"paused": ("b", True)}, [])
        assert ask(qtbot, sense) is False
        assert (stage.asked(), stage.answered) == (before[0], before[1] + 1)
        stage.main.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", DUNST, {"historyLength": ("u", 3)}, [])
        qtbot.waitUntil(lambda: bool(woken), timeout=LIMIT)
        assert len(woken) == 1, "the first has not even reached us"
        assert (stage.asked(), stage.answered) == (before[0], before[1] + 1)


class TestXfce:
    def test_never_set_is_off(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Xfce, tmp_path) as stage:
            stage.main.answers["GetProperty"] = Refusal("org.xfce.Xfconf.Error.PropertyNotFound")
            assert ask(qtbot, stage.open()) is False

    def test_reset_is_off(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Xfce, tmp_path) as stage:
            stage.turn(value=True)
            sense = stage.open()
            until(qtbot, sense, value=True)
            stage.main.answers["GetProperty"] = Refusal("org.xfce.Xfconf.Error.PropertyNotFound")
            stage.main.emit(XFCONF_PATH, XFCONF, "PropertyRemoved", "ss", *XFCE_KEY)
            until(qtbot, sense, value=False)

    def test_another_key_is_nothing_to_us(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Xfce, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            before = stage.asked()
            stage.main.emit(XFCONF_PATH, XFCONF, "PropertyChanged", "ssv", "xfce4-notifyd", "/theme", ("s", "Default"))
            assert ask(qtbot, sense) is False
            assert stage.asked() == before

    def test_under_another_server_it_means_nothing(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Xfce, tmp_path) as stage:
            stage.turn(value=True)
            stage.services[0].answers["GetServerInformation"] = Answer("ssss", "dunst", "knopwob", "1.9", "1.2")
            sense = stage.open()
            assert ask(qtbot, sense) is None
            assert "dunst" in sense.fault
            stage.tell()
            assert ask(qtbot, sense) is None


class TestSwaync:
    def test_it_does_not_say_whether_it_is_inhibited(self, qtbot: QtBot, tmp_path: Path) -> None:
        """But an old one, which has no such method, is not."""
        with staged(Swaync, tmp_path) as stage:
            stage.main.answers["IsInhibited"] = HANG
            sense = stage.open()
            assert ask_once(qtbot, sense) is None
            assert "no answer" in sense.fault
            stage.main.answers["IsInhibited"] = Refusal("org.freedesktop.DBus.Error.UnknownMethod")
            assert ask(qtbot, sense) is False

    def test_an_application_asks_for_quiet(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Swaync, tmp_path) as stage:
            stage.main.answers["IsInhibited"] = Answer("b", True)
            sense = stage.open()
            until(qtbot, sense, value=True)
            stage.main.emit(SWAYNC_PATH, SWAYNC, "SubscribeV2", "ubbb", 0, False, False, False)
            until(qtbot, sense, value=False)
            stage.main.emit(SWAYNC_PATH, SWAYNC, "SubscribeV2", "ubbb", 0, False, False, True)
            until(qtbot, sense, value=True)

    @pytest.mark.complains("unexpected answer")
    def test_it_tells_nonsense(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Swaync, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            stage.turn(value=True)
            asked = stage.asked()
            stage.main.emit(SWAYNC_PATH, SWAYNC, "SubscribeV2", "s", "hello")
            until(qtbot, sense, value=True)
            assert stage.asked() > asked, "what cannot be understood is asked for"


@pytest.mark.parametrize("mode", ["do-not-disturb", "dnd", "Do_Not_Disturb", "away", "hide", "silent", "学习"])
def test_a_mode_of_mako_of_any_name_counts(qtbot: QtBot, tmp_path: Path, mode: str) -> None:
    """Where nobody says what it does."""
    with staged(Mako, tmp_path) as stage:
        stage.main.properties[MAKO_PATH, "Modes"] = ("as", ["default", mode])
        sense = stage.open()
        assert ask(qtbot, sense) is True
        for modes in ([], ["default"]):
            stage.main.set(MAKO_PATH, MAKO, Modes=modes)
            until(qtbot, sense, value=False)


CONFIG = """
# [mode=work]
anchor=top-right
[mode=work]
background-color=#000000
[mode=hide]
invisible=1
[urgency=critical mode=hide]
invisible=0
[mode=mail app-name="Mail program"]
invisible=1
[mode=silent]
invisible = true
[app-name=deskbreak mode=silent]
invisible=0
[actionable mode=buttons]
invisible=1
[!actionable mode=texts]
invisible=1
[grouped]
invisible=1
[mode="two words" desktop-entry=org.deskbreak.Deskbreak urgency=normal]
invisible=1
[mode=broken "]
invisible=1
"""


@pytest.mark.parametrize(
    ("modes", "quiet"),
    [
        ([], False),
        (["default"], False),
        (["default", "work"], False),
        (["default", "hide"], True),
        (["work", "hide"], True),
        (["mail"], False),
        (["silent"], False),
        (["buttons"], True),
        (["texts"], False),
        (["two words"], True),
        (["of another file"], True),
        (["work", "of another file"], True),
    ],
)
def test_what_a_mode_of_mako_does_stands_in_its_configuration(
    qtbot: QtBot, tmp_path: Path, modes: list[str], quiet: bool
) -> None:
    file = Path.home() / ".config" / "mako" / "config"
    file.parent.mkdir(parents=True)
    file.write_text(CONFIG, encoding="utf-8")
    with staged(Mako, tmp_path) as stage:
        stage.main.properties[MAKO_PATH, "Modes"] = ("as", modes)
        assert ask(qtbot, stage.open()) is quiet


@pytest.mark.parametrize("kind", ["folder", "pipe", "bytes", "huge", "loop"])
def test_a_configuration_of_mako_that_is_none(tmp_path: Path, kind: str) -> None:
    file = Path.home() / ".config" / "mako" / "config"
    file.parent.mkdir(parents=True)
    match kind:
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case "bytes":
            file.write_bytes(b"\xff\x00[mode=\xfe]\ninvisible=1\n")
        case "huge":
            file.write_text("[mode=work]\n" * 100_000, encoding="utf-8")
        case _:
            file.symlink_to(file)
    assert MakoConfig.read().hides({"default", "work"})
    assert not MakoConfig.read().hides({"default"})


class Gnome(Stage):
    """GNOME Shell's name, dconf's writer, and a program that reads settings."""

    def make_services(self, running: bool) -> list[ScriptedService]:
        self.said = Path(self.bus.services.parent, "said")
        self.program = Path(self.bus.services.parent, "gsettings")
        self.runs = Path(self.bus.services.parent, "runs")
        self.script('cat "$(dirname "$0")/said"')
        self.said.write_text("true\n")
        self.writer = ScriptedService(self.bus, "ca.desrt.dconf", running=running)
        return [ScriptedService(self.bus, "org.gnome.Shell", running=running)]

    def script(self, does: str) -> None:
        self.program.write_text(f'#!/bin/sh\necho "$@" >>"$(dirname "$0")/runs"\n{does}\n')
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)

    def make_sense(self) -> Sense:
        return GnomeDnd(self.line, str(self.program))

    def turn(self, value: bool) -> None:
        self.said.write_text("false\n" if value else "true\n")

    def tell(self) -> None:
        self.notify(DCONF_KEY, "")

    def notify(self, prefix: str, *changes: str) -> None:
        self.writer.emit(WRITER_PATH, WRITER, "Notify", "sass", prefix, list(changes), "tag")

    def asked(self) -> int:
        return len(self.runs.read_text().splitlines()) if self.runs.exists() else 0

    def close(self) -> None:
        super().close()
        self.writer.stop()


class TestGnome:
    """It is read by a process, so that the contract's scripted answers do not apply."""

    def test_banners_off_is_do_not_disturb(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Gnome, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            stage.change(value=True)
            until(qtbot, sense, value=True)
            stage.change(value=False)
            until(qtbot, sense, value=False)
            asked = (tmp_path / "runs").read_text().splitlines()
            everybody, ours = "get org.gnome.desktop.notifications show-banners", f"list-recursively {OURS}:{OUR_PATH}"
            assert asked == [everybody, ours, everybody, everybody, ours]

    @pytest.mark.parametrize(
        ("said", "quiet"),
        [
            ("", False),
            ("No such schema", False),
            (f"{OURS} application-id 'false'\n{OURS} enable true\n{OURS} show-banners true", False),
            (f"{OURS} enable true\n{OURS} show-banners false", True),
            (f"{OURS} enable false\n{OURS} show-banners true", True),
            (f"{OURS} enable-sound-alerts false", False),
        ],
    )
    def test_what_is_set_for_us_alone_counts_too(self, qtbot: QtBot, tmp_path: Path, said: str, quiet: bool) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            (tmp_path / "ours").write_text(said)
            stage.script('[ "$1" = get ] && echo true || cat "$(dirname "$0")/ours"')
            sense = stage.open()
            until(qtbot, sense, value=quiet)
            (tmp_path / "ours").write_text(f"{OURS} show-banners false")
            stage.notify(OUR_PATH, "show-banners")
            until(qtbot, sense, value=True)

    @pytest.mark.parametrize(
        ("prefix", "changes", "heard"),
        [
            ("/org/gnome/desktop/notifications/", ["show-in-lock-screen", "show-banners"], True),
            ("/org/gnome/desktop/notifications/", [""], True),  # the folder was reset
            ("/", ["org/gnome/desktop/notifications/show-banners", "org/x"], True),
            ("/org/gnome/desktop/notifications/", ["show-in-lock-screen"], False),
            ("/org/gnome/desktop/notifications/application/firefox/show-banners", [""], False),
            ("/org/gnome/desktop/notifications/application/", [""], True),
            ("/org/gnome/desktop/notifications/application/org-deskbreak-deskbreak/enable", [""], True),
            ("/org/gnome/desktop/interface/clock-format", [""], False),
        ],
    )
    def test_what_dconf_tells(self, qtbot: QtBot, tmp_path: Path, prefix: str, changes: list[str], heard: bool) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            sense = stage.open()
            until(qtbot, sense, value=False)
            stage.turn(value=True)
            stage.notify(prefix, *changes)
            if not heard:
                all_heard(qtbot, stage.line, stage.writer)
                assert not sense.findChildren(QProcess), "nothing is read"
                assert sense.value is False
                stage.tell()
            until(qtbot, sense, value=True)

    def test_elsewhere_the_setting_means_nothing(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Gnome, tmp_path, running=False) as stage:
            sense = stage.open()
            assert ask(qtbot, sense) is None
            assert sense.fault == "nobody owns org.gnome.Shell"
            assert stage.asked() == 0
            stage.main.start()
            until(qtbot, sense, value=False)
            stage.main.stop()
            until(qtbot, sense, value=None)

    def test_a_program_that_hangs_is_ended(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            stage.script("exec sleep 60")
            sense = stage.open()
            assert ask_once(qtbot, sense) is None
            qtbot.waitUntil(lambda: "gave no answer" in sense.fault, timeout=LIMIT)
            stage.script("echo false")
            assert ask(qtbot, sense) is True

    @pytest.mark.parametrize("does", ["exit 1", "echo maybe", "echo true; exit 3", "kill -SEGV $$"])
    def test_a_program_that_does_not_know(self, qtbot: QtBot, tmp_path: Path, does: str) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            stage.script(does)
            sense = stage.open()
            assert ask_once(qtbot, sense) is None
            assert str(stage.program) in sense.fault

    def test_without_the_program(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            stage.program.unlink()
            sense = stage.open()
            assert ask(qtbot, sense) is None
            assert "is not installed" in sense.fault

    def test_closed_while_it_reads(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            stage.script('echo $$ >"$(dirname "$0")/pid"\nexec sleep 60')
            sense = stage.open()
            qtbot.waitUntil(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()), timeout=LIMIT)
            sense.close()
            assert stage.answered == 0
            assert not Path("/proc", (tmp_path / "pid").read_text().strip()).exists()


@pytest.mark.parametrize(
    ("state", "quiet"),
    [
        (NotificationState.QUIET_TIME, True),
        (NotificationState.PRESENTATION_MODE, True),
        (NotificationState.BUSY, False),
        (NotificationState.ACCEPTS_NOTIFICATIONS, False),
        (NotificationState.APP, False),
        (None, None),
    ],
)
def test_windows(qtbot: QtBot, state: NotificationState | None, quiet: bool | None) -> None:
    assert ask(qtbot, WindowsDnd(lambda: state)) is quiet


def test_what_is_not_here_is_said(bus: PrivateBus, qtbot: QtBot) -> None:
    line = BusClient(BusKind.SESSION)
    linux = open_dnd(line, "linux")
    assert ask(qtbot, linux) is None
    mac = open_dnd(line, "darwin")
    assert isinstance(mac, NullSense)
    assert "Focus" in mac.fault
    elsewhere = open_dnd(line, "win32")
    assert isinstance(elsewhere, NullSense), "there is no Windows here"
    assert elsewhere.fault == "not Windows"
    linux.close()
    line.close()


@pytest.mark.parametrize("kind", [Kde, Gnome, Xfce, Dunst, Swaync, Mako])
def test_one_daemon_that_knows_is_enough(
    qtbot: QtBot, tmp_path: Path, kind: type[Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)  # GNOME's settings are read by a program
    with staged(kind, tmp_path) as stage:
        stage.sense = sense = open_dnd(stage.line, "linux")
        assert ask(qtbot, sense) is False
        stage.change(value=True)
        until(qtbot, sense, value=True)
        stage.main.stop()
        until(qtbot, sense, value=None)


def test_a_hanging_bus_is_waited_for_once(bus: PrivateBus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[BusKind] = []

    def connect(which: BusKind, parent: QObject | None = None) -> BusConnection:
        tries.append(which)
        return BusConnection(which, parent)

    monkeypatch.setattr("deskbreak.desktop.bus.client.BusConnection", connect)
    dunst = Dunst(bus)
    assert bus._process is not None
    bus._process.send_signal(signal.SIGSTOP)
    try:
        line = BusClient(BusKind.SESSION)
        sense = open_dnd(line, "linux")
        assert len(tries) == 1, "it did not wait for each of them"
        assert ask(qtbot, sense) is None
    finally:
        bus._process.send_signal(signal.SIGCONT)
    assert "Did not authenticate" in sense.fault
    sense.ask()
    until(qtbot, sense, value=False)
    sense.close()
    line.close()
    dunst.close()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus
