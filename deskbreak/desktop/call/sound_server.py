"""Where the sound server of this desktop listens: PulseAudio's, or PipeWire's in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.sense import NoSense

SYSTEM_WIDE = Path("/run/pulse/native")


@dataclass(frozen=True)
class Address:
    """Sockets on this machine, the likeliest first."""

    sockets: tuple[Path, ...]
    text: str
    """The same as libpulse wants it."""

    @property
    def there(self) -> bool:
        """Whether there is a socket; behind it may still be nobody."""
        return any(socket.is_socket() for socket in self.sockets)

    @property
    def folders(self) -> list[str]:
        """Where to look out for a socket to come: the folders that there are, or else the first one's parent."""
        found = [socket.parent for socket in self.sockets if socket.parent.is_dir()]
        parent = self.sockets[0].parent.parent
        if self.sockets[0].parent not in found and parent.is_dir():
            found.append(parent)
        return [str(folder) for folder in found]


def find_address(environment: Mapping[str, str]) -> Address:
    """From PULSE_SERVER, or where it is by default. Raises ``NoSense`` where it is only on another machine.

    https://www.freedesktop.org/wiki/Software/PulseAudio/Documentation/User/ServerStrings: addresses separated by
    blanks, each perhaps after "{machine}". Those over a network are left out: deskbreak opens no such connection.
    """
    named = environment.get("PULSE_SERVER", "").split()
    if named:
        local = [text for text in named if _path(text) is not None]
        if not local:
            raise NoSense(f"PULSE_SERVER names another machine ({' '.join(named)}); that one is not asked")
        return Address(tuple(path for text in local if (path := _path(text)) is not None), " ".join(local))
    sockets = [SYSTEM_WIDE]
    if runtime := environment.get("PULSE_RUNTIME_PATH"):
        sockets.insert(0, Path(runtime, "native"))
    elif runtime := environment.get("XDG_RUNTIME_DIR"):
        sockets.insert(0, Path(runtime, "pulse", "native"))
    return Address(tuple(sockets), " ".join(f"unix:{socket}" for socket in sockets))


def _path(text: str) -> Path | None:
    address = text.rpartition("}")[2].removeprefix("unix:")
    return Path(address) if address.startswith("/") else None
