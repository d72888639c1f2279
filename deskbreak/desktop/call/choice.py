"""Whether the user is in a call: which answers this platform has. Microphone and camera are two questions."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

import os
from collections.abc import Callable

from deskbreak.desktop.sense import NoSense, Sense, first_sense
from deskbreak.desktop.time.clock import MachineTicks


def open_microphone(platform: str) -> Sense:
    """The microphone's answer on ``platform`` (as ``sys.platform``); where there is none, one that says why."""
    return first_sense([_microphone(platform)])


def open_camera(platform: str) -> Sense:
    """The camera's answer on ``platform`` (as ``sys.platform``); where there is none, one that says why."""
    return first_sense([_camera(platform)])


def _microphone(platform: str) -> Callable[[], Sense]:
    if platform == "win32":
        return lambda: _windows("microphone")
    if platform == "darwin":
        return _mac_microphone
    return _pulse


def _camera(platform: str) -> Callable[[], Sense]:
    if platform == "win32":
        return lambda: _windows("webcam")
    if platform == "darwin":
        return _mac_camera
    return _video_devices if platform == "linux" else _nobody


def _pulse() -> Sense:
    from deskbreak.desktop.call.pulse import PulseMicrophone

    return PulseMicrophone(os.environ)


def _video_devices() -> Sense:
    from deskbreak.desktop.call.camera import VideoDevices
    from deskbreak.desktop.call.video_devices import DeviceFolders

    return VideoDevices(DeviceFolders())


def _windows(device: str) -> Sense:
    from deskbreak.desktop.call.win32 import ConsentStore, Device, windows_build, winreg

    return ConsentStore(Device(device), winreg(), windows_build(), MachineTicks())


def _mac_microphone() -> Sense:
    from deskbreak.desktop.call.macos import Framework, MacMicrophone
    from deskbreak.desktop.macos.frameworks import framework

    return MacMicrophone(Framework("AudioObject", framework("CoreAudio")))


def _mac_camera() -> Sense:
    from deskbreak.desktop.call.macos import Framework, MacCamera
    from deskbreak.desktop.macos.frameworks import framework

    return MacCamera(Framework("CMIOObject", framework("CoreMediaIO")))


def _nobody() -> Sense:
    raise NoSense("nobody tells here who uses a camera")
