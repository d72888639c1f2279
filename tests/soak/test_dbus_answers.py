"""Services that answer anything and tell anything: deskbreak's own adapters on a real bus among them.

Whatever comes: no traceback, each question gets its answer or a reason, and a reminder is shown by somebody.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.settings_portal import PATH, SETTINGS
from deskbreak.desktop.dnd.dunst import DunstDnd
from deskbreak.desktop.dnd.kde import KdeDnd
from deskbreak.desktop.dnd.mako import MakoDnd
from deskbreak.desktop.dnd.swaync import SwayncDnd
from deskbreak.desktop.dnd.xfce import XfceDnd
from deskbreak.desktop.health.daemon import Daemon, DaemonQuestion
from deskbreak.desktop.health.tray import TrayHost, TrayQuestion
from deskbreak.desktop.inhibit.gnome_session import GnomeSession
from deskbreak.desktop.inhibit.kde_power import KdePower
from deskbreak.desktop.inhibit.logind import LogindInhibitors
from deskbreak.desktop.inhibit.power_management import PowerManagement
from deskbreak.desktop.lock.logind import LogindLock
from deskbreak.desktop.lock.screensaver import LOCKERS, ScreenSaverLock
from deskbreak.desktop.motion.portal import KEYS, PortalMotion
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.presence.logind import LogindWatch
from deskbreak.desktop.presence.mutter import MutterWatch
from deskbreak.desktop.presence.source import InputWatch
from deskbreak.desktop.sense import Sense
from deskbreak.desktop.sleep.logind import LogindSleep
from tests.desktop.null_notifier import NullNotifier
from tests.desktop.services import Answer, PrivateBus, Reaction, Refusal, Script, ScriptedService, all_heard
from tests.desktop.stated import stated
from tests.desktop.test_notify_fdo import INVITE, NUDGE
from tests.desktop.ticks import HandTicks
from tests.soak.examples import attack
from tests.soak.odd import SIGNATURES, Numbers, values

pytestmark = pytest.mark.bears(
    "unexpected answer", "the notification daemon is of no use", "a notification was not taken", "the .* bus"
)

LIMIT = 5_000
ERRORS = ("org.freedesktop.DBus.Error.Failed", "org.xfce.Xfconf.Error.PropertyNotFound")
NOTIFICATIONS = "org.freedesktop.Notifications"
LOGIND = "org.freedesktop.login1"
STATED = stated()
LISTENED = [one for one in STATED if one.verb == "listen" and one.member]
EXPECTED = {(one.verb == "listen", one.member): one.signature for one in STATED if one.member and one.signature}
"""What is right, by whether it is a signal, and its name."""

SENSES: dict[str, tuple[tuple[str, ...], Callable[[BusClient], Sense]]] = {
    "kde": ((NOTIFICATIONS,), KdeDnd),
    "dunst": ((NOTIFICATIONS,), DunstDnd),
    "mako": ((NOTIFICATIONS,), MakoDnd),
    "swaync": (("org.erikreider.swaync.cc",), SwayncDnd),
    "xfce": ((NOTIFICATIONS, "org.xfce.Xfconf"), XfceDnd),
    "gnome-session": (("org.gnome.SessionManager",), GnomeSession),
    "kde-power": (("org.kde.Solid.PowerManagement.PolicyAgent",), KdePower),
    "power": (("org.freedesktop.PowerManagement",), PowerManagement),
    "logind-inhibitors": ((LOGIND,), lambda line: LogindInhibitors(line, os.getuid())),
    "logind-lock": ((LOGIND,), LogindLock),
    "screensaver": ((LOCKERS[0].name,), lambda line: ScreenSaverLock(line, LOCKERS[0])),
}
WATCHES: dict[str, tuple[str, Callable[[BusClient], InputWatch]]] = {
    "mutter": ("org.gnome.Mutter.IdleMonitor", lambda line: MutterWatch(line, HandTicks())),
    "logind-idle": (LOGIND, lambda line: LogindWatch(line, HandTicks())),
}
OTHERS = ("daemon", "tray", "portal", "sleep", "notifier")


@dataclass(frozen=True)
class Kind:
    """One answer: right in its types, of any types, or an error; ``numbers`` make it."""

    shape: str
    numbers: tuple[int, ...]

    def of(self, expected: str) -> Reaction:
        numbers = Numbers(self.numbers)
        if self.shape == "refused":
            return Refusal(numbers.one_of(ERRORS))
        right = numbers.one_of(expected.split("|"))
        signature = right if self.shape == "right" else numbers.one_of(SIGNATURES)
        return Answer(signature, *values(signature, numbers))

    def property(self, expected: str) -> Reaction:
        """The same as the value of a property."""
        match self.of(expected):
            case Answer(signature=signature, body=(value,)):
                return Answer("v", (signature, value))
            case other:
                return other


class Answers(dict[str | tuple[str, str], Script]):
    """Everything is answered: by each kind in turn."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        super().__init__()
        self._kinds = kinds
        self._next = 0

    def get(self, key: object, default: Any = None) -> Any:
        if not isinstance(key, str):
            return default
        kind = self._kinds[self._next % len(self._kinds)]
        self._next += 1
        if key == "Get":
            return lambda body: kind.property(EXPECTED.get((False, body[1]), "b"))
        return kind.of(EXPECTED.get((False, key), ""))


