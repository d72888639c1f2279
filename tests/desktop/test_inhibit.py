"""Who keeps the screen on, for a presentation or a film, as each desktop tells it."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.inhibit.choice import open_inhibit
from deskbreak.desktop.inhibit.gnome_session import GnomeSession
from deskbreak.desktop.inhibit.inhibitor import Inhibitor, shows
from deskbreak.desktop.inhibit.kde_power import KdePower
from deskbreak.desktop.inhibit.logind import LogindInhibitors
from deskbreak.desktop.inhibit.macos import MacDisplayAwake, copy_assertions
from deskbreak.desktop.inhibit.power_management import PowerManagement
from deskbreak.desktop.program import Ignored
from deskbreak.desktop.sense import NullSense, Sense
from tests.desktop.contract import Contract, Stage, ask, staged, until
from tests.desktop.services import HANG, PROPERTIES, Answer, PrivateBus, Reaction, Refusal, ScriptedService

GNOME, GNOME_PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
KDE, KDE_PATH = "org.kde.Solid.PowerManagement.PolicyAgent", "/org/kde/Solid/PowerManagement/PolicyAgent"
PM, PM_PATH = "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit"
LOGIND, LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER = f"{LOGIND}.Manager"
UID = getattr(os, "getuid", int)()  # Windows has none


class Gnome(Stage):
    """``held``: (application, reason, flags) of each inhibitor."""

    held: tuple[tuple[str, str, int], ...] = ()

    def make_services(self, running: bool) -> list[ScriptedService]:
        manager = ScriptedService(self.bus, GNOME, running=running)
        manager.answers["IsInhibited"] = lambda body: Answer("b", any(flags & body[0] for _, _, flags in self.held))
        manager.answers["GetInhibitors"] = lambda _body: Answer("ao", [_path(i) for i in range(len(self.held))])
        return [manager]

    def make_sense(self) -> Sense:
        return GnomeSession(self.line)

    def hold(self, *held: tuple[str, str, int]) -> None:
        self.held = held
        for i, (app, reason, flags) in enumerate(held):
            self.main.answers[_path(i), "GetAppId"] = Answer("s", app)
            self.main.answers[_path(i), "GetReason"] = Answer("s", reason)
            self.main.answers[_path(i), "GetFlags"] = Answer("u", flags)

    def turn(self, value: bool) -> None:
        self.hold(*([("org.mozilla.firefox", "video-playing", 8)] if value else []))

    def tell(self) -> None:
        self.main.emit(GNOME_PATH, GNOME, "InhibitorAdded" if self.held else "InhibitorRemoved", "o", _path(0))


def _path(number: int) -> str:
    return f"/org/gnome/SessionManager/Inhibitor{number}"


class Kde(Stage):
    def make_services(self, running: bool) -> list[ScriptedService]:
        agent = ScriptedService(self.bus, KDE, running=running)
        agent.answers |= {"HasInhibition": Answer("b", False), "ListInhibitions": Answer("a(ss)", [])}
        return [agent]

    def make_sense(self) -> Sense:
        return KdePower(self.line)

    def turn(self, value: bool) -> None:
        self.main.answers["HasInhibition"] = lambda body: Answer("b", value and body == (4,))
        self.main.answers["ListInhibitions"] = Answer("a(ss)", [("firefox", "video-playing")] if value else [])

    def tell(self) -> None:
        self.main.emit(KDE_PATH, KDE, "InhibitionsChanged", "a(ss)as", [], ["firefox"])


class Plasma6(Kde):
    """Has it in a property."""

    def make_services(self, running: bool) -> list[ScriptedService]:
        agent = ScriptedService(self.bus, KDE, running=running)
        agent.properties[KDE_PATH, "ActiveInhibitions"] = ("a(ssssu)", [])
        return [agent]

    def turn(self, value: bool) -> None:
        self.hold(*([("idle", "firefox", "video-playing", "block", 1)] if value else []))

    def hold(self, *held: tuple[str, str, str, str, int]) -> None:
        self.main.properties[KDE_PATH, "ActiveInhibitions"] = ("a(ssssu)", list(held))

    def tell(self) -> None:
        news = self.main.properties[KDE_PATH, "ActiveInhibitions"][1]
        self.main.set(KDE_PATH, KDE, ActiveInhibitions=news)


class Power(Stage):
    def make_services(self, running: bool) -> list[ScriptedService]:
        manager = ScriptedService(self.bus, PM, running=running)
        manager.answers["HasInhibit"] = Answer("b", False)
        return [manager]

    def make_sense(self) -> Sense:
        return PowerManagement(self.line)

    def turn(self, value: bool) -> None:
        self.main.answers["HasInhibit"] = Answer("b", value)

    def tell(self) -> None:
        self.main.emit(PM_PATH, f"{PM}.Inhibit", "HasInhibitChanged", "b", True)


class Logind(Stage):
    which = BusKind.SYSTEM

    def make_services(self, running: bool) -> list[ScriptedService]:
        manager = ScriptedService(self.bus, LOGIND, running=running)
        manager.properties[LOGIND_PATH, "BlockInhibited"] = ("s", "handle-lid-switch")
        manager.answers["ListInhibitors"] = Answer("a(ssssuu)", [])
        return [manager]

    def make_sense(self) -> Sense:
        return LogindInhibitors(self.line, os.getuid())

    def hold(self, *locks: tuple[str, str, str, str, int, int]) -> None:
        blocked = {part for what, _, _, mode, _, _ in locks if mode == "block" for part in what.split(":")}
        self.main.properties[LOGIND_PATH, "BlockInhibited"] = ("s", ":".join(sorted(blocked)))
        self.main.answers["ListInhibitors"] = Answer("a(ssssuu)", list(locks))

    def turn(self, value: bool) -> None:
        self.hold(*([("idle", "mpv", "playing", "block", UID, 77)] if value else []))

    def tell(self) -> None:
        self.main.set(LOGIND_PATH, MANAGER, BlockInhibited=self.main.properties[LOGIND_PATH, "BlockInhibited"][1])


@pytest.fixture(params=[Gnome, Kde, Plasma6, Power, Logind])
def kind(request: pytest.FixtureRequest) -> type[Stage]:
    return request.param  # type: ignore[no-any-return]


class TestEach(Contract):
    """Every power manager, in every condition."""


@pytest.mark.parametrize(
    ("held", "value", "detail"),
    [
        ([("org.mozilla.firefox", "video-playing", 8)], True, "firefox"),
        ([("org.gnome.Totem.desktop", "Playing a movie", 12)], True, "Totem"),
        ([("/usr/lib/vlc/vlc", "", 8)], True, "vlc"),
        ([("", "", 8)], True, ""),
        ([("user", "Inhibit by Caffeine", 12)], False, ""),
        ([("caffeine-gnome-extension", "Inhibit by Caffeine", 8)], False, ""),
        ([("fullscreen", "Inhibit by Caffeine", 12)], True, ""),
        ([("user", "Inhibit by Caffeine", 12), ("mpv", "playing", 8)], True, "mpv"),
        ([("rhythmbox", "Playing music", 4), ("user", "Inhibit by Caffeine", 8)], False, ""),
    ],
)
def test_who_counts_in_gnome(
    qtbot: QtBot, tmp_path: Path, held: list[tuple[str, str, int]], value: bool, detail: str
) -> None:
    with staged(Gnome, tmp_path) as stage:
        assert isinstance(stage, Gnome)
        stage.hold(*held)
        sense = stage.open()
        assert ask(qtbot, sense) is value
        assert sense.detail == detail


def test_a_service_that_is_late_once_is_asked_again(qtbot: QtBot, tmp_path: Path) -> None:
    """As on a busy machine; ``ask`` is what all tests of answers stand on."""
    with staged(Gnome, tmp_path) as stage:
        stage.main.answers["IsInhibited"] = lambda _body: Answer("b", False) if stage.answered else HANG
        assert ask(qtbot, stage.open()) is False


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize("reaction", [HANG, Refusal(), Answer("v", ("b", True))])
def test_an_inhibitor_that_tells_nothing_counts(qtbot: QtBot, tmp_path: Path, reaction: Reaction) -> None:
    with staged(Gnome, tmp_path) as stage:
        stage.turn(value=True)
        for member in ("GetAppId", "GetReason", "GetFlags"):
            stage.main.answers[_path(0), member] = reaction
        sense = stage.open()
        until(qtbot, sense, value=True)


def test_no_list_of_inhibitors_is_no_doubt(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Gnome, tmp_path) as stage:
        stage.turn(value=True)
        stage.main.answers["GetInhibitors"] = Refusal()
        assert ask(qtbot, stage.open()) is True


def test_a_crowd_of_inhibitors_is_not_asked_one_by_one(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Gnome, tmp_path) as stage:
        assert isinstance(stage, Gnome)
        asked: list[set[str]] = []
        for crowd in (20, 40):  # the bus itself lets nobody ask more than 128 questions at a time
            stage.hold(*[("mpv", "playing", 8)] * crowd)
            stage.main.calls.clear()
            sense = stage.make_sense()
            assert ask(qtbot, sense) is True
            sense.close()
            asked.append({call.path for call in stage.main.calls})
        assert asked[0] == asked[1], "twice as many, and no more of them are asked"


@pytest.mark.parametrize(
    ("lock", "value", "detail"),
    [
        (("idle", "mpv", "playing", "block", UID, 7), True, "mpv"),
        (("sleep:idle", "/usr/bin/vlc", "playing", "block", UID, 7), True, "vlc"),
        (("idle", "mpv", "playing", "delay", UID, 7), False, ""),
        (("idle", "mpv", "playing", "block", UID + 1, 7), False, ""),
        (("sleep", "backup", "runs", "block", UID, 7), False, ""),
        (("shutdown:sleep:idle", "make", "Unknown reason", "block", UID, 7), False, ""),
        (("sleep:idle", "anna", "user session inhibited", "block", UID, 7), False, ""),
        (("sleep:idle", "caffeine-ng", "", "block", UID, 7), False, ""),
    ],
)
def test_which_locks_of_logind_count(
    qtbot: QtBot, tmp_path: Path, lock: tuple[str, str, str, str, int, int], value: bool, detail: str
) -> None:
    with staged(Logind, tmp_path) as stage:
        assert isinstance(stage, Logind)
        stage.hold(("handle-lid-switch", "gsd", "lid", "block", UID, 5), lock)
        sense = stage.open()
        assert ask(qtbot, sense) is value
        assert sense.detail == detail


def test_logind_tells_of_other_things_too(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Logind, tmp_path) as stage:
        sense = stage.open()
        until(qtbot, sense, value=False)
        before = stage.asked()
        stage.main.emit(
            LOGIND_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", MANAGER, {"IdleHint": ("b", True)}, ["Docked"]
        )
        assert ask(qtbot, sense) is False
        assert stage.asked() == before
        stage.turn(value=True)
        stage.main.emit(LOGIND_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", MANAGER, {}, ["BlockInhibited"])
        until(qtbot, sense, value=True)


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize("entries", [[("idle", "mpv")], [7], ["idle"]])
def test_locks_of_another_shape_tell_nothing(qtbot: QtBot, tmp_path: Path, entries: list[object]) -> None:
    with staged(Logind, tmp_path) as stage:
        stage.turn(value=True)
        signature = {tuple: "a(ss)", int: "ai", str: "as"}[type(entries[0])]
        stage.main.answers["ListInhibitors"] = Answer(signature, entries)
        sense = stage.open()
        assert ask(qtbot, sense) is None
        assert "unexpected answer" in sense.fault


def test_the_music_of_kde_does_not_count(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Kde, tmp_path) as stage:
        stage.main.answers["HasInhibition"] = lambda body: Answer("b", bool(body[0] & 1))
        stage.main.answers["ListInhibitions"] = Answer("a(ss)", [("elisa", "playing")])
        assert ask(qtbot, stage.open()) is False


@pytest.mark.parametrize(
    ("entries", "value", "detail"),
    [
        ([("firefox", "video-playing")], True, "firefox"),
        ([("elisa", "playing"), ("firefox", "video-playing")], True, ""),
        ([("caffeine-plus", "")], False, ""),
        ([], True, ""),
    ],
)
def test_who_counts_in_kde(
    qtbot: QtBot, tmp_path: Path, entries: list[tuple[str, str]], value: bool, detail: str
) -> None:
    with staged(Kde, tmp_path) as stage:
        stage.turn(value=True)
        stage.main.answers["ListInhibitions"] = Answer("a(ss)", entries)
        sense = stage.open()
        assert ask(qtbot, sense) is value
        assert sense.detail == detail


@pytest.mark.parametrize(
    ("what", "who", "mode", "value"),
    [
        ("idle", "firefox", "block", True),
        ("sleep:idle", "mpv", "block", True),
        ("sleep", "elisa", "block", False),
        ("idle", "firefox", "delay", False),
        ("sleep:idle", "plasmashell", "block", False),
    ],
)
def test_who_counts_in_plasma_6(qtbot: QtBot, tmp_path: Path, what: str, who: str, mode: str, value: bool) -> None:
    with staged(Plasma6, tmp_path) as stage:
        assert isinstance(stage, Plasma6)
        stage.hold((what, who, "why", mode, 1))
        sense = stage.open()
        assert ask(qtbot, sense) is value
        assert sense.detail == (who if value else "")


def test_the_list_of_plasma_in_between(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(Kde, tmp_path) as stage:
        stage.turn(value=True)
        stage.main.answers["ListInhibitions"] = Answer("aas", [["firefox", "video-playing"]])
        sense = stage.open()
        assert ask(qtbot, sense) is True
        assert sense.detail == "firefox"
        stage.main.answers["ListInhibitions"] = Answer("aas", [["plasmashell", "by the battery applet"]])
        stage.tell()
        until(qtbot, sense, value=False)


class TestPowerManagement:
    def test_xfce_tells_who(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Power, tmp_path) as stage:
            stage.turn(value=True)
            stage.main.answers["GetInhibitors"] = Answer("as", ["caffeine", "/usr/bin/parole"])
            sense = stage.open()
            assert ask(qtbot, sense) is True
            assert sense.detail == "parole"
            stage.main.answers["GetInhibitors"] = Answer("as", ["caffeine"])
            stage.tell()
            until(qtbot, sense, value=False)

    def test_under_kde_it_means_something_else(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Power, tmp_path) as stage:
            stage.turn(value=True)
            agent = ScriptedService(stage.bus, KDE)
            sense = stage.open()
            assert ask(qtbot, sense) is None
            assert "kde-power" in sense.fault
            agent.stop()
            until(qtbot, sense, value=True)
            agent.start()
            until(qtbot, sense, value=None)
            agent.stop()


def test_those_that_may_show_something_each_once() -> None:
    named, nameless = Inhibitor("mpv"), Inhibitor("")
    assert [one.name for one in shows([nameless, named, Inhibitor("Caffeine"), named])] == ["", "mpv"]
    assert shows([]) == ()


@pytest.mark.parametrize("name", ["FIREFOX", "org.mozilla.firefox", "org.mozilla.firefox.desktop"])
def test_an_application_is_ignored_by_its_name_or_its_id(name: str) -> None:
    """H7"""
    (firefox,) = shows([Inhibitor("org.mozilla.firefox.desktop", "video-playing")])
    assert firefox.name == "firefox"
    assert Ignored.of([name]).covers(firefox)


class TestWhoIsIgnored:
    """H7: of several only that one is left out; taken up at once."""

    def test_in_gnome(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Gnome, tmp_path) as stage:
            assert isinstance(stage, Gnome)
            stage.hold(("com.obsproject.Studio", "recording", 8), ("org.gnome.Totem", "", 8))
            sense = stage.open()
            assert ask(qtbot, sense) is True
            assert sense.detail == "Studio, Totem"
            sense.ignore(Ignored.of(["com.obsproject.studio"]))
            assert (sense.value, sense.detail, sense.left_out) == (True, "Totem", "Studio")
            stage.hold(("com.obsproject.Studio", "recording", 8))
            stage.tell()
            until(qtbot, sense, value=False)
            assert sense.left_out == "Studio"
            sense.ignore(Ignored())
            assert sense.value is True

    def test_in_kde_where_nobody_knows_which_it_is(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Kde, tmp_path) as stage:
            stage.turn(value=True)
            stage.main.answers["ListInhibitions"] = Answer("a(ss)", [("obs", ""), ("firefox", "video-playing")])
            sense = stage.open()
            sense.ignore(Ignored.of(["OBS"]))
            assert ask(qtbot, sense) is True
            sense.ignore(Ignored.of(["OBS", "firefox"]))
            assert sense.value is False

    @pytest.mark.parametrize("kind", [Plasma6, Logind])
    def test_in_the_others(self, qtbot: QtBot, tmp_path: Path, kind: type[Stage]) -> None:
        with staged(kind, tmp_path) as stage:
            stage.turn(value=True)
            sense = stage.open()
            assert ask(qtbot, sense) is True
            sense.ignore(Ignored.of([sense.detail.upper()]))
            assert sense.value is False

    def test_one_without_a_name_counts(self, qtbot: QtBot, tmp_path: Path) -> None:
        with staged(Power, tmp_path) as stage:
            stage.turn(value=True)
            sense = stage.open()
            sense.ignore(Ignored.of(["obs"]))
            assert ask(qtbot, sense) is True


class Function:
    """One that takes ctypes' attributes."""

    def __init__(self, does: Callable[..., object]) -> None:
        self._does = does

    def __call__(self, *words: object) -> object:
        return self._does(*words)


