"""Where the files lie: the platform's folders, or all that is kept below one (``--home``).

Nothing is created here; whoever writes a file makes its folder.
"""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "deskbreak"
RUN_USER = Path("/run/user")
"""Where systemd and elogind put the runtime folders of users."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Three folders, all absolute, and what lies in them.

    ``config`` is the user's own; ``state`` is what deskbreak keeps; ``runtime`` (lock, socket, copies) is of no use
    after the session, and not even with ``--home`` below it: who removes that would let a second deskbreak start.
    ``home`` is what it was asked for, if anything.
    """

    config: Path
    state: Path
    runtime: Path
    home: Path | None = None

    def runtime_now(self) -> Path:
        """The runtime folder as it would be found now: another, where ``ways`` have come to lead elsewhere."""
        return find_paths(self.home).runtime

    @property
    def ways(self) -> tuple[Path, ...]:
        """What decides which folder ``runtime`` is."""
        given = _given()
        return tuple(way for way in (self.home, given if given.is_absolute() else None) if way)

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def exercises(self) -> Path:
        """The user's own exercises, ``*.toml``."""
        return self.config / "exercises"

    @property
    def routines(self) -> Path:
        """The user's own routines, ``*.toml``."""
        return self.config / "routines"

    @property
    def last_good_config(self) -> Path:
        return self.state / "config.last-good.toml"

    @property
    def state_file(self) -> Path:
        return self.state / "state.json"

    @property
    def history_file(self) -> Path:
        return self.state / "history.db"

    @property
    def memory_file(self) -> Path:
        return self.state / "memory.json"

    @property
    def notes_file(self) -> Path:
        """What notifications are up: of no use after the session."""
        return self.runtime / "notes.json"

    @property
    def copies(self) -> Path:
        """A folder for temporary files. Whoever holds the place empties it when deskbreak starts: after a kill."""
        return self.runtime / "copies"

    @property
    def log_file(self) -> Path:
        return self.state / "deskbreak.log"


def find_paths(home: Path | None = None) -> Paths:
    """The platform's folders for this user; with ``home``, everything that is kept is below that folder."""
    if home is not None:
        base = home.expanduser().absolute()
        return Paths(base, base / "state", _runtime(base / "state", f"{APP}-{_key(base)}"), base)
    state = platformdirs.user_state_path(APP, appauthor=False)
    return Paths(platformdirs.user_config_path(APP, appauthor=False), state, _runtime(state, APP))


def _key(home: Path) -> str:
    """The same for every way to write the path of ``home``, be it there or not."""
    import hashlib  # noqa: PLC0415 - OpenSSL, for a home of its own alone

    return hashlib.sha256(os.fsencode(os.path.realpath(home))).hexdigest()[:16]


def _runtime(state: Path, name: str) -> Path:
    if sys.platform in ("win32", "darwin"):
        return platformdirs.user_runtime_path(name, appauthor=False)
    # Not by platformdirs: without XDG_RUNTIME_DIR (cron, ssh, su) it warns and turns to the shared temporary folder,
    # where the running app would not be found.
    usual = RUN_USER / str(os.geteuid())
    return next((folder / name for folder in (_given(), usual) if _is_ours(folder)), state / "run")


def _given() -> Path:
    return Path(os.environ.get("XDG_RUNTIME_DIR", ""))


def _is_ours(folder: Path) -> bool:
    """As the XDG Base Directory Specification wants a runtime folder: ``su`` and ``sudo`` may leave another user's."""
    if not folder.is_absolute():
        return False
    try:
        found = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and os.access(folder, os.W_OK | os.X_OK)
