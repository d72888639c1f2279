"""The start: no leftover stands in its way, one that ends is waited for, and who runs already is told so."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import deskbreak.app
from deskbreak.cli import running
from deskbreak.cli.exits import NOT_RUNNING
from deskbreak.desktop.instance import client
from deskbreak.desktop.instance.address import SOCKET
from deskbreak.desktop.instance.place import LOCK, Place
from deskbreak.engine.actions import Outcome
from deskbreak.store.history.history import History
from deskbreak.store.memory import Memory, remember
from deskbreak.store.paths import Paths, find_paths
from tests.cli.conftest import Said, Say
from tests.cli.test_remote import DESKBREAK, GOOD, Answering, App, app, routine_runs
from tests.e2e.processes import wait_until

__all__ = ["app"]
pytestmark = pytest.mark.windows  # most of it starts the whole deskbreak


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths(home)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Place]:
    """The places with which deskbreak was started; it ends at once."""
    places: list[Place] = []

    def start(_paths: Paths, _speed: float, place: Place, *, welcome: bool) -> int:
        assert place.stands
        assert not welcome, "it was not asked for"
        places.append(place)
        place.leave()
        return 0

    monkeypatch.setattr(deskbreak.app, "start", start)
    return places


@pytest.fixture
def x_server() -> Iterator[str]:
    """The name of an X display that lets everybody in, and can do nothing else: nobody gets as far as to ask."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        serving = threading.Thread(target=_let_in, args=(listener,), daemon=True)
        serving.start()
        yield f"127.0.0.1:{listener.getsockname()[1] - 6000}"
        listener.shutdown(socket.SHUT_RDWR)
        serving.join(10)


def _let_in(listener: socket.socket) -> None:
    while True:
        try:
            guest, _address = listener.accept()
        except OSError:
            return
        with guest:
            guest.recv(4096)
            guest.sendall(bytes([1, 0, 11, 0, 0, 0, 8, 0]) + bytes(32))


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """What happens in each wait, one after the other; no wait takes any time."""
    happening: list[Callable[[], None]] = []
    monkeypatch.setattr(running, "sleep", lambda _seconds: happening.pop(0)() if happening else None)
    yield happening
    assert not happening


def nothing() -> None:
    """Goes on."""


def test_one_that_is_quitting_is_waited_for(
    say: Say, home: Path, paths: Paths, started: list[Place], naps: list[Callable[[], None]]
) -> None:
    other = Place(paths.runtime)
    assert other.take()
    naps += [nothing, nothing, other.leave]
    assert say("--home", home) == Said(0, "", "")
    assert len(started) == 1


def test_one_that_says_it_is_quitting_is_waited_for(
    say: Say, home: Path, paths: Paths, started: list[Place], naps: list[Callable[[], None]]
) -> None:
    answering = Answering(paths, b'{"ok": false, "error": "deskbreak is quitting"}\n', b"")
    other = Place(paths.runtime)
    assert other.take()
    naps += [nothing, other.leave]
    assert say("--home", home) == Said(0, "", "")
    answering.close()
    assert len(started) == 1


def test_one_that_comes_up_meanwhile_is_asked(
    say: Say, home: Path, paths: Paths, started: list[Place], naps: list[Callable[[], None]]
) -> None:
    other = Place(paths.runtime)
    assert other.take()
    answering: list[Answering] = []
    naps += [nothing, lambda: answering.append(Answering(paths, GOOD))]
    assert say("--home", home) == Said(0, "deskbreak is running already; its window is open now.\n", "")
    answering[0].close()
    assert not started
    other.leave()


def test_one_that_lives_and_cannot_be_reached_is_named(
    say: Say, home: Path, paths: Paths, started: list[Place], naps: list[Callable[[], None]]
) -> None:
    other = Place(paths.runtime)
    assert other.take()
    other.sign("4711\n")
    told = say("--home", home)
    assert (told.code, told.out) == (1, "")
    assert told.err == "Another deskbreak (process 4711) is there and cannot be reached. End it, and start again.\n"
    assert not started
    other.leave()
    assert say("--home", home).code == 0, "not for good"


def test_what_hangs_without_the_place_keeps_nobody_out(
    say: Say, home: Path, paths: Paths, started: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0.1)
    paths.runtime.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(paths.runtime / SOCKET))
        silent.listen()
        assert say("--home", home) == Said(0, "", "")
    assert len(started) == 1


def test_another_users_answer_is_not_believed(
    say: Say, home: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_user", lambda _connection, _platform: os.geteuid() + 4711)
    paths.runtime.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(paths.runtime / SOCKET))
        listener.listen()
        listener.settimeout(10)
        told = say("--home", home, "status")
        guest, _address = listener.accept()
        assert guest.recv(100) == b"", "it is told nothing"
        guest.close()
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"It is another user (number {os.geteuid() + 4711}) who answers in {paths.runtime};")


def test_the_kernel_says_who_listens() -> None:
    here, there = socket.socketpair(socket.AF_UNIX)
    with here, there:
        assert client._user(here, sys.platform) == os.geteuid()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user, too")
