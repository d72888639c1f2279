"""Windows and macOS as far as deskbreak's wires see them: what the documentation says, written in Python."""

import ctypes
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from deskbreak.desktop.macos.notifications import DELIVER_IMMEDIATELY, POSTED, Center


class FakeWindows:
    """The libraries that ``Messages`` calls; ``send`` is Windows calling the window's procedure."""

    WINDOW, INSTANCE, POWER = 0x7_0001_2345, 0x7FF6_0000_0000, 0x5_4321_0000
    """Handles wider than 32 bits, as Windows has them."""

    def __init__(self, *, no_class: bool = False, no_window: bool = False, no_sessions: bool = False) -> None:
        self.no_class, self.no_window, self.no_sessions = no_class, no_window, no_sessions
        self.calls: list[tuple[object, ...]] = []
        self.classes: dict[str, Any] = {}
        self.kernel32 = SimpleNamespace(GetModuleHandleW=lambda _name: self.INSTANCE)
        self.user32 = SimpleNamespace(
            RegisterClassW=self._register_class,
            UnregisterClassW=lambda name, instance: self._note("UnregisterClassW", self.classes.pop(name) and instance),
            CreateWindowExW=self._create_window,
            DestroyWindow=lambda window: self._note("DestroyWindow", window),
            DefWindowProcW=lambda window, message, wparam, lparam: lparam,
            RegisterSuspendResumeNotification=lambda window, flags: self.POWER,
            UnregisterSuspendResumeNotification=lambda handle: self._note("UnregisterSuspendResume", handle),
        )
        self.wtsapi32 = SimpleNamespace(
            WTSRegisterSessionNotification=lambda window, flags: 0 if self.no_sessions else 1,
            WTSUnRegisterSessionNotification=lambda window: self._note("WTSUnRegister", window),
        )

    def _note(self, *call: object) -> int:
        self.calls.append(call)
        return 1

    def _register_class(self, reference: Any) -> int:
        if self.no_class:
            return 0
        window_class = reference._obj
        assert window_class.instance == self.INSTANCE
        self.classes[window_class.class_name] = window_class
        return 0xC001

    def _create_window(self, *words: Any) -> int | None:
        _extended, class_name, _title, style, x, y, width, height, parent, _menu, instance, _parameter = words
        assert class_name in self.classes
        assert (style, x, y, width, height) == (0, 0, 0, 0, 0), "never shown"
        assert parent is None, "broadcasts go to top-level windows only"
        assert instance == self.INSTANCE
        return None if self.no_window else self.WINDOW

    def send(self, message: int, wparam: int, lparam: int = 1 << 40) -> int:
        """Its answer, which is what the system's own procedure says."""
        (window_class,) = self.classes.values()
        answer: int = window_class.procedure(self.WINDOW, message, wparam, lparam)
        return answer


class FakeSession:
    """WTSQuerySessionInformationW: ``flags`` of the session, or ``None``: it fails."""

    def __init__(self, flags: int | None, level: int = 1, size: int = 96) -> None:
        # DWORD Level; then, at 8, ULONG SessionId; enum SessionState; LONG SessionFlags; and more that is not read.
        words = [level, 0, 3, 0, (flags or 0) & 0xFFFFFFFF, *[0] * 19]
        self._memory = (ctypes.c_uint32 * len(words))(*words)
        self._fails = flags is None
        self._size = size
        self.freed = 0

    def WTSQuerySessionInformationW(self, server: object, session: int, kind: int, info: Any, size: Any) -> int:
        assert (server, session, kind) == (None, 0xFFFFFFFF, 25)
        if self._fails:
            return 0
        info._obj.contents = ctypes.cast(self._memory, type(info._obj)).contents
        size._obj.value = self._size
        return 1

    def WTSFreeMemory(self, info: Any) -> None:
        self.freed += 1


class FakeMac:
    """The notification centres; ``post`` is macOS posting to those who observe."""

    def __init__(self) -> None:
        self._centers = {which: _Center(distributed=which is Center.DISTRIBUTED) for which in Center}

    def center(self, which: Center) -> Any:
        return self._centers[which]

    def observer(self, then: Callable[[], None]) -> Any:
        return SimpleNamespace(posted_=lambda _notification: then())

    def post(self, which: Center, name: str) -> None:
        for observer, of in list(self._centers[which].observers):
            if of == name:
                observer.posted_(None)

    @property
    def observers(self) -> int:
        return sum(len(center.observers) for center in self._centers.values())


class _Center:
    def __init__(self, *, distributed: bool) -> None:
        self.observers: list[tuple[Any, str]] = []
        if distributed:
            self.addObserver_selector_name_object_suspensionBehavior_ = self._add_distributed
        else:
            self.addObserver_selector_name_object_ = self._add

    def _add(self, observer: Any, selector: str, name: str, of: object) -> None:
        assert (selector, of) == (POSTED, None)
        self.observers.append((observer, name))

    def _add_distributed(self, observer: Any, selector: str, name: str, of: object, behaviour: int) -> None:
        assert behaviour == DELIVER_IMMEDIATELY
        self._add(observer, selector, name, of)

    def removeObserver_(self, observer: Any) -> None:
        self.observers = [(one, name) for one, name in self.observers if one is not observer]
