"""What holds for all tests: windows are offscreen, the user's own files are safe, a busy machine is no fault."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings as hypothesis
from pytestqt.qtbot import QtBot

from tests.dates import begin_again
from tests.draws import ANEW, draws
from tests.patience import patience
from tests.quiet import quiet  # noqa: F401 - a fixture for every test

HERE = Path(__file__).parent
MEASURED = (HERE / "engine", HERE / "simulation", HERE / "coach")
"""Whose branches are counted, and by which tests: what is reached only by the way, or by chance, is not tested.

What is drawn depends on the version of Python, even where it is the same each time.
"""

# Before the first Qt object: tests/e2e gives the real app a screen of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

WINDOWED = ("qapp", "qtbot", "app")
"""Fixtures that bring Qt's application, or the whole deskbreak with its windows, shown or not."""

# A draw takes longer on a busy machine. `make test` draws the same each time, so that green is green; `make soak` anew.
hypothesis.register_profile("test", deadline=None, derandomize=True, database=None, max_examples=draws(100))
hypothesis.register_profile("soak", deadline=None, max_examples=draws(100, nightly=5_000))
hypothesis.load_profile("soak" if ANEW else "test")


DEAF_TO = [number for number in signal.Signals if number.name in ("SIGINT", "SIGHUP", "SIGQUIT", "SIGTERM")]
"""What whoever begins the tests may have told them to ignore."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-part",
        action="store_true",
        help="fail if a folder with test files has contributed no test (make test)",
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    """The process that the reports come to, its own or those of its workers, judges whether all was there."""
    if session.config.getoption("--every-part") and not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(EveryPart())


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """On the date that ``DESKBREAK_TESTS_DATE`` asks for (tests/dates.py), and with nobody deaf to a signal."""
    begin_again(config)
    # Begun by nohup, or in the background of a script, it ignores these, and so would all that the tests start. What is
    # handled here, if by doing nothing, is default in those.
    for number in DEAF_TO:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else lambda *_: None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """For ``-n auto``: as many as keep the processors busy. Tests wait for programs, those of whole desktops mostly."""
    processors = os.cpu_count() or 1
    return processors + 1 if "not e2e" in config.option.markexpr else 2 * processors


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: the collector need not look through them again and again."""
    gc.collect()
    gc.freeze()


class EveryPart:
    """``--every-part``: a part of which nothing was heard is an error, not a success."""

    def __init__(self) -> None:
        self._silent = {path.parent for path in HERE.rglob("test_*.py")}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._silent.discard(HERE.parent / Path(report.fspath).parent)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if session.exitstatus == pytest.ExitCode.OK and self._silent:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._silent:
            empty = ", ".join(sorted(str(folder.relative_to(HERE.parent)) for folder in self._silent))
            terminalreporter.write_line(f"ERROR: no test was run in {empty}", red=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Say what a test is before tests are chosen by it; then put first what waits for a whole desktop.

    It takes longest, so it must not come to its end alone; and where several run at a time, it leaves the processor to
    those who only reckon.
    """
    for item in items:
        if HERE / "e2e" in item.path.parents:
            item.add_marker(pytest.mark.e2e)
        if HERE / "soak" in item.path.parents:
            item.add_marker(pytest.mark.soak)
        if set(WINDOWED) & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.windows)
        drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if drawn or not any(folder in item.path.parents for folder in MEASURED):
            item.add_marker(pytest.mark.no_cover)
    yield
    items.sort(key=lambda item: HERE / "e2e" not in item.path.parents)


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """What a test has logged goes from a worker to the process that prints it as UTF-8; half a surrogate ended both."""
    report = yield
    return _told(report)


def _told(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_told(key): _told(item) for key, item in value.items()}
        case list() | tuple():
            return type(value)(_told(item) for item in value)
        case _:
            return value


class PatientBot(QtBot):
    """Waits for longer on a busy machine; where something must *not* come, as long as it is told to."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5_000) -> None:
        super().waitUntil(callback, timeout=round(timeout * patience()))

    def waitSignal(self, signal: Any, *, timeout: int = 5_000, raising: bool | None = None, **how: Any) -> Any:
        if raising is not False:
            timeout = round(timeout * patience())
        return super().waitSignal(signal, timeout=timeout, raising=raising, **how)


@pytest.fixture(autouse=True)
def _threads_first(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Before the environment is as it was, whoever still looks at the machine in a thread comes to an end.

    libfaketime reads the environment whenever a file is looked at, and no C library bears that beside a change of it.
    """
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if not isinstance(thread, threading._DummyThread):
            thread.join(1)


@pytest.fixture(autouse=True)
def _windows_gone() -> Iterator[None]:
    """What a test leaves to be deleted is gone before the next, which would have to lay it out anew at each change.

    Qt itself waits with that for an event loop that no test has.
    """
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with ``patience``."""
    return PatientBot(request)


@pytest.fixture
def short_folder() -> Iterator[str]:
    """A folder with a short name: that of a socket is limited to 107 bytes."""
    with TemporaryDirectory(prefix="run-") as folder:
        yield folder


@pytest.fixture
def _user() -> Iterator[Path]:
    """The user's home. Not one of ``tmp_path_factory``'s, which counts all of its folders before it makes another."""
    with TemporaryDirectory(prefix="user-") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def _own_home(short_folder: str, _user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME and the XDG folders are temporary: no test sees the user's settings, state or history."""
    monkeypatch.setenv("HOME", str(_user))
    for name, folder in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
    ):
        path = _user / folder
        path.mkdir(parents=True)
        path.chmod(0o700)
        monkeypatch.setenv(name, str(path))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_RUNTIME_DIR", short_folder)
