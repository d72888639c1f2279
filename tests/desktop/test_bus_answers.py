"""Nobody is believed whose answer has another shape than it should: at the wire, for everybody who asks."""

import array
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from jeepney import DBusAddress, HeaderFields, Message, new_method_call, new_signal
from jeepney.low_level import parse_signature
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import MOST_FDS, BusConnection, BusKind
from deskbreak.desktop.bus.reply import BusReply, mismatch
from deskbreak.desktop.bus.service import CHANGED, Service
from tests.desktop.services import Answer, PrivateBus, ScriptedService
from tests.desktop.stated import NAMES, VERBS, Stated, modules_with, stated
from tests.draws import draws

LIMIT = 5_000
NAME, PATH = "org.deskbreak.Test", "/org/deskbreak/Test"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def line(bus: PrivateBus, qtbot: QtBot) -> Iterator[BusClient]:
    line = BusClient(BusKind.SESSION)
    yield line
    line.close()


@pytest.fixture
def owner(bus: PrivateBus) -> ScriptedService:
    return ScriptedService(bus, NAME)


def ask(qtbot: QtBot, line: BusClient, owner: ScriptedService, answer: Answer, returns: str) -> BusReply:
    owner.answers["Ask"] = answer
    replies: list[BusReply] = []
    line.call(new_method_call(owner.at(PATH), "Ask"), replies.append, returns=returns)
    qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)
    return replies[0]


def valid(signature: str) -> bool:
    left = list(signature)
    while left:
        parse_signature(left)
    return True


@pytest.mark.parametrize("one", stated(), ids=lambda one: f"{one.where} {one.member}")
def test_everybody_who_asks_or_listens_says_what_is_expected(one: Stated) -> None:
    assert one.signature is not None, f"{one.where}: {one.verb} without {VERBS[one.verb]}"
    assert all(valid(version) for version in one.signature.split("|"))


def test_the_walk_sees_every_module_that_has_to_do_with_a_bus() -> None:
    through = {"bus/", "choice.py", "server.py"}
    users = modules_with("desktop.bus.reply import BusReply") | modules_with("desktop.bus.service import")
    users = {module for module in users if not any(part in module for part in through)}
    assert users <= {one.where.split(":")[0] for one in stated()}
    assert NAMES["CHANGED"] == CHANGED
    raw = {module for module in modules_with(".heard.connect(self._on_heard)") if "win32" not in module}
    assert {module.replace("\\", "/") for module in raw} == {
        "desktop/autostart/portal.py",
        "desktop/bus/service.py",
        "desktop/notify/fdo.py",
    }


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize(
    ("answer", "returns", "body", "fault"),
    [
        (Answer("as", ["a"]), "as", (["a"],), ""),
        (Answer("aas", [["a", "b"]]), "a(ss)|aas", ([["a", "b"]],), ""),
        (Answer(), "", (), ""),
        (Answer(), "as", None, "unexpected answer: nothing instead of as"),
        (Answer("u", 7), "as", None, "unexpected answer: u instead of as"),
        (Answer("aas", []), "as", None, "unexpected answer: aas instead of as"),
        (Answer("i", 7), "u", None, "unexpected answer: i instead of u"),
        (Answer("uu", 7, 7), "u", None, "unexpected answer: uu instead of u"),
        (Answer("u", 7), "", None, "unexpected answer: u instead of nothing"),
    ],
)
def test_an_answer_of_another_shape_is_none(
    qtbot: QtBot, line: BusClient, owner: ScriptedService, answer: Answer, returns: str, body: object, fault: str
) -> None:
    reply = ask(qtbot, line, owner, answer, returns)
    assert (reply.body, reply.fault) == (body, fault)


def test_it_is_logged_once(
    qtbot: QtBot, line: BusClient, owner: ScriptedService, caplog: pytest.LogCaptureFixture
) -> None:
    for _again in range(3):
        ask(qtbot, line, owner, Answer("u", 7), "s")
    assert [record.message for record in caplog.records if "unexpected" in record.message] == [
        f"{NAME}.Ask: unexpected answer: u instead of s"
    ]