kinds = st.builds(
    Kind, st.sampled_from(("right", "any", "refused")), st.lists(st.integers(0, 255), max_size=12).map(tuple)
)
answers = st.lists(kinds, min_size=1, max_size=5).map(tuple)
said = st.lists(st.tuples(st.integers(0, 63), kinds), max_size=3)


@contextmanager
def quiet(qtbot: QtBot) -> Iterator[None]:
    """Nothing is raised in a slot meanwhile."""
    with qtbot.captureExceptions() as exceptions:
        yield
    assert exceptions == []


def tell(services: list[ScriptedService], told: list[tuple[int, Kind]]) -> None:
    """Signals that deskbreak listens for, with anything in them, from each service's every path."""
    for service in services:
        places = {(call.path, call.interface) for call in service.calls if call.path.startswith("/")}
        for number, kind in told:
            one = LISTENED[number % len(LISTENED)]
            match kind.of(one.signature or ""):
                case Answer(signature=signature, body=body):
                    for path, interface in sorted(places):
                        service.emit(path, interface, one.member, signature, *body)
                        service.emit(path, "org.freedesktop.DBus.Properties", one.member, signature, *body)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@contextmanager
def services(bus: PrivateBus, names: tuple[str, ...], kinds: tuple[Kind, ...]) -> Iterator[list[ScriptedService]]:
    made = [ScriptedService(bus, name) for name in names]
    for service in made:
        service.answers = Answers(kinds)
    try:
        yield made
    finally:
        for service in made:
            service.stop()
            bus.guests.remove(service)


@contextmanager
def opened() -> Iterator[BusClient]:
    line = BusClient(BusKind.SESSION)
    try:
        yield line
    finally:
        line.close()
        line.deleteLater()


@attack
@given(st.sampled_from(sorted(SENSES)), answers, said)
def test_a_sense_knows_or_says_why_not(
    qtbot: QtBot, bus: PrivateBus, name: str, kinds: tuple[Kind, ...], told: list[tuple[int, Kind]]
) -> None:
    names, make = SENSES[name]
    with quiet(qtbot), services(bus, names, kinds) as there, opened() as line:
        sense = make(line)
        for _round in range(2):
            with qtbot.waitSignal(sense.answered, timeout=LIMIT):
                sense.ask()
            assert (sense.value is None) is bool(sense.fault)
            assert isinstance(sense.detail, str)
            tell(there, told)
        sense.close()


@attack
@given(st.sampled_from(sorted(WATCHES)), answers, said)
def test_input_is_known_or_there_is_a_reason(
    qtbot: QtBot, bus: PrivateBus, name: str, kinds: tuple[Kind, ...], told: list[tuple[int, Kind]]
) -> None:
    service, make = WATCHES[name]
    with quiet(qtbot), services(bus, (service,), kinds) as there, opened() as line:
        watch = make(line)
        watch.watch(frozenset({30_000}))
        qtbot.waitUntil(lambda: watch.known or watch.fault not in ("", "not asked yet"), timeout=LIMIT)
        tell(there, told)
        all_heard(qtbot, line, there[0])
        assert watch.idle_ms() is None or watch.idle_ms() >= 0  # type: ignore[operator]
        watch.close()


