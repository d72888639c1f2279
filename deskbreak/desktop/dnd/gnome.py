"""Whether GNOME would show our notes: ``show-banners`` is off while it should not disturb, for all or for us alone.

https://gitlab.gnome.org/GNOME/gsettings-desktop-schemas (schemas/org.gnome.desktop.notifications.gschema.xml.in). What
an application has of its own (Settings, Notifications) lies at a path made of its id in small letters and hyphens
(``_canonicalizeId`` of gnome-shell's js/ui/messageTray.js); with ``enable`` off, none of its notes is kept either.

Changes are told by dconf's ``Notify``: https://gitlab.gnome.org/GNOME/dconf/-/blob/main/service/ca.desrt.dconf.xml
It is read by ``gsettings``, which knows the defaults, profiles and locks that the database alone does not tell of.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QTimer

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.processes import end
from deskbreak.desktop.sense import LIMIT_MS

SCHEMA, KEY = "org.gnome.desktop.notifications", "show-banners"
DCONF_KEY = "/org/gnome/desktop/notifications/show-banners"
OURS = "/org/gnome/desktop/notifications/application/org-deskbreak-deskbreak/"
OUR_SCHEMA = f"{SCHEMA}.application:{OURS}"
OFF = frozenset({"enable false", "show-banners false"})
GSETTINGS = "gsettings"


class GnomeDnd(ServiceSense):
    """See ``Sense``. Known only under GNOME Shell: elsewhere the setting is there too, but nobody minds it."""

    name = "gnome"

    def __init__(self, session: BusClient, program: str, parent: QObject | None = None) -> None:
        """``program``: what reads settings, ``GSETTINGS``."""
        self._program = program
        self._reading: QProcess | None = None
        # dconf's writer comes when something is written and goes soon after: nobody waits for it.
        writer = Service(session, "ca.desrt.dconf", "/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer")
        writer.listen("Notify", "sass", where="arg0path='/org/gnome/desktop/notifications/'")
        super().__init__(
            session,
            Service(session, "org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell"),
            parent=parent,
        )
        self._writer = writer
        writer.setParent(self)
        writer.told.connect(self._on_told)
        writer.begin()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._writer.blockSignals(True)
        process = self._reading
        self._drop()
        if process is not None:
            end(process)

    def _question(self) -> None:
        self._read(("get", SCHEMA, KEY), self._on_banners)

    def _read(self, arguments: tuple[str, ...], then: Callable[[int, str], None]) -> None:
        """``then`` gets how the program ended, and what it said."""
        self._drop()
        process = self._reading = QProcess(self)
        limit = QTimer(process, singleShot=True, interval=LIMIT_MS)
        limit.timeout.connect(process.kill)
        process.finished.connect(lambda code, _status: self._on_read(process, code, then))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        process.start(self._program, list(arguments))
        limit.start()

    def _drop(self) -> None:
        process, self._reading = self._reading, None
        if process is None:
            return
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)
            process.kill()

    def _on_error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if process is self._reading and error is QProcess.ProcessError.FailedToStart:
            self._drop()
            self._miss(f"{self._program} is not installed")

    def _on_read(self, process: QProcess, code: int, then: Callable[[int, str], None]) -> None:
        if process is not self._reading:
            return
        said = bytes(process.readAllStandardOutput().data()).decode(errors="replace").strip()
        crashed = process.exitStatus() is QProcess.ExitStatus.CrashExit
        self._drop()
        if crashed:
            self._miss(f"{self._program} gave no answer within {LIMIT_MS} ms", late=True)
        else:
            then(code, said)

    def _on_banners(self, code: int, said: str) -> None:
        match code, said:
            case 0, "false":
                self._know(value=True)
            case 0, "true":
                self._read(("list-recursively", OUR_SCHEMA), self._on_ours)
            case _:
                self._miss(f"{self._program} get {SCHEMA} {KEY} ended with {code}")

    def _on_ours(self, _code: int, said: str) -> None:
        """A desktop that has no settings for each application says nothing of the kind."""
        settings = (line.partition(" ")[2] for line in said.splitlines())  # "schema key value"
        self._know(value=not OFF.isdisjoint(settings))

    def _on_went(self, name: str) -> None:
        self._drop()
        super()._on_went(name)

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (str() as prefix, list() as changes, *_):
                paths = (f"{prefix}{change}" for change in changes)
                if any(map(_concerns_us, paths)):
                    self._on_came()


def _concerns_us(path: str) -> bool:
    """Whether a change there, of a key or of a folder, may change the answer."""
    folder = path.endswith("/")
    return (
        path == DCONF_KEY or path.startswith(OURS) or (folder and (DCONF_KEY.startswith(path) or OURS.startswith(path)))
    )
