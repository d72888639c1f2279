"""Whether it is worth a look at the start if the entry for the login still leads here. Nothing is loaded for it."""

import os
from collections.abc import Mapping
from pathlib import Path

MOST = 64 * 1024
FILE = "autostart/org.deskbreak.Deskbreak.desktop"


def may_have_moved(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether the entry in the user's own folder names a program that is not there (by the line that deskbreak has
    written). Elsewhere than on Linux, where that is cheap to ask otherwise: always."""
    if platform in ("win32", "darwin"):
        return True
    config = environment.get("XDG_CONFIG_HOME", "")
    folder = config if config.startswith("/") else Path(environment.get("HOME", "/"), ".config")
    try:
        descriptor = os.open(Path(folder, FILE), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            lines = os.read(descriptor, MOST).splitlines()
        finally:
            os.close(descriptor)
    except OSError:
        return False
    named = [line.removeprefix(b"TryExec=").replace(rb"\\", b"\\") for line in lines if line.startswith(b"TryExec=/")]
    return any(not os.path.exists(name) for name in named)  # noqa: PTH110 - that of Path raises
