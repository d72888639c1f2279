"""The settings that an X11 desktop shares with all programs: theme and font, told when they change.

https://specifications.freedesktop.org/xsettings-spec/latest/: whoever owns the selection _XSETTINGS_S0 (of screen 0)
has a window with the property _XSETTINGS_SETTINGS, and says to the root window that it has come (MANAGER).
"""

import logging
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from Xlib import X, error
from Xlib.protocol import event, request

from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.x11 import FAULTS, X11Connection, open_wire

log = logging.getLogger(__name__)

LARGEST = 256 * 1024
"""Bytes of a property that are read; a desktop's has some kB."""
MOST = 4096
"""Settings that are read."""
INTEGER, TEXT, COLOUR = 0, 1, 2
FIRST_RETRY_MS, LAST_RETRY_MS = 1_000, 600_000


class XSettings(QObject):
    """Listens on a connection of its own, which is silent while nothing changes. GUI thread only.

    A server that does not answer, or not in time, is looked for again, at longer and longer intervals; what was known
    stands meanwhile.
    """

    changed = Signal()
    """``known`` is other now."""

    def __init__(self, display: str | None, parent: QObject | None = None) -> None:
        """``display``: its name; ``None``: there is none."""
        super().__init__(parent)
        self.known: Mapping[str, object] = {}
        """By name: a whole number or a text; colours are left out."""
        self._display = display
        self._owner = 0
        self._wire: X11Connection | None = None
        self._notifier: QSocketNotifier | None = None
        self._again = QTimer(self, singleShot=True, interval=0)  # what came along with an answer
        self._again.timeout.connect(self._on_readable)
        self._pause_ms = FIRST_RETRY_MS
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._connect)
        self._connect()

    def close(self) -> None:
        """Hear nothing any more."""
        self._retry.stop()
        self._hang_up()

    def _connect(self) -> None:
        try:
            wire = self._wire = open_wire(self._display)
            wire.set_error_handler(lambda *_fault: 1)  # a window that has just gone: its end is told, too
            self._notifier = QSocketNotifier(wire.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
            self._begin(wire)
        except (NoSense, *FAULTS) as fault:
            self._lose(fault)
        else:
            self._pause_ms = FIRST_RETRY_MS
            self._again.start()

    def _begin(self, wire: X11Connection) -> None:
        self._selection = wire.intern(f"_XSETTINGS_S{wire.default_screen}")
        self._property = wire.intern("_XSETTINGS_SETTINGS")
        self._manager = wire.intern("MANAGER")
        _listen(wire, wire.root, X.StructureNotifyMask)
        self._find(wire)

    def _find(self, wire: X11Connection) -> None:
        """Look for whoever has the settings now."""
        self._owner = int(request.GetSelectionOwner(display=wire, selection=self._selection).owner)
        if self._owner:
            _listen(wire, self._owner, X.StructureNotifyMask | X.PropertyChangeMask)
            self._read(wire)

    def _read(self, wire: X11Connection) -> None:
        try:
            found: Any = request.GetProperty(
                display=wire,
                delete=0,
                window=self._owner,
                property=self._property,
                type=self._property,
                long_offset=0,
                long_length=LARGEST // 4,
            )
        except error.BadWindow:  # it has just gone; the next one says so
            self._owner = 0
            return
        width, value = found.value or (0, b"")
        try:
            known = dict(settings(bytes(value))) if width == 8 else {}
        except (ValueError, struct.error) as fault:
            log.info("the X settings are not understood: %s", fault)
            return
        if known != self.known:
            self.known = known
            self.changed.emit()

    def _on_readable(self) -> None:
        wire = self._wire
        if wire is None:
            return
        try:
            wire.pending_events()
            events, wire.event_queue[:] = list(wire.event_queue), []
            for told in events:
                self._take(wire, told)
            if wire.event_queue:
                self._again.start()
        except FAULTS as fault:
            self._lose(fault)

    def _take(self, wire: X11Connection, told: Any) -> None:
        match told:
            case event.PropertyNotify() if told.atom == self._property and told.window == self._owner:
                self._read(wire)
            case event.DestroyNotify() if told.window == self._owner:
                self._owner = 0
            case event.ClientMessage() if told.client_type == self._manager and self._selection in told.data[1]:
                self._find(wire)

    def _lose(self, fault: Exception) -> None:
        log.info("no X settings for now: %s", fault)
        self._hang_up()
        self._retry.start(self._pause_ms)
        self._pause_ms = min(2 * self._pause_ms, LAST_RETRY_MS)

    def _hang_up(self) -> None:
        wire, self._wire = self._wire, None
        self._again.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if wire is not None:
            wire.hang_up()


def settings(raw: bytes) -> Iterator[tuple[str, object]]:
    """The names and values in a property. Raises ``ValueError`` or ``struct.error`` for what is none."""
    if len(raw) < 12 or raw[0] not in (0, 1):
        raise ValueError("no settings")
    order = "<" if raw[0] == 0 else ">"
    (count,) = struct.unpack_from(f"{order}I", raw, 8)
    if count > MOST:
        raise ValueError(f"{count} settings")
    at = 12
    for _number in range(count):
        kind, length = struct.unpack_from(f"{order}BxH", raw, at)
        name = _cut(raw, at + 4, length).decode("ascii", "replace")
        at += 4 + _padded(length) + 4  # the serial of its last change
        if kind == INTEGER:
            yield name, struct.unpack_from(f"{order}i", raw, at)[0]
            at += 4
        elif kind == TEXT:
            (length,) = struct.unpack_from(f"{order}I", raw, at)
            yield name, _cut(raw, at + 4, length).decode("utf-8", "replace")
            at += 4 + _padded(length)
        elif kind == COLOUR:
            at += 8
        else:
            raise ValueError(f"a setting of kind {kind}")


def _cut(raw: bytes, at: int, length: int) -> bytes:
    if at + length > len(raw):
        raise ValueError("it is cut off")
    return raw[at : at + length]


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4


def _listen(wire: X11Connection, window: int, mask: int) -> None:
    request.ChangeWindowAttributes(display=wire, window=window, attrs={"event_mask": mask})
