"""The notification centres of macOS, by PyObjC. Written to Apple's documentation, not run here.

https://developer.apple.com/documentation/foundation/nsdistributednotificationcenter
https://pyobjc.readthedocs.io/en/latest/core/intro.html

Posted in the main thread, whose run loop is Qt's event loop there.
"""

import functools
from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

from deskbreak.desktop.sense import NoSense

POSTED = "posted:"
"""The observers' method."""
DELIVER_IMMEDIATELY = 4
"""NSNotificationSuspensionBehaviorDeliverImmediately: else a program without a window in front hears nothing."""


class Center(Enum):
    """Who tells."""

    WORKSPACE = "workspace"
    """Sleep: https://developer.apple.com/documentation/appkit/nsworkspace/notificationcenter"""
    DISTRIBUTED = "distributed"
    """All programs' notifications, the screen's lock among them."""
    DEFAULT = "default"
    """This program's own; the system's clock and zone are told there."""


class Cocoa(Protocol):
    """The way to macOS."""

    def center(self, which: Center) -> Any:
        """An NSNotificationCenter."""
        ...

    def observer(self, then: Callable[[], None]) -> Any:
        """An object of Objective-C with the method ``POSTED``, which calls ``then``."""
        ...


class PyObjC:
    """See ``Cocoa``. Raises ``NoSense`` elsewhere."""

    def __init__(self) -> None:
        try:
            import AppKit  # noqa: PLC0415 - macOS only
            import Foundation  # noqa: PLC0415 - macOS only
        except ImportError as error:
            raise NoSense(f"PyObjC is not there: {error}") from error
        self._centers = {
            Center.WORKSPACE: AppKit.NSWorkspace.sharedWorkspace().notificationCenter(),
            Center.DISTRIBUTED: Foundation.NSDistributedNotificationCenter.defaultCenter(),
            Center.DEFAULT: Foundation.NSNotificationCenter.defaultCenter(),
        }

    def center(self, which: Center) -> Any:
        """See ``Cocoa``."""
        return self._centers[which]

    def observer(self, then: Callable[[], None]) -> Any:
        """See ``Cocoa``."""
        observer = _observer_class().alloc().init()
        observer.then = then
        return observer


@functools.cache
def _observer_class() -> Any:
    """Made once: Objective-C has one class of a name."""
    import Foundation  # noqa: PLC0415 - macOS only

    class DeskbreakObserver(Foundation.NSObject):  # type: ignore[misc] # of type Any, as all of PyObjC
        def posted_(self, _notification: object) -> None:
            self.then()

    return DeskbreakObserver


class Notifications:
    """Observes by name, from ``observe`` to ``close``. GUI thread only. ``wire``: ``PyObjC()``."""

    def __init__(self, wire: Cocoa) -> None:
        self._wire = wire
        self._observing: list[tuple[Any, Any]] = []

    def observe(self, which: Center, name: str, then: Callable[[], None]) -> None:
        """Call ``then`` at each notification of that name; who posts it here waits until ``then`` has returned."""
        center, observer = self._wire.center(which), self._wire.observer(then)
        if which is Center.DISTRIBUTED:
            center.addObserver_selector_name_object_suspensionBehavior_(
                observer, POSTED, name, None, DELIVER_IMMEDIATELY
            )
        else:
            center.addObserver_selector_name_object_(observer, POSTED, name, None)
        self._observing.append((center, observer))

    def close(self) -> None:
        """Observe nothing any more."""
        while self._observing:
            center, observer = self._observing.pop()
            center.removeObserver_(observer)
