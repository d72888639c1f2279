"""A private session bus and a plain client of it.

The bus has no service folders: with the usual ones D-Bus would start an installed notification daemon by itself, and
"no daemon" could not be tested.
"""

import os
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields

from tests.e2e.processes import Program, Programs, wait_until

CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def start_bus(programs: Programs, folder: Path) -> tuple[Program, str]:
    """Start a bus whose socket is in ``folder``; the daemon and the bus's address.

    The address has no guid: a bus that is started again there is another one at the same address.
    """
    socket = folder / "bus"
    socket.unlink(missing_ok=True)
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(socket=socket), encoding="utf-8")
    reading, writing = os.pipe()
    with os.fdopen(reading) as ready:
        program = programs.start(
            "dbus-daemon",
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", f"--print-address={writing}"],
            pass_fds=[writing],
        )
        os.close(writing)
        address = ready.readline().strip().partition(",guid=")[0]
    if not address:
        raise AssertionError(f"no bus: {program.said()}")
    return program, address


class CallFailed(Exception):
    """A method call was answered by an error; ``name`` is the error's D-Bus name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}")
        self.name = name


class Session:
    """A connection for calls, and only for calls. Not for use from several threads."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address)

    def call(self, to: DBusAddress, member: str, signature: str = "", *body: object, limit: float = 5.0) -> Any:
        """The body of the answer as a tuple. Raises ``CallFailed``, or ``TimeoutError`` after ``limit`` seconds."""
        message = new_method_call(to, member, signature or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=limit)
        if reply.header.message_type is MessageType.error:
            raise CallFailed(reply.header.fields[HeaderFields.error_name], " ".join(map(str, reply.body)))
        return reply.body

    def properties(self, of: DBusAddress) -> dict[str, Any]:
        """All properties of an interface, unwrapped from their variants."""
        reply = self._connection.send_and_get_reply(Properties(of).get_all(), timeout=30)
        if reply.header.message_type is MessageType.error:
            raise CallFailed(reply.header.fields[HeaderFields.error_name], " ".join(map(str, reply.body)))
        return {name: value for name, (_signature, value) in reply.body[0].items()}

    def owner(self, name: str) -> str | None:
        """The unique name of the owner of ``name``; None if nobody owns it."""
        reply = self._connection.send_and_get_reply(message_bus.GetNameOwner(name), timeout=30)
        return None if reply.header.message_type is MessageType.error else str(reply.body[0])

    def pid(self, name: str) -> int:
        """The process behind a name; ``CallFailed`` if it is gone."""
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return int(self.call(bus, "GetConnectionUnixProcessID", "s", name)[0])

    def wait_for(self, name: str, limit: float = 15.0) -> str:
        """Wait until somebody owns ``name``."""
        return wait_until(lambda: self.owner(name), f"{name} on the bus", limit)

    def close(self) -> None:
        self._connection.close()
