"""Fixtures of the end to end tests. ``make test`` installs what they need; without it they are skipped, and say so."""

from collections.abc import Iterator

import pytest

from tests.e2e.desktop import Desktop, missing_tools
from tests.e2e.fakes import FakeNotifications, FakeWatcher


@pytest.fixture
def needs_tools(request: pytest.FixtureRequest) -> None:
    """Everything that a desktop takes is installed; without it a test is skipped."""
    if missing := missing_tools():
        message = f"not installed: {', '.join(missing)} (packaging/debian-packages.toml)"
        if request.config.getoption("--every-part"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def desktop(needs_tools: None) -> Iterator[Desktop]:
    """A bus, a screen and a window manager; neither tray nor notification daemon yet."""
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def watcher(desktop: Desktop) -> Iterator[FakeWatcher]:
    """A tray that is nothing but its D-Bus name."""
    with FakeWatcher(desktop.address) as watcher:
        yield watcher


@pytest.fixture
def daemon(desktop: Desktop) -> Iterator[FakeNotifications]:
    """A notification daemon with action buttons that the test presses."""
    with FakeNotifications(desktop.address) as daemon:
        yield daemon
