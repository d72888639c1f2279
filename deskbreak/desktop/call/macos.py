"""Whether a microphone or a camera is in use, on macOS. Written to Apple's headers, not run here.

Core Audio (AudioHardware.h, AudioHardwareBase.h) and Core Media I/O (CMIOHardwareObject.h, CMIOHardwareDevice.h) tell
of each device whether it "is running somewhere". Neither needs a permission, as nothing is recorded.
https://developer.apple.com/documentation/coreaudio/kaudiodevicepropertydeviceisrunningsomewhere
https://developer.apple.com/documentation/coremediaio/kcmiodevicepropertydeviceisrunningsomewhere
"""

import ctypes
from typing import Any, Protocol

from PySide6.QtCore import QObject

from deskbreak.desktop.call.threaded import ThreadedSense, Users
from deskbreak.desktop.program import Program

SYSTEM = 1
"""kAudioObjectSystemObject, kCMIOObjectSystemObject."""
DEVICES = "dev#"
"""kAudioHardwarePropertyDevices, kCMIOHardwarePropertyDevices."""
RUNNING = "gone"
"""kAudioDevicePropertyDeviceIsRunningSomewhere, kCMIODevicePropertyDeviceIsRunningSomewhere."""
STREAMS = "stm#"
"""kAudioDevicePropertyStreams."""
PROCESSES, LISTENS = "prs#", "piri"
"""kAudioHardwarePropertyProcessObjectList, kAudioProcessPropertyIsRunningInput: macOS 14.2 and later."""
GLOBAL, INPUT, OUTPUT = "glob", "inpt", "outp"
"""kAudioObjectPropertyScopeGlobal and so on."""


class Objects(Protocol):
    """What has properties, each object by its number."""

    def numbers(self, number: int, selector: str, scope: str = GLOBAL) -> list[int]:
        """A property that is 32-bit numbers. Raises ``OSError``."""
        ...


class _Address(ctypes.Structure):
    _fields_ = (("selector", ctypes.c_uint32), ("scope", ctypes.c_uint32), ("element", ctypes.c_uint32))


class Framework:
    """The wire: Core Audio's functions, or those of Core Media I/O, which differ in how they tell a size."""

    def __init__(self, prefix: str, library: Any) -> None:
        """``prefix``: of the functions ("AudioObject", "CMIOObject"); ``library``: the loaded framework."""
        self._by_value = prefix == "CMIOObject"
        word = ctypes.POINTER(ctypes.c_uint32)
        head = (ctypes.c_uint32, ctypes.POINTER(_Address), ctypes.c_uint32, ctypes.c_void_p)
        sizes = (ctypes.c_uint32, word) if self._by_value else (word,)
        self._get_size = getattr(library, f"{prefix}GetPropertyDataSize")
        self._get_size.argtypes, self._get_size.restype = (*head, word), ctypes.c_int32
        self._get = getattr(library, f"{prefix}GetPropertyData")
        self._get.argtypes, self._get.restype = (*head, *sizes, ctypes.c_void_p), ctypes.c_int32

    def numbers(self, number: int, selector: str, scope: str = GLOBAL) -> list[int]:
        """See ``Objects``."""
        address = ctypes.byref(_Address(_four(selector), _four(scope), 0))
        size, used = ctypes.c_uint32(0), ctypes.c_uint32(0)
        self._check(self._get_size(number, address, 0, None, ctypes.byref(size)), selector)
        if size.value == 0:
            return []
        data = (ctypes.c_uint32 * (size.value // 4))()
        if self._by_value:
            self._check(self._get(number, address, 0, None, size, ctypes.byref(used), data), selector)
        else:
            self._check(self._get(number, address, 0, None, ctypes.byref(size), data), selector)
            used = size
        return list(data)[: used.value // 4]

    @staticmethod
    def _check(status: int, selector: str) -> None:
        if status != 0:
            raise OSError(f"macOS does not tell {selector!r} (status {status})")


def microphone_in_use(objects: Objects) -> bool:
    """Whether some program listens. Raises ``OSError`` where that cannot be known.

    Before macOS 14.2 only of a device it is known that it runs: where that is a headset, it may be for what is heard.
    """
    try:
        processes = objects.numbers(SYSTEM, PROCESSES)
    except OSError:
        return _input_device_runs(objects)
    return _any(objects, processes, LISTENS)


def _input_device_runs(objects: Objects) -> bool:
    inputs = [device for device in objects.numbers(SYSTEM, DEVICES) if objects.numbers(device, STREAMS, INPUT)]
    headsets = [device for device in inputs if objects.numbers(device, STREAMS, OUTPUT)]
    if _any(objects, [device for device in inputs if device not in headsets], RUNNING):
        return True
    if _any(objects, headsets, RUNNING):
        raise OSError("a headset runs, and this macOS does not tell whether it is listened to or spoken into")
    return False


def camera_in_use(objects: Objects) -> bool:
    """Whether some program takes pictures. Raises ``OSError`` where that cannot be known."""
    return _any(objects, objects.numbers(SYSTEM, DEVICES), RUNNING)


def _any(objects: Objects, numbers: list[int], selector: str) -> bool:
    """Whether it is so for one of them; one that does not tell is no no."""
    fault: OSError | None = None
    for number in numbers:
        try:
            if any(objects.numbers(number, selector)):
                return True
        except OSError as error:
            fault = error
    if fault is not None:
        raise fault
    return False


class MacMicrophone(ThreadedSense):
    """See ``ThreadedSense``. ``objects``: Core Audio's."""

    name = "core-audio"

    def __init__(self, objects: Objects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._objects = objects

    def _users(self) -> Users:
        return (Program(),) if microphone_in_use(self._objects) else ()


class MacCamera(ThreadedSense):
    """See ``ThreadedSense``. ``objects``: Core Media I/O's."""

    name = "core-media-io"

    def __init__(self, objects: Objects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._objects = objects

    def _users(self) -> Users:
        return (Program(),) if camera_in_use(self._objects) else ()


def _four(code: str) -> int:
    return int.from_bytes(code.encode("ascii"), "big")
