"""Who holds a camera: by a /dev and a /proc of the test's own, and by real programs and real inotify."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from deskbreak.desktop.call.camera import VideoDevices
from deskbreak.desktop.call.inotify import IN_OPEN, Inotify
from deskbreak.desktop.call.video_devices import DeviceFolders, cameras, holders
from deskbreak.desktop.program import Ignored, Program, names_of
from deskbreak.desktop.sense import NoSense
from tests.desktop.contract import ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and /proc are Linux's")


@pytest.fixture
def machine(tmp_path: Path) -> DeviceFolders:
    """Without cameras, without programs."""
    machine = DeviceFolders(tmp_path / "dev", tmp_path / "proc", tmp_path / "udev", tmp_path / "flatpak-info")
    for folder in (machine.dev, machine.proc, machine.udev):
        folder.mkdir()
    return machine


@pytest.fixture
def real(machine: DeviceFolders) -> DeviceFolders:
    """The programs that really run, and a /dev of the test's own."""
    return replace(machine, proc=Path("/proc"))


def fifo(machine: DeviceFolders, name: str = "video0") -> Path:
    """Something that can be opened and closed as a device can."""
    path = machine.dev / name
    os.mkfifo(path)
    return path


def device(machine: DeviceFolders, name: str = "video0") -> Path:
    """A real device node, the same as /dev/null."""
    path = machine.dev / name
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, Path("/dev/null").stat().st_rdev)
        path.write_bytes(b"")
    except PermissionError:
        pytest.skip("only root may make a device node")
    return path


def program(machine: DeviceFolders, pid: int, name: str, *held: str | Path, maps: str = "") -> None:
    """A process in the /proc of the test's own."""
    folder = machine.proc / str(pid)
    (folder / "fd").mkdir(parents=True)
    (folder / "comm").write_text(f"{name}\n")
    (folder / "maps").write_text(maps)
    for number, path in enumerate(("/dev/null", "socket:[77]", *held)):
        (folder / "fd" / str(number)).symlink_to(path)


