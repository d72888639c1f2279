"""One deskbreak at a time, and a socket that nothing harms."""

import errno
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from deskbreak.desktop import watches
from deskbreak.desktop.instance import instance as instance_module
from deskbreak.desktop.instance import place
from deskbreak.desktop.instance.address import SOCKET, pipe_name
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask, follow
from deskbreak.desktop.instance.door import BACKLOG
from deskbreak.desktop.instance.folder_watch import FolderWatch
from deskbreak.desktop.instance.instance import LISTENERS, Instance, Subscriber
from deskbreak.desktop.instance.pipe import PipeDoor
from deskbreak.desktop.instance.place import LOCK
from deskbreak.desktop.instance.unix import UnixDoor
from deskbreak.folders import UnsafeError, private_folder

LIMIT = 5_000


class Desk:
    """Answers requests, and keeps them."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []
        self.listeners: list[Subscriber] = []
        self.gone: list[Subscriber] = []

    def __call__(self, cmd: str, args: list[str]) -> dict[str, object] | Callable[[Subscriber], None]:
        self.asked.append((cmd, args))
        if cmd in ("watch", "later"):
            return self._hear
        return {"ok": True, "state": "working", "name": "déjà vu", "big": "x" * 200_000 if cmd == "big" else ""}

    def _hear(self, listener: Subscriber) -> None:
        self.listeners.append(listener)
        listener.left = lambda: self.gone.append(listener)


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(params=[UnixDoor, PipeDoor])
def instance(
    qtbot: QtBot, runtime: Path, desk: Desk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Instance]:
    monkeypatch.setattr(instance_module, "PATIENCE_MS", 300)
    monkeypatch.setattr(instance_module, "GUESTS", 4)
    monkeypatch.setattr(instance_module, "make_door", request.param)
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    yield instance
    instance.close()


def meanwhile(qtbot: QtBot, work: Callable[[], Any]) -> Any:
    """What ``work`` returns, done in a thread while the event loop runs here."""
    box: list[Any] = []

    def run() -> None:
        try:
            box.append(work())
        except (NotRunning, BadAnswer, OSError) as error:
            box.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    qtbot.waitUntil(lambda: bool(box), timeout=LIMIT)
    thread.join()
    return box[0]


def connect(runtime: Path) -> socket.socket:
    guest = socket.socket(socket.AF_UNIX)
    guest.settimeout(LIMIT / 1000)
    guest.connect(str(runtime / SOCKET))
    return guest


def read_all(guest: socket.socket) -> bytes:
    data = b""
    while piece := guest.recv(1 << 16):
        data += piece
    return data


def still_answers(qtbot: QtBot, runtime: Path) -> bool:
    answer = meanwhile(qtbot, lambda: ask(runtime, "status"))
    return isinstance(answer, dict) and answer["ok"] is True


def test_a_question_and_its_answer(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    answer = meanwhile(qtbot, lambda: ask(runtime, "pause", ["30m", "später"]))
    assert answer == {"ok": True, "state": "working", "name": "déjà vu", "big": ""}
    assert desk.asked == [("pause", ["30m", "später"])]


def test_a_long_answer_comes_whole(qtbot: QtBot, runtime: Path, instance: Instance) -> None:
    assert len(meanwhile(qtbot, lambda: ask(runtime, "big"))["big"]) == 200_000


def test_the_folder_and_the_socket_are_the_users_alone(runtime: Path, instance: Instance) -> None:
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700
    assert stat.S_IMODE((runtime / SOCKET).stat().st_mode) == 0o700


def test_there_is_only_one(qtbot: QtBot, runtime: Path, instance: Instance) -> None:
    second = Instance(runtime)
    assert not second.claim()
    assert still_answers(qtbot, runtime), "the second has not taken the socket"
    instance.close()
    assert second.claim()
    second.close()
    assert not (runtime / SOCKET).exists()


def test_a_killed_one_leaves_its_place_at_once(qtbot: QtBot, runtime: Path, desk: Desk) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from deskbreak.desktop.instance.instance import Instance\n"
        "app = QCoreApplication([]); i = Instance(Path(sys.argv[1])); print(i.claim(), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(runtime)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        second = Instance(runtime)
        assert not second.claim()
        first.kill()
        first.wait(10)
    assert (runtime / SOCKET).exists()
    assert (runtime / LOCK).exists()
    assert second.claim()
    second.serve(desk)
    assert still_answers(qtbot, runtime)
    second.close()


def test_who_asks_before_it_is_ready_is_answered_when_it_is(qtbot: QtBot, runtime: Path, desk: Desk) -> None:
    instance = Instance(runtime)
    assert instance.claim()
    guest = connect(runtime)
    guest.sendall(b'{"v": 1, "cmd": "show"}\n')
    QCoreApplication.processEvents()
    instance.serve(desk)
    assert json.loads(meanwhile(qtbot, lambda: read_all(guest)))["ok"] is True
    assert desk.asked == [("show", [])]
    guest.close()
    instance.close()


def test_nobody_there(runtime: Path) -> None:
    with pytest.raises(NotRunning):
        ask(runtime, "status")
    runtime.mkdir()
    with pytest.raises(NotRunning):
        ask(runtime, "status")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(runtime / SOCKET))
    with pytest.raises(NotRunning):
        ask(runtime, "status")


def test_a_request_in_pieces_is_one_request(
    qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance_module, "PATIENCE_MS", LIMIT)
    guest = connect(runtime)
    line = b'{"v": 1, "cmd": "start", "args": []}\n'
    for begin, end in pairwise((0, 11, 19, 35)):
        guest.sendall(line[begin:end])
        qtbot.waitUntil(lambda end=end: [one.heard for one in instance._guests] == [line[:end]], timeout=LIMIT)  # type: ignore[misc]
        assert not desk.asked
    guest.sendall(line[35:])
    assert json.loads(meanwhile(qtbot, lambda: read_all(guest)))["ok"] is True
    assert desk.asked == [("start", [])]
    guest.close()


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n",
        b"\xff\xfe\x00 rubbish\n",
        b"[1, 2]\n",
        b"null\n",
        b'{"v": 2, "cmd": "status"}\n',
        b'{"cmd": "status"}\n',
        b'{"v": 1}\n',
        b'{"v": 1, "cmd": 5}\n',
        b'{"v": 1, "cmd": ""}\n',
        b'{"v": 1, "cmd": "pause", "args": "30m"}\n',
        b'{"v": 1, "cmd": "pause", "args": [30]}\n',
        b'{"v": 1, "cmd": ' + b"[" * 30_000 + b"\n",
        b"1" * 10_000 + b"\n",
    ],
    ids=lambda line: repr(line[:24]),
)
def test_what_is_no_request_gets_a_sentence(
    qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk, line: bytes
) -> None:
    guest = connect(runtime)
    guest.sendall(line)
    answer = json.loads(meanwhile(qtbot, lambda: read_all(guest)))
    assert answer["ok"] is False
    assert answer["error"]
    assert not desk.asked
    guest.close()
    assert still_answers(qtbot, runtime)


@pytest.mark.parametrize("size", [64 * 1024 + 1, 3 << 20])
def test_an_oversized_request_is_cut_short(
    qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk, size: int
) -> None:
    def flood() -> bytes:
        with connect(runtime) as guest:
            try:
                guest.sendall(b"x" * size)
                return read_all(guest)
            except ConnectionError:
                return b"hung up"

    answer = meanwhile(qtbot, flood)
    assert answer == b"hung up" or b"bytes at the most" in answer
    assert not desk.asked
    assert still_answers(qtbot, runtime)


def test_the_longest_request_allowed_is_answered(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    frame = b'{"v": 1, "cmd": "say", "args": [""]}\n'
    line = frame.replace(b'""', b'"' + b"x" * (64 * 1024 - len(frame)) + b'"')
    assert len(line) == 64 * 1024
    guest = connect(runtime)
    guest.sendall(line)
    assert json.loads(meanwhile(qtbot, lambda: read_all(guest)))["ok"] is True
    guest.close()


def test_who_says_nothing_is_shown_out(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    guest = connect(runtime)
    guest.sendall(b'{"v": 1, ')
    assert meanwhile(qtbot, lambda: read_all(guest)) == b""
    assert not desk.asked
    guest.close()


def test_a_crowd_of_silent_guests_only_delays_the_others(qtbot: QtBot, runtime: Path, instance: Instance) -> None:
    crowd = [connect(runtime) for _ in range(12)]
    assert still_answers(qtbot, runtime)
    for guest in crowd:
        guest.close()


def test_guests_who_vanish_do_no_harm(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    connect(runtime).close()
    for line in (b'{"v": 1, "cm', b'{"v": 1, "cmd": "big"}\n'):
        guest = connect(runtime)
        guest.sendall(line)
        guest.close()
    qtbot.waitUntil(lambda: desk.asked == [("big", [])], timeout=LIMIT)
    qtbot.waitUntil(lambda: not instance._guests, timeout=LIMIT)
    assert still_answers(qtbot, runtime)


def test_who_does_not_read_the_answer_is_shown_out(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    guest = connect(runtime)
    guest.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    guest.sendall(b'{"v": 1, "cmd": "big"}\n')
    qtbot.waitUntil(lambda: bool(desk.asked), timeout=LIMIT)
    qtbot.waitUntil(lambda: not instance._guests, timeout=LIMIT)
    guest.close()


def test_who_waits_for_a_free_place_costs_nothing(
    qtbot: QtBot, runtime: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket at which somebody waits stays readable: listening on would turn the event loop round and round."""
    monkeypatch.setattr(instance_module, "GUESTS", 1)
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    knocks: list[None] = []
    instance._door.knocked.connect(lambda: knocks.append(None))
    first, second = connect(runtime), connect(runtime)
    qtbot.waitUntil(lambda: bool(instance._guests), timeout=LIMIT)
    for _ in range(20):
        QCoreApplication.processEvents()
    assert len(knocks) <= 2
    first.close()
    second.sendall(b'{"v": 1, "cmd": "status"}\n')
    assert json.loads(meanwhile(qtbot, lambda: read_all(second)))["ok"] is True
    second.close()
    instance.close()