@pytest.mark.parametrize(("address", "result", "known"), [(4711, 0, True), (None, 0, True), (None, -1, False)])
def test_the_wire_to_macos(address: int | None, result: int, known: bool) -> None:
    def copy(out: Any) -> int:
        out._obj.value = address
        return result

    released: list[int] = []
    ask = copy_assertions(
        SimpleNamespace(IOPMCopyAssertionsByProcess=Function(copy)),
        SimpleNamespace(CFRelease=Function(lambda thing: released.append(thing.value))),
        lambda where: {where: []},
    )
    assert ask() == (({address: []} if address else {}) if known else None)
    assert released == ([address] if address else [])


@pytest.mark.parametrize(
    ("kind", "who", "why", "level", "value"),
    [
        ("PreventUserIdleDisplaySleep", "Google Chrome", "Video Wake Lock", 255, True),
        ("NoDisplaySleepAssertion", "VLC", "", 255, True),
        ("PreventUserIdleDisplaySleep", "VLC", "", 0, False),
        ("PreventUserIdleSystemSleep", "backupd", "Backup", 255, False),
        ("PreventUserIdleDisplaySleep", "caffeinate", "caffeinate command-line tool", 255, False),
        ("PreventUserIdleDisplaySleep", "coreaudiod", "com.apple.audio.context", 255, False),
        ("PreventUserIdleDisplaySleep", "Amphetamine", "", 255, False),
    ],
)
def test_macos(qtbot: QtBot, kind: str, who: str, why: str, level: int, value: bool) -> None:
    held = {"AssertType": kind, "AssertName": why, "AssertLevel": level, "Process Name": who}
    sense = MacDisplayAwake(lambda: {1: [{"AssertType": "UserIsActive"}], 2: [held]})
    assert ask(qtbot, sense) is value
    assert sense.detail == (who if value else "")