@attack
@given(st.sampled_from(OTHERS), answers, said)
def test_everybody_else_takes_it_calmly(
    qtbot: QtBot, bus: PrivateBus, name: str, kinds: tuple[Kind, ...], told: list[tuple[int, Kind]]
) -> None:
    names = {
        "daemon": NOTIFICATIONS,
        "tray": "org.kde.StatusNotifierWatcher",
        "portal": "org.freedesktop.portal.Desktop",
        "sleep": LOGIND,
        "notifier": NOTIFICATIONS,
    }
    with quiet(qtbot), services(bus, (names[name],), kinds) as there, opened() as line, ExitStack() as closing:
        OTHER[name](qtbot, line, there[0], told, closing)


def daemon(
    qtbot: QtBot, line: BusClient, _there: ScriptedService, _told: list[tuple[int, Kind]], _closing: ExitStack
) -> None:
    found: list[Daemon] = []
    question = DaemonQuestion(line, found.append)
    qtbot.waitUntil(lambda: len(found) == 1, timeout=LIMIT)
    question.deleteLater()


def tray(
    qtbot: QtBot, line: BusClient, _there: ScriptedService, _told: list[tuple[int, Kind]], _closing: ExitStack
) -> None:
    found: list[TrayHost] = []
    question = TrayQuestion(line, "offscreen", found.append)
    qtbot.waitUntil(lambda: len(found) == 1, timeout=LIMIT)
    question.deleteLater()


def portal(
    qtbot: QtBot, _line: BusClient, there: ScriptedService, told: list[tuple[int, Kind]], closing: ExitStack
) -> None:
    line = BusClient(BusKind.SESSION)
    motion = PortalMotion(line)
    closing.callback(motion.close)
    qtbot.waitUntil(lambda: there.asked("ReadAll") > 0, timeout=LIMIT)
    tell([there], told)
    all_heard(qtbot, line, there)
    assert not motion.reduced, "nobody has named one of its keys"
    said = {}
    for number, kind in told:
        space, key = sorted(KEYS)[number % len(KEYS)]
        match kind.property("b|u|d|s"):
            case Answer(signature="v", body=(value,)):
                there.emit(PATH, SETTINGS, "SettingChanged", "ssv", space, key, value)
                said[space] = value
    all_heard(qtbot, line, there)
    assert any(map(plain, said.values())) or not motion.reduced, "little motion is not wished for by lists and the like"


def plain(variant: Any) -> bool:
    """Whether it holds a yes or no, a number or a text, and perhaps in another variant."""
    _signature, value = variant
    return plain(value) if isinstance(value, tuple) and len(value) == 2 else isinstance(value, bool | int | float | str)


def sleep(
    qtbot: QtBot, line: BusClient, there: ScriptedService, told: list[tuple[int, Kind]], closing: ExitStack
) -> None:
    watch = LogindSleep(line)
    closing.callback(watch.close)
    watch.begin()
    qtbot.waitUntil(lambda: there.asked("Inhibit") > 0, timeout=LIMIT)
    tell([there], told)
    all_heard(qtbot, line, there)


def notifier(
    qtbot: QtBot, line: BusClient, there: ScriptedService, told: list[tuple[int, Kind]], closing: ExitStack
) -> None:
    """Each reminder is up in one place, whatever the daemon says."""
    primary, secondary = FdoNotifier(), NullNotifier()
    shown = FallbackNotifier(lambda: (primary, secondary))
    closing.callback(shown.shut)
    shown.show(INVITE)
    shown.show(NUDGE)
    for key in ("invite", "nudge"):
        qtbot.waitUntil(lambda key=key: up(primary, key) or key in of(secondary), timeout=LIMIT)  # type: ignore[misc]
    tell([there], told)
    all_heard(qtbot, line, there)
    for key in of(shown):
        assert up(primary, key) != (key in of(secondary)), "in one place"


def up(notifier: FdoNotifier, key: str) -> bool:
    post = notifier._posts.get(key)
    return post is not None and post.note is not None and post.id > 0


def of(notifier: NullNotifier | FallbackNotifier) -> set[str]:
    return {note.key for note in notifier.open_notes}


OTHER: dict[str, Callable[[QtBot, BusClient, ScriptedService, list[tuple[int, Kind]], ExitStack], None]] = {
    "daemon": daemon,
    "tray": tray,
    "portal": portal,
    "sleep": sleep,
    "notifier": notifier,
}