@contextmanager
def holding(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A real program that holds ``path`` open until it is over."""
    descriptor = os.open(path, os.O_RDWR)
    with subprocess.Popen(["sleep", "600"], stdin=descriptor) as process:
        os.close(descriptor)
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def sense(qtbot: QtBot) -> Iterator[Callable[[DeviceFolders], VideoDevices]]:
    """Makes a sense that has had its first look, and closes it afterwards."""
    made = []

    def make(machine: DeviceFolders) -> VideoDevices:
        sense = VideoDevices(machine)
        made.append(sense)
        qtbot.waitUntil(lambda: sense.fault != "not asked yet")
        return sense

    yield make
    for each in made:
        each.close()
    qtbot.waitUntil(lambda: not any(thread.name == "v4l2" for thread in threading.enumerate()))


# The rules.


def test_a_codec_and_a_second_node_are_no_cameras(machine: DeviceFolders) -> None:
    """A number file's device number is 0:0 in this /dev, so each gets its turn."""
    for name in ("video0", "video12", "video-capture", "vcs", "v4l-subdev0"):
        (machine.dev / name).touch()
    known = machine.udev / "c0:0"
    assert [path.name for path in cameras(machine)] == ["video0", "video12"], "what udev does not know may be one"
    known.write_text("S:v4l/by-id/usb-cam\nE:ID_V4L_VERSION=2\nE:ID_V4L_CAPABILITIES=:capture:\n")
    assert len(cameras(machine)) == 2
    for other in (":", ":video_output:", ":radio:"):
        known.write_text(f"E:ID_V4L_PRODUCT=bcm2835-codec-decode\nE:ID_V4L_CAPABILITIES={other}\n")
        assert cameras(machine) == ()
    known.write_text("E:ID_V4L_VERSION=2\n")
    assert len(cameras(machine)) == 2
    known.write_bytes(b"\xff\xfe nonsense")
    assert len(cameras(machine)) == 2


def test_who_holds_a_camera(machine: DeviceFolders) -> None:
    camera = machine.dev / "video0"
    program(machine, 2, "bash")
    program(machine, 100, "firefox", camera)
    program(machine, 20, "zoom", camera, camera)
    program(machine, 101, "firefox", camera)
    program(machine, os.getpid(), "deskbreak", camera)
    (machine.proc / "self").mkdir()
    assert names_of(holders(machine, [camera])) == "zoom, firefox"
    assert holders(machine, [machine.dev / "video1"]) == ()


def test_pipewire_counts_unless_it_holds_them_all_day(machine: DeviceFolders) -> None:
    camera = machine.dev / "video0"
    program(machine, 9, "wireplumber", camera, maps="7f00-7f01 r-xp 0 08:01 5 /usr/lib/libcamera.so.0.5\n")
    program(machine, 10, "pipewire", camera, maps="7f00-7f01 r-xp 0 08:01 5 /usr/lib/spa-0.2/v4l2/libspa-v4l2.so\n")
    assert holders(machine, [camera]) == (Program(),), "who takes pictures through it is not known"
    (machine.proc / "10" / "maps").write_text(
        "7f00-7f01 r-xp 0 08:01 5 /usr/lib/spa-0.2/libcamera/libspa-libcamera.so\n"
    )
    assert holders(machine, [camera]) == ()
    program(machine, 11, "cheese", camera, maps="7f00-7f01 r-xp 0 08:01 5 /usr/lib/libcamera.so.0.5\n")
    assert names_of(holders(machine, [camera])) == "cheese", "whoever else has libcamera takes pictures"


def test_a_program_that_goes_or_hides_is_no_fault(machine: DeviceFolders) -> None:
    camera = machine.dev / "video0"
    (machine.proc / "5").mkdir()
    program(machine, 6, "zoom", camera)
    (machine.proc / "6" / "comm").unlink()
    (machine.proc / "7").mkdir()
    (machine.proc / "7" / "fd").write_text("no folder")
    assert holders(machine, [camera]) == (Program(),)


# The sense.


def test_no_camera_is_a_no(machine: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]) -> None:
    none = sense(machine)
    assert (none.value, none.fault, none.tells) == (False, "", True)


@pytest.mark.parametrize("kind", [fifo, device])
def test_a_program_opens_a_camera_and_closes_it(
    qtbot: QtBot,
    real: DeviceFolders,
    sense: Callable[[DeviceFolders], VideoDevices],
    kind: Callable[[DeviceFolders], Path],
) -> None:
    camera = kind(real)
    seen = sense(real)
    assert (seen.value, seen.tells) == (False, True)
    with holding(camera):
        qtbot.waitUntil(lambda: seen.value is True)
        qtbot.waitUntil(lambda: seen.detail == "sleep")
    qtbot.waitUntil(lambda: seen.value is False)
    assert seen.detail == ""


def test_a_program_that_is_ignored_may_hold_it(
    real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices], qtbot: QtBot
) -> None:
    """H7: taken up while it holds it; by the name that is shown."""
    with holding(fifo(real)):
        seen = sense(real)
        assert (seen.value, seen.detail) == (True, "sleep")
        seen.ignore(Ignored.of(["SLEEP"]))
        qtbot.waitUntil(lambda: seen.value is False)
        assert seen.left_out == "sleep"
        seen.ignore(Ignored())
        qtbot.waitUntil(lambda: seen.value is True)


def test_a_camera_in_use_already_is_seen(real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]) -> None:
    with holding(fifo(real)):
        assert sense(real).value is True


def test_of_two_programs_one_ends(
    qtbot: QtBot, real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]
) -> None:
    camera = fifo(real)
    with holding(camera):
        with holding(camera):
            seen = sense(real)
            assert seen.value is True
        with qtbot.waitSignal(seen.answered):
            pass
        assert seen.value is True
    qtbot.waitUntil(lambda: seen.value is False)


def test_a_camera_is_plugged_in_out_and_in_again(
    qtbot: QtBot, real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]
) -> None:
    seen = sense(real)
    for name in ("video0", "video2", "video0"):
        with qtbot.waitSignal(seen.answered):
            camera = fifo(real, name)
        with holding(camera):
            qtbot.waitUntil(lambda: seen.value is True)
            camera.unlink()
            qtbot.waitUntil(lambda: seen.value is False)  # what is held is no device any more
            assert seen.tells


