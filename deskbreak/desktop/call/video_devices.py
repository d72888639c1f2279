"""Which programs hold a camera open: read from /dev and /proc. No device is ever opened."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.program import Program

NODE = re.compile(r"video\d+")
MEDIA_DAEMONS = frozenset({"pipewire", "wireplumber"})


@dataclass(frozen=True)
class DeviceFolders:
    """Where Linux tells of devices and of programs."""

    dev: Path = Path("/dev")
    proc: Path = Path("/proc")
    udev: Path = Path("/run/udev/data")
    sandbox: Path = Path("/.flatpak-info")
    """There only inside of a Flatpak, where the programs of others are not to be seen in /proc."""


def cameras(machine: DeviceFolders) -> tuple[Path, ...]:
    """The video devices that can take pictures. Raises ``OSError`` where there is no ``dev`` to read.

    Video codecs, and the second node of each webcam, are video devices too. udev has asked each for what it can do
    (its v4l_id: https://github.com/systemd/systemd/blob/main/src/udev/v4l_id/v4l_id.c) and keeps the answer for
    everybody to read; without one the device counts.
    """
    nodes = sorted(entry.name for entry in os.scandir(machine.dev) if NODE.fullmatch(entry.name))
    return tuple(machine.dev / name for name in nodes if _takes_pictures(machine, machine.dev / name))


def _takes_pictures(machine: DeviceFolders, node: Path) -> bool:
    try:
        number = node.stat().st_rdev
        known = (machine.udev / f"c{os.major(number)}:{os.minor(number)}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    said = re.search(r"^E:ID_V4L_CAPABILITIES=(.*)$", known, re.MULTILINE)
    return said is None or ":capture:" in said[1]


def holders(machine: DeviceFolders, devices: Iterable[Path]) -> tuple[Program, ...]:
    """The user's programs that hold one of ``devices`` open, each once. Takes some milliseconds.

    The programs of other users, and the few that hide from their own, are not to be seen. Raises ``OSError`` where
    there is no ``proc`` to read.

    PipeWire has a camera open while some program takes pictures through it (spa_v4l2_close in its
    spa/plugins/v4l2/v4l2-utils.c), and counts without a name, as that program is not to be seen. With libcamera it
    holds all cameras from its start to its end, which says nothing, so it does not count:
    https://github.com/W-Floyd/ha-mqtt-iot/issues/44.
    """
    wanted = {str(device) for device in devices}
    found: dict[Program, None] = {}
    for process in sorted((entry.name for entry in os.scandir(machine.proc) if entry.name.isdigit()), key=int):
        if int(process) != os.getpid() and _holds(machine.proc / process, wanted):
            name = _read(machine.proc / process / "comm").strip()
            if name not in MEDIA_DAEMONS:
                found[Program.of_process(machine.proc / process)] = None
            elif "libcamera" not in _read(machine.proc / process / "maps"):
                found[Program()] = None
    return tuple(found)


def _holds(process: Path, wanted: set[str]) -> bool:
    try:
        descriptors = os.scandir(process / "fd")
    except OSError:  # another user's, or gone
        return False
    with descriptors:
        for descriptor in descriptors:
            try:
                if os.readlink(descriptor.path) in wanted:  # noqa: PTH115 - thousands of them: without a Path for each
                    return True
            except OSError:  # closed meanwhile
                continue
    return False


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