def test_a_signal_of_another_shape_is_strange_and_told_of_once(
    qtbot: QtBot, line: BusClient, owner: ScriptedService, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[object] = []
    service = Service(line, NAME, PATH, NAME)
    service.listen("Told", "s")
    service.told.connect(lambda _member, body: said.append(body))
    service.strange.connect(said.append)
    with qtbot.waitSignal(service.came, timeout=LIMIT):
        service.begin()
    for signature, *body in (("u", 7), ("ss", "a", "b"), ("",), ("as", ["a"]), ("s", "so")):
        owner.emit(PATH, NAME, "Told", str(signature), *body)
    qtbot.waitUntil(lambda: ("so",) in said, timeout=LIMIT)
    assert said == ["Told"] * 4 + [("so",)]
    assert sum("tells Told" in record.message for record in caplog.records) == 1


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.complains("unexpected answer")
def test_descriptors_that_nobody_asked_for_are_given_back(
    qtbot: QtBot, line: BusClient, owner: ScriptedService
) -> None:
    line.match(f"type='signal',sender='{NAME}'")
    ask(qtbot, line, owner, Answer("s", "so"), "s")
    before = descriptors()
    with open(os.devnull) as file:  # noqa: PTH123 - a descriptor to hand around
        assert ask(qtbot, line, owner, Answer("h", file), "s").body is None
        assert ask(qtbot, line, owner, Answer("ah", [file, file]), "h").body is None
        send(owner, file.fileno(), MOST_FDS + 3)  # more than are fetched at once
        send(owner, file.fileno(), 1)
        assert ask(qtbot, line, owner, Answer("s", "still there"), "s").body == ("still there",)
    assert descriptors() == before


def send(owner: ScriptedService, descriptor: int, count: int) -> None:
    signal = new_signal(DBusAddress(PATH, interface=NAME), "Told", "ah", ([descriptor] * count,))
    fds = array.array("i")
    connection = owner._connection
    assert connection is not None
    data = signal.serialise(serial=900 + count, fds=fds)
    connection.sock.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])


@pytest.fixture
def raw(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[BusConnection, socket.socket]]:
    """A connection and its other end, where no bus sees to it that what is said is D-Bus."""
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(BusConnection, "_connect", staticmethod(lambda _which: ours))
    bus = BusConnection(BusKind.SESSION)
    with theirs:
        yield bus, theirs
        bus.close()


def test_a_message_that_cannot_be_read_is_passed_over(qtbot: QtBot, raw: tuple[BusConnection, socket.socket]) -> None:
    bus, theirs = raw
    heard: list[Message] = []
    bus.heard.connect(heard.append)
    good = new_signal(DBusAddress(PATH, interface=NAME), "Told", "s", ("so",))
    data = good.serialise(serial=1)
    unknown = data.replace(bytes([HeaderFields.member.value, 1, ord("s"), 0]), bytes([77, 1, ord("s"), 0]))
    assert unknown != data, "a header field of a version to come"
    theirs.sendall(unknown + data)
    qtbot.waitUntil(lambda: bool(heard), timeout=LIMIT)
    assert [message.body for message in heard] == [("so",)]


@pytest.mark.complains("does not speak D-Bus")
@profile(deadline=None, max_examples=draws(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=16, max_size=200), st.booleans())
def test_one_that_speaks_no_dbus_is_hung_up_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, noise: bytes, begun: bool
) -> None:
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(BusConnection, "_connect", staticmethod(lambda _which: ours))
    bus = BusConnection(BusKind.SESSION)
    lost: list[bool] = []
    bus.lost.connect(lambda: lost.append(True))
    with theirs, qtbot.captureExceptions() as exceptions:
        theirs.sendall((b"l\x04\x00\x01" if begun else b"") + noise)
        theirs.shutdown(socket.SHUT_WR)
        qtbot.waitUntil(lambda: bool(lost), timeout=LIMIT)
    assert exceptions == []


def test_several_versions_are_known() -> None:
    assert mismatch("aas", "a(ss)|aas") == ""
    assert mismatch("a(ss", "a(ss)|aas") == "unexpected answer: a(ss instead of a(ss)|aas"