def test_what_else_happens_in_dev_has_nobody_look(
    qtbot: QtBot,
    machine: DeviceFolders,
    sense: Callable[[DeviceFolders], VideoDevices],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[VideoDevices] = []
    look = VideoDevices._ask

    def counted(seen: VideoDevices) -> None:
        looks.append(seen)
        look(seen)

    monkeypatch.setattr(VideoDevices, "_ask", counted)
    seen = sense(machine)
    (machine.dev / "ttyUSB0").touch()
    (machine.dev / "ttyUSB0").chmod(0o600)
    (machine.dev / "ttyUSB0").unlink()
    QCoreApplication.processEvents()
    assert len(looks) == 1, "the first, at its beginning"
    with qtbot.waitSignal(seen.answered):
        fifo(machine)
    assert len(looks) == 2


def test_it_is_never_opened(real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]) -> None:
    camera = fifo(real)
    with_eyes = Inotify()
    with_eyes.watch(camera, IN_OPEN)
    seen = sense(real)
    assert seen.value is False
    assert with_eyes.read() == []
    os.close(os.open(camera, os.O_RDWR))
    assert [what.mask for what in with_eyes.read()] == [IN_OPEN], "and this would have been seen"
    with_eyes.close()


def test_where_the_kernel_may_not_tell_it_is_asked(
    qtbot: QtBot, real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_inotify: Inotify, path: Path, _mask: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Inotify, "watch", refuse)
        camera = fifo(real)
        seen = sense(real)
    assert (seen.value, seen.tells) == (False, False)
    with holding(camera):
        for _ in range(2):
            assert ask(qtbot, seen) is True


def test_a_camera_that_is_ours_a_moment_later_tells_then(
    qtbot: QtBot, real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """udev makes the node first, and gives it to who sits there afterwards."""
    watch = Inotify.watch

    def refuse(inotify: Inotify, path: Path, mask: int) -> int:
        if path.name == "video0" and path.stat().st_mode & 0o777 == 0:
            raise PermissionError(13, "Permission denied", str(path))
        return watch(inotify, path, mask)

    monkeypatch.setattr(Inotify, "watch", refuse)
    seen = sense(real)
    camera = fifo(real)
    camera.chmod(0)
    qtbot.waitUntil(lambda: not seen.tells)
    camera.chmod(0o600)
    qtbot.waitUntil(lambda: seen.tells)
    with holding(camera):
        qtbot.waitUntil(lambda: seen.value is True)


def test_what_cannot_be_read_is_unknown_and_not_a_no(
    qtbot: QtBot, machine: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]
) -> None:
    fifo(machine)
    seen = sense(machine)
    assert seen.value is False
    machine.proc.rmdir()
    os.close(os.open(machine.dev / "video0", os.O_RDWR))
    qtbot.waitUntil(lambda: seen.value is None)
    assert "proc" in seen.fault
    machine.proc.mkdir()
    with qtbot.waitSignal(seen.answered):
        seen.ask()
    assert seen.value is False


def test_where_nobody_can_be_seen_it_says_so(machine: DeviceFolders) -> None:
    machine.sandbox.touch()
    with pytest.raises(NoSense, match="Flatpak"):
        VideoDevices(machine)
    with pytest.raises(NoSense, match="elsewhere"):
        VideoDevices(replace(machine, proc=Path("elsewhere"), sandbox=Path("nowhere")))


def test_after_close_nothing_is_told(
    qtbot: QtBot, real: DeviceFolders, sense: Callable[[DeviceFolders], VideoDevices]
) -> None:
    camera = fifo(real)
    seen = sense(real)
    seen.tells = False  # so that it looks when asked
    with qtbot.assertNotEmitted(seen.answered), holding(camera):
        seen.ask()
        seen.close()
        for thread in threading.enumerate():
            if thread.name == "v4l2":
                thread.join(5)
        QCoreApplication.processEvents()