def test_who_only_asks_and_listens_is_answered(qtbot: QtBot, runtime: Path, instance: Instance) -> None:
    """As ``nc -U -N`` does: its side is closed behind the question."""
    guest = connect(runtime)
    guest.sendall(b'{"v": 1, "cmd": "status"}\n')
    guest.shutdown(socket.SHUT_WR)
    assert json.loads(meanwhile(qtbot, lambda: read_all(guest)))["ok"] is True
    guest.close()


def test_two_requests_at_once_get_one_answer(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    guest = connect(runtime)
    guest.sendall(b'{"v": 1, "cmd": "skip"}\n{"v": 1, "cmd": "quit"}\n')
    answer = meanwhile(qtbot, lambda: read_all(guest))
    assert answer.count(b"\n") == 1
    assert desk.asked == [("skip", [])]
    guest.close()


def test_a_folder_too_deep_for_a_socket_works_all_the_same(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    deep = tmp_path.joinpath(*["a-rather-long-name-for-a-folder"] * 6)
    instance = Instance(deep)
    assert instance.claim()
    instance.serve(desk)
    assert (deep / SOCKET).is_socket(), "in the folder itself"
    assert still_answers(qtbot, deep)
    assert not Instance(deep).claim()
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - Path.iterdir needs a descriptor, too
    with pytest.raises(NotRunning):
        ask(deep / "elsewhere", "status")
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    instance.close()
    assert not (deep / SOCKET).exists()
    with pytest.raises(NotRunning):
        ask(deep, "status")


def test_a_folder_that_is_not_ours_is_refused(qtbot: QtBot, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime.mkdir()
    runtime.chmod(0o777)
    first = Instance(runtime)
    assert first.claim()
    first.close()
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700
    monkeypatch.setattr("os.geteuid", lambda: 4711)
    with pytest.raises(UnsafeError, match="another user"):
        Instance(runtime).claim()


def test_a_socket_that_cannot_be_is_told_and_the_place_left(
    qtbot: QtBot, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = Instance(runtime)
    with monkeypatch.context() as ill:
        ill.setattr(UnixDoor, "open", Mock(side_effect=OSError("no sockets here")))
        with pytest.raises(OSError, match=r"nobody can reach deskbreak in .*: no sockets here"):
            instance.claim()
    other = Instance(runtime)
    assert other.claim()
    other.close()


def folder_there(path: Path) -> None:
    path.mkdir()
    (path / "precious").write_text("kept")


def link_there(path: Path) -> None:
    target = path.with_name("target")
    target.write_text("kept")
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("lay", "kept"), [(folder_there, ["kept"]), (link_there, ["kept"]), (Path.touch, []), (os.mkfifo, [])]
)
def test_whatever_lies_in_the_place_of_the_socket_gives_way(
    qtbot: QtBot, runtime: Path, desk: Desk, lay: Callable[[Path], None], kept: list[str]
) -> None:
    runtime.mkdir()
    lay(runtime / SOCKET)
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    assert still_answers(qtbot, runtime)
    instance.close()
    assert [path.read_text() for path in runtime.rglob("*") if path.name in ("precious", "target")] == kept


# -- files that vanish under it --------------------------------------------------------------------------------------


def no_lock(runtime: Path) -> None:
    (runtime / LOCK).unlink()


def another_lock(runtime: Path) -> None:
    no_lock(runtime)
    (runtime / LOCK).write_text("")


def no_socket(runtime: Path) -> None:
    (runtime / SOCKET).unlink()


@pytest.mark.complains("what others find deskbreak by was removed")
@pytest.mark.parametrize("remove", [no_lock, another_lock, no_socket, shutil.rmtree], ids=lambda one: one.__name__)
def test_what_others_find_it_by_is_there_again_at_once(
    qtbot: QtBot, runtime: Path, desk: Desk, remove: Callable[[Path], None]
) -> None:
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    lost: list[None] = []
    instance.lost.connect(lambda: lost.append(None))
    for _time in range(3):
        remove(runtime)
        qtbot.waitUntil(lambda: instance._place.stands and instance._door.stands, timeout=LIMIT)
        assert still_answers(qtbot, runtime)
        assert not Instance(runtime).claim()
    assert not lost
    instance.close()
    assert not (runtime / SOCKET).exists()


@pytest.mark.complains("what others find deskbreak by was removed")
@pytest.mark.complains("No such file or directory")
def test_a_folder_that_goes_again_while_it_is_made_is_made_again(
    qtbot: QtBot, runtime: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``rm -rf`` may still be at work in it."""
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    times = iter([1, 2, 3])

    def made(folder: Path) -> None:
        if next(times, None):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        private_folder(folder)

    monkeypatch.setattr(place, "private_folder", made)
    shutil.rmtree(runtime)
    qtbot.waitUntil(lambda: instance._place.stands and instance._door.stands, timeout=LIMIT)
    assert next(times, None) is None
    assert still_answers(qtbot, runtime)
    assert not Instance(runtime).claim()
    instance.close()


def put_aside(folder: Path) -> None:
    """By a name of its own each time: it may well be made anew meanwhile."""
    folder.rename(next(name for n in range(9) if not (name := folder.with_name(f"{folder.name}.bak{n}")).exists()))


def put_a_link(folder: Path) -> None:
    """As somebody does who keeps it elsewhere from now on."""
    elsewhere, new = folder.with_name(f"{folder.name} elsewhere"), folder.with_name("new")
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    new.symlink_to(elsewhere)
    if folder.is_symlink():
        new.replace(folder)
    else:
        put_aside(folder)
        with suppress(OSError):  # it has been made anew already
            new.rename(folder)


def removed(folder: Path) -> None:
    shutil.rmtree(folder.resolve())


def hold(instance: Instance, desk: Desk) -> list[None]:
    """Claim it, and serve; how often it was lost."""
    lost: list[None] = []
    instance.lost.connect(lambda: lost.append(None))
    assert instance.claim()
    instance.serve(desk)
    return lost


def stands_alone(qtbot: QtBot, instance: Instance, runtime: Path) -> bool:
    """Whether who looks in ``runtime`` finds it, after a while, and no place that is free."""
    qtbot.waitUntil(lambda: instance._folder == runtime and instance._stands, timeout=LIMIT)
    return still_answers(qtbot, runtime) and not Instance(runtime).claim()


@pytest.mark.complains("what others find deskbreak by was removed")
@pytest.mark.parametrize("change", [put_aside, put_a_link, removed], ids=lambda one: one.__name__)
@pytest.mark.parametrize("which", ["home", "home/state", "home/state/run"])
def test_a_folder_on_the_way_that_goes_lets_no_second_one_in(
    qtbot: QtBot, tmp_path: Path, desk: Desk, which: str, change: Callable[[Path], None]
) -> None:
    """Of a folder above it that is moved, the folder of the place itself hears nothing."""
    runtime = tmp_path / "home" / "state" / "run"
    instance = Instance(runtime)
    lost = hold(instance, desk)
    for _time in range(3):
        change(tmp_path / which)
        assert stands_alone(qtbot, instance, runtime)
    assert not lost
    instance.close()


@pytest.mark.complains("what others find deskbreak by was removed")
def test_links_on_the_way_are_followed_wherever_they_lead(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    (tmp_path / "current").symlink_to("one")
    (tmp_path / "home").symlink_to("current")
    runtime = tmp_path / "home" / "run"
    instance = Instance(runtime)
    lost = hold(instance, desk)
    for link, target in (("current", "two"), ("home", "three"), ("home", "current"), ("current", "three")):
        (tmp_path / "new").symlink_to(target)
        (tmp_path / "new").replace(tmp_path / link)
        assert stands_alone(qtbot, instance, runtime)
        assert (tmp_path / (tmp_path / link).resolve().name / "run" / LOCK).exists()
    assert not lost
    instance.close()


class Keyed:
    """A home whose place is elsewhere, by what the home leads to."""

    def __init__(self, tmp_path: Path) -> None:
        self.home = tmp_path / "home"
        self.session = tmp_path / "session"
        self.session.mkdir()

    def where(self) -> Path:
        return self.session / self.home.resolve().name

    def instance(self) -> Instance:
        return Instance(self.where(), where=self.where, ways=[self.home])

    def point(self, target: str) -> Path:
        new = self.home.with_name("new")
        new.symlink_to(target)
        new.replace(self.home)
        return self.where()


@pytest.fixture
def keyed(tmp_path: Path) -> Keyed:
    return Keyed(tmp_path)


@pytest.mark.complains("what others find deskbreak by was removed")
def test_where_others_look_elsewhere_it_goes_there(qtbot: QtBot, keyed: Keyed, desk: Desk) -> None:
    before = keyed.point("one")
    instance = keyed.instance()
    lost = hold(instance, desk)
    for target in ("two", "one", "three"):
        now = keyed.point(target)
        assert stands_alone(qtbot, instance, now)
        left = Instance(before)
        assert left.claim(), "nothing is written there any more"
        left.close()
        before = now
    assert not lost
    instance.close()


@pytest.mark.complains("what others find deskbreak by was removed")
def test_where_somebody_is_already_it_leaves(qtbot: QtBot, keyed: Keyed, desk: Desk) -> None:
    there = keyed.point("two")
    other = Instance(there)
    hold(other, desk)
    keyed.point("one")
    instance = keyed.instance()
    assert instance.claim()
    with qtbot.waitSignal(instance.lost, timeout=LIMIT):
        keyed.point("two")
    instance.close()
    assert still_answers(qtbot, there)
    other.close()


@pytest.mark.complains("what others find deskbreak by was removed")
def test_a_home_that_goes_and_comes_back_as_a_link_is_followed(qtbot: QtBot, keyed: Keyed, desk: Desk) -> None:
    """Taken into another folder, a link left in its place: for a moment there is none."""
    keyed.home.mkdir()
    instance = keyed.instance()
    lost = hold(instance, desk)
    with qtbot.waitSignal(instance._watch.taken, timeout=LIMIT):
        keyed.home.rename(keyed.home.with_name("taken in"))
    assert stands_alone(qtbot, instance, keyed.where())
    assert stands_alone(qtbot, instance, keyed.point("taken in"))
    assert not lost
    instance.close()


@pytest.mark.complains("what others find deskbreak by was removed")
def test_what_goes_before_it_is_watched_is_made_again(
    qtbot: QtBot, runtime: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([1, 2])
    watch = FolderWatch.watch

    def late(self: FolderWatch, folder: Path, ways: Sequence[Path]) -> None:
        if next(times, None):
            put_aside(folder)
            private_folder(folder)
        watch(self, folder, ways)

    monkeypatch.setattr(FolderWatch, "watch", late)
    instance = Instance(runtime)
    lost = hold(instance, desk)
    assert stands_alone(qtbot, instance, runtime)
    assert not lost
    instance.close()


@pytest.mark.complains("what others find deskbreak by was removed")
def test_what_else_happens_on_the_way_wakes_nobody(qtbot: QtBot, keyed: Keyed, desk: Desk) -> None:
    keyed.home.mkdir()
    instance = keyed.instance()
    lost = hold(instance, desk)
    told: list[None] = []
    instance._watch.taken.connect(lambda: told.append(None))
    for folder in (keyed.home.parent, keyed.home, keyed.session):
        (folder / "a file").write_text("a")
        (folder / "a file").chmod(0o600)
        (folder / "a file").replace(folder / "another")
        (folder / "another").unlink()
        (folder / "a folder").mkdir()
        (folder / "a folder").rmdir()
    inotify = instance._watch._watches._inotify
    assert inotify is not None
    assert not inotify.read(), "what has happened is there at once"
    (keyed.where() / "notes.json").write_text("a")
    (keyed.where() / "notes.json").unlink()
    heard: list[object] = []
    instance._watch._watches.happened.connect(heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=LIMIT)
    assert not told, "another file of its folder"
    (keyed.where() / SOCKET).unlink()
    qtbot.waitUntil(lambda: bool(told), timeout=LIMIT)
    assert not lost
    instance.close()


def test_where_nobody_tells_of_a_folder_it_runs_all_the_same(
    qtbot: QtBot, runtime: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS, or where all watches are taken."""
    monkeypatch.setattr(watches, "Inotify", Mock(side_effect=OSError("no inotify here")))
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    no_socket(runtime)
    assert not Instance(runtime).claim()
    instance.close()


@pytest.mark.complains("what others find deskbreak by was removed")
def test_one_who_was_quicker_has_the_place(qtbot: QtBot, runtime: Path, desk: Desk) -> None:
    first, second = Instance(runtime), Instance(runtime)
    assert first.claim()
    first.serve(Mock(side_effect=AssertionError))
    no_lock(runtime)
    assert second.claim()
    with qtbot.waitSignal(first.lost, timeout=LIMIT):
        second.serve(desk)
    first.close()
    assert still_answers(qtbot, runtime), "it has taken neither lock nor socket along"
    assert not Instance(runtime).claim()
    second.close()


def test_each_folder_has_a_pipe_of_its_own() -> None:
    assert pipe_name(Path("/a")) != pipe_name(Path("/b"))
    assert pipe_name(Path("/a")).startswith("deskbreak-")


# -- guests who stay -------------------------------------------------------------------------------------------------


def listening(qtbot: QtBot, runtime: Path, desk: Desk, cmd: bytes = b"watch") -> tuple[socket.socket, Subscriber]:
    """A guest who has asked, and what it is told by."""
    before = len(desk.listeners)
    guest = connect(runtime)
    guest.sendall(b'{"v": 1, "cmd": "%s"}\n' % cmd)
    qtbot.waitUntil(lambda: len(desk.listeners) > before, timeout=LIMIT)
    return guest, desk.listeners[-1]


def test_an_answer_may_come_later(
    qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        instance_module, "PATIENCE_MS", 10 * LIMIT
    )  # however busy the machine, it is not the guest who is late
    guest, listener = listening(qtbot, runtime, desk, b"later")
    guest.sendall(b'{"v": 1, "cmd": "again"}\n')
    assert still_answers(qtbot, runtime)
    listener.end({"ok": True, "after": "thinking"})
    assert json.loads(meanwhile(qtbot, lambda: read_all(guest))) == {"ok": True, "after": "thinking"}
    assert [cmd for cmd, _args in desk.asked] == ["later", "status"]
    guest.close()


def test_no_guest_keeps_it(qtbot: QtBot, runtime: Path, desk: Desk) -> None:
    """Or it would be destroyed in the midst of its own guest's destructor."""
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    guest, listener = listening(qtbot, runtime, desk, b"later")
    listener.end({"ok": True})
    QCoreApplication.processEvents()  # but for what is to be deleted, which waits for an event loop
    instance.close()
    kept = weakref.ref(instance)
    del instance
    guest.close()
    assert kept() is None


def test_an_answer_that_never_comes_is_waited_for_in_vain(
    qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk
) -> None:
    guest, listener = listening(qtbot, runtime, desk, b"later")
    assert meanwhile(qtbot, lambda: read_all(guest)) == b""
    assert desk.gone == [listener]
    guest.close()


def test_who_stays_hears_every_line_for_as_long_as_it_likes(
    qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk
) -> None:
    heard: list[dict[str, Any]] = []

    def hear() -> None:
        heard.extend(follow(runtime, "watch"))

    thread = threading.Thread(target=hear)
    thread.start()
    qtbot.waitUntil(lambda: bool(desk.listeners), timeout=LIMIT)
    (listener,) = desk.listeners
    listener.say({"ok": True})
    silent, _other = listening(qtbot, runtime, desk, b"later")  # its patience is that of everybody
    assert meanwhile(qtbot, lambda: read_all(silent)) == b"", "the time in which a guest who only asks would be gone"
    assert not [one for one in desk.gone if one is listener]
    listener.say({"n": 1})
    listener.say({"n": 2, "what": "déjà vu"})
    instance.close()
    thread.join(LIMIT / 1000)
    assert heard == [{"ok": True}, {"n": 1}, {"n": 2, "what": "déjà vu"}]
    silent.close()


def flood(guest: socket.socket) -> int:
    guest.sendall(b"x" * 1_000_000)
    return 1_000_000


def test_what_who_stays_says_is_thrown_away(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    guest, listener = listening(qtbot, runtime, desk)
    listener.say({"ok": True})
    assert meanwhile(qtbot, partial(flood, guest)) == 1_000_000
    assert len(desk.asked) == 1
    assert not desk.gone
    guest.close()
    qtbot.waitUntil(lambda: desk.gone == [listener], timeout=LIMIT)
    listener.say({"n": "to nobody"})
    listener.end({"n": "to nobody"})
    assert still_answers(qtbot, runtime)


def test_who_stays_and_does_not_read_is_shown_out(qtbot: QtBot, runtime: Path, instance: Instance, desk: Desk) -> None:
    guest, listener = listening(qtbot, runtime, desk)
    said = 0
    while not desk.gone:
        listener.say({"x": "x" * 1_000})
        said += 1_000
        assert said < 100 * BACKLOG, "it grows and grows"
        QCoreApplication.processEvents()
    assert said > BACKLOG
    assert still_answers(qtbot, runtime)
    guest.close()


def test_there_is_always_room_for_those_who_only_ask(qtbot: QtBot, runtime: Path, desk: Desk) -> None:
    instance = Instance(runtime)
    assert instance.claim()
    instance.serve(desk)
    guests = []
    for _n in range(LISTENERS):
        guest, listener = listening(qtbot, runtime, desk)
        listener.say({"ok": True})
        guests.append(guest)
    one_more, listener = listening(qtbot, runtime, desk)
    listener.say({"ok": True})
    listener.say({"n": "to nobody"})
    refusal = {"ok": False, "error": "too many listen already"}
    assert json.loads(meanwhile(qtbot, lambda: read_all(one_more))) == refusal
    assert still_answers(qtbot, runtime)
    asking, listener = listening(qtbot, runtime, desk, b"later")  # whose answer only takes a moment
    listener.end({"ok": True, "after": "thinking"})
    assert json.loads(meanwhile(qtbot, lambda: read_all(asking))) == {"ok": True, "after": "thinking"}
    one_more.close()
    asking.close()
    desk.gone.clear()
    guests.pop().close()
    qtbot.waitUntil(lambda: len(desk.gone) == 1, timeout=LIMIT)
    guests.append(listening(qtbot, runtime, desk)[0])
    instance.close()
    for guest in guests:
        guest.close()


# -- the client before a strange server ------------------------------------------------------------------------------


@pytest.mark.parametrize("line", [b"", b"rubbish\n", b"[]\n", b'{"ok": tr', b"[" * 50_000 + b"\n", b"\xff\n"])
def test_a_strange_answer_is_no_answer(runtime: Path, line: bytes) -> None:
    runtime.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(runtime / SOCKET))
        server.listen()

        def serve() -> None:
            guest, _ = server.accept()
            guest.recv(1 << 16)
            guest.sendall(line)
            guest.close()

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(BadAnswer):
            ask(runtime, "status")
        thread.join()


def test_a_line_that_was_broken_off_is_not_given(runtime: Path) -> None:
    runtime.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(runtime / SOCKET))
        server.listen()

        def serve() -> None:
            guest, _ = server.accept()
            guest.recv(1 << 16)
            guest.sendall(b'{"ok": true}\n{"n": 1}\n{"n": ')
            guest.close()

        thread = threading.Thread(target=serve)
        thread.start()
        assert list(follow(runtime, "watch")) == [{"ok": True}, {"n": 1}]
        thread.join()


def test_who_does_not_answer_is_not_waited_for(runtime: Path) -> None:
    runtime.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(runtime / SOCKET))
        server.listen()
        with pytest.raises(BadAnswer, match="does not answer"):
            ask(runtime, "status", timeout=0.1)


def test_asking_needs_no_qt() -> None:
    code = "import sys, deskbreak.desktop.instance.client; print([m for m in sys.modules if 'PySide' in m])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
