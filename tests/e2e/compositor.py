"""A compositor with nothing to see: a seat, and ext-idle-notify, with somebody at the keyboard who is told what to do.

    python compositor.py VERSION SEATS

``VERSION`` of ext_idle_notifier_v1, 0 for none. Prints the path of its socket, then the kind and the timeout of each
notification that is asked for and when one is destroyed. A line on its input is one of: ``touch`` (there is input),
``inhibit`` (a film begins), ``unplug`` (the seat is gone), ``plug`` (there is another one).
"""

import os
import sys
from pathlib import Path
from typing import Any

from pywayland import lib
from pywayland.protocol.ext_idle_notify_v1 import ExtIdleNotificationV1, ExtIdleNotifierV1
from pywayland.protocol.wayland import WlSeat
from pywayland.protocol_core.message import Message
from pywayland.scanner.argument import ArgumentType
from pywayland.server.display import Display
from pywayland.server.eventloop import EventLoop


def heed(resource: Any) -> None:
    """Have its requests delivered. pywayland 0.4.19 hands its own object over in the wrong place: as ``data``, where
    libwayland's dispatcher gets ``implementation``."""
    handle = resource._handle
    lib.wl_resource_set_dispatcher(resource._ptr, lib.dispatcher_func, handle, handle, lib.resource_destroy_func)


def arguments(message: Message, values: Any) -> list[int | None]:
    """A request's arguments: numbers and new ids; objects are not needed here. pywayland reads them as a client's."""
    kinds = [argument.argument_type for argument in message.arguments]
    return [None if kind is ArgumentType.Object else values[i].u for i, kind in enumerate(kinds)]


PATCHED: Any = Message
PATCHED.c_to_arguments = arguments


def say(*words: object) -> None:
    print(*words, flush=True)


class Notification:
    """One of a client's. Counts from when it was made, and from each input on."""

    def __init__(self, resource: Any, ms: int, kind: str, compositor: "Compositor") -> None:
        self.resource = resource
        self.ms = ms
        self.kind = kind
        self.idle = False
        self._compositor = compositor
        heed(resource)
        resource.dispatcher["destroy"] = lambda it: it.destroy()
        resource.dispatcher.destructor = self._on_destroyed
        self.timer = compositor.loop.add_timer(self._on_time, None)
        self.timer.timer_update(ms)
        say(kind, ms)

    def _on_time(self, _data: object) -> int:
        if self.kind == "input" or not self._compositor.inhibited:
            self.idle = True
            self.resource.idled()
        return 0

    def touch(self) -> None:
        if self.idle:
            self.idle = False
            self.resource.resumed()
        self.timer.timer_update(self.ms)

    def _on_destroyed(self, _resource: object) -> None:
        self.timer.remove()
        self._compositor.notifications.remove(self)
        say("destroyed", self.ms)


class Compositor:
    def __init__(self, version: int, seats: int) -> None:
        self.display = Display()
        self.loop = self.display.get_event_loop()
        self.notifications: list[Notification] = []
        self.inhibited = False
        self.input = b""
        self.seats: list[Any] = [WlSeat.global_class(self.display) for _ in range(seats)]
        if version:
            notifier: Any = ExtIdleNotifierV1.global_class(self.display, version)
            self.notifier = notifier
            notifier.bind_func = self._on_bound
        self.loop.add_fd(0, self._on_line, EventLoop.FdMask.WL_EVENT_READABLE, None)
        name = self.display.add_socket()
        say(Path(os.environ["XDG_RUNTIME_DIR"], name))

    def _on_bound(self, resource: Any) -> None:
        heed(resource)
        resource.dispatcher["get_idle_notification"] = lambda of, number, ms, _seat: self._add(of, number, ms, "any")
        if resource.version > 1:
            resource.dispatcher["get_input_idle_notification"] = lambda of, number, ms, _seat: self._add(
                of, number, ms, "input"
            )

    def _add(self, of: Any, number: int, ms: int, kind: str) -> None:
        client = lib.wl_resource_get_client(of._ptr)
        resource = ExtIdleNotificationV1.resource_class(client, of.version, number)
        self.notifications.append(Notification(resource, ms, kind, self))

    def _on_line(self, fd: int, _mask: int, _data: object) -> int:
        read = os.read(fd, 1000)
        if not read:
            self.display.terminate()
        for word in read.decode().split():
            match word:
                case "touch":
                    for notification in self.notifications:
                        notification.touch()
                case "inhibit":
                    self.inhibited = True
                case "unplug":
                    lib.wl_global_destroy(self.seats.pop(0)._ptr)
                case "plug":
                    self.seats.append(WlSeat.global_class(self.display))
            say("did", word)
        return 0


if __name__ == "__main__":
    compositor = Compositor(int(sys.argv[1]), int(sys.argv[2]))
    compositor.display.run()
