"""Do not disturb in GNOME: the setting ``show-banners`` is off then.

https://gitlab.gnome.org/GNOME/gsettings-desktop-schemas (schemas/org.gnome.desktop.notifications.gschema.xml.in)

Changes are told by dconf's ``Notify``: https://gitlab.gnome.org/GNOME/dconf/-/blob/main/service/ca.desrt.dconf.xml
It is read by ``gsettings``, which knows the defaults, profiles and locks that the database alone does not tell of.
"""

from PySide6.QtCore import QObject, QProcess, QTimer

from deskbreak.desktop.bus.line import Line
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service
from deskbreak.desktop.sense import LIMIT_MS

SCHEMA, KEY = "org.gnome.desktop.notifications", "show-banners"
DCONF_KEY = "/org/gnome/desktop/notifications/show-banners"
GSETTINGS = "gsettings"


class GnomeDnd(ServiceSense):
    """See ``Sense``. Known only under GNOME Shell: elsewhere the setting is there too, but nobody minds it."""

    name = "gnome"

    def __init__(self, session: Line, program: str = GSETTINGS, parent: QObject | None = None) -> None:
        """``program``: what reads settings, if not ``gsettings``."""
        self._program = program
        self._reading: QProcess | None = None
        # dconf's writer comes when something is written and goes soon after: nobody waits for it.
        writer = Service(session, "ca.desrt.dconf", "/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer")
        writer.listen("Notify", "sass", where=f"arg0path='{DCONF_KEY}'")
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
            process.waitForFinished(LIMIT_MS)  # it is killed already

    def _question(self) -> None:
        self._drop()
        process = self._reading = QProcess(self)
        limit = QTimer(process, singleShot=True, interval=LIMIT_MS)
        limit.timeout.connect(process.kill)
        process.finished.connect(lambda code, _status: self._on_read(process, code))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        process.start(self._program, ["get", SCHEMA, KEY])
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

    def _on_read(self, process: QProcess, code: int) -> None:
        if process is not self._reading:
            return
        said = bytes(process.readAllStandardOutput().data()).decode(errors="replace").strip()
        crashed = process.exitStatus() is QProcess.ExitStatus.CrashExit
        self._drop()
        match crashed, code, said:
            case True, _, _:
                self._miss(f"{self._program} gave no answer within {LIMIT_MS} ms")
            case False, 0, "true" | "false":
                self._know(said == "false")
            case _:
                self._miss(f"{self._program} get {SCHEMA} {KEY} ended with {code}")

    def _on_went(self, name: str) -> None:
        self._drop()
        super()._on_went(name)

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (str() as prefix, list() as changes, *_):
                paths = (f"{prefix}{change}" for change in changes)
                if any(path == DCONF_KEY or (path.endswith("/") and DCONF_KEY.startswith(path)) for path in paths):
                    self._on_came()
