"""The X Synchronization extension, as much of it as tells of input; python-xlib 0.33 has none of it.

https://www.x.org/releases/X11R7.7/doc/xextproto/sync.html
"""

import sys
from enum import IntEnum

from Xlib.protocol import rq

from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.x11 import X11Connection

NAME = "SYNC"
IDLETIME = b"IDLETIME"
"""The system counter of the ms since the last input of any device (X server, Xext/sync.c)."""
ALARM_NOTIFY = 1
COUNTER_HEAD = 14
"""A SYSTEMCOUNTER: its id (4 bytes), resolution (8), length of the name (2), the name, padding to a multiple of 4."""


class Waits(IntEnum):
    """What an alarm waits for. A comparison is true at once where a transition would have been missed, and is told
    once: with a delta of 0 the alarm is inactive then."""

    AT_LEAST = 2
    AT_MOST = 3


class _Initialize(rq.ReplyRequest):  # type: ignore[misc]
    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card8("major"), rq.Card8("minor"), rq.Pad(2)
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("major"),
        rq.Card8("minor"),
        rq.Pad(22),
    )


class _ListSystemCounters(rq.ReplyRequest):  # type: ignore[misc]
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(1), rq.RequestLength())
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("count"),
        rq.Pad(20),
        rq.Binary("counters", pad=0),
    )


class _QueryCounter(rq.ReplyRequest):  # type: ignore[misc]
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(5), rq.RequestLength(), rq.Card32("counter"))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Pad(16),
    )


def _alarm_request(opcode: int) -> rq.Struct:
    """CreateAlarm and ChangeAlarm with all their attributes, in the order of the bits of the mask."""
    return rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(opcode),
        rq.RequestLength(),
        rq.Card32("alarm"),
        rq.Card32("mask", default=0x3F),
        rq.Card32("counter"),
        rq.Card32("value_type", default=0),  # absolute
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Card32("test"),
        rq.Int32("delta_high", default=0),
        rq.Card32("delta_low", default=0),
        rq.Card32("events", default=1),
    )


class _CreateAlarm(rq.Request):  # type: ignore[misc]
    _request = _alarm_request(8)


class _ChangeAlarm(rq.Request):  # type: ignore[misc]
    _request = _alarm_request(9)


class AlarmNotify(rq.Event):  # type: ignore[misc]
    """An alarm was triggered: ``alarm`` is its id."""

    _code = None
    _fields = rq.Struct(
        rq.Card8("type"),
        rq.Card8("kind"),
        rq.Card16("sequence_number"),
        rq.Card32("alarm"),
        rq.Int32("counter_high"),
        rq.Card32("counter_low"),
        rq.Int32("value_high"),
        rq.Card32("value_low"),
        rq.Card32("timestamp"),
        rq.Card8("state"),
        rq.Pad(3),
    )


class IdleCounter:
    """The server's counter of idle time, and alarms on it. Raises ``NoSense`` where it has none; else ``FAULTS``."""

    def __init__(self, wire: X11Connection) -> None:
        self._wire = wire
        extension = wire.extension(NAME)
        self._opcode: int = extension.major_opcode
        code = extension.first_event + ALARM_NOTIFY
        wire.event_classes = {**wire.event_classes, code: AlarmNotify}
        _Initialize(display=wire, opcode=self._opcode, major=3, minor=0)
        listed = _ListSystemCounters(display=wire, opcode=self._opcode)
        self._counter = _find(bytes(listed.counters), listed.count)

    def query(self) -> int:
        """Ms since the last input."""
        answer = _QueryCounter(display=self._wire, opcode=self._opcode, counter=self._counter)
        idle: int = (answer.high << 32) + answer.low
        return idle

    def create_alarm(self, test: Waits, ms: int) -> int:
        """A new alarm; its id."""
        alarm: int = self._wire.allocate_resource_id()
        self._send(_CreateAlarm, alarm, test, ms)
        return alarm

    def set_alarm(self, alarm: int, test: Waits, ms: int) -> None:
        """Make it wait for something else, or for the same again."""
        self._send(_ChangeAlarm, alarm, test, ms)

    def _send(self, kind: type[rq.Request], alarm: int, test: Waits, ms: int) -> None:
        kind(
            display=self._wire,
            opcode=self._opcode,
            alarm=alarm,
            counter=self._counter,
            test=int(test),
            high=ms >> 32,
            low=ms & 0xFFFFFFFF,
        )


def _find(counters: bytes, count: int) -> int:
    """The id of IDLETIME in the list of system counters."""
    at = 0
    for _ in range(count):
        length = int.from_bytes(counters[at + 12 : at + 14], sys.byteorder)
        if counters[at + COUNTER_HEAD : at + COUNTER_HEAD + length] == IDLETIME:
            return int.from_bytes(counters[at : at + 4], sys.byteorder)
        at += (COUNTER_HEAD + length + 3) & ~3
    raise NoSense("the X server does not count idle time")