def test_the_kernel_says_when_another_listens(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as guest:
        listener.bind(str(tmp_path / "socket"))
        listening = threading.Thread(target=_listen_as, args=(listener, 4711))
        listening.start()
        listening.join(10)
        guest.connect(str(tmp_path / "socket"))
        assert client._user(guest, sys.platform) == 4711


def _listen_as(listener: socket.socket, user: int) -> None:
    """In a thread: the kernel keeps a user for each, and only this one becomes another (Python's own sets all)."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    unchanged, setresuid = -1, {"x86_64": 117, "aarch64": 147}[os.uname().machine]
    assert libc.syscall(setresuid, unchanged, user, unchanged) == 0
    listener.listen()


LEFT = {
    "empty": b"",
    "garbage": b"\x00\xff\x1b[2J",
    "a living Python": f"{os.getpid()}\npython3\n{socket.gethostname()}\n".encode(),
}


@pytest.mark.parametrize("content", LEFT.values(), ids=LEFT)
def test_a_lock_file_left_over_is_nothing(app: App, content: bytes) -> None:
    app.paths.runtime.mkdir(mode=0o700)
    (app.paths.runtime / LOCK).write_bytes(content)
    app.start()
    assert app.run("quit").code == 0
    assert app.end() == Said(0, "", "")


@pytest.mark.parametrize("session", [True, False], ids=["session", "no session"])
def test_a_home_removed_while_it_runs_lets_no_second_one_start(
    app: App, monkeypatch: pytest.MonkeyPatch, session: bool
) -> None:
    """Without the session's own folder, lock and socket go with the home: they are made anew at once."""
    if not session:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
    app.bears += [
        "what others find deskbreak by was removed",
        "No such file or directory",
    ]  # as far as its log is there
    app.start()
    lock = find_paths(app.home).runtime / LOCK
    subprocess.run(["rm", "-rf", app.home], check=False, capture_output=True)  # its last step may come too late
    wait_until(lock.exists, "the place to be there again")
    second = app.run()
    assert (second.code, second.out) == (0, "deskbreak is running already; its window is open now.\n")
    assert json.loads(app.run("status", "--json").out)["pid"] == (app.process and app.process.pid)
    assert app.run("quit").code == 0
    assert app.end().code == 0


def home_moved(app: App) -> None:
    app.home.rename(app.home.with_name("home.bak"))


def state_moved(app: App) -> None:
    app.paths.state.rename(app.home / "old")


def session_moved(_app: App) -> None:
    session = Path(os.environ["XDG_RUNTIME_DIR"])
    session.rename(session.with_name("session.bak"))
    with suppress(FileExistsError):  # the app was quicker
        session.mkdir(0o700)


def home_pointed_elsewhere(app: App) -> None:
    new = app.home.with_name("new")
    new.symlink_to("two")
    new.replace(app.home)


@pytest.mark.skipif(sys.platform != "linux", reason="only there it is told")
@pytest.mark.parametrize(
    ("session", "move"),
    [
        (False, home_moved),
        (False, state_moved),
        (False, home_pointed_elsewhere),
        (True, home_moved),
        (True, state_moved),
        (True, home_pointed_elsewhere),
        (True, session_moved),
    ],
    ids=lambda one: getattr(one, "__name__", "session" if one else "no session"),
)
def test_a_folder_moved_while_it_runs_lets_no_second_one_start(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: bool, move: Callable[[App], None]
) -> None:
    """Both would write the same files, and show everything twice."""
    (tmp_path / "session").mkdir(0o700)
    if session:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "session"))
    else:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
    app.paths = find_paths(app.home)
    if move is home_pointed_elsewhere:
        app.home.rename(tmp_path / "one")
        app.home.symlink_to("one")
        (tmp_path / "two").mkdir()
    app.bears += ["what others find deskbreak by was removed", "No such file or directory", "are not set"]
    app.start()
    first = app.process and app.process.pid
    move(app)
    place = Place(find_paths(app.home).runtime)
    wait_until(lambda: place.signed() == str(first), "the place to be there again")
    second = app.run()
    assert (second.code, second.out) == (0, "deskbreak is running already; its window is open now.\n")
    assert json.loads(app.run("status", "--json").out)["pid"] == first
    assert app.run("quit").code == 0
    assert app.end().code == 0


HANGS = """
import sys, time
from pathlib import Path
from deskbreak.app.running import Running
from deskbreak.cli import main

def hang(self):
    Path(sys.argv[2], "hung").touch()
    time.sleep(1000)

setattr(Running, sys.argv[1], hang)
sys.exit(main(["--home", sys.argv[2]]))
"""


