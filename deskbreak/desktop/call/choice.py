"""Whether the user is in a call: which answers this platform has. Microphone and camera are two questions."""

import sys
from collections.abc import Callable

from deskbreak.desktop.sense import NoSense, Sense, first_sense


def open_microphone(platform: str = sys.platform) -> Sense:
    """The microphone's answer on ``platform`` (as ``sys.platform``); where there is none, one that says why."""
    return first_sense([_microphone(platform)])


def open_camera(platform: str = sys.platform) -> Sense:
    """The camera's answer on ``platform`` (as ``sys.platform``); where there is none, one that says why."""
    return first_sense([_camera(platform)])


def _microphone(platform: str) -> Callable[[], Sense]:
    if platform == "win32":
        from deskbreak.desktop.call.win32 import ConsentStore, Device  # noqa: PLC0415 - each platform loads its own

        return lambda: ConsentStore(Device.MICROPHONE)
    if platform == "darwin":
        from deskbreak.desktop.call.macos import MacMicrophone  # noqa: PLC0415

        return MacMicrophone
    from deskbreak.desktop.call.pulse import PulseMicrophone  # noqa: PLC0415

    return PulseMicrophone


def _camera(platform: str) -> Callable[[], Sense]:
    if platform == "win32":
        from deskbreak.desktop.call.win32 import ConsentStore, Device  # noqa: PLC0415

        return lambda: ConsentStore(Device.CAMERA)
    if platform == "darwin":
        from deskbreak.desktop.call.macos import MacCamera  # noqa: PLC0415

        return MacCamera
    if platform != "linux":
        return _nobody
    from deskbreak.desktop.call.camera import VideoDevices  # noqa: PLC0415

    return VideoDevices


def _nobody() -> Sense:
    raise NoSense("nobody tells here who uses a camera")
