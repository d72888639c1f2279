"""Which voices there are, found out while nobody waits: a program that lists them may take seconds, or hang."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from deskbreak.desktop.processes import end
from deskbreak.desktop.speech.choice import LISTS_WITHIN, FoundEngine


class VoiceListing(QObject):
    """Asks one engine after the other, until one says which voices it has. GUI thread only; nothing blocks."""

    listed = Signal(object)
    """``tuple[Voice, ...]``; ``()`` where nobody says so. Once for each ``ask``, but for those that another has
    replaced, and never from within."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: deque[FoundEngine] = deque()
        self._asked: FoundEngine | None = None
        self._process: QProcess | None = None
        self._late = QTimer(self, singleShot=True, interval=round(1000 * LISTS_WITHIN))
        self._late.timeout.connect(self._go_on)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    def ask(self, found: Sequence[FoundEngine]) -> None:
        """Find out which voices the first of ``found`` has, or the next where that one does not say so."""
        self.close()
        self._left = deque(found)
        self._next.start()

    def close(self) -> None:
        """Ask no more."""
        self._next.stop()
        self._late.stop()
        self._left.clear()
        self._drop()

    def _go_on(self) -> None:
        self._drop()
        if not self._left:
            self._late.stop()
            self.listed.emit(())
            return
        self._asked = self._left.popleft()
        self._process = process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        # Methods, not lambdas: a lambda would keep this alive until it is the process that ends it.
        process.finished.connect(self._on_end)
        process.errorOccurred.connect(self._on_error)
        self._late.start()
        process.start(self._asked.path, list(self._asked.listing))

    def _on_end(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None or self._asked is None:
            return
        listing = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")
        if status is QProcess.ExitStatus.NormalExit and code == 0 and (voices := tuple(self._asked.read(listing))):
            self.close()
            self.listed.emit(voices)
        else:
            self._next.start()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._next.start()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_end)
            process.errorOccurred.disconnect(self._on_error)
            end(process)
            process.deleteLater()
