"""Whether somebody keeps the display on, on macOS. Written to Apple's documentation, not run here.

``IOPMCopyAssertionsByProcess`` lists by process who holds which assertion; ``PreventUserIdleDisplaySleep`` is what
video players, presentations and calls take.
https://developer.apple.com/documentation/iokit/1557069-iopmcopyassertionsbyprocess

The dictionary is read by PyObjC, which may take any Core Foundation object by its address:
https://pyobjc.readthedocs.io/en/latest/api/module-objc.html
"""

import ctypes
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QObject

from deskbreak.desktop.inhibit.inhibitor import Inhibitor, shows
from deskbreak.desktop.sense import NoSense, Sense

KEEP_DISPLAY_ON = frozenset({"PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion"})
"""kIOPMAssertionTypePreventUserIdleDisplaySleep, kIOPMAssertionTypeNoDisplaySleep."""

Assertions = Mapping[Any, list[Mapping[str, Any]]]
"""By process."""


def copy_assertions(
    iokit: Any, foundation: Any, bridge: Callable[[int], Assertions]
) -> Callable[[], Assertions | None]:
    """The wire: a question that takes well under a millisecond; ``None``: macOS does not say.

    ``iokit``, ``foundation``: the frameworks; ``bridge``: makes a mapping of the dictionary at an address (``pyobjc``).
    """
    copy, release = iokit.IOPMCopyAssertionsByProcess, foundation.CFRelease
    copy.argtypes, copy.restype = (ctypes.POINTER(ctypes.c_void_p),), ctypes.c_int
    release.argtypes, release.restype = (ctypes.c_void_p,), None

    def ask() -> Assertions | None:
        found = ctypes.c_void_p()
        if copy(ctypes.byref(found)) != 0:
            return None
        if not found.value:
            return {}  # nobody holds any
        try:
            return bridge(found.value)
        finally:
            release(found)  # PyObjC keeps it alive as long as it needs it

    return ask


def display_keepers(assertions: Assertions) -> Iterator[Inhibitor]:
    """Who keeps the display on. Keys: kIOPMAssertionTypeKey, kIOPMAssertionLevelKey, kIOPMAssertionNameKey."""
    for held in assertions.values():
        for assertion in held:
            if assertion.get("AssertType") in KEEP_DISPLAY_ON and assertion.get("AssertLevel", 255):
                yield Inhibitor(str(assertion.get("Process Name") or ""), str(assertion.get("AssertName") or ""))


class MacDisplayAwake(Sense):
    """See ``Sense``. ``ask``: the wire (``copy_assertions``)."""

    name = "power-assertions"

    def __init__(self, ask: Callable[[], Assertions | None], parent: QObject | None = None) -> None:
        self._assertions = ask
        super().__init__(parent)

    def _ask(self) -> None:
        assertions = self._assertions()
        if assertions is None:
            self._miss("IOPMCopyAssertionsByProcess failed")
        else:
            self._see(shows(display_keepers(assertions)))


def pyobjc() -> Callable[[int], Assertions]:
    """What makes a mapping of the dictionary at an address. Raises ``NoSense`` without PyObjC."""
    try:
        import Foundation  # noqa: F401, PLC0415 - makes mappings of dictionaries
        from objc import objc_object  # noqa: PLC0415 - macOS only
    except ImportError as error:
        raise NoSense(f"PyObjC is missing: {error}") from error

    def bridge(address: int) -> Assertions:
        mapping: Assertions = objc_object(c_void_p=address)
        return mapping

    return bridge