@pytest.mark.parametrize("where", ["_take_up_the_day", "close"])
def test_one_that_hangs_is_ended_by_the_first_signal(app: App, where: str) -> None:
    """Where a file, a service or a window never answers, at any time of its life."""
    app.process = subprocess.Popen(
        [sys.executable, "-c", HANGS, where, app.home], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if where == "close":
        while app.run("status").code == NOT_RUNNING:
            assert app.process.poll() is None
    else:
        hung = app.home / "hung"
        while not hung.exists():
            assert app.process.poll() is None
    app.send(signal.SIGTERM)
    assert app.end().code == 1
    log = app.paths.log_file.read_text()
    assert "SIGTERM" in log
    assert "in hang\n" in log, "where it hung"
    app.start()
    assert app.run("quit").code == 0
    assert app.end() == Said(0, "", "")


def test_a_terminal_that_is_gone_is_in_nobodys_way(app: App) -> None:
    """What is said to it is lost (EIO), and that is all."""
    ours, theirs = os.openpty()
    app.process = subprocess.Popen(
        [*DESKBREAK, "--home", app.home, "--speed", "2"], stdin=theirs, stdout=theirs, stderr=theirs, text=True
    )
    os.close(theirs)
    while app.run("status").code == NOT_RUNNING:
        assert app.process.poll() is None
    os.close(ours)
    assert app.run("status").code == 0
    app.send(signal.SIGHUP)
    assert app.process.wait(20) == 0
    assert "Error" not in app.paths.log_file.read_text()


LATE = """
import os, sys
from deskbreak.cli import main
os.read(0, 1)
try:
    code = main()
except BaseException:
    code = 77
sys.exit(code)
"""


def test_a_command_whose_terminal_is_gone_ends_quietly(home: Path) -> None:
    ours, theirs = os.openpty()
    begin, go = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", LATE, "plan"], stdin=begin, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.close(ours)
    os.write(go, b"!")
    assert process.wait(20) == 1
    os.close(begin)
    os.close(go)


def test_a_standard_output_that_is_closed_is_no_place_for_a_file(app: App) -> None:
    """The lock would be opened as number 1, and written to by whoever prints something."""
    app.process = subprocess.Popen(
        ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *DESKBREAK, "--home", app.home], text=True
    )
    while app.run("status").code == NOT_RUNNING:
        assert app.process.poll() is None
    for descriptor in range(3):
        taken = Path(f"/proc/{app.process.pid}/fd/{descriptor}").readlink()
        # On another date libfaketime is there first, with what it shares.
        assert taken == Path(os.devnull) or taken.name.startswith("faketime_shm_")
    assert app.run("quit").code == 0
    assert app.process.wait(20) == 0


@pytest.mark.parametrize("name", [b"caf\xe9", b"\xff\xfe", "a b\n\u202e".encode()], ids=repr)
@pytest.mark.parametrize("session", [True, False], ids=["session", "no session"])
def test_a_home_of_any_name_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes, session: bool
) -> None:
    """A name is bytes, not text. Without the session's own folder, lock and socket lie in there, too."""
    home = tmp_path / os.fsdecode(name)
    if not session:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
    app = App(home)
    home.mkdir()
    app.paths.config_file.write_text("[nonsense]\n", encoding="utf-8")
    try:
        remember(app.paths.memory_file, Memory(safety_seen=True))
        app.start("--speed", "60")
        assert json.loads(app.run("status", "--json").out)["pid"] == (app.process and app.process.pid)
        assert "nonsense" in app.run("status").out
        assert app.run().out == "deskbreak is running already; its window is open now.\n"
        app.paths.config_file.write_text("", encoding="utf-8")
        wait_until(lambda: "nonsense" not in app.run("status").out, "the settings to be taken up")
        routine_runs(app)
        assert app.run("quit").code == 0
        assert app.end() == Said(0, "", "")
    finally:
        app.close()
    log = app.paths.log_file.read_text(encoding="utf-8")
    assert "nonsense" in log
    assert "Error" not in log.replace("[Errno", "")
    history = History(app.paths.history_file)
    assert [row.what for row in history.rows(0, 2**47)] == [Outcome.STOPPED]
    history.close()


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Take a library of the system away, for the programs that are started: an empty file stands before it."""
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    return lambda name: (tmp_path / name).touch()


@pytest.mark.parametrize("words", [(), ("doctor",)], ids=["run", "doctor"])
@pytest.mark.parametrize(
    ("library", "package"),
    [("libGL.so.1", "libgl1"), ("libglib-2.0.so.0", "libglib2.0-0"), ("libxcb-cursor.so.0", "libxcb-cursor0")],
)
def test_a_library_that_qt_lacks_is_a_sentence(
    app: App,
    without: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    x_server: str,
    words: tuple[str, ...],
    library: str,
    package: str,
) -> None:
    """And no abort, which is all that Qt has to say."""
    without(library)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", x_server)
    told = app.run(*words)
    assert told.code == 1
    said = told.out + told.err
    assert f"{library}" in said
    assert f"apt install {package}" in " ".join(said.split())
    assert "Traceback" not in said


def test_without_qt_it_is_a_sentence(home: Path) -> None:
    code = "import sys; sys.modules['PySide6'] = None; from deskbreak.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "--home", str(home), "doctor"]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert "pip install PySide6-Essentials" in told.stderr
