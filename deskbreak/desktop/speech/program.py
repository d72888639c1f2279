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
        process.finished.connect(lambda code, status: self._on_end(process, code, status))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        process.start(self._path, self._speech.words(text, self.manner))

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def _on_end(self, process: QProcess, code: int, status: QProcess.ExitStatus) -> None:
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        if status is QProcess.ExitStatus.NormalExit and code == 0:
            self._finish()
        else:
            self._miss(_last_line(process) or f"it ended with {code}")

    def _on_error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and process is self._process:
            self._process = None
            process.deleteLater()
            self._miss(process.errorString())


def _last_line(process: QProcess) -> str:
    said = bytes(process.readAll().data()).decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(said) if line.strip()), "")
