"""What holds for all tests: windows are offscreen, the user's own files are safe, end to end comes last."""

import os
import signal
from pathlib import Path

import hypothesis
import pytest

from tests.dates import begin_again
from tests.quiet import quiet  # noqa: F401 - a fixture for every test

HERE = Path(__file__).parent

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")

# Before the first Qt object: tests/e2e gives the real app a screen of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-part",
        action="store_true",
        help="fail if a folder with test files has contributed no test (make test)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """On the date that ``DESKBREAK_TESTS_DATE`` asks for (tests/dates.py), and with a Ctrl-C that is heard."""
    begin_again(config)
    # Begun in the background of a script, it is deaf to Ctrl-C, and so would be all that the tests start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow part last: a fault in the logic is better seen there."""
    items.sort(key=lambda item: HERE / "e2e" in item.path.parents)


def pytest_collection_finish(session: pytest.Session) -> None:
    """With ``--every-part``: a part in which nothing was collected is an error, not a success."""
    if not session.config.getoption("--every-part"):
        return
    there = {path.parent for path in HERE.rglob("test_*.py")}
    collected = {item.path.parent for item in session.items}
    if empty := sorted(str(folder.relative_to(HERE.parent)) for folder in there - collected):
        raise pytest.UsageError(f"no test was collected in {', '.join(empty)}")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME and the XDG folders are temporary: no test sees the user's settings, state or history."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_RUNTIME_DIR", "runtime"),
    ):
        path = home / folder
        path.mkdir(parents=True)
        path.chmod(0o700)
        monkeypatch.setenv(name, str(path))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
