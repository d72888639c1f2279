"""Whether there is a display, told before Qt would abort."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.desktop.display import display_fault, x11_answers

YES: Callable[[str], bool] = lambda _display: True  # noqa: E731
NO: Callable[[str], bool] = lambda _display: False  # noqa: E731


def test_no_display_is_a_sentence() -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in display_fault({}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_one(platform: str) -> None:
    assert display_fault({}, platform) == ""


@pytest.mark.parametrize("name", ["offscreen", "minimal:enable_fonts", "vnc:port=5901"])
def test_some_platforms_of_qt_need_none(name: str) -> None:
    assert display_fault({"QT_QPA_PLATFORM": name}, "linux") == ""


def test_an_x_server_that_answers_is_enough() -> None:
    assert display_fault({"DISPLAY": ":0"}, "linux", YES) == ""
    assert display_fault({"DISPLAY": ":0", "WAYLAND_DISPLAY": "gone"}, "linux", YES) == ""


def test_one_that_does_not_is_named() -> None:
    assert "The display :5 does not answer" in display_fault({"DISPLAY": ":5"}, "linux", NO)
    both = {"DISPLAY": ":5", "WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}
    assert "wayland-9, :5" in display_fault(both, "linux", NO)


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[dict[str, str]]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "wayland-3"))
        listener.listen()
        yield {"WAYLAND_DISPLAY": "wayland-3", "XDG_RUNTIME_DIR": str(tmp_path)}


def test_a_wayland_compositor_that_lets_us_in_is_enough(compositor: dict[str, str]) -> None:
    assert display_fault(compositor, "linux", NO) == ""
    absolute = str(Path(compositor["XDG_RUNTIME_DIR"], "wayland-3"))
    assert display_fault({"WAYLAND_DISPLAY": absolute}, "linux", NO) == ""


def test_only_the_platform_that_qt_is_told_to_use_counts(compositor: dict[str, str]) -> None:
    assert display_fault({**compositor, "DISPLAY": ":5", "QT_QPA_PLATFORM": "xcb"}, "linux", NO) != ""
    assert display_fault({**compositor, "QT_QPA_PLATFORM": "xcb"}, "linux", YES) != ""
    assert display_fault({**compositor, "QT_QPA_PLATFORM": "wayland-egl;xcb"}, "linux", NO) == ""
    assert display_fault({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, "linux", YES) != ""


def test_nobody_answers_at_a_display_that_is_not_there() -> None:
    assert not x11_answers(":7654")
    assert not x11_answers("nonsense")


def test_a_server_that_refuses_us_is_no_display() -> None:
    """Another user's screen: its socket lets everybody in, and the server then says no. Qt would abort."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        answered = []

        def answer(allowed: bool) -> None:
            guest, _address = listener.accept()
            with guest:
                guest.recv(4096)
                words = bytes(32) if allowed else b"No protocol specified\n\0\0"
                guest.sendall(bytes([allowed, 0 if allowed else 22, 11, 0, 0, 0, len(words) // 4, 0]) + words)
                answered.append(allowed)

        for allowed in (False, True):
            answering = threading.Thread(target=answer, args=(allowed,))
            answering.start()
            assert x11_answers(f"127.0.0.1:{listener.getsockname()[1] - 6000}") is allowed
            answering.join(5)
        assert answered == [False, True]


def test_asking_leaves_nothing_open() -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    for _time in range(5):
        x11_answers(":7654")
    assert sorted(Path("/proc/self/fd").iterdir()) == before
