"""An engine that runs a program for each text."""

from PySide6.QtCore import QObject, QProcess

from deskbreak.desktop.speech.engine import Engine, Manner
from deskbreak.desktop.speech.programs import Speech

GONE_MS = 200


class ProgramEngine(Engine):
    """Speaks by ``speech``, which is at ``path``."""

    def __init__(self, speech: Speech, path: str, manner: Manner, parent: QObject | None = None) -> None:
        super().__init__(manner, parent)
        self.name = speech.name
        self._speech = speech
        self._path = path
        self._process: QProcess | None = None

    def close(self) -> None:
        """See ``Engine``. What was killed is gone within milliseconds; a process object may not go before it."""
        super().close()
        for process in self.findChildren(QProcess):
            process.waitForFinished(GONE_MS)

    def _say(self, text: str) -> None:
        self._process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.setStandardInputFile(QProcess.nullDevice())
        # Methods, not lambdas: a lambda would keep this engine alive until it is the process that ends it.
        process.finished.connect(self._on_end)
        process.errorOccurred.connect(self._on_error)
        process.start(self._path, self._speech.words(text, self.manner))

    def _stop(self) -> None:
        process = self._let_go()
        if process is not None:
            process.finished.connect(process.deleteLater)
            process.kill()

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
