"""An engine that runs a program for each text."""

from PySide6.QtCore import QObject, QProcess, QTimer

from deskbreak.desktop.processes import end
from deskbreak.desktop.speech.engine import Engine, SpeechStyle
from deskbreak.desktop.speech.programs import Speech

HUSH_MS, LAST_MS = 500, 200
"""For a program that silences another, the latter when all comes to an end; a daemon that hangs would take for ever."""


class ProgramEngine(Engine):
    """Speaks by ``speech``, which is at ``path``."""

    def __init__(self, speech: Speech, path: str, manner: SpeechStyle, parent: QObject | None = None) -> None:
        super().__init__(manner, parent)
        self.name = speech.name
        self._speech = speech
        self._path = path
        self._process: QProcess | None = None
        self._hush: QProcess | None = None
        self._next = ""
        self._hushing = QTimer(self, singleShot=True)
        self._hushing.timeout.connect(self._on_hushed)

    def close(self) -> None:
        """See ``Engine``. What silences another program is given a moment for it."""
        super().close()
        for process in self.findChildren(QProcess):
            if process is self._hush:
                process.waitForFinished(LAST_MS)
            end(process)

    def _say(self, text: str) -> None:
        if self._hush is not None:  # it would silence these words, too
            self._next = text
            return
        self._process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.setStandardInputFile(QProcess.nullDevice())
        # Methods, not lambdas: a lambda would keep this engine alive until it is the process that ends it.
        process.finished.connect(self._on_end)
        process.errorOccurred.connect(self._on_error)
        process.start(self._path, self._speech.words(text, self.manner))

    def _stop(self) -> None:
        self._next = ""
        process = self._let_go()
        if process is None:
            return
        process.finished.connect(process.deleteLater)
        process.kill()
        if self._speech.hush and self._hush is None:
            self._hush = hush = QProcess(self)
            hush.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
            hush.finished.connect(self._on_hushed)
            self._hushing.start(HUSH_MS)
            hush.start(self._path, list(self._speech.hush))

    def _on_hushed(self) -> None:
        self._hushing.stop()
        hush, self._hush = self._hush, None
        if hush is not None:
            hush.finished.disconnect(self._on_hushed)
            hush.finished.connect(hush.deleteLater)
            if hush.state() is QProcess.ProcessState.NotRunning:
                hush.deleteLater()
            hush.kill()
        text, self._next = self._next, ""
        if text:
            self._say(text)

    def _on_end(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._let_go()
        if process is None:
            return
        process.deleteLater()
        if status is QProcess.ExitStatus.NormalExit and code == 0:
            self._finish()
        else:
            self._miss(_last_line(process) or f"it ended with {code}")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and (process := self._let_go()) is not None:
            process.deleteLater()
            self._miss(process.errorString())

    def _let_go(self) -> QProcess | None:
        """The process there was; it tells nothing any more."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_end)
            process.errorOccurred.disconnect(self._on_error)
        return process


def _last_line(process: QProcess) -> str:
    said = bytes(process.readAll().data()).decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(said) if line.strip()), "")