def test_macos_that_does_not_know(qtbot: QtBot) -> None:
    assert ask(qtbot, MacDisplayAwake(lambda: None)) is None
    assert ask(qtbot, MacDisplayAwake(lambda: {})) is False


def test_one_manager_that_knows_is_enough(qtbot: QtBot, tmp_path: Path, kind: type[Stage]) -> None:
    other = BusKind.SESSION if kind.which is BusKind.SYSTEM else BusKind.SYSTEM
    with PrivateBus(tmp_path, other), closing(BusClient(other)) as line, staged(kind, tmp_path) as stage:
        lines = {kind.which: stage.line, other: line}
        stage.sense = sense = open_inhibit(lines[BusKind.SESSION], lines[BusKind.SYSTEM], "linux")
        assert ask(qtbot, sense) is False
        stage.change(value=True)
        until(qtbot, sense, value=True)
        stage.main.stop()
        until(qtbot, sense, value=None)


def test_what_is_not_here_is_said(buses: None, qtbot: QtBot) -> None:
    session, system = BusClient(BusKind.SESSION), BusClient(BusKind.SYSTEM)
    linux = open_inhibit(session, system, "linux")
    assert ask(qtbot, linux) is None
    for platform, why in (("win32", "Windows does not tell who keeps the screen on"), ("darwin", "not macOS")):
        elsewhere = open_inhibit(session, system, platform)
        assert isinstance(elsewhere, NullSense)
        assert elsewhere.fault == why
    for each in (linux, session, system):
        each.close()


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[None]:
    with PrivateBus(tmp_path), PrivateBus(tmp_path, BusKind.SYSTEM):
        yield
